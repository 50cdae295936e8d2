package io.firebreak.bench;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.MessageHeaderEncoder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The price of one SBE header through its generated flyweights, against the same bytes stored and loaded directly.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    private final MessageHeaderEncoder encoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder decoder = new MessageHeaderDecoder();
    private int template;

    /** JMH makes one per thread. */
    public CodecBenchmark()
    {
    }

    /**
     * Encodes and decodes a header through the flyweights.
     *
     * @return the template id that was read back
     */
    @Benchmark
    public int flyweights()
    {
        template = template + 1 & 63;
        encoder.wrap(buffer, 0).blockLength(40).templateId(template).schemaId(77).version(1);
        return decoder.wrap(buffer, 0).templateId();
    }

    /**
     * The baseline: the same four fields by hand.
     *
     * @return the template id that was read back
     */
    @Benchmark
    public int byHand()
    {
        template = template + 1 & 63;
        buffer.putShort(0, (short)40);
        buffer.putShort(2, (short)template);
        buffer.putShort(4, (short)77);
        buffer.putShort(6, (short)1);
        return buffer.getShort(2) & 0xFFFF;
    }
}
