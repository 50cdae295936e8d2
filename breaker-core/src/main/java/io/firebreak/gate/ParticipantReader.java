package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.StalePolicy;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the lines of a participant and of those it belongs to, as {@link BoardReader} reads an instrument's. Stateless,
 * for any thread.
 */
final class ParticipantReader
{
    private static final int ATTEMPTS = 2;
    private static final int LEVELS = 4;
    private static final int NONE = -1;
    private static final int UNDEFINED = -2;

    private final StateBoard board;
    private final UnsafeBuffer b;

    ParticipantReader(final StateBoard board, final UnsafeBuffer buffer)
    {
        this.board = board;
        b = buffer;
    }

    int check(
        final int participantIndex, final int sideCode, final int orderKindCode, final int bit, final boolean isTagged,
        final long priceTicks, final long referenceTicks, final long qtyLots, final long valueMinor, final long nowNs,
        final boolean isStale, final VerdictDetail out)
    {
        out.reset(Scope.of(Scope.PARTICIPANT, participantIndex));
        if (orderKindCode == OrderKind.CANCEL.code())
        {
            return out.answer(GateCode.ALLOWED);
        }
        if (participantIndex < 0 || participantIndex >= board.participants())
        {
            return out.answer(GateCode.UNKNOWN_PARTICIPANT);
        }
        boolean isWhole = true;
        int limitCode = GateCode.ALLOWED;
        int next = participantIndex;
        for (int level = 0; level < LEVELS && next >= 0; level++)
        {
            final int index = next;
            final int line = index < board.participants() ? board.participantLine(index) : NONE;
            int settled = 0;
            int code = GateCode.ALLOWED;
            for (int attempt = 0; attempt < ATTEMPTS && settled == 0 && line >= 0; attempt++)
            {
                final long epoch = b.getLongAcquire(line + BoardLayout.EPOCH);
                final int copy = BoardLayout.copy(line, epoch);
                final int permissions = b.getShort(
                    copy + (isTagged ? BoardLayout.PERMISSIONS_SELL : BoardLayout.PERMISSIONS_BUY)) & 0xFFFF;
                final int state = b.getByte(copy + BoardLayout.STATE) & 0xFF;
                final int ruleId = b.getShort(copy + BoardLayout.STATE_RULE) & 0xFFFF;
                final long resumeNs = b.getLong(copy + BoardLayout.EARLIEST_RESUME);
                final int policy = b.getByte(copy + BoardLayout.STALE_POLICY) & 0xFF;
                final long word = b.getLong(line + BoardLayout.GROUPS);
                final boolean isKnown = epoch != 0 && (b.getByte(copy + BoardLayout.MARKET) & 0xFF) == 0;
                final boolean isFirst = limitCode == GateCode.ALLOWED;
                code = isFirst && isKnown ? limits(copy, (int)(word >>> 32), sideCode, priceTicks, referenceTicks,
                    qtyLots, valueMinor, out) : GateCode.ALLOWED;
                VarHandle.loadLoadFence();
                settled = b.getLongAcquire(line + BoardLayout.EPOCH) == epoch ? 1 : 0;
                if (settled == 1 || attempt == ATTEMPTS - 1)
                {
                    out.boardEpoch = level == 0 ? epoch : out.boardEpoch;
                    out.stalePolicy = level == 0 ? policy : out.stalePolicy;
                    out.merge(Scope.of(Scope.PARTICIPANT, index), permissions, state, ruleId, resumeNs, bit);
                    next = isKnown ? (int)word : UNDEFINED;
                }
            }
            if (line < 0 || next == UNDEFINED)
            {
                out.reset(Scope.of(Scope.PARTICIPANT, participantIndex));
                return out.answer(GateCode.UNKNOWN_PARTICIPANT);
            }
            isWhole &= settled == 1;
            limitCode = code == GateCode.ALLOWED ? limitCode : code;
        }
        return next < NONE ? out.answer(GateCode.UNKNOWN_PARTICIPANT) :
            decide(bit, isWhole, isStale, limitCode, nowNs, out);
    }

    private static int decide(
        final int bit, final boolean isWhole, final boolean isStale, final int limitCode, final long nowNs,
        final VerdictDetail out)
    {
        int code = limitCode;
        if ((out.permissions & bit) == 0)
        {
            code = out.denyByState();
        }
        else if (!isWhole || isStale && out.stalePolicy != StalePolicy.LAST.code())
        {
            // cancels have passed; what neither policy permits is everything else
            code = out.stalePolicy == StalePolicy.OPEN.code() ? GateCode.ALLOWED :
                isWhole ? GateCode.STALE : GateCode.BOARD_BUSY;
        }
        if (isStale | !isWhole)
        {
            out.staleness().count(nowNs, code != GateCode.ALLOWED);
        }
        return out.answer(code);
    }

    private int limits(
        final int copy, final int collarPpm, final int sideCode, final long priceTicks, final long referenceTicks,
        final long qtyLots, final long valueMinor, final VerdictDetail out)
    {
        final long maxLots = b.getLong(copy + BoardLayout.UPPER_LIMIT);
        final long maxValue = b.getLong(copy + BoardLayout.LOWER_LIMIT);
        final int ruleId = b.getShort(copy + BoardLayout.TESTED_KINDS) & 0xFFFF;
        if (qtyLots > maxLots)
        {
            out.limit(maxLots, ruleId, qtyLots - maxLots);
            return GateCode.ABOVE_MAX_QUANTITY;
        }
        if (valueMinor > maxValue)
        {
            out.limit(maxValue, ruleId, valueMinor - maxValue);
            return GateCode.ABOVE_MAX_VALUE;
        }
        if (collarPpm <= 0 || priceTicks == Collar.ABSENT)
        {
            return GateCode.ALLOWED;
        }
        if (referenceTicks == Collar.ABSENT)
        {
            out.limit(Collar.ABSENT, ruleId, VerdictDetail.ABSENT);
            return b.getByte(copy + BoardLayout.TREATMENT) != 0 ? GateCode.OUTSIDE_COLLAR : GateCode.ALLOWED;
        }
        final long limitTicks = Collar.limitTicks(referenceTicks, collarPpm, sideCode);
        if (!Collar.isBeyond(priceTicks, limitTicks, sideCode))
        {
            return GateCode.ALLOWED;
        }
        out.limit(limitTicks, ruleId, Math.abs(priceTicks - limitTicks));
        return GateCode.OUTSIDE_COLLAR;
    }
}
