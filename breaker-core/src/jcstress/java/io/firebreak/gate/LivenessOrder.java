package io.firebreak.gate;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who sees the engine's oldest unprocessed slot also sees the activity that was reported with it, or a later one. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "idle, nothing reported yet")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the report is under way")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the report is whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "a slot without the activity that was stored before it")
@State
public class LivenessOrder
{
    private static final long SLOT_NS = 7;

    private final LivenessLine liveness = new LivenessLine();

    @Actor
    public void engine()
    {
        liveness.busy(SLOT_NS, SLOT_NS + 1);
    }

    @Actor
    public void reader(final II_Result result)
    {
        result.r1 = liveness.isStale(SLOT_NS + 100, 10) ? 1 : 0;
        result.r2 = liveness.lastActivityNs() == SLOT_NS + 1 ? 1 : 0;
    }
}
