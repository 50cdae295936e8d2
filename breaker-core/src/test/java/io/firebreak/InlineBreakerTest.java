package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The face: launching, publishing, back pressure that loses nothing, counters, and the gate after a decision. */
class InlineBreakerTest
{
    private static final CompiledRulebook RULEBOOK = Rulebook.load("crypto-perp", Map.of(
        "engine.release_after", "NONE"));

    private static InlineBreaker.Context context()
    {
        return new InlineBreaker.Context().image(RULEBOOK.image(), RULEBOOK.imageHash())
            .capacities(Capacities.forInstruments(1));
    }

    @Test
    void shouldRefuseContextThatIsIncompleteOrUsedTwice()
    {
        assertThatThrownBy(() -> InlineBreaker.launch(new InlineBreaker.Context()))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("image");
        assertThatThrownBy(() -> InlineBreaker.launch(context().decisionBufferBytes(1_000)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("decisionBufferBytes=1000");
        final InlineBreaker.Context context = context();
        InlineBreaker.launch(context).close();
        assertThatThrownBy(() -> InlineBreaker.launch(context)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldPushBackAndLoseNothingWhenNobodyPolls()
    {
        final BreakerCounters counters = BreakerCounters.inMemory(List.of());
        try (InlineBreaker breaker = InlineBreaker.launch(context().decisionBufferBytes(1 << 18).counters(counters)))
        {
            int taken = 0;
            while (breaker.publisher().bookLevel(0, 0, Venue.at(1), 0, 0, 0, 0, 100, 1) >= 0)
            {
                taken++;
            }
            assertThat(taken).isPositive();
            assertThat(breaker.engine().sequence()).isEqualTo(taken);
            final int[] polled = {0};
            while (breaker.decisions().poll((template, buffer, offset, length) -> polled[0]++, 100) > 0)
            {
                continue;
            }
            assertThat(polled[0]).isEqualTo(taken);
            assertThat(breaker.publisher().bookLevel(0, 0, Venue.at(1), 0, 0, 0, 0, 100, 1)).isEqualTo(1);
            assertThat(counters.value(BreakerCounter.INPUTS)).isEqualTo(taken + 1);
            assertThat(counters.value(BreakerCounter.DECISIONS)).isEqualTo(taken + 1);
            assertThat(counters.value(BreakerCounter.BACK_PRESSURE)).isEqualTo(1);
        }
    }

    @Test
    void shouldLetTheGateKnowTheBandAndThePauseBeforePublishReturns()
    {
        final VerdictDetail verdict = new VerdictDetail();
        final int sell = Side.SELL.code();
        final int aggressive = OrderKind.AGGRESSIVE.code();
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", "NONE")).define(0))
        {
            for (int i = 0; i <= 600; i += 5)
            {
                venue.print(1 + i, 0, 10_000);
            }
            venue.print(602, 0, 10_000);
            assertThat(venue.breaker.gate().check(0, sell, aggressive, 9_751, 1, Venue.at(602), verdict))
                .isEqualTo(GateCode.ALLOWED);
            assertThat(venue.breaker.gate().check(0, sell, aggressive, 9_750, 1, Venue.at(602), verdict))
                .isEqualTo(GateCode.BELOW_LOWER_BAND);
            assertThat(verdict.limitTicks()).isEqualTo(9_751);
            assertThat(RULEBOOK.ruleName(verdict.ruleId())).isEqualTo("velocity_10s");
            assertThat(verdict.referenceMicroTicks()).isEqualTo(10_000_000_000L);
            venue.print(603, 0, 9_500);
            venue.print(603.5, 0, 9_500);
            venue.print(604, 0, 9_500);
            assertThat(venue.breaker.gate().check(0, sell, aggressive, 10_000, 1, Venue.at(604), verdict))
                .isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.breaker.gate().check(0, sell, OrderKind.CANCEL.code(), 10_000, 1, Venue.at(604), verdict))
                .isEqualTo(GateCode.ALLOWED);
            venue.breaker.guard().kill(0);
            assertThat(venue.breaker.gate().check(0, sell, aggressive, 10_000, 1, Venue.at(604), verdict))
                .isEqualTo(GateCode.MARKET_SAFE_STATE);
        }
    }

    @Test
    void shouldPublishTailAndPassTimeWhenIdle()
    {
        try (InlineBreaker breaker = InlineBreaker.launch(context()))
        {
            breaker.publisher().tick(Venue.at(1), 0);
            assertThat(breaker.committedSequence()).isZero();
            breaker.onBatchEnd();
            assertThat(breaker.committedSequence()).isEqualTo(1);
            assertThat(breaker.onIdle(Venue.at(2))).isZero();
            assertThat(breaker.committedSequence()).isEqualTo(2);
            assertThat(breaker.engine().timeNs()).isEqualTo(Venue.at(2));
            assertThat(breaker.isReleaseWaiting()).isFalse();
            breaker.publisher().tick(Venue.at(30), InputFlags.CLOCK_JUMP_ACCEPTED);
        }
    }
}
