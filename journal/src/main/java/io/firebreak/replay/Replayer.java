package io.firebreak.replay;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the inputs of a journal again on a fresh engine, made from the journal's own parameter image and capacities, and
 * compares what it decides, byte for byte, and its digest after every record. Or makes the engine from another
 * rulebook, and compares the decisions.
 * <p>
 * After the first divergence the journal is still read to its end, so that a damaged journal is called damaged.
 */
public final class Replayer
{
    private static final ReplayObserver NOBODY = (engine, buffer, offset, length) ->
    {
    };

    private final MessagePrinter printer = new MessagePrinter();

    /** A replayer; it may be used again, on one thread. */
    public Replayer()
    {
    }

    /**
     * Replays under the journal's own rulebook: any difference is a divergence.
     *
     * @param journal  to read from its beginning.
     * @param progress told the sequence of every record.
     * @return what was found.
     */
    public ReplayResult replay(final JournalReader journal, final LongConsumer progress)
    {
        return run(journal, null, progress, NOBODY);
    }

    /**
     * Replays under the journal's own rulebook while somebody looks on.
     *
     * @param journal  to read from its beginning.
     * @param progress told the sequence of every record.
     * @param observer sees every record, and the engine after it.
     * @return what was found.
     */
    public ReplayResult replay(
        final JournalReader journal, final LongConsumer progress, final ReplayObserver observer)
    {
        return run(journal, null, progress, Objects.requireNonNull(observer, "observer"));
    }

    /**
     * Replays under another rulebook: what differs is the difference the rulebook makes.
     *
     * @param journal  to read from its beginning.
     * @param rulebook what decides instead of the journal's.
     * @param progress told the sequence of every record.
     * @return what was found.
     * @throws RulebookException when the rulebook does not fit the capacities of the journal, with the numbers.
     */
    public ReplayResult replay(
        final JournalReader journal, final CompiledRulebook rulebook, final LongConsumer progress)
    {
        return run(journal, Objects.requireNonNull(rulebook, "rulebook"), progress, NOBODY);
    }

    /**
     * Reads a journal without an engine: only whether it is whole.
     *
     * @param journal  to read from its beginning.
     * @param progress told the sequence of every record.
     * @return what was found; nothing is identical, and nothing diverges.
     */
    public static ReplayResult readOnly(final JournalReader journal, final LongConsumer progress)
    {
        final ReplayVisitor visitor = new ReplayVisitor(null, false, progress, NOBODY, start -> null);
        return visitor.result(journal.read(visitor));
    }

    /**
     * A fresh engine as the writer of a journal had it before the first input.
     *
     * @param start how the journal was opened.
     * @return the engine, with its own arena.
     * @throws IllegalArgumentException where another version wrote the journal; the message says which.
     */
    public static BreakerEngine freshEngine(final JournalStart start)
    {
        return engine(start, null);
    }

    private ReplayResult run(final JournalReader journal, final CompiledRulebook rulebook,
        final LongConsumer progress, final ReplayObserver observer)
    {
        final ReplayVisitor visitor = new ReplayVisitor(printer, rulebook != null, progress, observer,
            start -> engine(start, rulebook));
        final JournalVerdict read = journal.read(visitor);
        final JournalVerdict verdict = visitor.unsupported() == null ? read :
            new JournalVerdict.Unsupported(visitor.unsupported());
        return visitor.result(verdict);
    }

    /** An engine as the writer of a journal had it; throws {@link UnsupportedJournal}. */
    static BreakerEngine engine(final JournalStart start, final CompiledRulebook rulebook)
    {
        if (start.semanticsVersion() != BreakerEngine.SEMANTICS_VERSION)
        {
            throw new UnsupportedJournal("written under semantics version " + start.semanticsVersion() +
                "; this build has " + BreakerEngine.SEMANTICS_VERSION);
        }
        try
        {
            final Capacities capacities = Capacities.parse(start.capacities());
            final CompiledRulebook own = CompiledRulebook.fromImage(start.image());
            if (rulebook == null)
            {
                return engine(capacities, own);
            }
        }
        catch (final IllegalArgumentException | RulebookException ex)
        {
            throw new UnsupportedJournal("its parameters cannot be used: " + ex.getMessage());
        }
        return engine(Capacities.parse(start.capacities()), rulebook);
    }

    private static BreakerEngine engine(final Capacities capacities, final CompiledRulebook rulebook)
    {
        rulebook.requireFits(capacities.references(), capacities.breakers(), capacities.imageBytes());
        return new BreakerEngine(capacities, new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
    }

    /** The journal is of a version that this engine does not know. */
    static final class UnsupportedJournal extends IllegalArgumentException
    {
        private static final long serialVersionUID = 1L;

        UnsupportedJournal(final String message)
        {
            super(message);
        }
    }
}
