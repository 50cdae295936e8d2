package io.firebreak.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cascades on a view of the book: by hand, and against a naive match of lists that shares no code. */
class SimulationTest
{
    private static final int BUY = Side.BUY.code();
    private static final int SELL = Side.SELL.code();

    private final LadderFixture fixture = LadderFixture.book();
    private final PriceLadder ladder = fixture.ladder;
    private final Simulation simulation = new Simulation(8, 100);

    private void bids(final long... ticksAndLots)
    {
        for (int i = 0; i < ticksAndLots.length; i += 2)
        {
            ladder.update(BUY, ticksAndLots[i], ticksAndLots[i + 1]);
        }
    }

    /** spec/rulebooks.md A12: threshold 3.00, start 1500.00, the cascade reaches 1496.50. */
    @Test
    void shouldFollowEveryElectedStopWhenOneSaleSetsThemOff()
    {
        bids(150_000, 5, 149_900, 5, 149_800, 10, 149_650, 10, 149_000, 50);
        simulation.begin(ladder).stop(SELL, 149_900, Simulation.NO_LIMIT, 12).stop(SELL, 149_800, 149_600, 8)
            .stop(SELL, 149_500, Simulation.NO_LIMIT, 1).simulate(SELL, 149_900, 7);
        assertThat(simulation.lastTicks()).as("5 at 1500.00, 2 at 1499.00; then the stops: 3 at 1499.00, 9 at " +
            "1498.00; 1 at 1498.00, 7 at 1496.50").isEqualTo(149_650);
        assertThat(simulation.electedStops()).isEqualTo(2);
        assertThat(simulation.tradedLots()).isEqualTo(27);
        assertThat(simulation.prints()).isEqualTo(6);
        assertThat(simulation.lowestTicks()).isEqualTo(149_650);
        assertThat(simulation.highestTicks()).isEqualTo(150_000);
        assertThat(simulation.isBeyond(150_000, 300)).isTrue();
        assertThat(simulation.isBeyond(150_000, 350)).as("at the threshold is not beyond it").isFalse();
        assertThat(simulation.isBounded()).isFalse();
    }

    @Test
    void shouldLeaveTheBookAsItIsWhenItIsSimulated()
    {
        bids(100, 5, 99, 5, 98, 5);
        ladder.update(SELL, 101, 7);
        final byte[] before = fixture.bytes();
        simulation.begin(ladder).stop(SELL, 99, 97, 20).simulate(SELL, Simulation.NO_LIMIT, 7);
        assertThat(simulation.tradedLots()).isEqualTo(15);
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void shouldMatchWhatWasLeftOverWhenAnOrderOfTheOtherSideComes()
    {
        bids(100, 5);
        // the sale's rest of 5 waits at 98, inside it a stop to buy is elected and meets it
        simulation.begin(ladder).stop(BUY, 100, 99, 3).simulate(SELL, 98, 10);
        assertThat(simulation.lastTicks()).isEqualTo(98);
        assertThat(simulation.tradedLots()).isEqualTo(8);
        assertThat(simulation.unfilledLots()).isZero();
    }

    @Test
    void shouldCountWhatFindsNoMoreDepth()
    {
        bids(100, 5);
        simulation.begin(ladder).simulate(SELL, Simulation.NO_LIMIT, 12);
        assertThat(simulation.unfilledLots()).isEqualTo(7);
        assertThat(simulation.begin(ladder).simulate(BUY, Simulation.NO_LIMIT, 1).prints()).isZero();
        assertThat(simulation.lastTicks()).isEqualTo(BookView.NONE);
        assertThat(simulation.isBeyond(100, 0)).as("nothing would print").isFalse();
    }

    @Test
    void shouldCountAsBeyondEveryThresholdWhenItWasNotFollowedToItsEnd()
    {
        for (int i = 0; i < 200; i++)
        {
            bids(1_000 - i, 1);
        }
        simulation.begin(ladder).simulate(SELL, Simulation.NO_LIMIT, 100);
        assertThat(simulation.isBounded()).as("exactly as many prints as there is room for").isFalse();
        assertThat(simulation.isBeyond(1_000, 99)).isFalse();
        simulation.begin(ladder).simulate(SELL, Simulation.NO_LIMIT, 101);
        assertThat(simulation.isBounded()).isTrue();
        assertThat(simulation.isBeyond(1_000, Long.MAX_VALUE >> 1)).isTrue();
        simulation.begin(ladder);
        for (int i = 0; i < 9; i++)
        {
            simulation.stop(SELL, 1, Simulation.NO_LIMIT, 1);
        }
        assertThat(simulation.isBounded()).as("a ninth stop").isTrue();
        assertThat(simulation.begin(ladder).isBounded()).isFalse();
    }

    @Test
    void shouldElectByAPrintThatHappened()
    {
        bids(100, 5, 90, 5);
        simulation.begin(ladder).stop(SELL, 101, Simulation.NO_LIMIT, 6).simulateFrom(101);
        assertThat(simulation.lastTicks()).isEqualTo(90);
        assertThat(simulation.tradedLots()).isEqualTo(6);
    }

    @Test
    void shouldRefuseRoomThatIsNone()
    {
        assertThatThrownBy(() -> new Simulation(-1, 1)).hasMessageContaining("-1 stops");
        assertThatThrownBy(() -> new Simulation(1, 0)).hasMessageContaining("0 prints");
    }

    private record Order(int side, long limit, long lots)
    {
    }

    private record Stop(Order order, long trigger)
    {
    }

    /** Lists and maps that are copied and really changed. */
    private static final class Naive
    {
        private final List<NavigableMap<Long, Long>> sides = new ArrayList<>();
        private final List<Stop> waiting;
        private final List<Order> elected = new ArrayList<>();
        private final List<Long> prints = new ArrayList<>();
        private long traded;
        private long unfilled;

        Naive(final NaiveBook book, final List<Stop> stops)
        {
            final NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
            bids.putAll(book.sides.get(0));
            sides.add(bids);
            sides.add(new TreeMap<>(book.sides.get(1)));
            waiting = new ArrayList<>(stops);
        }

        void run(final Order first)
        {
            match(first);
            for (int i = 0; i < elected.size(); i++)
            {
                match(elected.get(i));
            }
        }

        private void match(final Order order)
        {
            long left = order.lots;
            final NavigableMap<Long, Long> other = sides.get(1 - order.side);
            while (left > 0 && !other.isEmpty())
            {
                final Map.Entry<Long, Long> best = other.firstEntry();
                if (order.limit != Long.MIN_VALUE &&
                    (order.side == SELL ? best.getKey() < order.limit : best.getKey() > order.limit))
                {
                    break;
                }
                final long taken = Math.min(left, best.getValue());
                left -= taken;
                traded += taken;
                if (taken == best.getValue())
                {
                    other.pollFirstEntry();
                }
                else
                {
                    other.put(best.getKey(), best.getValue() - taken);
                }
                final long price = best.getKey();
                prints.add(price);
                waiting.removeIf(stop ->
                {
                    final boolean isReached =
                        stop.order.side == SELL ? price <= stop.trigger : price >= stop.trigger;
                    if (isReached)
                    {
                        elected.add(stop.order);
                    }
                    return isReached;
                });
            }
            if (left > 0 && order.limit == Long.MIN_VALUE)
            {
                unfilled += left;
            }
            else if (left > 0)
            {
                sides.get(order.side).merge(order.limit, left, Long::sum);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121, 777})
    void shouldAgreeWithANaiveMatchOverRandomBooks(final long seed)
    {
        final Random random = new Random(seed);
        final Simulation roomy = new Simulation(64, 10_000);
        int electedInAll = 0;
        for (int round = 0; round < 3_000; round++)
        {
            final LadderFixture book = LadderFixture.book();
            final NaiveBook naiveBook = new NaiveBook();
            final int levels = 1 + random.nextInt(40);
            for (int i = 0; i < levels; i++)
            {
                final long lots = 1 + random.nextInt(20);
                final long away = 1 + random.nextInt(60);
                final int side = random.nextInt(2);
                final long price = side == BUY ? -away : away;
                book.ladder.update(side, price, lots);
                naiveBook.set(side, price, lots);
            }
            final List<Stop> stops = new ArrayList<>();
            roomy.begin(book.ladder);
            for (int i = random.nextInt(12); i > 0; i--)
            {
                final int side = random.nextInt(2);
                final long trigger = random.nextInt(120) - 60;
                final long limit = random.nextInt(3) == 0 ? Simulation.NO_LIMIT : trigger - 20 + random.nextInt(40);
                final long lots = 1 + random.nextInt(30);
                stops.add(new Stop(new Order(side, limit, lots), trigger));
                roomy.stop(side, trigger, limit, lots);
            }
            final Order first = new Order(random.nextInt(2),
                random.nextBoolean() ? Simulation.NO_LIMIT : random.nextInt(80) - 40, random.nextInt(60));
            roomy.simulate(first.side, first.limit, first.lots);
            final Naive naive = new Naive(naiveBook, stops);
            naive.run(first);
            final String what = "seed " + seed + ", round " + round;
            assertThat(roomy.isBounded()).as(what).isFalse();
            assertThat(roomy.tradedLots()).as(what).isEqualTo(naive.traded);
            assertThat(roomy.unfilledLots()).as(what).isEqualTo(naive.unfilled);
            assertThat(roomy.electedStops()).as(what).isEqualTo(naive.elected.size());
            assertThat(roomy.lastTicks()).as(what).isEqualTo(
                naive.prints.isEmpty() ? BookView.NONE : naive.prints.get(naive.prints.size() - 1));
            assertThat(roomy.lowestTicks()).as(what).isEqualTo(
                naive.prints.stream().mapToLong(one -> one).min().orElse(Long.MAX_VALUE));
            assertThat(roomy.highestTicks()).as(what).isEqualTo(
                naive.prints.stream().mapToLong(one -> one).max().orElse(Long.MIN_VALUE));
            electedInAll += naive.elected.size();
        }
        assertThat(electedInAll).isGreaterThan(3_000);
    }
}
