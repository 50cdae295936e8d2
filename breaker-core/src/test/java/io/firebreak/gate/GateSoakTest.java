package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty-four threads ask the gate while the engine's thread writes the line that they ask about, without a pause. */
@Timeout(600)
class GateSoakTest
{
    private static final int READERS = 24;

    private final StressedGate stressed = new StressedGate();
    private final AtomicLong torn = new AtomicLong();
    private final AtomicLong denied = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong backwards = new AtomicLong();
    private volatile boolean isOver;

    @Test
    void shouldNeverGiveTornNumbersToTwentyFourReaders() throws InterruptedException
    {
        soak(20_000);
    }

    @Test
    @Tag("slow")
    void shouldNeverGiveTornNumbersToTwentyFourReadersInALongSoak() throws InterruptedException
    {
        soak(20_000_000);
    }

    private void soak(final int checksEach) throws InterruptedException
    {
        final long[] written = new long[1];
        final Thread engine = new Thread(() ->
        {
            long number = 0;
            while (!isOver)
            {
                // Inside every band, whatever is read: an order at 500 is allowed.
                stressed.write(++number % 500);
            }
            written[0] = number;
        });
        engine.start();
        final List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++)
        {
            readers.add(new Thread(() -> read(checksEach)));
        }
        readers.forEach(Thread::start);
        for (final Thread reader : readers)
        {
            reader.join();
        }
        isOver = true;
        engine.join();
        assertThat(torn.get()).as("torn reads").isZero();
        assertThat(denied.get()).as("denied though every line permits it").isZero();
        assertThat(backwards.get()).as("an older epoch after a newer one").isZero();
        assertThat(written[0]).isGreaterThan(1_000);
        System.out.printf("gate soak: %,d checks by %d threads beside %,d lines written, %,d found it busy%n",
            (long)checksEach * READERS, READERS, written[0], busy.get());
    }

    private void read(final int checks)
    {
        final VerdictDetail out = new VerdictDetail();
        long epoch = 0;
        for (int i = 0; i < checks; i++)
        {
            final int code =
                stressed.gate.check(0, Side.BUY.code(), OrderKind.CANCEL.code(), 500, 1, 0, out);
            if (out.staleness().checks() > 0)
            {
                // The line changed twice under the check: answered by the staleness policy, and counted.
                out.staleness().reset();
                busy.incrementAndGet();
                continue;
            }
            if (code != GateCode.ALLOWED)
            {
                denied.incrementAndGet();
            }
            else if (!StressedGate.isWhole(out))
            {
                torn.incrementAndGet();
            }
            if (out.boardEpoch() < epoch)
            {
                backwards.incrementAndGet();
            }
            epoch = out.boardEpoch();
        }
    }
}
