package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerGatePermissionTest
{
    private static final int RULE = 17;
    private static final long RESUME = 5_000L;

    /** The table of the documentation, written down a second time. */
    private static final Map<TradingState, Set<OrderKind>> PERMITTED = Map.of(
        TradingState.OPEN, continuous(),
        TradingState.BAND_ONLY, continuous(),
        TradingState.REDUCE_ONLY, Set.of(OrderKind.CANCEL, OrderKind.REDUCE, OrderKind.LIQUIDATION),
        TradingState.AUCTION, call(),
        TradingState.REOPENING, call(),
        TradingState.PAUSED, call(),
        TradingState.CLOSING_AUCTION_ONLY, call(),
        TradingState.CANCEL_ONLY, Set.of(OrderKind.CANCEL),
        TradingState.HALTED, Set.of(OrderKind.CANCEL),
        TradingState.CLOSED, Set.of(OrderKind.CANCEL));

    private static Set<OrderKind> continuous()
    {
        return Set.of(OrderKind.CANCEL, OrderKind.REDUCE, OrderKind.PASSIVE, OrderKind.AGGRESSIVE, OrderKind.MARKET,
            OrderKind.IOC, OrderKind.FOK, OrderKind.QUOTE, OrderKind.LIQUIDATION);
    }

    private static Set<OrderKind> call()
    {
        return Set.of(OrderKind.CANCEL, OrderKind.REDUCE, OrderKind.PASSIVE, OrderKind.QUOTE, OrderKind.AUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instrument 1", "group 0", "group 2", "group 4", "market 1"})
    void shouldAnswerTheWholeTableWhenOneScopeIsInAState(final String scope)
    {
        for (final TradingState state : TradingState.values())
        {
            final Gates gates = new Gates();
            line(gates, scope).state(state.code(), RULE, RESUME).commit(2);
            for (final OrderKind kind : OrderKind.values())
            {
                for (final Side side : Side.values())
                {
                    final boolean permitted = PERMITTED.get(state).contains(kind);
                    assertThat(gates.check(side, kind, 100)).as("%s %s %s %s", scope, state, side, kind)
                        .isEqualTo(permitted ? GateCode.ALLOWED : GateCode.NOT_PERMITTED);
                    assertThat(gates.out.state()).isEqualTo(state.code());
                    assertThat(gates.out.earliestResumeNs()).isEqualTo(RESUME);
                    final long none = side == Side.SELL ? BreakerGate.NO_SELL : BreakerGate.NO_BUY;
                    final long any = side == Side.SELL ? Long.MIN_VALUE : Long.MAX_VALUE;
                    assertThat(gates.limitFor(side, kind)).isEqualTo(permitted ? any : none);
                    if (!permitted)
                    {
                        // An auction order where nothing holds a call is denied by nobody's rule.
                        assertThat(gates.out.ruleId()).as("%s %s %s", scope, state, kind)
                            .isEqualTo(PERMITTED.get(state).contains(OrderKind.AGGRESSIVE) ? 0 : RULE);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TradingState.class)
    void shouldIgnoreGroupsAndMarketsWhenTheInstrumentIsNotInThem(final TradingState state)
    {
        final Gates gates = new Gates();
        for (final String other : List.of("group 1", "group 3", "market 0", "instrument 2"))
        {
            line(gates, other).state(state.code(), RULE, RESUME).commit(2);
        }

        assertThat(gates.check(Side.BUY, OrderKind.AGGRESSIVE, 100)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.out.earliestResumeNs()).isEqualTo(VerdictDetail.ABSENT);
    }

    @Test
    void shouldAndPermissionsAndNameTheMostSevereWhenScopesDiffer()
    {
        // Every triple of states of market, group and instrument, against sets.
        for (final TradingState market : TradingState.values())
        {
            for (final TradingState group : TradingState.values())
            {
                for (final TradingState own : TradingState.values())
                {
                    shouldMerge(market, group, own);
                }
            }
        }
    }

    private static void shouldMerge(final TradingState market, final TradingState group, final TradingState own)
    {
        final Gates gates = new Gates();
        gates.board.beginMarket(Gates.MARKET).state(market.code(), 1, 10).commit(2);
        gates.board.beginGroup(2).state(group.code(), 2, 30).commit(2);
        gates.board.beginInstrument(Gates.INSTRUMENT).state(own.code(), 3, 20).commit(2);
        final int severest = Math.max(market.severity(), Math.max(group.severity(), own.severity()));
        for (final OrderKind kind : OrderKind.values())
        {
            final List<Integer> denying = new ArrayList<>();
            final TradingState[] states = {market, group, own};
            boolean held = kind != OrderKind.AUCTION;
            for (int i = 0; i < states.length; i++)
            {
                final Set<OrderKind> permitted = PERMITTED.get(states[i]);
                held |= permitted.contains(kind);
                if (!permitted.contains(kind) &&
                    !(kind == OrderKind.AUCTION && permitted.contains(OrderKind.AGGRESSIVE)))
                {
                    denying.add(i + 1);
                }
            }
            final boolean permitted = denying.isEmpty() && held;
            assertThat(gates.check(Side.SELL, kind, 100)).as("%s %s %s %s", market, group, own, kind)
                .isEqualTo(permitted ? GateCode.ALLOWED : GateCode.NOT_PERMITTED);
            assertThat(TradingState.severity(gates.out.state())).isEqualTo(severest);
            assertThat(gates.out.earliestResumeNs()).isEqualTo(30);
            if (!denying.isEmpty())
            {
                assertThat(gates.out.ruleId()).isIn(denying);
                final int named = TradingState.severity(states(market, group, own, gates.out.ruleId()).code());
                assertThat(denying).allMatch(
                    rule -> states(market, group, own, rule).severity() <= named);
                assertThat(gates.out.scope()).isEqualTo(List.of(Scope.market(Gates.MARKET), Scope.of(Scope.GROUP, 2),
                    Scope.instrument(Gates.INSTRUMENT)).get(gates.out.ruleId() - 1));
            }
        }
    }

    private static TradingState states(
        final TradingState market, final TradingState group, final TradingState own, final int rule)
    {
        return rule == 1 ? market : rule == 2 ? group : own;
    }

    @Test
    void shouldPermitOneSideOnlyWhenTheStateSaysSo()
    {
        final Gates gates = new Gates();
        final int all = TradingState.OPEN.permissions();
        gates.board.beginGroup(4)
            .state(TradingState.REDUCE_ONLY.code(), all, OrderKind.CANCEL.bit(), RULE, Long.MAX_VALUE).commit(2);

        assertThat(gates.check(Side.BUY, OrderKind.AGGRESSIVE, 100)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.check(Side.SELL, OrderKind.AGGRESSIVE, 100)).isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(gates.out.scope()).isEqualTo(Scope.of(Scope.GROUP, 4));
        assertThat(gates.out.earliestResumeNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(gates.check(Side.NONE, OrderKind.AGGRESSIVE, 100)).isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(gates.limitFor(Side.BUY, OrderKind.MARKET)).isEqualTo(Long.MAX_VALUE);
        assertThat(gates.limitFor(Side.SELL, OrderKind.MARKET)).isEqualTo(BreakerGate.NO_SELL);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 10, 15, 16, 32, Integer.MAX_VALUE})
    void shouldNotPermitWhenTheKindIsUnknown(final int kind)
    {
        final Gates gates = new Gates();

        assertThat(gates.gate.check(Gates.INSTRUMENT, 0, kind, 100, 1, Gates.NOW, gates.out))
            .isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(gates.gate.limitFor(Gates.INSTRUMENT, 0, kind)).isEqualTo(BreakerGate.NO_BUY);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2, 3, 4, 9, 1 << 25, Integer.MAX_VALUE})
    void shouldKnowNoInstrumentWhenNoneIsDefined(final int instrument)
    {
        final Gates gates = new Gates();

        for (final OrderKind kind : OrderKind.values())
        {
            assertThat(gates.gate.check(instrument, 0, kind.code(), 100, 1, Gates.NOW, gates.out))
                .isEqualTo(GateCode.UNKNOWN_INSTRUMENT);
            assertThat(gates.gate.limitFor(instrument, 0, kind.code())).isEqualTo(BreakerGate.NO_BUY);
            assertThat(gates.gate.limitFor(instrument, 1, kind.code())).isEqualTo(BreakerGate.NO_SELL);
        }
        assertThat(gates.out.boardEpoch()).isZero();
    }

    @Test
    void shouldKnowNoInstrumentWhenItWasRemoved()
    {
        final Gates gates = new Gates();
        final long epoch = gates.board.epoch(Gates.INSTRUMENT);

        gates.board.removeInstrument(Gates.INSTRUMENT, 3);

        assertThat(gates.check(Side.BUY, OrderKind.CANCEL, 100)).isEqualTo(GateCode.UNKNOWN_INSTRUMENT);
        assertThat(gates.limitFor(Side.BUY, OrderKind.CANCEL)).isEqualTo(BreakerGate.NO_BUY);
        gates.board.beginInstrument(Gates.INSTRUMENT).state(0, 0, 0).commit(4);
        assertThat(gates.check(Side.BUY, OrderKind.CANCEL, 100)).isEqualTo(GateCode.UNKNOWN_INSTRUMENT);
        assertThat(gates.board.epoch(Gates.INSTRUMENT)).isEqualTo(epoch + 2);
    }

    @Test
    void shouldPermitOnlyCancelsWhenGroupsAndMarketsWereNeverWritten()
    {
        final StateBoard board = new StateBoard(1, 0, 1);
        final BreakerGate gate = new BreakerGate(
            board, new GuardLine(1, TradingState.HALTED), new LivenessLine(), BreakerGate.NEVER_STALE);
        Gates.open(board.defineInstrument(0, 0, StalePolicy.LAST.code(), StateBoard.MATCHING_KINDS,
            Gates.NONE, Gates.NONE, Gates.NONE, Gates.NONE));
        final VerdictDetail out = new VerdictDetail();

        assertThat(gate.check(0, 0, OrderKind.AGGRESSIVE.code(), 1, 1, 1, out)).isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(out.scope()).isEqualTo(Scope.market(0));
        assertThat(gate.check(0, 0, OrderKind.CANCEL.code(), 1, 1, 1, out)).isEqualTo(GateCode.ALLOWED);
    }

    private static StateBoard line(final Gates gates, final String scope)
    {
        final int index = scope.charAt(scope.length() - 1) - '0';
        return scope.startsWith("market") ? gates.board.beginMarket(index) :
            scope.startsWith("group") ? gates.board.beginGroup(index) : gates.board.beginInstrument(index);
    }
}
