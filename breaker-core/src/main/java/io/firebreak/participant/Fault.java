package io.firebreak.participant;

import io.firebreak.market.DataQualityCode;

/** What a window of a participant says when it is no longer exact. Engine thread. */
final class Fault
{
    private Fault()
    {
    }

    /** Told once until the window is empty again: values leave late from now on, or keys early. */
    static void full(final ParticipantMemory m, final int p, final int parameters, final long nowNs)
    {
        m.faults.tell(DataQualityCode.WINDOW_COALESCED, ParticipantMemory.scope(p), nowNs, 0,
            m.b.getInt(parameters + ControlImage.K_ID), m.windows.room());
    }
}
