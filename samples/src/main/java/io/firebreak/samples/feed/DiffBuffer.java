package io.firebreak.samples.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * Diffs received before the snapshot, kept in order until it arrives. Used once or twice a tape, so it allocates as
 * it likes.
 */
final class DiffBuffer
{
    private final List<Level> levels = new ArrayList<>();

    /**
     * One level of a buffered diff, or a diff without levels.
     *
     * @param firstId      first update id of its message.
     * @param lastId       last update id of its message.
     * @param previousId   last update id of the message before, {@link DepthCursor#NO_ID} where the venue has none.
     * @param sourceTimeNs the venue's stamp.
     * @param sideCode     side.
     * @param priceTicks   price.
     * @param qtyLots      new size.
     * @param hasLevel     false for a diff without levels.
     * @param isLast       whether the message ends here.
     */
    record Level(
        long firstId,
        long lastId,
        long previousId,
        long sourceTimeNs,
        int sideCode,
        long priceTicks,
        long qtyLots,
        boolean hasLevel,
        boolean isLast)
    {
    }

    void add(final DepthCursor.Row row, final boolean isLast)
    {
        levels.add(new Level(row.firstId, row.lastId, row.previousId, row.sourceTimeNs, row.sideCode, row.priceTicks,
            row.qtyLots, row.hasLevel, isLast));
    }

    /** The buffered levels in order; the buffer is empty afterwards. */
    List<Level> drain()
    {
        final List<Level> drained = List.copyOf(levels);
        levels.clear();
        return drained;
    }
}
