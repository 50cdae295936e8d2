package io.firebreak.pipeline;

import com.lmax.disruptor.EventFactory;
import io.firebreak.record.SlotLayout;

/** Gives each entry of the ring its place in the slab, in their order. Used once, by the thread that makes the ring. */
final class SlotFactory implements EventFactory<Slot>
{
    private int next;

    @Override
    public Slot newInstance()
    {
        final int offset = next * SlotLayout.SLOT_LENGTH;
        next++;
        return new Slot(offset);
    }
}
