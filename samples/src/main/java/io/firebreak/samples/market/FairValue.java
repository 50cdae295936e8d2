package io.firebreak.samples.market;

import java.util.SplittableRandom;

/**
 * What one unit is worth, as everybody can read it on other venues: a random walk, and bad news. It does not listen to
 * this venue: that it falls further than its news is the venue's own doing.
 * <p>
 * <b>Walk</b>: {@value #WALK_PPM_A_STEP} ppm a step of 100 ms at most either way, about 1.4 bps in a second, 80 % a
 * year: a perpetual on a large alternative coin. <b>News</b>: one to three waves (six, three and one seeds of ten), the
 * first in the eighth or ninth minute, each 100 to 400 bps within 5 to 40 seconds, the next 1 to 4 minutes later:
 * on 2025-10-10 a first wave of about 4 % was followed by a second a quarter of an hour later, and bitcoin lost some
 * 9 %. Of the whole fall 0 to 40 % comes back in the five minutes behind the last wave.
 */
final class FairValue
{
    private static final long MILLI = 1_000L;
    private static final long PPM = 1_000_000L;
    private static final int WALK_PPM_A_STEP = 78;
    private static final int FIRST_NEWS_STEP = 4_200;
    private static final int NEWS_SPREAD_STEPS = 1_200;
    private static final int RECOVERY_STEPS = 3_000;
    private static final int WAVES_MAX = 3;

    private final SplittableRandom random;
    private final int waves;
    private final int[] fromStep = new int[WAVES_MAX];
    private final int[] lengthSteps = new int[WAVES_MAX];
    private final int[] fallPpm = new int[WAVES_MAX];
    private final int recoveryPpm;
    private long milliTicks;

    FairValue(final SplittableRandom random, final long startTicks)
    {
        this.random = random;
        milliTicks = startTicks * MILLI;
        final int draw = random.nextInt(10);
        waves = draw < 6 ? 1 : draw < 9 ? 2 : WAVES_MAX;
        int step = FIRST_NEWS_STEP + random.nextInt(NEWS_SPREAD_STEPS);
        int fall = 0;
        for (int i = 0; i < WAVES_MAX; i++)
        {
            fromStep[i] = step;
            lengthSteps[i] = 50 + random.nextInt(350);
            fallPpm[i] = 10_000 + random.nextInt(30_000);
            step += lengthSteps[i] + 600 + random.nextInt(1_800);
            fall += i < waves ? fallPpm[i] : 0;
        }
        recoveryPpm = (int)(fall * (long)random.nextInt(400_000) / PPM);
    }

    /** The value at a step. */
    long next(final int step)
    {
        long ppm = random.nextInt(2 * WALK_PPM_A_STEP + 1) - WALK_PPM_A_STEP;
        for (int i = 0; i < waves; i++)
        {
            if (step >= fromStep[i] && step < fromStep[i] + lengthSteps[i])
            {
                ppm -= fallPpm[i] / lengthSteps[i];
            }
        }
        final int newsEnd = fromStep[waves - 1] + lengthSteps[waves - 1];
        if (step >= newsEnd && step < newsEnd + RECOVERY_STEPS)
        {
            ppm += recoveryPpm / RECOVERY_STEPS;
        }
        milliTicks += milliTicks / PPM * ppm;
        return milliTicks / MILLI;
    }
}
