package io.firebreak.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedCycleTest
{
    private static final long MILLI = 1_000_000L;

    private final BreakerCounters counters = BreakerCounters.inMemory(List.of());
    private long nowNs = Long.MAX_VALUE - 20 * MILLI;
    private long committed;
    private long published;
    private final CountedCycle cycle =
        new CountedCycle(counters, () -> committed, () -> published, () -> nowNs);

    private void turnAfter(final long ns)
    {
        nowNs += ns;
        cycle.turn();
    }

    @Test
    void shouldKeepTheLongestTurnAndCountThoseBeyondTenMilliseconds()
    {
        turnAfter(0);
        turnAfter(3 * MILLI);
        turnAfter(10 * MILLI);
        assertThat(counters.value(BreakerCounter.JOURNAL_CYCLE_MAX_NS)).isEqualTo(10 * MILLI);
        assertThat(counters.value(BreakerCounter.JOURNAL_STALLS)).isZero();
        // The clock's own sign does not matter.
        turnAfter(11 * MILLI);
        turnAfter(MILLI);
        assertThat(counters.value(BreakerCounter.JOURNAL_CYCLE_MAX_NS)).isEqualTo(11 * MILLI);
        assertThat(counters.value(BreakerCounter.JOURNAL_STALLS)).isEqualTo(1);
    }

    @Test
    void shouldCountAStallWhenInputsWaitAndNothingIsDecided()
    {
        turnAfter(0);
        published = 5;
        for (int i = 0; i < 30; i++)
        {
            turnAfter(MILLI);
        }
        // While it lasts: an engine that hangs for ever is seen, too.
        assertThat(counters.value(BreakerCounter.ENGINE_STALLS)).isEqualTo(1);
        assertThat(counters.value(BreakerCounter.ENGINE_STALL_MAX_NS)).isEqualTo(29 * MILLI);
        committed = 5;
        turnAfter(MILLI);
        assertThat(counters.value(BreakerCounter.ENGINE_STALLS)).isEqualTo(1);
        assertThat(counters.value(BreakerCounter.ENGINE_STALL_MAX_NS)).isEqualTo(29 * MILLI);
    }

    @Test
    void shouldCountNoStallOfTheEngineWhenItsOwnTurnWasLong()
    {
        published = 5;
        turnAfter(0);
        published = 9;
        committed = 7;
        turnAfter(5_000 * MILLI);
        committed = 9;
        turnAfter(MILLI);
        assertThat(counters.value(BreakerCounter.ENGINE_STALLS)).isZero();
        assertThat(counters.value(BreakerCounter.JOURNAL_STALLS)).isEqualTo(1);
    }

    @Test
    void shouldCountNoStallWhenThereIsNothingToDecide()
    {
        published = 5;
        committed = 5;
        turnAfter(0);
        turnAfter(1_000 * MILLI);
        turnAfter(1_000 * MILLI);
        published = 6;
        turnAfter(MILLI);
        committed = 6;
        turnAfter(MILLI);
        assertThat(counters.value(BreakerCounter.ENGINE_STALLS)).isZero();
    }

    @Test
    void shouldCountNoStallWhileTheEngineIsBehindAndDecides()
    {
        published = 1_000;
        turnAfter(0);
        for (int i = 0; i < 100; i++)
        {
            committed++;
            turnAfter(MILLI);
        }
        assertThat(counters.value(BreakerCounter.ENGINE_STALLS)).isZero();
    }
}
