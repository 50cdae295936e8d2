package io.firebreak.gate;

import io.firebreak.market.Side;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writer of what an instrument's orders are held to as they are entered: of the buys and of the sells, the highest and
 * the lowest price, and how far an order without a price may reach. Steps as those of {@link StateBoard}; owned by the
 * board's writer.
 */
public final class EntryLines
{
    /** Bit of the kinds that {@link StateBoard#defineInstrument} takes: the instrument has lines of this kind. */
    public static final int PRESENT = BoardLayout.HAS_ENTRY;

    /** No limit of the distance. */
    public static final long NO_POINTS = Long.MAX_VALUE;

    private final StateBoard board;
    private final UnsafeBuffer b;
    private int staged;

    /**
     * Write into a board.
     *
     * @param board with its lines.
     */
    public EntryLines(final StateBoard board)
    {
        this.board = board;
        b = board.buffer();
    }

    /**
     * Stage the line of a side: nothing is limited until the setters say otherwise.
     *
     * @param instrumentIndex below the capacity.
     * @param side            {@link Side#BUY} or {@link Side#SELL}.
     * @param kinds           kinds whose price is judged, {@link io.firebreak.market.OrderKind} bits.
     * @return this.
     */
    public EntryLines begin(final int instrumentIndex, final Side side, final int kinds)
    {
        final int line = board.entryLine(Objects.checkIndex(instrumentIndex, board.instruments()));
        staged = board.stage(line / BoardLayout.LINE_LENGTH + (side == Side.SELL ? 1 : 0));
        board.stageDefaults();
        b.putLong(staged + BoardLayout.ENTRY_POINTS, NO_POINTS);
        b.putShort(staged + BoardLayout.ENTRY_POINTS_RULE, (short)0);
        b.putShort(staged + BoardLayout.ENTRY_KINDS, (short)kinds);
        b.putLong(staged + BoardLayout.ENTRY_LOWER_FROM, StateBoard.ABSENT);
        return this;
    }

    /**
     * Stage the highest price.
     *
     * @param priceTicks     the last that may be entered.
     * @param ruleId         rule it comes from, uint16.
     * @param fromMicroTicks what it is measured from, millionths of a tick.
     * @return this.
     */
    public EntryLines upper(final long priceTicks, final int ruleId, final long fromMicroTicks)
    {
        board.upperLimitTicks(priceTicks, ruleId).referenceMicroTicks(fromMicroTicks);
        return this;
    }

    /**
     * Stage the lowest price.
     *
     * @param priceTicks     the last that may be entered.
     * @param ruleId         rule it comes from, uint16.
     * @param fromMicroTicks what it is measured from, millionths of a tick.
     * @return this.
     */
    public EntryLines lower(final long priceTicks, final int ruleId, final long fromMicroTicks)
    {
        board.lowerLimitTicks(priceTicks, ruleId);
        b.putLong(staged + BoardLayout.ENTRY_LOWER_FROM, fromMicroTicks);
        return this;
    }

    /**
     * Stage how far an order without a price may reach.
     *
     * @param points    ticks from the best opposite price, or from a stop's trigger; not negative.
     * @param ruleId    rule it comes from, uint16.
     * @param treatment what its remainder does, code of an {@link io.firebreak.market.Action}.
     * @return this.
     */
    public EntryLines points(final long points, final int ruleId, final int treatment)
    {
        b.putLong(staged + BoardLayout.ENTRY_POINTS, points);
        b.putShort(staged + BoardLayout.ENTRY_POINTS_RULE, (short)ruleId);
        b.putLong(staged + BoardLayout.COPY_LENGTH, treatment);
        return this;
    }

    /**
     * Publish what is staged, if it differs from what is in force.
     *
     * @param asOfNs engine time of the change.
     */
    public void commit(final long asOfNs)
    {
        board.commit(asOfNs);
    }
}
