package io.firebreak.snapshot;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.ExtremaWindow;
import io.firebreak.arena.PrintWindow;
import io.firebreak.arena.WeightedWindow;
import io.firebreak.arena.TimerHeap;
import io.firebreak.arena.WorkQueue;
import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.breaker.Releases;
import io.firebreak.codec.AppliedStateEncoder;
import io.firebreak.codec.BookStateEncoder;
import io.firebreak.codec.BreakerStateEncoder;
import io.firebreak.codec.ExtremeStateEncoder;
import io.firebreak.codec.LevelStateEncoder;
import io.firebreak.codec.OperatorStateEncoder;
import io.firebreak.codec.PlaceStateEncoder;
import io.firebreak.codec.PrintStateEncoder;
import io.firebreak.codec.QualityStateEncoder;
import io.firebreak.codec.ReferenceStateEncoder;
import io.firebreak.codec.ReleaseStateEncoder;
import io.firebreak.codec.ScopeStateEncoder;
import io.firebreak.codec.SourceStateEncoder;
import io.firebreak.codec.StateBeginEncoder;
import io.firebreak.codec.StateEndEncoder;
import io.firebreak.codec.StepStateEncoder;
import io.firebreak.codec.TimerStateEncoder;
import io.firebreak.codec.WeightedStateEncoder;
import io.firebreak.codec.WindowEndStateEncoder;
import io.firebreak.codec.WorkStateEncoder;
import io.firebreak.market.Scope;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes an engine's state as state messages: the engine's own, then scope by scope in the order of their indexes, then
 * what waits. Reads only. Cold; the engine's thread, between two inputs.
 */
public final class StateWriter
{
    private static final int LINE = 64;

    private final StateStream stream = new StateStream();
    private final UnsafeBuffer to = stream.buffer();
    private final EngineMemory m;
    private final EngineLayout layout;
    private final Parts parts;
    private final UnsafeBuffer b;

    /**
     * Write the state that holds now.
     *
     * @param memory of the engine.
     * @param parts  of the engine.
     */
    public StateWriter(final EngineMemory memory, final Parts parts)
    {
        m = memory;
        layout = memory.layout();
        this.parts = parts;
        b = memory.buffer();
        engine();
        for (int index = 0; index < layout.capacities().instruments(); index++)
        {
            scope(layout.instrument(index), Scope.instrument(index));
        }
        scope(layout.marketOffset(), Scope.market(0));
        ParticipantStates.write(m, stream);
        timers();
        parts.releases().forEachWaiting(this::release);
        work();
    }

    /**
     * The messages so far, without an end.
     *
     * @return valid until the next are added.
     */
    public UnsafeBuffer soFar()
    {
        return stream.whole();
    }

    /**
     * Add what differs in an arena of the same layout to which the messages so far were given.
     *
     * @param restored that arena.
     */
    public void places(final UnsafeBuffer restored)
    {
        for (int at = 0; at < b.capacity(); at += LINE)
        {
            if (differs(restored, at))
            {
                final int block = stream.append(PlaceStateEncoder.TEMPLATE_ID, PlaceStateEncoder.BLOCK_LENGTH);
                to.putInt(block + PlaceStateEncoder.arenaOffsetEncodingOffset(), at);
                to.putBytes(block + PlaceStateEncoder.wordsEncodingOffset(), b, at, LINE);
            }
        }
    }

    /**
     * End the state.
     *
     * @return all messages; nothing may be added any more.
     */
    public UnsafeBuffer end()
    {
        final int block = stream.append(StateEndEncoder.TEMPLATE_ID, StateEndEncoder.BLOCK_LENGTH);
        to.putInt(block + StateEndEncoder.messagesEncodingOffset(), stream.messages());
        return stream.whole();
    }

    private boolean differs(final UnsafeBuffer restored, final int at)
    {
        for (int i = at; i < at + LINE; i += Long.BYTES)
        {
            if (b.getLong(i) != restored.getLong(i))
            {
                return true;
            }
        }
        return false;
    }

    private void engine()
    {
        final int begin = stream.append(StateBeginEncoder.TEMPLATE_ID, StateBeginEncoder.BLOCK_LENGTH);
        StateFields.ENGINE.write(b, layout.headerOffset(), to, begin);
        to.putLong(begin + StateBeginEncoder.durableSeqEncodingOffset(), parts.releases().durableSequence());
        for (int code = 0; code < EngineLayout.QUALITY_CODES; code++)
        {
            final long count = b.getLong(layout.qualityOffset() + code * Long.BYTES);
            if (count != 0)
            {
                new QualityStateEncoder().wrap(to, stream.append(QualityStateEncoder.TEMPLATE_ID,
                    QualityStateEncoder.BLOCK_LENGTH)).count(count).code(code);
            }
        }
        for (int source = 0; source < layout.capacities().sources(); source++)
        {
            final long last = b.getLong(layout.sourcesOffset() + source * Long.BYTES);
            if (last != 0)
            {
                new SourceStateEncoder().wrap(to, stream.append(SourceStateEncoder.TEMPLATE_ID,
                    SourceStateEncoder.BLOCK_LENGTH)).lastSeq(last).sourceId(source);
            }
        }
        for (int place = 0; place < Capacities.OPERATORS; place++)
        {
            final int entry = layout.operatorsOffset() + place * 2 * Long.BYTES;
            if (b.getLong(entry) != 0)
            {
                new OperatorStateEncoder().wrap(to, stream.append(OperatorStateEncoder.TEMPLATE_ID,
                    OperatorStateEncoder.BLOCK_LENGTH)).operatorId(b.getLong(entry))
                    .nonce(b.getLong(entry + Long.BYTES)).place(place);
            }
        }
    }

    private void scope(final int s, final int scope)
    {
        if (b.getInt(s + Layout.S_DEFINED) == 0 && b.getInt(s + Layout.S_GENERATION) == 0 &&
            Scope.kind(scope) != Scope.MARKET)
        {
            return;
        }
        final int block = stream.append(ScopeStateEncoder.TEMPLATE_ID, ScopeStateEncoder.BLOCK_LENGTH);
        to.putInt(block, scope);
        StateFields.SCOPE.write(b, s, to, block);
        if (b.getInt(s + Layout.S_DEFINED) == 0 && Scope.kind(scope) != Scope.MARKET)
        {
            return;
        }
        final int c = m.classOf(s);
        for (int r = 0; r < layout.capacities().references(); r++)
        {
            reference(s, scope, r, b.getInt(s + Layout.S_DEFINED) == 0 || r >= b.getInt(c + ImageLayout.C_REFERENCES) ?
                0 : m.image().referenceAt(c, r));
        }
        for (int k = 0; k < layout.capacities().breakers(); k++)
        {
            final int breaker = stream.append(BreakerStateEncoder.TEMPLATE_ID, BreakerStateEncoder.BLOCK_LENGTH);
            to.putInt(breaker, scope);
            to.putInt(breaker + Integer.BYTES, k);
            StateFields.BREAKER.write(b, m.breaker(s, k), to, breaker);
        }
        book(s, scope);
    }

    private void reference(final int s, final int scope, final int r, final int parameters)
    {
        final int block = stream.append(ReferenceStateEncoder.TEMPLATE_ID, ReferenceStateEncoder.BLOCK_LENGTH);
        final int f = m.reference(s, r);
        StateFields.REFERENCE.write(b, f, to, block);
        to.putInt(block, scope);
        to.putInt(block + Integer.BYTES, r);
        final int kind = parameters == 0 ? 0 : b.getInt(parameters + ImageLayout.R_KIND);
        if (kind == ImageLayout.KIND_MEAN || kind == ImageLayout.KIND_TRADE_AGED)
        {
            final PrintWindow window = layout.newPrintWindow().wrap(f + Layout.F_WINDOW, 1, 1);
            window.forEach((timeNs, sum, count) -> new PrintStateEncoder().wrap(to, stream.append(
                PrintStateEncoder.TEMPLATE_ID, PrintStateEncoder.BLOCK_LENGTH)).scope(scope).number(r).timeNs(timeNs)
                .sum(sum).count(count));
            end(scope, r, 2, window.entries(), window.newestFirstNs(), 0);
        }
        else if (kind == ImageReference.KIND_VWAP || kind == ImageReference.KIND_TWAP ||
            kind == ImageReference.KIND_BASIS_AVERAGE)
        {
            final WeightedWindow window = layout.newWeightedWindow().wrap(f + Layout.F_WINDOW, 1, 1);
            window.forEach((timeNs, low, high, weight, count) -> new WeightedStateEncoder().wrap(to, stream.append(
                WeightedStateEncoder.TEMPLATE_ID, WeightedStateEncoder.BLOCK_LENGTH)).scope(scope).number(r)
                .timeNs(timeNs).sumLow(low).sumHigh(high).weight(weight).count(count));
            end(scope, r, 3, window.entries(), window.newestFirstNs(), 0);
        }
        else if (kind == ImageLayout.KIND_EXTREMA || kind == ImageLayout.KIND_TRADE_EXTREMA)
        {
            // The second half of such a window lies where a mean keeps a published value.
            to.putLong(block + ReferenceStateEncoder.proFormaE9EncodingOffset(), 0);
            final ExtremaWindow window = layout.newExtremaWindow().wrap(f + Layout.F_WINDOW, 1, 1);
            for (int side = 0; side < 2; side++)
            {
                final int which = side;
                window.forEach(which, (timeNs, key) -> new ExtremeStateEncoder().wrap(to, stream.append(
                    ExtremeStateEncoder.TEMPLATE_ID, ExtremeStateEncoder.BLOCK_LENGTH)).scope(scope).number(r)
                    .timeNs(timeNs).key(key).side(which));
                end(scope, r, side, window.entries(side), window.newestFirstNs(side), window.mergedUntilNs(side));
            }
        }
    }

    private void end(
        final int scope, final int r, final int side, final int entries, final long newestFirstNs,
        final long mergedUntilNs)
    {
        if (entries > 0)
        {
            new WindowEndStateEncoder().wrap(to, stream.append(WindowEndStateEncoder.TEMPLATE_ID,
                WindowEndStateEncoder.BLOCK_LENGTH)).scope(scope).number(r).newestFirstNs(newestFirstNs)
                .mergedUntilNs(mergedUntilNs).entries(entries).side(side);
        }
    }

    private void book(final int s, final int scope)
    {
        final PriceLadder ladder = m.ladder();
        ladder.wrap(s + layout.ladderOffset());
        if (!ladder.isInitialised())
        {
            return;
        }
        new BookStateEncoder().wrap(to, stream.append(BookStateEncoder.TEMPLATE_ID, BookStateEncoder.BLOCK_LENGTH))
            .scope(scope).asOfNs(ladder.asOfNs()).withinTicks(ladder.withinTicks()).withinBps(ladder.withinBps())
            .topLevels(ladder.topLevels()).ready(ladder.isReady() ? 1 : 0).keepDepth(ladder.keepsDepth() ? 1 : 0);
        for (int side = 0; side < 2; side++)
        {
            for (long ticks = ladder.bestTicks(side); ticks != PriceLadder.NONE; ticks = ladder.nextTicks(side, ticks))
            {
                new LevelStateEncoder().wrap(to, stream.append(LevelStateEncoder.TEMPLATE_ID,
                    LevelStateEncoder.BLOCK_LENGTH)).scope(scope).priceTicks(ticks).lots(ladder.lotsAt(side, ticks))
                    .side(side);
            }
        }
    }

    private void timers()
    {
        final TimerHeap timers = m.timers();
        final int end = layout.sessionTimer(0);
        for (int slot = 0; slot < timers.capacity(); slot++)
        {
            if (timers.isScheduled(slot))
            {
                if (slot >= layout.participantTimers())
                {
                    ParticipantStates.writeTimer(layout, timers, slot, stream);
                    continue;
                }
                final int index = slot / layout.timersPerScope();
                final int role = slot >= end ? TimerRole.SESSION : TimerRole.of(layout, slot % layout.timersPerScope());
                new TimerStateEncoder().wrap(to, stream.append(TimerStateEncoder.TEMPLATE_ID,
                    TimerStateEncoder.BLOCK_LENGTH)).deadlineNs(timers.lastDeadlineNs(slot))
                    .scope(slot >= end || index == layout.capacities().instruments() ? Scope.market(0) :
                        Scope.instrument(index))
                    .role(role).number(slot - TimerRole.first(layout, role, slot >= end ? 0 : index));
            }
        }
    }

    private void release(final long sequence, final int s, final int breaker)
    {
        new ReleaseStateEncoder().wrap(to, stream.append(ReleaseStateEncoder.TEMPLATE_ID,
            ReleaseStateEncoder.BLOCK_LENGTH)).sequence(sequence).scope(breaker == Releases.PARTICIPANT ?
            Scope.of(Scope.PARTICIPANT, s) : layout.scopeOf(s)).breaker(breaker);
    }

    private void work()
    {
        final WorkQueue work = layout.newWorkQueue();
        new WorkStateEncoder().wrap(to, stream.append(WorkStateEncoder.TEMPLATE_ID, WorkStateEncoder.BLOCK_LENGTH))
            .offered(work.offered()).retired(work.retired()).cursor(work.cursor()).instruments(work.instruments());
        for (int step = work.retired() + 1; step <= work.offered(); step++)
        {
            new StepStateEncoder().wrap(to, stream.append(StepStateEncoder.TEMPLATE_ID, StepStateEncoder.BLOCK_LENGTH))
                .deadlineNs(work.deadlineNs(step)).argument(work.argument(step)).step(step).kind(work.kind(step))
                .scope(work.scope(step)).id(work.id(step));
        }
        for (int instrument = 0; instrument < work.instruments(); instrument++)
        {
            if (work.applied(instrument) != 0)
            {
                new AppliedStateEncoder().wrap(to, stream.append(AppliedStateEncoder.TEMPLATE_ID,
                    AppliedStateEncoder.BLOCK_LENGTH)).instrument(instrument).step(work.applied(instrument));
            }
        }
    }
}
