package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TornReadTest
{
    private static final long RUN_NS = 1_500_000_000L;
    private static final int CLOCK_EVERY = 1_024;

    @Test
    void shouldNeverMixTwoChangesWhenTheWriterHammersTheLine() throws InterruptedException
    {
        final Gates gates = new Gates();
        final AtomicBoolean running = new AtomicBoolean(true);
        final long[] written = new long[1];
        final Thread writer = new Thread(() -> written[0] = hammer(gates, running));
        writer.start();
        long checks = 0;
        long busy = 0;
        long torn = 0;
        long backwards = 0;
        long lastEpoch = 0;
        final long deadlineNs = System.nanoTime() + RUN_NS;
        do
        {
            for (int i = 0; i < CLOCK_EVERY; i++)
            {
                checks++;
                // Below every band: never denied by price, so that only the numbers of the line are compared.
                final int code = gates.check(Side.BUY, OrderKind.IOC, -1);
                if (code == GateCode.BOARD_BUSY)
                {
                    busy++;
                    continue;
                }
                final VerdictDetail out = gates.out;
                final long value = out.upperLimitTicks;
                final boolean whole = value == Long.MAX_VALUE ||
                    out.lowerLimitTicks == -value && out.referenceMicroTicks == ~value &&
                    out.earliestResumeNs() == value && out.asOfNs() == value + 1 &&
                    out.upperRuleId == ((int)value & 0xFFFF) && out.lowerRuleId == ((int)~value & 0xFFFF) &&
                    out.treatment() == ((int)value & 7) && out.state() == ((int)value & 1);
                torn += whole ? 0 : 1;
                backwards += out.boardEpoch() < lastEpoch ? 1 : 0;
                lastEpoch = out.boardEpoch();
            }
        }
        while (System.nanoTime() < deadlineNs);
        running.set(false);
        writer.join();

        System.out.printf("torn reads: %,d checks, %,d writes, %,d busy%n", checks, written[0], busy);
        assertThat(written[0]).isGreaterThan(1_000);
        assertThat(torn).isZero();
        assertThat(backwards).isZero();
        assertThat(busy).isLessThan(checks);
        assertThat(gates.check(Side.BUY, OrderKind.IOC, -1)).isEqualTo(GateCode.ALLOWED);
    }

    private static long hammer(final Gates gates, final AtomicBoolean running)
    {
        final int all = TradingState.OPEN.permissions();
        long value = 0;
        while (running.get())
        {
            value++;
            gates.board.beginInstrument(Gates.INSTRUMENT).upperLimitTicks(value, (int)value)
                .lowerLimitTicks(-value, (int)~value).referenceMicroTicks(~value)
                .state((int)value & 1, all, all, 3, value).treatment((int)value & 7).commit(value + 1);
        }
        return value;
    }
}
