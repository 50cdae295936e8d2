package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerGatePriceTest
{
    private static final Set<OrderKind> TESTED = EnumSet.of(OrderKind.REDUCE, OrderKind.AGGRESSIVE, OrderKind.MARKET,
        OrderKind.IOC, OrderKind.FOK, OrderKind.LIQUIDATION);

    @ParameterizedTest
    @CsvSource({"90, 110", "-110, -90", "-3763, 5", "0, 0", "-9223372036854775807, 9223372036854775806"})
    void shouldDenyOneTickBeyondAndAllowTheBandItself(final long lowerTicks, final long upperTicks)
    {
        final Gates gates = new Gates().band(lowerTicks, upperTicks);

        for (final OrderKind kind : EnumSet.complementOf(EnumSet.of(OrderKind.AUCTION)))
        {
            final boolean tested = TESTED.contains(kind);
            assertThat(gates.check(Side.BUY, kind, upperTicks)).as("%s", kind).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.out.marginTicks()).isZero();
            assertThat(gates.check(Side.BUY, kind, upperTicks + 1)).as("%s", kind)
                .isEqualTo(tested ? GateCode.ABOVE_UPPER_BAND : GateCode.ALLOWED);
            assertThat(gates.out.marginTicks()).isEqualTo(1);
            assertThat(gates.out.limitTicks()).isEqualTo(upperTicks);
            assertThat(gates.out.ruleId()).isEqualTo(8);
            assertThat(gates.check(Side.SELL, kind, lowerTicks)).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.out.marginTicks()).isZero();
            final long below = lowerTicks - 1;
            if (below != BreakerGate.NO_PRICE)
            {
                assertThat(gates.check(Side.SELL, kind, below))
                    .isEqualTo(tested ? GateCode.BELOW_LOWER_BAND : GateCode.ALLOWED);
                assertThat(gates.out.marginTicks()).isEqualTo(1);
                assertThat(gates.out.limitTicks()).isEqualTo(lowerTicks);
                assertThat(gates.out.ruleId()).isEqualTo(7);
                assertThat(gates.check(Side.BUY, kind, below)).isEqualTo(GateCode.ALLOWED);
            }
            assertThat(gates.check(Side.SELL, kind, upperTicks + 1)).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.limitFor(Side.BUY, kind)).isEqualTo(tested ? upperTicks : Long.MAX_VALUE);
            assertThat(gates.limitFor(Side.SELL, kind)).isEqualTo(tested ? lowerTicks : Long.MIN_VALUE);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldTestBothBandsWhenItIsAPrint(final Side aggressor)
    {
        final Gates gates = new Gates().band(90, 110);

        assertThat(gates.print(aggressor, 89)).isEqualTo(GateCode.BELOW_LOWER_BAND);
        assertThat(gates.print(aggressor, 90)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.print(aggressor, 110)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.print(aggressor, 111)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
        assertThat(gates.out.marginTicks()).isEqualTo(1);
        assertThat(gates.out.limitTicks()).isEqualTo(110);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void shouldAllowEveryPriceWhenThereIsNoBand(final Side side)
    {
        final Gates gates = new Gates();

        for (final long price : new long[]{Long.MIN_VALUE + 1, -1, 0, 1, Long.MAX_VALUE})
        {
            assertThat(gates.check(side, OrderKind.IOC, price)).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.print(side, price)).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.out.marginTicks()).isEqualTo(VerdictDetail.ABSENT);
        }
        assertThat(gates.limitFor(Side.BUY, OrderKind.IOC)).isEqualTo(Long.MAX_VALUE);
        assertThat(gates.limitFor(Side.SELL, OrderKind.IOC)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @EnumSource(OrderKind.class)
    void shouldBoundAnOrderByLimitForWhenItHasNoPrice(final OrderKind kind)
    {
        final Gates gates = new Gates().band(90, 110);
        final int expected = kind == OrderKind.AUCTION ? GateCode.NOT_PERMITTED : GateCode.ALLOWED;

        assertThat(gates.check(Side.BUY, kind, BreakerGate.NO_PRICE)).isEqualTo(expected);
        assertThat(gates.check(Side.SELL, kind, BreakerGate.NO_PRICE)).isEqualTo(expected);
        assertThat(gates.out.marginTicks()).isEqualTo(VerdictDetail.ABSENT);
        assertThat(gates.out.limitTicks()).isEqualTo(90);
    }

    @Test
    void shouldTestPassivePricesOnlyWhenTheLineSaysSo()
    {
        final int kinds = StateBoard.MATCHING_KINDS | OrderKind.PASSIVE.bit() | OrderKind.CANCEL.bit();
        final Gates strict = new Gates(StalePolicy.LAST, kinds).band(90, 110);

        assertThat(strict.check(Side.BUY, OrderKind.PASSIVE, 111)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
        assertThat(strict.check(Side.BUY, OrderKind.QUOTE, 111)).isEqualTo(GateCode.ALLOWED);
        assertThat(strict.check(Side.BUY, OrderKind.CANCEL, 111)).isEqualTo(GateCode.ALLOWED);
    }

    @Test
    void shouldSayThatAMarginIsUnknownWhenItDoesNotFit()
    {
        final Gates gates = new Gates().band(Long.MIN_VALUE + 1, Long.MIN_VALUE + 2);

        assertThat(gates.check(Side.BUY, OrderKind.IOC, Long.MAX_VALUE)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
        assertThat(gates.out.marginTicks()).isEqualTo(VerdictDetail.ABSENT);
    }

    @Test
    void shouldHoldEveryNumberThatWasCompared()
    {
        final Gates gates = new Gates().band(90, 110);
        gates.board.beginInstrument(Gates.INSTRUMENT).treatment(Action.REPRICE.code()).commit(12);

        assertThat(gates.check(Side.BUY, OrderKind.AGGRESSIVE, 105)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.out.code()).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.out.marginTicks()).isEqualTo(-5);
        assertThat(gates.out.referenceMicroTicks()).isEqualTo(5);
        assertThat(gates.out.treatment()).isEqualTo(Action.REPRICE.code());
        assertThat(gates.out.asOfNs()).isEqualTo(12);
        assertThat(gates.out.boardEpoch()).isEqualTo(gates.board.epoch(Gates.INSTRUMENT)).isEqualTo(3);
    }
}
