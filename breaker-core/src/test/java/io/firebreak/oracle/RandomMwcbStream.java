package io.firebreak.oracle;

import java.util.Random;

/** A seeded day of index values around the levels, at and beside the cut-off, the close and every deadline. */
final class RandomMwcbStream
{
    private static final String[] CLOSES = {"4103.27", "5000.00", "5000.005", "999.99", "38000.10"};

    private final Random random;
    private final MwcbSettings settings;
    private final NaiveMwcb aim;
    private final boolean calm;
    private final long paceNs;

    RandomMwcbStream(final long seed)
    {
        // Neighbouring seeds of Random begin alike.
        random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        calm = random.nextBoolean();
        paceNs = (2 + random.nextInt(10)) * OracleTime.SECOND;
        final MwcbSettings day = MwcbSettings.day(CLOSES[random.nextInt(CLOSES.length)]);
        settings = new MwcbSettings(day.prevClose(), day.openNs(), day.openNs() + 90 * OracleTime.MINUTE,
            day.nextOpenNs(), day.haltNs());
        aim = new NaiveMwcb(settings);
        aim.tick(settings.openNs() - 10 * OracleTime.SECOND);
    }

    MwcbSettings settings()
    {
        return settings;
    }

    MwcbEvent next()
    {
        final long timeNs = nextTimeNs();
        final int draw = random.nextInt(100);
        final MwcbEvent event = draw < 70 ? new MwcbEvent(MwcbEvent.Type.INDEX, timeNs, indexE9()) :
            draw < 85 ? MwcbEvent.auctionResult(timeNs) : MwcbEvent.tick(timeNs);
        aim.apply(event);
        return event;
    }

    boolean over()
    {
        return aim.now > settings.nextOpenNs() ||
            aim.state == OracleState.OPEN && aim.now > settings.closeNs() + OracleTime.MINUTE;
    }

    private long nextTimeNs()
    {
        final long deadline = aim.nextDeadlineNs();
        final int draw = random.nextInt(100);
        if (draw < 15)
        {
            return aim.now;
        }
        if (draw < 18)
        {
            return aim.now - random.nextInt(1_000_000_000);
        }
        if (draw < 30)
        {
            final long target = deadline < Long.MAX_VALUE && (aim.now > settings.closeNs() || deadline <
                settings.closeNs()) ? deadline : aim.now < settings.cutoffNs() ? settings.cutoffNs() :
                aim.now < settings.closeNs() ? settings.closeNs() : aim.now;
            final boolean leap = target - aim.now < 2 * OracleTime.MINUTE || draw < 21;
            return leap ? target + random.nextInt(3) - 1 : aim.now + 1;
        }
        return aim.now + Math.round(-Math.log(1 - random.nextDouble()) * paceNs);
    }

    private long indexE9()
    {
        final int draw = random.nextInt(1000);
        final int step = draw < 850 || calm && draw < 970 ? 0 : draw < 960 ? 1 : draw < 997 || calm ? 2 : 3;
        final long level = settings.level(step).movePointRight(9).longValueExact();
        return level + (random.nextInt(3) - 1) * (random.nextBoolean() ? 1L : 10_000_000L);
    }
}
