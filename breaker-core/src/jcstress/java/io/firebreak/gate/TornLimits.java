package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Bands, reference, rules, state and resume of one check come from one commit, however fast the board is written. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "every check saw one whole line")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "some line changed twice under a check: BOARD_BUSY")
@Outcome(expect = Expect.FORBIDDEN, desc = "numbers of two lines in one verdict")
@State
public class TornLimits extends StressedGate
{
    @Actor
    public void engine()
    {
        for (int number = 1; number <= TIMES; number++)
        {
            write(number);
        }
    }

    @Actor
    public void reader(final II_Result result)
    {
        for (int i = 0; i < TIMES; i++)
        {
            // Inside every band, so that only a line that could not be read whole denies it.
            final int code = gate.check(0, Side.BUY.code(), OrderKind.CANCEL.code(), 500, 1, 0, out);
            if (out.staleness().checks() > 0)
            {
                out.staleness().reset();
                result.r2 = 1;
            }
            else if (code != GateCode.ALLOWED || !isWhole())
            {
                result.r1 = 1;
            }
        }
    }
}
