package io.firebreak.book;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * How long an update takes here: a hand tool, no test and no published number. Arguments: instruments, prices a side
 * (20 = near the touch only, 4000 = mostly far). Run on the test class path with the flags of config/jvm.args and
 * {@code -Dagrona.disable.bounds.checks=true}.
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
        generate(instruments, width, structs, sides, prices, lots);
        final LadderFixture fixture = new LadderFixture(instruments, 40 + instruments * 2 * (width / 24));
        final PriceLadder ladder = fixture.ladder;
        final double[] nanos = new double[PASSES];
        long touches = 0;
        for (int pass = 0; pass < PASSES; pass++)
        {
            for (int i = 0; i < instruments; i++)
            {
                ladder.wrap(i * PriceLadder.bytes()).initialise(8_192, 10, 10, 10);
            }
            touches = 0;
            final long start = THREAD.getCurrentThreadCpuTime();
            for (int i = 0; i < EVENTS; i++)
            {
                final int status = ladder.wrap(structs[i]).update(sides[i], prices[i], lots[i]);
                touches += status & BookStatus.TOUCH_PRICE_CHANGED;
            }
            nanos[pass] = (THREAD.getCurrentThreadCpuTime() - start) / (double)EVENTS;
        }
        System.out.printf(Locale.ROOT, "%d instruments, %d prices a side, %.1f %% touch moves", instruments, width,
            100.0 * touches / EVENTS);
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%nleast %.1f, median %.1f ns an update%n", nanos[0], nanos[PASSES / 2]);
    }

    /** Half changes, the rest adds and removals, nearer prices more often; books that never cross. */
    private static void generate(final int instruments, final int width, final int[] structs, final byte[] sides,
        final int[] prices, final int[] lots)
    {
        final Random random = new Random(42);
        final boolean[] held = new boolean[instruments * 2 * width];
        for (int i = 0; i < EVENTS; i++)
        {
            final int instrument = random.nextInt(instruments);
            final int side = random.nextInt(2);
            final int away = Math.min(random.nextInt(width), random.nextInt(width));
            final int slot = (instrument * 2 + side) * width + away;
            final boolean remove = held[slot] && random.nextInt(4) == 0;
            held[slot] = !remove;
            structs[i] = instrument * PriceLadder.bytes();
            sides[i] = (byte)side;
            prices[i] = 1_000_000 + (side == 0 ? -1 - away : 1 + away);
            lots[i] = remove ? 0 : 1 + random.nextInt(1_000);
        }
    }
}
