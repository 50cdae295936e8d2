package io.firebreak.breaker;

import io.firebreak.gate.StateBoard;
import io.firebreak.market.Scope;
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

    Board(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
        board = m.board;
    }

    /**
     * Refresh a scope's line.
     *
     * @param s     state of the scope.
     * @param nowNs as of.
     */
    public void refresh(final int s, final long nowNs)
    {
        final int scope = b.getInt(s + Layout.S_SCOPE);
        if (Scope.kind(scope) == Scope.MARKET)
        {
            board.beginMarket(Scope.index(scope)).state(parts.states.merged(s), stateRule(s), resumeNs(s))
                .commit(nowNs);
            return;
        }
        if (b.getInt(s + Layout.S_SUSPECT) != 0)
        {
            // the fault may lie in what the bands are made of: only the state is told
            board.beginInstrument(Scope.index(scope)).state(parts.states.merged(s), 0, Layout.NEVER).commit(nowNs);
            return;
        }
        final int c = m.classOf(s);
        long lower = Layout.ABSENT;
        long upper = Layout.NEVER;
        long reference = Evidence.ABSENT;
        int lowerRule = 0;
        int upperRule = 0;
        final int breakers = m.breakers(c);
        for (int k = 0; k < breakers; k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
            final int x = m.breaker(s, k);
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
            }
            else if (monitor == ImageLayout.MONITOR_CONFIRM && parts.confirm.allowed(s, k, nowNs))
            {
                low = parts.confirm.allowedLowerTicks();
                high = parts.confirm.allowedUpperTicks();
                lowRule = parts.confirm.allowedLowerRule();
                highRule = parts.confirm.allowedUpperRule();
                from = parts.confirm.allowedReferenceMicroTicks();
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
            .referenceMicroTicks(reference).state(parts.states.merged(s), stateRule(s), resumeNs(s)).commit(nowNs);
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
        board.defineInstrument(Scope.index(b.getInt(s + Layout.S_SCOPE)), 0, b.getInt(c + ImageLayout.C_ON_STALE),
            StateBoard.MATCHING_KINDS, StateBoard.NO_GROUP, StateBoard.NO_GROUP, StateBoard.NO_GROUP,
            StateBoard.NO_GROUP).treatment(b.getInt(c + ImageLayout.C_REMAINDER)).state(0, 0, Layout.ABSENT)
            .commit(nowNs);
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
