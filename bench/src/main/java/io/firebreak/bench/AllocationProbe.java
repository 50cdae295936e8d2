package io.firebreak.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Target 9: bytes that the calling thread allocates while the breaker runs, trips included, after a warm-up; and the
 * control that must not be zero: the same run beside a listener that allocates 16 bytes per 1,000 events.
 */
final class AllocationProbe
{
    private static final int SLICE = 1 << 16;
    private static final int CONTROL_EVERY = 1_000;

    /** Past the first million, in which the JVM links call sites and recompiles: a few hundred bytes of its own. */
    private static final long WARM_UP_EVENTS = 4_000_000;

    private static volatile Object kept;

    private AllocationProbe()
    {
    }

    /**
     * Measure.
     *
     * @param events to run, and again for the control.
     * @return two rows; void where the engine allocated, or the control did not.
     */
    static List<Row> rows(final long events)
    {
        final StreamShape shape = StreamShape.of(100);
        final StreamGenerator generator = new StreamGenerator(shape);
        final EventStream stream = new EventStream(SLICE);
        try (EngineFeed engine = new EngineFeed(shape.instruments(), StreamGenerator.START_NS))
        {
            generator.start(stream);
            engine.run(stream);
            run(engine, generator, stream, WARM_UP_EVENTS, 0);
            engine.sums().clear();
            final long bytes = run(engine, generator, stream, events, 0);
            final String sums = engine.sums().toString();
            final long trips = engine.sums().trips;
            final long control = run(engine, generator, stream, Math.min(events, 1_000_000), CONTROL_EVERY);
            final List<Row> rows = new ArrayList<>();
            rows.add(row("allocation over " + events + " events", bytes, bytes != 0 || trips == 0, sums));
            rows.add(row("allocation, negative control", control, control == 0,
                "16 bytes per 1,000 events: must not be 0"));
            return rows;
        }
    }

    private static Row row(final String name, final long bytes, final boolean isVoid, final String check)
    {
        return new Row("9", name, bytes, "bytes", "", Double.NaN, Double.NaN, 0.0, 1, isVoid, check);
    }

    private static long run(
        final EngineFeed engine, final StreamGenerator generator, final EventStream stream, final long events,
        final int controlEvery)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(id);
        final long empty = -threads.getThreadAllocatedBytes(id) + threads.getThreadAllocatedBytes(id);
        long bytes = 0;
        for (long done = 0; done < events; done += stream.size())
        {
            generator.fill(stream);
            final long before = threads.getThreadAllocatedBytes(id);
            for (int k = 0; k < stream.size(); k++)
            {
                engine.onEvent(stream.buffer(), k * EventStream.RECORD_LENGTH);
                if (controlEvery > 0 && k % controlEvery == 0)
                {
                    kept = new Object();
                }
            }
            bytes += threads.getThreadAllocatedBytes(id) - before - empty;
        }
        return bytes;
    }
}
