package io.firebreak.snapshot;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryTarget;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A seeded venue of perpetuals that does all an engine can be told: deep books, crashes, bursts beyond the exact size
 * of a window, pauses whose release waits for a mark, operators, gaps, instruments that go and come again.
 */
final class VenueTape
{
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = 1_760_000_000L * SECOND;
    private static final int INSTRUMENTS = 5;
    private static final Capacities CAPACITIES = new Capacities(8, 9, 4, 600, 300, 1 << 14, 8, 4_096);
    private static final Map<String, String> RULES = Map.of("engine.window_prints_max", "64",
        "classes.perp.warm_up_s", "30", "classes.perp.keep_depth", "true");

    private final List<InputTape.Input> inputs = new ArrayList<>();
    private final int[] generation = new int[INSTRUMENTS];
    private final double[] price = new double[INSTRUMENTS];
    private final long[] nonce = new long[4];
    private final Random random;
    private final InlineBreaker breaker;
    private final Collector collector;
    private final EventPublisher publisher;
    private long timeNs = ORIGIN;
    private long sourceSeq;

    private VenueTape(final long seed, final CompiledRulebook rulebook)
    {
        random = new Random(seed);
        final RecordBuffer records = RecordBuffer.inMemory(1 << 20);
        collector = new Collector(records);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(CAPACITIES).journal(collector, records)
            .origin("", JournalStart.Clock.HOST, ORIGIN));
        publisher = breaker.publisher();
    }

    static InputTape perpetuals(final long seed, final int events)
    {
        return tape(Rulebook.load("crypto-perp", RULES), seed, events);
    }

    /** The same venue under bands of every kind of reference; a pause reopens by the host's auction. */
    static InputTape bands(final long seed, final int events)
    {
        return tape(Rulebook.load("src/test/resources/every-band.conf", Map.of()), seed, events);
    }

    /** The same venue under bands around references that are made of others, behind gates. */
    static InputTape marks(final long seed, final int events)
    {
        return tape(Rulebook.load("src/test/resources/every-mark.conf", Map.of()), seed, events);
    }

    private static InputTape tape(final CompiledRulebook rulebook, final long seed, final int events)
    {
        final VenueTape venue = new VenueTape(seed, rulebook);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            venue.define(i);
        }
        for (int i = 0; i < events; i++)
        {
            venue.step();
        }
        venue.breaker.close();
        return new InputTape(rulebook, CAPACITIES, List.copyOf(venue.inputs));
    }

    private void define(final int i)
    {
        price[i] = 10_000 << random.nextInt(4);
        publisher.instrumentDefinition(1, 0, timeNs, i, 100 + i, ++generation[i], 0, 2, 0, 1, 1_000_000);
    }

    private void step()
    {
        final boolean burst = inputs.size() % 2_000 < 500;
        timeNs += burst ? random.nextInt(2_000_000) : random.nextInt(400) * 1_000_000L;
        final int i = random.nextInt(INSTRUMENTS);
        final int draw = random.nextInt(1_000);
        price[i] *= inputs.size() / 300 % INSTRUMENTS == i && inputs.size() % 1_500 < 300 ? 0.99 :
            1 + random.nextGaussian() * 0.0005;
        price[i] = price[i] < 1_000 ? 20_000 : price[i];
        if (draw < 450)
        {
            print(i, Math.round(price[i]));
        }
        else if (draw < 900)
        {
            level(i, Math.round(price[i]));
        }
        else if (draw < 960)
        {
            publisher.tick(timeNs, 0);
        }
        else
        {
            rare(i, draw);
        }
        breaker.decisions().poll((template, buffer, offset, length) -> { }, 10_000);
        breaker.onBatchEnd();
        collector.drain();
        if (breaker.isReleaseWaiting() && random.nextInt(20) == 0)
        {
            publisher.durableMark(timeNs, Durability.J1.code(), breaker.engine().sequence());
        }
    }

    private void print(final int i, final long ticks)
    {
        publisher.potentialTrade(1, 0, timeNs, timeNs, i, 0, 1, OrderKind.AGGRESSIVE.code(), ticks, 1, 0, 0);
        publisher.trade(1, 0, timeNs, timeNs, i, 0, ticks, 1, 0, random.nextInt(2),
            InputFlags.ELIGIBLE | (random.nextInt(8) == 0 ? InputFlags.SWEEP_END : 0));
    }

    private void level(final int i, final long mid)
    {
        final int side = random.nextInt(2);
        final long away = 1 + (long)Math.abs(random.nextGaussian() * 200);
        publisher.bookLevel(2, random.nextInt(200) == 0 ? 0 : ++sourceSeq, timeNs, timeNs, i, 0, side,
            side == 0 ? mid - away : mid + away, random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(900));
    }

    private void rare(final int i, final int draw)
    {
        final int who = 1 + random.nextInt(3);
        final int scope = random.nextInt(4) == 0 ? Scope.market(0) : Scope.instrument(i);
        switch (draw - 960)
        {
            case 0, 1:
                publisher.instrumentRemove(1, 0, timeNs, i, generation[i]);
                return;
            case 2, 3, 4, 5:
                define(i);
                return;
            case 6, 7:
                publisher.bookClear(1, 0, timeNs, i);
                return;
            case 8, 9, 10, 11, 12:
                publisher.bookReady(1, 0, timeNs, i);
                return;
            case 13:
                publisher.operatorCommand(1, 0, timeNs, scope, who, ++nonce[who], OperatorCommandKind.HALT.code(), 0);
                return;
            case 14, 15, 16, 17:
                publisher.operatorCommand(1, 0, timeNs, scope, who, ++nonce[who], OperatorCommandKind.RESUME.code(), 0);
                return;
            case 18, 19, 20, 21, 22, 23:
                publisher.operatorCommand(
                    1, 0, timeNs, scope, who, ++nonce[who], OperatorCommandKind.APPROVE_RESUME.code(), 0);
                return;
            case 24:
                sourceSeq += 5;
                return;
            case 25:
                publisher.gap(3, 0, timeNs, Scope.instrument(i), 5, 9, 5);
                return;
            case 26:
                timeNs += 90 * SECOND;
                publisher.tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
                return;
            case 27, 28, 29:
                publisher.referencePrice(1, 0, timeNs, timeNs, Scope.instrument(i), ReferenceKind.PREVIOUS_CLOSE.code(),
                    0, Math.round(price[i]) * 10_000_000, 0);
                return;
            case 30, 31, 32, 33:
                publisher.decisionEffective(timeNs, scope, breaker.engine().exposedDecisionSeq(scope), 1, timeNs, 0);
                return;
            case 34, 35:
                publisher.referencePrice(1, 0, timeNs, timeNs, Scope.instrument(i), ReferenceKind.MARK.code(), 0,
                    random.nextInt(5) == 0 ? Long.MIN_VALUE : Math.round(price[i] * 1e7), 0);
                publisher.referencePrice(1, 0, timeNs, timeNs, Scope.instrument(i), ReferenceKind.FUNDING_RATE.code(),
                    0, 10 * draw, 0);
                publisher.referencePrice(1, 0, timeNs, timeNs, Scope.instrument(i), ReferenceKind.FUNDING_TIME.code(),
                    0, draw * SECOND, 0);
                return;
            case 36:
                publisher.auctionResult(1, 0, timeNs, Scope.instrument(i), 0, Math.round(price[i]), 1);
                return;
            default:
                publisher.quote(1, 0, timeNs, timeNs, i, 0, 0, Math.round(price[i]) - 1, 5, Math.round(price[i]) + 1,
                    5);
        }
    }

    /** Takes the inputs out of the records. */
    private final class Collector implements Journal
    {
        private final RecordBuffer records;

        Collector(final RecordBuffer records)
        {
            this.records = records;
        }

        @Override
        public void open(final JournalStart start)
        {
        }

        @Override
        public JournalPast resume(final JournalStart start, final RecoveryTarget past)
        {
            return JournalPast.NONE;
        }

        @Override
        public int drain()
        {
            return records.drain(this::take, 1 << 18);
        }

        private void take(final UnsafeBuffer buffer, final int offset, final int length)
        {
            for (int at = offset; at < offset + length; at += buffer.getInt(at))
            {
                final byte[] message = new byte[buffer.getShort(at + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF];
                buffer.getBytes(at + RecordLayout.INPUT_OFFSET, message);
                inputs.add(new InputTape.Input(buffer.getLong(at + RecordLayout.INPUT_OFFSET + 8), message));
            }
        }

        @Override
        public long durableSequence(final Durability level)
        {
            return 0;
        }

        @Override
        public boolean failed()
        {
            return false;
        }

        @Override
        public void close(final long digest, final long arenaHash, final long lastSequence, final long decisionSeq)
        {
            drain();
        }
    }
}
