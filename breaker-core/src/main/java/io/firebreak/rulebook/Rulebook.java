package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Loads rulebooks. A rulebook is a HOCON file; what it means is checked here, once, and compiled into the parameter
 * image; whatever is unknown, out of range, without effect or contradictory is refused with its file and line.
 */
public final class Rulebook
{
    private static final Keys IDENTITY = Keys.of().texts("name", "version", "source");
    static final Keys ROOT = Keys.of()
        .section("rulebook", IDENTITY).section("engine", HeaderBlock.ENGINE).section("session", HeaderBlock.SESSION)
        .section("defaults", ClassBlock.KEYS).named("classes", ClassBlock.KEYS).named("instruments", ClassBlock.KEYS)
        .texts("market_class").named("participants", ParticipantBlock.KEYS);

    private Rulebook()
    {
    }

    /**
     * Names of the shipped rulebooks.
     *
     * @return names, sorted.
     */
    public static List<String> shipped()
    {
        return Shipped.NAMES;
    }

    /**
     * Load, check and compile.
     *
     * @param nameOrPath a shipped rulebook's name, or a file's path.
     * @param overrides  values by path, as {@code --set path=value} gives them; see {@code rulebooks/README.md}.
     * @return the compiled rulebook.
     * @throws RulebookException that names file, line and fix.
     */
    public static CompiledRulebook load(final String nameOrPath, final Map<String, String> overrides)
    {
        final URL shipped = Shipped.NAMES.contains(nameOrPath) ? Shipped.resource(nameOrPath) : null;
        final Node root = shipped != null ?
            HoconReader.read(shipped, nameOrPath + ".conf") : HoconReader.read(path(nameOrPath));
        return compile(root, new Overrides(overrides));
    }

    /**
     * The options that concern a rulebook. A path of a rulebook has a point; an option without one belongs to the
     * feed, as in {@code --set tier=1}.
     *
     * @param options every {@code --set}.
     * @return those with a point in their name.
     */
    public static Map<String, String> overrides(final Map<String, String> options)
    {
        final Map<String, String> ours = new TreeMap<>(options);
        ours.keySet().removeIf(path -> path.indexOf('.') < 0);
        return ours;
    }

    private static Path path(final String text)
    {
        try
        {
            return Path.of(text);
        }
        catch (final InvalidPathException ex)
        {
            throw new RulebookException("rulebook: " + ex.getMessage() + "; name a file, or one of " + Shipped.NAMES);
        }
    }

    private static CompiledRulebook compile(final Node source, final Overrides overrides)
    {
        final Node root = source.labelled("rulebook");
        overrides.applyRoot(root);
        final List<Setting> ledger = new ArrayList<>();
        final Section section = new Section(root, "", "", ROOT, ledger);
        section.leave("defaults", "classes", "instruments", "participants");
        final ImageDraft draft = new ImageDraft();
        identity(section, draft);
        final SessionFacts session = HeaderBlock.compile(section, draft.header());
        final Map<String, Node> classes = Layers.resolve(root, overrides);
        final List<String> names =
            classes.keySet().stream().map(path -> path.substring(path.indexOf('.') + 1)).collect(Collectors.toList());
        overrides.finish(names);
        if (names.isEmpty())
        {
            throw section.error("classes", "is missing", "write classes { NAME { ... } }");
        }
        Limits.within(root.where(), "classes", "classes and instruments", names.size(), Limits.CLASSES);
        final RuleIds ruleIds = new RuleIds();
        final ClassBlock block = new ClassBlock(draft, session, ruleIds);
        final int market = !section.has("market_class") ? -1 :
            names.indexOf(section.name("market_class", names, "class"));
        draft.header().int32(ImageHeader.H_MARKET_CLASS, market);
        classes.forEach((path, node) ->
        {
            final int index = draft.classes().size();
            block.compile(new Section(node, path, names.get(index), ClassBlock.KEYS, ledger), index == market);
            if (index == market)
            {
                MarketIndices.check(path, draft, market, ledger);
            }
        });
        block.finish();
        final ParticipantBlock participants = new ParticipantBlock(draft, ruleIds);
        ParticipantBlock.members(root).forEach((name, node) -> participants.compile(
            new Section(node, "participants." + name, name, ParticipantBlock.KEYS, ledger)));
        ruleIds.names().forEach((id, name) -> draft.name("rule", id, name));
        section.finish("");
        return new CompiledRulebook(draft.assemble(), ledger, session.releaseAfter(), session.releaseWhere());
    }

    private static void identity(final Section root, final ImageDraft draft)
    {
        final Section identity = root.section("rulebook", IDENTITY);
        if (identity == null)
        {
            throw root.error("rulebook", "is missing", "write rulebook { name, version, source }");
        }
        draft.name("rulebook", 0, identity.text("name"));
        draft.name("version", 0, identity.text("version"));
        draft.name("source", 0, identity.text("source"));
        identity.finish("");
    }
}
