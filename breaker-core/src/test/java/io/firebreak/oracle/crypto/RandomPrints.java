package io.firebreak.oracle.crypto;

import java.util.List;
import java.util.Random;

/** One seeded stream: phases of different weather, with or without a book, until its events are spent or it latches. */
final class RandomPrints
{
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long WARM_UP_NS = 300 * SECOND;

    /** What the market does for a while. */
    enum Weather
    {
        /** Nothing. */
        CALM,
        /** One way, slowly. */
        DRIFT,
        /** Steps of 1 to 15 per cent. */
        JUMPS,
        /** One, two or three bad prints in a calm. */
        BAD_PRINTS,
        /** From one side of the band to the other. */
        PING_PONG,
        /** A slow swing, steep over a minute and flat over ten seconds. */
        SWING,
        /** Many sweeps within a second. */
        BURST,
        /** Minutes without a print. */
        SILENCE,
        /** Prints at the very limit, and one tick beside it. */
        AT_LIMIT,
        /** Trip after trip. */
        STORM
    }

    private final Random random;
    private final Lockstep pair;
    private final long base;
    private final boolean hasBook;
    private final int stamps;

    private long firstNs;
    private long timeNs;
    private long sourceNs;
    private double price;
    private long anchor;
    private double swing;
    private int adjacent;

    RandomPrints(final Random random, final Lockstep pair, final long startNs)
    {
        this.random = random;
        this.pair = pair;
        timeNs = startNs;
        base = 5_000L * (1L << random.nextInt(9));
        price = base;
        hasBook = random.nextInt(5) < 3;
        stamps = random.nextInt(4);
    }

    /**
     * Runs the stream.
     *
     * @param events how many at most, somewhat more where a phase needs them
     * @param storm  whether it is to run into the operator's latch
     */
    void run(final long events, final boolean storm)
    {
        long afterLatch = 0;
        while (pair.events() < events && afterLatch < 30)
        {
            final Weather weather = storm && pair.model().judges(timeNs) ? Weather.STORM :
                Weather.values()[random.nextInt(Weather.values().length - (storm ? 0 : 1))];
            final int length = weather == Weather.SILENCE ? 6 :
                10 + random.nextInt(weather == Weather.SWING ? 300 : 150);
            final double direction = random.nextBoolean() ? 1 : -1;
            anchor = Math.round(price);
            final List<Limits> limits = pair.model().limitsAt(timeNs);
            swing = 0.7e-6 * (limits.isEmpty() ? 30_000 : limits.get(0).ppm());
            for (int i = 0; i < length && pair.excused() == null; i++)
            {
                afterLatch += pair.model().state().equals("LATCHED") ? 1 : 0;
                step(weather, direction, i);
            }
            if (pair.excused() != null)
            {
                return;
            }
        }
    }

    private void step(final Weather weather, final double direction, final int i)
    {
        final long gapNs = gapNs(weather);
        if (firstNs != 0 && timeNs < firstNs + WARM_UP_NS && timeNs + gapNs > firstNs + WARM_UP_NS)
        {
            timeNs = firstNs + WARM_UP_NS + random.nextInt(3) - 1;
            price *= 1 + direction * 0.08;
        }
        else
        {
            timeNs += gapNs;
            align();
        }
        firstNs = firstNs == 0 ? timeNs : firstNs;
        if (random.nextInt(20) == 0)
        {
            pair.tick(timeNs);
        }
        if (hasBook && random.nextInt(3) == 0)
        {
            book();
        }
        move(weather, direction, i);
        price = Math.min(base * 3.0, Math.max(base * 0.3, price));
        if (random.nextInt(6) != 0 || stamps == 0)
        {
            stamp();
        }
        if (weather == Weather.AT_LIMIT && pair.model().judges(timeNs))
        {
            atLimit();
            return;
        }
        final long ticks = adjacent > 0 ? Math.round(anchor * (1 + direction * 0.08)) : Math.round(price);
        adjacent = Math.max(0, adjacent - 1);
        print(ticks);
    }

    private void print(final long ticks)
    {
        final int kind = random.nextInt(20);
        if (kind != 0)
        {
            pair.potentialTrade(timeNs, sourceNs, ticks);
        }
        if (kind != 1 && pair.excused() == null)
        {
            pair.trade(timeNs, sourceNs, ticks);
        }
    }

    /** A harmless print opens the sweep; then the references stand still and a limit can be hit exactly. */
    private void atLimit()
    {
        pair.potentialTrade(timeNs, sourceNs, Math.round(price));
        final List<Limits> limits = pair.model().limitsAt(timeNs);
        if (pair.excused() != null || limits.isEmpty() || !pair.model().judges(timeNs))
        {
            return;
        }
        final Limits one = limits.get(random.nextInt(limits.size()));
        final long limit = random.nextInt(4) == 0 ? one.upper() : one.lower();
        print(limit + random.nextInt(3) - 1);
    }

    private long gapNs(final Weather weather)
    {
        switch (weather)
        {
            case DRIFT:
                return 50 * MS + (long)(random.nextDouble() * 4 * SECOND);
            case PING_PONG:
                return MS + random.nextInt(700) * MS;
            case SWING:
                return 500 * MS + random.nextInt(1000) * MS;
            case BURST:
                return random.nextInt(6) * MS;
            case SILENCE:
                return 20 * SECOND + (long)(random.nextDouble() * 900 * SECOND);
            case AT_LIMIT:
                return random.nextInt(600) * MS;
            case STORM:
                return pair.model().state().equals("PAUSED") && random.nextInt(3) == 0 ?
                    60 * SECOND : 300 * MS + random.nextInt(900) * MS;
            default:
                return MS + (long)(random.nextDouble() * 3 * SECOND);
        }
    }

    /** Now and then time falls on the edge of what was decided last, a nanosecond before it or after it. */
    private void align()
    {
        final List<Decision> decided = pair.model().decisions();
        if (decided.isEmpty() || random.nextInt(6) != 0)
        {
            return;
        }
        final Decision one = decided.get(decided.size() - 1);
        final long edge = one.kind().equals("TRIP") ? one.deadlineNs() :
            one.timeNs() + (random.nextBoolean() ? SECOND : 2 * SECOND);
        final long wanted = edge + random.nextInt(3) - 1;
        if (wanted >= timeNs && wanted - timeNs < 400 * SECOND)
        {
            timeNs = wanted;
        }
    }

    private void move(final Weather weather, final double direction, final int i)
    {
        price *= 1 + 0.0003 * random.nextGaussian();
        switch (weather)
        {
            case DRIFT:
                price *= 1 + direction * random.nextDouble() * 0.0015;
                break;
            case JUMPS:
                price *= random.nextInt(20) == 0 ? 1 + (random.nextBoolean() ? 1 : -1) *
                    (0.01 + 0.14 * random.nextDouble()) : 1;
                break;
            case BAD_PRINTS:
                adjacent = adjacent == 0 && random.nextInt(12) == 0 ? 1 + random.nextInt(3) : adjacent;
                break;
            case PING_PONG:
                price = anchor * (1 + (i % 2 == 0 ? direction : -direction) * (0.02 + 0.06 * random.nextDouble()));
                break;
            case SILENCE:
                price = anchor * (i % 2 == 0 ? 1 + direction * 1.26 * swing : 1);
                break;
            case SWING:
                price = anchor * (1 + direction * swing * Math.sin(i * Math.PI / 38));
                break;
            case BURST:
                price *= 1 + direction * 0.002 * random.nextDouble();
                break;
            case AT_LIMIT:
                price = Math.round(anchor * (1 + 0.001 * random.nextGaussian()));
                break;
            case STORM:
                price = random.nextInt(8) == 0 ? base * (0.4 + 2.2 * random.nextDouble()) : price;
                break;
            default:
                break;
        }
    }

    private void stamp()
    {
        switch (stamps)
        {
            case 0:
                sourceNs = timeNs;
                break;
            case 1:
                sourceNs = timeNs / MS * MS;
                break;
            case 2:
                sourceNs = timeNs - random.nextInt(50) * MS;
                break;
            default:
                sourceNs = timeNs / (100 * MS) * (100 * MS);
                break;
        }
    }

    private void book()
    {
        final int what = random.nextInt(40);
        final long centre = Math.round(price);
        if (what == 0)
        {
            pair.clear(timeNs);
            pair.level(timeNs, 0, centre - 2, 5, random.nextBoolean());
            pair.level(timeNs, 1, centre + 2, 5, false);
            pair.ready(timeNs);
        }
        else if (what < 3)
        {
            pair.level(timeNs, 0, Math.max(centre, pair.bestAsk()) + random.nextInt(2), 3, false);
        }
        else if (what < 12)
        {
            requote(centre);
        }
        else if (what < 20)
        {
            final int side = random.nextInt(2);
            final long best = side == 0 ? pair.bestBid() : pair.bestAsk();
            pair.level(timeNs, side, best == 0 ? centre : best, 0, false);
        }
        else
        {
            final int side = random.nextInt(2);
            final long away = 1 + random.nextInt(20);
            pair.level(timeNs, side, side == 0 ? centre - away : centre + away, 1 + random.nextInt(9),
                random.nextInt(6) == 0);
        }
    }

    private void requote(final long centre)
    {
        while (pair.bestBid() != 0)
        {
            pair.level(timeNs, 0, pair.bestBid(), 0, true);
        }
        while (pair.bestAsk() != 0)
        {
            pair.level(timeNs, 1, pair.bestAsk(), 0, true);
        }
        pair.level(timeNs, 0, centre - 1 - random.nextInt(3), 7, true);
        pair.level(timeNs, 1, centre + 1 + random.nextInt(3), 7, false);
    }
}
