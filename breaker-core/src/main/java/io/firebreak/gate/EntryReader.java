package io.firebreak.gate;

import io.firebreak.market.Side;
import java.lang.invoke.VarHandle;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Judges the price of an order as it is entered by the line of its side: one line, two comparisons. Stateless, for any
 * thread.
 */
final class EntryReader
{
    /** The line changed twice while it was read. */
    static final int BUSY = -1;

    private static final int ATTEMPTS = 2;

    private final StateBoard board;
    private final UnsafeBuffer buffer;

    EntryReader(final StateBoard board)
    {
        this.board = board;
        buffer = board.buffer();
    }

    /** Judge an order of a side, or of either where none is named; a code of the gate, or BUSY. */
    int judge(
        final int instrumentIndex, final int sideCode, final int bit, final long priceTicks, final VerdictDetail out)
    {
        final int line = board.entryLine(instrumentIndex);
        final int code = sideCode == Side.SELL.code() ? GateCode.ALLOWED : judge(line, bit, priceTicks, out);
        return code != GateCode.ALLOWED || sideCode == Side.BUY.code() ? code :
            judge(line + BoardLayout.LINE_LENGTH, bit, priceTicks, out);
    }

    private int judge(final int line, final int bit, final long priceTicks, final VerdictDetail out)
    {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final long upper = buffer.getLong(copy + BoardLayout.UPPER_LIMIT);
            final long lower = buffer.getLong(copy + BoardLayout.LOWER_LIMIT);
            final long upperFrom = buffer.getLong(copy + BoardLayout.REFERENCE);
            final long lowerFrom = buffer.getLong(copy + BoardLayout.ENTRY_LOWER_FROM);
            final int upperRule = buffer.getShort(copy + BoardLayout.UPPER_RULE) & 0xFFFF;
            final int lowerRule = buffer.getShort(copy + BoardLayout.LOWER_RULE) & 0xFFFF;
            final int kinds = buffer.getShort(copy + BoardLayout.ENTRY_KINDS) & 0xFFFF;
            VarHandle.loadLoadFence();
            if (buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch)
            {
                if (epoch == 0 || (kinds & bit) == 0 || priceTicks <= upper && priceTicks >= lower)
                {
                    return GateCode.ALLOWED;
                }
                final boolean isAbove = priceTicks > upper;
                out.referenceMicroTicks = isAbove ? upperFrom : lowerFrom;
                out.limit(isAbove ? upper : lower, isAbove ? upperRule : lowerRule,
                    isAbove ? BreakerGate.margin(priceTicks, upper) : BreakerGate.margin(lower, priceTicks));
                return isAbove ? GateCode.ORDER_ABOVE_COLLAR : GateCode.ORDER_BELOW_COLLAR;
            }
        }
        return BUSY;
    }

    /** The nearer of a limit and what orders of a side and kind may be priced at; "none" where the line is busy. */
    long nearer(final int instrumentIndex, final boolean sells, final int bit, final long limitTicks)
    {
        final int line = board.entryLine(instrumentIndex) + (sells ? BoardLayout.LINE_LENGTH : 0);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final long own = buffer.getLong(copy + (sells ? BoardLayout.LOWER_LIMIT : BoardLayout.UPPER_LIMIT));
            final int kinds = buffer.getShort(copy + BoardLayout.ENTRY_KINDS) & 0xFFFF;
            VarHandle.loadLoadFence();
            if (buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch)
            {
                return epoch == 0 || (kinds & bit) == 0 ? limitTicks :
                    sells ? Math.max(own, limitTicks) : Math.min(own, limitTicks);
            }
        }
        return sells ? BreakerGate.NO_SELL : BreakerGate.NO_BUY;
    }

    /**
     * Where an order without a price is to stop.
     *
     * @return the limit, no nearer than the one given; that one where there are no points or they reach beyond any
     *         price; the side's "none" where the line is busy.
     */
    long limit(final int instrumentIndex, final boolean sells, final long baseTicks, final long bandTicks,
        final VerdictDetail out)
    {
        final int line = board.entryLine(instrumentIndex) + (sells ? BoardLayout.LINE_LENGTH : 0);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++)
        {
            final long epoch = buffer.getLongAcquire(line + BoardLayout.EPOCH);
            final int copy = BoardLayout.copy(line, epoch);
            final long points = buffer.getLong(copy + BoardLayout.ENTRY_POINTS);
            final int rule = buffer.getShort(copy + BoardLayout.ENTRY_POINTS_RULE) & 0xFFFF;
            final long treatment = buffer.getLong(line + BoardLayout.GROUPS);
            VarHandle.loadLoadFence();
            if (buffer.getLongAcquire(line + BoardLayout.EPOCH) == epoch)
            {
                final long limit = sells ? baseTicks - points : baseTicks + points;
                final boolean fits = epoch != 0 && points != EntryLines.NO_POINTS &&
                    (sells ? limit <= baseTicks : limit >= baseTicks);
                if (!fits || (sells ? limit < bandTicks : limit > bandTicks))
                {
                    return bandTicks;
                }
                out.treatment = (int)treatment;
                out.limit(limit, rule, VerdictDetail.ABSENT);
                return limit;
            }
        }
        return sells ? BreakerGate.NO_SELL : BreakerGate.NO_BUY;
    }
}
