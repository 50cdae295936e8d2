package io.firebreak.gate;

import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writer of the participants' lines of a board. A participant is unknown until it is defined. Owned by the board's
 * writer.
 */
public final class ParticipantLines
{
    private final StateBoard board;
    private final UnsafeBuffer b;

    /**
     * Write into a board.
     *
     * @param board with a line for each participant.
     */
    public ParticipantLines(final StateBoard board)
    {
        this.board = board;
        b = board.buffer();
    }

    /**
     * Publish a new participant, that nothing holds and whose orders have no limit.
     *
     * @param participantIndex below the capacity.
     * @param parentIndex      the one it belongs to, -1 none.
     * @param stalePolicy      code of a {@link io.firebreak.market.StalePolicy}.
     * @param collarPpm        collar of its orders, 0 none.
     * @param maxLots          most lots of an order, 0 no limit.
     * @param maxValue         most value of an order, 0 no limit.
     * @param ruleId           rule of these limits, 0 none.
     * @param missingDenies    whether an order with a price and without a reference is denied, where there is a collar.
     * @param asOfNs           engine time.
     */
    public void define(
        final int participantIndex, final int parentIndex, final int stalePolicy, final int collarPpm,
        final long maxLots, final long maxValue, final int ruleId, final boolean missingDenies, final long asOfNs)
    {
        final int staged = board.stage(line(participantIndex) / BoardLayout.LINE_LENGTH);
        board.stageDefaults();
        b.putByte(staged + BoardLayout.MARKET, (byte)0);
        b.putByte(staged + BoardLayout.STALE_POLICY, (byte)stalePolicy);
        b.putByte(staged + BoardLayout.TREATMENT, (byte)(missingDenies ? 1 : 0));
        b.putShort(staged + BoardLayout.TESTED_KINDS, (short)ruleId);
        b.putLong(staged + BoardLayout.UPPER_LIMIT, maxLots == 0 ? Long.MAX_VALUE : maxLots);
        b.putLong(staged + BoardLayout.LOWER_LIMIT, maxValue == 0 ? Long.MAX_VALUE : maxValue);
        b.putLong(staged + BoardLayout.COPY_LENGTH, parentIndex & 0xFFFF_FFFFL | (long)collarPpm << 32);
        board.commit(asOfNs);
    }

    /**
     * Stage the line of a defined participant.
     *
     * @param participantIndex below the capacity.
     * @return the board: {@link StateBoard#state(int, int, int, int, long)} with what its plain orders may do in the
     *         buyers' place and its tagged ones in the sellers', then commit.
     */
    public StateBoard begin(final int participantIndex)
    {
        return board.begin(line(participantIndex) / BoardLayout.LINE_LENGTH);
    }

    private int line(final int participantIndex)
    {
        return board.participantLine(Objects.checkIndex(participantIndex, board.participants()));
    }
}
