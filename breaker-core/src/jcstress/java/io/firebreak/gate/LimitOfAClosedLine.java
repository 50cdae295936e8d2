package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A sweep's limit belongs to the state it was read with: the band of a halted line is never handed out. */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "the open line's limit, or none")
@Outcome(expect = Expect.FORBIDDEN, desc = "the limit of a line that forbids matching")
@State
public class LimitOfAClosedLine extends StressedGate
{
    private static final long FIRST_LIMIT = 1_000;
    private static final long OPEN_LIMIT = 2_000;
    private static final long HALTED_LIMIT = 9_000;

    @Actor
    public void engine()
    {
        // Three lines in turn over two copies, so that each copy gets each of them.
        for (int i = 0; i < TIMES; i++)
        {
            commit(HALTED_LIMIT, TradingState.HALTED, i);
            commit(OPEN_LIMIT, TradingState.OPEN, i);
            commit(OPEN_LIMIT + 1, TradingState.OPEN, i);
        }
    }

    @Actor
    public void reader(final I_Result result)
    {
        for (int i = 0; i < TIMES; i++)
        {
            final long limit = gate.limitFor(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code());
            if (limit != BreakerGate.NO_BUY && limit != OPEN_LIMIT && limit != OPEN_LIMIT + 1 && limit != FIRST_LIMIT)
            {
                result.r1 = 1;
            }
        }
    }

    private void commit(final long limitTicks, final TradingState state, final long atNs)
    {
        board.beginInstrument(0).upperLimitTicks(limitTicks, 1).state(state.code(), 1, atNs).commit(atNs);
    }
}
