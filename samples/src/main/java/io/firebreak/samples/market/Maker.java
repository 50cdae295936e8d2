package io.firebreak.samples.market;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.SplittableRandom;

/**
 * A market maker: {@value #LEVELS} quotes a side around the fair value, wider and smaller as the venue's price moves
 * more, gone when it moves too much. That is what the joint report of SEC and CFTC on 2010-05-06 and the accounts of
 * 2025-10-10 describe.
 * <p>
 * <b>Width</b>: the nearest quote 2 to 4 bps from the centre, the others {@value #STEP_BPS} bps apart, all times the
 * range of the last 30 seconds over {@value #CALM_RANGE_BPS} bps, which is a usual one. <b>Size</b>: 20 to 39 lots a
 * quote, divided by the same: eight makers show some 1,200 lots a side. <b>Inventory</b>: at most
 * {@value #INVENTORY_LOTS} lots either way, three times what one shows; it moves the centre by up to
 * {@value #SKEW_BPS} bps. <b>Withdrawal</b>: from a range of 80 to 200 bps on, each maker its own, until it is below a
 * half of that, or for 30 to 120 seconds: who comes back while it is still wild quotes as wide as that asks for, and
 * bears twice the range before it leaves again. Quotes are post-only and renewed every 0.3 to 0.8 s.
 */
final class Maker
{
    static final int LEVELS = 5;

    private static final long BPS = 10_000L;
    private static final long CALM_RANGE_BPS = 20;
    private static final long INVENTORY_LOTS = 500;
    private static final long SKEW_BPS = 50;
    private static final long STEP_BPS = 4;

    private final int owner;
    private final int everySteps;
    private final int phase;
    private final long halfSpreadBps;
    private final long sizeLots;
    private final long withdrawBps;
    private final long[] orders = new long[2 * LEVELS];
    private final int awaySteps;
    private long toleratedBps;
    private int returnStep;

    Maker(final int owner, final SplittableRandom random)
    {
        this.owner = owner;
        everySteps = 3 + random.nextInt(6);
        phase = random.nextInt(everySteps);
        halfSpreadBps = 2 + random.nextInt(3);
        sizeLots = 20 + random.nextInt(20);
        withdrawBps = 80 + random.nextInt(121);
        awaySteps = 300 + random.nextInt(901);
        toleratedBps = withdrawBps;
    }

    /**
     * Renew the quotes if it is time.
     *
     * @param rangeBps high less low of the venue's mid within 30 s.
     */
    void act(final int step, final Exchange exchange, final Ledger ledger, final long valueTicks, final long rangeBps)
    {
        if (step % everySteps != phase)
        {
            return;
        }
        for (int i = 0; i < orders.length; i++)
        {
            if (orders[i] != 0)
            {
                exchange.cancel(orders[i]);
                orders[i] = 0;
            }
        }
        if (!withdraws(step, rangeBps))
        {
            quote(exchange, ledger.positionLots(owner), valueTicks, Math.max(CALM_RANGE_BPS, rangeBps));
        }
    }

    private boolean withdraws(final int step, final long rangeBps)
    {
        if (rangeBps < withdrawBps / 2)
        {
            toleratedBps = withdrawBps;
            returnStep = 0;
        }
        else if (returnStep == 0 && rangeBps >= toleratedBps)
        {
            returnStep = step + awaySteps;
        }
        else if (returnStep != 0 && step >= returnStep)
        {
            toleratedBps = Math.max(toleratedBps, rangeBps) * 2;
            returnStep = 0;
        }
        return returnStep != 0;
    }

    private void quote(final Exchange exchange, final long inventory, final long valueTicks, final long rangeBps)
    {
        final long centre = valueTicks - valueTicks * SKEW_BPS * inventory / INVENTORY_LOTS / BPS;
        final long lots = Math.max(1, sizeLots * CALM_RANGE_BPS / rangeBps);
        long bidRoom = INVENTORY_LOTS - inventory;
        long askRoom = INVENTORY_LOTS + inventory;
        for (int i = 0; i < LEVELS; i++)
        {
            final long away = centre * (halfSpreadBps + i * STEP_BPS) * rangeBps / CALM_RANGE_BPS / BPS;
            final long bid = Math.min(lots, bidRoom);
            final long ask = Math.min(lots, askRoom);
            if (bid > 0)
            {
                orders[2 * i] = exchange.rest(owner, Side.BUY, OrderKind.PASSIVE, centre - away, bid);
                bidRoom -= bid;
            }
            if (ask > 0)
            {
                orders[2 * i + 1] = exchange.rest(owner, Side.SELL, OrderKind.PASSIVE, centre + away, ask);
                askRoom -= ask;
            }
        }
    }
}
