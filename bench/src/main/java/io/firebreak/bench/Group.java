package io.firebreak.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that share a JVM.
 */
enum Group
{
    /** Target 1 at 100 instruments. */
    ENGINE_100,

    /** Target 1 at 10,000 instruments. */
    ENGINE_10000,

    /** Target 11, 1 to 10,000 instruments. */
    GROWTH,

    /** Target 2, a check of the gate. */
    GATE,

    /** A level update of the book. */
    BOOK,

    /** Target 12, on and off with 1 to 64 rules, inside and outside. */
    ENVELOPE,

    /** The cost of 1, 8 and 64 distinct breakers, of an ordinary event and of one outside the envelope. */
    BREAKERS,

    /** One update of each estimator. */
    ESTIMATORS,

    /** Target 5, the journal's thread. */
    JOURNAL,

    /** Target 6 at 100 and 10,000 instruments. */
    SUSTAINED,

    /** Target 7 at 100 instruments. */
    TICK_100,

    /** Target 7 at 10,000 instruments. */
    TICK_10000,

    /** Target 8, without a journal and with one. */
    RING,

    /** Target 10. */
    REPLAY,

    /** Target 4, the hand-off between the two cores. */
    HAND_OFF,

    /** Target 9. */
    ALLOCATION;

    private static final int EVENTS = 1 << 22;
    private static final int QUICK_EVENTS = 1 << 20;
    private static final int GROWN_EVENTS = 1 << 21;
    private static final int QUICK_GROWN_EVENTS = 1 << 19;
    private static final int SUSTAINED_EVENTS = 1 << 21;
    private static final int QUICK_SUSTAINED_EVENTS = 1 << 19;
    private static final int PACED_EVENTS = 125_000;
    private static final int RING_EVENTS = 50_000;
    private static final int PACED_PASSES = 40;
    private static final int QUICK_PACED_PASSES = 8;
    private static final int ROUNDS = 1_000;
    private static final int QUICK_ROUNDS = 200;
    private static final int ENVELOPE_ROUNDS = 281;
    private static final int QUICK_ENVELOPE_ROUNDS = 29;
    private static final int REPLAYS = 41;
    private static final int QUICK_REPLAYS = 9;
    private static final int BURSTS = 1_000;
    private static final int QUICK_BURSTS = 300;
    private static final long PROBED_EVENTS = 100_000_000L;
    private static final long QUICK_PROBED_EVENTS = 20_000_000L;

    /** Whether its rows are distributions, which {@code --out} keeps. */
    boolean isDistribution()
    {
        return this == TICK_100 || this == TICK_10000 || this == RING;
    }

    /**
     * Measure here.
     *
     * @param quick shorter passes.
     * @param out   folder for the distributions; null keeps none.
     * @return the rows.
     * @throws IOException when a file cannot be written.
     */
    List<Row> measure(final boolean quick, final Path out) throws IOException
    {
        final List<Row> rows = new ArrayList<>();
        switch (this)
        {
            case ENGINE_100:
                return new EngineVersusLoop(StreamShape.of(100)).rows(quick ? QUICK_EVENTS : EVENTS);
            case ENGINE_10000:
                return new EngineVersusLoop(StreamShape.of(10_000)).rows(quick ? QUICK_EVENTS : EVENTS);
            case GROWTH:
                return GrowthRows.rows(quick ? QUICK_GROWN_EVENTS : GROWN_EVENTS);
            case GATE:
                rows.addAll(new GateRows(100).rows(quick ? QUICK_ROUNDS : ROUNDS));
                rows.addAll(new GateRows(10_000).rows(quick ? QUICK_ROUNDS : ROUNDS));
                return rows;
            case BOOK:
                return new BookRows(100).rows(quick ? QUICK_ROUNDS : ROUNDS);
            case ENVELOPE:
                for (final EnvelopeRows.Place place : EnvelopeRows.Place.values())
                {
                    rows.addAll(new EnvelopeRows(place).rows(quick ? QUICK_ENVELOPE_ROUNDS : ENVELOPE_ROUNDS));
                }
                return rows;
            case BREAKERS:
                for (final BreakerRows.Place place : BreakerRows.Place.values())
                {
                    rows.addAll(new BreakerRows(place).rows(quick ? QUICK_ENVELOPE_ROUNDS : ENVELOPE_ROUNDS));
                }
                return rows;
            case ESTIMATORS:
                rows.addAll(new EstimatorRows().rows(quick ? QUICK_ROUNDS : ROUNDS));
                rows.addAll(new WindowRows().rows(quick ? QUICK_ROUNDS : ROUNDS));
                return rows;
            case JOURNAL:
                return JournalRows.rows(quick ? QUICK_ROUNDS : ROUNDS);
            case SUSTAINED:
                rows.addAll(SustainedRows.rows(100, quick ? QUICK_SUSTAINED_EVENTS : SUSTAINED_EVENTS));
                rows.addAll(SustainedRows.rows(10_000, quick ? QUICK_SUSTAINED_EVENTS : SUSTAINED_EVENTS));
                return rows;
            case TICK_100:
                return TickRows.rows(100, quick ? QUICK_PACED_PASSES : PACED_PASSES, PACED_EVENTS, out);
            case TICK_10000:
                return TickRows.rows(10_000, quick ? QUICK_PACED_PASSES : PACED_PASSES, PACED_EVENTS, out);
            case RING:
                rows.addAll(RingRows.rows(false, quick ? QUICK_PACED_PASSES : PACED_PASSES, RING_EVENTS, out));
                rows.addAll(RingRows.rows(true, quick ? QUICK_PACED_PASSES : PACED_PASSES, RING_EVENTS, out));
                return rows;
            case REPLAY:
                return ReplayRows.rows(quick ? QUICK_REPLAYS : REPLAYS);
            case HAND_OFF:
                return HandOff.rows(quick ? QUICK_BURSTS : BURSTS);
            default:
                return AllocationProbe.rows(quick ? QUICK_PROBED_EVENTS : PROBED_EVENTS);
        }
    }
}
