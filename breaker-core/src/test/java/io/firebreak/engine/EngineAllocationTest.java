package io.firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 0 bytes on the calling thread, trips included. Seed 20251010. Each instrument's price wanders about 100.00 and falls
 * by a sixth for four seconds out of every twenty minutes of event time, which trips crypto-perp: price band, velocity
 * and, through its echo, volatility; pauses end and the market reopens in between.
 */
class EngineAllocationTest
{
    private static final int INSTRUMENTS = 4;
    private static final int PERP = 0;
    private static final int ORDINARY_EVENTS = 1_000_000;
    private static final int LONG_EVENTS = 20_000_000;
    private static final int WARM_UP_EVENTS = 1_000_000;
    private static final long STEP_NS = 2_000_000L;
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long CYCLE_NS = 1_200_000_000_000L;
    private static final long FALL_NS = 4_000_000_000L;
    private static final int CONTROL_EVERY = 1_000;

    private static volatile Object kept;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final SplittableRandom random = new SplittableRandom(20251010L);
    private final DecisionListener listener = (template, buffer, offset, length) -> count(template);
    private long timeNs = START_NS;
    private long trips;
    private long denials;

    @Test
    void shouldAllocateNothingWhenAMillionEventsTripAndReopen()
    {
        assertThat(least(ORDINARY_EVENTS, 0, 0)).isZero();
    }

    @Test
    @Tag("slow")
    @Tag("determinism")
    void shouldAllocateNothingWhenTwentyMillionEventsTripAndReopen()
    {
        assertThat(least(LONG_EVENTS, 0, 0)).isZero();
    }

    @Test
    void shouldSeeTheBytesWhenAListenerAllocatesSixteenPerThousandEvents()
    {
        final long made = 16L * ORDINARY_EVENTS / CONTROL_EVERY;
        assertThat(least(ORDINARY_EVENTS, CONTROL_EVERY, made)).isEqualTo(made);
    }

    /** The JVM itself may charge a thread some bytes once; what an event allocates shows in every run. */
    private long least(final int events, final int controlEvery, final long expected)
    {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4 && least > expected; run++)
        {
            least = Math.min(least, measured(events, controlEvery));
        }
        return least;
    }

    private long measured(final int events, final int controlEvery)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(INSTRUMENTS))))
        {
            for (int i = 0; i < INSTRUMENTS; i++)
            {
                breaker.publisher().instrumentDefinition(1, 0, timeNs, i, i, 1, PERP, 2, 0, 1, 1_000_000);
            }
            run(breaker, WARM_UP_EVENTS, 0);
            trips = 0;
            denials = 0;
            final long id = Thread.currentThread().getId();
            final long before = threads.getThreadAllocatedBytes(id);
            run(breaker, events, controlEvery);
            final long bytes = threads.getThreadAllocatedBytes(id) - before;
            assertThat(trips).isGreaterThan(INSTRUMENTS);
            assertThat(denials).isGreaterThan(trips);
            return bytes;
        }
    }

    private void run(final InlineBreaker breaker, final int events, final int controlEvery)
    {
        final EventPublisher publisher = breaker.publisher();
        for (int k = 0; k < events; k++)
        {
            timeNs += STEP_NS;
            final int i = k % INSTRUMENTS;
            final long fall = (timeNs + i * 50_000_000_000L) % CYCLE_NS < FALL_NS ? 1_650 : 0;
            final long price = 10_000 - fall + random.nextInt(5);
            final int made = event(publisher, i, k / INSTRUMENTS % 8, price);
            if (made > 0)
            {
                breaker.decisions().poll(listener, Integer.MAX_VALUE);
            }
            if (controlEvery > 0 && k % controlEvery == 0)
            {
                kept = new Object();
            }
        }
    }

    private int event(final EventPublisher publisher, final int i, final int turn, final long price)
    {
        switch (turn)
        {
            case 0:
                return publisher.potentialTrade(1, 0, timeNs, timeNs, i, 0, 0, OrderKind.AGGRESSIVE.code(), price, 5, 0,
                    0);
            case 1:
                // the print of the potential trade one turn ago: the same sweep
                return publisher.trade(1, 0, timeNs, timeNs - INSTRUMENTS * STEP_NS, i, 0, price, 5, 0, 0,
                    InputFlags.ELIGIBLE);
            default:
                return publisher.bookLevel(1, 0, timeNs, timeNs, i, 0, turn & 1,
                    9_990 + (turn & 1) * 20 - (turn >> 1) * ((turn & 1) == 0 ? 1 : -1), 1 + random.nextInt(100));
        }
    }

    private void count(final int template)
    {
        if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            trips++;
        }
        else if (template == VerdictDeniedDecoder.TEMPLATE_ID)
        {
            denials++;
        }
    }
}
