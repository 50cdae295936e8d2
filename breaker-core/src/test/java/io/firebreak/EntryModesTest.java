package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.JournalStart;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collars at entry reach the gate of a pipelined breaker too: from the engine's thread, or as commands. */
class EntryModesTest
{
    private static final long T = 1_760_000_000_000_000_000L;

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldHoldBuysAndSellsToTheirOwnLimitsWhenTheBreakerIsPipelined(final Mode mode)
    {
        final CompiledRulebook rulebook =
            Rulebook.load("binance-percent-price-by-side", Map.of("engine.release_after", "NONE"));
        final SlotSlab slab = SlotSlab.inMemory(256, 1 << 18);
        final Deque<byte[]> commands = new ArrayDeque<>();
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(2)).mode(mode)
            .overrun(OverrunPolicy.BLOCK).journal(new RecordTape(new SlotRecords(slab)), slab)
            .origin("", JournalStart.Clock.HOST, 1)
            .listener((template, buffer, offset, length) -> commands.add(command(buffer, offset, length))));
        for (int i = 0; i < 2; i++)
        {
            pipeline.publisher().instrumentDefinition(1, 0, T, i, i + 1, 1, 0, 2, 0, 1, 1_000_000);
            pipeline.publisher().referencePrice(1, 0, T + 1, T + 1, Scope.instrument(i), ReferenceKind.AVERAGE.code(),
                0, (i + 1) * 100_000_000_000L, 0);
        }
        assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
        while (pipeline.decisions().poll(
            (template, buffer, offset, length) -> commands.add(command(buffer, offset, length)), 64) > 0)
        {
            continue;
        }
        for (final byte[] command : commands)
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(command);
            pipeline.apply(buffer.getShort(2) & 0xFFFF, buffer, 0, command.length);
        }
        final BreakerGate gate = pipeline.sharedGate();
        assertThat(limits(gate, 0)).isEqualTo("12000 8000");
        assertThat(limits(gate, 1)).isEqualTo("24000 16000");
        assertThat(enter(gate, Side.BUY, 1_999)).isEqualTo(GateCode.ORDER_BELOW_COLLAR);
        assertThat(enter(gate, Side.BUY, 12_001)).isEqualTo(GateCode.ORDER_ABOVE_COLLAR);
        assertThat(enter(gate, Side.SELL, 50_000)).isEqualTo(GateCode.ALLOWED);
        assertThat(enter(gate, Side.SELL, 50_001)).isEqualTo(GateCode.ORDER_ABOVE_COLLAR);
    }

    private static String limits(final BreakerGate gate, final int instrument)
    {
        return gate.limitFor(instrument, Side.BUY.code(), OrderKind.IOC.code()) + " " +
            gate.limitFor(instrument, Side.SELL.code(), OrderKind.IOC.code());
    }

    private static int enter(final BreakerGate gate, final Side side, final long priceTicks)
    {
        return gate.check(0, side.code(), OrderKind.AGGRESSIVE.code(), priceTicks, 1, T + 2, new VerdictDetail());
    }

    private static byte[] command(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] command = new byte[length];
        buffer.getBytes(offset, command);
        return command;
    }
}
