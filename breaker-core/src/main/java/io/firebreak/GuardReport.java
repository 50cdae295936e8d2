package io.firebreak;

import io.firebreak.gate.GuardLine;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.MarketHold;

/**
 * Journals what the guard line did, and lets operators undo it: a new latch becomes an operator's halt of the market,
 * an input like any other, and once two people have resumed the market after that halt the latches are cleared. What
 * was asked for meanwhile keeps the gate closed and is reported in its turn, also where the same latch was set again; a
 * halt that the engine refused has not been reported. Owned by the matching thread.
 */
final class GuardReport
{
    /** Operator that the halts of the guard line are told under: nobody else's. */
    static final long GUARD = -1L;

    private static final int MARKET = Scope.market(0);

    private final GuardLine guard;
    private final EventPublisher publisher;
    private final MarketHold hold;
    private long told;
    private long haltSeq;
    private long nonce;
    private long step = 1;

    /**
     * @param lastNonce of the halts that earlier processes reported, as the engine knows it.
     */
    GuardReport(
        final GuardLine guard, final long lastNonce, final EventPublisher publisher, final MarketHold hold)
    {
        this.guard = guard;
        this.publisher = publisher;
        this.hold = hold;
        nonce = Math.max(0, lastNonce);
    }

    /** Decisions made, 0 where there was nothing to tell, or what the publisher answered that did not take it. */
    int submit(final long nowNs)
    {
        final long word = guard.word(0);
        final int latches = GuardLine.latches(word);
        if ((latches & ~GuardLine.latches(told)) != 0)
        {
            return report(nowNs, word);
        }
        if (latches == 0 || !hold.isDecided(haltSeq))
        {
            return 0;
        }
        final long releasedSeq = hold.releasedSeq();
        if (releasedSeq == MarketHold.HELD)
        {
            return 0;
        }
        if (releasedSeq <= haltSeq)
        {
            // Somebody else used the guard's name, and a later number.
            step <<= 1;
            return report(nowNs, word);
        }
        if (!hold.isInForce(releasedSeq))
        {
            return 0;
        }
        final boolean isCleared = guard.clear(0, told);
        told = 0;
        return isCleared ? 0 : report(nowNs, word);
    }

    private int report(final long nowNs, final long word)
    {
        if (nonce + step <= nonce)
        {
            // No number is left: the latch stays until the process ends.
            return 0;
        }
        final int made = publisher.operatorCommand(0, 0, nowNs, MARKET, GUARD, nonce + step,
            OperatorCommandKind.HALT.code(), GuardLine.latches(word));
        if (made >= 0)
        {
            nonce += step;
            told = word;
            haltSeq = hold.publishedSequence();
        }
        return made;
    }
}
