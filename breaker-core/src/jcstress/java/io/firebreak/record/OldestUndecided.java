package io.firebreak.record;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A gate asks how old the oldest undecided input is while a producer publishes into the slots, round and round, and the
 * engine decides them: it never gets the time of an input that was decided before it asked, so it is never stale by
 * mistake. An input's time is its sequence here.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "nothing, or a time of an input that was undecided")
@Outcome(expect = Expect.FORBIDDEN, desc = "the time of an input that was decided already, or of none")
@State
public class OldestUndecided
{
    private static final int TIMES = 256;
    private static final int SLOTS = 8;

    private final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);

    public OldestUndecided()
    {
        slab.base(0);
    }

    /** Producer and engine in one: two cores run no third actor, and what the gate may see is the same. */
    @Actor
    public void producerAndEngine()
    {
        long next = 1;
        for (int i = 0; i < TIMES; i++)
        {
            if (next - slab.committedSequence() <= SLOTS && i % 3 < 2)
            {
                final int slot = slab.slot(next);
                slab.slots().putLong(slot + SlotLayout.INPUT_OFFSET + InputLayout.TIME_OFFSET, next);
                slab.slots().putLongRelease(slot + SlotLayout.PUBLISHED_OFFSET, next);
                next++;
            }
            else if (slab.committedSequence() + 1 < next)
            {
                slab.commit(slab.slot(slab.committedSequence() + 1), slab.committedSequence() + 1);
            }
        }
    }

    @Actor
    public void gate(final I_Result result)
    {
        for (int i = 0; i < TIMES; i++)
        {
            final long decided = slab.committedSequence();
            if (slab.oldestUndecidedNs() <= decided)
            {
                result.r1 = 1;
            }
        }
    }
}
