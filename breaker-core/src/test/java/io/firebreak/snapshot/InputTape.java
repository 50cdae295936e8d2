package io.firebreak.snapshot;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.rulebook.CompiledRulebook;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Inputs in their order, and the engine they are for. */
public record InputTape(CompiledRulebook rulebook, Capacities capacities, List<Input> inputs)
{
    /** One message. */
    public record Input(long timeNs, byte[] message)
    {
    }

    /** What one input led to. */
    record Step(ByteBuffer decisions, long digest)
    {
    }

    BreakerEngine engine()
    {
        return engine(capacities);
    }

    BreakerEngine engine(final Capacities declared)
    {
        return new BreakerEngine(declared, new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
    }

    /** Run some of the inputs. */
    List<Step> run(final BreakerEngine engine, final int from, final int to)
    {
        final List<Step> steps = new ArrayList<>();
        final UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 20]);
        for (final Input input : inputs.subList(from, to))
        {
            final UnsafeBuffer in = new UnsafeBuffer(input.message());
            final int bytes = engine.onMessage(input.timeNs(), in, 0, input.message().length, out, 0);
            final byte[] decisions = new byte[bytes];
            out.getBytes(0, decisions);
            steps.add(new Step(ByteBuffer.wrap(decisions), engine.digest()));
        }
        return steps;
    }
}
