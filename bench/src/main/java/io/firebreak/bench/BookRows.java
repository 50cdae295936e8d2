package io.firebreak.bench;

import io.firebreak.book.BookPool;
import io.firebreak.book.PriceLadder;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One level update of the book, with any number of levels and checks, beside the least that keeps touch and top-10
 * depth: two sorted arrays of 32 levels.
 */
final class BookRows
{
    private static final int UPDATES = 1 << 13;
    private static final int MOST = 32;
    private static final int TOP = 10;
    private static final int POOL_PAGES = 64;

    private final int instruments;
    private final StreamGenerator generator;
    private final EventStream events = new EventStream(UPDATES);
    private final PriceLadder ladder;
    private final long[][] keys;
    private final long[][] lots;
    private final int[] counts;
    private final long[] depths;

    BookRows(final int instruments)
    {
        this.instruments = instruments;
        generator = new StreamGenerator(StreamShape.of(instruments));
        final int pool = instruments * PriceLadder.STRUCT_LENGTH;
        final BookPool pages = new BookPool(
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(pool + BookPool.bytes(POOL_PAGES), 64)), pool);
        pages.initialise(POOL_PAGES);
        ladder = new PriceLadder(pages);
        keys = new long[2 * instruments][MOST];
        lots = new long[2 * instruments][MOST];
        counts = new int[2 * instruments];
        depths = new long[2 * instruments];
        for (int i = 0; i < instruments; i++)
        {
            ladder.wrap(i * PriceLadder.STRUCT_LENGTH).initialise(8_192, TOP, 100, 25, false);
        }
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        ladders(start);
        arrays(start);
    }

    /**
     * Measure.
     *
     * @param rounds of 8,192 events, of which nine in ten are level updates.
     * @return one row.
     */
    List<Row> rows(final int rounds)
    {
        return List.of(Paired.row("-", "book update, " + instruments + " instruments", "two sorted arrays", UPDATES,
            rounds, () -> generator.fill(events), () -> ladders(events), () -> arrays(events),
            "touch and top-10 depth after every update"));
    }

    private long ladders(final EventStream stream)
    {
        final UnsafeBuffer in = stream.buffer();
        long sum = 0;
        for (int o = 0; o < stream.size() * EventStream.RECORD_LENGTH; o += EventStream.RECORD_LENGTH)
        {
            final int side = in.getInt(o + EventStream.KIND);
            if (side < EventStream.POTENTIAL)
            {
                ladder.wrap(in.getInt(o + EventStream.INSTRUMENT) * PriceLadder.STRUCT_LENGTH);
                ladder.update(side, in.getLong(o + EventStream.PRICE), in.getLong(o + EventStream.QTY));
                sum = sum * 31 + ladder.bestTicks(side) + ladder.topDepthLots(side);
            }
        }
        return sum;
    }

    private long arrays(final EventStream stream)
    {
        final UnsafeBuffer in = stream.buffer();
        long sum = 0;
        for (int o = 0; o < stream.size() * EventStream.RECORD_LENGTH; o += EventStream.RECORD_LENGTH)
        {
            final int side = in.getInt(o + EventStream.KIND);
            if (side < EventStream.POTENTIAL)
            {
                final int s = 2 * in.getInt(o + EventStream.INSTRUMENT) + side;
                final long sign = side == 0 ? -1 : 1;
                update(s, sign * in.getLong(o + EventStream.PRICE), in.getLong(o + EventStream.QTY));
                sum = sum * 31 + sign * keys[s][0] + depths[s];
            }
        }
        return sum;
    }

    private void update(final int s, final long key, final long quantity)
    {
        final long[] k = keys[s];
        final long[] q = lots[s];
        final int count = counts[s];
        int at = 0;
        while (at < count && k[at] < key)
        {
            at++;
        }
        if (at < count && k[at] == key)
        {
            depths[s] += at < TOP ? (quantity == 0 && count > TOP ? q[TOP] : quantity) - q[at] : 0;
            q[at] = quantity;
            if (quantity == 0)
            {
                System.arraycopy(k, at + 1, k, at, count - 1 - at);
                System.arraycopy(q, at + 1, q, at, count - 1 - at);
                counts[s] = count - 1;
            }
        }
        else if (quantity > 0)
        {
            depths[s] += at < TOP ? quantity - (count >= TOP ? q[TOP - 1] : 0) : 0;
            System.arraycopy(k, at, k, at + 1, count - at);
            System.arraycopy(q, at, q, at + 1, count - at);
            k[at] = key;
            q[at] = quantity;
            counts[s] = count + 1;
        }
    }
}
