package io.firebreak.samples.market;

import io.firebreak.samples.link.VenueBreaker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Twenty-five minutes of one perpetual, EMBER-PERP, in steps of 100 ms. Each step the fair value moves, makers renew
 * their quotes, takers and slow buyers act, and accounts below margin are liquidated into the book. Everything that the
 * market itself does not determine comes from generators split off one seed, one for each kind of member, and is drawn
 * whether or not it is used: two runs of a seed, with and without breakers, meet the same news and the same orders.
 * <p>
 * What is left out: shorts that are squeezed, other instruments, funding, new accounts, makers that fail, members that
 * know of the breakers and run for the door before they trip. The parameters and their reasons stand at each member.
 */
public final class SimulatedMarket
{
    /** Symbol of the instrument. */
    public static final String SYMBOL = "EMBER-PERP";

    /** A tick is 10^-2 of the quote currency. */
    public static final int PRICE_EXPONENT = 2;

    /** A lot is 10^-1 of the instrument. */
    public static final int QTY_EXPONENT = 1;

    /** When it begins, UTC nanoseconds. */
    public static final long START_NS = 1_760_000_000_000_000_000L;

    private static final long STEP_NS = 100_000_000L;
    private static final int STEPS = 15_000;
    private static final long START_TICKS = 250_000;
    private static final int MAKERS = 8;
    private static final int BUYERS = 150;
    private static final int RANGE_STEPS = 300;
    private static final long BPS = 10_000L;
    private static final long PPM = 1_000_000L;
    private static final int NOISE = 0;
    private static final int ARBITRAGE = 1;
    private static final int HEDGER = 2;
    private static final int FIRST_MAKER = 3;
    private static final int FIRST_BUYER = FIRST_MAKER + MAKERS;
    private static final int FIRST_ACCOUNT = FIRST_BUYER + BUYERS;
    private static final int OWNERS = FIRST_ACCOUNT + Accounts.ACCOUNTS;

    private final Ledger ledger = new Ledger(OWNERS);
    private final List<Maker> makers = new ArrayList<>();
    private final List<ValueBuyer> buyers = new ArrayList<>();
    private final long[] mids = new long[RANGE_STEPS];
    private final Exchange exchange;
    private final FairValue value;
    private final Takers takers;
    private final Accounts accounts;
    private final long openInterest;

    /**
     * A market at its beginning. The host has launched the breaker; this defines the instrument.
     *
     * @param seed       any number.
     * @param breaker    Firebreak in any mode.
     * @param classIndex rule class of the rulebook.
     * @param marks      where releases wait.
     */
    public SimulatedMarket(
        final long seed, final VenueBreaker breaker, final int classIndex, final ReleaseMarks marks)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        value = new FairValue(random.split(), START_TICKS);
        takers = new Takers(random.split(), NOISE, ARBITRAGE);
        accounts = new Accounts(random.split(), ledger, FIRST_ACCOUNT, HEDGER, START_TICKS);
        final SplittableRandom ofMakers = random.split();
        final SplittableRandom ofBuyers = random.split();
        for (int i = 0; i < MAKERS; i++)
        {
            makers.add(new Maker(FIRST_MAKER + i, ofMakers));
        }
        for (int i = 0; i < BUYERS; i++)
        {
            buyers.add(new ValueBuyer(FIRST_BUYER + i, ofBuyers));
        }
        openInterest = -ledger.positionLots(HEDGER) * START_TICKS;
        breaker.publisher().instrumentDefinition(
            0, 0, START_NS, Exchange.INSTRUMENT, 1, 1, classIndex, PRICE_EXPONENT, QTY_EXPONENT, 1, 1_000_000);
        exchange = new Exchange(breaker, marks, ledger, START_TICKS);
        Arrays.fill(mids, START_TICKS);
    }

    /**
     * Let it happen; once.
     *
     * @return what it came to.
     */
    public MarketOutcome run()
    {
        long peakTicks = START_TICKS;
        long valueTicks = START_TICKS;
        long newsBps = 0;
        for (int step = 0; step < STEPS; step++)
        {
            exchange.at(START_NS + (step + 1) * STEP_NS);
            valueTicks = value.next(step);
            peakTicks = Math.max(peakTicks, valueTicks);
            newsBps = Math.max(newsBps, (peakTicks - valueTicks) * BPS / peakTicks);
            final long rangeBps = rangeBps();
            for (final Maker maker : makers)
            {
                maker.act(step, exchange, ledger, valueTicks, rangeBps);
            }
            takers.act(exchange, ledger, valueTicks);
            for (final ValueBuyer buyer : buyers)
            {
                buyer.act(step, exchange, ledger, valueTicks);
            }
            accounts.act(exchange, ledger);
            mids[step % RANGE_STEPS] = exchange.midTicks();
        }
        return new MarketOutcome(newsBps, exchange.drawdownBps(), accounts.liquidatedLots(),
            accounts.liquidatedAccounts(), accounts.shortfall(ledger) / (openInterest / PPM), exchange.tradedLots(),
            exchange.haltedNs(START_NS + STEPS * STEP_NS), exchange.trips(), exchange.firstTripSeq(),
            exchange.firstTripCause(), exchange.lastTicks(), valueTicks);
    }

    /** High less low of the last 30 seconds' mids. */
    private long rangeBps()
    {
        long low = Long.MAX_VALUE;
        long high = 0;
        for (final long mid : mids)
        {
            low = Math.min(low, mid);
            high = Math.max(high, mid);
        }
        return (high - low) * BPS / high;
    }

    Ledger ledger()
    {
        return ledger;
    }

    Accounts accounts()
    {
        return accounts;
    }

    Exchange exchange()
    {
        return exchange;
    }
}
