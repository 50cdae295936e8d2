package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;
import java.util.ArrayList;
import java.util.List;

/** Which breakers of a class keep which others from judging while they are tripped. */
final class Suppression
{
    private final List<String> ids = new ArrayList<>();
    private final long[] suppressedBy = new long[Limits.BREAKERS];
    private final Section[] by = new Section[Limits.BREAKERS];

    Suppression(final List<Section> breakers)
    {
        breakers.forEach(breaker -> ids.add(breaker.id()));
    }

    void read(final Section breaker)
    {
        final int own = ids.indexOf(breaker.id());
        if (!breaker.has("suppresses") || own >= Limits.BREAKERS)
        {
            return;
        }
        for (final String id : breaker.names("suppresses", ids, "breaker that is enabled", Limits.BREAKERS))
        {
            final int other = ids.indexOf(id);
            if (other == own)
            {
                throw breaker.error("suppresses", "a breaker that trips judges nothing by itself", "remove " + id);
            }
            if (other < Limits.BREAKERS)
            {
                suppressedBy[other] |= 1L << own;
                by[other] = breaker;
                by[own] = breaker;
            }
        }
    }

    /** Into the breakers of the class, which have all been compiled. */
    void write(final List<Struct> breakers)
    {
        for (int i = 0; i < breakers.size(); i++)
        {
            if (by[i] != null && breakers.get(i).int32(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_NOTIFY)
            {
                throw by[i].error("suppresses", ids.get(i) + " only notifies and never trips", "remove it");
            }
            breakers.get(i).int64(ImageReopening.B_SUPPRESSED_BY, suppressedBy[i]);
        }
    }
}
