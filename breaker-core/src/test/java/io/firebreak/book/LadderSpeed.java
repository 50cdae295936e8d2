package io.firebreak.book;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * How long an update takes here: a hand tool, no test and no published number. Arguments: instruments, prices a side
 * (20 = near the touch only, 4000 = mostly far), per mille of updates of a level that remove it. Run on the test class
 * path with the flags of config/jvm.args and {@code -Dagrona.disable.bounds.checks=true}.
 */
final class LadderSpeed
{
    private static final int EVENTS = 2_000_000;
    private static final int PASSES = 15;

    /** Processor time, because other jobs share the cores. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private LadderSpeed()
    {
    }

    public static void main(final String[] args)
    {
        final int instruments = Integer.parseInt(args[0]);
        final int width = Integer.parseInt(args[1]);
        final int[] structs = new int[EVENTS];
        final byte[] sides = new byte[EVENTS];
        final int[] prices = new int[EVENTS];
        final int[] lots = new int[EVENTS];
        generate(instruments, width, Integer.parseInt(args[2]), structs, sides, prices, lots);
        final LadderFixture fixture = new LadderFixture(instruments, 40 + instruments * 2 * (width / 24));
        final PriceLadder ladder = fixture.ladder;
        final double[] nanos = new double[PASSES];
        final double[] plainNanos = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++)
        {
            for (int i = 0; i < instruments; i++)
            {
                ladder.wrap(i * PriceLadder.bytes()).initialise(8_192, 10, 10, 10);
            }
            nanos[pass] = ladder(ladder, structs, sides, prices, lots);
            final PlainBook[] plain = new PlainBook[instruments * 2];
            Arrays.setAll(plain, i -> new PlainBook(width));
            plainNanos[pass] = plain(plain, structs, sides, prices, lots);
            for (int i = 0; i < plain.length; i++)
            {
                if (plain[i].top != ladder.wrap(i / 2 * PriceLadder.bytes()).topDepthLots(i & 1))
                {
                    throw new IllegalStateException("the two books differ");
                }
            }
        }
        Arrays.sort(nanos);
        Arrays.sort(plainNanos);
        System.out.printf(Locale.ROOT, "%s: ladder least %.1f, median %.1f ns an update; bare arrays %.1f, %.1f%n",
            String.join(" ", args), nanos[0], nanos[PASSES / 2], plainNanos[0], plainNanos[PASSES / 2]);
    }

    private static double ladder(final PriceLadder ladder, final int[] structs, final byte[] sides, final int[] prices,
        final int[] lots)
    {
        final long start = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < EVENTS; i++)
        {
            ladder.wrap(structs[i]).update(sides[i], prices[i], lots[i]);
        }
        return (THREAD.getCurrentThreadCpuTime() - start) / (double)EVENTS;
    }

    private static double plain(final PlainBook[] books, final int[] structs, final byte[] sides, final int[] prices,
        final int[] lots)
    {
        final long start = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < EVENTS; i++)
        {
            books[structs[i] / PriceLadder.bytes() * 2 + sides[i]].update(sides[i], prices[i], lots[i]);
        }
        return (THREAD.getCurrentThreadCpuTime() - start) / (double)EVENTS;
    }

    /** The least that could be done: two sorted heap arrays and the top-10 sum; no bands, no far part, no checks. */
    private static final class PlainBook
    {
        private final long[] keys;
        private final long[] lots;
        private int count;
        private long top;

        PlainBook(final int width)
        {
            keys = new long[width];
            lots = new long[width];
        }

        void update(final int side, final long price, final long newLots)
        {
            final long key = side == 0 ? -price : price;
            int i = 0;
            while (i < count && keys[i] < key)
            {
                i++;
            }
            if (i < count && keys[i] == key)
            {
                final long old = lots[i];
                if (newLots == 0)
                {
                    System.arraycopy(keys, i + 1, keys, i, count - i - 1);
                    System.arraycopy(lots, i + 1, lots, i, count - i - 1);
                    count--;
                    top += i < 10 ? (count >= 10 ? lots[9] : 0) - old : 0;
                    return;
                }
                lots[i] = newLots;
                top += i < 10 ? newLots - old : 0;
                return;
            }
            if (newLots != 0)
            {
                top += i < 10 ? newLots - (count >= 10 ? lots[9] : 0) : 0;
                System.arraycopy(keys, i, keys, i + 1, count - i);
                System.arraycopy(lots, i, lots, i + 1, count - i);
                keys[i] = key;
                lots[i] = newLots;
                count++;
            }
        }
    }

    /** Changes, adds and removals, nearer prices more often; books that never cross. */
    private static void generate(final int instruments, final int width, final int removals, final int[] structs,
        final byte[] sides, final int[] prices, final int[] lots)
    {
        final Random random = new Random(42);
        final boolean[] held = new boolean[instruments * 2 * width];
        for (int i = 0; i < EVENTS; i++)
        {
            final int instrument = random.nextInt(instruments);
            final int side = random.nextInt(2);
            final int away = Math.min(random.nextInt(width), random.nextInt(width));
            final int slot = (instrument * 2 + side) * width + away;
            final boolean remove = held[slot] && random.nextInt(1_000) < removals;
            held[slot] = !remove;
            structs[i] = instrument * PriceLadder.bytes();
            sides[i] = (byte)side;
            prices[i] = 1_000_000 + (side == 0 ? -1 - away : 1 + away);
            lots[i] = remove ? 0 : 1 + random.nextInt(1_000);
        }
    }
}
