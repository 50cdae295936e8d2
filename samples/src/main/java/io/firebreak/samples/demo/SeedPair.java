package io.firebreak.samples.demo;

import io.firebreak.samples.market.MarketOutcome;

/**
 * One seed without and with breakers.
 *
 * @param seed of the market.
 * @param off  what came of it without breakers.
 * @param on   what came of it with them.
 */
record SeedPair(long seed, MarketOutcome off, MarketOutcome on)
{
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Drawdown with breakers less drawdown without, basis points: negative is better. */
    long drawdownBps()
    {
        return on.drawdownBps() - off.drawdownBps();
    }

    /** Lots liquidated with breakers less lots without: negative is better. */
    long liquidatedLots()
    {
        return on.liquidatedLots() - off.liquidatedLots();
    }

    long haltedSeconds()
    {
        return Math.round((double)on.haltedNs() / NANOS_PER_SECOND);
    }

    /** In what the breakers made it worse, empty where in nothing. */
    String worse()
    {
        final String drawdown = drawdownBps() > 0 ? "WORSE drawdown" : "";
        final String lots = liquidatedLots() > 0 ? "WORSE liquidated" : "";
        return drawdown + (drawdown.isEmpty() || lots.isEmpty() ? "" : ", ") + lots;
    }
}
