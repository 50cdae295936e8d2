package io.firebreak.samples.demo;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.command.UserMistake;
import io.firebreak.gate.GuardLine;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSettings;
import io.firebreak.journal.JournalThread;
import io.firebreak.market.Durability;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.VenueBreaker;
import io.firebreak.samples.market.MarketOutcome;
import io.firebreak.samples.market.ReleaseMarks;
import io.firebreak.samples.market.SimulatedMarket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the market behind an inline breaker under {@code crypto-perp}: always open, and calibrated on the crash of just
 * such instruments, where the rulebooks of stock exchanges need sessions and national quotes. "Off" is the same
 * rulebook with its price breaker disabled, so that both runs go through the same code and only trips differ.
 */
final class DemoVenue
{
    static final String RULEBOOK = "crypto-perp";

    private static final String CLASS = "perp";
    private static final Map<String, String> OFF = Map.of("perp.price.enabled", "false");

    /** Only a warning, which the rulebook asks for per instrument: a third of the calm book's best ten levels. */
    private static final Map<String, String> INSTRUMENT = Map.of("perp.depth.thin.threshold_lots", "100");
    private static final int RECORD_BUFFER_BYTES = 1 << 24;
    private static final long PAUSE_NS = 20_000L;
    private static final long STOP_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(1);

    /** No alarm before the disk is full: it would only change what the demo shows. */
    private static final JournalSettings DISK = new JournalSettings(8 << 20, 64L << 20, 64L << 20);

    private DemoVenue()
    {
    }

    /** Without breakers and without a journal. */
    static MarketOutcome off(final long seed)
    {
        return unjournaled(seed, OFF);
    }

    /** With breakers and without a journal. */
    static MarketOutcome on(final long seed, final Map<String, String> settings)
    {
        return unjournaled(seed, settings);
    }

    private static MarketOutcome unjournaled(final long seed, final Map<String, String> settings)
    {
        final CompiledRulebook rulebook = Rulebook.load(RULEBOOK, all(settings));
        try (InlineBreaker breaker = InlineBreaker.launch(context(rulebook)))
        {
            return new SimulatedMarket(seed, VenueBreaker.of(breaker), rulebook.classIndex(CLASS),
                ReleaseMarks.AT_ONCE).run();
        }
    }

    /**
     * With breakers, and every record journaled.
     *
     * @throws UserMistake where the directory holds a journal, or cannot take one.
     */
    static MarketOutcome journaled(final long seed, final Map<String, String> settings, final Path directory)
        throws IOException
    {
        if (JournalReader.exists(directory))
        {
            throw new UserMistake("the directory " + directory + " already holds a journal, and the demo begins one: "
                + "give another --journal directory");
        }
        final CompiledRulebook rulebook = Rulebook.load(RULEBOOK, all(settings));
        final RecordBuffer records = RecordBuffer.map(directory, RECORD_BUFFER_BYTES);
        final ChronicleJournal journal = new ChronicleJournal(directory, records, DISK);
        final InlineBreaker breaker = InlineBreaker.launch(context(rulebook).journal(journal, records).origin(
            properties(seed, all(settings)), JournalStart.Clock.EXCHANGE, SimulatedMarket.START_NS));
        final JournalThread thread = JournalThread.start(journal);
        final MarketOutcome outcome;
        try
        {
            outcome = new SimulatedMarket(seed, VenueBreaker.of(breaker), rulebook.classIndex(CLASS),
                (level, sequence) -> await(breaker, journal, level, sequence)).run();
        }
        finally
        {
            breaker.onBatchEnd();
            if (thread.stop(STOP_TIMEOUT_NS))
            {
                breaker.close();
            }
        }
        if (journal.failed() || GuardLine.latches(breaker.guard().word(0)) != 0)
        {
            throw new UserMistake("the journal in " + directory + " could not be written whole (" + journal.failure()
                + "): make room, or give a --journal directory on another disk");
        }
        return outcome;
    }

    private static void await(
        final InlineBreaker breaker, final ChronicleJournal journal, final int level, final long sequence)
    {
        breaker.onBatchEnd();
        while (journal.durableSequence(Durability.of(level)) < sequence)
        {
            if (journal.failed() || journal.stalled())
            {
                throw new UserMistake("the journal cannot be written: " + journal.failure());
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    /** The market submits the marks itself: each names the record that a release waits for, journal or none. */
    private static InlineBreaker.Context context(final CompiledRulebook rulebook)
    {
        return new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1)).hostMarks();
    }

    private static Map<String, String> all(final Map<String, String> settings)
    {
        final Map<String, String> all = new TreeMap<>(INSTRUMENT);
        all.putAll(settings);
        return all;
    }

    private static String properties(final long seed, final Map<String, String> settings)
    {
        final StringBuilder text = new StringBuilder("command=demo\nseed=" + seed + "\n");
        settings.forEach((key, value) ->
            text.append("set=").append(key).append('=').append(value).append('\n'));
        return text.append("instrument.0=").append(SimulatedMarket.SYMBOL).append('\n').toString();
    }
}
