package io.firebreak.command;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays recorded market data through the breakers and writes the journal. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Play recorded market data through a rulebook: feeds in, decisions and a journal out, a summary at "
        + "the end.",
    footer = {
        "",
        "Exit code 0 when the tape was played and its journal verified, 65 where a feed's file is wrong (what precedes "
        + "is processed and journaled), 7 where the rulebook is refused, 4 where the journal does not verify, "
        + "130 where ctrl-C stopped it (the journal is closed, and not verified)."})
final class RunCommand implements Callable<Integer>
{
    @Option(names = "--feed", required = true, paramLabel = "FORMAT", completionCandidates = FeedNames.class,
        description = "One of ${COMPLETION-CANDIDATES}.")
    private String feedName;

    @Option(names = "--input", required = true, arity = "1..*", paramLabel = "FILE",
        description = "CSV files, plain or gzip.")
    private List<Path> inputs;

    @Option(names = "--rulebook", required = true, paramLabel = "NAME|FILE",
        description = "A shipped rulebook's name, or a file.")
    private String rulebookName;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "A directory without a journal.")
    private Path directory;

    @Option(names = "--mode", paramLabel = "MODE", defaultValue = "inline",
        description = "inline (the default): the engine on the thread that plays; direct or sequenced: on a thread of "
            + "its own behind the ring, which the tape waits for after each input. The decisions are the same.")
    private String mode;

    @Option(names = "--clock", paramLabel = "CLOCK",
        description = "exchange or receive: which stamp of the tape is engine time; the feed's own by default.")
    private String clock;

    @Option(names = "--speed", paramLabel = "SPEED", defaultValue = "max",
        description = "max (the default), or 1x: as fast as it happened.")
    private String speed;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "A setting of the feed, or a rulebook's value by its path; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--map", paramLabel = "FILE",
        description = "Feed csv: which column of your own file is what; the same keys as --set, which goes first.")
    private Path map;

    @Option(names = "--join", paramLabel = "RULE", defaultValue = "exchange",
        description = "How a snapshot joins the diffs before it: exchange (the default), or none.")
    private String join;

    @Option(names = "--on-bad-line", paramLabel = "WHAT", defaultValue = "stop",
        description = "stop (the default), or skip: count it, journal a gap, go on.")
    private String onBadLine;

    @Option(names = "--class", paramLabel = "NAME", description = "The rulebook's class; the feed's own by default.")
    private String className;

    @Option(names = "--envelope", paramLabel = "WHICH", defaultValue = "on",
        description = "on (the default), or off: evaluate every rule with every event, which changes no decision.")
    private String envelope;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        requireWord("--mode", mode, "inline", "direct", "sequenced");
        requireWord("--speed", speed, "max", "1x");
        requireWord("--on-bad-line", onBadLine, "stop", "skip");
        requireWord("--envelope", envelope, "on", "off");
        final Map<String, String> ofRulebook = Settings.of(settings);
        try
        {
            final Feed feed = Feed.named(feedName);
            if (map != null && !feed.settings().contains("map"))
            {
                throw new UserMistake("--map is for --feed csv: feed " + feedName + " knows its columns",
                    ExitCode.USAGE);
            }
            if (map != null)
            {
                ofRulebook.put("map", map.toString());
            }
            final Map<String, String> ofFeed = take(ofRulebook, feed);
            final CompiledRulebook rulebook = Settings.rulebook(rulebookName, ofRulebook);
            require(rulebook);
            final ClockSource source = ClockSource.of(clock);
            try (FeedReader reader = feed.open(new FeedRequest(List.copyOf(inputs), source, join, ofFeed)))
            {
                return play(reader, rulebook);
            }
        }
        catch (final FeedMistake ex)
        {
            throw new UserMistake(ex.getMessage(), ExitCode.BAD_DATA);
        }
    }

    private int play(final FeedReader reader, final CompiledRulebook rulebook)
    {
        try (StopSignal signal = StopSignal.listen())
        {
            return play(reader, rulebook, signal);
        }
    }

    private int play(final FeedReader reader, final CompiledRulebook rulebook, final StopSignal signal)
    {
        final boolean isPaced = speed.equals("1x");
        final TapeRun run = new TapeRun(reader, rulebook, className, onBadLine.equals("skip"), envelope.equals("on"),
            isPaced ? new Pace(Pace.SYSTEM) : null, signal::isAsked,
            JournalStart.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
        final List<String> header = List.of(
            "run " + feedName + " " + inputs.stream().map(String::valueOf).collect(Collectors.joining(" ")),
            "  rulebook   " + rulebook.name() + " " + rulebook.version() + " ("
                + HexFormat.of().formatHex(rulebook.sha256(), 0, 8) + "), class " + run.className()
                + ", clock " + reader.clock().word(),
            "  mode       " + mode + (mode.equals("inline") ? ": the engine on the tape's thread"
                : ": the engine on a thread of its own, in step with the tape"),
            "  journal    " + directory);
        final RunReport report;
        try (Progress progress = new Progress("run", isJson, isPaced))
        {
            report = run.play(directory, properties(reader), header, progress);
        }
        if (isJson)
        {
            spec.commandLine().getOut().println(report.json());
            spec.commandLine().getOut().flush();
        }
        else
        {
            report.print(spec.commandLine().getOut());
        }
        if (run.stopped() != null)
        {
            throw new UserMistake(run.stopped(), ExitCode.BAD_DATA);
        }
        if (run.isInterrupted())
        {
            spec.commandLine().getErr().println("firebreak: stopped after " + report.rows()
                + " rows; the journal in " + directory + " is closed");
            spec.commandLine().getErr().flush();
            return ExitCode.INTERRUPTED;
        }
        return report.journal().verified() ? ExitCode.OK : ExitCode.DIVERGED;
    }

    private String properties(final FeedReader reader)
    {
        final StringBuilder text = new StringBuilder("command=run\nfeed=").append(feedName).append('\n');
        inputs.forEach(input -> text.append("input=").append(input.getFileName()).append('\n'));
        settings.forEach(setting -> text.append("set=").append(setting).append('\n'));
        if (map != null)
        {
            text.append("map=").append(map.getFileName()).append('\n');
        }
        text.append("clock=").append(reader.clock().word()).append('\n');
        text.append("envelope=").append(envelope).append('\n');
        for (int i = 0; i < reader.instruments().size(); i++)
        {
            text.append("instrument.").append(i).append('=').append(reader.instruments().get(i).symbol()).append('\n');
        }
        return text.toString();
    }

    /** Takes the feed's own settings out of all of them; what has no point in it is no rulebook's path. */
    private static Map<String, String> take(final Map<String, String> all, final Feed feed)
    {
        final Map<String, String> own = new LinkedHashMap<>();
        for (final Iterator<Map.Entry<String, String>> it = all.entrySet().iterator(); it.hasNext();)
        {
            final Map.Entry<String, String> setting = it.next();
            if (feed.settings().contains(setting.getKey()))
            {
                own.put(setting.getKey(), setting.getValue());
                it.remove();
            }
            else if (setting.getKey().indexOf('.') < 0)
            {
                throw new UserMistake("--set " + setting.getKey() + ": feed " + feed.name() + " has "
                    + feed.settings().stream().sorted().toList()
                    + "; a rulebook's value is a path such as engine.release_after", ExitCode.USAGE);
            }
        }
        return own;
    }

    private void require(final CompiledRulebook rulebook)
    {
        try
        {
            rulebook.requireTape();
            if (!mode.equals("inline"))
            {
                rulebook.requirePipelined();
            }
        }
        catch (final RulebookException ex)
        {
            throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
        }
    }

    private static void requireWord(final String option, final String word, final String... words)
    {
        if (!List.of(words).contains(word))
        {
            throw new UserMistake(option + " " + word + ": write " + String.join(" or ", words), ExitCode.USAGE);
        }
    }

    /** The feeds of the class path, for help. */
    static final class FeedNames implements Iterable<String>
    {
        @Override
        public Iterator<String> iterator()
        {
            return Feed.all().stream().map(Feed::name).iterator();
        }
    }
}
