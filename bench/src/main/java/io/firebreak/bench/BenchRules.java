package io.firebreak.bench;

/**
 * The numbers of the bench rulebook ({@code bench.conf}), which the hand-written loop has compiled into its code. A
 * test compares them with the file.
 */
final class BenchRules
{
    static final double AVERAGE_TAU_NS = 300e9;
    static final long WINDOW_NS = 300_000_000_000L;
    static final int WINDOW_SECONDS = 300;
    static final long MIN_HOLD_NS = 30_000_000_000L;

    /** The mean is published from a change of 1/100 on. */
    static final long MIN_CHANGE_DIVISOR = 100;

    /** Half width of the band round the mean in force, ppm. */
    static final long MEAN_BAND_PPM = 100_000;

    static final double FLOOR = 30_000 * 1e-6;
    static final double CAP = 120_000 * 1e-6;
    static final double SIGMAS = 4_000_000 * 1e-6;
    static final double HORIZON_SECONDS = 300_000_000_000L * 1e-9;
    static final double FAST_TAU_SECONDS = 30_000_000_000L * 1e-9;
    static final double SLOW_TAU_SECONDS = 3_600_000_000_000L * 1e-9;
    static final long PAUSE_NS = 1_000_000_000L;
    static final int SWEEPS = 5;
    static final int TOP_LEVELS = 10;
    static final long THIN_LOTS = 2_800;
    static final long WIDE_TICKS = 12;

    private BenchRules()
    {
    }
}
