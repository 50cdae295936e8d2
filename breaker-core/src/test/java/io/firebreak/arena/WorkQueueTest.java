package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkQueueTest
{
    private static final int INSTRUMENTS = 10_000;
    private static final int WORK_LIMIT = 64;

    private final WorkQueue queue = new WorkQueue(Memory.of(WorkQueue.bytes(INSTRUMENTS)), 0, INSTRUMENTS);

    @BeforeEach
    void join()
    {
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            queue.join(i);
        }
    }

    @Test
    void shouldBeIdleWhenNothingIsOffered()
    {
        assertThat(queue.isIdle()).isTrue();
        assertThat(queue.pollInstrument()).isEqualTo(-1);
        assertThat(queue.hasWork(3)).isFalse();
        assertThat(queue.nextStepFor(3)).isEqualTo(-1);
    }

    @Test
    void shouldGiveEveryInstrumentOnceInOrderAtMost64AnInput()
    {
        assertThat(queue.offer(100, 1, 2, 3, 4)).isTrue();
        int expected = 0;
        int inputs = 0;
        while (!queue.isIdle())
        {
            int items = 0;
            for (int instrument; items < WORK_LIMIT && (instrument = queue.pollInstrument()) >= 0; items++)
            {
                final int step = queue.nextStepFor(instrument);
                assertThat(instrument).isEqualTo(expected++);
                assertThat(queue.deadlineNs(step)).isEqualTo(100);
                assertThat(queue.scope(step)).isEqualTo(1);
                assertThat(queue.id(step)).isEqualTo(2);
                assertThat(queue.kind(step)).isEqualTo(3);
                assertThat(queue.argument(step)).isEqualTo(4);
            }
            inputs++;
        }
        assertThat(expected).isEqualTo(INSTRUMENTS);
        assertThat(inputs).isEqualTo(INSTRUMENTS / WORK_LIMIT + 1);
    }

    @Test
    void shouldRefuseTheSeventeenthStepUntilOneIsRetired()
    {
        for (int i = 0; i < WorkQueue.PENDING_MAX; i++)
        {
            assertThat(queue.offer(i, 0, 0, 0, i)).isTrue();
        }
        assertThat(queue.offer(16, 0, 0, 0, 16)).isFalse();
        assertThat(queue.pending()).isEqualTo(16);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            assertThat(queue.argument(queue.nextStepFor(queue.pollInstrument()))).isZero();
        }
        assertThat(queue.offer(16, 0, 0, 0, 16)).as("retired at the next poll").isFalse();
        assertThat(queue.pollInstrument()).isZero();
        assertThat(queue.offer(16, 0, 0, 0, 16)).isTrue();
    }

    @Test
    void shouldBoundThePassingOfInstrumentsThatAreUpToDate()
    {
        queue.offer(1, 0, 0, 0, 0);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            assertThat(queue.nextStepFor(i)).isEqualTo(1);
            assertThat(queue.hasWork(i)).isFalse();
        }
        int polls = 0;
        while (!queue.isIdle())
        {
            assertThat(queue.pollInstrument()).isEqualTo(-1);
            polls++;
        }
        assertThat(polls).isEqualTo(INSTRUMENTS / (WorkQueue.SKIP_MAX + 1) + 1);
    }

    @Test
    void shouldNotRepeatARetiredStepForAnInstrumentThatNeverTookIt()
    {
        queue.offer(1, 0, 0, 0, 10);
        while (!queue.isIdle())
        {
            queue.pollInstrument();
        }
        assertThat(queue.hasWork(5)).isFalse();
        queue.offer(2, 0, 0, 0, 20);
        assertThat(queue.hasWork(5)).isTrue();
        assertThat(queue.argument(queue.nextStepFor(5))).isEqualTo(20);
        assertThat(queue.nextStepFor(5)).isEqualTo(-1);
    }

    /** Every instrument sees every step that was offered after it joined, once, in order, whoever brings it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20261121})
    void shouldApplyLikeAListPerInstrument(final long seed)
    {
        final int capacity = 300;
        final WorkQueue work = new WorkQueue(Memory.of(WorkQueue.bytes(capacity)), 0, capacity);
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Queue<Long>> due = new ArrayList<>();
        long offered = 0;
        int refused = 0;
        for (int input = 0; input < 50_000; input++)
        {
            if (due.size() < capacity && random.nextInt(50) == 0)
            {
                work.join(due.size());
                due.add(new ArrayDeque<>());
            }
            if (random.nextInt(40) == 0 || random.nextInt(3_000) == 0)
            {
                for (int burst = random.nextInt(20); burst >= 0; burst--)
                {
                    if (work.offer(input, 0, 0, 0, offered))
                    {
                        for (final Queue<Long> list : due)
                        {
                            list.add(offered);
                        }
                        offered++;
                    }
                    else
                    {
                        refused++;
                    }
                }
            }
            if (!due.isEmpty() && random.nextBoolean())
            {
                final int own = random.nextInt(due.size());
                assertThat(work.hasWork(own)).isEqualTo(!due.get(own).isEmpty());
                for (int step = work.nextStepFor(own); step >= 0; step = work.nextStepFor(own))
                {
                    assertThat(work.argument(step)).isEqualTo(due.get(own).poll());
                }
                assertThat(due.get(own)).isEmpty();
            }
            int budget = random.nextInt(WORK_LIMIT);
            for (int instrument; budget > 0 && (instrument = work.pollInstrument()) >= 0; budget--)
            {
                assertThat(work.argument(work.nextStepFor(instrument))).isEqualTo(due.get(instrument).poll());
            }
            if (work.isIdle())
            {
                assertThat(due).allMatch(Queue::isEmpty);
            }
        }
        assertThat(refused).isPositive();
        assertThat(offered).isGreaterThan(1_000);
    }
}
