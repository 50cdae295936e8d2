package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.TickEncoder;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.SlotWriter;
import io.firebreak.record.InputLayout;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A host that encodes its inputs itself, into slots that it claims, allocates nothing by that. */
class ClaimAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 100_000;
    private static final long START_NS = 1_760_000_000_000_000_000L;

    private static volatile Object kept;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TickEncoder tick = new TickEncoder();
    private long timeNs = START_NS;

    @Test
    void shouldAllocateNothingWhenSlotsAreClaimedAndCommitted()
    {
        assertThat(allocated(false)).isZero();
    }

    @Test
    void shouldSeeTheBytesWhenTheHostAllocates()
    {
        assertThat(allocated(true)).isGreaterThanOrEqualTo(16L * ROUNDS);
    }

    /** Least of a few runs: what the JVM allocates beside us, once, is not ours. */
    private long allocated(final boolean isControl)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))
            .listener((template, buffer, offset, length) -> { }));
        final long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++)
        {
            final long before = THREADS.getThreadAllocatedBytes(id);
            for (int i = 0; i < ROUNDS; i++)
            {
                publish(pipeline.writer());
                kept = isControl ? new Object() : kept;
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(id) - before);
        }
        pipeline.close();
        return least;
    }

    private void publish(final SlotWriter writer)
    {
        timeNs += 1_000;
        int at = writer.tryClaim(1, 0, timeNs);
        while (at < 0)
        {
            at = writer.tryClaim(1, 0, timeNs);
        }
        tick.wrapAndApplyHeader(writer.buffer(), at, header).scope(Scope.market(0)).flags(0);
        writer.commit(InputLayout.SBE_HEADER_LENGTH + TickEncoder.BLOCK_LENGTH);
    }
}
