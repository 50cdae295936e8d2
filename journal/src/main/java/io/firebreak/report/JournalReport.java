package io.firebreak.report;

import io.firebreak.explain.JournalFacts;
import io.firebreak.explain.JournalScan;
import io.firebreak.feed.Trip;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.market.Scope;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A report of one journal: {@link #read} it, {@link #replay} it, {@link #write} the file. The size of the file is
 * bounded by the number of decisions, not of inputs: below 4 MB for as many as a reader can look at.
 */
public final class JournalReport
{
    /** Columns of all instruments' series together. */
    private static final int COLUMNS = 4_800;

    /** Most columns of a series: those of a wide screen. */
    private static final int MOST_COLUMNS = 1_200;

    private final ReportSettings settings;
    private DecisionLedger ledger;
    private ReplaySampler sampler;
    private ReplayResult result;
    private int columns;

    /**
     * What was written.
     *
     * @param bytes       of the file.
     * @param records     inputs of the journal.
     * @param decisions   its decisions.
     * @param trips       of them, rules that stopped continuous trading.
     * @param instruments symbols that are drawn.
     */
    public record Written(long bytes, long records, long decisions, int trips, List<String> instruments)
    {
    }

    /**
     * A report.
     *
     * @param settings what is asked for.
     */
    public JournalReport(final ReportSettings settings)
    {
        this.settings = settings;
    }

    /**
     * Reads the journal for its decisions and their explanations.
     *
     * @param journal  to read from its beginning.
     * @param progress told the sequence of every record.
     * @return how the reading ended.
     */
    public JournalVerdict read(final JournalReader journal, final LongConsumer progress)
    {
        ledger = new DecisionLedger(progress);
        return JournalScan.read(journal, ledger);
    }

    /**
     * Symbols of all instruments of the journal, once it has been read.
     *
     * @return the busiest first.
     */
    public List<String> symbols()
    {
        return ledger.instruments().stream().map(index -> ledger.facts().scopeName(Scope.instrument(index))).toList();
    }

    /**
     * Replays the journal for what the engine compared.
     *
     * @param journal  to read from its beginning.
     * @param progress told the sequence of every record.
     * @return what the replay found.
     */
    public ReplayResult replay(final JournalReader journal, final LongConsumer progress)
    {
        final List<Integer> drawn = drawn();
        columns = Math.min(MOST_COLUMNS, COLUMNS / Math.max(1, drawn.size()) & ~1);
        sampler = new ReplaySampler(drawn, ledger.windows(), columns);
        result = new Replayer().replay(journal, progress, sampler);
        return result;
    }

    /**
     * Writes the file.
     *
     * @param file    where to.
     * @param verdict the replay's result in words.
     * @return what was written.
     * @throws IOException where it cannot be written.
     */
    public Written write(final Path file, final String verdict) throws IOException
    {
        final String page = new ReportPage(this, verdict).html();
        final byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes);
        return new Written(bytes.length, ledger.records(), result.decisions(), trips().size(),
            tracks().stream().map(this::symbol).toList());
    }

    ReportSettings settings()
    {
        return settings;
    }

    DecisionLedger ledger()
    {
        return ledger;
    }

    ReplaySampler sampler()
    {
        return sampler;
    }

    ReplayResult result()
    {
        return result;
    }

    /** Null where the journal is empty. */
    JournalFacts facts()
    {
        return ledger.facts();
    }

    List<Trip> trips()
    {
        return ledger.tally().trips();
    }

    /** What is drawn, the busiest first. */
    List<InstrumentTrack> tracks()
    {
        return drawn().stream().map(sampler.tracks()::get).filter(track -> track != null).toList();
    }

    String symbol(final InstrumentTrack track)
    {
        return facts().scopeName(Scope.instrument(track.index()));
    }

    int exponent(final InstrumentTrack track)
    {
        return facts().exponent(Scope.instrument(track.index()));
    }

    /** Most columns of a series. */
    int columns()
    {
        return columns;
    }

    double minutesHalted()
    {
        return tracks().stream().mapToDouble(track -> track.ribbon().minutesHalted(sampler.endNs())).sum();
    }

    /** The trip that lay furthest below its reference, or null. */
    Trip worstFall()
    {
        return trips().stream().filter(trip -> trip.fallenBps() > 0)
            .max(Comparator.comparingDouble(Trip::fallenBps)).orElse(null);
    }

    private List<Integer> drawn()
    {
        final List<Integer> drawn = new ArrayList<>();
        for (final int index : ledger.instruments())
        {
            if (settings.instruments().isEmpty() ? drawn.size() < settings.most()
                : settings.instruments().contains(ledger.facts().scopeName(Scope.instrument(index))))
            {
                drawn.add(index);
            }
        }
        return drawn;
    }
}
