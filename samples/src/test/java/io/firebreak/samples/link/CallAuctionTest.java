package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Side;
import io.firebreak.samples.link.parity.ParityEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The call and the book against naive ones, on random orders. */
class CallAuctionTest
{
    private static final long LOWEST = 90;
    private static final long HIGHEST = 110;

    private final List<long[]> prints = new ArrayList<>();
    private final VenueBook book = new VenueBook(new VenueBook.Listener()
    {
        @Override
        public void onPrint(final long resting, final long incoming, final Side side, final long price, final long lots)
        {
            prints.add(new long[]{price, lots});
        }

        @Override
        public void onLevel(final Side side, final long priceTicks, final long lots)
        {
            assertThat(lots).isNotNegative();
        }
    }, ParityEngine::new);
    private final CallAuction call = new CallAuction(book);

    private record Order(Side side, long priceTicks, long lots)
    {
    }

    private static long volume(final List<Order> orders, final long priceTicks)
    {
        return Math.min(sum(orders, Side.BUY, priceTicks), sum(orders, Side.SELL, priceTicks));
    }

    private static long sum(final List<Order> orders, final Side side, final long priceTicks)
    {
        return orders.stream().filter(order -> order.side == side &&
            (side == Side.BUY ? order.priceTicks >= priceTicks : order.priceTicks <= priceTicks))
            .mapToLong(Order::lots).sum();
    }

    @Test
    void shouldTradeTheMostThatCanTradeAtOnePriceAndLeaveAnUncrossedBook()
    {
        final Random random = new Random(20_261_121);
        for (int round = 0; round < 500; round++)
        {
            final List<Order> orders = new ArrayList<>();
            prints.clear();
            final long middle = 98 + random.nextInt(5);
            for (int i = 1; i <= 5 + random.nextInt(25); i++)
            {
                final boolean isHeld = random.nextInt(3) > 0;
                final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                final long away = 1 + random.nextInt(8);
                final long price = isHeld ? LOWEST + random.nextInt(21) :
                    side == Side.BUY ? middle - away : middle + away;
                final Order order = new Order(side, price, 1 + random.nextInt(50));
                orders.add(order);
                if (isHeld)
                {
                    call.hold(1_000L * round + i, side, price, order.lots);
                }
                else
                {
                    book.enter(1_000L * round + i, side, price, order.lots);
                }
            }
            final long price = call.priceTicks();
            long most = 0;
            for (long candidate = LOWEST; candidate <= HIGHEST; candidate++)
            {
                most = Math.max(most, volume(orders, candidate));
            }
            assertThat(price == VenueBook.NONE).as("round %d", round).isEqualTo(most == 0);
            if (most > 0)
            {
                assertThat(volume(orders, price)).as("round %d", round).isEqualTo(most).isEqualTo(call.volumeLots());
                assertThat(call.imbalanceLots()).isEqualTo(
                    sum(orders, Side.BUY, price) - sum(orders, Side.SELL, price));
            }
            call.uncross(price);
            assertThat(prints).as("round %d at %d", round, price).allMatch(print -> print[0] == price);
            assertThat(prints.stream().mapToLong(print -> print[1]).sum()).as("round %d", round).isEqualTo(most);
            final long bid = book.best(Side.BUY);
            final long ask = book.best(Side.SELL);
            assertThat(bid == VenueBook.NONE || ask == VenueBook.NONE || bid < ask).as("round %d", round).isTrue();
            assertThat(left()).as("round %d", round).isEqualTo(
                orders.stream().mapToLong(Order::lots).sum() - 2 * most);
            for (int i = 1; i <= 30; i++)
            {
                book.cancel(1_000L * round + i);
            }
            assertThat(left()).isZero();
        }
    }

    @Test
    void shouldFillBetterPricesFirstAndThenEarlierOrders()
    {
        call.hold(1, Side.BUY, 100, 10);
        call.hold(2, Side.BUY, 102, 10);
        call.hold(3, Side.BUY, 100, 10);
        call.hold(4, Side.SELL, 95, 25);
        call.uncross(100);
        assertThat(book.lots(1)).isZero();
        assertThat(book.lots(2)).isZero();
        assertThat(book.lots(3)).isEqualTo(5);
    }

    @Test
    void shouldKeepTheSizeOfEveryLevelAndKnowASweepBeforehand()
    {
        final Random random = new Random(7);
        final List<Long> ids = new ArrayList<>();
        for (long id = 1; id <= 20_000; id++)
        {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final long price = 1_000 + random.nextInt(40);
            final long lots = 1 + random.nextInt(100);
            prints.clear();
            book.sweep(side, price, lots);
            final long swept = book.sweptLots();
            final long furthest = book.sweptTicks();
            book.enter(id, side, price, lots);
            assertThat(prints.stream().mapToLong(print -> print[1]).sum()).isEqualTo(swept);
            assertThat(prints.isEmpty() ? VenueBook.NONE : prints.get(prints.size() - 1)[0]).isEqualTo(furthest);
            ids.add(id);
            if (random.nextInt(3) == 0)
            {
                // also orders that are long filled: the library would take the level of another one away
                book.cancel(ids.get(random.nextInt(ids.size())));
            }
            if (id % 100 == 0)
            {
                for (final Side each : new Side[]{Side.BUY, Side.SELL})
                {
                    final long worst = each == Side.BUY ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
                    assertThat(book.levels(each).values().stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(book.within(each, worst).stream().mapToLong(order -> order.lots).sum());
                }
            }
        }
    }

    private long left()
    {
        long lots = 0;
        for (final Side side : new Side[]{Side.BUY, Side.SELL})
        {
            lots += book.levels(side).values().stream().mapToLong(Long::longValue).sum();
        }
        return lots;
    }
}
