package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest
{
    private static final int CAPACITY = 200;

    private final UnsafeBuffer buffer = Memory.of(TimerHeap.bytes(CAPACITY) + 64);
    private final TimerHeap heap = new TimerHeap(buffer, 64, CAPACITY);

    @Test
    void shouldBeEmptyWhenMemoryIsZero()
    {
        assertThat(heap.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(heap.pollDue(Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(heap.isScheduled(0)).isFalse();
        assertThat(heap.deadlineNs(0)).isEqualTo(Long.MAX_VALUE);
        heap.cancel(0);
        assertThat(heap.size()).isZero();
    }

    @Test
    void shouldFireByDeadlineScopeIdKindWhenTimesAreEqual()
    {
        heap.schedule(0, 5, 1, 0, 0);
        heap.schedule(1, 5, 0, 2, 0);
        heap.schedule(2, 5, 0, 1, 2);
        heap.schedule(3, 5, 0, 1, 1);
        heap.schedule(4, 4, 9, 9, 9);
        heap.schedule(6, 5, 1, 0, 0);
        heap.schedule(5, -3, 9, 9, 9);
        assertThat(heap.pollDue(-4)).isEqualTo(-1);
        final int[] order = {5, 4, 3, 2, 1, 0, 6};
        for (final int slot : order)
        {
            assertThat(heap.pollDue(5)).isEqualTo(slot);
        }
        assertThat(heap.pollDue(5)).isEqualTo(-1);
    }

    @Test
    void shouldStillNameThePolledTimer()
    {
        heap.schedule(7, 100, 1, 2, 3);
        assertThat(heap.pollDue(99)).isEqualTo(-1);
        assertThat(heap.pollDue(100)).isEqualTo(7);
        assertThat(heap.lastDeadlineNs(7)).isEqualTo(100);
        assertThat(heap.scope(7)).isEqualTo(1);
        assertThat(heap.id(7)).isEqualTo(2);
        assertThat(heap.kind(7)).isEqualTo(3);
        assertThat(heap.deadlineNs(7)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldCancelWhenTheDeadlineIsNever()
    {
        heap.schedule(7, 100, 1, 2, 3);
        heap.schedule(7, Long.MAX_VALUE, 1, 2, 3);
        assertThat(heap.isScheduled(7)).isFalse();
        assertThat(heap.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    void shouldFireLikeASortedSet(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final Timer[] timers = new Timer[CAPACITY];
        final TreeSet<Timer> sorted = new TreeSet<>(Comparator.comparingLong(Timer::deadlineNs)
            .thenComparingInt(Timer::scope).thenComparingInt(Timer::id).thenComparingInt(Timer::kind)
            .thenComparingInt(Timer::slot));
        long nowNs = 0;
        for (int i = 0; i < 300_000; i++)
        {
            final int slot = random.nextInt(CAPACITY);
            final int action = random.nextInt(10);
            if (action < 5)
            {
                if (timers[slot] != null)
                {
                    sorted.remove(timers[slot]);
                }
                timers[slot] = new Timer(nowNs + random.nextInt(50), random.nextInt(3), random.nextInt(3),
                    random.nextInt(3), slot);
                sorted.add(timers[slot]);
                heap.schedule(slot, timers[slot].deadlineNs, timers[slot].scope, timers[slot].id, timers[slot].kind);
            }
            else if (action < 7)
            {
                if (timers[slot] != null)
                {
                    sorted.remove(timers[slot]);
                    timers[slot] = null;
                }
                heap.cancel(slot);
            }
            else
            {
                nowNs += random.nextInt(3);
                final boolean isDue = !sorted.isEmpty() && sorted.first().deadlineNs <= nowNs;
                final int expected = isDue ? sorted.pollFirst().slot : -1;
                if (isDue)
                {
                    timers[expected] = null;
                }
                assertThat(heap.pollDue(nowNs)).isEqualTo(expected);
            }
            assertThat(heap.nextDeadlineNs())
                .isEqualTo(sorted.isEmpty() ? Long.MAX_VALUE : sorted.first().deadlineNs);
            assertThat(heap.size()).isEqualTo(sorted.size());
            assertThat(heap.deadlineNs(slot))
                .isEqualTo(timers[slot] == null ? Long.MAX_VALUE : timers[slot].deadlineNs);
        }
        assertThat(buffer.getLong(0)).as("memory before the heap").isZero();
    }

    private record Timer(long deadlineNs, int scope, int id, int kind, int slot)
    {
    }
}
