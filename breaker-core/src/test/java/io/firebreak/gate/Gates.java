package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;

/** A board of 4 instruments, 5 groups and 2 markets that is open everywhere, and a gate before it. */
final class Gates
{
    static final int INSTRUMENT = 1;
    static final int MARKET = 1;
    static final int NONE = StateBoard.NO_GROUP;
    static final long NOW = 1_000_000L;
    static final long MAX_STALE_NS = 1_000L;

    final StateBoard board = new StateBoard(4, 5, 2);
    final GuardLine guard = new GuardLine(2, TradingState.CANCEL_ONLY);
    final BehindEngine engine = new BehindEngine();
    final BreakerGate gate = new BreakerGate(board, guard, engine.line, MAX_STALE_NS);
    final VerdictDetail out = new VerdictDetail();

    Gates()
    {
        this(StalePolicy.LAST);
    }

    Gates(final StalePolicy policy)
    {
        this(policy, StateBoard.MATCHING_KINDS);
    }

    Gates(final StalePolicy policy, final int testedKinds)
    {
        for (int i = 0; i < 5; i++)
        {
            open(board.beginGroup(i));
        }
        for (int i = 0; i < 2; i++)
        {
            open(board.beginMarket(i));
        }
        open(board.defineInstrument(INSTRUMENT, MARKET, policy.code(), testedKinds, 0, NONE, 2, 4));
    }

    Gates band(final long lowerTicks, final long upperTicks)
    {
        board.beginInstrument(INSTRUMENT).lowerLimitTicks(lowerTicks, 7).upperLimitTicks(upperTicks, 8)
            .referenceMicroTicks(5).commit(11);
        return this;
    }

    int check(final Side side, final OrderKind kind, final long priceTicks)
    {
        return gate.check(INSTRUMENT, side.code(), kind.code(), priceTicks, 1, NOW, out);
    }

    int print(final Side side, final long priceTicks)
    {
        return gate.checkPrint(INSTRUMENT, side.code(), OrderKind.AGGRESSIVE.code(), priceTicks, 1, NOW, out);
    }

    long limitFor(final Side side, final OrderKind kind)
    {
        return gate.limitFor(INSTRUMENT, side.code(), kind.code());
    }

    static void open(final StateBoard line)
    {
        line.state(TradingState.OPEN.code(), 0, StateBoard.ABSENT).commit(1);
    }
}
