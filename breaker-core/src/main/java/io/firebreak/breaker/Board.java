package io.firebreak.breaker;

import io.firebreak.gate.StateBoard;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings what the gate reads up to date with the engine's state: merged state, the intersection of the bands in force,
 * earliest resume. Written only where something changed. Owned by the engine thread.
 */
public final class Board
{
    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final StateBoard board;
    private final Remainders remainders;

    Board(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        board = m.board;
        remainders = new Remainders(b);
    }

    /**
     * Time or a price has moved: refresh a scope's line where a limit may have moved with it.
     *
     * @param s     state of the scope.
     * @param nowNs as of.
     */
    void follow(final int s, final long nowNs)
    {
        if (!parts.envelope.isArmed(s, nowNs))
        {
            parts.envelope.evaluations++;
            refresh(s, nowNs);
        }
    }

    /**
     * Refresh a scope's line and arm its envelope anew.
     *
     * @param s     state of the scope.
     * @param nowNs as of.
     */
    public void refresh(final int s, final long nowNs)
    {
        refresh(s, nowNs, true);
    }

    private void refresh(final int s, final long nowNs, final boolean isTold)
    {
        final int scope = b.getInt(s + Layout.S_SCOPE);
        if (Scope.kind(scope) == Scope.MARKET)
        {
            final int left = parts.states.permissions(s);
            board.beginMarket(Scope.index(scope)).state(parts.states.merged(s), left, left, stateRule(s), resumeNs(s))
                .commit(nowNs);
            return;
        }
        if (b.getInt(s + Layout.S_SUSPECT) != 0)
        {
            // the fault may lie in what the bands are made of: only the state is told
            parts.envelope.disarm(s);
            board.beginInstrument(Scope.index(scope)).state(parts.states.merged(s), 0, Layout.NEVER).commit(nowNs);
            return;
        }
        final int c = m.classOf(s);
        parts.envelope.open(s);
        long lower = Layout.ABSENT;
        long upper = Layout.NEVER;
        long reference = Evidence.ABSENT;
        int lowerRule = 0;
        int upperRule = 0;
        int missingRule = 0;
        final int breakers = m.breakers(c);
        for (int k = 0; k < breakers; k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
            final int x = m.breaker(s, k);
            if (!parts.duty.isOn(s, k, bk, nowNs))
            {
                continue;
            }
            long low = Layout.ABSENT;
            long high = Layout.NEVER;
            long from = Evidence.ABSENT;
            int lowRule = m.image.ruleAt(bk, 0);
            int highRule = lowRule;
            if (monitor == ImageLayout.MONITOR_QUOTE)
            {
                low = b.getLong(x + Layout.X_LOWER);
                high = b.getLong(x + Layout.X_UPPER);
                from = b.getLong(m.reference(s, b.getInt(lowRule + ImageLayout.U_REFERENCE)) + Layout.F_VALUE);
                if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code())
                {
                    parts.envelope.judgeQuotes();
                }
            }
            else if (monitor == ImageLayout.MONITOR_CONFIRM && parts.limits.allowed(s, k, nowNs))
            {
                if (b.getInt(x + Layout.X_LIMIT) != LimitStateKind.NONE.code())
                {
                    // what lies inside may end it
                    parts.envelope.fastBelow(0.0);
                }
                low = parts.limits.lowerTicks;
                high = parts.limits.upperTicks;
                lowRule = parts.limits.lowerRule;
                highRule = parts.limits.upperRule;
                from = parts.limits.referenceMicroTicks;
            }
            else if (monitor == ImageLayout.MONITOR_BAND)
            {
                low = b.getLong(x + Layout.X_LOWER);
                high = b.getLong(x + Layout.X_UPPER);
                lowRule = m.image.ruleAt(bk, Math.max(0, b.getInt(x + Layout.X_LOWER_RULE) - 1));
                highRule = m.image.ruleAt(bk, Math.max(0, b.getInt(x + Layout.X_UPPER_RULE) - 1));
                from = b.getLong(x + Layout.X_LOWER_FROM);
            }
            if (parts.potentials.isMissing(s, c, k, monitor))
            {
                parts.envelope.fastBelow(0.0);
                missingRule = m.inSession(nowNs) ? b.getInt(m.image.ruleAt(bk, 0) + ImageLayout.U_ID) : missingRule;
            }
            if (low > lower)
            {
                lower = low;
                lowerRule = b.getInt(lowRule + ImageLayout.U_ID);
                reference = from;
            }
            if (high < upper)
            {
                upper = high;
                upperRule = b.getInt(highRule + ImageLayout.U_ID);
            }
        }
        board.beginInstrument(Scope.index(scope)).lowerLimitTicks(lower, lowerRule).upperLimitTicks(upper, upperRule)
            .referenceMicroTicks(reference);
        state(s, missingRule);
        board.commit(nowNs);
        parts.entries.refresh(s, c, nowNs);
        arm(s, lower, upper);
        if (isTold)
        {
            parts.quality.condition(DataQualityCode.EMPTY_BAND, s, nowNs,
                lower != Layout.ABSENT && upper != Layout.NEVER && lower > upper, lower, upper);
        }
    }

    /**
     * What the state permits; where it lets orders match and the class denies what it cannot judge, none may, and the
     * rule says why.
     */
    private void state(final int s, final int missingRule)
    {
        final int permitted = parts.states.permissions(s);
        if (missingRule != 0 && (permitted & OrderKind.AGGRESSIVE.bit()) != 0)
        {
            final int left = permitted & ~StateBoard.MATCHING_KINDS;
            board.state(parts.states.merged(s), left, left, missingRule, Layout.ABSENT);
        }
        else
        {
            board.state(parts.states.merged(s), permitted, permitted, stateRule(s), resumeNs(s));
        }
    }

    /** A scope that does not trade is looked at with every event; so is the first potential trade. */
    private void arm(final int s, final long lower, final long upper)
    {
        if (parts.envelope.isOn() && parts.states.merged(s) == TradingState.OPEN.code())
        {
            if (!parts.inactivity.isTold(s))
            {
                parts.envelope.fastBelow(0.0);
            }
            parts.envelope.close(lower, upper);
        }
    }

    private long resumeNs(final int s)
    {
        if (b.getInt(s + Layout.S_OPERATOR_STATE) != 0 || b.getInt(s + Layout.S_SUSPECT) != 0)
        {
            return Layout.NEVER;
        }
        long resume = b.getInt(s + Layout.S_RESTART_STATE) == 0 ?
            Layout.ABSENT : b.getLong(s + Layout.S_RESTART_DEADLINE);
        final int breakers = m.breakers(m.classOf(s));
        for (int k = 0; k < breakers; k++)
        {
            final int x = m.breaker(s, k);
            if (b.getInt(x + Layout.X_STATE) != 0)
            {
                resume = Math.max(resume, b.getLong(x + Layout.X_DEADLINE));
            }
        }
        return resume;
    }

    /**
     * An instrument is gone: the gate no longer knows it.
     *
     * @param index its index.
     * @param nowNs as of.
     */
    public void remove(final int index, final long nowNs)
    {
        board.removeInstrument(index, nowNs);
        parts.entries.clear(index, nowNs);
    }

    /**
     * An instrument is defined: the gate knows it from now on, with its class's staleness policy and treatment.
     *
     * @param s     state of the scope.
     * @param nowNs as of.
     */
    public void define(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        parts.envelope.disarm(s);
        parts.entries.clear(Scope.index(b.getInt(s + Layout.S_SCOPE)), nowNs);
        board.defineInstrument(Scope.index(b.getInt(s + Layout.S_SCOPE)), 0, b.getInt(c + ImageLayout.C_ON_STALE),
            StateBoard.MATCHING_KINDS | remainders.differences(c) | parts.entries.kinds(c), StateBoard.NO_GROUP,
            StateBoard.NO_GROUP, StateBoard.NO_GROUP, StateBoard.NO_GROUP)
            .treatment(b.getInt(c + ImageLayout.C_REMAINDER)).state(0, 0, Layout.ABSENT).commit(nowNs);
    }

    /**
     * Make every line from the engine's state: of a restored engine, whose board is new. No input is worked on:
     * nothing is told.
     *
     * @param nowNs as of.
     */
    public void rebuild(final long nowNs)
    {
        refresh(m.market(), nowNs, false);
        for (int index = 0; index < m.layout().capacities().instruments(); index++)
        {
            final int s = m.layout().instrument(index);
            if (b.getInt(s + Layout.S_DEFINED) != 0)
            {
                define(s, nowNs);
                refresh(s, nowNs, false);
            }
        }
    }

    /** Rule behind the merged state: that of the most severe breaker, 0 where an operator or a fault holds it. */
    private int stateRule(final int s)
    {
        final int merged = parts.states.merged(s);
        int rule = 0;
        final int breakers = m.breakers(m.classOf(s));
        final boolean held = b.getInt(s + Layout.S_OPERATOR_STATE) == merged || b.getInt(s + Layout.S_SUSPECT) != 0;
        for (int k = 0; k < breakers && !held; k++)
        {
            final int x = m.breaker(s, k);
            if (b.getInt(x + Layout.X_STATE) == merged)
            {
                rule = b.getInt(x + Layout.X_RULE);
            }
        }
        return rule;
    }
}
