package io.firebreak.gate;

import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;

/**
 * A board of one instrument and its gate. Making one costs more than a race, so every actor writes or reads {@link
 * #TIMES} times: a sample of jcstress here is that many. The soak has many readers, each with a verdict of its own.
 */
class StressedGate
{
    static final int TIMES = 256;

    final StateBoard board = new StateBoard(1, 0, 1);
    final GuardLine guard = new GuardLine(1, TradingState.CANCEL_ONLY);
    final BreakerGate gate = new BreakerGate(board, guard, new LivenessLine(), BreakerGate.NEVER_STALE);
    final VerdictDetail out = new VerdictDetail();

    StressedGate()
    {
        board.beginMarket(0).state(TradingState.OPEN.code(), 0, StateBoard.ABSENT).commit(0);
        board.defineInstrument(0, 0, StalePolicy.LAST.code(), StateBoard.MATCHING_KINDS, StateBoard.NO_GROUP,
            StateBoard.NO_GROUP, StateBoard.NO_GROUP, StateBoard.NO_GROUP).commit(0);
        write(0);
    }

    /** One whole line in which every field tells the same number. */
    final void write(final long number)
    {
        final int open = TradingState.OPEN.permissions();
        board.beginInstrument(0).lowerLimitTicks(number, (int)number).upperLimitTicks(number + 1_000, (int)number)
            .referenceMicroTicks(~number).state((int)number & 1, open, open, (int)number, number).commit(number);
    }

    /** Whether the verdict's numbers are those of one line. */
    final boolean isWhole()
    {
        return isWhole(out);
    }

    /** The same for a reader of its own. */
    static boolean isWhole(final VerdictDetail out)
    {
        final long number = out.lowerLimitTicks;
        return out.upperLimitTicks == number + 1_000 && out.referenceMicroTicks() == ~number &&
            out.earliestResumeNs() == number && out.asOfNs() == number && out.state() == ((int)number & 1) &&
            out.upperRuleId == ((int)number & 0xFFFF) && out.lowerRuleId == ((int)number & 0xFFFF);
    }
}
