package io.firebreak.participant;

import io.firebreak.estimator.Wide;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Side;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The runaway-algorithm detector: what a participant puts out over a sliding window, against its own baseline. The
 * baseline is a slow exponential average over the windows of a fixed grid in which the participant did anything, in
 * 1024ths of the unit: silence is not learned, and neither is the window that trips. While the baseline is not known
 * the plain limit alone is judged. A runaway does not teach its own habit: beyond the plain limit a window counts as
 * twice the baseline at most, so that whoever grows as fast as it may needs 0.69 x windows windows to double it.
 * Source: spec/rulebooks.md section 8; a robust exponential average as of Gelper, Fried and Croux, Journal of
 * Forecasting 29 (2010), 285-300, who cut an observation before it is smoothed. It freezes one participant until a
 * human, named, looks. Engine thread.
 *
 * <pre>
 *  at the first event behind a window of the grid   taught = min(window, max(plain limit, 2 x baseline / 1024))
 *                                                   baseline += (1024 x taught - baseline) / windows, rounded down;
 *                                                   the first one is 1024 x taught
 *  limit in the warm-up                             plain limit
 *  limit after it                                   max(plain limit, baseline x multiple / 1024, half up)
 * </pre>
 */
final class Runaway
{
    /** Largest value of a window that the baseline learns: above it, it learns this, which is the tighter. */
    private static final long LEARNED_MAX = 1L << 52;

    private static final long SO_FAR_MAX = LEARNED_MAX << 9;

    /** A price that is a million times another moved by so much; more is taken for it. */
    private static final long IMPACT_MAX = 1_000_000_000_000L;

    private static final long SCALE = 1024;
    private static final long PPM = 1_000_000L;
    private static final long FILL = 1L << 32;
    private static final long MESSAGES = FILL - 1;

    private final ParticipantMemory m;
    private final UnsafeBuffer b;
    private final Freezes freezes;

    Runaway(final ParticipantMemory memory, final Freezes freezes)
    {
        m = memory;
        b = memory.b;
        this.freezes = freezes;
    }

    void onEvent(final int p, final long nowNs, final ParticipantInput in)
    {
        final int type = m.typeOf(p);
        final int controls = m.controlsOf(type);
        for (int k = 0; k < controls; k++)
        {
            final int parameters = m.parameters(type, k);
            if (b.getInt(parameters + ControlImage.K_KIND) == ParticipantControl.RUNAWAY.code() &&
                !freezes.isFrozen(p, k))
            {
                judge(p, k, parameters, nowNs, in);
            }
        }
    }

    private void judge(
        final int p, final int k, final int parameters, final long nowNs, final ParticipantInput in)
    {
        final int c = m.control(p, k);
        final int counter = b.getInt(parameters + ControlImage.K_COUNTER);
        final long value = value(c, counter, in);
        if (value == 0)
        {
            return;
        }
        final long windowNs = b.getLong(parameters + ControlImage.K_WINDOW_NS);
        learn(c, counter, parameters, nowNs, windowNs);
        m.windows.expire(c, nowNs, windowNs);
        final boolean isSigned = counter == ParticipantCounter.IMPACT.code();
        final boolean isUnknown = !m.windows.fits(c, value) || isSigned && m.windows.isFull(c, nowNs);
        if (!isUnknown)
        {
            b.putLong(c + ParticipantLayout.C_SO_FAR, Math.max(-SO_FAR_MAX,
                Math.min(SO_FAR_MAX, b.getLong(c + ParticipantLayout.C_SO_FAR) + value)));
            if (m.windows.add(c, nowNs, isSigned ? 0 : m.windows.quantumNs(windowNs), value))
            {
                Fault.full(m, p, parameters, nowNs);
            }
        }
        if (isBeyond(c, counter, parameters, isUnknown))
        {
            m.evidence.windowNs = windowNs;
            m.evidence.value = value;
            m.evidence.instrument = in.instrument();
            m.evidence.event = in.kind();
            freezes.freeze(p, k, nowNs);
        }
    }

    private boolean isBeyond(final int c, final int counter, final int parameters, final boolean isUnknown)
    {
        final long sum = m.windows.sum(c);
        if (counter == ParticipantCounter.MESSAGE_RATIO.code() && !isUnknown &&
            (sum & MESSAGES) < b.getLong(parameters + ControlImage.K_LEAST_MESSAGES))
        {
            return false;
        }
        final boolean isKnown =
            b.getInt(c + ParticipantLayout.C_WINDOWS) >= b.getInt(parameters + ControlImage.K_WARM_UP_WINDOWS);
        final long baseline = isKnown ? b.getLong(c + ParticipantLayout.C_BASELINE) : 0;
        m.evidence.clear();
        m.evidence.observed = isUnknown ? Long.MAX_VALUE : output(counter, sum);
        m.evidence.limit = Math.max(b.getLong(parameters + ControlImage.K_LIMIT),
            Wide.mulDivHalfUp(baseline, b.getLong(parameters + ControlImage.K_MULTIPLE_PPM), SCALE * PPM));
        m.evidence.reference = baseline;
        m.evidence.counter = counter;
        m.evidence.atLimit = b.getInt(parameters + ControlImage.K_AT_LIMIT);
        return m.evidence.observed > m.evidence.limit - m.evidence.atLimit;
    }

    private void learn(final int c, final int counter, final int parameters, final long nowNs, final long windowNs)
    {
        final long beganNs = b.getLong(c + ParticipantLayout.C_BEGAN);
        if (nowNs - beganNs < windowNs)
        {
            return;
        }
        if (beganNs != 0)
        {
            final long baseline = b.getLong(c + ParticipantLayout.C_BASELINE);
            final int windows = b.getInt(c + ParticipantLayout.C_WINDOWS);
            final long most = Math.max(SCALE * Math.min(LEARNED_MAX, b.getLong(parameters + ControlImage.K_LIMIT)),
                2 * Math.min(SCALE * LEARNED_MAX / 2, baseline));
            final long taught = Math.min(most,
                SCALE * Math.min(LEARNED_MAX, output(counter, b.getLong(c + ParticipantLayout.C_SO_FAR))));
            final long over = b.getInt(parameters + ControlImage.K_BASELINE_WINDOWS);
            b.putLong(c + ParticipantLayout.C_BASELINE,
                windows == 0 ? taught : baseline + Math.floorDiv(taught - baseline, over));
            b.putInt(c + ParticipantLayout.C_WINDOWS, Math.min(windows, Integer.MAX_VALUE - 1) + 1);
        }
        b.putLong(c + ParticipantLayout.C_BEGAN, nowNs - nowNs % windowNs);
        b.putLong(c + ParticipantLayout.C_SO_FAR, 0);
    }

    /** What a sum means: messages and fills are kept as one word, an impact of the other sign is none. */
    private static long output(final int counter, final long sum)
    {
        return counter == ParticipantCounter.MESSAGE_RATIO.code() ?
            (sum & MESSAGES) * PPM / Math.max(1, sum >>> 32) : Math.max(0, sum);
    }

    private long value(final int c, final int counter, final ParticipantInput in)
    {
        if (counter == ParticipantCounter.EXECUTIONS.code())
        {
            return in.isFill() || in.is(ParticipantEventKind.EXECUTION) ? 1 : 0;
        }
        if (counter == ParticipantCounter.VALUE.code())
        {
            return in.isFill() ? in.valueMinor() : 0;
        }
        if (counter == ParticipantCounter.MESSAGE_RATIO.code())
        {
            return in.isFill() ? FILL : in.kind() <= ParticipantEventKind.CANCEL.code() ? 1 : 0;
        }
        return in.is(ParticipantEventKind.TAKER_FILL) ? impactPpm(c, in) : 0;
    }

    /** How far a fill lies behind the last one of the same instrument, its own way; also an alternation counts. */
    private long impactPpm(final int c, final ParticipantInput in)
    {
        final long last = b.getLong(c + ParticipantLayout.C_LAST_TICKS);
        final boolean isSame = last != 0 && b.getInt(c + ParticipantLayout.C_LAST_INSTRUMENT) == in.instrument();
        b.putLong(c + ParticipantLayout.C_LAST_TICKS, in.priceTicks());
        b.putInt(c + ParticipantLayout.C_LAST_INSTRUMENT, in.instrument());
        if (!isSame)
        {
            return 0;
        }
        final long moved = in.priceTicks() - last;
        final long ppm = Wide.mulDivHalfUp(in.side() == Side.SELL.code() ? -moved : moved, PPM, Math.abs(last));
        return ppm == Wide.UNKNOWN ? IMPACT_MAX : Math.max(-IMPACT_MAX, Math.min(IMPACT_MAX, ppm));
    }
}
