package io.firebreak.gate;

import io.firebreak.market.TradingState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Latches of the guard line set and cleared at once from several threads: none is ever lost. */
public final class GuardLatches
{
    private GuardLatches()
    {
    }

    /** Two threads latch different reasons. */
    @JCStressTest
    @Outcome(id = "3, 2", expect = Expect.ACCEPTABLE, desc = "both latches, both calls counted")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a latch or a call is lost")
    @State
    public static class KillAndOverrun
    {
        private final GuardLine guard = new GuardLine(1, TradingState.CANCEL_ONLY);

        @Actor
        public void operator()
        {
            guard.kill(0);
        }

        @Actor
        public void producer()
        {
            guard.overrun(0);
        }

        @Arbiter
        public void after(final II_Result result)
        {
            result.r1 = GuardLine.latches(guard.word(0));
            result.r2 = (int)(guard.word(0) >>> 8);
        }
    }

    /** An operator kills while the engine clears what an earlier overrun latched. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "cleared first, then killed")
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "killed first: the clear is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a kill that was cleared by a resume approved before it")
    @State
    public static class KillAgainstClear
    {
        private final GuardLine guard = new GuardLine(1, TradingState.CANCEL_ONLY);
        private final long observed = guard.overrun(0);

        @Actor
        public void operator()
        {
            guard.kill(0);
        }

        @Actor
        public void engine(final II_Result result)
        {
            result.r2 = guard.clear(0, observed) ? 1 : 0;
        }

        @Arbiter
        public void after(final II_Result result)
        {
            result.r1 = GuardLine.latches(guard.word(0));
        }
    }

    /** The same reason latched again while it is cleared: the count keeps the second call alive. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "cleared first, then killed again")
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "killed again first: the clear is refused")
    @Outcome(expect = Expect.FORBIDDEN, desc = "the second kill is lost")
    @State
    public static class KillAgainAgainstClear
    {
        private final GuardLine guard = new GuardLine(1, TradingState.CANCEL_ONLY);
        private final long observed = guard.kill(0);

        @Actor
        public void operator()
        {
            guard.kill(0);
        }

        @Actor
        public void engine(final II_Result result)
        {
            result.r2 = guard.clear(0, observed) ? 1 : 0;
        }

        @Arbiter
        public void after(final II_Result result)
        {
            result.r1 = GuardLine.latches(guard.word(0));
        }
    }
}
