package io.firebreak.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The ladder against two TreeMaps: 1.28 M random updates in eight regimes, seeds below. */
class PriceLadderOracleTest
{
    private static final int UPDATES = 160_000;
    private static final int CHEAP = 61;
    private static final int DEAR = 1_999;
    private static final int WHOLE = 16_001;
    private static final long SIDE_LIMIT = 1L << 62;

    /** Seed, levels a side, pages, N, ticks, bps. */
    enum Regime
    {
        DENSE(101, 8_192, 700, 10, 5, 3),
        SPARSE(102, 8_192, 700, 16, 4_000, 10),
        FAR_HEAVY(103, 8_192, 700, 10, 30_000, 40),
        EMPTIED(104, 8_192, 700, 7, 50, 100),
        BOUNDARY(105, 8_192, 700, 16, 30, 30),
        NEGATIVE(106, 8_192, 700, 1, 10, 10_000),
        EXHAUSTED(107, 150, 5, 10, 100, 100),
        EXTREME(108, 8_192, 700, 16, (1L << 61) - 1, 5_000);

        final long seed;
        final int levels;
        final int pages;
        final int top;
        final long ticks;
        final int bps;

        Regime(final long seed, final int levels, final int pages, final int top, final long ticks, final int bps)
        {
            this.seed = seed;
            this.levels = levels;
            this.pages = pages;
            this.top = top;
            this.ticks = ticks;
            this.bps = bps;
        }
    }

    private Regime regime;
    private Random random;
    private LadderFixture fixture;
    private PriceLadder ladder;
    private LadderAudit audit;
    private final NaiveBook naive = new NaiveBook();
    private final SweepCost cost = new SweepCost();
    private boolean trusted;
    private long mid;
    private int capacityHits;
    private int farSeen;

    @ParameterizedTest
    @EnumSource
    void shouldEqualTreeMapsAfterEveryUpdate(final Regime each)
    {
        run(each, each.seed, UPDATES);
        if (each == Regime.EXHAUSTED || each == Regime.EXTREME)
        {
            assertThat(capacityHits).isPositive();
        }
        if (each != Regime.DENSE)
        {
            assertThat(farSeen).as("the regime reaches the far part").isPositive();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"DENSE, 201", "SPARSE, 202", "FAR_HEAVY, 203", "EMPTIED, 204", "BOUNDARY, 205", "NEGATIVE, 206",
        "EXHAUSTED, 207", "EXTREME, 208"})
    void shouldEqualTreeMapsOverLongRuns(final Regime each, final long seed)
    {
        run(each, seed, 1_500_000);
    }

    private void run(final Regime each, final long seed, final int updates)
    {
        regime = each;
        random = new Random(seed);
        fixture = new LadderFixture(1, each.pages);
        ladder = fixture.ladder;
        // even seeds keep the depths within a distance, odd ones sum them when asked: the answers are the same
        ladder.initialise(each.levels, each.top, each.ticks, each.bps, (seed & 1) == 0);
        audit = new LadderAudit(fixture);
        mid = each == Regime.NEGATIVE ? 0 : 6_000_000;
        for (int i = 0; i < updates; i++)
        {
            step(i);
            checkCheap();
            if (i % CHEAP == 0)
            {
                checkBands();
            }
            if (i % DEAR == 0)
            {
                checkSweepAndWalk();
            }
            if (i % WHOLE == 0)
            {
                checkWhole();
            }
        }
        checkWhole();
    }

    private void step(final int i)
    {
        if (random.nextInt(20_000) == 0)
        {
            ladder.clear();
            naive.clear();
            trusted = false;
            checkWhole();
        }
        if (!trusted && random.nextInt(100) == 0)
        {
            ladder.ready();
            trusted = true;
        }
        final int side = random.nextInt(2);
        final boolean removing = switch (regime)
        {
            case EMPTIED -> i / 600 % 2 == 1;
            case FAR_HEAVY -> random.nextInt(100) < (i / 40_000 % 2 == 0 ? 5 : 52);
            case BOUNDARY -> random.nextInt(100) < (naive.count(side) > 18 + i / 3_000 % 4 * 6 ? 65 : 35);
            default -> random.nextInt(100) < 40;
        };
        final long price = price(side);
        if (removing && random.nextInt(50) != 0)
        {
            update(side, existing(side, price, i), 0);
        }
        else
        {
            update(side, price, removing ? 0 : lots());
        }
    }

    private long price(final int side)
    {
        final int sign = side == 0 ? -1 : 1;
        mid += random.nextInt(40) == 0 ? random.nextInt(5) - 2 : 0;
        return switch (regime)
        {
            case DENSE -> mid + sign * (1 + random.nextInt(random.nextInt(10) == 0 ? 45 : 12));
            case SPARSE -> mid + sign * (long)Math.exp(random.nextDouble() * 14);
            case FAR_HEAVY -> mid + sign * (1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 40_000));
            case EMPTIED -> mid + sign * (1 + random.nextInt(5_000));
            case BOUNDARY -> mid + sign * (1 + random.nextInt(60));
            case NEGATIVE -> mid + sign * (random.nextInt(120) - 10);
            case EXHAUSTED -> mid + sign * (1 + random.nextInt(400));
            case EXTREME -> random.nextInt(3) == 0 ? sign * ((1L << 61) - 1 - random.nextInt(200)) :
                random.nextLong() >> 3 + random.nextInt(40);
        };
    }

    private long existing(final int side, final long near, final int i)
    {
        final NavigableMap<Long, Long> levels = naive.sides.get(side);
        if (levels.isEmpty())
        {
            return near;
        }
        if (regime == Regime.EMPTIED && i / 1_200 % 3 < 2)
        {
            return i / 1_200 % 3 == 0 ? levels.firstKey() : levels.lastKey();
        }
        final Long found = levels.ceilingKey(near);
        return found == null ? levels.firstKey() : found;
    }

    private long lots()
    {
        return regime == Regime.EXTREME && random.nextInt(4) != 0 ? (1L << 53) - random.nextInt(3) :
            1 + random.nextInt(1_000);
    }

    private void update(final int side, final long price, final long lots)
    {
        final long before = naive.lots(side, price);
        final long bestBefore = naive.best(side);
        final long bestLotsBefore = naive.bestLots(side);
        final boolean tooLarge = regime == Regime.EXTREME && lots > before &&
            naive.total(side) > SIDE_LIMIT - (lots - before);
        final boolean tooMany = before == 0 && lots > 0 && naive.count(side) >= regime.levels;
        final int status = ladder.update(side, price, lots);
        int expected = lots == 0 && before == 0 ? BookStatus.ABSENT_LEVEL : 0;
        if ((status & BookStatus.CAPACITY) != 0)
        {
            assertThat(tooMany || tooLarge || fixture.pool.freePages() < 2).as("a capacity is exhausted").isTrue();
            expected |= BookStatus.CAPACITY;
            trusted = false;
            capacityHits++;
        }
        else
        {
            assertThat(tooMany || tooLarge).isFalse();
            naive.set(side, price, lots);
        }
        expected |= naive.best(side) != bestBefore ? BookStatus.TOUCH_PRICE_CHANGED : 0;
        expected |= naive.bestLots(side) != bestLotsBefore ? BookStatus.TOUCH_SIZE_CHANGED : 0;
        if (naive.isTwoSided())
        {
            expected |= naive.best(0) > naive.best(1) ? BookStatus.CROSSED : 0;
            expected |= naive.best(0) == naive.best(1) ? BookStatus.LOCKED : 0;
        }
        assertThat(status).isEqualTo(expected);
    }

    private void checkCheap()
    {
        int state = trusted ? 0 : BookState.UNTRUSTED;
        if (naive.isTwoSided())
        {
            state |= naive.best(0) > naive.best(1) ? BookState.CROSSED : 0;
            state |= naive.best(0) == naive.best(1) ? BookState.LOCKED : 0;
        }
        else
        {
            state |= naive.count(0) + naive.count(1) == 0 ? BookState.EMPTY : BookState.ONE_SIDED;
        }
        final PriceLadder book = ladder;
        same(book.state(), state);
        same(book.bestBidTicks(), naive.best(0));
        same(book.bestAskTicks(), naive.best(1));
        same(book.bestBidLots(), naive.bestLots(0));
        same(book.bestAskLots(), naive.bestLots(1));
        for (int side = 0; side < 2; side++)
        {
            same(book.levelCount(side), naive.count(side));
            same(book.topDepthLots(side), naive.top(side, regime.top));
            farSeen = Math.max(farSeen, naive.count(side) - 32);
        }
        same(book.imbalancePpm(), naive.imbalancePpm(regime.top));
    }

    private void checkBands()
    {
        for (int side = 0; side < 2; side++)
        {
            same(ladder.bestTicks(side), naive.best(side));
            same(ladder.bestLots(side), naive.bestLots(side));
            same(ladder.totalLots(side), naive.total(side));
            same(ladder.depthWithinTicks(side), naive.within(side, BigInteger.valueOf(regime.ticks)));
            same(ladder.depthWithinBps(side), naive.withinBps(side, regime.bps));
        }
    }

    private void checkSweepAndWalk()
    {
        for (int side = 0; side < 2; side++)
        {
            final long ticks = random.nextInt(3) == 0 ? random.nextLong() >>> 3 : random.nextInt(50_000);
            same(ladder.depthWithinTicks(side, ticks), naive.within(side, BigInteger.valueOf(ticks)));
            final int bps = random.nextInt(10_001);
            same(ladder.depthWithinBps(side, bps), naive.withinBps(side, bps));
            final long total = naive.total(side);
            final long lots = total == 0 ? random.nextInt(3) : (random.nextLong() >>> 1) % (total + total / 16 + 2);
            ladder.sweepCost(side, lots, cost);
            final BigInteger sum = BigInteger.valueOf(cost.costHigh()).shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(cost.costLow())));
            assertThat(new Object[] {cost.filledLots(), cost.worstTicks(), cost.levels(), sum})
                .isEqualTo(naive.sweep(side, lots));
            assertThat(cost.isComplete()).isEqualTo(lots <= total);
            assertThat(cost.fitsLong()).isEqualTo(sum.bitLength() < 64);
            final long price = price(side);
            same(ladder.nextTicks(side, price), naive.next(side, price));
            same(ladder.lotsAt(side, price), naive.lots(side, price));
        }
    }

    private void checkWhole()
    {
        audit.check();
        checkBands();
        for (int side = 0; side < 2; side++)
        {
            final List<Long> walked = new ArrayList<>();
            for (long price = ladder.bestTicks(side); price != BookView.NONE; price = ladder.nextTicks(side, price))
            {
                walked.add(price);
                same(ladder.lotsAt(side, price), naive.lots(side, price));
            }
            assertThat(walked).isEqualTo(new ArrayList<>(naive.sides.get(side).keySet()));
            for (int rank = 0; rank < walked.size(); rank += 13)
            {
                same(ladder.ticksAtRank(side, rank), walked.get(rank));
            }
            same(ladder.ticksAtRank(side, walked.size()), BookView.NONE);
        }
    }

    /** Without boxing or a description: it runs twenty million times. */
    private static void same(final long actual, final long expected)
    {
        if (actual != expected)
        {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
