package io.firebreak.gate;

import io.firebreak.record.InputLayout;
import io.firebreak.record.SlotLayout;
import io.firebreak.record.SlotSlab;

/** A slab in which an engine has decided everything, or one input waits. */
public final class BehindEngine
{
    public final LivenessLine line;
    private final SlotSlab slab = SlotSlab.inMemory(8, 1 << 18);

    public BehindEngine()
    {
        slab.base(0);
        line = new LivenessLine(slab);
    }

    /** An input of that time waits. */
    public void busy(final long oldestNs)
    {
        final long next = slab.committedSequence() + 1;
        final int slot = slab.slot(next);
        slab.slots().putLong(slot + SlotLayout.INPUT_OFFSET + InputLayout.TIME_OFFSET, oldestNs);
        slab.slots().putLongRelease(slot + SlotLayout.PUBLISHED_OFFSET, next);
    }

    /** What waited is decided. */
    public void idle()
    {
        slab.commit(slab.slot(slab.committedSequence() + 1), slab.committedSequence() + 1);
    }
}
