package io.firebreak.samples.market;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.SplittableRandom;

/**
 * Slow money: somebody who looks at the market every 20 to 90 seconds and then renews one bid of at most
 * {@value #ORDER_LOTS} lots, 1 to 25 % below the fair value, each his own and more of them near than far, until he has
 * bought 150 to 300 lots. Together they show some 11,000 lots, of which six in ten within 10 %: six times what the
 * makers show within half a percent. While the venue does not match they still leave their bids, as the permission
 * matrix of a pause allows. People and committees are slower than liquidations: that, and the calm that brings makers
 * back, is all that a pause has to work with.
 */
final class ValueBuyer
{
    private static final long BPS = 10_000L;
    private static final long ORDER_LOTS = 75;

    private final int owner;
    private final int everySteps;
    private final int phase;
    private final long budgetLots;
    private final long discountBps;
    private long order;

    ValueBuyer(final int owner, final SplittableRandom random)
    {
        this.owner = owner;
        everySteps = 200 + random.nextInt(701);
        phase = random.nextInt(everySteps);
        budgetLots = 150 + random.nextInt(151);
        final long draw = random.nextInt(1_001);
        discountBps = 100 + 2_400 * draw * draw / (1_000 * 1_000);
    }

    void act(final int step, final Exchange exchange, final Ledger ledger, final long valueTicks)
    {
        if (step % everySteps != phase)
        {
            return;
        }
        if (order != 0)
        {
            exchange.cancel(order);
            order = 0;
        }
        final long limit = valueTicks - valueTicks * discountBps / BPS;
        final long lots = Math.min(ORDER_LOTS, budgetLots - ledger.positionLots(owner));
        final long ask = exchange.best(Side.SELL);
        if (lots > 0)
        {
            final boolean isOpen = exchange.isOpen();
            final long price = isOpen || ask == Long.MIN_VALUE ? limit : Math.min(limit, ask - 1);
            order = exchange.rest(owner, Side.BUY, isOpen ? OrderKind.AGGRESSIVE : OrderKind.PASSIVE, price, lots);
        }
    }
}
