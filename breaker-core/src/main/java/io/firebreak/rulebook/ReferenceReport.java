package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** One reference of an image in words. */
final class ReferenceReport
{
    private final CompiledRulebook rulebook;
    private final ByteBuffer image;
    private final int classAt;
    private final int at;

    ReferenceReport(final CompiledRulebook rulebook, final ByteBuffer image, final int classAt, final int index)
    {
        this.rulebook = rulebook;
        this.image = image;
        this.classAt = classAt;
        at = image.getInt(ImageHeader.H_REFERENCE_OFFSET) + index * ImageLayout.REFERENCE_LENGTH;
    }

    String text()
    {
        final int kind = image.getInt(at + ImageLayout.R_KIND);
        final long window = Math.max(image.getLong(at + ImageLayout.R_WINDOW_NS),
            image.getLong(at + ImageLayout.R_TAU_NS));
        final long stale = image.getLong(at + ImageLayout.R_STALE_NS);
        return ReferenceBlock.KINDS.get(kind - ImageLayout.KIND_MEAN) + (window == 0 ? "" : " of " +
            Show.duration(window)) + gate() +
            (kind == ImageLayout.KIND_PUBLISHED ?
            " " + ReferenceKind.of(image.getInt(at + ImageLayout.R_PRICE)) : "") +
            (kind != ImageLayout.KIND_ANCHOR_PERIODIC ? "" : ", each time what " +
            name(image.getInt(at + ImageLayout.R_OF)) + " is") + made(kind) +
            (stale == 0 ? "" : ", none when older than " + Show.duration(stale)) +
            (image.getInt(at + ImageLayout.R_INSIDE_SWEEP) == 0 ? "" : ", moved by a sweep's own prints") + held(kind) +
            resets(kind) + otherwise();
    }

    private String gate()
    {
        final long change = image.getLong(at + ImageLayout.R_MIN_CHANGE_PPM);
        final long hold = image.getLong(at + ImageLayout.R_MIN_HOLD_NS);
        final List<String> states = new ArrayList<>();
        for (final TradingState state : TradingState.values())
        {
            if ((image.getInt(at + ImageReference.R_FREEZE_IN) >> state.code() & 1) != 0)
            {
                states.add(state.name());
            }
        }
        return (change == 0 && hold == 0 ? "" : ", published" + (change == 0 ? "" :
            " at a change of " + Show.percent(change)) + " after " + Show.duration(hold)) +
            (states.isEmpty() ? "" : ", not in " + String.join(" ", states));
    }

    /** What it is made of. */
    private String made(final int kind)
    {
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < image.getInt(at + ImageReference.R_MEMBERS); i++)
        {
            names.add(name(image.getInt(at + ImageReference.R_MEMBER + i * Integer.BYTES)));
        }
        final int least = image.getInt(at + ImageReference.R_AT_LEAST);
        final long sample = image.getLong(at + ImageReference.R_SAMPLE_NS);
        final long weight = image.getLong(at + ImageReference.R_WEIGHT_PPM);
        final long up = image.getLong(at + ImageReference.R_UP_PPM);
        final long down = image.getLong(at + ImageReference.R_DOWN_PPM);
        return (names.isEmpty() ? "" : ", made of " + String.join(", ", names)) +
            (least < 2 ? "" : ", none of fewer than " + least) + (sample == 0 ? "" :
            (kind == ImageReference.KIND_FAIR ? ", a step each " : ", a sample each ") + Show.duration(sample)) +
            (weight == 0 ? "" : ", each weighing " + Show.percent(weight)) + (weight == 0 || up == Limits.FACTOR_PPM ?
            "" : ", at most " + Show.percent(up) + " above and " + Show.percent(down) + " below its index") +
            (kind != ImageReference.KIND_MID ? "" :
            image.getInt(at + ImageReference.R_QUOTES) == 0 ? " of the book" : " of the quotes");
    }

    private String held(final int kind)
    {
        return kind == ImageLayout.KIND_PUBLISHED && image.getInt(at + ImageReference.R_SWEEP_HELD) != 0 ?
            ", standing still within a sweep" : "";
    }

    /** What it forgets, where that is not what its kind does anyway. */
    private String resets(final int kind)
    {
        final int bits = image.getInt(at + ImageReference.R_RESET_ON);
        final boolean isPlain = kind == ImageLayout.KIND_OPEN || bits == 0;
        final String[] words = {"DAY", "REOPENING", "AUCTION"};
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length && !isPlain; i++)
        {
            text.append((bits >> i & 1) == 0 ? "" : (text.isEmpty() ? "" : " ") + words[i]);
        }
        final int seed = image.getInt(at + ImageReference.R_SEED);
        return (text.isEmpty() ? "" : ", reset on " + text) +
            (seed == ImageReference.SEED_BAND ? "" : ", then " + BandReference.SEEDS.get(seed)) +
            (image.getInt(at + ImageReference.R_ON_EMPTY) == 0 ? "" : ", the last one kept when it empties");
    }

    private String name(final int relative)
    {
        return rulebook.referenceName(image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + relative);
    }

    private String otherwise()
    {
        final int other = image.getInt(at + ImageLayout.R_OTHERWISE);
        return other < 0 ? "" : "; while it has no value " + name(other);
    }
}
