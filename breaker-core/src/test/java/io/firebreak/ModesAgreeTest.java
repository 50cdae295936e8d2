package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.Side;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.pipeline.CloseReport;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One order of inputs gives equal records, decision bytes and digests in all three modes. */
class ModesAgreeTest
{
    private static final int INSTRUMENTS = 40;
    private static final int EVENTS = 60_000;
    private static final Map<String, String> AT_ONCE = Map.of("engine.release_after", "NONE");

    private record Outcome(byte[] records, long count, long digest, String gate, long evaluations)
    {
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "us-luld-single-venue", "us-mwcb", "crypto-perp", "cme-banding"})
    void shouldGiveTheSameRecordsInEveryModeWhenTheInputsAreTheSame(final String name)
    {
        final CompiledRulebook rulebook = Rulebook.load(name, AT_ONCE);
        final long seed = 20_261_121L;
        final Outcome inline = inline(rulebook, seed);
        assertThat(inline.count).isEqualTo(EVENTS);
        for (final Mode mode : new Mode[]{Mode.DIRECT, Mode.SEQUENCED})
        {
            final Outcome piped = piped(rulebook, seed, mode, false, true);
            assertThat(piped.count).as(mode + " records").isEqualTo(EVENTS);
            assertThat(difference(piped.records, inline.records)).as(mode + " bytes").isEmpty();
            assertThat(piped.digest).as(mode + " digest").isEqualTo(inline.digest);
            assertThat(piped.gate).as(mode + " gate").isEqualTo(inline.gate);
        }
    }

    @Test
    void shouldGiveTheSameRecordsInEveryModeWhenInstrumentsStandInAGroup(@TempDir final Path directory)
        throws IOException
    {
        final CompiledRulebook rulebook = Rulebook.load(Files.writeString(directory.resolve("group.conf"),
            String.join("\n",
            "rulebook { name = group, version = \"1\", source = test }",
            "engine { release_after = NONE, host_timeout_s = 5 }",
            "session { opening_window_s = 0 }",
            "classes { lead { group = all, references { last { kind = LAST } }",
            "  breakers = [ { id = far, monitor = BAND, trip_state = PAUSED, record_bands = false",
            "    propagates = GROUP, pause { length_s = 7, tail_s = 3 }, reopening { kind = UNCHECKED }",
            "    rules = [ { id = ten, observe = POTENTIAL_TRADE, reference = last, comparator = GT, rounding = NONE,",
            "      width_ppm = 100000, reason = PRICE_BAND } ] } ] } }", "")).toString(), Map.of());
        final Outcome inline = inline(rulebook, 20_261_122L);
        for (final Mode mode : new Mode[]{Mode.DIRECT, Mode.SEQUENCED})
        {
            final Outcome piped = piped(rulebook, 20_261_122L, mode, false, true);
            assertThat(difference(piped.records, inline.records)).as(mode + " bytes").isEmpty();
            assertThat(piped.digest).as(mode + " digest").isEqualTo(inline.digest);
            assertThat(piped.gate).as(mode + " gate").isEqualTo(inline.gate);
        }
        assertThat(groupDecisions(inline.records)).as("members that followed").isGreaterThan(INSTRUMENTS);
    }

    /** Decisions whose reason is the trip of a leader. */
    private static int groupDecisions(final byte[] records)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(records);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final TradingStateChangeDecoder d = new TradingStateChangeDecoder();
        int count = 0;
        for (int at = 0; at + 200 < records.length; at += 8)
        {
            header.wrap(bytes, at);
            final boolean isOne = header.templateId() == TradingStateChangeDecoder.TEMPLATE_ID &&
                header.blockLength() == TradingStateChangeDecoder.BLOCK_LENGTH &&
                header.schemaId() == TradingStateChangeDecoder.SCHEMA_ID;
            count += isOne && d.wrapAndApplyHeader(bytes, at, header).leader() > 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void shouldGiveTheSameRecordsWhenTheRingTakesSeveralProducers()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", AT_ONCE);
        final Outcome inline = inline(rulebook, 7);
        final Outcome piped = piped(rulebook, 7, Mode.DIRECT, true, true);
        assertThat(difference(piped.records, inline.records)).isEmpty();
        assertThat(piped.digest).isEqualTo(inline.digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "crypto-perp"})
    void shouldGiveTheSameRecordsInEveryModeWhenTheEnvelopeIsOff(final String name)
    {
        final CompiledRulebook rulebook = Rulebook.load(name, AT_ONCE);
        final Outcome inline = inline(rulebook, 11);
        for (final Mode mode : new Mode[]{Mode.DIRECT, Mode.SEQUENCED})
        {
            final Outcome piped = piped(rulebook, 11, mode, false, false);
            assertThat(difference(piped.records, inline.records)).as(mode + " bytes").isEmpty();
            assertThat(piped.digest).as(mode + " digest").isEqualTo(inline.digest);
            assertThat(piped.gate).as(mode + " gate").isEqualTo(inline.gate);
            assertThat(piped.evaluations).as("the switch reached the engine").isGreaterThan(inline.evaluations);
        }
    }

    private static Outcome inline(final CompiledRulebook rulebook, final long seed)
    {
        final RecordBuffer buffer = RecordBuffer.inMemory(1 << 20);
        final RecordTape tape = new RecordTape(buffer);
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(capacities()).journal(tape, buffer)
            .origin("", JournalStart.Clock.HOST, 1));
        final RandomInputs inputs = new RandomInputs(seed, INSTRUMENTS);
        for (int i = 0; i < EVENTS; i++)
        {
            inputs.next();
            while (inputs.publish(breaker.publisher()) < 0)
            {
                breaker.onBatchEnd();
                tape.drain();
                breaker.decisions().poll((template, b, offset, length) -> assertThat(length).isPositive(), 1 << 20);
            }
        }
        final String gate = gate(breaker.sharedGate(), inputs.timeNs());
        breaker.close();
        return new Outcome(bytes(tape), tape.records, breaker.engine().digest(), gate,
            breaker.engine().evaluations());
    }

    private static Outcome piped(
        final CompiledRulebook rulebook, final long seed, final Mode mode, final boolean multiProducer,
        final boolean isEnvelope)
    {
        final SlotSlab slab = SlotSlab.inMemory(256, 1 << 18);
        final RecordTape tape = new RecordTape(new SlotRecords(slab));
        final Deque<byte[]> commands = new ArrayDeque<>();
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(rulebook.image(), rulebook.imageHash()).capacities(capacities()).mode(mode)
            .envelope(isEnvelope).multiProducer(multiProducer).overrun(OverrunPolicy.BLOCK).journal(tape, slab)
            .origin("", JournalStart.Clock.HOST, 1)
            .decisionBufferBytes(1 << 18)
            .listener((template, buffer, offset, length) -> commands.add(command(buffer, offset, length))));
        final RandomInputs inputs = new RandomInputs(seed, INSTRUMENTS);
        for (int i = 0; i < EVENTS; i++)
        {
            inputs.next();
            assertThat(inputs.publish(pipeline.publisher())).isZero();
        }
        final CloseReport report = pipeline.close(TimeUnit.SECONDS.toNanos(60));
        assertThat(report.isClean()).as(report.toString()).isTrue();
        while (pipeline.decisions().poll(
            (template, buffer, offset, length) -> commands.add(command(buffer, offset, length)), 64) > 0)
        {
            continue;
        }
        // The venue applies every command at its own time: here after everything else.
        for (final byte[] command : commands)
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(command);
            pipeline.apply(buffer.getShort(2) & 0xFFFF, buffer, 0, command.length);
        }
        return new Outcome(bytes(tape), tape.records, pipeline.digest(), gate(pipeline.sharedGate(), inputs.timeNs()),
            pipeline.evaluations());
    }

    private static byte[] command(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] command = new byte[length];
        buffer.getBytes(offset, command);
        return command;
    }

    /** Everything the gate knows of every instrument. */
    private static String gate(final io.firebreak.gate.BreakerGate gate, final long nowNs)
    {
        final StringBuilder text = new StringBuilder();
        final VerdictDetail out = new VerdictDetail();
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            for (final Side side : new Side[]{Side.BUY, Side.SELL})
            {
                final int code = gate.check(i, side.code(), OrderKind.AGGRESSIVE.code(), 10_000, 1, nowNs, out);
                text.append(i).append(' ').append(code).append(' ').append(out.state()).append(' ')
                    .append(out.limitTicks()).append(' ').append(out.referenceMicroTicks()).append(' ')
                    .append(out.earliestResumeNs()).append(' ').append(out.ruleId()).append(' ')
                    .append(gate.limitFor(i, side.code(), OrderKind.AGGRESSIVE.code())).append('\n');
            }
        }
        return text.toString();
    }

    /** The first record that differs, as numbers; empty where all bytes are equal. */
    private static String difference(final byte[] one, final byte[] other)
    {
        final int at = Arrays.mismatch(one, other);
        if (at < 0)
        {
            return "";
        }
        final UnsafeBuffer left = new UnsafeBuffer(one);
        final UnsafeBuffer right = new UnsafeBuffer(other);
        int record = 0;
        while (record + left.getInt(record) <= at)
        {
            record += left.getInt(record);
        }
        final StringBuilder text = new StringBuilder("byte " + (at - record) + " of record at " + record);
        for (int i = record; i < record + 200 && i + 8 <= Math.min(one.length, other.length); i += 8)
        {
            text.append(String.format("%n%4d %016x %016x", i - record, left.getLong(i), right.getLong(i)));
        }
        return text.toString();
    }

    private static Capacities capacities()
    {
        return new Capacities(INSTRUMENTS, 4, 4, 64 * INSTRUMENTS, 16 * INSTRUMENTS, 1 << 16, 8, 8_192);
    }

    private static byte[] bytes(final RecordTape tape)
    {
        final byte[] bytes = new byte[tape.length];
        tape.bytes.getBytes(0, bytes);
        return bytes;
    }
}
