package io.firebreak.samples.feed;

import io.firebreak.feed.FeedSink;
import java.util.Map;

/**
 * Joins a snapshot and the diffs round it by the exchange's rule: keep the diffs that arrive before the snapshot, drop
 * those whose last update id is not newer than the snapshot's, apply the rest in order. A diff follows its
 * predecessor when its previous id is that one's last id, or, where the venue sends none, when its first id is one
 * more; otherwise updates are missing and a gap is published.
 * <p>
 * With join {@code none} the diffs before the snapshot are dropped and every later one is applied: wrong on purpose,
 * so that the check for crossed books can fail.
 */
final class DepthJoin
{
    private final boolean isExchangeRule;
    private final DiffBuffer buffer = new DiffBuffer();
    private boolean hasSnapshot;
    private boolean isInsideSnapshot;
    private boolean isFirstOfMessage = true;
    private boolean isApplied;
    private long snapshotId;
    private long lastId;
    private boolean hasPredecessor;
    private long checks;
    private long crossed;
    private long diffs;
    private long dropped;
    private long gaps;

    DepthJoin(final boolean isExchangeRule)
    {
        this.isExchangeRule = isExchangeRule;
    }

    /** One level of a snapshot. */
    void onSnapshot(final FeedSink sink, final long timeNs, final DepthCursor.Row row, final boolean moreFollows)
    {
        if (!isInsideSnapshot)
        {
            sink.bookClear(timeNs, row.sourceTimeNs, TapeReader.INSTRUMENT);
            isInsideSnapshot = true;
        }
        if (row.hasLevel)
        {
            sink.bookLevel(
                timeNs, row.sourceTimeNs, TapeReader.INSTRUMENT, row.sideCode, row.priceTicks, row.qtyLots,
                moreFollows);
        }
        if (!moreFollows)
        {
            isInsideSnapshot = false;
            hasSnapshot = true;
            snapshotId = row.lastId;
            hasPredecessor = false;
            sink.bookReady(timeNs, row.sourceTimeNs, TapeReader.INSTRUMENT);
            for (final DiffBuffer.Level level : buffer.drain())
            {
                apply(sink, timeNs, level);
            }
        }
    }

    /** One level of a diff. */
    void onDiff(final FeedSink sink, final long timeNs, final DepthCursor.Row row, final boolean moreFollows)
    {
        if (hasSnapshot)
        {
            apply(sink, timeNs, row.firstId, row.lastId, row.previousId, row.sourceTimeNs, row.sideCode,
                row.priceTicks, row.qtyLots, row.hasLevel, !moreFollows);
        }
        else if (isExchangeRule)
        {
            buffer.add(row, !moreFollows);
        }
        else if (!moreFollows)
        {
            diffs++;
            dropped++;
        }
    }

    /** Whether the ladder has been sent. */
    boolean hasSnapshot()
    {
        return hasSnapshot;
    }

    void counters(final Map<String, Long> counters)
    {
        counters.put("depth messages", diffs);
        counters.put("dropped by the join", dropped);
        counters.put("sequence gaps", gaps);
        counters.put("book checks", checks);
        counters.put("crossed books", crossed);
    }

    private void apply(final FeedSink sink, final long timeNs, final DiffBuffer.Level level)
    {
        apply(sink, timeNs, level.firstId(), level.lastId(), level.previousId(), level.sourceTimeNs(),
            level.sideCode(), level.priceTicks(), level.qtyLots(), level.hasLevel(), level.isLast());
    }

    private void apply(
        final FeedSink sink,
        final long timeNs,
        final long messageFirstId,
        final long messageLastId,
        final long messagePreviousId,
        final long sourceTimeNs,
        final int sideCode,
        final long priceTicks,
        final long qtyLots,
        final boolean hasLevel,
        final boolean isLast)
    {
        if (isFirstOfMessage)
        {
            diffs++;
            isApplied = !isExchangeRule || messageLastId > snapshotId;
            if (!isApplied)
            {
                dropped++;
            }
            else
            {
                follow(sink, timeNs, messageFirstId, messagePreviousId);
                lastId = messageLastId;
                hasPredecessor = true;
            }
        }
        isFirstOfMessage = isLast;
        if (isApplied && hasLevel)
        {
            sink.bookLevel(timeNs, sourceTimeNs, TapeReader.INSTRUMENT, sideCode, priceTicks, qtyLots, !isLast);
        }
        if (isApplied && isLast)
        {
            check(sink);
        }
    }

    private void follow(final FeedSink sink, final long timeNs, final long firstId, final long previousId)
    {
        final boolean follows;
        if (hasPredecessor)
        {
            follows = previousId == DepthCursor.NO_ID ? firstId == lastId + 1 : previousId == lastId;
        }
        else
        {
            lastId = snapshotId;
            follows = !isExchangeRule || firstId <= snapshotId + 1
                || previousId != DepthCursor.NO_ID && previousId <= snapshotId;
        }
        if (!follows)
        {
            gaps++;
            // Futures ids are not contiguous: how many updates are missing is an upper bound there.
            final long missing = Math.max(1, firstId - lastId - 1);
            sink.gap(timeNs, TapeReader.INSTRUMENT, lastId + 1, lastId + missing, missing);
        }
    }

    private void check(final FeedSink sink)
    {
        checks++;
        final long bid = sink.bestBidTicks(TapeReader.INSTRUMENT);
        final long ask = sink.bestAskTicks(TapeReader.INSTRUMENT);
        if (bid != FeedSink.NONE && ask != FeedSink.NONE && bid > ask)
        {
            crossed++;
        }
    }
}
