package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who has seen what came after a kill cannot be allowed by the gate any more, and a kill is never unseen again. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the kill came after both checks, or between them and unseen")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the kill came between the checks")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the kill came before both checks")
@Outcome(expect = Expect.FORBIDDEN, desc = "the second check allowed what the first denied")
@State
public class KillBeforeTheNextCheck extends StressedGate
{
    @Actor
    public void operator()
    {
        guard.kill(0);
    }

    @Actor
    public void reader(final II_Result result)
    {
        result.r1 = check();
        result.r2 = check();
    }

    private int check()
    {
        return gate.check(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 500, 1, 0, out) == GateCode.ALLOWED ? 0 :
            out.state() == TradingState.HALTED.code() ? 1 : 2;
    }
}
