package io.firebreak.bench;

import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.LivenessLine;
import io.firebreak.gate.StateBoard;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Target 2: one check of the gate, which cannot be torn, beside two plain loads of the limits and a comparison, which
 * can. The plain load is the limit, never ours.
 */
final class GateRows
{
    private static final int CHECKS = 1 << 14;
    private static final int LINE = 128;
    private static final int DENIED_ONE_IN = 100;

    private final int instruments;
    private final BreakerGate gate;
    private final VerdictDetail detail = new VerdictDetail();
    private final UnsafeBuffer plain;
    private final int[] indices = new int[CHECKS];
    private final long[] prices = new long[CHECKS];

    GateRows(final int instruments)
    {
        this.instruments = instruments;
        final StateBoard board = new StateBoard(instruments, 0, 1);
        plain = new UnsafeBuffer(BufferUtil.allocateDirectAligned(instruments * LINE, LINE));
        board.beginMarket(0).state(TradingState.OPEN.code(), 0, StateBoard.ABSENT).commit(1);
        for (int i = 0; i < instruments; i++)
        {
            board.defineInstrument(i, 0, StalePolicy.LAST.code(), StateBoard.MATCHING_KINDS, StateBoard.NO_GROUP,
                StateBoard.NO_GROUP, StateBoard.NO_GROUP, StateBoard.NO_GROUP).lowerLimitTicks(9_500, 1)
                .upperLimitTicks(10_500, 1).state(TradingState.OPEN.code(), 0, StateBoard.ABSENT).commit(1);
            plain.putLong(i * LINE, 9_500);
            plain.putLong(i * LINE + 8, 10_500);
        }
        gate = new BreakerGate(board, new GuardLine(1, TradingState.CANCEL_ONLY), new LivenessLine(), 0);
        final SplittableRandom random = new SplittableRandom(StreamShape.DEFAULT_SEED);
        for (int k = 0; k < CHECKS; k++)
        {
            indices[k] = random.nextInt(instruments);
            prices[k] = random.nextInt(DENIED_ONE_IN) == 0 ? 10_501 : 9_600 + random.nextInt(900);
        }
    }

    /**
     * Measure.
     *
     * @param rounds of 16,384 checks.
     * @return one row.
     */
    List<Row> rows(final int rounds)
    {
        final Row row = Paired.row("2", "gate check, " + instruments + " instruments", "two plain loads", CHECKS,
            rounds, Thread::onSpinWait, this::checks, this::loads, "denials");
        return List.of(new Row(row.target(), row.name(), row.value(), row.unit(), row.baselineName(), row.baseline(),
            row.ratio(), row.spreadPercent(), row.threads(), row.isVoid(),
            String.format("%s; adds %.1f ns", row.check(), row.value() - row.baseline())));
    }

    private long checks()
    {
        long denied = 0;
        for (int k = 0; k < CHECKS; k++)
        {
            denied += gate.check(indices[k], 0, OrderKind.AGGRESSIVE.code(), prices[k], 1, 1, detail) == 0 ? 0 : 1;
        }
        return denied;
    }

    private long loads()
    {
        long denied = 0;
        for (int k = 0; k < CHECKS; k++)
        {
            final int line = indices[k] * LINE;
            denied += prices[k] >= plain.getLong(line) && prices[k] <= plain.getLong(line + 8) ? 0 : 1;
        }
        return denied;
    }
}
