package io.firebreak.samples.demo;

import io.firebreak.samples.market.MarketOutcome;
import java.util.ArrayList;
import java.util.List;

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

    /** Accounts liquidated with breakers less accounts without: negative is better. */
    long liquidatedAccounts()
    {
        return on.liquidatedAccounts() - off.liquidatedAccounts();
    }

    /** The venue's loss with breakers less its loss without, ppm of the open interest: negative is better. */
    long shortfallPpm()
    {
        return on.shortfallPpm() - off.shortfallPpm();
    }

    /** In what the breakers made it worse, empty where in nothing. */
    List<String> worse()
    {
        final List<String> worse = new ArrayList<>();
        add(worse, "drawdown", drawdownBps());
        add(worse, "liquidated lots", liquidatedLots());
        add(worse, "accounts", liquidatedAccounts());
        add(worse, "shortfall", shortfallPpm());
        return worse;
    }

    private static void add(final List<String> worse, final String what, final long more)
    {
        if (more > 0)
        {
            worse.add(what);
        }
    }
}
