package io.firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.OperatorResultDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.DataQualityCode;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Pins the record's layout, and reads every decision that the writer makes back through the generated decoders. */
class RecordLayoutTest
{
    private final UnsafeBuffer counter = new UnsafeBuffer(new byte[64]);
    private final UnsafeBuffer out = new UnsafeBuffer(dirty());
    private final DecisionWriter writer = new DecisionWriter(counter, 8);

    private static byte[] dirty()
    {
        final byte[] bytes = new byte[512];
        Arrays.fill(bytes, (byte)0xA5);
        return bytes;
    }

    private int block()
    {
        return out.getShort(0) & 0xFFFF;
    }

    private void start()
    {
        writer.imageHash(77);
        writer.wrap(out, 0, 42);
        final Evidence e = writer.evidence().clear();
        e.observedMicroTicks = 9_000_000;
        e.limitMicroTicks = 9_500_000;
        e.referenceMicroTicks = 10_000_000;
        e.widthFraction = 0.05;
        e.varianceFast = 0.25;
        e.varianceSlow = 0.125;
        e.widening = 1.5;
        e.observedReal = 2.0;
        e.limitReal = 3.0;
        e.input = 2;
        writer.by(1_000, 3, 9, 1);
    }

    @Test
    void shouldKeepTheRecordWhereItIsDrawn()
    {
        assertThat(new int[] {RecordLayout.LENGTH_OFFSET, RecordLayout.CRC_OFFSET, RecordLayout.SEQUENCE_OFFSET,
            RecordLayout.INPUT_BYTES_OFFSET, RecordLayout.DECISION_COUNT_OFFSET, RecordLayout.FLAGS_OFFSET,
            RecordLayout.INPUT_OFFSET, RecordLayout.MAX_INPUT_LENGTH}).containsExactly(0, 4, 8, 16, 18, 20, 24, 112);
        assertThat(RecordLayout.recordLength(64, 0)).isEqualTo(96);
        assertThat(RecordLayout.recordLength(41, 160)).isEqualTo(24 + 48 + 160 + 8);
        assertThat(new int[] {InputLayout.TIME_OFFSET, InputLayout.SOURCE_TIME_OFFSET, InputLayout.SOURCE_SEQ_OFFSET,
            InputLayout.SCOPE_OFFSET, InputLayout.SOURCE_OFFSET, InputLayout.FLAGS_OFFSET, InputLayout.BODY_OFFSET})
            .containsExactly(8, 16, 24, 32, 36, 38, 40);
    }

    @Test
    void shouldDecodeTradingStateChangeAsWritten()
    {
        start();
        writer.tradingState(0, 5, 8, 11, 12, 13, 2, 1);
        final TradingStateChangeDecoder d = new TradingStateChangeDecoder().wrap(out, 8, block(), 1);
        assertThat(d.timeNs()).isEqualTo(1_000);
        assertThat(d.decisionSeq()).isEqualTo(1);
        assertThat(d.causeSeq()).isEqualTo(42);
        assertThat(d.scope()).isEqualTo(3);
        assertThat(d.ruleId()).isEqualTo(9);
        assertThat(d.reasonRaw()).isEqualTo(1);
        assertThat(d.observedMicroTicks()).isEqualTo(9_000_000);
        assertThat(d.marginMicroTicks()).isEqualTo(500_000);
        assertThat(d.observedReal()).isEqualTo(2.0);
        assertThat(d.limitReal()).isEqualTo(3.0);
        assertThat(d.widthFraction()).isEqualTo(0.05);
        assertThat(d.varianceFast()).isEqualTo(0.25);
        assertThat(d.varianceSlow()).isEqualTo(0.125);
        assertThat(d.widening()).isEqualTo(1.5);
        assertThat(d.imageHash()).isEqualTo(77);
        assertThat(new long[] {d.deadlineNs(), d.latestExitNs(), d.tripCount(), d.fromStateRaw(), d.toStateRaw(),
            d.mergedStateRaw(), d.inputRaw(), d.level(), d.latched()}).containsExactly(11, 12, 13, 0, 5, 8, 2, 2, 1);
        assertThat(writer.length()).isEqualTo(block() + 8);
    }

    @Test
    void shouldDecodeLimitStateAndDenialAsWritten()
    {
        start();
        writer.limitState(3, 1, 5, 6);
        final LimitStateDecoder limit = new LimitStateDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {limit.stateRaw(), limit.previousRaw(), limit.inputRaw(), limit.openedNs(),
            limit.deadlineNs(), limit.imageHash()}).containsExactly(3, 1, 2, 5, 6, 77);
        start();
        writer.verdictDenied(99, 4, 1, 5, 4);
        final VerdictDeniedDecoder denied = new VerdictDeniedDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {denied.gateEpoch(), denied.gateCode(), denied.sideRaw(), denied.inputRaw(),
            denied.decisionSeq()}).containsExactly(99, 4, 1, 2, 2);
    }

    @Test
    void shouldDecodeBandsAndReleasesAsWritten()
    {
        start();
        writer.bandChange(1, 2, 3, 4, 5, 6, 3);
        final BandChangeDecoder band = new BandChangeDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {band.referenceMicroTicks(), band.previousMicroTicks(), band.lowerTicks(),
            band.upperTicks(), band.inForceSinceNs(), band.widthPpm(), band.inputRaw(), band.imageHash()})
            .containsExactly(1, 2, 3, 4, 5, 6, 3, 77);
        start();
        writer.releasePending(5, 0, 8, 1, 123);
        final ReleasePendingDecoder pending = new ReleasePendingDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {pending.fromStateRaw(), pending.toStateRaw(), pending.mergedStateRaw(),
            pending.levelRaw(), pending.deadlineNs()}).containsExactly(5, 0, 8, 1, 123);
    }

    @Test
    void shouldDecodeAuctionsAsWritten()
    {
        start();
        writer.uncrossRequest(1, 2, 3, 4);
        final UncrossRequestDecoder request = new UncrossRequestDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {request.collarLowerTicks(), request.collarUpperTicks(), request.deadlineNs(),
            request.extension()}).containsExactly(1, 2, 3, 4);
        start();
        writer.uncross(9, 1, 2, 3);
        final UncrossDecoder uncross = new UncrossDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {uncross.priceTicks(), uncross.collarLowerTicks(), uncross.collarUpperTicks(),
            uncross.deadlineNs()}).containsExactly(9, 1, 2, 3);
        start();
        writer.extend(9, 1, 2, 3, 4, 5, 6);
        final ExtendDecoder extend = new ExtendDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {extend.indicativeTicks(), extend.collarLowerTicks(), extend.collarUpperTicks(),
            extend.testedLowerTicks(), extend.testedUpperTicks(), extend.deadlineNs(), extend.extension()})
            .containsExactly(9, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldDecodeQualityAndOperatorsAsWritten()
    {
        start();
        writer.dataQuality(DataQualityCode.TIME_JUMP.code(), 7, 1, 2, 3, 1);
        final DataQualityDecoder quality = new DataQualityDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {quality.codeRaw(), quality.sourceId(), quality.observed(), quality.expected(),
            quality.count(), quality.ended()}).containsExactly(DataQualityCode.TIME_JUMP.code(), 7, 1, 2, 3, 1);
        start();
        writer.operatorResult(1, 2, 1, 3, 8);
        final OperatorResultDecoder result = new OperatorResultDecoder().wrap(out, 8, block(), 1);
        assertThat(new long[] {result.operatorId(), result.nonce(), result.commandRaw(), result.resultRaw(),
            result.mergedStateRaw()}).containsExactly(1, 2, 1, 3, 8);
        for (int i = 59; i < 64; i++)
        {
            assertThat(out.getByte(i)).as("padding at %s", i).isZero();
        }
    }
}
