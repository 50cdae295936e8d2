package io.firebreak.gate;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a board tells the gate, for comparison: every line's copy in force, but not since when, nor the reference behind
 * its limits, which a line that is not written again keeps from the time it was.
 */
public final class BoardLines
{
    private BoardLines()
    {
    }

    /** One text a line, the market's last. */
    public static List<String> of(final StateBoard board)
    {
        final List<String> lines = new ArrayList<>();
        final UnsafeBuffer buffer = board.buffer();
        for (int i = 0; i <= board.instruments(); i++)
        {
            final int line = i * BoardLayout.LINE_LENGTH;
            final long epoch = buffer.getLong(line + BoardLayout.EPOCH);
            final StringBuilder text = new StringBuilder();
            for (int at = 0; at < BoardLayout.COPY_LENGTH && isKnown(board, line, epoch); at += Long.BYTES)
            {
                if (at != BoardLayout.AS_OF && at != BoardLayout.REFERENCE)
                {
                    text.append(Long.toHexString(buffer.getLong(BoardLayout.copy(line, epoch) + at))).append(' ');
                }
            }
            lines.add(text.toString());
        }
        return lines;
    }

    /** A line that says "not defined" is as good as none. */
    private static boolean isKnown(final StateBoard board, final int line, final long epoch)
    {
        return epoch != 0 && (line == board.marketLine(0) || BoardLayout.NO_MARKET !=
            (board.buffer().getByte(BoardLayout.copy(line, epoch) + BoardLayout.MARKET) & 0xFF));
    }
}
