package io.firebreak.oracle;

import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.record.DecisionWriter;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads the engine's decision messages as the numbers that a model compares; data quality is left out. */
final class EngineDecisions
{
    private static final long NONE = OracleDecision.NONE;
    private static final long MICRO = 1_000_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BandChangeDecoder band = new BandChangeDecoder();
    private final LimitStateDecoder limit = new LimitStateDecoder();
    private final TradingStateChangeDecoder state = new TradingStateChangeDecoder();
    private final UncrossRequestDecoder request = new UncrossRequestDecoder();
    private final UncrossDecoder uncross = new UncrossDecoder();
    private final ExtendDecoder extend = new ExtendDecoder();
    private final VerdictDeniedDecoder denied = new VerdictDeniedDecoder();

    /** Takes one decision. */
    @FunctionalInterface
    interface Sink
    {
        void accept(int scope, OracleDecision decision);
    }

    /**
     * Decisions of one input.
     *
     * @param buffer where they lie.
     * @param bytes how many, from 0.
     * @param governingState the state of the input's scope, which a denial does not repeat.
     * @param sink takes them in order.
     */
    void read(final UnsafeBuffer buffer, final int bytes, final long governingState, final Sink sink)
    {
        int offset = 0;
        while (offset < bytes)
        {
            header.wrap(buffer, offset);
            if (header.templateId() != DataQualityDecoder.TEMPLATE_ID)
            {
                sink.accept(buffer.getInt(offset + DecisionWriter.SCOPE_OFFSET), one(buffer, offset, governingState));
            }
            header.wrap(buffer, offset);
            offset += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
    }

    private OracleDecision one(final UnsafeBuffer buffer, final int offset, final long governingState)
    {
        switch (header.templateId())
        {
            case BandChangeDecoder.TEMPLATE_ID:
                band.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.BAND, band.timeNs(), band.referenceMicroTicks(), band.lowerTicks(),
                    band.upperTicks());
            case LimitStateDecoder.TEMPLATE_ID:
                limit.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.LIMIT, limit.timeNs(), limit.stateRaw(), limit.previousRaw(),
                    bounded(limit.deadlineNs()));
            case TradingStateChangeDecoder.TEMPLATE_ID:
                state.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.STATE, state.timeNs(), state.fromStateRaw(), state.toStateRaw(),
                    state.toStateRaw() == 0 ? NONE : bounded(state.deadlineNs()),
                    state.toStateRaw() == 0 ? 0 : state.level());
            case UncrossRequestDecoder.TEMPLATE_ID:
                request.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.UNCROSS_REQUEST, request.timeNs(), request.collarLowerTicks(),
                    request.collarUpperTicks(), request.deadlineNs(), request.extension());
            case UncrossDecoder.TEMPLATE_ID:
                uncross.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.UNCROSS, uncross.timeNs(), uncross.priceTicks(),
                    uncross.collarLowerTicks(), uncross.collarUpperTicks(), uncross.deadlineNs());
            case ExtendDecoder.TEMPLATE_ID:
                extend.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.EXTEND, extend.timeNs(), extend.indicativeTicks(),
                    extend.collarLowerTicks(), extend.collarUpperTicks(), extend.testedLowerTicks(),
                    extend.testedUpperTicks(), extend.deadlineNs(), extend.extension());
            case VerdictDeniedDecoder.TEMPLATE_ID:
                denied.wrapAndApplyHeader(buffer, offset, header);
                return OracleDecision.of(OracleKind.DENIED, denied.timeNs(), ticks(denied.observedMicroTicks()),
                    governingState == 0 ? ticks(denied.limitMicroTicks()) : NONE, governingState);
            default:
                throw new AssertionError("a decision that no rule here makes: template " + header.templateId());
        }
    }

    private static long bounded(final long deadlineNs)
    {
        return deadlineNs == Long.MAX_VALUE ? NONE : deadlineNs;
    }

    private static long ticks(final long microTicks)
    {
        return microTicks == NONE ? NONE : Math.floorDiv(microTicks, MICRO);
    }
}
