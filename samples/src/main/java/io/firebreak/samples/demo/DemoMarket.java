package io.firebreak.samples.demo;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedSink;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The demo's market as a tape: every tenth of a second each instrument's book follows its mid, and often it prints.
 * After ten minutes the first instrument falls by a tenth within eight seconds while its makers withdraw, then finds
 * half of it back. Deterministic: one seeded generator, integers only.
 */
final class DemoMarket implements FeedReader
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long STEP_NS = 100_000_000L;
    private static final int STEPS = 12_000;
    private static final int SHOCK_STEP = 6_000;
    private static final int SHOCK_STEPS = 80;
    private static final int LEVELS = 10;
    private static final int BUY = Side.BUY.code();
    private static final int SELL = Side.SELL.code();
    private static final List<TapeInstrument> INSTRUMENTS = List.of(
        new TapeInstrument("EMBER-PERP", 2, 1, 3, null),
        new TapeInstrument("CEDAR-PERP", 2, 1, 3, null),
        new TapeInstrument("GRANITE-PERP", 2, 1, 3, null));

    private final SplittableRandom random;
    private final long[] mid = {250_000, 42_000, 1_200_000};
    private final long[] shown = new long[INSTRUMENTS.size()];
    private long rows;
    private long prints;

    DemoMarket(final long seed)
    {
        random = new SplittableRandom(seed);
    }

    @Override
    public void start(final FeedSink sink)
    {
        for (int i = 0; i < INSTRUMENTS.size(); i++)
        {
            sink.instrument(START_NS, i, INSTRUMENTS.get(i));
        }
    }

    @Override
    public boolean next(final FeedSink sink)
    {
        final int instrument = (int)(rows % INSTRUMENTS.size());
        final int step = (int)(rows / INSTRUMENTS.size());
        rows++;
        final long timeNs = START_NS + (step + 1) * STEP_NS;
        final boolean isShock = instrument == 0 && step >= SHOCK_STEP && step < SHOCK_STEP + SHOCK_STEPS;
        move(instrument, step, isShock);
        book(sink, timeNs, instrument, isShock ? 20 : 1_000);
        if (isShock || random.nextInt(3) == 0)
        {
            final boolean buys = !isShock && random.nextBoolean();
            sink.print(timeNs, timeNs, instrument, buys ? BUY : SELL, mid[instrument] + (buys ? 1 : -1),
                1 + random.nextInt(50), ++prints, InputFlags.ELIGIBLE);
        }
        return rows < (long)STEPS * INSTRUMENTS.size();
    }

    private void move(final int instrument, final int step, final boolean isShock)
    {
        final long unit = Math.max(1, mid[instrument] / 50_000);
        if (isShock)
        {
            mid[instrument] -= mid[instrument] / 760;
        }
        else if (instrument == 0 && step >= SHOCK_STEP + 2 * SHOCK_STEPS && step < SHOCK_STEP + 12 * SHOCK_STEPS)
        {
            mid[instrument] += mid[instrument] / 19_000 + unit * random.nextInt(-1, 2);
        }
        else
        {
            mid[instrument] += unit * random.nextInt(-1, 2);
        }
    }

    /**
     * Moves the whole ladder with the mid; levels that would cross leave first.
     */
    private void book(final FeedSink sink, final long timeNs, final int instrument, final int size)
    {
        final long from = shown[instrument];
        final long to = mid[instrument];
        for (int k = 1; from != 0 && from != to && k <= LEVELS; k++)
        {
            if (Math.abs(from - k - to) > LEVELS || from - k >= to)
            {
                sink.bookLevel(timeNs, timeNs, instrument, BUY, from - k, 0, true);
            }
            if (Math.abs(from + k - to) > LEVELS || from + k <= to)
            {
                sink.bookLevel(timeNs, timeNs, instrument, SELL, from + k, 0, true);
            }
        }
        for (int k = 1; k <= LEVELS; k++)
        {
            sink.bookLevel(timeNs, timeNs, instrument, BUY, to - k, 1 + random.nextInt(size), true);
            sink.bookLevel(timeNs, timeNs, instrument, SELL, to + k, 1 + random.nextInt(size), k < LEVELS);
        }
        shown[instrument] = to;
    }

    @Override
    public long rows()
    {
        return rows;
    }

    @Override
    public long timeNs()
    {
        return START_NS + (rows + INSTRUMENTS.size() - 1) / INSTRUMENTS.size() * STEP_NS;
    }

    @Override
    public long nextTimeNs()
    {
        return START_NS + (rows / INSTRUMENTS.size() + 1) * STEP_NS;
    }

    @Override
    public ClockSource clock()
    {
        return ClockSource.EXCHANGE;
    }

    @Override
    public List<TapeInstrument> instruments()
    {
        return INSTRUMENTS;
    }

    @Override
    public List<String> notes()
    {
        return List.of("a market made from a seed: EMBER-PERP falls after ten minutes, the others do not");
    }

    @Override
    public Map<String, Long> counters()
    {
        return Map.of("prints", prints);
    }

    @Override
    public void close()
    {
        // a market without a file has nothing to close
    }
}
