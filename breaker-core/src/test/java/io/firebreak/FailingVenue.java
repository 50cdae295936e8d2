package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.pipeline.CloseReport;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** A pipelined venue of two instruments that a test lets fail; its gate is asked by another thread. */
final class FailingVenue
{
    static final long MAX_STALE_NS = 100_000_000L;
    private static final int BUY = Side.BUY.code();
    private static final int SOURCE = 3;
    private static final long CLOSE_NS = 30_000_000_000L;

    final RecordTape tape;
    final BreakerPipeline pipeline;
    final List<String> told = new ArrayList<>();
    long timeNs = Venue.at(0);

    /** How long the failure lasts. */
    long lastsNs;

    /** What the publisher answered to the last input. */
    int answer;

    private final SlotSlab slab;
    private final DecisionLog log = new DecisionLog();
    private final DecisionListener listener = this::onDecision;
    private long sourceSeq;
    private long nonce;
    private Thread waiting;

    FailingVenue(final String rulebookName, final JournalStart.Mode mode, final OverrunPolicy policy, final int slots,
        final boolean isMany)
    {
        final CompiledRulebook rulebook = Rulebook.load(rulebookName, Map.of("engine.max_stale_ms", "100"));
        slab = SlotSlab.inMemory(slots, 1 << 18);
        tape = new RecordTape(new SlotRecords(slab), false);
        pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode).overrun(policy).multiProducer(isMany)
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(2))
            .decisionBufferBytes(1 << 18).journal(tape, slab).origin("", JournalStart.Clock.HOST, timeNs));
        for (int i = 0; i < 2; i++)
        {
            pipeline.publisher().instrumentDefinition(1, 0, timeNs, i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
        settle();
        told.clear();
    }

    private void onDecision(
        final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        pipeline.apply(template, buffer, offset, length);
        log.onDecision(template, buffer, offset, length);
    }

    BreakerEngine engine()
    {
        return pipeline.engine();
    }

    EventPublisher publisher()
    {
        return pipeline.publisher();
    }

    /** The host polls, and applies what it polled, until the engine has done everything. */
    void settle()
    {
        await(() ->
        {
            final boolean isAtRest = pipeline.isAtRest();
            return pipeline.decisions().poll(listener, 64) == 0 && isAtRest;
        });
        told.addAll(log.drain());
    }

    void await(final BooleanSupplier condition)
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

    /** Until the journal has taken everything. */
    void journaled()
    {
        await(() -> slab.takenSequence() == pipeline.publishedSequence());
    }

    int level(final int instrument)
    {
        return publisher().bookLevel(SOURCE, ++sourceSeq, timeNs, timeNs, instrument, 0, BUY, 9_000, 1);
    }

    int print(final int instrument, final long priceTicks)
    {
        publisher().potentialTrade(
            0, 0, timeNs, timeNs, instrument, 0, BUY, OrderKind.AGGRESSIVE.code(), priceTicks, 1, 0, 0);
        return publisher().trade(0, 0, timeNs, timeNs, instrument, 0, priceTicks, 1, 0, BUY, InputFlags.ELIGIBLE);
    }

    /** A publisher that waits for room does so on a thread of its own. */
    void publishOnAnotherThread()
    {
        final EventPublisher own = BreakerPipeline.publisher(pipeline.newWriter());
        waiting = new Thread(() -> answer = own.bookLevel(SOURCE + 1, 1, timeNs, timeNs, 0, 0, BUY, 9_000, 1));
        waiting.start();
        await(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    }

    void joinPublisher()
    {
        await(() -> !waiting.isAlive());
        settle();
    }

    /** Until the engine stands, with inputs before it. */
    void awaitStandstill()
    {
        final long[] last = {0, 0};
        await(() ->
        {
            final long now = pipeline.committedSequence();
            last[1] = now == last[0] ? last[1] + 1 : 0;
            last[0] = now;
            return now > 1_000 && last[1] > 100_000;
        });
        assertThat(pipeline.committedSequence()).isLessThan(pipeline.publishedSequence());
    }

    /** A book is sent whole. */
    void sendBook(final int instrument)
    {
        publisher().bookClear(SOURCE, ++sourceSeq, timeNs, instrument);
        level(instrument);
        publisher().bookReady(SOURCE, ++sourceSeq, timeNs, instrument);
        settle();
    }

    /** How it ends, and what the publisher answered last where that was not "taken". */
    String close()
    {
        final CloseReport report = pipeline.close(answer == EventPublisher.BACK_PRESSURED ? 0 : CLOSE_NS);
        return (report.isClean() ? "clean" : report.unjournaled() > 0 ? "unjournaled" :
            report.undecided() > 0 ? "1 and more undecided" : report.toString()) +
            (answer == EventPublisher.DROPPED ? ", DROPPED" : "") +
            (answer == EventPublisher.BACK_PRESSURED ? ", BACK_PRESSURED" : "");
    }

    void loseNumbers(final int count)
    {
        sourceSeq += count;
    }

    /** Leaves no slot of a ring that the journal does not empty. */
    void fillRing(final int slots)
    {
        tape.stalled = true;
        settle();
        // The journal's thread may still be taking what it has begun with.
        while (pipeline.publishedSequence() - slab.takenSequence() < slots)
        {
            publisher().tick(timeNs, 0);
            settle();
        }
    }

    void halt(final int scope)
    {
        operator(scope, 11, OperatorCommandKind.HALT);
    }

    /** Two people let a scope go on. */
    void resume(final int scope)
    {
        operator(scope, 11, OperatorCommandKind.RESUME);
        publisher().operatorCommand(
            0, 0, timeNs, scope, 12, nonce, OperatorCommandKind.APPROVE_RESUME.code(), 0);
        settle();
    }

    private void operator(final int scope, final long operatorId, final OperatorCommandKind command)
    {
        publisher().operatorCommand(0, 0, timeNs, scope, operatorId, ++nonce, command.code(), 0);
        settle();
    }

    /** Some idle turns of the host, the journal up to date before each. */
    void idle()
    {
        for (int i = 0; i < 4; i++)
        {
            settle();
            journaled();
            pipeline.onIdle(timeNs);
        }
        settle();
    }

    /** The market word as another thread reads it. */
    String gate(final int instrument, final long nowNs)
    {
        final String[] answer = new String[1];
        final Thread gateway = new Thread(() ->
        {
            final VerdictDetail out = new VerdictDetail();
            answer[0] = GateCode.name(pipeline.sharedGate().check(
                instrument, BUY, OrderKind.AGGRESSIVE.code(), 9_500, 1, nowNs, out));
        });
        gateway.start();
        try
        {
            gateway.join();
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
        return answer[0];
    }

    String latches()
    {
        final int latches = GuardLine.latches(pipeline.guard().word(0));
        return latches == 0 ? "none" : latches == GuardLine.OVERRUN ? "OVERRUN" :
            latches == GuardLine.ENGINE_FAULT ? "ENGINE_FAULT" :
            latches == GuardLine.JOURNAL_FAULT ? "JOURNAL_FAULT" : String.valueOf(latches);
    }

    static int instrument(final int index)
    {
        return Scope.instrument(index);
    }
}
