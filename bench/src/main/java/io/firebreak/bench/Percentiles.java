package io.firebreak.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Where a distribution of latencies lies, in nanoseconds.
 *
 * @param p50   median.
 * @param p99   of 100 values, 99 lie at or below.
 * @param p999  of 1,000 values, 999 lie at or below.
 * @param max   the longest.
 * @param count of values.
 */
record Percentiles(long p50, long p99, long p999, long max, long count)
{
    private static final String SEPARATOR = ",";

    static Percentiles of(final Histogram histogram)
    {
        return new Percentiles(histogram.getValueAtPercentile(50.0), histogram.getValueAtPercentile(99.0),
            histogram.getValueAtPercentile(99.9), histogram.getMaxValue(), histogram.getTotalCount());
    }

    static Percentiles fromField(final String field)
    {
        final String[] f = field.split(SEPARATOR);
        return new Percentiles(Long.parseLong(f[0]), Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]),
            Long.parseLong(f[4]));
    }

    String toField()
    {
        return p50 + SEPARATOR + p99 + SEPARATOR + p999 + SEPARATOR + max + SEPARATOR + count;
    }

    Map<String, Object> toMap()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("p50", p50);
        map.put("p99", p99);
        map.put("p99.9", p999);
        map.put("max", max);
        map.put("count", count);
        return map;
    }

    @Override
    public String toString()
    {
        return String.format(Locale.ROOT, "p50 %,d p99 %,d p99.9 %,d max %,d ns", p50, p99, p999, max);
    }
}
