package io.firebreak.bench;

import org.HdrHistogram.Histogram;

/**
 * One latency over the passes of a run: all of it together, and its median and p99.9 of each pass.
 */
final class Distribution
{
    private static final double TAIL = 99.9;

    private final String tag;
    private final Histogram all = PacedPass.histogram();
    private final Samples medians = new Samples();
    private final Samples tails = new Samples();

    Distribution(final String tag)
    {
        this.tag = tag;
    }

    /** Take a pass that counts. */
    void add(final Histogram pass, final LatencyLog log)
    {
        all.add(pass);
        medians.add(pass.getValueAtPercentile(50.0));
        tails.add(pass.getValueAtPercentile(TAIL));
        log.interval(tag, pass);
    }

    void end(final LatencyLog log)
    {
        log.total(tag, all);
    }

    Samples medians()
    {
        return medians;
    }

    Samples tails()
    {
        return tails;
    }

    Percentiles percentiles()
    {
        return Percentiles.of(all);
    }
}
