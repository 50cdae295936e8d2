package io.firebreak.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Target 11: what an event costs with 1, 100 and 10,000 instruments, beside the hand-written loop's own growth on the
 * same events. The three sizes take turns, pass by pass, in one process.
 */
final class GrowthRows
{
    private static final int[] INSTRUMENTS = {1, 100, 10_000};

    /** Of one instrument alone: with the rate of all, its five minutes of prints would be a burden of their own. */
    private static final int EVENTS_PER_SECOND_OF_ONE = 500;

    private final EngineVersusLoop[] sides = new EngineVersusLoop[INSTRUMENTS.length];
    private final Samples[] engine = new Samples[INSTRUMENTS.length];
    private final Samples[] loop = new Samples[INSTRUMENTS.length];

    private GrowthRows()
    {
        for (int i = 0; i < INSTRUMENTS.length; i++)
        {
            sides[i] = new EngineVersusLoop(INSTRUMENTS[i] == 1 ?
                new StreamShape(1, EVENTS_PER_SECOND_OF_ONE, false, StreamShape.DEFAULT_SEED) :
                StreamShape.of(INSTRUMENTS[i]));
            engine[i] = new Samples();
            loop[i] = new Samples();
        }
    }

    /**
     * Measure.
     *
     * @param events of a pass.
     * @return a row for each step of growth.
     */
    static List<Row> rows(final int events)
    {
        return new GrowthRows().measure(events);
    }

    private List<Row> measure(final int events)
    {
        boolean same = true;
        for (int pass = 0; pass < EngineVersusLoop.PASSES; pass++)
        {
            for (int i = 0; i < sides.length; i++)
            {
                final Samples engineNs = new Samples();
                final Samples loopNs = new Samples();
                same &= sides[i].pass(events, engineNs, loopNs);
                if (pass >= EngineVersusLoop.DROPPED)
                {
                    engine[i].add(engineNs.median());
                    loop[i].add(loopNs.median());
                }
            }
        }
        final List<Row> rows = new ArrayList<>();
        for (int i = 0; i < sides.length; i++)
        {
            sides[i].close();
            if (i > 0)
            {
                rows.add(row(i, same));
            }
        }
        return rows;
    }

    private Row row(final int i, final boolean same)
    {
        final Samples ours = engine[i].ratiosTo(engine[0]);
        final Samples theirs = loop[i].ratiosTo(loop[0]);
        return new Row("11", String.format(Locale.ROOT, "growth 1 to %,d instruments", INSTRUMENTS[i]), ours.median(),
            "x", "hand-written Java loop's growth", theirs.median(), ours.medianRatio(theirs), ours.spreadPercent(), 1,
            !same, String.format(Locale.ROOT, "%s; engine %.1f to %.1f ns/event, loop %.1f to %.1f",
            same ? "equal at every size" : "UNEQUAL", engine[0].median(), engine[i].median(), loop[0].median(),
            loop[i].median()));
    }
}
