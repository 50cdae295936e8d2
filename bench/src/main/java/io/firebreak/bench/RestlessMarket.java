package io.firebreak.bench;

import java.util.SplittableRandom;

/**
 * A market in which every event leaves the armed envelope: prints and potential trades in turn, each a sweep of its
 * own, at prices of a million ticks that stand 1 % above and 1 % below their average for half a minute each, so that
 * an average of five minutes moves by several ticks, and every limit that rests on it, from one event to the next. No
 * band is reached, so that nothing but the evaluation is measured.
 */
final class RestlessMarket implements MarketStream
{
    private static final long MIDDLE_TICKS = 1_000_000;
    private static final long AWAY_TICKS = 10_000;
    private static final int JITTER_TICKS = 500;
    private static final long STEP_NS = 100_000_000L;
    private static final long HALF_PERIOD_NS = 30_000_000_000L;
    private static final int WARM_UP_EVENTS = 2_000;

    private final SplittableRandom random = new SplittableRandom(StreamShape.DEFAULT_SEED);
    private final int instruments;
    private long events;

    RestlessMarket(final int instruments)
    {
        this.instruments = instruments;
    }

    @Override
    public int startSize()
    {
        return WARM_UP_EVENTS * instruments;
    }

    @Override
    public void start(final EventStream stream)
    {
        fill(stream);
    }

    @Override
    public void fill(final EventStream stream)
    {
        stream.clear();
        while (!stream.isFull())
        {
            final long round = events / instruments;
            final int i = (int)(events % instruments);
            final long nowNs = StreamGenerator.START_NS + round * STEP_NS + i * (STEP_NS / instruments);
            final long away = (nowNs / HALF_PERIOD_NS & 1) == 0 ? AWAY_TICKS : -AWAY_TICKS;
            final int kind = (round & 1) == 0 ? EventStream.TRADE : EventStream.POTENTIAL;
            stream.add(nowNs, i, kind + random.nextInt(2), MIDDLE_TICKS + away + random.nextInt(JITTER_TICKS), 10);
            events++;
        }
    }
}
