package io.firebreak.bench;

import java.util.SplittableRandom;

/**
 * The stream of spec/performance.md, "Method", from a fixed seed: 90 % level adds, changes and deletes on books of 8 to
 * 16 levels a side that never cross, 10 % fills. Half of the fills are a potential trade and then its print, half a
 * print alone; one potential trade in {@value #WILD_ONE_IN} is priced far outside any band and prints nothing.
 * <p>
 * Stateful: every {@link #fill} goes on where the last one stopped, so that a pass is never played twice and event time
 * never jumps back. One thread.
 */
final class StreamGenerator implements MarketStream
{
    /** Levels a side at the start, and at most. */
    static final int LEVELS = 16;

    /** Prints per event, on average. */
    static final double PRINTS_PER_EVENT = 0.1 * 2 / 3;

    /** One potential trade in so many is wild. */
    static final int WILD_ONE_IN = 200;

    static final long START_NS = 1_760_000_000_000_000_000L;
    private static final int LEAST_LEVELS = 8;
    private static final int MAX_LOTS = 1_000;

    private final StreamShape shape;
    private final boolean isWild;
    private final SplittableRandom random;
    private final GeneratedBook[] books;
    private final double[] cumulative;
    private final long stepNs;
    private long timeNs = START_NS;

    StreamGenerator(final StreamShape shape)
    {
        this(shape, true);
    }

    /** The same market; without its wild potential trades nothing trips. */
    StreamGenerator(final StreamShape shape, final boolean isWild)
    {
        this.shape = shape;
        this.isWild = isWild;
        random = new SplittableRandom(shape.seed());
        stepNs = 1_000_000_000L / shape.eventsPerSecond();
        books = new GeneratedBook[shape.instruments()];
        cumulative = new double[shape.instruments()];
        double sum = 0.0;
        for (int i = 0; i < books.length; i++)
        {
            books[i] = new GeneratedBook(50_000 + random.nextInt(150_000));
            sum += shape.zipf() ? 1.0 / (i + 1) : 1.0;
            cumulative[i] = sum;
        }
    }

    @Override
    public int startSize()
    {
        return books.length * 2 * LEVELS;
    }

    /**
     * The books at the start: {@value #LEVELS} levels a side of every instrument, best first.
     *
     * @param stream takes them; must have room.
     */
    @Override
    public void start(final EventStream stream)
    {
        stream.clear();
        for (int level = 0; level < LEVELS; level++)
        {
            for (int i = 0; i < books.length; i++)
            {
                for (int side = 0; side < 2; side++)
                {
                    final long price = books[i].extend(side);
                    stream.add(nextNs(), i, EventStream.LEVEL + side, price, lots());
                }
            }
        }
    }

    /**
     * Go on.
     *
     * @param stream filled to its capacity.
     */
    @Override
    public void fill(final EventStream stream)
    {
        stream.clear();
        while (!stream.isFull())
        {
            final int i = instrument();
            // 2 in 29 steps are fills, of 1.5 events on average: 10 % of the events.
            final int dice = random.nextInt(29);
            if (dice >= 2 || stream.capacity() - stream.size() < 2)
            {
                level(stream, i);
            }
            else
            {
                trade(stream, i, dice == 0);
            }
        }
    }

    private void level(final EventStream stream, final int i)
    {
        final GeneratedBook book = books[i];
        final int side = random.nextInt(2);
        final int dice = random.nextInt(100);
        book.drift(random);
        final long price;
        if (dice < 35 && book.count(side) < LEVELS)
        {
            price = book.add(side, random);
            stream.add(nextNs(), i, EventStream.LEVEL + side, price, lots());
        }
        else if (dice >= 70 && book.count(side) > LEAST_LEVELS)
        {
            price = book.remove(side, random);
            stream.add(nextNs(), i, EventStream.LEVEL + side, price, 0);
        }
        else
        {
            price = book.price(side, random.nextInt(book.count(side)));
            stream.add(nextNs(), i, EventStream.LEVEL + side, price, lots());
        }
    }

    private void trade(final EventStream stream, final int i, final boolean announced)
    {
        final int side = random.nextInt(2);
        final long price = books[i].price(1 - side, 0);
        if (announced && random.nextInt(WILD_ONE_IN) == 0 && isWild)
        {
            stream.add(nextNs(), i, EventStream.POTENTIAL + side, side == 0 ? price * 2 : price / 2, lots());
            return;
        }
        final long lots = lots();
        if (announced)
        {
            stream.add(nextNs(), i, EventStream.POTENTIAL + side, price, lots);
        }
        stream.add(nextNs(), i, EventStream.TRADE + side, price, lots);
    }

    private int instrument()
    {
        if (!shape.zipf())
        {
            return random.nextInt(books.length);
        }
        final double u = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high)
        {
            final int middle = low + high >>> 1;
            if (cumulative[middle] < u)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private long nextNs()
    {
        timeNs += stepNs / 2 + random.nextLong(stepNs);
        return timeNs;
    }

    private long lots()
    {
        return 1 + random.nextInt(MAX_LOTS);
    }
}
