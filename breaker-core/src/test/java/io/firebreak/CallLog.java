package io.firebreak;

import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Decisions around a call as short lines with their instants in seconds since {@link Venue#ORIGIN}. */
final class CallLog implements DecisionListener
{
    private final List<String> lines = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Last TradingStateChange: its promise, and whether only operators end it. */
    long latestExitNs;
    long requestSeq;

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            final TradingStateChangeDecoder d =
                new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            latestExitNs = d.latestExitNs();
            lines.add(seconds(d.timeNs()) + " " + d.toState() + " " + d.reason() +
                (d.deadlineNs() == Long.MAX_VALUE ? "" : " to " + seconds(d.deadlineNs())) +
                (d.latched() != 0 ? " latched" : ""));
        }
        else if (templateId == UncrossRequestDecoder.TEMPLATE_ID)
        {
            final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
            requestSeq = d.decisionSeq();
            lines.add(seconds(d.timeNs()) + " ask " + band(d.collarLowerTicks(), d.collarUpperTicks()));
        }
        else if (templateId == UncrossDecoder.TEMPLATE_ID)
        {
            final UncrossDecoder d = new UncrossDecoder().wrapAndApplyHeader(buffer, offset, header);
            requestSeq = d.decisionSeq();
            lines.add(seconds(d.timeNs()) + " uncross " +
                (d.priceTicks() == Long.MIN_VALUE ? "without a price" : d.priceTicks()));
        }
        else if (templateId == ExtendDecoder.TEMPLATE_ID)
        {
            final ExtendDecoder d = new ExtendDecoder().wrapAndApplyHeader(buffer, offset, header);
            lines.add(seconds(d.timeNs()) + " extend " + d.extension() + " " +
                band(d.testedLowerTicks(), d.testedUpperTicks()) + " -> " +
                band(d.collarLowerTicks(), d.collarUpperTicks()) + " to " + seconds(d.deadlineNs()));
        }
        else if (templateId == LimitStateDecoder.TEMPLATE_ID)
        {
            final LimitStateDecoder d = new LimitStateDecoder().wrapAndApplyHeader(buffer, offset, header);
            lines.add(seconds(d.timeNs()) + " limit " + d.state() + " " + d.reason());
        }
        else if (templateId == VerdictDeniedDecoder.TEMPLATE_ID)
        {
            final VerdictDeniedDecoder d = new VerdictDeniedDecoder().wrapAndApplyHeader(buffer, offset, header);
            lines.add(seconds(d.timeNs()) + " denied " + d.reason());
        }
    }

    List<String> drain()
    {
        final List<String> drained = new ArrayList<>(lines);
        lines.clear();
        return drained;
    }

    private static String band(final long lower, final long upper)
    {
        return lower == Long.MIN_VALUE && upper == Long.MAX_VALUE ? "unchecked" :
            lower > upper ? "nothing" : "[" + lower + ", " + upper + "]";
    }

    private static String seconds(final long timeNs)
    {
        final long ns = timeNs - Venue.ORIGIN;
        return ns % Venue.SECOND == 0 ? String.valueOf(ns / Venue.SECOND) : String.valueOf(ns / 1e9);
    }
}
