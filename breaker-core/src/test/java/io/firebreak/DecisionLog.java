package io.firebreak;

import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.OperatorResultDecoder;
import io.firebreak.codec.ParticipantActionCode;
import io.firebreak.codec.ParticipantActionDecoder;
import io.firebreak.codec.ParticipantControlCode;
import io.firebreak.codec.ParticipantCounterCode;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.Scope;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Collects decisions as short lines, through the generated decoders: events in, expected list of lines out. */
final class DecisionLog implements DecisionListener
{
    private final List<String> lines = new ArrayList<>();

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        lines.add(line(templateId, buffer, offset));
    }

    /** Lines since the last call. */
    List<String> drain()
    {
        final List<String> drained = new ArrayList<>(lines);
        lines.clear();
        return drained;
    }

    private static String line(final int templateId, final UnsafeBuffer buffer, final int offset)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final int block = header.blockLength();
        final int version = header.version();
        switch (templateId)
        {
            case ParticipantActionDecoder.TEMPLATE_ID:
                return participant(new ParticipantActionDecoder().wrap(buffer, body, header.blockLength(), 0));
            case BandChangeDecoder.TEMPLATE_ID:
            {
                final BandChangeDecoder d = new BandChangeDecoder().wrap(buffer, body, block, version);
                return "BAND " + d.reason() + " ref " + d.referenceMicroTicks() + " [" + d.lowerTicks() + ", " +
                    d.upperTicks() + "]";
            }
            case LimitStateDecoder.TEMPLATE_ID:
            {
                final LimitStateDecoder d = new LimitStateDecoder().wrap(buffer, body, block, version);
                return "LIMIT " + d.previous() + " -> " + d.state() + " " + d.reason();
            }
            case TradingStateChangeDecoder.TEMPLATE_ID:
            {
                final TradingStateChangeDecoder d =
                    new TradingStateChangeDecoder().wrap(buffer, body, block, version);
                return "STATE " + d.fromState() + " -> " + d.toState() + " merged " + d.mergedState() + " " +
                    d.reason() + (d.latched() != 0 ? " latched" : "");
            }
            case ReleasePendingDecoder.TEMPLATE_ID:
            {
                final ReleasePendingDecoder d = new ReleasePendingDecoder().wrap(buffer, body, block, version);
                return "RELEASE_PENDING " + d.fromState() + " -> " + d.toState() + " waits for " + d.level();
            }
            case UncrossRequestDecoder.TEMPLATE_ID:
            {
                final UncrossRequestDecoder d = new UncrossRequestDecoder().wrap(buffer, body, block, version);
                return "UNCROSS_REQUEST [" + d.collarLowerTicks() + ", " + d.collarUpperTicks() + "]";
            }
            case VerdictDeniedDecoder.TEMPLATE_ID:
            {
                final VerdictDeniedDecoder d = new VerdictDeniedDecoder().wrap(buffer, body, block, version);
                return "DENIED " + d.reason();
            }
            case DataQualityDecoder.TEMPLATE_ID:
            {
                final DataQualityDecoder d = new DataQualityDecoder().wrap(buffer, body, block, version);
                return "QUALITY " + d.code() + " " + d.observed() + " expected " + d.expected() +
                    (d.ended() != 0 ? " ended" : "");
            }
            case OperatorResultDecoder.TEMPLATE_ID:
            {
                final OperatorResultDecoder d = new OperatorResultDecoder().wrap(buffer, body, block, version);
                return "OPERATOR " + d.command() + " " + d.result();
            }
            default:
                return "TEMPLATE " + templateId;
        }
    }

    private static String participant(final ParticipantActionDecoder action)
    {
        return action.action() + " " + Scope.index(action.scope()) + " " + action.reason() +
            (action.control() == ParticipantControlCode.NONE ? "" : " " + action.control()) +
            (action.counter() == ParticipantCounterCode.NONE ? "" : " " + action.counter() + " " +
            action.observedCount() + (action.atLimit() == 0 ? " > " : " >= ") + action.limitCount()) +
            (action.untilNs() == Long.MAX_VALUE ? " by hand" : action.action() == ParticipantActionCode.FREEZE ?
            " until " + (action.untilNs() - Venue.ORIGIN) / 1e9 : "") +
            (action.cancels() == 0 ? "" : action.cancels() == 1 ? " cancel tagged" : " cancel all");
    }
}
