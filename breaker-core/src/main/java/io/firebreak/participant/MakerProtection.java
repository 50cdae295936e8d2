package io.firebreak.participant;

import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Market-maker protection: fills counted over a window. The fill that trips stands; it is judged before the next one,
 * so that the second quote of a sweep is already gone. After a freeze every counter starts at zero, and what is filled
 * during one does not count. A signed counter, and any other whose sum does not fit, is exact or freezes. Engine
 * thread.
 */
final class MakerProtection
{
    private final ParticipantMemory m;
    private final UnsafeBuffer b;
    private final Freezes freezes;

    MakerProtection(final ParticipantMemory memory, final Freezes freezes)
    {
        m = memory;
        b = memory.b;
        this.freezes = freezes;
    }

    void onFill(final int p, final long nowNs, final ParticipantInput in)
    {
        final int type = m.typeOf(p);
        final int controls = m.controlsOf(type);
        for (int k = 0; k < controls; k++)
        {
            if (kind(type, k) == ParticipantControl.MMP.code() && freezes.isFrozen(p, k))
            {
                return;
            }
        }
        for (int k = 0; k < controls; k++)
        {
            final int parameters = m.parameters(type, k);
            if (kind(type, k) == ParticipantControl.MMP.code() && counts(parameters, in) &&
                isBeyond(m.control(p, k), p, parameters, nowNs, in))
            {
                freezes.freeze(p, k, nowNs);
                return;
            }
        }
    }

    private boolean isBeyond(
        final int c, final int p, final int parameters, final long nowNs, final ParticipantInput in)
    {
        final int counter = b.getInt(parameters + ControlImage.K_COUNTER);
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        final long value = value(counter, in);
        m.windows.expire(c, nowNs, windowNs);
        final boolean isSigned = isSigned(counter);
        final boolean isUnknown = !m.windows.fits(c, value) || isSigned && m.windows.isFull(c, nowNs);
        if (!isUnknown && m.windows.add(c, nowNs, isSigned ? 0 : m.windows.quantumNs(windowNs), value))
        {
            Fault.full(m, p, parameters, nowNs);
        }
        final long sum = isUnknown ? Long.MAX_VALUE : m.windows.sum(c);
        m.evidence.clear();
        m.evidence.observed = Math.abs(sum);
        m.evidence.limit = b.getLong(parameters + ControlImage.K_LIMIT);
        m.evidence.windowNs = windowNs;
        m.evidence.value = value;
        m.evidence.instrument = in.instrument();
        m.evidence.counter = counter;
        m.evidence.atLimit = b.getInt(parameters + ControlImage.K_AT_LIMIT);
        m.evidence.event = in.kind();
        return m.evidence.observed > m.evidence.limit - m.evidence.atLimit;
    }

    private boolean counts(final int parameters, final ParticipantInput in)
    {
        return (in.is(ParticipantEventKind.MAKER_FILL) || !m.has(parameters, ControlImage.FLAG_MAKER_ONLY)) &&
            ((in.flags() & ParticipantFlags.AUCTION) == 0 || !m.has(parameters, ControlImage.FLAG_NO_AUCTION)) &&
            (in.isTagged() || !m.has(parameters, ControlImage.FLAG_TAGGED_FILLS));
    }

    private static boolean isSigned(final int counter)
    {
        return counter == ParticipantCounter.NET_QUANTITY.code() || counter == ParticipantCounter.DELTA.code() ||
            counter == ParticipantCounter.VEGA.code();
    }

    private static long value(final int counter, final ParticipantInput in)
    {
        return switch (counter)
        {
            case 1 -> in.qtyLots();
            case 2 -> in.side() == Side.SELL.code() ? -in.qtyLots() : in.qtyLots();
            case 3 -> in.deltaE9();
            case 4 -> in.vegaE9();
            case 5 -> in.valueMinor();
            case 6 -> 1;
            default -> in.sharePpm();
        };
    }

    private int kind(final int type, final int k)
    {
        return b.getInt(m.parameters(type, k) + ControlImage.K_KIND);
    }
}
