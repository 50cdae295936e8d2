package io.firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.ParticipantActionDecoder;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 0 bytes on the calling thread: orders, fills, the gate, freezes, refusals and thaws. Seed 20261125. */
class ParticipantAllocationTest
{
    private static final int EVENTS = 600_000;
    private static final long START_NS = 1_760_000_000_000_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private final SplittableRandom random = new SplittableRandom(20261125L);
    private final VerdictDetail verdict = new VerdictDetail();
    private final DecisionListener listener = (template, buffer, offset, length) ->
        count(template);
    private long timeNs = START_NS;
    private long actions;
    private long denied;

    @Test
    void shouldAllocateNothingWhenParticipantsAreFrozenRefusedAndThawed()
    {
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 4 && least > 0; run++)
        {
            least = Math.min(least, measured());
        }
        assertThat(least).isZero();
        assertThat(actions).isGreaterThan(EVENTS / 100);
        assertThat(denied).isGreaterThan(EVENTS / 100);
    }

    private long measured()
    {
        final CompiledRulebook rulebook = Rulebook.load("participant-controls", Map.of("engine.release_after", "NONE",
            "participants.member.messages.on_limit", "FREEZE", "participants.member.messages.frozen_s", "1"));
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1).withParticipants(4, 8, 64))))
        {
            for (int p = 0; p < 4; p++)
            {
                breaker.publisher().participantDefinition(0, 0, timeNs, p, p, 1,
                    rulebook.participantClassIndex("member"), p == 0 ? -1 : 0);
            }
            run(breaker, EVENTS / 3);
            final long id = Thread.currentThread().getId();
            final long before = threads.getThreadAllocatedBytes(id);
            run(breaker, EVENTS);
            return threads.getThreadAllocatedBytes(id) - before;
        }
    }

    private void count(final int template)
    {
        actions += template == ParticipantActionDecoder.TEMPLATE_ID ? 1 : 0;
    }

    private void run(final InlineBreaker breaker, final int events)
    {
        final EventPublisher publisher = breaker.publisher();
        for (int i = 0; i < events; i++)
        {
            timeNs += 20_000_000L;
            final int p = random.nextInt(4);
            final int side = (random.nextBoolean() ? Side.BUY : Side.SELL).code();
            final long price = 10_000 + random.nextInt(1_200);
            final int kind = random.nextInt(100);
            if (kind < 50)
            {
                denied += breaker.gate().checkParticipant(p, side, OrderKind.PASSIVE.code(), false, price, 10_000, kind,
                    kind, timeNs, verdict) == 0 ? 0 : 1;
                publisher.participantOrder(0, 0, timeNs, p, 0, 0, side, OrderKind.PASSIVE.code(), price, kind, kind,
                    10_000, random.nextInt(20));
            }
            else if (kind < 95)
            {
                publisher.participantFill(0, 0, timeNs, p, 0, 0, side, kind < 70, price, kind, kind, 1, 1, 1);
            }
            else
            {
                publisher.participantMessage(0, 0, timeNs, p, ParticipantEventKind.REENABLE.code(), 1);
            }
            breaker.decisions().poll(listener, Integer.MAX_VALUE);
        }
    }
}
