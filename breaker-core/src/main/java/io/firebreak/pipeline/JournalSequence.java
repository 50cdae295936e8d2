package io.firebreak.pipeline;

import com.lmax.disruptor.Sequence;
import io.firebreak.record.SlotSlab;

/** The journal's place in the ring, read from the slab, where the journal stores it. */
final class JournalSequence extends Sequence
{
    private final SlotSlab slab;

    JournalSequence(final SlotSlab slab)
    {
        this.slab = slab;
    }

    @Override
    public long get()
    {
        return slab.takenSequence() - slab.base() - 1;
    }
}
