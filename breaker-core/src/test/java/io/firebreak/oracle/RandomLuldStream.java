package io.firebreak.oracle;

import java.util.Random;

/**
 * A seeded day of inputs that aims at the edges: quotes that equal a band, prints that move the mean by exactly 1 %,
 * instants on, one nanosecond before and one after a deadline, times that repeat or run backwards, answers that nobody
 * asked for. It aims with a model of its own, so the same seed always gives the same stream, whatever is judged by it.
 */
final class RandomLuldStream
{
    private static final long NONE = OracleDecision.NONE;
    private static final String[] CLOSES = {"0.16", "0.40", "0.74", "0.75", "2.10", "2.99", "3.00", "3.01", "3.50",
        "42.10", "61.20", "99.00", "250.00", "4103.27"};
    private static final int[] SESSION_MINUTES = {40, 45, 60, 75, 120};
    private static final int[] PACES_MS = {700, 1_500, 3_000, 6_000};

    private final Random random;
    private final LuldSettings settings;
    private final NaiveLuld aim;
    private final long paceNs;
    private final int edgePercent;
    private double bias;
    private long lastBid = NONE;
    private long lastAsk = NONE;

    RandomLuldStream(final long seed)
    {
        this(seed, 0);
    }

    /** A stream whose session has a given length; instruments of one market share theirs. */
    RandomLuldStream(final long seed, final int sessionMinutes)
    {
        // Neighbouring seeds of Random begin alike.
        random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        final long open = OracleTime.of("09:30:00");
        final int minutes = SESSION_MINUTES[random.nextInt(SESSION_MINUTES.length)];
        final long close = open + (sessionMinutes > 0 ? sessionMinutes : minutes) * OracleTime.MINUTE;
        settings = new LuldSettings(1 + random.nextInt(2), LuldSettings.ticks(CLOSES[random.nextInt(CLOSES.length)]),
            chance(80) ? 1_000_000 : chance(50) ? 2_000_000 : 1_500_000, open, close, open + 24 * OracleTime.HOUR,
            30 * OracleTime.SECOND);
        paceNs = PACES_MS[random.nextInt(PACES_MS.length)] * 1_000_000L;
        edgePercent = chance(50) ? 1 + random.nextInt(8) : 5 + random.nextInt(50);
        aim = new NaiveLuld(settings);
        aim.tick(startNs());
    }

    LuldSettings settings()
    {
        return settings;
    }

    /** Before it nothing happens; whoever is judged starts here. */
    long startNs()
    {
        return settings.openNs() - 10 * OracleTime.SECOND;
    }

    /** The next input. */
    LuldEvent next()
    {
        final LuldEvent event = event(nextTimeNs());
        aim.apply(event);
        return event;
    }

    /** The day has ended and the next one has begun. */
    boolean over()
    {
        return aim.now > settings.nextOpenNs();
    }

    private long nextTimeNs()
    {
        final int draw = random.nextInt(100);
        if (draw < 12)
        {
            return aim.now;
        }
        if (draw < 15)
        {
            return aim.now - random.nextInt(2_000_000_000);
        }
        if (draw < 18)
        {
            return aim.now + 1;
        }
        final long edge = edgeNs();
        if (draw < 23 || draw < 40 && edge - aim.now < 3 * paceNs || draw < 50 && aim.state == OracleState.REOPENING ||
            draw < 30 && aim.state != OracleState.OPEN || draw < 70 && aim.now > settings.closeNs())
        {
            return edge + (chance(60) ? 0 : chance(50) ? -1 : 1);
        }
        return aim.now + Math.round(-Math.log(1 - random.nextDouble()) * paceNs);
    }

    /** The next instant at which something happens by itself, or the last one at which a call may still end. */
    private long edgeNs()
    {
        final long deadline = aim.nextDeadlineNs();
        final boolean callMayBeCutOff = aim.state == OracleState.REOPENING && aim.now < settings.lastReopeningNs();
        final long edge = callMayBeCutOff ? Math.min(deadline, settings.lastReopeningNs()) : deadline;
        final boolean leapOverTheDay = aim.state == OracleState.OPEN && edge >= settings.closeNs() &&
            aim.now < settings.closeNs() - OracleTime.MINUTE;
        return edge == Long.MAX_VALUE || leapOverTheDay ? aim.now : edge;
    }

    private LuldEvent event(final long timeNs)
    {
        final long toCutOff = settings.lastReopeningNs() - aim.now;
        final boolean late = toCutOff > 0 && toCutOff < LuldSettings.HOST_NS;
        if (aim.state == OracleState.REOPENING && chance(late ? 15 : 60))
        {
            return aim.reopening.uncrossing ? auctionResult(timeNs) : indicative(timeNs);
        }
        final int draw = random.nextInt(1000);
        final int quotes = aim.limit.frozen() ? 100 : 350;
        if (draw < quotes)
        {
            return quote(timeNs);
        }
        if (draw < quotes + 330)
        {
            return LuldEvent.print(timeNs, printTicks(), chance(90));
        }
        if (draw < 800)
        {
            return LuldEvent.potentialTrade(timeNs, bandTicks());
        }
        if (draw < 815)
        {
            return LuldEvent.reference(timeNs, priceE9());
        }
        if (draw < 850)
        {
            // Whole millionths of a tick; NaiveLuldTest has the finer ones.
            return LuldEvent.proForma(timeNs, priceE9());
        }
        if (draw < 860)
        {
            return indicative(timeNs);
        }
        return draw < 870 ? auctionResult(timeNs) : LuldEvent.tick(timeNs);
    }

    private LuldEvent quote(final long timeNs)
    {
        if (chance(15))
        {
            return LuldEvent.quote(timeNs, lastBid, lastAsk);
        }
        final LuldBands bands = bands();
        final long width = 1 + random.nextInt(5);
        if (wantsLimitState() && chance(80))
        {
            remember(bands.lower() - width, bands.lower());
            return LuldEvent.quote(timeNs, lastBid, lastAsk);
        }
        final long inside = between(bands.lower(), bands.upper());
        switch (chance(edgePercent) ? random.nextInt(12) : 12 + random.nextInt(8))
        {
            case 0, 1 -> remember(bands.lower() - width, bands.lower());
            case 2, 3 -> remember(bands.upper(), bands.upper() + width);
            case 4 -> remember(NONE, bands.lower());
            case 5 -> remember(bands.upper(), NONE);
            case 6 -> remember(bands.lower() - width, Math.max(inside, bands.lower() + 1));
            case 7 -> remember(Math.min(inside, bands.upper() - 1), bands.upper() + width);
            case 8 -> remember(bands.lower() - width, bands.upper() + width);
            case 9 -> remember(bands.lower() + width, bands.lower());
            case 10 -> remember(bands.upper(), bands.upper() - width);
            case 11 -> remember(chance(50) ? bands.lower() : bands.upper(), chance(50) ? bands.lower() : bands.upper());
            case 12 -> remember(chance(50) ? NONE : inside, NONE);
            case 13 -> remember(NONE, inside);
            default -> remember(inside, inside + width);
        }
        return LuldEvent.quote(timeNs, lastBid, lastAsk);
    }

    /** Limit states whose pause would end just before the last reopening, or that would outlive the close. */
    private boolean wantsLimitState()
    {
        final long toPause = settings.lastReopeningNs() - LuldSettings.PAUSE_NS - LuldSettings.LIMIT_NS - aim.now;
        final long toClose = settings.closeNs() - aim.now;
        return toPause > 0 && toPause < LuldSettings.HOST_NS || toClose > 0 && toClose < LuldSettings.LIMIT_NS;
    }

    private void remember(final long bid, final long ask)
    {
        lastBid = bid;
        lastAsk = ask;
    }

    private LuldEvent indicative(final long timeNs)
    {
        final LuldBands collars = aim.reopening == null ? bands() : aim.reopening.collars;
        final long leftover = chance(15) ? 1 + random.nextInt(100) : 0;
        final int draw = random.nextInt(10);
        final long price = draw == 0 ? NONE : draw < 3 ? collars.lower() : draw < 5 ? collars.upper() :
            draw == 5 ? collars.lower() - 1 : draw == 6 ? collars.upper() + 1 :
            between(collars.lower() - 2, collars.upper() + 2);
        return LuldEvent.indicative(timeNs, price == NONE ? NONE : Math.max(1, price), random.nextInt(7) - 3, leftover);
    }

    private LuldEvent auctionResult(final long timeNs)
    {
        return LuldEvent.auctionResult(timeNs, chance(30) ? NONE : printTicks());
    }

    /** Half of the prints lie around the reference; the others move it, some to a mean that is exactly 1 % away. */
    private long printTicks()
    {
        final long reference = referenceTicks();
        final long exact = chance(30) && aim.reference != NONE ?
            aim.proForma.priceForMean(aim.reference, chance(50) ? 101 : 99) : 0;
        if (exact * 2 > reference && exact < reference * 2)
        {
            return exact;
        }
        final int draw = random.nextInt(10);
        bias = chance(2) ? random.nextGaussian() * 0.04 : bias;
        final double moved = draw < 5 ? reference * (1 + bias + random.nextGaussian() * 0.004) :
            draw < 7 ? reference * (1 + random.nextGaussian() * 0.05) :
            draw == 7 ? reference * 1.01 : draw == 8 ? reference * 0.99 : bandTicks();
        return Math.max(1, Math.round(moved));
    }

    private long priceE9()
    {
        final long reference = aim.reference == NONE ? settings.prevCloseTicks() * 1_000_000 : aim.reference;
        return switch (random.nextInt(7))
        {
            case 6 -> chance(20) ? 1 + random.nextInt(120_000_000) : printTicks() * 10_000_000;
            case 0 -> reference * 10;
            case 1 -> reference / 100 * 1010;
            case 2 -> reference / 100 * 990;
            case 5 -> reference * (chance(50) ? 1010 : 990) / 100 + random.nextInt(15) - 7;
            case 3 -> printTicks() * 10_000_000;
            default -> Math.max(1, Math.round(reference * 10 * (1 + random.nextGaussian() * 0.02)));
        };
    }

    private long bandTicks()
    {
        final LuldBands bands = bands();
        return Math.max(1, switch (random.nextInt(8))
        {
            case 0 -> bands.lower();
            case 1 -> bands.lower() - 1;
            case 2 -> bands.upper();
            case 3 -> bands.upper() + 1;
            default -> between(bands.lower(), bands.upper());
        });
    }

    private LuldBands bands()
    {
        return aim.bands != null && aim.bands.upper() != Long.MAX_VALUE ? aim.bands :
            LuldBands.of(settings, settings.prevCloseTicks() * 1_000_000, 1);
    }

    /** Where the walk strayed far from the previous close it starts anew, so that the buckets stay meaningful. */
    private long referenceTicks()
    {
        final long reference = aim.reference == NONE ? settings.prevCloseTicks() : aim.reference / 1_000_000;
        final boolean astray = reference * 5 < settings.prevCloseTicks() || reference > settings.prevCloseTicks() * 5;
        return astray ? settings.prevCloseTicks() : reference;
    }

    private long between(final long low, final long high)
    {
        return low + Math.floorMod(random.nextLong(), high - low + 1);
    }

    private boolean chance(final int percent)
    {
        return random.nextInt(100) < percent;
    }
}
