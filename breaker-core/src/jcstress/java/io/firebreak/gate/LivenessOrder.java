package io.firebreak.gate;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Who sees the engine's oldest unprocessed slot also sees the activity that was reported with it, or a later one. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "every slot with its activity, or a later one")
@Outcome(expect = Expect.FORBIDDEN, desc = "a slot without the activity that was stored before it")
@State
public class LivenessOrder
{
    private final LivenessLine liveness = new LivenessLine();

    @Actor
    public void engine()
    {
        for (long slotNs = 1; slotNs <= StressedGate.TIMES; slotNs++)
        {
            liveness.busy(slotNs, slotNs + 1);
        }
    }

    @Actor
    public void reader(final I_Result result)
    {
        for (int i = 0; i < StressedGate.TIMES; i++)
        {
            final long slotNs = liveness.oldestUnprocessedNs();
            if (slotNs != LivenessLine.IDLE && liveness.lastActivityNs() <= slotNs)
            {
                result.r1 = 1;
            }
        }
    }
}
