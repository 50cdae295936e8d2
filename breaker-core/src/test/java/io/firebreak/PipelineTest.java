package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.pipeline.CloseReport;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pipelined modes promise a host: what a full ring, a stalled stage, a closing and a trip do. */
@Timeout(value = 300)
class PipelineTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long START_NS = 1_760_000_000L * SECOND;
    private static final CompiledRulebook RULEBOOK =
        Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
    private static final int BID = Side.BUY.code();

    private static volatile Object kept;

    private final List<byte[]> commands = new ArrayList<>();
    private final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());
    private final ErrorLog errors = ErrorLog.inMemory(1 << 14, () -> 0, counters);
    private SlotSlab slab;
    private RecordTape tape;
    private volatile boolean ended;
    private long timeNs = START_NS;

    private BreakerPipeline launch(final PipelineContext context, final int slots)
    {
        slab = SlotSlab.inMemory(slots, 1 << 18);
        tape = new RecordTape(new SlotRecords(slab), false);
        return BreakerPipeline.launch(context.image(RULEBOOK.image(), RULEBOOK.imageHash())
            .capacities(Capacities.forInstruments(4)).journal(tape, slab)
            .origin("", JournalStart.Clock.HOST, START_NS));
    }

    private PipelineContext context(final OverrunPolicy policy)
    {
        return new PipelineContext().overrun(policy).counters(counters).errorLog(errors)
            .listener((template, buffer, offset, length) -> { });
    }

    private void define(final BreakerPipeline pipeline)
    {
        for (int i = 0; i < 4; i++)
        {
            pipeline.publisher().instrumentDefinition(1, 0, timeNs, i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
    }

    private int level(final BreakerPipeline pipeline, final int i)
    {
        timeNs += 1_000;
        return pipeline.publisher().bookLevel(1, 0, timeNs, timeNs, i & 3, 0, BID, 9_000 + i % 50, 1 + i % 9);
    }

    private int print(final BreakerPipeline pipeline, final long price)
    {
        timeNs += 1_000;
        pipeline.publisher().potentialTrade(
            3, 0, timeNs, timeNs, 0, 0, BID, OrderKind.AGGRESSIVE.code(), price, 1, 0, 0);
        return pipeline.publisher().trade(3, 0, timeNs, timeNs, 0, 0, price, 1, 0, BID, InputFlags.ELIGIBLE);
    }

    private static void await(final BooleanSupplier condition)
    {
        while (!condition.getAsBoolean())
        {
            if (Thread.interrupted())
            {
                throw new AssertionError("waited in vain");
            }
            Thread.yield();
        }
    }

    @ParameterizedTest
    @EnumSource(OverrunPolicy.class)
    void shouldAccountForEveryInputWhenTheJournalKeepsStalling(final OverrunPolicy policy)
    {
        overrun(policy, 1_000_000);
    }

    @ParameterizedTest
    @EnumSource(OverrunPolicy.class)
    @Tag("slow")
    void shouldAccountForEveryInputWhenAHundredMillionOverrun(final OverrunPolicy policy)
    {
        overrun(policy, 100_000_000);
    }

    private void overrun(final OverrunPolicy policy, final int events)
    {
        final BreakerPipeline pipeline = launch(context(policy), 1 << 10);
        define(pipeline);
        long taken = 4;
        long dropped = 0;
        long waited = 0;
        final Thread waker = wakeWhenFull(pipeline);
        for (int i = 0; i < events; i++)
        {
            final boolean isStalled = (i >> 12) % 3 == 0;
            // In every other stall there are no prints, which wait: only what is dropped.
            final boolean isPrint = i % 10 == 9 && (!isStalled || (i >> 12) % 6 == 0);
            tape.stalled = isStalled;
            final int answer = isPrint ? print(pipeline, 10_000 + i % 3) : level(pipeline, i);
            taken += answer < 0 ? 0 : isPrint ? 2 : 1;
            waited += isPrint && isStalled && !tape.stalled ? 1 : 0;
            dropped += answer == EventPublisher.DROPPED ? 1 : 0;
            if (answer == EventPublisher.BACK_PRESSURED)
            {
                throw new AssertionError("input " + i + " was neither taken nor counted");
            }
        }
        ended = true;
        await(() -> !waker.isAlive());
        tape.stalled = false;
        // A host that no longer polls stops the engine, and with it everything behind.
        await(() ->
        {
            pipeline.decisions().poll((template, buffer, offset, length) -> { }, 64);
            return pipeline.writer().tellDrops(timeNs);
        });
        final CloseReport report = pipeline.close(TimeUnit.SECONDS.toNanos(60));
        assertThat(report.isClean()).as(report.toString()).isTrue();
        assertThat(tape.records - tape.gaps).isEqualTo(taken);
        assertThat(tape.told).isEqualTo(dropped);
        assertThat(GuardLine.latches(pipeline.guard().word(0)))
            .isEqualTo(policy == OverrunPolicy.FAIL_CLOSED ? GuardLine.OVERRUN : 0);
        assertThat(tape.told).isEqualTo(pipeline.writer().dropped());
        assertThat(tape.told > 0).isEqualTo(policy != OverrunPolicy.BLOCK);
        assertThat(counters.value(BreakerCounter.DROPS)).isEqualTo(dropped);
        assertThat(counters.value(BreakerCounter.INPUTS)).isEqualTo(tape.records);
        assertThat(waited).as("prints that met a full ring").isPositive();
        assertThat(counters.value(BreakerCounter.BACK_PRESSURE)).isGreaterThanOrEqualTo(dropped + waited);
    }

    /** What waits for room waits for a journal that another thread wakes. */
    private Thread wakeWhenFull(final BreakerPipeline pipeline)
    {
        final Thread waker = new Thread(() ->
        {
            while (!ended)
            {
                if (tape.stalled && pipeline.publishedSequence() - slab.takenSequence() >= slab.count())
                {
                    tape.stalled = false;
                }
                LockSupport.parkNanos(200_000);
            }
        });
        waker.start();
        return waker;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotDeadlockWhenTheProducerIsTheConsumer(final boolean multiProducer)
    {
        for (int run = 0; run < 20; run++)
        {
            producerIsConsumer(multiProducer, run);
        }
    }

    @Test
    @Tag("slow")
    void shouldNotDeadlockWhenTheProducerIsTheConsumerAThousandTimes()
    {
        for (int run = 0; run < 1_000; run++)
        {
            producerIsConsumer(false, run);
        }
    }

    /** Every decision makes the listener publish two more inputs, from inside a publisher that waits. */
    private void producerIsConsumer(final boolean multiProducer, final int run)
    {
        final BreakerPipeline[] self = new BreakerPipeline[1];
        final long[] answered = new long[2];
        final PipelineContext context = new PipelineContext().multiProducer(multiProducer)
            .decisionBufferBytes(1 << 18).listener((template, buffer, offset, length) ->
            {
                answered[0]++;
                answered[1] += level(self[0], 1) < 0 || level(self[0], 2) < 0 ? 1 : 0;
            });
        self[0] = launch(context, 16);
        define(self[0]);
        for (int i = 0; i < 2_000; i++)
        {
            assertThat(print(self[0], i % 40 < 20 ? 10_000 : 4_000 + run)).isZero();
        }
        final CloseReport report = self[0].close(TimeUnit.SECONDS.toNanos(30));
        assertThat(report.undecided()).isZero();
        assertThat(report.unjournaled()).isZero();
        assertThat(answered[0]).isPositive();
    }

    @Test
    void shouldAnswerByTheStalenessPolicyOnEveryThreadWhenTheEngineStalls() throws InterruptedException
    {
        // Nobody polls: the engine waits for room for its decisions.
        final BreakerPipeline pipeline = launch(
            new PipelineContext().decisionBufferBytes(1 << 18).overrun(OverrunPolicy.SHED_MARKED).counters(counters),
            1 << 14);
        define(pipeline);
        for (int i = 0; i < 100; i++)
        {
            level(pipeline, i);
        }
        await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
        final VerdictDetail out = new VerdictDetail();
        final long laterNs = timeNs + 3_600 * SECOND;
        assertThat(pipeline.sharedGate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, laterNs, out))
            .as("a quiet engine is never stale").isEqualTo(GateCode.ALLOWED);
        for (int i = 0; i < 7_000; i++)
        {
            pipeline.publisher().trade(3, 0, timeNs, timeNs, 77, 0, 1, 1, 0, BID, InputFlags.ELIGIBLE);
        }
        await(() -> pipeline.committedSequence() > 1_000);
        final int[] code = new int[1];
        final Thread gateway = new Thread(() -> code[0] = pipeline.sharedGate().check(
            0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, laterNs, new VerdictDetail()));
        gateway.start();
        gateway.join();
        assertThat(code[0]).isEqualTo(GateCode.STALE);
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, laterNs, out))
            .isEqualTo(GateCode.STALE);
        while (pipeline.committedSequence() < pipeline.publishedSequence())
        {
            pipeline.decisions().poll((template, buffer, offset, length) -> { }, 100);
        }
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, laterNs, out))
            .isEqualTo(GateCode.ALLOWED);
        pipeline.close();
        assertThat(tape.staleChecks).as("checks told as GateStale").isEqualTo(1);
        assertThat(counters.value(BreakerCounter.STALE_CHECKS)).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsLeftWhenTheHostDoesNotPollUntilTheDeadline()
    {
        final BreakerPipeline pipeline = launch(new PipelineContext().decisionBufferBytes(1 << 18), 1 << 14);
        define(pipeline);
        for (int i = 0; i < 7_000; i++)
        {
            pipeline.publisher().trade(3, 0, timeNs, timeNs, 77, 0, 1, 1, 0, BID, InputFlags.ELIGIBLE);
        }
        final CloseReport report = pipeline.close(TimeUnit.MILLISECONDS.toNanos(300));
        assertThat(report.isClean()).isFalse();
        assertThat(report.undecided()).isEqualTo(7_004 - pipeline.committedSequence()).isPositive();
        assertThat(report.unjournaled()).isZero();
        assertThat(report.decisionBytes()).isPositive();
        assertThat(tape.abandoned).isTrue();
        assertThat(pipeline.publisher().tick(timeNs, 0)).isEqualTo(EventPublisher.BACK_PRESSURED);
    }

    @Test
    void shouldSayWhatIsLeftWhenTheJournalStallsUntilTheDeadline()
    {
        final BreakerPipeline pipeline = launch(context(OverrunPolicy.BLOCK), 1 << 10);
        tape.stalled = true;
        define(pipeline);
        final CloseReport report = pipeline.close(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(report.isClean()).isFalse();
        assertThat(report.undecided()).isZero();
        assertThat(report.unjournaled()).isEqualTo(4);
        assertThat(tape.abandoned).isTrue();
    }

    @Test
    void shouldTellTheExposureInOrdersWhenADecisionTakesEffect()
    {
        final BreakerPipeline pipeline = launch(context(OverrunPolicy.BLOCK), 1 << 10);
        define(pipeline);
        final VerdictDetail out = new VerdictDetail();
        for (int i = 0; i < 120; i++)
        {
            timeNs += 5 * SECOND;
            print(pipeline, 10_000);
        }
        for (int i = 0; i < 3; i++)
        {
            timeNs += SECOND / 2;
            print(pipeline, 9_500);
        }
        await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
        // Three orders of another instrument do not feel the trip, but they count.
        for (int i = 0; i < 3; i++)
        {
            assertThat(pipeline.gate().check(1, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out))
                .isEqualTo(GateCode.ALLOWED);
        }
        for (int i = 0; i < 5; i++)
        {
            await(() -> pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out) !=
                GateCode.ALLOWED);
        }
        assertThat(TradingState.of(out.state())).isEqualTo(TradingState.PAUSED);
        pipeline.close();
        assertThat(tape.effective).isEqualTo(1);
        assertThat(tape.ordersBetween).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldTellNothingWhenTheDecisionIsOffTheBoardBeforeTheFirstOrder(final Mode mode)
    {
        final BreakerPipeline pipeline = launch(new PipelineContext().mode(mode), 1 << 10);
        define(pipeline);
        final int instrument = Scope.instrument(0);
        final VerdictDetail out = new VerdictDetail();
        operator(pipeline, instrument, 11, OperatorCommandKind.HALT);
        operator(pipeline, instrument, 11, OperatorCommandKind.RESUME);
        operator(pipeline, instrument, 12, OperatorCommandKind.APPROVE_RESUME);
        settle(pipeline);
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out))
            .isEqualTo(GateCode.ALLOWED);
        operator(pipeline, instrument, 11, OperatorCommandKind.HALT);
        settle(pipeline);
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out))
            .isNotEqualTo(GateCode.ALLOWED);
        settle(pipeline);
        pipeline.close();
        assertThat(tape.effective).as("only the halt that an order met").isEqualTo(1);
    }

    private void operator(
        final BreakerPipeline pipeline, final int scope, final long operatorId, final OperatorCommandKind command)
    {
        timeNs += SECOND;
        assertThat(pipeline.publisher().operatorCommand(0, 0, timeNs, scope, operatorId, timeNs, command.code(), 0))
            .isZero();
    }

    private static void settle(final BreakerPipeline pipeline)
    {
        await(() -> pipeline.decisions().poll(pipeline::apply, 64) == 0 && pipeline.isAtRest() &&
            pipeline.decisions().poll(pipeline::apply, 64) == 0);
    }

    @Test
    void shouldChangeTheBoardOnlyWhenTheVenueAppliesTheCommandInSequencedMode()
    {
        final PipelineContext context = new PipelineContext().mode(Mode.SEQUENCED)
            .listener((template, buffer, offset, length) ->
            {
                final byte[] command = new byte[length];
                buffer.getBytes(offset, command);
                commands.add(command);
            });
        final BreakerPipeline pipeline = launch(context, 1 << 10);
        define(pipeline);
        await(() -> pipeline.committedSequence() == pipeline.publishedSequence());
        final VerdictDetail out = new VerdictDetail();
        assertThat(pipeline.gate().check(0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out))
            .isEqualTo(GateCode.UNKNOWN_INSTRUMENT);
        await(() -> pipeline.decisions().poll((template, buffer, offset, length) ->
            pipeline.apply(template, buffer, offset, length), 64) == 0 && pipeline.gate().check(
            0, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out) == GateCode.ALLOWED);
        pipeline.close();
    }

    @Test
    void shouldCountACheckAndTheLimitOfTheSameOrderAsOne()
    {
        final BreakerPipeline pipeline = launch(context(OverrunPolicy.BLOCK), 1 << 10);
        define(pipeline);
        final VerdictDetail out = new VerdictDetail();
        final int kind = OrderKind.MARKET.code();
        pipeline.gate().check(0, BID, kind, 9_000, 1, timeNs, out);
        pipeline.gate().limitFor(0, BID, kind, timeNs);
        assertThat(pipeline.gate().orders()).isEqualTo(1);
        pipeline.gate().limitFor(0, BID, kind, timeNs);
        assertThat(pipeline.gate().orders()).as("an order that only asks for its limit").isEqualTo(2);
        pipeline.gate().check(0, BID, kind, 9_000, 1, timeNs, out);
        pipeline.gate().limitFor(1, BID, kind, timeNs);
        assertThat(pipeline.gate().orders()).as("of another instrument").isEqualTo(4);
        pipeline.close();
    }

    @Test
    void shouldStopDecidingAndJournalInputsWhenAnErrorLeavesTheEngine() throws ReflectiveOperationException
    {
        final BreakerPipeline pipeline = launch(context(OverrunPolicy.BLOCK), 1 << 10);
        define(pipeline);
        await(() -> pipeline.committedSequence() == 4);
        final Field field = BreakerPipeline.class.getDeclaredField("engine");
        field.setAccessible(true);
        EngineSabotage.throwAtTheFirstStore((BreakerEngine)field.get(pipeline), new InternalError("a page"));
        for (int i = 0; i < 3_000; i++)
        {
            assertThat(level(pipeline, i)).isZero();
        }
        await(() -> pipeline.committedSequence() == 3_004);
        assertThat(pipeline.failure()).isInstanceOf(InternalError.class);
        assertThat(GuardLine.latches(pipeline.guard().word(0))).isEqualTo(GuardLine.ENGINE_FAULT);
        assertThat(pipeline.sharedGate().check(0, BID, OrderKind.AGGRESSIVE.code(), 9_000, 1, timeNs,
            new VerdictDetail())).isEqualTo(GateCode.MARKET_SAFE_STATE);
        final CloseReport report = pipeline.close(TimeUnit.SECONDS.toNanos(30));
        assertThat(report.isClean()).isFalse();
        assertThat(report.undecided()).isEqualTo(3_000);
        assertThat(tape.records).isEqualTo(3_004);
        assertThat(tape.undecided).isEqualTo(3_000);
        assertThat(tape.closed).isTrue();
        assertThat(counters.value(BreakerCounter.ENGINE_STOPS)).isEqualTo(1);
        assertThat(counters.value(BreakerCounter.INPUTS_UNDECIDED)).isEqualTo(3_000);
        assertThat(counters.value(BreakerCounter.DECIDED_SEQUENCE)).isEqualTo(4);
        final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        assertThat(errors.print(new PrintStream(kept, true, StandardCharsets.UTF_8))).isEqualTo(1);
        assertThat(kept.toString(StandardCharsets.UTF_8)).contains("InternalError", "a page");
    }

    @Test
    void shouldAllocateNothingOnTheMatchingAndTheEngineThread()
    {
        assertThat(allocated(0)).containsExactly(0, 0);
    }

    @Test
    void shouldSeeTheBytesWhenTheHostAllocates()
    {
        assertThat(allocated(1_000)[0]).isGreaterThanOrEqualTo(16L * 300);
    }

    /** Least bytes of several runs on both threads: the JVM itself may charge a thread some once. */
    private long[] allocated(final int controlEvery)
    {
        final ThreadMXBean bean = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final List<Thread> threads = new ArrayList<>();
        final BreakerPipeline pipeline = launch(context(OverrunPolicy.BLOCK).threads(work ->
        {
            final Thread thread = new Thread(work);
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        }), 1 << 10);
        define(pipeline);
        final VerdictDetail out = new VerdictDetail();
        final long[] least = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int run = 0; run < 5; run++)
        {
            final long matching = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
            final long engine = bean.getThreadAllocatedBytes(threads.get(0).getId());
            for (int i = 0; i < 300_000; i++)
            {
                pipeline.gate().check(i & 3, BID, OrderKind.AGGRESSIVE.code(), 10_000, 1, timeNs, out);
                if (i % 10 == 9)
                {
                    print(pipeline, i % 2_000 < 20 ? 4_000 : 10_000 + i % 3);
                }
                else
                {
                    level(pipeline, i);
                }
                if (controlEvery > 0 && i % controlEvery == 0)
                {
                    kept = new Object();
                }
            }
            least[0] = Math.min(least[0], bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - matching);
            least[1] = Math.min(least[1], bean.getThreadAllocatedBytes(threads.get(0).getId()) - engine);
        }
        pipeline.close();
        return least;
    }

    @Test
    void shouldRefuseWithTheNamesWhenTheWaitStrategyIsUnknown()
    {
        assertThat(WaitKind.of("busy-spin")).isEqualTo(WaitKind.BUSY_SPIN);
        assertThat(WaitKind.of("block").label()).isEqualTo("block");
        assertThatThrownBy(() -> WaitKind.of("spin")).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("busy-spin, yield, sleep, block");
    }
}
