package io.firebreak.samples.market;

import io.firebreak.gate.BreakerGate;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The leveraged: {@value #ACCOUNTS} long positions of 20 to 140 lots, entered within 3 % of where the market begins,
 * with a leverage of 3 (a quarter), 5 (three of ten), 10 (a quarter), 20 (three of twenty) or 50 (one of twenty). Their
 * open interest is some thirty times what the makers show; on large alternative coins it is more. One hedger holds the
 * other side and does not trade.
 * <p>
 * <b>Margin</b>: equity (cash, and the position at the mark) must be {@value #MAINTENANCE_BPS} bps of the position at
 * the mark. <b>Mark</b>: the venue's own mid, averaged over 30 seconds, as large venues average the basis of theirs.
 * <b>Liquidation</b>: each step of 100 ms an account below margin is sold at market by a fifth of its first size, at
 * least {@value #LEAST_LOTS} lots, until it is above margin again or flat; what is missing then is the venue's loss.
 * Simpler than real: no shorts are liquidated, no collateral but cash, no insurance fund that takes over positions, and
 * nobody adds margin.
 */
final class Accounts
{
    static final int ACCOUNTS = 500;

    private static final long BPS = 10_000L;
    private static final long MAINTENANCE_BPS = 100;
    private static final long MARK_STEPS = 300;
    private static final long LEAST_LOTS = 10;

    /** A forced sale as it was ordered: what the margin check saw. */
    record Liquidation(int owner, long markTicks, long equity, long required, long soldLots)
    {
    }

    private final int first;
    private final long[] chunkLots = new long[ACCOUNTS];
    private final boolean[] isLiquidated = new boolean[ACCOUNTS];
    private final List<Liquidation> liquidations = new ArrayList<>();
    private long milliMarkTicks;
    private long liquidatedLots;
    private long liquidatedAccounts;

    Accounts(final SplittableRandom random, final Ledger ledger, final int first, final int hedger,
        final long startTicks)
    {
        this.first = first;
        milliMarkTicks = startTicks * 1_000;
        for (int i = 0; i < ACCOUNTS; i++)
        {
            final long lots = 20 + random.nextInt(121);
            final int draw = random.nextInt(20);
            final int leverage = draw < 5 ? 3 : draw < 11 ? 5 : draw < 16 ? 10 : draw < 19 ? 20 : 50;
            long entryTicks = startTicks + startTicks * (random.nextInt(601) - 300) / BPS;
            long collateral = entryTicks * lots / leverage;
            if (collateral + (startTicks - entryTicks) * lots < 2 * required(startTicks, lots))
            {
                entryTicks = startTicks;                  // it would have been liquidated before
                collateral = entryTicks * lots / leverage;
            }
            chunkLots[i] = Math.max(LEAST_LOTS, lots / 5);
            ledger.begin(first + i, collateral - entryTicks * lots, lots);
            ledger.begin(hedger, entryTicks * lots, -lots);
        }
    }

    void act(final Exchange exchange, final Ledger ledger)
    {
        milliMarkTicks += (exchange.midTicks() * 1_000 - milliMarkTicks) / MARK_STEPS;
        final long mark = markTicks();
        for (int i = 0; i < ACCOUNTS; i++)
        {
            final int owner = first + i;
            final long lots = ledger.positionLots(owner);
            final long equity = ledger.equity(owner, mark);
            if (lots > 0 && equity < required(mark, lots))
            {
                final long sold = exchange.send(owner, Side.SELL, OrderKind.LIQUIDATION, BreakerGate.NO_PRICE,
                    Math.min(lots, chunkLots[i]));
                if (sold > 0)
                {
                    liquidations.add(new Liquidation(owner, mark, equity, required(mark, lots), sold));
                    liquidatedLots += sold;
                    liquidatedAccounts += isLiquidated[i] ? 0 : 1;
                    isLiquidated[i] = true;
                }
            }
        }
    }

    long markTicks()
    {
        return milliMarkTicks / 1_000;
    }

    /** What the accounts owe beyond all they had, in cash units: the venue's loss if it ended here. */
    long shortfall(final Ledger ledger)
    {
        long missing = 0;
        for (int i = 0; i < ACCOUNTS; i++)
        {
            missing -= Math.min(0, ledger.equity(first + i, markTicks()));
        }
        return missing;
    }

    List<Liquidation> liquidations()
    {
        return liquidations;
    }

    long liquidatedLots()
    {
        return liquidatedLots;
    }

    long liquidatedAccounts()
    {
        return liquidatedAccounts;
    }

    static long required(final long markTicks, final long lots)
    {
        return markTicks * lots * MAINTENANCE_BPS / BPS;
    }
}
