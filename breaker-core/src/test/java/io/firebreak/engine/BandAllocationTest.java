package io.firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bands of every kind of reference allocate nothing on the engine's thread, trips and reopenings included. */
class BandAllocationTest
{
    private static final int EVENTS = 300_000;
    private static final long STEP_NS = 20_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final SplittableRandom random = new SplittableRandom(20_261_204L);
    private final DecisionListener listener = (template, buffer, offset, length) -> count(template);
    private long timeNs = 1_760_000_000_000_000_000L;
    private long changes;

    @Test
    void shouldAllocateNothingWhenBandsMoveTripAndReopen()
    {
        long least = Long.MAX_VALUE;
        // The JVM itself may charge a thread some bytes once; what an event allocates shows in every run.
        for (int run = 0; run < 4 && least > 0; run++)
        {
            least = Math.min(least, measured());
        }
        assertThat(least).isZero();
    }

    private long measured()
    {
        final CompiledRulebook rulebook =
            Rulebook.load("src/test/resources/every-band.conf", Map.of("engine.release_after", "NONE",
                "one.pauses.trip_cap.trips", "0"));
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(new Capacities(1, 9, 4, 2_048, 1_024, 1 << 16, 64, Capacities.BOOK_LEVELS))))
        {
            breaker.publisher().instrumentDefinition(1, 0, timeNs, 0, 1, 1, 0, 2, 0, 1, 1_000_000);
            run(breaker, EVENTS);
            changes = 0;
            final long id = Thread.currentThread().getId();
            final long before = threads.getThreadAllocatedBytes(id);
            run(breaker, EVENTS);
            final long bytes = threads.getThreadAllocatedBytes(id) - before;
            assertThat(changes).isGreaterThan(100);
            return bytes;
        }
    }

    private void count(final int template)
    {
        changes += template == TradingStateChangeDecoder.TEMPLATE_ID ? 1 : 0;
    }

    private void run(final InlineBreaker breaker, final int events)
    {
        final EventPublisher to = breaker.publisher();
        for (int i = 0; i < events; i++)
        {
            timeNs += STEP_NS;
            final long price = 30_000 + random.nextInt(200) + (i % 5_000 < 200 ? i % 5_000 * 12 : 0);
            to.potentialTrade(1, 0, timeNs, timeNs, 0, 0, 0, OrderKind.AGGRESSIVE.code(), price, 5, 0, 0);
            if (i % 3 > 0)
            {
                to.trade(1, 0, timeNs, timeNs, 0, 0, price, 5, 0, 0,
                    InputFlags.ELIGIBLE | (i % 5 == 0 ? InputFlags.SWEEP_END : 0));
            }
            if (i % 100 == 0)
            {
                to.referencePrice(1, 0, timeNs, timeNs, Scope.instrument(0),
                    (i % 200 == 0 ? ReferenceKind.MARK : ReferenceKind.PREVIOUS_CLOSE).code(), 0, price * 10_000_000,
                    0);
            }
            if (i % 500 == 250)
            {
                to.indicativePrice(1, 0, timeNs, Scope.instrument(0), 0, price, 0, 0);
                to.auctionResult(1, 0, timeNs, Scope.instrument(0), 0, price, 1);
            }
            breaker.decisions().poll(listener, Integer.MAX_VALUE);
        }
    }
}
