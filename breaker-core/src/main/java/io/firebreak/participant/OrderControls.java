package io.firebreak.participant;

import io.firebreak.gate.Collar;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What is judged before it is taken: orders, messages, and a strategy's executions. Freezes and the kill first, then
 * the order itself, its key, and last how many there were. What is refused does not count; a cancel is never refused.
 * Engine thread.
 */
final class OrderControls
{
    private final ParticipantMemory m;
    private final UnsafeBuffer b;
    private final Freezes freezes;

    OrderControls(final ParticipantMemory memory, final Freezes freezes)
    {
        m = memory;
        b = memory.b;
        this.freezes = freezes;
    }

    /** Refuse an order, a message or an execution, and tell why; false where nothing stands against it. */
    boolean isRefused(final int p, final long nowNs, final ParticipantInput in)
    {
        if (!in.is(ParticipantEventKind.MESSAGE) && isBlocked(p, nowNs, in))
        {
            return true;
        }
        final int type = m.typeOf(p);
        final int controls = m.controlsOf(type);
        for (int k = 0; k < controls; k++)
        {
            final int parameters = m.parameters(type, k);
            final int kind = b.getInt(parameters + ControlImage.K_KIND);
            final boolean isOrder = in.is(ParticipantEventKind.NEW_ORDER);
            if (isOrder && kind == ParticipantControl.FAT_FINGER.code() && isFat(parameters, in) ||
                isOrder && kind == ParticipantControl.DUPLICATE.code() && in.key() != 0 &&
                    isDuplicate(m.control(p, k), parameters, nowNs, in))
            {
                freezes.reject(p, k, nowNs, m.evidence.limit == Long.MIN_VALUE ? Reason.MISSING_REFERENCE :
                    Reason.PARTICIPANT_LIMIT);
                return true;
            }
            if (kind == ParticipantControl.THROTTLE.code() && !in.is(ParticipantEventKind.EXECUTION) &&
                isOneTooMany(m.control(p, k), parameters, nowNs, in))
            {
                exceed(p, k, parameters, nowNs);
                return true;
            }
        }
        return false;
    }

    /** Count what was taken. */
    void count(final int p, final long nowNs, final ParticipantInput in)
    {
        final int type = m.typeOf(p);
        final int controls = m.controlsOf(type);
        for (int k = 0; k < controls; k++)
        {
            final int parameters = m.parameters(type, k);
            final int kind = b.getInt(parameters + ControlImage.K_KIND);
            final int c = m.control(p, k);
            if (kind == ParticipantControl.THROTTLE.code() && isMessage(parameters, in))
            {
                add(p, c, parameters, nowNs);
            }
            else if (kind == ParticipantControl.DUPLICATE.code() && in.is(ParticipantEventKind.NEW_ORDER) &&
                in.key() != 0)
            {
                if (m.windows.push(c, nowNs, in.key()) && b.getInt(c + ParticipantLayout.C_FULL) == 0)
                {
                    b.putInt(c + ParticipantLayout.C_FULL, 1);
                    Fault.full(m, p, parameters, nowNs);
                }
            }
            else if (kind == ParticipantControl.EXECUTIONS.code() && in.is(ParticipantEventKind.EXECUTION))
            {
                execution(p, k, parameters, nowNs, in);
            }
        }
    }

    private boolean isBlocked(final int p, final long nowNs, final ParticipantInput in)
    {
        final boolean isKilled = b.getInt(m.at(p) + ParticipantLayout.P_KILLED) != 0;
        final int by = isKilled ? -1 : freezes.blocking(p, in.isTagged());
        if (!isKilled && by < 0)
        {
            return false;
        }
        of(in);
        freezes.reject(p, by, nowNs, Reason.NOT_PERMITTED);
        return true;
    }

    private boolean isFat(final int parameters, final ParticipantInput in)
    {
        final long maxLots = b.getLong(parameters + ControlImage.K_LIMIT);
        final long maxValue = b.getLong(parameters + ControlImage.K_MAX_VALUE);
        if (maxLots != 0 && in.qtyLots() > maxLots)
        {
            return beyond(in, ParticipantCounter.QUANTITY, in.qtyLots(), maxLots);
        }
        if (maxValue != 0 && in.valueMinor() > maxValue)
        {
            return beyond(in, ParticipantCounter.VALUE, in.valueMinor(), maxValue);
        }
        final int collarPpm = b.getInt(parameters + ControlImage.K_COLLAR_PPM);
        if (collarPpm == 0 || in.priceTicks() == Collar.ABSENT)
        {
            return false;
        }
        final long reference = in.referenceTicks();
        if (reference == Collar.ABSENT)
        {
            beyond(in, ParticipantCounter.PRICE, in.priceTicks(), Long.MIN_VALUE);
            return m.has(parameters, ControlImage.FLAG_MISSING_DENIES);
        }
        final long limit = Collar.limitTicks(reference, collarPpm, in.side());
        if (!Collar.isBeyond(in.priceTicks(), limit, in.side()))
        {
            return false;
        }
        beyond(in, ParticipantCounter.PRICE, in.priceTicks(), limit);
        m.evidence.reference = reference;
        return true;
    }

    private boolean isDuplicate(final int c, final int parameters, final long nowNs, final ParticipantInput in)
    {
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        m.windows.expire(c, nowNs, windowNs);
        final long limit = b.getLong(parameters + ControlImage.K_LIMIT);
        final long count = m.windows.count(c, in.key()) + 1L;
        if (count <= limit)
        {
            return false;
        }
        beyond(in, ParticipantCounter.KEY, count, limit);
        m.evidence.windowNs = windowNs;
        return true;
    }

    private boolean isOneTooMany(final int c, final int parameters, final long nowNs, final ParticipantInput in)
    {
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        m.windows.expire(c, nowNs, windowNs);
        final long limit = b.getLong(parameters + ControlImage.K_LIMIT);
        final long count = m.windows.sum(c) + 1;
        if (count <= limit)
        {
            return false;
        }
        beyond(in, ParticipantCounter.MESSAGES, count, limit);
        m.evidence.windowNs = windowNs;
        return true;
    }

    /** The message is refused either way; a control that freezes says so once. */
    private void exceed(final int p, final int k, final int parameters, final long nowNs)
    {
        if (m.has(parameters, ControlImage.FLAG_FREEZES) && !freezes.isFrozen(p, k))
        {
            freezes.freeze(p, k, nowNs);
        }
        else
        {
            freezes.reject(p, k, nowNs, Reason.PARTICIPANT_LIMIT);
        }
    }

    private void execution(
        final int p, final int k, final int parameters, final long nowNs, final ParticipantInput in)
    {
        final int c = m.control(p, k);
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        if (windowNs == 0)
        {
            b.putLong(c + ParticipantLayout.C_SUM, m.windows.sum(c) + 1);
        }
        else
        {
            m.windows.expire(c, nowNs, windowNs);
            add(p, c, parameters, nowNs);
        }
        final long limit = b.getLong(parameters + ControlImage.K_LIMIT);
        final int atLimit = b.getInt(parameters + ControlImage.K_AT_LIMIT);
        if (m.windows.sum(c) > limit - atLimit && !freezes.isFrozen(p, k))
        {
            beyond(in, ParticipantCounter.EXECUTIONS, m.windows.sum(c), limit);
            m.evidence.windowNs = windowNs;
            m.evidence.value = 1;
            m.evidence.atLimit = atLimit;
            freezes.freeze(p, k, nowNs);
        }
    }

    private void add(final int p, final int c, final int parameters, final long nowNs)
    {
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        m.windows.expire(c, nowNs, windowNs);
        if (m.windows.add(c, nowNs, m.windows.quantumNs(windowNs), 1))
        {
            Fault.full(m, p, parameters, nowNs);
        }
    }

    private boolean isMessage(final int parameters, final ParticipantInput in)
    {
        return in.is(ParticipantEventKind.MESSAGE) || in.is(ParticipantEventKind.NEW_ORDER) ||
            in.is(ParticipantEventKind.CANCEL) && m.has(parameters, ControlImage.FLAG_COUNT_CANCELS);
    }

    private void of(final ParticipantInput in)
    {
        m.evidence.clear();
        m.evidence.event = in.kind();
        m.evidence.instrument = in.instrument();
    }

    private boolean beyond(
        final ParticipantInput in, final ParticipantCounter counter, final long observed, final long limit)
    {
        of(in);
        m.evidence.observed = observed;
        m.evidence.limit = limit;
        m.evidence.counter = counter.code();
        return true;
    }
}
