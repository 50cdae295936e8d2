package io.firebreak.oracle.crypto;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.TradingState;
import io.firebreak.record.DecisionWriter;
import io.firebreak.record.Evidence;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine under test: one instrument behind the public interface, its decisions in the model's words. */
final class EngineSubject implements AutoCloseable
{
    private static final Map<String, String> RULES = Map.of("band", "BAND", "velocity_10s", "VELOCITY_1",
        "velocity_60s", "VELOCITY_2", "volatility", "VOLATILITY");
    private static final long MAX_STEP_NS = 10_000_000_000L;
    private static final double MICRO = 1e6;
    private static final int EVIDENCE = DecisionWriter.BODY_OFFSET;
    private static final int AFTER_EVIDENCE = EVIDENCE + 88;

    private final CompiledRulebook rulebook;
    private final InlineBreaker breaker;
    private final long increment;
    private final List<Decision> decisions = new ArrayList<>();
    private long pendingSeq;

    /**
     * Makes an engine with one instrument.
     *
     * @param overrides settings that differ from the shipped rulebook
     * @param increment quanta of a tick
     * @param startNs   time of the definition
     */
    EngineSubject(final Map<String, String> overrides, final long increment, final long startNs)
    {
        this.increment = increment;
        rulebook = Rulebook.load("crypto-perp", overrides);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1)).recordBufferBytes(1 << 22));
        breaker.publisher().instrumentDefinition(0, 0, startNs, 0, 1, 1, 0, 2, 0, increment, 1_000_000);
    }

    /**
     * Lets time pass as a driver of a tape does before an event; what is due may wait for the event itself.
     *
     * @param timeNs time
     */
    void reach(final long timeNs)
    {
        if (timeNs - breaker.engine().timeNs() > MAX_STEP_NS)
        {
            tick(timeNs);
        }
    }

    /**
     * Ticks until nothing is due: one tick does a bounded amount of work.
     *
     * @param timeNs time
     */
    void tick(final long timeNs)
    {
        do
        {
            made(breaker.publisher().tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED));
        }
        while (breaker.nextDeadlineNs() <= timeNs);
    }

    /**
     * Ticks once at each deadline that is due, as a driver of a tape does.
     *
     * @param timeNs time of the next event
     */
    void deadlines(final long timeNs)
    {
        while (breaker.nextDeadlineNs() <= timeNs)
        {
            made(breaker.publisher().tick(breaker.nextDeadlineNs(), InputFlags.CLOCK_JUMP_ACCEPTED));
        }
    }

    void potentialTrade(final long timeNs, final long sourceTimeNs, final long ticks)
    {
        reach(timeNs);
        made(breaker.publisher().potentialTrade(0, 0, timeNs, sourceTimeNs, 0, 0, 0, 1, ticks * increment, 1, 0, 0));
    }

    void trade(final long timeNs, final long sourceTimeNs, final long ticks)
    {
        reach(timeNs);
        made(breaker.publisher().trade(0, 0, timeNs, sourceTimeNs, 0, 0, ticks * increment, 1, 0, 0,
            InputFlags.ELIGIBLE));
    }

    void level(final long timeNs, final int side, final long ticks, final long lots, final boolean moreFollows)
    {
        reach(timeNs);
        made(breaker.publisher().bookLevel(0, 0, timeNs, timeNs, 0, moreFollows ? InputFlags.MORE_FOLLOWS : 0, side,
            ticks * increment, lots));
    }

    void clear(final long timeNs)
    {
        reach(timeNs);
        made(breaker.publisher().bookClear(0, 0, timeNs, 0));
    }

    void ready(final long timeNs)
    {
        reach(timeNs);
        made(breaker.publisher().bookReady(0, 0, timeNs, 0));
    }

    /**
     * Gives what the breaker of prices has decided so far; what is not of prices is not compared.
     *
     * @return decisions in order
     */
    List<Decision> decisions()
    {
        return decisions;
    }

    /**
     * Gives the state of the market in the model's words, without the limit state.
     *
     * @return OPEN, PAUSED or LATCHED
     */
    String state()
    {
        final TradingState state = TradingState.of(breaker.engine().governingState(0));
        return state == TradingState.HALTED ? "LATCHED" : state.name();
    }

    @Override
    public void close()
    {
        breaker.close();
    }

    private void made(final int count)
    {
        if (count < 0)
        {
            throw new AssertionError("back pressure without a consumer");
        }
        if (count == 0)
        {
            return;
        }
        while (breaker.decisions().poll(this::onDecision, 64) > 0)
        {
            continue;
        }
        if (pendingSeq != 0)
        {
            final long durableSeq = pendingSeq;
            pendingSeq = 0;
            made(breaker.publisher().durableMark(breaker.engine().timeNs(), Durability.J1.code(), durableSeq));
        }
    }

    private void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final String name = rulebook.ruleName(buffer.getShort(offset + DecisionWriter.RULE_OFFSET) & 0xFFFF);
        final String rule = RULES.get(name.substring(name.lastIndexOf('.') + 1));
        if (template == ReleasePendingDecoder.TEMPLATE_ID)
        {
            pendingSeq = buffer.getLong(offset + DecisionWriter.CAUSE_SEQ_OFFSET);
        }
        if (rule != null && template == LimitStateDecoder.TEMPLATE_ID)
        {
            limitState(rule, buffer, offset);
        }
        else if (rule != null && template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            stateChange(rule, buffer, offset);
        }
    }

    private void limitState(final String rule, final UnsafeBuffer b, final int o)
    {
        final int after = b.getByte(o + AFTER_EVIDENCE + 16);
        final boolean opened = after != LimitStateKind.NONE.code();
        final int side = opened ? after : b.getByte(o + AFTER_EVIDENCE + 17);
        add(b, o, rule, opened ? "LIMIT_OPEN" : "LIMIT_CLOSED",
            side == LimitStateKind.BEYOND_UPPER.code() ? "UP" : "DOWN", 0);
    }

    private void stateChange(final String rule, final UnsafeBuffer b, final int o)
    {
        final TradingState to = TradingState.of(b.getByte(o + AFTER_EVIDENCE + 25));
        final long deadlineNs = b.getLong(o + AFTER_EVIDENCE);
        if (to == TradingState.OPEN)
        {
            add(b, o, rule, "RELEASE", "NONE", 0);
            return;
        }
        final long observed = b.getLong(o + EVIDENCE);
        final boolean up = observed >= b.getLong(o + EVIDENCE + 16);
        final boolean latched = b.getByte(o + AFTER_EVIDENCE + 29) != 0;
        add(b, o, rule, latched ? "LATCH" : "TRIP", up ? "UP" : "DOWN", latched ? 0 : deadlineNs);
    }

    private void add(final UnsafeBuffer b, final int o, final String rule, final String kind, final String side,
        final long deadlineNs)
    {
        final boolean volatility = rule.equals("VOLATILITY");
        final double observed = ppmPerRootMinute(b.getDouble(o + EVIDENCE + 32));
        final double limit = volatility ? ppmPerRootMinute(b.getDouble(o + EVIDENCE + 40)) :
            ticks(b.getLong(o + EVIDENCE + 8));
        final double price = ticks(b.getLong(o + EVIDENCE));
        decisions.add(new Decision(b.getLong(o + DecisionWriter.TIME_OFFSET), rule, kind, state(), side,
            volatility ? observed : price, limit, ticks(b.getLong(o + EVIDENCE + 16)), Double.NaN, Math.round(price),
            b.getDouble(o + EVIDENCE + 48) * 1e6, deadlineNs, ""));
    }

    private double ticks(final long microTicks)
    {
        return microTicks == Evidence.ABSENT ? Double.NaN : microTicks / MICRO / increment;
    }

    private static double ppmPerRootMinute(final double variancePerSecond)
    {
        return Math.sqrt(variancePerSecond * 60) * 1e6;
    }
}
