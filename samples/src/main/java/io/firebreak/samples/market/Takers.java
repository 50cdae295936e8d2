package io.firebreak.samples.market;

import io.firebreak.gate.BreakerGate;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.SplittableRandom;

/**
 * Those who take: noise, and arbitrage with other venues. <b>Noise</b>: in a tenth of the steps of 100 ms one market
 * order of 1 to 10 lots, either side alike. With the makers' shows of 1,200 lots and an open interest of 40,000 a day
 * of it would be some twelve times the open interest, on the busy side of what perpetuals on alternative coins have.
 * <b>Arbitrage</b>: one trader who, in a fifth of the steps, buys or sells 10 to 30 lots where the venue's best price
 * is better than the fair value by more than {@value #EDGE_BPS} bps, fees and risk included, and who can hold
 * {@value #ARBITRAGE_LOTS} lots: money on one venue is what runs out first in a crash.
 */
final class Takers
{
    private static final long BPS = 10_000L;
    private static final long EDGE_BPS = 10;
    private static final long ARBITRAGE_LOTS = 1_000;

    private final SplittableRandom random;
    private final int noise;
    private final int arbitrage;

    Takers(final SplittableRandom random, final int noise, final int arbitrage)
    {
        this.random = random;
        this.noise = noise;
        this.arbitrage = arbitrage;
    }

    /** The draws of a step are the same whatever the market does, so that two runs of a seed meet the same orders. */
    void act(final Exchange exchange, final Ledger ledger, final long valueTicks)
    {
        final boolean trades = random.nextInt(10) == 0;
        final Side side = random.nextInt(2) == 0 ? Side.BUY : Side.SELL;
        final long lots = 1 + random.nextInt(10);
        final boolean looks = random.nextInt(5) == 0;
        final long wanted = 10 + random.nextInt(21);
        if (trades)
        {
            exchange.send(noise, side, OrderKind.MARKET, BreakerGate.NO_PRICE, lots);
        }
        if (looks)
        {
            final long held = ledger.positionLots(arbitrage);
            final long ask = exchange.best(Side.SELL);
            final long bid = exchange.best(Side.BUY);
            final long edge = valueTicks * EDGE_BPS / BPS;
            if (ask != Long.MIN_VALUE && ask <= valueTicks - edge && held < ARBITRAGE_LOTS)
            {
                exchange.send(arbitrage, Side.BUY, OrderKind.IOC, valueTicks - edge,
                    Math.min(wanted, ARBITRAGE_LOTS - held));
            }
            else if (bid != Long.MIN_VALUE && bid >= valueTicks + edge && held > -ARBITRAGE_LOTS)
            {
                exchange.send(arbitrage, Side.SELL, OrderKind.IOC, valueTicks + edge,
                    Math.min(wanted, ARBITRAGE_LOTS + held));
            }
        }
    }
}
