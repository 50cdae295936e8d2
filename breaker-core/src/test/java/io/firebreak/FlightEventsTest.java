package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.GateStaleEvent;
import io.firebreak.status.JournalSyncEvent;
import io.firebreak.status.OverrunEvent;
import io.firebreak.status.TripEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording sees of a breaker: nothing by default, what the counters say where it is asked to. */
@Timeout(value = 300)
class FlightEventsTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int INSTRUMENTS = 20;
    private static final int EVENTS = 40_000;
    private static final int ROUNDS = 200_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long START_NS = 1_760_000_000L * SECOND;
    private static final int BID = Side.BUY.code();

    private static volatile Object kept;

    private final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE",
        "classes.perp.warm_up_s", "1"));
    private final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());

    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(final Consumer<Recording> settings, final Runnable work) throws IOException
    {
        final Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording())
        {
            settings.accept(recording);
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().startsWith("io.firebreak."))
            .collect(Collectors.toList());
    }

    private static List<RecordedEvent> of(final List<RecordedEvent> events, final String name)
    {
        return events.stream().filter(event -> event.getEventType().getName().equals("io.firebreak." + name))
            .collect(Collectors.toList());
    }

    /** Decisions are polled only when there is no room for more. */
    private void inline()
    {
        final RandomInputs inputs = new RandomInputs(20_261_130L, INSTRUMENTS);
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .decisionBufferBytes(1 << 18).counters(counters)))
        {
            for (int i = 0; i < EVENTS; i++)
            {
                inputs.next();
                while (inputs.publish(breaker.publisher()) < 0)
                {
                    breaker.decisions().poll((template, buffer, offset, length) -> { }, Integer.MAX_VALUE);
                }
            }
            breaker.decisions().poll((template, buffer, offset, length) -> { }, Integer.MAX_VALUE);
        }
    }

    @Test
    void shouldRecordNothingWhenNobodyAsks() throws IOException
    {
        assertThat(recorded(recording -> recording.enable("jdk.ThreadStart"), this::inline)).isEmpty();
        assertThat(counters.value(BreakerCounter.TRIPS)).isPositive();
        assertThat(counters.value(BreakerCounter.BACK_PRESSURE)).isPositive();
    }

    @Test
    void shouldRecordEveryTripAndOverrunWhenInlineAndAsked() throws IOException
    {
        final List<RecordedEvent> events = recorded(
            recording ->
            {
                recording.enable("io.firebreak.Trip");
                recording.enable("io.firebreak.Overrun");
            },
            this::inline);
        assertThat(of(events, "Trip")).hasSize((int)counters.value(BreakerCounter.TRIPS)).isNotEmpty()
            .allSatisfy(event ->
            {
                assertThat(event.getLong("decisionSeq")).isPositive();
                assertThat(event.getLong("causeSeq")).isBetween(1L, (long)EVENTS);
                assertThat(event.getLong("timeNs")).isPositive();
                assertThat(event.getString("toState")).isNotEqualTo(event.getString("fromState"));
            });
        assertThat(of(events, "Trip").stream().map(event -> event.getString("fromState"))).contains("OPEN");
        assertThat(of(events, "Overrun")).hasSize((int)counters.value(BreakerCounter.BACK_PRESSURE)).isNotEmpty()
            .allSatisfy(event ->
            {
                assertThat(event.getString("policy")).isEqualTo("INLINE");
                assertThat(event.getBoolean("taken")).isFalse();
            });
    }

    @Test
    void shouldRecordStaleChecksAndDropsWhenPipelinedAndAsked() throws IOException
    {
        final long[] dropped = new long[1];
        final List<RecordedEvent> events = recorded(
            recording ->
            {
                recording.enable("io.firebreak.GateStale");
                recording.enable("io.firebreak.Overrun");
            },
            () -> dropped[0] = pipelined());
        assertThat(of(events, "GateStale")).singleElement().satisfies(event ->
        {
            assertThat(event.getLong("checks")).isEqualTo(1);
            assertThat(event.getLong("denied")).isEqualTo(1);
            assertThat(event.getLong("fromNs")).isEqualTo(event.getLong("toNs"))
                .isEqualTo(START_NS + 3_600 * SECOND);
        });
        assertThat(dropped[0]).isPositive();
        assertThat(of(events, "Overrun").stream().filter(event -> !event.getBoolean("taken"))).hasSize((int)dropped[0])
            .allSatisfy(event -> assertThat(event.getString("policy")).isEqualTo("SHED_MARKED"));
    }

    /** Nobody polls: the engine waits for room for its decisions, and the ring fills up. */
    private long pipelined()
    {
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(4))
            .decisionBufferBytes(1 << 18).overrun(OverrunPolicy.SHED_MARKED).counters(counters)
            .slab(SlotSlab.inMemory(1 << 13, 1 << 18)));
        pipeline.publisher().instrumentDefinition(1, 0, START_NS, 0, 0, 1, 0, 2, 0, 1, 1_000_000);
        for (int i = 0; i < 7_000; i++)
        {
            pipeline.publisher().trade(3, 0, START_NS, START_NS, 77, 0, 1, 1, 0, BID, InputFlags.ELIGIBLE);
        }
        long dropped = 0;
        for (int i = 0; i < 10_000; i++)
        {
            dropped += pipeline.publisher().bookLevel(1, 0, START_NS, START_NS, 0, 0, BID, 9_000 + i % 50, 1) < 0 ?
                1 : 0;
        }
        final VerdictDetail out = new VerdictDetail();
        final long laterNs = START_NS + 3_600 * SECOND;
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 9_000, 1, laterNs, out))
            .isEqualTo(GateCode.STALE);
        while (pipeline.committedSequence() < pipeline.publishedSequence())
        {
            pipeline.decisions().poll((template, buffer, offset, length) -> { }, 100);
        }
        // What was dropped is told first, by the next input that could have been shed.
        assertThat(pipeline.publisher().bookLevel(1, 0, START_NS, START_NS, 0, 0, BID, 9_000, 1)).isZero();
        assertThat(pipeline.gate().tellStaleness(laterNs, out)).isTrue();
        pipeline.close();
        return dropped;
    }

    @Test
    void shouldAllocateNothingWhenNobodyRecords()
    {
        assertThat(allocated(false)).isZero();
    }

    @Test
    void shouldSeeTheBytesWhenSomebodyAllocates()
    {
        assertThat(allocated(true)).isGreaterThanOrEqualTo(16L * ROUNDS);
    }

    /** Least of a few runs: what the JVM allocates beside us, once, is not ours. */
    private static long allocated(final boolean isControl)
    {
        final long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4; run++)
        {
            final long before = THREADS.getThreadAllocatedBytes(id);
            for (int i = 0; i < ROUNDS; i++)
            {
                GateStaleEvent.record(i, i, 1, 1);
                if (TripEvent.isOn() || OverrunEvent.begun() != null || JournalSyncEvent.begun() != null)
                {
                    throw new AssertionError("an event is on that nobody asked for");
                }
                kept = isControl ? new Object() : kept;
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(id) - before);
        }
        return least;
    }
}
