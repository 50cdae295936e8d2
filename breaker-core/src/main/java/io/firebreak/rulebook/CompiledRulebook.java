package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.market.Durability;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A checked rulebook: the image that the engine reads, its hash, and what people want to know of it. Immutable; any
 * thread may use it.
 */
public final class CompiledRulebook
{
    private final byte[] image;
    private final byte[] sha256;
    private final List<Setting> settings;
    private final String releaseAfter;
    private final Where releaseWhere;
    private final List<String> classes = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private final List<String> breakers = new ArrayList<>();
    private final List<String> participants = new ArrayList<>();
    private final Map<Integer, String> rules = new TreeMap<>();
    private final Map<String, String> identity = new TreeMap<>();

    CompiledRulebook(
        final byte[] image, final List<Setting> settings, final String releaseAfter, final Where releaseWhere)
    {
        this.image = image;
        this.sha256 = sha256(image);
        this.settings = Collections.unmodifiableList(new ArrayList<>(settings));
        this.releaseAfter = releaseAfter;
        this.releaseWhere = releaseWhere;
        readNames();
    }

    /**
     * The rulebook of an image, as a journal holds it. Names come from the image; settings with their places do not,
     * so {@link #settings()} and {@link #canonical()} are empty.
     *
     * @param image bytes of an image.
     * @return the rulebook.
     * @throws RulebookException where the bytes are no image of this version.
     */
    public static CompiledRulebook fromImage(final byte[] image)
    {
        try
        {
            ParameterImage.validate(new UnsafeBuffer(image));
        }
        catch (final IllegalArgumentException ex)
        {
            throw new RulebookException("image: " + ex.getMessage());
        }
        final int after = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(ImageHeader.H_RELEASE_AFTER);
        return new CompiledRulebook(image.clone(), List.of(), Durability.of(after).name(), new Where("image", 0));
    }

    /**
     * The parameter image.
     *
     * @return a copy of its bytes; a multiple of 64.
     */
    public byte[] image()
    {
        return image.clone();
    }

    /**
     * Hash that names the image.
     *
     * @return SHA-256 of the image, 32 bytes.
     */
    public byte[] sha256()
    {
        return sha256.clone();
    }

    /**
     * Short hash that decisions carry.
     *
     * @return first eight bytes of the SHA-256, little-endian.
     */
    public long imageHash()
    {
        return ByteBuffer.wrap(sha256).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /**
     * The resolved rulebook as text: every final value, defaults included, a line each, sorted. Two files that mean
     * the same have the same text.
     *
     * @return lines {@code path = value}, with {@code # because} where the rulebook says why.
     */
    public String canonical()
    {
        return settings.stream().map(setting -> setting.path() + " = " + setting.value() +
            (setting.because().isEmpty() ? "" : " # " + setting.because()) + "\n").sorted()
            .collect(Collectors.joining());
    }

    /**
     * Every final value with the layer and the place that set it.
     *
     * @return settings in the order they were read.
     */
    public List<Setting> settings()
    {
        return settings;
    }

    /**
     * Name of the rulebook.
     *
     * @return name.
     */
    public String name()
    {
        return identity.getOrDefault("rulebook", "");
    }

    /**
     * Version of the rulebook.
     *
     * @return version as the file gives it.
     */
    public String version()
    {
        return identity.getOrDefault("version", "");
    }

    /**
     * Where the rulebook's values come from.
     *
     * @return the source as the file names it.
     */
    public String source()
    {
        return identity.getOrDefault("source", "");
    }

    /**
     * Index of a class or of an instrument's own class.
     *
     * @param className name.
     * @return index from 0.
     * @throws RulebookException that names the nearest match.
     */
    public int classIndex(final String className)
    {
        final int index = classes.indexOf(className);
        if (index < 0)
        {
            throw new RulebookException(name() + ": class " + className + ": no such class; nearest match: " +
                Keys.nearest(className, classes));
        }
        return index;
    }

    /**
     * Classes by index: classes sorted by name, then instruments sorted by name.
     *
     * @return names.
     */
    public List<String> classNames()
    {
        return Collections.unmodifiableList(classes);
    }

    /** {@return classes of participants by index, sorted by name} */
    public List<String> participantClassNames()
    {
        return Collections.unmodifiableList(participants);
    }

    /** {@return index of a class of participants}
     * @param className name.
     * @throws RulebookException that names the nearest match. */
    public int participantClassIndex(final String className)
    {
        final int index = participants.indexOf(className);
        if (index < 0)
        {
            throw new RulebookException(name() + ": participants." + className + ": no such class; nearest match: " +
                Keys.nearest(className, participants));
        }
        return index;
    }

    /**
     * Name of a rule.
     *
     * @param ruleId number that decisions carry.
     * @return the name, or {@code rule N} for a number that this rulebook does not have.
     */
    public String ruleName(final int ruleId)
    {
        return rules.getOrDefault(ruleId, ruleId == 0 ? "none" : "rule " + ruleId);
    }

    /**
     * Names of all rules.
     *
     * @return name by number.
     */
    public Map<Integer, String> ruleNames()
    {
        return Collections.unmodifiableMap(rules);
    }

    /**
     * Guaranteed exits of a class.
     *
     * @param classIndex index of the class.
     * @return a bound per breaker, in the rulebook's order.
     */
    public List<ExitBound> worstExit(final int classIndex)
    {
        final ByteBuffer view = view();
        final int at = view.getInt(ImageHeader.H_CLASS_OFFSET) + classIndex * ImageLayout.CLASS_LENGTH;
        final List<ExitBound> bounds = new ArrayList<>();
        for (int k = 0; k < view.getInt(at + ImageLayout.C_BREAKERS); k++)
        {
            bounds.add(ExitBound.of(this, view.getInt(at + ImageLayout.C_FIRST_BREAKER) + k));
        }
        return bounds;
    }

    /**
     * Refuse a rulebook that an engine has no room for.
     *
     * @param references reference slots per instrument.
     * @param breakers   breaker slots per instrument.
     * @param imageBytes room for the image.
     * @throws RulebookException with the numbers.
     */
    public void requireFits(final int references, final int breakers, final int imageBytes)
    {
        fits("image bytes", image.length, imageBytes, "imageBytes");
        final ByteBuffer view = view();
        for (int i = 0; i < classes.size(); i++)
        {
            final int at = view.getInt(ImageHeader.H_CLASS_OFFSET) + i * ImageLayout.CLASS_LENGTH;
            fits("references of class " + classes.get(i), view.getInt(at + ImageLayout.C_REFERENCES),
                references, "references");
            fits("breakers of class " + classes.get(i), view.getInt(at + ImageLayout.C_BREAKERS),
                breakers, "breakers");
        }
    }

    private void fits(final String what, final int have, final int room, final String capacity)
    {
        if (have > room)
        {
            throw new RulebookException(name() + ": " + capacity + ": " + have + " " + what +
                " are more than the capacity of " + room + "; build the engine with " + capacity + "=" + have);
        }
    }

    /**
     * Refuse a rulebook that cannot run on a tape: nothing but a live host's own log confirms
     * {@code release_after = HOST}.
     *
     * @throws RulebookException that names file and line.
     */
    public void requireTape()
    {
        if (Durability.HOST.name().equals(releaseAfter))
        {
            throw RulebookException.at(releaseWhere, "engine.release_after", "HOST waits for a live host's own log, " +
                "which a tape has not", "write release_after = J1, or --set engine.release_after=J1");
        }
    }

    /**
     * Where the breaker of a rule stands in the rulebook, as {@code --set} names it.
     *
     * @param classIndex of the instrument; classes share the ids of rules that have the same names.
     * @param ruleId     as decisions carry it.
     * @return such as {@code classes.perp.breakers.price}.
     * @throws IllegalArgumentException where the class has no such rule.
     */
    public String breakerPath(final int classIndex, final int ruleId)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(image);
        final ParameterImage view = new ParameterImage(bytes, 0);
        int breaker = 0;
        for (int c = 0; c < view.classes(); c++)
        {
            final int at = view.classAt(c);
            for (int k = 0; k < bytes.getInt(at + ImageLayout.C_BREAKERS); k++)
            {
                final int bk = view.breakerAt(at, k);
                for (int u = 0; u < bytes.getInt(bk + ImageLayout.B_RULES); u++)
                {
                    if (c == classIndex && bytes.getInt(view.ruleAt(bk, u) + ImageLayout.U_ID) == ruleId)
                    {
                        return "classes." + classes.get(c) + ".breakers." + breakers.get(breaker);
                    }
                }
                breaker++;
            }
        }
        throw new IllegalArgumentException("rule " + ruleId + " of class " + classIndex + " of " + name());
    }

    /**
     * Refuse a rulebook that no pipelined mode can run: it needs the gate to know of each fill before the next one of
     * the same order is judged, which only the matching thread itself can do.
     *
     * @throws RulebookException that names file, line, key and fix.
     */
    public void requirePipelined()
    {
        final RulebookException refusal = new FillByFill(this).refusal();
        if (refusal != null)
        {
            throw refusal;
        }
    }

    String breakerName(final int index)
    {
        return breakers.get(index);
    }

    String referenceName(final int index)
    {
        return references.get(index);
    }

    ByteBuffer view()
    {
        return ByteBuffer.wrap(image).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private void readNames()
    {
        final ByteBuffer view = view();
        final String text = new String(image, view.getInt(ImageHeader.H_NAMES_OFFSET),
            view.getInt(ImageHeader.H_NAMES_LENGTH), StandardCharsets.UTF_8);
        for (final String line : text.split("\n"))
        {
            final String[] words = line.split(" ", 3);
            switch (words[0])
            {
                case "class":
                    classes.add(words[2]);
                    break;
                case "reference":
                    references.add(words[2]);
                    break;
                case "breaker":
                    breakers.add(words[2]);
                    break;
                case "participant":
                    participants.add(words[2]);
                    break;
                case "rule":
                    rules.put(Integer.parseInt(words[1]), words[2]);
                    break;
                default:
                    identity.put(words[0], words[2]);
            }
        }
    }

    private static byte[] sha256(final byte[] bytes)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every Java platform has SHA-256", ex);
        }
    }
}
