package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the gate answers a participant from its lines alone: levels, staleness, cancels, limits. */
class ParticipantGateTest
{
    private static final long NOW = 1_000_000L;

    private final StateBoard board = new StateBoard(1, 0, 1, 5);
    private final ParticipantLines lines = new ParticipantLines(board);
    private final BehindEngine engine = new BehindEngine();
    private final BreakerGate gate =
        new BreakerGate(board, new GuardLine(1, TradingState.CANCEL_ONLY), engine.line, 1_000);
    private final VerdictDetail out = new VerdictDetail();

    private void define(final int index, final int parent, final StalePolicy policy)
    {
        lines.define(index, parent, policy.code(), 50_000, 100, 1_000, 9, false, 1);
        hold(index, 0xFFFF, 0xFFFF, 0);
    }

    private void hold(final int index, final int plain, final int tagged, final int ruleId)
    {
        lines.begin(index).state((ruleId == 0 ? TradingState.OPEN : TradingState.CANCEL_ONLY).code(), plain, tagged,
            ruleId, ruleId == 0 ? StateBoard.ABSENT : 77).commit(2);
    }

    private int check(final int index, final OrderKind kind, final long ticks, final long lots, final long value)
    {
        return gate.checkParticipant(index, Side.BUY.code(), kind.code(), false, ticks, 1_000, lots, value, NOW, out);
    }

    @Test
    void shouldNameTheLevelThatHoldsWhenAParticipantStandsUnderOthers()
    {
        define(0, -1, StalePolicy.LAST);
        define(1, 0, StalePolicy.LAST);
        define(2, 1, StalePolicy.LAST);
        define(3, 2, StalePolicy.LAST);
        assertThat(check(3, OrderKind.PASSIVE, 1_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
        hold(0, OrderKind.CANCEL.bit(), OrderKind.CANCEL.bit(), 5);
        assertThat(check(3, OrderKind.PASSIVE, 1_000, 1, 1)).isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(out.scope()).isEqualTo(Scope.of(Scope.PARTICIPANT, 0));
        assertThat(out.ruleId()).isEqualTo(5);
        assertThat(out.earliestResumeNs()).isEqualTo(77);
        assertThat(check(3, OrderKind.CANCEL, 1_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
        hold(0, 0xFFFF, 0xFFFF, 0);
        assertThat(check(3, OrderKind.AUCTION, 1_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, 0", "LAST, 0", "CANCEL_ONLY, 6", "HALT, 6"})
    void shouldFollowThePolicyWhenTheEngineIsBehind(final StalePolicy policy, final int code)
    {
        define(0, -1, policy);
        assertThat(check(0, OrderKind.PASSIVE, 1_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
        engine.busy(NOW - 2_000);
        assertThat(check(0, OrderKind.PASSIVE, 1_000, 1, 1)).isEqualTo(code);
        assertThat(check(0, OrderKind.CANCEL, 1_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
        assertThat(out.staleness().checks()).isOne();
    }

    @Test
    void shouldCompareQuantityThenValueThenPriceAndAllowTheLimitItself()
    {
        define(0, -1, StalePolicy.LAST);
        assertThat(check(0, OrderKind.PASSIVE, 1_050, 100, 1_000)).isEqualTo(GateCode.ALLOWED);
        assertThat(check(0, OrderKind.PASSIVE, 1_051, 101, 1_001)).isEqualTo(GateCode.ABOVE_MAX_QUANTITY);
        assertThat(out.ruleId()).isEqualTo(9);
        assertThat(check(0, OrderKind.PASSIVE, 1_051, 100, 1_001)).isEqualTo(GateCode.ABOVE_MAX_VALUE);
        assertThat(check(0, OrderKind.PASSIVE, 1_051, 100, 1_000)).isEqualTo(GateCode.OUTSIDE_COLLAR);
        assertThat(check(0, OrderKind.MARKET, BreakerGate.NO_PRICE, 100, 1_000)).isEqualTo(GateCode.ALLOWED);
        assertThat(check(4, OrderKind.PASSIVE, 1, 1, 1)).isEqualTo(GateCode.UNKNOWN_PARTICIPANT);
        assertThat(gate.checkParticipant(0, 0, 99, false, 1_000, 1_000, 1, 1, NOW, out))
            .isEqualTo(GateCode.NOT_PERMITTED);
    }

    @Test
    void shouldKeepACollarWhereProductsWouldOverflow()
    {
        assertThat(Collar.limitTicks(-1_000, 50_000, Side.BUY.code())).isEqualTo(-950);
        assertThat(Collar.limitTicks(-1_000, 50_000, Side.SELL.code())).isEqualTo(-1_050);
        assertThat(Collar.limitTicks(1_000_000_000_000_000_000L, 1_000_000_000, Side.BUY.code()))
            .as("beyond 64 bits the reference itself: never a wider limit").isEqualTo(1_000_000_000_000_000_000L);
    }
}
