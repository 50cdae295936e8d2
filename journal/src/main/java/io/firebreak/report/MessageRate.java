package io.firebreak.report;

/**
 * Counts messages in buckets of equal time. Up to a second a bucket, they widen as the series grows; beyond, seconds
 * are thinned like any other series, so that a burst of a second stays as high as it was.
 */
final class MessageRate
{
    private static final int BUCKETS = 4096;
    private static final long FIRST_BUCKET_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;

    private final long originNs;
    private final long[] counts = new long[BUCKETS];
    private final ThinnedSeries seconds;
    private long bucketNs = FIRST_BUCKET_NS;
    private boolean isFine = true;
    private long second;
    private long inSecond;
    private int end;

    /**
     * No messages yet.
     *
     * @param columns  of the series of seconds.
     * @param originNs time of the earliest message.
     */
    MessageRate(final int columns, final long originNs)
    {
        this.originNs = originNs;
        seconds = new ThinnedSeries(columns, originNs, SECOND_NS);
    }

    /** A message came. */
    void add(final long timeNs)
    {
        final long sinceNs = timeNs - originNs;
        if (sinceNs / SECOND_NS != second)
        {
            endSecond(sinceNs / SECOND_NS);
        }
        inSecond++;
        while (isFine && sinceNs / bucketNs >= BUCKETS)
        {
            widen();
        }
        if (isFine)
        {
            final int bucket = (int)(sinceNs / bucketNs);
            counts[bucket]++;
            end = Math.max(end, bucket + 1);
        }
    }

    /** Width of what is counted together. */
    long bucketNs()
    {
        return isFine ? bucketNs : SECOND_NS;
    }

    /** Hands over messages a second, at the beginning of each bucket. */
    void forEach(final ThinnedSeries.Sink sink)
    {
        if (!isFine)
        {
            endSecond(second + 1);
            seconds.forEach(sink);
            return;
        }
        for (int i = 0; i < end; i++)
        {
            sink.sample(originNs + i * bucketNs, counts[i] * (double)SECOND_NS / bucketNs);
        }
    }

    private void endSecond(final long next)
    {
        if (inSecond > 0)
        {
            seconds.add(originNs + second * SECOND_NS, inSecond);
        }
        if (next > second + 1)
        {
            // Seconds without a message: their first and their last draw the line at zero.
            seconds.add(originNs + (second + 1) * SECOND_NS, 0);
            seconds.add(originNs + (next - 1) * SECOND_NS, 0);
        }
        second = next;
        inSecond = 0;
    }

    private void widen()
    {
        bucketNs *= 2;
        isFine = bucketNs <= SECOND_NS;
        for (int i = 0; i < BUCKETS; i++)
        {
            counts[i] = 2 * i < BUCKETS ? counts[2 * i] + counts[2 * i + 1] : 0;
        }
        end = (end + 1) / 2;
    }
}
