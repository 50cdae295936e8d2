package io.firebreak.breaker;

import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Limits that a state holds ready, made anew under other parameters: those of bands move with their references only,
 * so a copy of a state would go on with the limits of the parameters that it came from. Cold; between two inputs.
 */
public final class OtherLimits
{
    private OtherLimits()
    {
    }

    /**
     * Make the limits of every band that is not frozen anew. Nothing is recorded: the parameters ask for no records of
     * bands.
     *
     * @param parts of an engine whose image has no breaker that records its bands.
     * @param nowNs the engine's time.
     */
    public static void refresh(final Parts parts, final long nowNs)
    {
        final EngineMemory m = parts.memory;
        for (int i = 0; i < m.layout().capacities().instruments(); i++)
        {
            final int s = m.layout().instrument(i);
            if (m.b.getInt(s + Layout.S_DEFINED) != 0)
            {
                refresh(parts, s, nowNs);
                parts.board.refresh(s, nowNs);
            }
        }
    }

    private static void refresh(final Parts parts, final int s, final long nowNs)
    {
        final EngineMemory m = parts.memory;
        final int c = m.classOf(s);
        for (int k = 0; k < m.breakers(c); k++)
        {
            if (m.b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND &&
                m.b.getInt(m.breaker(s, k) + Layout.X_STATE) == 0)
            {
                parts.band.follow(s, k, nowNs, Reason.REFERENCE_MOVED);
            }
        }
    }

    /**
     * Keep an image's bands from being recorded.
     *
     * @param image a parameter image, changed.
     */
    public static void unrecorded(final UnsafeBuffer image)
    {
        for (int at = image.getInt(ImageHeader.H_BREAKER_OFFSET); at < image.getInt(ImageHeader.H_RULE_OFFSET);
            at += ImageLayout.BREAKER_LENGTH)
        {
            image.putInt(at + ImageLayout.B_RECORD_BANDS, 0);
        }
    }
}
