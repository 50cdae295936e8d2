package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class GateAllocationTest
{
    private static final int ROUNDS = 200_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private Object escaped;

    @Test
    void shouldAllocateNothingWhenItJudgesAndPublishes()
    {
        final Gates gates = new Gates(StalePolicy.LAST);
        final Runnable round = () -> round(gates);

        assertThat(allocatedBy(round)).isZero();
    }

    @Test
    void shouldAllocateNothingWhenItJudgesOrdersAtEntry()
    {
        final Gates gates = new Gates(StalePolicy.LAST);
        final EntryLines lines = new EntryLines(gates.board);
        gates.board.defineInstrument(Gates.INSTRUMENT, Gates.MARKET, StalePolicy.LAST.code(),
            StateBoard.MATCHING_KINDS | EntryLines.PRESENT, StateBoard.NO_GROUP, StateBoard.NO_GROUP,
            StateBoard.NO_GROUP, StateBoard.NO_GROUP).state(TradingState.OPEN.code(), 0, StateBoard.ABSENT).commit(1);
        lines.begin(Gates.INSTRUMENT, Side.SELL, OrderKind.IOC.bit()).lower(10, 4, 10_000_000)
            .points(3, 5, 3).commit(1);
        assertThat(gates.check(Side.SELL, OrderKind.IOC, 9)).isEqualTo(GateCode.ORDER_BELOW_COLLAR);
        assertThat(gates.check(Side.SELL, OrderKind.IOC, 10)).isEqualTo(GateCode.ALLOWED);
        final Runnable round = () ->
        {
            final long price = gates.out.boardEpoch() & 127;
            lines.begin(Gates.INSTRUMENT, Side.BUY, OrderKind.IOC.bit()).upper(price, 3, price).commit(price);
            gates.check(Side.BUY, OrderKind.IOC, 60);
            gates.check(Side.SELL, OrderKind.IOC, 9);
            gates.limitFor(Side.BUY, OrderKind.IOC);
            gates.gate.protectedLimit(
                Gates.INSTRUMENT, Side.SELL.code(), OrderKind.MARKET.code(), 60, gates.out);
        };

        assertThat(allocatedBy(round)).isZero();
    }

    @Test
    void shouldSeeAnAllocationWhenThereIsOne()
    {
        final Gates gates = new Gates(StalePolicy.LAST);
        final Runnable round = () ->
        {
            round(gates);
            escaped = new VerdictDetail();
        };

        assertThat(allocatedBy(round)).isGreaterThan(ROUNDS * 16L);
        assertThat(escaped).isNotNull();
    }

    private static void round(final Gates gates)
    {
        final long price = gates.out.boardEpoch() & 127;
        gates.board.beginInstrument(Gates.INSTRUMENT)
            .upperLimitTicks(price, 1).lowerLimitTicks(-price, 2).commit(price);
        gates.board.beginMarket(Gates.MARKET)
            .state((price & 64) == 0 ? TradingState.OPEN.code() : TradingState.HALTED.code(), 3, price).commit(price);
        gates.engine.busy(price);
        gates.check(Side.BUY, OrderKind.IOC, 60);
        gates.check(Side.SELL, OrderKind.CANCEL, -60);
        gates.print(Side.NONE, 3);
        gates.limitFor(Side.SELL, OrderKind.MARKET);
        gates.gate.check((int)price, 0, 3, 1, 1, 1, gates.out);
        gates.check(Side.BUY, OrderKind.IOC, 60);
        final long word = gates.guard.kill(0);
        gates.guard.clear(0, word);
    }

    /** Least of a few runs: what the JVM allocates beside us, once, is not ours; what we allocate is in every run. */
    private static long allocatedBy(final Runnable round)
    {
        final long threadId = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++)
        {
            final long before = THREADS.getThreadAllocatedBytes(threadId);
            for (int i = 0; i < ROUNDS; i++)
            {
                round.run();
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(threadId) - before);
        }
        return least;
    }
}
