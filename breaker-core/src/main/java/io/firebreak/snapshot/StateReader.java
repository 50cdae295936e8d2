package io.firebreak.snapshot;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.ExtremaWindow;
import io.firebreak.arena.PrintWindow;
import io.firebreak.arena.WeightedWindow;
import io.firebreak.arena.RunningDigest;
import io.firebreak.arena.WorkQueue;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.breaker.Releases;
import io.firebreak.codec.AppliedStateDecoder;
import io.firebreak.codec.BookStateDecoder;
import io.firebreak.codec.BreakerStateDecoder;
import io.firebreak.codec.ControlStateDecoder;
import io.firebreak.codec.CounterStateDecoder;
import io.firebreak.codec.ExtremeStateDecoder;
import io.firebreak.codec.LevelStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.OperatorStateDecoder;
import io.firebreak.codec.ParticipantStateDecoder;
import io.firebreak.codec.PlaceStateDecoder;
import io.firebreak.codec.PrintStateDecoder;
import io.firebreak.codec.QualityStateDecoder;
import io.firebreak.codec.ReferenceStateDecoder;
import io.firebreak.codec.ReleaseStateDecoder;
import io.firebreak.codec.ScopeStateDecoder;
import io.firebreak.codec.SourceStateDecoder;
import io.firebreak.codec.StateBeginDecoder;
import io.firebreak.codec.StateEndDecoder;
import io.firebreak.codec.StepStateDecoder;
import io.firebreak.codec.TimerStateDecoder;
import io.firebreak.codec.WeightedStateDecoder;
import io.firebreak.codec.WindowEndStateDecoder;
import io.firebreak.codec.WorkStateDecoder;
import io.firebreak.market.Scope;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives state messages to a fresh engine, through the insertions that made the state once. Believes no count: what does
 * not fit the engine's capacities is refused. Cold; the engine's thread, before the first input.
 */
public final class StateReader
{
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final EngineMemory m;
    private final EngineLayout layout;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final boolean isSameLayout;
    private final PrintWindow prints;
    private final ExtremaWindow extremes;
    private final WeightedWindow weighted;
    private final WorkQueue work;

    private UnsafeBuffer from;
    private int o;
    private int block;

    /**
     * A reader.
     *
     * @param memory       of the fresh engine.
     * @param parts        of the fresh engine.
     * @param isSameLayout whether the state was written by an engine of the same layout and capacities: places count.
     */
    public StateReader(final EngineMemory memory, final Parts parts, final boolean isSameLayout)
    {
        m = memory;
        layout = memory.layout();
        this.parts = parts;
        b = memory.buffer();
        this.isSameLayout = isSameLayout;
        prints = layout.newPrintWindow();
        extremes = layout.newExtremaWindow();
        weighted = layout.newWeightedWindow();
        work = layout.newWorkQueue();
    }

    /**
     * Give it all.
     *
     * @param body  the messages.
     * @param ended whether they must end as a state does.
     * @throws IllegalArgumentException where a message is unknown, does not fit, or is missing: the engine is of no use
     *                                  then.
     */
    public void read(final DirectBuffer body, final boolean ended)
    {
        from = new UnsafeBuffer(body);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        int messages = 0;
        boolean isEnded = false;
        for (int at = 0; at < body.capacity(); at += StateStream.length(header))
        {
            require(!isEnded && body.capacity() - at >= HEADER, "a message after its end");
            header.wrap(from, at);
            require(header.schemaId() == MessageHeaderDecoder.SCHEMA_ID && StateStream.length(header) <=
                body.capacity() - at, "a message that is cut");
            require(header.version() <= MessageHeaderDecoder.SCHEMA_VERSION, "messages of schema version " +
                header.version() + ", this build knows " + MessageHeaderDecoder.SCHEMA_VERSION);
            o = at + HEADER;
            block = header.blockLength();
            messages++;
            isEnded = header.templateId() == StateEndDecoder.TEMPLATE_ID;
            require(!isEnded || from.getInt(o + StateEndDecoder.messagesEncodingOffset()) == messages,
                "another number of messages than its end names");
            if (!isEnded)
            {
                take(header.templateId());
            }
        }
        require(isEnded || !ended, "no end");
    }

    private void take(final int templateId)
    {
        switch (templateId)
        {
            case StateBeginDecoder.TEMPLATE_ID -> begin();
            case QualityStateDecoder.TEMPLATE_ID -> quality();
            case SourceStateDecoder.TEMPLATE_ID -> source();
            case OperatorStateDecoder.TEMPLATE_ID -> operator();
            case ScopeStateDecoder.TEMPLATE_ID -> scope();
            case ReferenceStateDecoder.TEMPLATE_ID -> reference();
            case PrintStateDecoder.TEMPLATE_ID, ExtremeStateDecoder.TEMPLATE_ID, WeightedStateDecoder.TEMPLATE_ID,
                WindowEndStateDecoder.TEMPLATE_ID ->
                window(templateId);
            case BreakerStateDecoder.TEMPLATE_ID -> breaker();
            case BookStateDecoder.TEMPLATE_ID -> book();
            case LevelStateDecoder.TEMPLATE_ID -> level();
            case TimerStateDecoder.TEMPLATE_ID -> timer();
            case ReleaseStateDecoder.TEMPLATE_ID -> release();
            case WorkStateDecoder.TEMPLATE_ID, StepStateDecoder.TEMPLATE_ID, AppliedStateDecoder.TEMPLATE_ID ->
                work(templateId);
            case PlaceStateDecoder.TEMPLATE_ID -> place();
            case ParticipantStateDecoder.TEMPLATE_ID, ControlStateDecoder.TEMPLATE_ID,
                CounterStateDecoder.TEMPLATE_ID -> ParticipantStates.read(m, templateId, from, o, block);
            default -> require(false, "a message " + templateId + " that this build does not know");
        }
    }

    private void begin()
    {
        StateFields.ENGINE.read(b, layout.headerOffset(), from, o, block);
        parts.releases().restoreDurable(from.getLong(o + StateBeginDecoder.durableSeqEncodingOffset()));
        if (!isSameLayout)
        {
            b.putInt(layout.headerOffset() + EngineLayout.DIGEST + RunningDigest.CURSOR, 0);
        }
    }

    private void quality()
    {
        final QualityStateDecoder state = new QualityStateDecoder().wrap(from, o, block, 0);
        b.putLong(layout.qualityOffset() + below(state.code(), EngineLayout.QUALITY_CODES, "data quality codes") *
            Long.BYTES, state.count());
    }

    private void source()
    {
        final SourceStateDecoder state = new SourceStateDecoder().wrap(from, o, block, 0);
        b.putLong(layout.sourcesOffset() + below(state.sourceId(), layout.capacities().sources(), "sources") *
            Long.BYTES, state.lastSeq());
    }

    private void operator()
    {
        final OperatorStateDecoder state = new OperatorStateDecoder().wrap(from, o, block, 0);
        final int entry = layout.operatorsOffset() + below(state.place(), Capacities.OPERATORS, "operators") * 2 *
            Long.BYTES;
        b.putLong(entry, state.operatorId());
        b.putLong(entry + Long.BYTES, state.nonce());
    }

    private void scope()
    {
        final int s = state();
        final int scope = from.getInt(o);
        StateFields.SCOPE.read(b, s, from, o, block);
        if (b.getInt(s + Layout.S_DEFINED) != 0 || Scope.kind(scope) == Scope.MARKET)
        {
            require(b.getInt(s + Layout.S_CLASS) >= 0 && b.getInt(s + Layout.S_CLASS) < m.image().classes(),
                "a class that the parameters do not have");
            b.putInt(s + Layout.S_SCOPE, scope);
            b.putInt(s + Layout.S_TIMER_BASE, layout.timerBase(index(scope)));
        }
    }

    private void reference()
    {
        final int f = m.reference(state(), number(layout.capacities().references(), "references"));
        StateFields.REFERENCE.read(b, f, from, o, block);
    }

    private void window(final int templateId)
    {
        final int header = m.reference(state(), number(layout.capacities().references(), "references")) +
            Layout.F_WINDOW;
        prints.wrap(header, 1, Integer.MAX_VALUE / 2);
        extremes.wrap(header, 1, Integer.MAX_VALUE / 2);
        weighted.wrap(header, 1, Integer.MAX_VALUE / 2);
        boolean fits = true;
        if (templateId == PrintStateDecoder.TEMPLATE_ID)
        {
            final PrintStateDecoder state = new PrintStateDecoder().wrap(from, o, block, 0);
            fits = prints.restore(state.timeNs(), state.sum(), state.count());
        }
        else if (templateId == WeightedStateDecoder.TEMPLATE_ID)
        {
            final WeightedStateDecoder state = new WeightedStateDecoder().wrap(from, o, block, 0);
            fits = weighted.restore(state.timeNs(), state.sumLow(), state.sumHigh(), state.weight(), state.count());
        }
        else if (templateId == ExtremeStateDecoder.TEMPLATE_ID)
        {
            final ExtremeStateDecoder state = new ExtremeStateDecoder().wrap(from, o, block, 0);
            fits = extremes.restore(state.side() & 1, state.timeNs(), state.key());
        }
        else
        {
            final WindowEndStateDecoder state = new WindowEndStateDecoder().wrap(from, o, block, 0);
            if (state.side() == 2)
            {
                prints.restoreEnd(state.newestFirstNs());
            }
            else if (state.side() == 3)
            {
                weighted.restoreEnd(state.newestFirstNs());
            }
            else
            {
                extremes.restoreEnd(state.side() & 1, state.newestFirstNs(), state.mergedUntilNs());
            }
        }
        require(fits, "more entries of windows than windowPages=" + layout.capacities().windowPages() + " holds");
    }

    private void breaker()
    {
        final int x = m.breaker(state(), number(layout.capacities().breakers(), "breakers"));
        StateFields.BREAKER.read(b, x, from, o, block);
    }

    private void book()
    {
        final BookStateDecoder state = new BookStateDecoder().wrap(from, o, block, 0);
        m.ladder().wrap(state() + layout.ladderOffset());
        m.ladder().initialise(layout.capacities().bookLevels(), state.topLevels(), state.withinTicks(),
            state.withinBps(), state.keepDepth() != 0);
        m.ladder().asOf(state.asOfNs());
        if (state.ready() != 0)
        {
            m.ladder().ready();
        }
    }

    private void level()
    {
        final LevelStateDecoder state = new LevelStateDecoder().wrap(from, o, block, 0);
        m.ladder().wrap(state() + layout.ladderOffset());
        m.ladder().update(state.side(), state.priceTicks(), state.lots());
        require(m.ladder().lotsAt(state.side() & 1, state.priceTicks()) == state.lots(), "more levels than bookPages=" +
            layout.capacities().bookPages() + " and bookLevels=" + layout.capacities().bookLevels() + " hold");
    }

    private void timer()
    {
        final TimerStateDecoder state = new TimerStateDecoder().wrap(from, o, block, 0);
        below(state.role(), TimerRole.PARTICIPANT + 1, "kinds of timers");
        if (state.role() == TimerRole.PARTICIPANT)
        {
            ParticipantStates.readTimer(m, state);
            return;
        }
        final int s = state(state.scope());
        final int slot = TimerRole.first(layout, state.role(), index(state.scope())) +
            below(state.number(), TimerRole.count(layout, state.role()), "timers of a scope");
        m.timers().schedule(slot, state.deadlineNs(), state.scope(), slot - layout.timerBase(index(state.scope())), 0);
        require(b.getInt(s + Layout.S_TIMER_BASE) == layout.timerBase(index(state.scope())),
            "a timer of what is not defined");
    }

    private void release()
    {
        final ReleaseStateDecoder state = new ReleaseStateDecoder().wrap(from, o, block, 0);
        require(state.breaker() < layout.capacities().breakers(), "a release of a breaker beyond the capacity");
        parts.releases().restore(state.sequence(), state.breaker() == Releases.PARTICIPANT ?
            below(Scope.index(state.scope()), layout.capacities().participants(), "participants") :
            state(state.scope()), state.breaker());
    }

    private void work(final int templateId)
    {
        if (templateId == WorkStateDecoder.TEMPLATE_ID)
        {
            final WorkStateDecoder state = new WorkStateDecoder().wrap(from, o, block, 0);
            require(state.instruments() >= 0 && state.instruments() <= layout.capacities().instruments(),
                "more instruments than the capacity");
            work.restore(state.offered(), state.retired(), state.cursor(), state.instruments());
        }
        else if (templateId == StepStateDecoder.TEMPLATE_ID)
        {
            final StepStateDecoder state = new StepStateDecoder().wrap(from, o, block, 0);
            work.restoreStep(
                state.step(), state.deadlineNs(), state.scope(), state.id(), state.kind(), state.argument());
        }
        else
        {
            final AppliedStateDecoder state = new AppliedStateDecoder().wrap(from, o, block, 0);
            work.restoreApplied(
                below(state.instrument(), layout.capacities().instruments(), "instruments"), state.step());
        }
    }

    private void place()
    {
        final int at = from.getInt(o + PlaceStateDecoder.arenaOffsetEncodingOffset());
        if (isSameLayout)
        {
            require(at >= 0 && at <= b.capacity() - 64 && block >= PlaceStateDecoder.BLOCK_LENGTH,
                "a place outside the arena");
            b.putBytes(at, from, o + PlaceStateDecoder.wordsEncodingOffset(), 64);
        }
    }

    private int state()
    {
        return state(from.getInt(o));
    }

    private int state(final int scope)
    {
        return Scope.kind(scope) == Scope.MARKET && Scope.index(scope) == 0 ? layout.marketOffset() :
            layout.instrument(below(Scope.kind(scope) == Scope.INSTRUMENT ? Scope.index(scope) : -1,
                layout.capacities().instruments(), "instruments"));
    }

    /** Index of a scope's timers. */
    private int index(final int scope)
    {
        return Scope.kind(scope) == Scope.MARKET ? layout.capacities().instruments() : Scope.index(scope);
    }

    private int number(final int capacity, final String what)
    {
        return below(from.getInt(o + Integer.BYTES), capacity, what);
    }

    static int below(final int value, final int capacity, final String what)
    {
        require(value >= 0 && value < capacity, "number " + value + " of " + what + ", the capacity is " + capacity);
        return value;
    }

    static void require(final boolean condition, final String what)
    {
        if (!condition)
        {
            throw new IllegalArgumentException("the snapshot is refused: it has " + what);
        }
    }
}
