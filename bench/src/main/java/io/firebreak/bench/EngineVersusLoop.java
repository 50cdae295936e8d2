package io.firebreak.bench;

import java.util.List;

/**
 * Target 1: the whole engine, as a host calls it, beside the hand-written loop. Both run the same events in one
 * process, slice by slice in turn, so that what else the machine does falls on both; the order changes with every
 * slice. A pass is a fresh piece of the stream; a pass's figures are the medians of its slices, and its checksums must
 * be equal.
 */
final class EngineVersusLoop
{
    /** Passes, and how many of the first are dropped. */
    static final int PASSES = 9;
    static final int DROPPED = 2;

    private static final int SLICE = 1 << 17;

    private final EventStream stream = new EventStream(SLICE);
    private final EventStream start;
    private final StreamGenerator generator;
    private final HandWrittenLoop loop;
    private final EngineFeed engine;
    private final String name;
    private int slices;

    /**
     * Build both sides and play the start to both.
     *
     * @param shape of the stream.
     */
    EngineVersusLoop(final StreamShape shape)
    {
        name = "engine, " + shape.instruments() + " instruments" + (shape.zipf() ? ", Zipf" : "");
        generator = new StreamGenerator(shape);
        loop = new HandWrittenLoop(shape);
        engine = new EngineFeed(shape.instruments(), StreamGenerator.START_NS);
        start = new EventStream(generator.startSize());
        generator.start(start);
        loop.run(start);
        engine.run(start);
    }

    /**
     * Measure.
     *
     * @param events of a pass.
     * @return one row.
     */
    List<Row> rows(final int events)
    {
        final Samples values = new Samples();
        final Samples baselines = new Samples();
        final Samples ratios = new Samples();
        boolean same = loop.sums().isSameAs(engine.sums());
        for (int pass = 0; pass < PASSES; pass++)
        {
            final Samples engineNs = new Samples();
            final Samples loopNs = new Samples();
            same &= pass(events, engineNs, loopNs);
            if (pass >= DROPPED)
            {
                values.add(engineNs.median());
                baselines.add(loopNs.median());
                ratios.add(engineNs.medianRatio(loopNs));
            }
        }
        close();
        return List.of(new Row("1", name, values.median(), "ns/event", "hand-written Java loop", baselines.median(),
            ratios.median(), ratios.spreadPercent(), 1, !same,
            (same ? "equal, last pass " : "UNEQUAL, loop ") + loop.sums() +
                (same ? "" : " engine " + engine.sums())));
    }

    /**
     * A fresh piece of the stream on both sides.
     *
     * @param events   of the pass.
     * @param engineNs takes the engine's ns per event, slice by slice.
     * @param loopNs   takes the loop's.
     * @return whether both computed the same.
     */
    boolean pass(final int events, final Samples engineNs, final Samples loopNs)
    {
        loop.sums().clear();
        engine.sums().clear();
        for (int done = 0; done < events; done += SLICE)
        {
            generator.fill(stream);
            slice(engineNs, loopNs);
        }
        return loop.sums().isSameAs(engine.sums());
    }

    void close()
    {
        engine.close();
    }

    private void slice(final Samples engineNs, final Samples loopNs)
    {
        if ((slices++ & 1) == 0)
        {
            loopNs.add(runLoop());
            engineNs.add(runEngine());
        }
        else
        {
            engineNs.add(runEngine());
            loopNs.add(runLoop());
        }
    }

    private double runLoop()
    {
        final long startNs = System.nanoTime();
        loop.run(stream);
        return (System.nanoTime() - startNs) / (double)stream.size();
    }

    private double runEngine()
    {
        final long startNs = System.nanoTime();
        engine.run(stream);
        return (System.nanoTime() - startNs) / (double)stream.size();
    }
}
