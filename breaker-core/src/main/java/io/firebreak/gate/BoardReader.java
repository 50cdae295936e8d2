package io.firebreak.gate;

import io.firebreak.market.Permissions;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads board lines while they may change: epoch, copy, fence, epoch again. An epoch that moved is one more attempt;
 * one that moved again is a busy line, and the staleness policy answers. Stateless, for any thread.
 */
final class BoardReader
{
    private static final int ATTEMPTS = 2;

    private final StateBoard board;
    private final UnsafeBuffer buffer;

    BoardReader(final StateBoard board, final UnsafeBuffer buffer)
    {
        this.board = board;
        this.buffer = buffer;
    }

    /** Read an instrument's line; false when it changed twice, and then only its single words can be relied on. */
    boolean readInstrument(
        final int instrumentIndex, final int sideCode, final int bit, final VerdictDetail out)
    {
        final int line = instrumentIndex * BoardLayout.LINE_LENGTH;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final int permissions = permissions(copy, sideCode);
            final int state = unsignedByte(copy + BoardLayout.STATE);
            final int ruleId = unsignedShort(copy + BoardLayout.STATE_RULE);
            final long resumeNs = buffer.getLong(copy + BoardLayout.EARLIEST_RESUME);
            fill(line, copy, bit, out);
            VarHandle.loadLoadFence();
            final boolean whole = buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch;
            if (whole || attempt == ATTEMPTS - 1)
            {
                out.boardEpoch = epoch;
                out.merge(out.scope, permissions, state, ruleId, resumeNs, bit);
                return whole;
            }
        }
        return false;
    }

    private void fill(final int line, final int copy, final int bit, final VerdictDetail out)
    {
        out.upperLimitTicks = buffer.getLong(copy + BoardLayout.UPPER_LIMIT);
        out.lowerLimitTicks = buffer.getLong(copy + BoardLayout.LOWER_LIMIT);
        out.referenceMicroTicks = buffer.getLong(copy + BoardLayout.REFERENCE);
        out.asOfNs = buffer.getLong(copy + BoardLayout.AS_OF);
        out.upperRuleId = unsignedShort(copy + BoardLayout.UPPER_RULE);
        out.lowerRuleId = unsignedShort(copy + BoardLayout.LOWER_RULE);
        out.marketIndex = unsignedByte(copy + BoardLayout.MARKET);
        out.stalePolicy = unsignedByte(copy + BoardLayout.STALE_POLICY);
        out.testedKinds = unsignedShort(copy + BoardLayout.TESTED_KINDS);
        out.treatment = Treatments.of(unsignedByte(copy + BoardLayout.TREATMENT), out.testedKinds, bit);
        out.groups = buffer.getLong(line + BoardLayout.GROUPS);
    }

    /** Merge the lines of the instrument's groups and of its market; false when one of them changed twice. */
    boolean mergeWider(final int sideCode, final int bit, final VerdictDetail out)
    {
        boolean whole = true;
        if (out.groups != BoardLayout.NO_GROUPS)
        {
            for (int i = 0; i < BoardLayout.MAX_GROUPS; i++)
            {
                final int group = (int)(out.groups >>> i * Short.SIZE) & BoardLayout.NO_GROUP;
                if (group != BoardLayout.NO_GROUP)
                {
                    whole &= merge(board.groupLine(group), Scope.of(Scope.GROUP, group), sideCode, bit, out);
                }
            }
        }
        return whole & merge(board.marketLine(out.marketIndex), Scope.market(out.marketIndex), sideCode, bit, out);
    }

    /** Whether an instrument has entry lines: what it has from its definition on, and one word that is never torn. */
    boolean hasEntry(final int instrumentIndex)
    {
        final int line = instrumentIndex * BoardLayout.LINE_LENGTH;
        final int copy = BoardLayout.copy(line, buffer.getLongAcquire(line + BoardLayout.EPOCH));
        return (unsignedShort(copy + BoardLayout.TESTED_KINDS) & BoardLayout.HAS_ENTRY) != 0;
    }

    /** Limit of a sweep; the side's "none" where a line is busy. */
    long limit(final int instrumentIndex, final int sideCode, final int bit, final GuardLine guard)
    {
        final boolean sells = sideCode == Side.SELL.code();
        final long none = sells ? BreakerGate.NO_SELL : BreakerGate.NO_BUY;
        final int line = instrumentIndex * BoardLayout.LINE_LENGTH;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final long limit = buffer.getLong(copy + (sells ? BoardLayout.LOWER_LIMIT : BoardLayout.UPPER_LIMIT));
            final int tested = unsignedShort(copy + BoardLayout.TESTED_KINDS);
            final int permissions = permissions(copy, sideCode);
            final int market = unsignedByte(copy + BoardLayout.MARKET);
            final long groups = buffer.getLong(line + BoardLayout.GROUPS);
            VarHandle.loadLoadFence();
            if (buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch)
            {
                if (epoch == 0 || market == BoardLayout.NO_MARKET ||
                    (Permissions.merge(permissions, widerPermissions(market, groups, sideCode, guard)) & bit) == 0)
                {
                    return none;
                }
                return (tested & bit) != 0 ? limit : sells ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
        }
        return none;
    }

    /** Merge a group's or market's line; false when it changed twice. What it permits is one word and is never torn. */
    private boolean merge(
        final int line, final int scope, final int sideCode, final int bit, final VerdictDetail out)
    {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final int permissions = permissions(copy, sideCode);
            final int state = unsignedByte(copy + BoardLayout.STATE);
            final int ruleId = unsignedShort(copy + BoardLayout.STATE_RULE);
            final long resumeNs = buffer.getLong(copy + BoardLayout.EARLIEST_RESUME);
            VarHandle.loadLoadFence();
            final boolean whole = buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch;
            if (whole || attempt == ATTEMPTS - 1)
            {
                out.merge(scope, permissions, state, ruleId, resumeNs, bit);
                return whole;
            }
        }
        return false;
    }

    /** Permissions of guard, groups and market, for a caller that wants nothing else. */
    private int widerPermissions(
        final int market, final long groups, final int sideCode, final GuardLine guard)
    {
        final int latches = GuardLine.latches(guard.word(market));
        int permissions = Permissions.merge(settledPermissions(board.marketLine(market), sideCode),
            latches == 0 ? Permissions.UNRESTRICTED : TradingState.permissions(guard.stateFor(latches)));
        for (int i = 0; i < BoardLayout.MAX_GROUPS && groups != BoardLayout.NO_GROUPS; i++)
        {
            final int group = (int)(groups >>> i * Short.SIZE) & BoardLayout.NO_GROUP;
            if (group != BoardLayout.NO_GROUP)
            {
                permissions = Permissions.merge(permissions, settledPermissions(board.groupLine(group), sideCode));
            }
        }
        return permissions;
    }

    private int settledPermissions(final int line, final int sideCode)
    {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int permissions = permissions(BoardLayout.copy(line, epoch), sideCode);
            VarHandle.loadLoadFence();
            if (buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch)
            {
                return permissions;
            }
        }
        return 0;
    }

    private int permissions(final int copy, final int sideCode)
    {
        final int buy = sideCode == Side.SELL.code() ? -1 : unsignedShort(copy + BoardLayout.PERMISSIONS_BUY);
        final int sell = sideCode == Side.BUY.code() ? -1 : unsignedShort(copy + BoardLayout.PERMISSIONS_SELL);
        return buy & sell;
    }

    private int unsignedShort(final int offset)
    {
        return buffer.getShort(offset) & 0xFFFF;
    }

    private int unsignedByte(final int offset)
    {
        return buffer.getByte(offset) & 0xFF;
    }
}
