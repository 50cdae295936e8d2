package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.OrderKind;
import io.firebreak.market.TradingState;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted is what the decisions say, in every mode. Seeds are in the tests. */
class CountersTest
{
    private static final int INSTRUMENTS = 20;
    private static final int EVENTS = 40_000;

    private final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE",
        "classes.perp.warm_up_s", "1"));
    private final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());
    private final Map<String, Long> seen = new TreeMap<>();

    private void see(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            final var change = new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            final boolean isTrip = matches(change.fromStateRaw()) && !matches(change.toStateRaw());
            add("trips", isTrip ? 1 : 0);
        }
        add("denied", templateId == VerdictDeniedDecoder.TEMPLATE_ID ? 1 : 0);
        if (templateId == DataQualityDecoder.TEMPLATE_ID)
        {
            final var quality = new DataQualityDecoder().wrapAndApplyHeader(buffer, offset, header);
            if (quality.ended() == 0)
            {
                add(DataQualityCode.of(quality.codeRaw()).name(), 1);
            }
        }
        add("decisions", 1);
    }

    private static boolean matches(final int state)
    {
        return (TradingState.of(state).permissions() & OrderKind.AGGRESSIVE.bit()) != 0;
    }

    private void add(final String name, final long count)
    {
        seen.merge(name, count, Long::sum);
    }

    private void requireCounted()
    {
        assertThat(seen.get("trips")).isPositive();
        assertThat(counters.value(BreakerCounter.INPUTS)).isEqualTo(EVENTS);
        assertThat(counters.value(BreakerCounter.DECIDED_SEQUENCE)).isEqualTo(EVENTS);
        assertThat(counters.value(BreakerCounter.DECISIONS)).isEqualTo(seen.get("decisions"));
        assertThat(counters.value(BreakerCounter.TRIPS)).isEqualTo(seen.get("trips"));
        assertThat(counters.value(BreakerCounter.VERDICTS_DENIED)).isEqualTo(seen.get("denied"));
        int codes = 0;
        for (final DataQualityCode code : DataQualityCode.values())
        {
            codes += seen.containsKey(code.name()) ? 1 : 0;
            assertThat(counters.dataQualityCount(code.code())).as(code.name())
                .isEqualTo(seen.getOrDefault(code.name(), 0L));
        }
        assertThat(codes).isGreaterThan(2);
    }

    @Test
    void shouldCountWhatTheDecisionsSayWhenInline()
    {
        final RandomInputs inputs = new RandomInputs(20_261_130L, INSTRUMENTS);
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .counters(counters)))
        {
            for (int i = 0; i < EVENTS; i++)
            {
                inputs.next();
                while (inputs.publish(breaker.publisher()) < 0)
                {
                    assertThat(breaker.decisions().poll(this::see, 1 << 20)).isPositive();
                }
            }
            while (breaker.decisions().poll(this::see, 1 << 20) > 0)
            {
                continue;
            }
        }
        requireCounted();
        assertThat(counters.value(BreakerCounter.RING_DEPTH_MAX)).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldCountWhatTheDecisionsSayWhenPipelined(final Mode mode)
    {
        final SlotSlab slab = SlotSlab.inMemory(256, 1 << 18);
        final RandomInputs inputs = new RandomInputs(20_261_130L, INSTRUMENTS);
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(INSTRUMENTS))
            .mode(mode).overrun(OverrunPolicy.BLOCK).slab(slab).counters(counters).listener(this::seeOwn));
        for (int i = 0; i < EVENTS; i++)
        {
            inputs.next();
            assertThat(inputs.publish(pipeline.publisher())).isZero();
        }
        assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
        while (pipeline.decisions().poll(this::seeOwn, 64) > 0)
        {
            continue;
        }
        requireCounted();
        assertThat(counters.value(BreakerCounter.RING_DEPTH_MAX)).isBetween(1L, 256L);
    }

    /** Lines of the board are no decisions. */
    private void seeOwn(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId != io.firebreak.codec.BoardLineEncoder.TEMPLATE_ID)
        {
            see(templateId, buffer, offset, length);
        }
    }
}
