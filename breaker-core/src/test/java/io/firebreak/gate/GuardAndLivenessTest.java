package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardAndLivenessTest
{
    private static final Map<String, ToLongFunction<GuardLine>> LATCHES = Map.of(
        "kill", guard -> guard.kill(Gates.MARKET),
        "overrun", guard -> guard.overrun(Gates.MARKET),
        "fault", guard -> guard.engineFault(Gates.MARKET),
        "journal", guard -> guard.journalFault(Gates.MARKET));

    @ParameterizedTest
    @ValueSource(strings = {"kill", "overrun", "fault", "journal"})
    void shouldPermitOnlyCancelsWhenALatchIsSet(final String latch)
    {
        final Gates gates = new Gates(StalePolicy.OPEN).band(90, 110);

        LATCHES.get(latch).applyAsLong(gates.guard);

        for (final OrderKind kind : OrderKind.values())
        {
            for (final Side side : Side.values())
            {
                assertThat(gates.check(side, kind, 100)).as("%s %s", kind, side)
                    .isEqualTo(kind == OrderKind.CANCEL ? GateCode.ALLOWED : GateCode.MARKET_SAFE_STATE);
                assertThat(gates.out.earliestResumeNs()).isEqualTo(Long.MAX_VALUE);
                assertThat(gates.out.state()).isEqualTo(
                    ("kill".equals(latch) ? TradingState.HALTED : TradingState.CANCEL_ONLY).code());
            }
            assertThat(gates.limitFor(Side.SELL, kind))
                .isEqualTo(kind == OrderKind.CANCEL ? Long.MIN_VALUE : BreakerGate.NO_SELL);
        }
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.MARKET_SAFE_STATE);
        assertThat(gates.out.scope()).isEqualTo(Scope.market(Gates.MARKET));
        assertThat(gates.out.ruleId()).isZero();
    }

    @Test
    void shouldLeaveOtherMarketsAloneWhenOneIsKilled()
    {
        final Gates gates = new Gates();

        gates.guard.kill(0);

        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.ALLOWED);
    }

    @Test
    void shouldNotLoosenWhenTheBoardOpensOrAnotherLatchComes()
    {
        final Gates gates = new Gates();
        gates.guard.kill(Gates.MARKET);

        Gates.open(gates.board.beginMarket(Gates.MARKET));
        gates.guard.overrun(Gates.MARKET);

        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.MARKET_SAFE_STATE);
        assertThat(gates.out.state()).isEqualTo(TradingState.HALTED.code());
        assertThat(GuardLine.latches(gates.guard.word(Gates.MARKET))).isEqualTo(GuardLine.KILL | GuardLine.OVERRUN);
    }

    @Test
    void shouldClearOnlyWhatTheOperatorHasSeen()
    {
        final Gates gates = new Gates();
        gates.guard.kill(Gates.MARKET);
        final long observed = gates.guard.word(Gates.MARKET);
        gates.guard.kill(Gates.MARKET);

        assertThat(gates.guard.clear(Gates.MARKET, observed)).isFalse();
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.MARKET_SAFE_STATE);

        final long again = gates.guard.word(Gates.MARKET);
        assertThat(gates.guard.clear(Gates.MARKET, again)).isTrue();
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.ALLOWED);
        gates.guard.kill(Gates.MARKET);
        assertThat(gates.guard.clear(Gates.MARKET, again)).as("an old approval").isFalse();
    }

    @Test
    void shouldLoseNoCallWhenTwoThreadsTighten() throws InterruptedException
    {
        final GuardLine guard = new GuardLine(1, TradingState.HALTED);
        final int calls = 50_000;
        final Thread other = new Thread(() -> repeat(calls, () -> guard.kill(0)));
        other.start();
        repeat(calls, () -> guard.overrun(0));
        other.join();

        assertThat(guard.word(0)).isEqualTo(2L * calls << 8 | GuardLine.KILL | GuardLine.OVERRUN);
    }

    @ParameterizedTest
    @EnumSource(value = TradingState.class, names = {"OPEN", "BAND_ONLY"})
    void shouldRefuseASafeStateThatMatchesOrders(final TradingState state)
    {
        assertThatThrownBy(() -> new GuardLine(1, state))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(state.name());
    }

    @ParameterizedTest
    @CsvSource({"OPEN, 111, ALLOWED", "OPEN, 100, ALLOWED", "LAST, 111, ABOVE_UPPER_BAND", "LAST, 110, ALLOWED",
        "CANCEL_ONLY, 100, STALE", "CANCEL_ONLY, 111, STALE", "HALT, 100, STALE", "HALT, 111, STALE"})
    void shouldAnswerByThePolicyWhenTheEngineIsBehind(
        final StalePolicy policy, final long priceTicks, final String expected)
    {
        final Gates gates = new Gates(policy).band(90, 110);
        gates.engine.busy(Gates.NOW - Gates.MAX_STALE_NS - 1);

        for (final OrderKind kind : new OrderKind[]{OrderKind.AGGRESSIVE, OrderKind.IOC, OrderKind.LIQUIDATION})
        {
            assertThat(GateCode.name(gates.check(Side.BUY, kind, priceTicks))).isEqualTo(expected);
        }
        assertThat(gates.out.state()).isEqualTo(policy.state().code());
        assertThat(gates.check(Side.BUY, OrderKind.CANCEL, priceTicks)).isEqualTo(GateCode.ALLOWED);
        final GateStaleness staleness = gates.out.staleness();
        assertThat(staleness.checks()).isEqualTo(4);
        assertThat(staleness.denied()).isEqualTo("ALLOWED".equals(expected) ? 0 : 3);
        assertThat(staleness.fromNs()).isEqualTo(Gates.NOW);
        assertThat(staleness.toNs()).isEqualTo(Gates.NOW);
        staleness.reset();
        assertThat(staleness.checks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(StalePolicy.class)
    void shouldLiftNoStateWhenTheEngineIsBehind(final StalePolicy policy)
    {
        final Gates gates = new Gates(policy);
        gates.board.beginGroup(2).state(TradingState.HALTED.code(), 9, 1).commit(2);
        gates.engine.busy(0);

        assertThat(gates.check(Side.BUY, OrderKind.IOC, 100)).isEqualTo(GateCode.NOT_PERMITTED);
        assertThat(gates.out.ruleId()).isEqualTo(9);
        assertThat(gates.out.staleness().denied()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(StalePolicy.class)
    void shouldNeverBeStaleWhenTheInstrumentIsQuiet(final StalePolicy policy)
    {
        final Gates gates = new Gates(policy).band(90, 110);
        gates.engine.busy(0);
        gates.engine.idle();

        assertThat(gates.gate.check(Gates.INSTRUMENT, 0, OrderKind.IOC.code(), 100, 1, Long.MAX_VALUE, gates.out))
            .isEqualTo(GateCode.ALLOWED);
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 111)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
        assertThat(gates.out.staleness().checks()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"100, 1100, false", "100, 1101, true", "100, 50, false", "100, -9223372036854775808, false",
        "-9223372036854775808, 9223372036854775807, true", "-5000, -4000, false", "-5000, -3999, true",
        "9223372036854775807, 9223372036854775807, false"})
    void shouldBeStaleOnlyBeyondTheBound(final long oldestNs, final long nowNs, final boolean stale)
    {
        final BehindEngine engine = new BehindEngine();
        engine.busy(oldestNs);

        assertThat(engine.line.isStale(nowNs, Gates.MAX_STALE_NS)).isEqualTo(stale);
        assertThat(engine.line.oldestUndecidedNs()).isEqualTo(oldestNs);
        assertThat(new LivenessLine().isStale(nowNs, Gates.MAX_STALE_NS)).isFalse();
    }

    @Test
    void shouldRefuseAGuardThatIsShorterThanTheBoard()
    {
        final StateBoard board = new StateBoard(1, 0, 2);

        assertThatThrownBy(() -> new BreakerGate(
            board, new GuardLine(1, TradingState.HALTED), new LivenessLine(), BreakerGate.NEVER_STALE))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a board of 2");
        assertThatThrownBy(() -> new BreakerGate(
            board, new GuardLine(2, TradingState.HALTED), new LivenessLine(), -1))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("max_stale_ns -1");
    }

    private static void repeat(final int times, final Runnable action)
    {
        for (int i = 0; i < times; i++)
        {
            action.run();
        }
    }
}
