package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.LivenessLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Two breakers with the same inputs, one with the armed envelope and one that evaluates every rule at every event. */
final class EnvelopePair implements AutoCloseable
{
    final InlineBreaker on;
    final InlineBreaker off;
    final Seen seen = new Seen();

    private final Seen other = new Seen();
    private final VerdictDetail detailOn = new VerdictDetail();
    private final VerdictDetail detailOff = new VerdictDetail();
    private final BreakerGate gateOn;
    private final BreakerGate gateOff;
    private final int instruments;
    private long events;

    EnvelopePair(final CompiledRulebook rulebook, final Capacities capacities)
    {
        instruments = capacities.instruments();
        on = launch(rulebook, capacities, true);
        off = launch(rulebook, capacities, false);
        gateOn = gate(on);
        gateOff = gate(off);
    }

    private static InlineBreaker launch(
        final CompiledRulebook rulebook, final Capacities capacities, final boolean isEnvelope)
    {
        return InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(capacities).envelope(isEnvelope));
    }

    /** A reader of its own: asking it is no input of the breaker. */
    private static BreakerGate gate(final InlineBreaker breaker)
    {
        return new BreakerGate(breaker.engine().board(), new GuardLine(1, TradingState.CANCEL_ONLY),
            new LivenessLine(), 0);
    }

    /** Give an input to both: the same decisions, digest and board lines. */
    void give(final ToIntFunction<EventPublisher> input)
    {
        events++;
        final int made = input.applyAsInt(on.publisher());
        final int madeOff = input.applyAsInt(off.publisher());
        if (made > 0 || madeOff > 0)
        {
            on.decisions().poll(seen, Integer.MAX_VALUE);
            off.decisions().poll(other, Integer.MAX_VALUE);
            assertThat(seen.bytes.getValue()).as("decision bytes of event " + events).isEqualTo(other.bytes.getValue());
        }
        if (on.engine().digest() != off.engine().digest())
        {
            assertThat(on.engine().digest()).as("digest after event " + events).isEqualTo(off.engine().digest());
        }
    }

    /** What the gate reads of an instrument is the same, down to how often and when it was written. */
    void look(final int instrument)
    {
        for (int side = 0; side < 2; side++)
        {
            final int answer = ask(gateOn, instrument, side, detailOn);
            assertThat(answer).isEqualTo(ask(gateOff, instrument, side, detailOff));
            if (detailOn.boardEpoch() != detailOff.boardEpoch() || detailOn.limitTicks() != detailOff.limitTicks() ||
                detailOn.referenceMicroTicks() != detailOff.referenceMicroTicks() ||
                detailOn.asOfNs() != detailOff.asOfNs() ||
                detailOn.earliestResumeNs() != detailOff.earliestResumeNs())
            {
                assertThat(detailOn).as("board line after event " + events)
                    .usingRecursiveComparison().isEqualTo(detailOff);
            }
        }
        assertThat(on.engine().board().epoch(instrument)).as("board epoch after event " + events)
            .isEqualTo(off.engine().board().epoch(instrument));
    }

    /** The tightest price that a buyer or a seller may trade at. */
    long limitTicks(final int instrument, final int side)
    {
        return gateOff.limitFor(instrument, side, OrderKind.AGGRESSIVE.code());
    }

    void end()
    {
        for (int i = 0; i < instruments; i++)
        {
            look(i);
        }
        assertThat(on.engine().arenaHash()).as("the whole arena").isEqualTo(off.engine().arenaHash());
    }

    private static int ask(final BreakerGate gate, final int instrument, final int side, final VerdictDetail detail)
    {
        // far outside every band, so that the answer carries limit and reference
        return gate.check(instrument, side, OrderKind.AGGRESSIVE.code(),
            side == Side.BUY.code() ? Long.MAX_VALUE - 1 : -(Long.MAX_VALUE - 1), 1, 0, detail);
    }

    @Override
    public void close()
    {
        on.close();
        off.close();
    }

    /** The bytes of all decisions, and how many of each kind there were. */
    static final class Seen implements DecisionListener
    {
        final CRC32C bytes = new CRC32C();
        final Map<Integer, Integer> byTemplate = new TreeMap<>();
        private final byte[] copy = new byte[512];

        @Override
        public void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
        {
            buffer.getBytes(offset, copy, 0, length);
            bytes.update(copy, 0, length);
            byTemplate.merge(template, 1, Integer::sum);
        }

        int count(final int template)
        {
            return byTemplate.getOrDefault(template, 0);
        }
    }
}
