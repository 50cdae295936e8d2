package io.firebreak.oracle.crypto;

import java.util.ArrayList;
import java.util.List;

/** Naive model of the rulebook crypto-perp: plain lists, plain loops, one price at a time. */
public final class NaiveCryptoPerp
{
    private static final long NONE = Long.MIN_VALUE;
    private static final String VOLATILITY = "VOLATILITY";

    private final CryptoPerpSettings set;
    private final List<Decision> decisions = new ArrayList<>();
    private final SweepFilter filter;
    private final StandingWindow window = new StandingWindow();
    private final EventSigma sigma;
    private final List<LimitState> states = new ArrayList<>();
    private final MovingAverage average;
    private final TripClock clock;

    private long firstTime = NONE;
    private long sweepSource = NONE;
    private long sweepStart;
    private long sweepTime;
    private long sweepPrice;
    private boolean sweepPending;
    private boolean sweepJudged;

    private double frozenWidth;
    private List<Limits> frozenLimits = List.of();
    private long volatileSince = NONE;

    /**
     * Makes a model that has seen nothing.
     *
     * @param settings the settings; not changed afterwards
     */
    public NaiveCryptoPerp(final CryptoPerpSettings settings)
    {
        set = settings;
        filter = new SweepFilter(settings.filterSweeps);
        sigma = new EventSigma(settings.fastTauNs, settings.slowTauNs);
        average = new MovingAverage(settings.emaTauNs, settings.midFreshNs);
        clock = new TripClock(settings);
        for (int i = 0; i < 3; i++)
        {
            states.add(new LimitState());
        }
    }

    /**
     * Looks at a print that is about to happen.
     *
     * @param timeNs       time of the event
     * @param sourceTimeNs key of its sweep
     * @param priceTicks   price
     */
    public void potentialTrade(final long timeNs, final long sourceTimeNs, final long priceTicks)
    {
        begin(timeNs, sourceTimeNs);
        if (clock.paused() || clock.latched())
        {
            return;
        }
        if (!average.started() || timeNs - firstTime < set.warmUpNs)
        {
            return;
        }
        sweepJudged = true;
        final double width = widthAt(timeNs);
        if (!checkLimits(timeNs, priceTicks, width))
        {
            checkVolatility(timeNs, priceTicks, width);
        }
    }

    /**
     * Takes a print that happened.
     *
     * @param timeNs       time of the event
     * @param sourceTimeNs key of its sweep
     * @param priceTicks   price
     * @param qty          quantity, not used
     */
    public void trade(final long timeNs, final long sourceTimeNs, final long priceTicks, final long qty)
    {
        begin(timeNs, sourceTimeNs);
        sweepPrice = priceTicks;
        sweepTime = timeNs;
        sweepPending = true;
    }

    /**
     * Takes what the best prices are after a change of the book; only a mid that moves, comes or goes moves anything.
     *
     * @param timeNs   time of the event
     * @param bidTicks best bid, 0 without one
     * @param askTicks best ask, 0 without one
     */
    public void mid(final long timeNs, final long bidTicks, final long askTicks)
    {
        tick(timeNs);
        if (average.confirmed(timeNs, bidTicks, askTicks))
        {
            return;
        }
        average.integrate(timeNs, filter);
        average.book(timeNs, bidTicks, askTicks);
        if (firstTime == NONE && average.started())
        {
            firstTime = timeNs;
        }
    }

    /**
     * Lets time pass: only a deadline can fire, at its own time.
     *
     * @param timeNs time
     */
    public void tick(final long timeNs)
    {
        if (!clock.paused() || timeNs < clock.deadline())
        {
            return;
        }
        final long deadline = clock.deadline();
        commitSweep();
        sweepSource = NONE;
        advance(deadline);
        if (!filter.isEmpty())
        {
            average.restart(filter.median());
        }
        window.clear();
        sigma.clamp();
        volatileSince = NONE;
        clock.release();
        record(deadline, "MARKET", "RELEASE", "NONE", average.value(), 0, average.value(), sweepPrice,
            effectiveWidth(deadline));
    }

    /**
     * Gives the journal.
     *
     * @return every decision so far, in order
     */
    public List<Decision> decisions()
    {
        return decisions;
    }

    /**
     * Gives the state of the market.
     *
     * @return OPEN, LIMIT_STATE, PAUSED or LATCHED
     */
    public String state()
    {
        if (clock.latched())
        {
            return "LATCHED";
        }
        return clock.paused() ? "PAUSED" : anyOpen() ? "LIMIT_STATE" : "OPEN";
    }

    /**
     * Gives the limits a print of the current sweep would be judged by.
     *
     * @param timeNs time of the print, in the current sweep
     * @return limits by rule
     */
    List<Limits> limitsAt(final long timeNs)
    {
        return average.started() ? limits(timeNs, widthAt(timeNs)) : List.of();
    }

    /**
     * Tells how near the last judgement came to going the other way.
     *
     * @param timeNs time of the print
     * @param price  price of the print
     * @return smallest distance of anything observed from its limit, as a fraction of the limit
     */
    double nearness(final long timeNs, final long price)
    {
        final double width = widthAt(timeNs);
        final double fast = sigma.fastPpmPerRootMinute();
        final double threshold = set.volatilityPpm * width / set.floorPpm;
        final double ratio = set.volatilityRatio * sigma.slowPpmPerRootMinute();
        double nearest = Math.min(Math.abs(fast - threshold) / threshold, Math.abs(fast - ratio) / Math.max(ratio, 1));
        for (final Limits one : limitsAt(timeNs))
        {
            nearest = Math.min(nearest, one.nearness(price));
        }
        return nearest;
    }

    /**
     * Tells whether a print would be judged at all: the warm-up is over and the market is open.
     *
     * @param timeNs time of the print
     * @return true if so
     */
    boolean judges(final long timeNs)
    {
        return !clock.paused() && !clock.latched() && average.started() && timeNs - firstTime >= set.warmUpNs;
    }

    private double widthAt(final long timeNs)
    {
        return set.freeze && anyOpen() ? frozenWidth : effectiveWidth(timeNs);
    }

    private void begin(final long timeNs, final long sourceTimeNs)
    {
        tick(timeNs);
        if (firstTime == NONE)
        {
            firstTime = timeNs;
        }
        // A source without stamps sends 0: each instant is a sweep.
        final long key = sourceTimeNs <= 0 ? timeNs : sourceTimeNs;
        // A source whose stamp stands still must not stop the medians: no sweep lasts longer than a second.
        if (key == sweepSource && timeNs - sweepStart <= 1_000_000_000L)
        {
            return;
        }
        for (final LimitState state : states)
        {
            if (state.open && !state.beyondInSweep && sweepJudged)
            {
                close(timeNs, state);
            }
            state.beyondInSweep = false;
        }
        sweepJudged = false;
        commitSweep();
        advance(timeNs);
        sweepSource = key;
        sweepStart = timeNs;
    }

    private void commitSweep()
    {
        if (!sweepPending)
        {
            return;
        }
        average.integrate(sweepTime, filter);
        sweepPending = false;
        filter.add(sweepPrice);
        window.add(sweepTime, filter.median());
        average.start(sweepTime, filter.median());
    }

    private void advance(final long timeNs)
    {
        average.integrate(timeNs, filter);
        if (!filter.isEmpty())
        {
            sigma.advance(timeNs, filter.median());
        }
    }

    private double effectiveWidth(final long timeNs)
    {
        final double own = Math.max(set.floorPpm, set.widthSigmas * sigma.slowPpm(set.widthHorizonNs));
        return Math.min(set.capPpm, own * clock.widening(timeNs));
    }

    private List<Limits> limits(final long timeNs, final double width)
    {
        final List<Limits> result = new ArrayList<>();
        if (set.bandOn)
        {
            result.add(Limits.of("BAND", average.value(), average.value(), width));
        }
        if (set.velocityOn && !window.isEmpty())
        {
            final double rho = width / set.floorPpm;
            final double high1 = window.extreme(timeNs, set.velocity1WindowNs, true);
            final double low1 = window.extreme(timeNs, set.velocity1WindowNs, false);
            final double high2 = window.extreme(timeNs, set.velocity2WindowNs, true);
            final double low2 = window.extreme(timeNs, set.velocity2WindowNs, false);
            result.add(Limits.of("VELOCITY_1", high1, low1, set.velocity1Ppm * rho));
            result.add(Limits.of("VELOCITY_2", high2, low2, set.velocity2Ppm * rho));
        }
        return result;
    }

    private boolean checkLimits(final long timeNs, final long price, final double width)
    {
        final boolean hold = set.freeze && set.freezeLimits && anyOpen();
        final List<Limits> all = hold ? frozenLimits : limits(timeNs, width);
        boolean first = true;
        for (final Limits one : all)
        {
            if (!one.beyond(price))
            {
                continue;
            }
            if (!first && !set.separateStates)
            {
                continue;
            }
            first = false;
            if (!anyOpen())
            {
                frozenWidth = width;
                frozenLimits = all;
            }
            if (checkState(timeNs, price, width, one))
            {
                return true;
            }
        }
        return false;
    }

    private boolean checkState(final long timeNs, final long price, final double width, final Limits one)
    {
        final LimitState state = states.get(set.separateStates ? stateIndex(one.rule()) : 0);
        final boolean up = !one.below(price);
        final long limit = up ? one.upper() : one.lower();
        final double reference = up ? one.upperRef() : one.lowerRef();
        if (state.open && state.up != up)
        {
            close(timeNs, state);
        }
        if (!state.open)
        {
            state.clear();
            state.open = true;
            state.up = up;
            state.sinceNs = timeNs;
            state.rule = one.rule();
            state.limit = limit;
            state.reference = reference;
            record(timeNs, one.rule(), "LIMIT_OPEN", side(up), price, limit, reference, price, width);
        }
        state.count();
        if (state.sweeps < set.confirmSweeps || timeNs - state.sinceNs < set.confirmNs)
        {
            return false;
        }
        trip(timeNs, one.rule(), side(up), price, limit, reference, price, width);
        return true;
    }

    private static int stateIndex(final String rule)
    {
        return rule.equals("BAND") ? 0 : rule.equals("VELOCITY_1") ? 1 : 2;
    }

    private void checkVolatility(final long timeNs, final long price, final double width)
    {
        final double fast = sigma.fastPpmPerRootMinute();
        final double threshold = set.volatilityPpm * width / set.floorPpm;
        if (!set.volatilityOn || fast < threshold || fast < set.volatilityRatio * sigma.slowPpmPerRootMinute())
        {
            volatileSince = NONE;
            return;
        }
        if (volatileSince == NONE)
        {
            volatileSince = timeNs;
        }
        if (timeNs - volatileSince >= set.volatilityHoldNs)
        {
            trip(timeNs, VOLATILITY, side(price >= average.value()), fast,
                Math.max(threshold, set.volatilityRatio * sigma.slowPpmPerRootMinute()),
                average.value(), price, width);
        }
    }

    private void trip(final long timeNs, final String rule, final String side, final double observed,
        final double limit, final double reference, final long price, final double width)
    {
        clock.trip(timeNs);
        states.forEach(LimitState::clear);
        volatileSince = NONE;
        record(timeNs, rule, clock.latched() ? "LATCH" : "TRIP", side, observed, limit, reference, price, width);
    }

    private void close(final long timeNs, final LimitState state)
    {
        state.clear();
        record(timeNs, state.rule, "LIMIT_CLOSED", side(state.up), sweepPrice, state.limit, state.reference,
            sweepPrice, frozenWidth);
    }

    private boolean anyOpen()
    {
        return states.stream().anyMatch(state -> state.open);
    }

    private static String side(final boolean up)
    {
        return up ? "UP" : "DOWN";
    }

    private void record(final long timeNs, final String rule, final String kind, final String side,
        final double observed, final double limit, final double reference, final long price, final double width)
    {
        decisions.add(new Decision(timeNs, rule, kind, state(), side, observed, limit, reference, average.value(),
            price, width, clock.deadline(), average.source(timeNs, filter)));
    }
}
