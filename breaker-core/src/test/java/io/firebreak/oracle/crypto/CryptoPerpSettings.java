package io.firebreak.oracle.crypto;

/** Every number of section 3 of the calibration page, as plain mutable fields. */
public final class CryptoPerpSettings
{
    /** Nanoseconds of one second. */
    public static final long SECOND = 1_000_000_000L;

    /** Time constant of the reference average, nanoseconds. */
    public long emaTauNs = 300 * SECOND;
    /** Time after the first print before which nothing trips and no limit state opens, nanoseconds. */
    public long warmUpNs = 300 * SECOND;
    /** Number of sweeps in the median filter. */
    public int filterSweeps = 5;
    /** Smallest band width on each side, parts per million. */
    public double floorPpm = 30_000;
    /** Multiple of the slow sigma in the band width. */
    public double widthSigmas = 4;
    /** Horizon to which the slow sigma is scaled in the band width, nanoseconds. */
    public long widthHorizonNs = 300 * SECOND;
    /** Largest effective width, parts per million. */
    public double capPpm = 120_000;
    /** Whether the effective width stands still while a limit state is open. */
    public boolean freeze = true;
    /** Whether the frozen state also holds the limits in ticks (words of the page), not only the width (table). */
    public boolean freezeLimits;
    /** Whether each rule has a limit state of its own (words of the page); one common state otherwise (table). */
    public boolean separateStates;
    /** Sweeps beyond the limit that a trip needs. */
    public int confirmSweeps = 3;
    /** Time since the first sweep beyond the limit that a trip needs, nanoseconds. */
    public long confirmNs = SECOND;
    /** Whether the band rule is armed. */
    public boolean bandOn = true;
    /** Whether the two velocity rules are armed. */
    public boolean velocityOn = true;
    /** Whether the volatility rule is armed. */
    public boolean volatilityOn = true;
    /** Window of the first velocity rule, nanoseconds. */
    public long velocity1WindowNs = 10 * SECOND;
    /** Threshold of the first velocity rule, parts per million. */
    public double velocity1Ppm = 25_000;
    /** Window of the second velocity rule, nanoseconds. */
    public long velocity2WindowNs = 60 * SECOND;
    /** Threshold of the second velocity rule, parts per million. */
    public double velocity2Ppm = 35_000;
    /** Threshold of the fast sigma, parts per million per square root of a minute. */
    public double volatilityPpm = 12_500;
    /** Threshold of the fast sigma as a multiple of the slow one. */
    public double volatilityRatio = 3;
    /** Time for which the volatility condition must hold, nanoseconds. */
    public long volatilityHoldNs = 2 * SECOND;
    /** Time constant of the fast sigma, nanoseconds. */
    public long fastTauNs = 30 * SECOND;
    /** Time constant of the slow sigma, nanoseconds. */
    public long slowTauNs = 3_600 * SECOND;
    /** Growth of the widening factor at a trip; 1 switches widening off. */
    public double wideningStep = 1.5;
    /** Largest widening factor. */
    public double wideningMax = 4;
    /** Time in which the widening above 1 falls to 1/e, nanoseconds. */
    public long wideningDecayNs = 1_200 * SECOND;
    /** First pause, nanoseconds. */
    public long pauseNs = 60 * SECOND;
    /** Longest pause, nanoseconds; equal to the first pause it switches growth off. */
    public long pauseMaxNs = 300 * SECOND;
    /** Trips that follow within this time double the pause, nanoseconds. */
    public long growthWindowNs = 900 * SECOND;
    /** Random tail added to every pause, already drawn, nanoseconds. */
    public long pauseTailNs = 0;
    /** Trips allowed within the rate window; one more latches. */
    public int tripCap = 12;
    /** Rate window, nanoseconds. */
    public long tripCapWindowNs = 3_600 * SECOND;
    /** Age beyond which the mid is no longer fresh, nanoseconds. */
    public long midFreshNs = Long.MAX_VALUE;

    /** Makes the shipped settings. */
    public CryptoPerpSettings()
    {
    }
}
