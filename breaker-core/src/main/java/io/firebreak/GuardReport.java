package io.firebreak;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GuardLine;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;

/**
 * Journals what the guard line did, and lets operators undo it: a new latch becomes an operator's halt of the market,
 * an input like any other, and once two people have resumed the market the latches that were reported are cleared.
 * A latch that was set meanwhile stays, and is reported in its turn. Owned by the matching thread.
 */
final class GuardReport
{
    /** Operator that the halts of the guard line are told under; its nonce is the count in the guard's word. */
    static final long GUARD = -1L;

    private static final int MARKET = Scope.market(0);
    private static final int COUNT_SHIFT = 8;

    private final GuardLine guard;
    private final BreakerEngine engine;
    private final EventPublisher publisher;
    private long reported;

    GuardReport(final GuardLine guard, final BreakerEngine engine, final EventPublisher publisher)
    {
        this.guard = guard;
        this.engine = engine;
        this.publisher = publisher;
    }

    /** Decisions made, 0 where there was nothing to tell, or BACK_PRESSURED. */
    int submit(final long nowNs)
    {
        final long word = guard.word(0);
        if (GuardLine.latches(word) == 0)
        {
            return 0;
        }
        if (word != reported)
        {
            final int made = publisher.operatorCommand(0, 0, nowNs, MARKET, GUARD, word >>> COUNT_SHIFT,
                OperatorCommandKind.HALT.code(), GuardLine.latches(word));
            reported = made < 0 ? reported : word;
            return made;
        }
        if (!engine.isHeldByOperator(MARKET))
        {
            guard.clear(0, word);
        }
        return 0;
    }
}
