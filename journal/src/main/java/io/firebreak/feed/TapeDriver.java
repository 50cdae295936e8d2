package io.firebreak.feed;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Plays a tape into an inline engine on the caller's thread.
 * <p>
 * A tape has no periodic ticks: before a row the driver sends one Tick at each deadline of the engine up to the row's
 * time and, if the step is still longer than the engine takes, one Tick that says the jump is meant. It answers the
 * engine's requests through a {@link TapeHost}, so that after every input nothing is left unanswered. It asks the gate
 * before each print, as a venue does, and hands its answer to the engine with the potential trade. Inputs carry a
 * contiguous sequence of one source; nothing here depends on a clock, only the service times are measured with one.
 */
public final class TapeDriver implements FeedSink
{
    /** Source of the tape's inputs. */
    public static final int TAPE_SOURCE = 1;

    /** Source of the host's answers. */
    public static final int HOST_SOURCE = 2;

    private static final long SAMPLE_MASK = 63;
    private static final int MOST_TICKS_AT_ONCE = 10_000_000;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long LONGEST_SERVICE_NS = 60_000_000_000L;
    private static final int EXTERNAL_ID_BASE = 1;
    private static final long NO_LEVERAGE_PPM = 1_000_000L;

    private final TapeEngine engine;
    private final EventPublisher publisher;
    private final ToIntFunction<String> classIndexes;
    private final long maxTimeStepNs;
    private final TapeHost host;
    private final DecisionTally tally;
    private final DecisionListener decisions =
        (template, buffer, offset, length) -> onDecision(template, buffer, offset, length);
    private final UnsafeBuffer decision = new UnsafeBuffer(0, 0);
    private final Histogram serviceNs = new Histogram(LONGEST_SERVICE_NS, 3);
    private final List<String> symbols = new ArrayList<>();
    private long timeNs;
    private long sourceSeq;
    private long events;
    private long startedNs;
    private boolean isTimed;
    private long prints;
    private long printsWhileHalted;
    private long printsBeyondBand;
    private long gateDisagreements;
    private final Long2LongHashMap haltedSinceNs = new Long2LongHashMap(NONE);
    private long haltedNs;

    /**
     * A driver.
     *
     * @param engine        where the inputs go.
     * @param ruleNames     name of a rule by its id.
     * @param classIndexes  index of a rulebook's class by the name a feed gives it, which may be null.
     * @param maxTimeStepNs the rulebook's: a longer step of time must be flagged as meant.
     */
    public TapeDriver(
        final TapeEngine engine,
        final IntFunction<String> ruleNames,
        final ToIntFunction<String> classIndexes,
        final long maxTimeStepNs)
    {
        this.maxTimeStepNs = maxTimeStepNs;
        this.engine = engine;
        this.publisher = engine.publisher();
        this.classIndexes = classIndexes;
        host = new TapeHost(engine, HOST_SOURCE);
        tally = new DecisionTally(ruleNames, this::scopeName);
    }

    /**
     * What has been played so far.
     *
     * @return the numbers of the run.
     */
    public TapeResult result()
    {
        long stillHaltedNs = 0;
        for (int instrument = 0; instrument < symbols.size(); instrument++)
        {
            final long sinceNs = haltedSinceNs.get(instrument);
            stillHaltedNs += sinceNs == NONE ? 0 : timeNs - sinceNs;
        }
        return new TapeResult(engine.inputs(), tally.decisions(), tally.trips(), tally.limitStates(), tally.straddles(),
            (haltedNs + stillHaltedNs) / (double)NANOS_PER_MINUTE, prints, printsWhileHalted, printsBeyondBand,
            gateDisagreements, tally.dataQuality(), serviceNs);
    }

    @Override
    public void instrument(final long atNs, final int index, final TapeInstrument instrument)
    {
        symbols.add(instrument.symbol());
        final int classIndex = classIndexes.applyAsInt(instrument.ruleClass());
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.instrumentDefinition(TAPE_SOURCE, seq, atNs, index, EXTERNAL_ID_BASE + index, 1,
            classIndex, instrument.priceExponent(), instrument.qtyExponent(), instrument.tickIncrement(),
            NO_LEVERAGE_PPM)))
        {
            engine.relieve();
        }
    }

    @Override
    public void calendarDay(
        final long atNs, final int dayId, final long openNs, final long closeNs, final long nextOpenNs)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.calendarDay(TAPE_SOURCE, seq, atNs, dayId, openNs, closeNs, nextOpenNs)))
        {
            engine.relieve();
        }
    }

    @Override
    public void previousClose(final long atNs, final int instrument, final long priceE9)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.referencePrice(TAPE_SOURCE, seq, atNs, NONE, Scope.instrument(instrument),
            ReferenceKind.PREVIOUS_CLOSE.code(), 0, priceE9, 0)))
        {
            engine.relieve();
        }
    }

    @Override
    public void bookClear(final long atNs, final long sourceTimeNs, final int instrument)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.bookClear(TAPE_SOURCE, seq, atNs, instrument)))
        {
            engine.relieve();
        }
    }

    @Override
    public void bookLevel(
        final long atNs,
        final long sourceTimeNs,
        final int instrument,
        final int sideCode,
        final long priceTicks,
        final long qtyLots,
        final boolean moreFollows)
    {
        before(atNs);
        final long seq = nextSeq();
        final int flags = InputFlags.TAPE | (moreFollows ? InputFlags.MORE_FOLLOWS : 0);
        while (again(publisher.bookLevel(
            TAPE_SOURCE, seq, atNs, sourceTimeNs, instrument, flags, sideCode, priceTicks, qtyLots)))
        {
            engine.relieve();
        }
    }

    @Override
    public void bookReady(final long atNs, final long sourceTimeNs, final int instrument)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.bookReady(TAPE_SOURCE, seq, atNs, instrument)))
        {
            engine.relieve();
        }
    }

    @Override
    public void quote(
        final long atNs,
        final long sourceTimeNs,
        final int instrument,
        final int kindCode,
        final long bidTicks,
        final long bidLots,
        final long askTicks,
        final long askLots)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.quote(TAPE_SOURCE, seq, atNs, sourceTimeNs, instrument, InputFlags.TAPE, kindCode,
            bidTicks, bidLots, askTicks, askLots)))
        {
            engine.relieve();
        }
    }

    @Override
    public void print(
        final long atNs,
        final long sourceTimeNs,
        final int instrument,
        final int aggressorCode,
        final long priceTicks,
        final long qtyLots,
        final long tradeId,
        final int eligibility)
    {
        before(atNs);
        while (host.auction(atNs, instrument, priceTicks, qtyLots))
        {
            events++;
            settle();
        }
        final boolean wasHalted = !TradingState.of(engine.mergedState(instrument)).matches();
        prints++;
        printsWhileHalted += wasHalted ? 1 : 0;
        tally.lastPriceTicks(instrument, priceTicks);
        final long denied = tally.denied();
        final VerdictDetail verdict = engine.checkPrint(instrument, aggressorCode, priceTicks, qtyLots, atNs);
        final int code = verdict.code();
        final long potentialSeq = nextSeq();
        while (again(publisher.potentialTrade(TAPE_SOURCE, potentialSeq, atNs, sourceTimeNs, instrument,
            InputFlags.TAPE, aggressorCode, OrderKind.AGGRESSIVE.code(), priceTicks, qtyLots, verdict.boardEpoch(),
            code)))
        {
            engine.relieve();
        }
        printsBeyondBand += !wasHalted && tally.denied() > denied ? 1 : 0;
        gateDisagreements += !wasHalted && tally.denied() > denied != (code != GateCode.ALLOWED) ? 1 : 0;
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.trade(TAPE_SOURCE, seq, atNs, sourceTimeNs, instrument, InputFlags.TAPE, priceTicks,
            qtyLots, tradeId, aggressorCode, eligibility)))
        {
            engine.relieve();
        }
        host.lastPriceTicks(instrument, priceTicks);
    }

    @Override
    public void gap(final long atNs, final int instrument, final long fromSeq, final long toSeq, final long count)
    {
        before(atNs);
        final long seq = nextSeq();
        while (again(publisher.gap(TAPE_SOURCE, seq, atNs, Scope.instrument(instrument), fromSeq, toSeq, count)))
        {
            engine.relieve();
        }
    }

    @Override
    public long bestBidTicks(final int instrument)
    {
        return engine.bestBidTicks(instrument);
    }

    @Override
    public long bestAskTicks(final int instrument)
    {
        return engine.bestAskTicks(instrument);
    }

    private void before(final long atNs)
    {
        int ticks = 0;
        for (long dueNs = engine.nextDeadlineNs(); dueNs <= atNs; dueNs = engine.nextDeadlineNs())
        {
            tick(Math.max(dueNs, timeNs));
            if (++ticks == MOST_TICKS_AT_ONCE)
            {
                throw new IllegalStateException("the engine's deadline " + dueNs + " does not pass");
            }
        }
        if (atNs - timeNs > maxTimeStepNs)
        {
            tick(atNs);
        }
        timeNs = Math.max(timeNs, atNs);
        isTimed = (events & SAMPLE_MASK) == 0;
        startedNs = isTimed ? System.nanoTime() : 0;
    }

    private void tick(final long atNs)
    {
        final int flags = InputFlags.TAPE | (atNs - timeNs > maxTimeStepNs ? InputFlags.CLOCK_JUMP_ACCEPTED : 0);
        timeNs = atNs;
        isTimed = false;
        while (again(publisher.tick(atNs, flags)))
        {
            engine.relieve();
        }
    }

    /** Whether the input was not taken; otherwise everything it caused has been answered. */
    private boolean again(final int taken)
    {
        if (taken == EventPublisher.BACK_PRESSURED)
        {
            isTimed = false;
            return true;
        }
        if (isTimed)
        {
            serviceNs.recordValue(Math.min(System.nanoTime() - startedNs, LONGEST_SERVICE_NS));
            isTimed = false;
        }
        events++;
        if (taken > 0)
        {
            settle();
        }
        return false;
    }

    private void settle()
    {
        do
        {
            while (engine.poll(decisions) > 0)
            {
                // Until none is left.
            }
        }
        while (answered());
        for (int instrument = 0; instrument < symbols.size(); instrument++)
        {
            final long sinceNs = haltedSinceNs.get(instrument);
            final boolean isHalted = !TradingState.of(engine.mergedState(instrument)).matches();
            final long changeNs = tally.lastChangeNs(instrument);
            if (isHalted && sinceNs == NONE)
            {
                haltedSinceNs.put(instrument, changeNs == NONE ? timeNs : changeNs);
            }
            else if (!isHalted && sinceNs != NONE)
            {
                haltedSinceNs.remove(instrument);
                haltedNs += changeNs - sinceNs;
            }
        }
    }

    private boolean answered()
    {
        final boolean isAnswered = host.answer();
        events += isAnswered ? 1 : 0;
        return isAnswered;
    }

    private void onDecision(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        decision.wrap(buffer, offset, length);
        tally.onDecision(templateId, decision);
        host.onDecision(templateId, decision);
    }

    private long nextSeq()
    {
        return ++sourceSeq;
    }

    private String scopeName(final int scope)
    {
        final int index = Scope.index(scope);
        return Scope.kind(scope) == Scope.INSTRUMENT && index < symbols.size()
            ? symbols.get(index)
            : Scope.describe(scope);
    }
}
