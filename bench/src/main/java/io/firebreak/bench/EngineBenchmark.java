package io.firebreak.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds of one event through the whole engine and through the hand-written loop, each alone in its forks. The
 * paired figure that is published comes from {@link EngineVersusLoop}; this one is for profilers ({@code -prof gc}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EngineBenchmark
{
    private static final int EVENTS = 1 << 17;

    /** Instruments of the stream. */
    @Param({"100", "10000"})
    public int instruments;

    private final EventStream stream = new EventStream(EVENTS);
    private StreamGenerator generator;
    private HandWrittenLoop loop;
    private EngineFeed engine;

    /** JMH makes one per thread. */
    public EngineBenchmark()
    {
    }

    /** Builds both and plays the start. */
    @Setup(Level.Trial)
    public void build()
    {
        final StreamShape shape = StreamShape.of(instruments);
        generator = new StreamGenerator(shape);
        loop = new HandWrittenLoop(shape);
        engine = new EngineFeed(instruments, StreamGenerator.START_NS);
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        loop.run(start);
        engine.run(start);
    }

    /** The next events; time spent here is not measured. */
    @Setup(Level.Invocation)
    public void next()
    {
        generator.fill(stream);
    }

    /**
     * The whole engine, as a host calls it.
     *
     * @return trips so far.
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long engine()
    {
        engine.run(stream);
        return engine.sums().trips;
    }

    /**
     * The baseline.
     *
     * @return trips so far.
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long handWrittenLoop()
    {
        loop.run(stream);
        return loop.sums().trips;
    }
}
