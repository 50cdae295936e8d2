package io.firebreak.conformance;

import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state of a case as its decisions tell it, and nothing else: what a venue that only listens would know.
 */
final class ObservedState
{
    long lowerTicks = Long.MIN_VALUE;
    long upperTicks = Long.MAX_VALUE;
    long referenceMicroTicks = Long.MIN_VALUE;
    long collarLowerTicks = Long.MIN_VALUE;
    long collarUpperTicks = Long.MAX_VALUE;
    long reopenTicks = Long.MIN_VALUE;
    boolean isExtended;
    int level;
    long denied;

    /** Rule of the last trip, 0 none, and the side it fell on, Side code. */
    int tripRule;
    int tripSide;

    /** Length of the last trip's state, ns; Long.MAX_VALUE to the end of the session. */
    long tripNs = Long.MIN_VALUE;

    /** Whether the last state is one that only people end. */
    boolean isLatched;

    /** Whether an auction was let print in this instant. */
    boolean isUncrossed;

    /** Extensions of the pause that lasts, or of the last one. */
    long extensions;

    /** Open request for an indicative price, 0 none. */
    long requestSeq;

    /** Scope of the open request. */
    int requestScope;

    /** Auction that may print, 0 none. */
    long uncrossSeq;

    private final UnsafeBuffer decision = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BandChangeDecoder band = new BandChangeDecoder();
    private final LimitStateDecoder limit = new LimitStateDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final UncrossRequestDecoder request = new UncrossRequestDecoder();
    private final UncrossDecoder uncross = new UncrossDecoder();
    private final ExtendDecoder extend = new ExtendDecoder();
    private TradingState state = TradingState.OPEN;
    private LimitStateKind limitState = LimitStateKind.NONE;

    void onDecision(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        decision.wrap(buffer, offset, length);
        switch (templateId)
        {
            case BandChangeDecoder.TEMPLATE_ID:
                band.wrapAndApplyHeader(decision, 0, header);
                lowerTicks = band.lowerTicks();
                upperTicks = band.upperTicks();
                referenceMicroTicks = band.referenceMicroTicks();
                break;
            case LimitStateDecoder.TEMPLATE_ID:
                limit.wrapAndApplyHeader(decision, 0, header);
                limitState = LimitStateKind.of(limit.stateRaw());
                break;
            case TradingStateChangeDecoder.TEMPLATE_ID:
                change.wrapAndApplyHeader(decision, 0, header);
                state = TradingState.of(change.mergedStateRaw());
                level = change.level() == 0 ? level : change.level();
                limitState = LimitStateKind.NONE;
                isLatched = change.latched() != 0;
                trip();
                break;
            case UncrossRequestDecoder.TEMPLATE_ID:
                request.wrapAndApplyHeader(decision, 0, header);
                requestSeq = request.decisionSeq();
                requestScope = request.scope();
                break;
            case UncrossDecoder.TEMPLATE_ID:
                uncross.wrapAndApplyHeader(decision, 0, header);
                requestSeq = 0;
                uncrossSeq = uncross.decisionSeq();
                reopenTicks = uncross.priceTicks();
                collarLowerTicks = uncross.collarLowerTicks();
                collarUpperTicks = uncross.collarUpperTicks();
                isExtended = false;
                isUncrossed = true;
                break;
            case ExtendDecoder.TEMPLATE_ID:
                extend.wrapAndApplyHeader(decision, 0, header);
                requestSeq = 0;
                collarLowerTicks = extend.testedLowerTicks();
                collarUpperTicks = extend.testedUpperTicks();
                isExtended = true;
                extensions = extend.extension();
                break;
            case VerdictDeniedDecoder.TEMPLATE_ID:
                denied++;
                break;
            default:
                break;
        }
    }

    /** The state's name: a limit state or straddle while continuous trading is on, else the trading state. */
    String state()
    {
        if (!state.matches())
        {
            return state.name();
        }
        switch (limitState)
        {
            case STRADDLE_LOWER:
            case STRADDLE_UPPER:
                return "STRADDLE";
            case AT_LOWER:
            case AT_UPPER:
            case BEYOND_LOWER:
            case BEYOND_UPPER:
                return "LIMIT_STATE";
            default:
                return state.name();
        }
    }

    /** What is told of one instant only. */
    void beginInstant()
    {
        isExtended = false;
        isUncrossed = false;
    }

    /** A change to a more severe state by a comparison: the record holds what was compared. */
    private void trip()
    {
        final TradingState from = TradingState.of(change.fromStateRaw());
        final TradingState to = TradingState.of(change.toStateRaw());
        if (to.severity() > from.severity() && change.observedMicroTicks() != Long.MIN_VALUE)
        {
            tripRule = change.ruleId();
            final boolean isLower = change.limitMicroTicks() < change.referenceMicroTicks();
            tripSide = isLower ? Side.SELL.code() : Side.BUY.code();
            tripNs = to == TradingState.CLOSED ? Long.MAX_VALUE : change.deadlineNs() - change.timeNs();
            extensions = 0;
        }
    }

    boolean isReopening()
    {
        return state == TradingState.REOPENING;
    }
}
