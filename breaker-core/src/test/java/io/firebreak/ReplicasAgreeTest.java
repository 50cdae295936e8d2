package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.BoardLineDecoder;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.JournalStart.Clock;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A replicated venue in SEQUENCED: the node that leads writes a log of its commands (events, orders, and the board's
 * lines where it applied them), another runs it. Their records are equal, however fast each one's engine is.
 */
@Timeout(120)
class ReplicasAgreeTest
{
    private static final int INSTRUMENTS = 12;
    private static final int SLOTS = 8;
    private static final int EVENTS = 60_000;
    private static final long SEED = 20_261_121L;
    private static final byte[] EVENT = {};
    private static final byte[] ORDER = {};

    /** An hour, so that no node's own lag shows in its gate. */
    private static final CompiledRulebook RULEBOOK = Rulebook.load(
        "crypto-perp", Map.of("engine.release_after", "NONE", "engine.max_stale_ms", "3600000"));

    private enum Follower
    {
        /** Its engine stands until the ring is full: nothing is polled before a publisher must wait. */
        LAGGING,

        /** Its engine has decided everything before an order or a line of the log comes. */
        AHEAD,

        /** Its journal takes nothing before the ring is full, and an order often finds it full. */
        FULL,

        /** As the machine has it. */
        FREE
    }

    /** One node: a matching thread, which is the test's, with an engine behind it. */
    private static final class Node
    {
        final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);
        final RecordTape tape = new RecordTape(new SlotRecords(slab));
        final Deque<byte[]> lines = new ArrayDeque<>();
        final DecisionListener listener = (template, buffer, offset, length) ->
        {
            if (template == BoardLineDecoder.TEMPLATE_ID)
            {
                final byte[] line = new byte[length];
                buffer.getBytes(offset, line);
                lines.add(line);
            }
        };
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext().mode(Mode.SEQUENCED)
            .overrun(OverrunPolicy.BLOCK).waiting(WaitKind.YIELD).image(RULEBOOK.image(), RULEBOOK.imageHash())
            .capacities(new Capacities(
                INSTRUMENTS, 4, 4, 64 * INSTRUMENTS, 16 * INSTRUMENTS, 1 << 16, 8, 8_192))
            .decisionBufferBytes(1 << 18).listener(listener).journal(tape, slab).origin("", Clock.HOST, 1));
        final RandomInputs inputs = new RandomInputs(SEED, INSTRUMENTS);
        final List<Integer> answers = new ArrayList<>();
        final VerdictDetail out = new VerdictDetail();
        volatile boolean ended;

        void event()
        {
            inputs.next();
            assertThat(inputs.publish(pipeline.publisher())).isZero();
        }

        void order()
        {
            answers.add(pipeline.gate().check(answers.size() * 7 % INSTRUMENTS, Side.BUY.code(),
                OrderKind.AGGRESSIVE.code(), 10_000, 1, inputs.timeNs(), out));
        }

        void apply(final byte[] line)
        {
            pipeline.apply(BoardLineDecoder.TEMPLATE_ID, new UnsafeBuffer(line), 0, line.length);
        }

        void poll()
        {
            while (pipeline.decisions().poll(listener, 64) > 0)
            {
                continue;
            }
        }

        /** A thread that lets the journal take what lies in the ring a moment after it is full. */
        void fill()
        {
            tape.stalled = true;
            new Thread(() ->
            {
                while (!ended)
                {
                    final long taken = slab.takenSequence();
                    if (pipeline.publishedSequence() - taken >= SLOTS)
                    {
                        LockSupport.parkNanos(100_000);
                        tape.stalled = false;
                        while (slab.takenSequence() == taken)
                        {
                            Thread.yield();
                        }
                        tape.stalled = true;
                    }
                    Thread.yield();
                }
                tape.stalled = false;
            }).start();
        }

        byte[] close()
        {
            ended = true;
            assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
            final byte[] bytes = new byte[tape.length];
            tape.bytes.getBytes(0, bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource(Follower.class)
    void shouldWriteTheSameRecordsWhenAnotherNodeRunsTheLog(final Follower kind)
    {
        final List<byte[]> log = new ArrayList<>();
        final Node leader = lead(log);
        final byte[] records = leader.close();
        final Node follower = follow(log, kind);
        final byte[] others = follower.close();
        assertThat(leader.tape.effective).as("decisions that took effect").isGreaterThan(20);
        assertThat(leader.tape.staleChecks).isZero();
        assertThat(follower.answers).isEqualTo(leader.answers);
        assertThat(follower.tape.effective).as("told by the follower").isEqualTo(leader.tape.effective);
        assertThat(follower.tape.records).isEqualTo(leader.tape.records);
        assertThat(Arrays.mismatch(others, records)).as("first byte that differs").isEqualTo(-1);
        assertThat(follower.pipeline.digest()).isEqualTo(leader.pipeline.digest());
    }

    private static Node lead(final List<byte[]> log)
    {
        final Node node = new Node();
        for (int i = 0; i < EVENTS; i++)
        {
            node.event();
            log.add(EVENT);
            node.pipeline.decisions().poll(node.listener, 64);
            while (!node.lines.isEmpty())
            {
                log.add(node.lines.peek());
                node.apply(node.lines.remove());
            }
            if (i % 2 == 0)
            {
                node.order();
                log.add(ORDER);
            }
        }
        return node;
    }

    private static Node follow(final List<byte[]> log, final Follower kind)
    {
        final Node node = new Node();
        if (kind == Follower.FULL)
        {
            node.fill();
        }
        for (final byte[] command : log)
        {
            while (kind == Follower.AHEAD && command != EVENT && !node.pipeline.isAtRest())
            {
                node.poll();
                Thread.yield();
            }
            if (command == EVENT)
            {
                node.event();
            }
            else if (command == ORDER)
            {
                node.order();
            }
            else
            {
                node.apply(command);
            }
            if (kind == Follower.FULL || kind == Follower.FREE)
            {
                node.poll();
            }
        }
        return node;
    }
}
