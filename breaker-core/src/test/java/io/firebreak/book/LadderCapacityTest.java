package io.firebreak.book;

import static io.firebreak.book.LadderFixture.ASK;
import static io.firebreak.book.LadderFixture.BID;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Capacities, the pool, canonical bytes and allocation. */
class LadderCapacityTest
{
    private static final long SEED = 7_301;

    /** Held, because asking the factory for it allocates. */
    private static final ThreadMXBean THREAD = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldRefuseALevelAndDistrustTheBookWhenItsSideIsFull()
    {
        final LadderFixture fixture = LadderFixture.book(40, 10, 1, 1);
        final PriceLadder ladder = fixture.ladder;
        ladder.ready();
        for (int i = 0; i < 40; i++)
        {
            assertThat(ladder.update(BID, 100 + i, 1) & BookStatus.CAPACITY).isZero();
        }
        assertThat(ladder.update(BID, 1_000, 1)).isEqualTo(BookStatus.CAPACITY);
        assertThat(ladder.isReady()).isFalse();
        assertThat(ladder.bestBidTicks()).as("as before").isEqualTo(139);
        assertThat(ladder.update(BID, 100, 2)).as("a change needs no room").isZero();
        ladder.update(BID, 100, 0);
        assertThat(ladder.update(BID, 99, 1)).isZero();
        assertThat(ladder.isReady()).as("until it is sent again").isFalse();
        ladder.clear();
        ladder.ready();
        assertThat(ladder.state()).isEqualTo(BookState.EMPTY);
    }

    @Test
    void shouldRefuseALevelAndDistrustTheBookWhenThePoolIsExhausted()
    {
        final LadderFixture fixture = new LadderFixture(1, 2);
        final PriceLadder ladder = fixture.ladder;
        ladder.initialise(8_192, 10, 1, 1);
        ladder.ready();
        int price = 0;
        while (ladder.isReady())
        {
            price++;
            final byte[] before = fixture.bytes();
            if ((ladder.update(ASK, price, 1) & BookStatus.CAPACITY) != 0)
            {
                before[0] &= ~1;
                assertThat(fixture.bytes()).as("only the trust is gone").isEqualTo(before);
            }
        }
        assertThat(ladder.levelCount(ASK)).isEqualTo(32 + 63).isEqualTo(price - 1);
        assertThat(ladder.update(ASK, 1, 5) & BookStatus.CAPACITY).isZero();
        assertThat(ladder.bestAskLots()).isEqualTo(5);
    }

    @Test
    void shouldRefuseLotsWhenASideWouldExceedItsSum()
    {
        final LadderFixture fixture = LadderFixture.book();
        final PriceLadder ladder = fixture.ladder;
        ladder.ready();
        for (int i = 0; i < 512; i++)
        {
            assertThat(ladder.update(ASK, i, PriceLadder.MAX_LOTS) & BookStatus.CAPACITY).isZero();
        }
        assertThat(ladder.totalLots(ASK)).isEqualTo(PriceLadder.MAX_SIDE_LOTS);
        assertThat(ladder.update(ASK, -1, 1)).isEqualTo(BookStatus.CAPACITY);
        assertThat(ladder.isReady()).isFalse();
    }

    @Test
    void shouldStayWithinTheStatedPagesWhenASideIsFilledAndThinnedInAnyOrder()
    {
        final LadderFixture fixture = new LadderFixture(1, PriceLadder.pages(8_192));
        final PriceLadder ladder = fixture.ladder;
        ladder.initialise(8_192, 10, 1_000_000, 10_000);
        final Random random = new Random(SEED);
        int most = 0;
        for (int i = 0; i < 120_000; i++)
        {
            final boolean thinning = i / 20_000 % 2 == 1;
            final long price = random.nextInt(9_000) / (i / 40_000 == 1 ? 1 : 2) * 2L;
            final long lots = thinning && random.nextInt(3) != 0 ? 0 : 1;
            final boolean full = ladder.levelCount(BID) == 8_192;
            assertThat(full || (ladder.update(BID, price, lots) & BookStatus.CAPACITY) == 0).isTrue();
            most = Math.max(most, fixture.arena.getInt(64 + 56));
        }
        assertThat(most).as("leaves, so that the directory spans pages").isGreaterThan(64);
        new LadderAudit(fixture).check();
    }

    @Test
    void shouldHaveTheSameBytesAsANewBookWhenCleared()
    {
        final LadderFixture fresh = LadderFixture.book();
        final LadderFixture used = LadderFixture.book();
        for (int i = 0; i < 5_000; i++)
        {
            used.ladder.update(i & 1, (i & 1) == 0 ? -i : i, 1 + i);
        }
        used.ladder.clear();
        assertThat(used.structBytes()).isEqualTo(fresh.structBytes());
        assertThat(used.pool.freePages()).isEqualTo(used.pool.pages());
        new LadderAudit(used).check();
    }

    @Test
    void shouldHaveEqualBytesWhenUpdatesAreEqualWhoeverSharesTheFlyweight()
    {
        final LadderFixture alone = new LadderFixture(2, 800);
        final LadderFixture reading = new LadderFixture(2, 800);
        final SweepCost cost = new SweepCost();
        for (int book = 0; book < 2; book++)
        {
            alone.ladder.wrap(book * PriceLadder.bytes()).initialise(8_192, 10, 50, 10);
            reading.ladder.wrap(book * PriceLadder.bytes()).initialise(8_192, 10, 50, 10);
        }
        final Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++)
        {
            final int book = random.nextInt(2) * PriceLadder.bytes();
            final int side = random.nextInt(2);
            final long price = random.nextInt(3_000);
            final long lots = random.nextInt(3);
            alone.ladder.wrap(book).update(side, price, lots);
            reading.ladder.wrap(book).update(side, price, lots);
            reading.ladder.nextTicks(side, price);
            reading.ladder.depthWithinTicks(side, 500);
            reading.ladder.sweepCost(side, 40, cost);
        }
        assertThat(Arrays.equals(alone.bytes(), reading.bytes())).as("reads leave no trace").isTrue();
    }

    @Test
    void shouldHandOutZeroedPagesAndEveryPageOnce()
    {
        final UnsafeBuffer arena = new UnsafeBuffer(BufferUtil.allocateDirectAligned(BookPool.bytes(3), 64));
        final BookPool pool = new BookPool(arena, 0);
        pool.initialise(3);
        assertThat(new int[] {pool.allocate(), pool.allocate(), pool.allocate(), pool.allocate()})
            .containsExactly(1, 2, 3, 0);
        arena.setMemory(pool.pageOffset(2), BookPool.PAGE_BYTES, (byte)-1);
        pool.free(2);
        pool.free(1);
        assertThat(pool.freePages()).isEqualTo(2);
        assertThat(pool.allocate()).isEqualTo(1);
        assertThat(pool.allocate()).isEqualTo(2);
        for (int i = 0; i < BookPool.PAGE_BYTES; i++)
        {
            assertThat(arena.getByte(pool.pageOffset(2) + i)).isZero();
        }
    }

    @Tag("determinism")
    @Test
    void shouldAllocateNothingOverAMillionUpdatesAndTheProbeShouldSeeAnAllocation()
    {
        final LadderFixture fixture = LadderFixture.book();
        final SweepCost cost = new SweepCost();
        final long[] sink = new long[1];
        updates(fixture.ladder, cost, 200_000, sink);
        // The probe itself may allocate when it is first called, and a recompilation may do so once: the least counts.
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3 && least != 0; attempt++)
        {
            final long before = allocated();
            updates(fixture.ladder, cost, 1_000_000, sink);
            least = Math.min(least, allocated() - before);
        }
        assertThat(least).as("bytes over 1 M updates").isZero();
        final long before = allocated();
        final Object control = new long[16 + (int)(sink[0] & 1)];
        assertThat(allocated() - before).as("negative control: %s", control).isGreaterThanOrEqualTo(128);
    }

    private static void updates(final PriceLadder ladder, final SweepCost cost, final int count, final long[] sink)
    {
        long random = SEED;
        for (int i = 0; i < count; i++)
        {
            random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            final int side = (int)(random >>> 63);
            final long away = (random >>> 40) % ((random >>> 60 & 3) == 0 ? 4_000 : 24);
            sink[0] += ladder.update(side, side == 0 ? -away : 1 + away, (random >>> 33 & 3) * 5);
            if ((i & 1_023) == 0)
            {
                ladder.sweepCost(side, 500, cost);
                sink[0] += cost.costLow() + ladder.nextTicks(side, 77) + ladder.imbalancePpm() + ladder.state();
            }
        }
    }

    private static long allocated()
    {
        return THREAD.getCurrentThreadAllocatedBytes();
    }
}
