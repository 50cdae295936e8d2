package io.firebreak;

import static io.firebreak.ParticipantVenue.BUY;
import static io.firebreak.ParticipantVenue.SELL;
import static io.firebreak.ParticipantVenue.TAGGED;
import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.gate.GateCode;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Controls over participants one by one: events in, decisions out, and what the gate says meanwhile. */
class ParticipantControlsTest
{
    private static final String QTY = "participants.base_coin.qty.";

    @Test
    void shouldCountMakerFillsAloneAndThawAfterATenthWhenTheRulesAreBybits()
    {
        try (ParticipantVenue venue = new ParticipantVenue("bybit-mmp").define(0, "base_coin"))
        {
            assertThat(venue.fill(0, 0, BUY, true, 60, 0)).isEmpty();
            assertThat(venue.fill(1, 0, BUY, false, 500, 0)).isEmpty();
            assertThat(venue.fill(2, 0, SELL, true, 50, 0))
                .containsExactly("FREEZE 0 PARTICIPANT_LIMIT MMP QUANTITY 110 > 100 until 2.1 cancel tagged");
            assertThat(venue.tick(2.1)).containsExactly("UNFREEZE 0 PAUSE_ELAPSED MMP");
        }
    }

    @Test
    void shouldKeepTheWindowHalfOpenWhenAFillIsExactlyAWindowOld()
    {
        try (ParticipantVenue venue = new ParticipantVenue("bybit-mmp").define(0, "base_coin"))
        {
            venue.fill(0, 0, 60);
            venue.fill(0.000000001, 0, 10);
            // (0, 5] holds the fill of the first nanosecond, not that of 0
            assertThat(venue.fill(5, 0, 90)).isEmpty();
            assertThat(venue.breaker.engine().participant(0).controls().get(0).sum()).isEqualTo(100);
            assertThat(venue.fill(5, 0, 1)).singleElement().asString().contains("QUANTITY 101 > 100");
        }
    }

    @Test
    void shouldFreezeAtTheLimitItselfWhenTheComparatorIsGe()
    {
        try (ParticipantVenue venue = new ParticipantVenue("eurex-mmp").define(0, "product"))
        {
            assertThat(venue.fill(0, 0, 1)).isEmpty();
            assertThat(venue.fill(1, 0, 1)).isEmpty();
            assertThat(venue.fill(2, 0, 1)).isEmpty();
            // four halves of a quote are 200 per cent
            assertThat(venue.fill(3, 0, 1)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT MMP PERCENTAGE 2000000 >= 2000000 by hand cancel tagged");
        }
    }

    @Test
    void shouldStartAtZeroAndCountNothingMeanwhileWhenAFreezeIsOver()
    {
        try (ParticipantVenue venue = new ParticipantVenue("bybit-mmp", QTY + "frozen_ms=1000").define(0, "base_coin"))
        {
            assertThat(venue.fill(1, 0, 101)).hasSize(1);
            assertThat(venue.fill(1.5, 0, 101)).as("a fill on its way stands and does not count").isEmpty();
            assertThat(venue.fill(2, 0, 100)).containsExactly("UNFREEZE 0 PAUSE_ELAPSED MMP");
            assertThat(venue.fill(2.1, 0, 1)).hasSize(1);
        }
    }

    @Test
    void shouldRefuseTaggedOrdersAloneWhenProtectionIsFrozen()
    {
        try (ParticipantVenue venue = new ParticipantVenue("derive-mmp").define(0, "currency"))
        {
            assertThat(venue.fill(1, 0, 101)).hasSize(1);
            assertThat(venue.order(2, 0, TAGGED, 1, 0)).containsExactly("REJECT 0 NOT_PERMITTED MMP by hand");
            assertThat(venue.order(2, 0, 0, 1, 0)).isEmpty();
            assertThat(venue.gate(2, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.verdict.earliestResumeNs()).isEqualTo(Long.MAX_VALUE);
            assertThat(venue.gate(2, 0, OrderKind.QUOTE, false)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.gate(2, 0, OrderKind.CANCEL, true)).isEqualTo(GateCode.ALLOWED);
        }
    }

    @Test
    void shouldLetAuctionFillsBeWhenTheyAreExcluded()
    {
        try (ParticipantVenue venue = new ParticipantVenue("bybit-mmp", QTY + "auction_fills=false")
            .define(0, "base_coin"))
        {
            venue.publisher.participantFill(0, 0, at(1), 0, 0, ParticipantFlags.AUCTION, BUY, true, 100, 500, 0, 0, 0,
                0);
            assertThat(venue.decisions()).isEmpty();
            assertThat(venue.fill(1, 0, 101)).hasSize(1);
        }
    }

    @Test
    void shouldNeverRefuseACancelWhenItCountsAndTheThrottleIsFull()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls",
            "participants.member.messages.count_cancels=true").define(0, "member"))
        {
            for (int i = 0; i < 7; i++)
            {
                assertThat(venue.message(0.1 * i, 0, ParticipantEventKind.CANCEL)).isEmpty();
            }
            assertThat(venue.message(0.7, 0, ParticipantEventKind.MESSAGE))
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT THROTTLE MESSAGES 8 > 5");
        }
    }

    @Test
    void shouldFreezeOnceWhenAThrottleFreezes()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls",
            "participants.member.messages.on_limit=FREEZE", "participants.member.messages.frozen_s=10")
            .define(0, "member"))
        {
            for (int i = 0; i < 5; i++)
            {
                venue.message(0.1 * i, 0, ParticipantEventKind.MESSAGE);
            }
            assertThat(venue.message(0.6, 0, ParticipantEventKind.MESSAGE)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT THROTTLE MESSAGES 6 > 5 until 10.6 cancel all");
            assertThat(venue.order(0.7, 0, 0, 1, 0)).containsExactly("REJECT 0 NOT_PERMITTED THROTTLE");
            assertThat(venue.tick(10.6)).containsExactly("UNFREEZE 0 PAUSE_ELAPSED THROTTLE");
        }
    }

    @Test
    void shouldRefuseAnOrderAndSayWhyAtTheGateTooWhenItIsFat()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member"))
        {
            assertThat(venue.order(1, 0, 0, 10_000, 0)).isEmpty();
            assertThat(venue.order(1, 0, 0, 10_001, 0))
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT FAT_FINGER QUANTITY 10001 > 10000");
            assertThat(check(venue, BUY, 100, 100, 10_001, 1)).isEqualTo(GateCode.ABOVE_MAX_QUANTITY);
            assertThat(venue.verdict.limitTicks()).isEqualTo(10_000);
            assertThat(check(venue, BUY, 100, 100, 10_000, 100_000_001)).isEqualTo(GateCode.ABOVE_MAX_VALUE);
            assertThat(check(venue, BUY, 11_000, 10_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
            assertThat(check(venue, BUY, 11_001, 10_000, 1, 1)).isEqualTo(GateCode.OUTSIDE_COLLAR);
            assertThat(check(venue, SELL, 8_999, 10_000, 1, 1)).isEqualTo(GateCode.OUTSIDE_COLLAR);
            assertThat(venue.verdict.marginTicks()).isOne();
            assertThat(check(venue, SELL, 11_001, 10_000, 1, 1)).isEqualTo(GateCode.ALLOWED);
            assertThat(check(venue, BUY, 11_001, EventPublisher.ABSENT, 1, 1)).isEqualTo(GateCode.ALLOWED);
            assertThat(priced(venue, SELL, 8_999, 10_000))
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT FAT_FINGER PRICE 8999 > 9000");
            assertThat(priced(venue, SELL, 9_000, 10_000)).isEmpty();
        }
    }

    @Test
    void shouldRefuseAPricedOrderWithoutAReferenceWhenThePolicyDenies()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls",
            "participants.member.order_limits.missing_reference=DENY").define(0, "member"))
        {
            assertThat(priced(venue, BUY, 100, EventPublisher.ABSENT)).singleElement().asString()
                .startsWith("REJECT 0 MISSING_REFERENCE FAT_FINGER PRICE");
            assertThat(priced(venue, BUY, EventPublisher.ABSENT, EventPublisher.ABSENT)).isEmpty();
            assertThat(check(venue, BUY, 100, EventPublisher.ABSENT, 1, 1)).isEqualTo(GateCode.OUTSIDE_COLLAR);
        }
    }

    @Test
    void shouldRefuseTheSameKeyAloneWhenItComesTwiceWithinTheWindow()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member"))
        {
            assertThat(venue.order(1, 0, 0, 1, 42)).isEmpty();
            assertThat(venue.order(1.1, 0, 0, 1, 43)).isEmpty();
            assertThat(venue.order(1.4999, 0, 0, 1, 42))
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT DUPLICATE KEY 2 > 1");
            assertThat(venue.order(1.5, 0, 0, 1, 42)).as("the refused one was no order").isEmpty();
        }
    }

    @Test
    void shouldKillOnceAndLiftWithTwoWhenOperatorsSaySo()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member"))
        {
            final List<String> lines = new ArrayList<>();
            lines.addAll(venue.operator(1, 0, 7, OperatorCommandKind.HALT));
            lines.addAll(venue.operator(2, 0, 8, OperatorCommandKind.HALT));
            lines.addAll(venue.operator(3, 0, 7, OperatorCommandKind.RESUME));
            lines.addAll(venue.operator(4, 0, 7, OperatorCommandKind.APPROVE_RESUME));
            lines.addAll(venue.operator(5, 0, 8, OperatorCommandKind.APPROVE_RESUME));
            lines.addAll(venue.operator(6, 0, 8, OperatorCommandKind.APPROVE_RESUME));
            assertThat(lines).containsExactly("KILL 0 OPERATOR by hand cancel all",
                "OPERATOR HALT ACCEPTED", "OPERATOR HALT ACCEPTED",
                "OPERATOR RESUME AWAITING_SECOND_APPROVAL",
                "OPERATOR APPROVE_RESUME REFUSED_SAME_OPERATOR", "LIFT 0 OPERATOR",
                "OPERATOR APPROVE_RESUME ACCEPTED",
                "OPERATOR APPROVE_RESUME REFUSED_NOT_LATCHED");
            assertThat(venue.order(7, 0, 0, 1, 0)).isEmpty();
        }
    }

    @Test
    void shouldStopWhatBelongsToItAndCountItWhenAMemberStandsAboveASession()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member")
            .define(1, "member", 0).define(2, "strategy", 1))
        {
            for (int i = 0; i < 3; i++)
            {
                assertThat(venue.order(0.1 * i, 1, 0, 1, 0)).isEmpty();
                assertThat(venue.message(0.1 * i, 0, ParticipantEventKind.MESSAGE)).hasSize(i < 2 ? 0 : 1);
            }
            assertThat(venue.order(0.5, 1, 0, 1, 0)).as("the member's throttle")
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT THROTTLE MESSAGES 6 > 5");
            venue.operator(9, 0, 7, OperatorCommandKind.HALT);
            assertThat(venue.gate(9, 2, OrderKind.PASSIVE, false)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.message(9, 2, ParticipantEventKind.EXECUTION))
                .containsExactly("REJECT 0 NOT_PERMITTED by hand");
        }
    }

    @Test
    void shouldFreezeOneParticipantAlonePastTenTimesItsOwnHabit()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls",
            "participants.member.executions_runaway.limit_count=20", "participants.member.own_impact.enabled=false")
            .define(0, "member").define(1, "member"))
        {
            double seconds = 10;
            for (int window = 0; window < 35; window++, seconds += 10)
            {
                for (int i = 0; i < 4; i++)
                {
                    assertThat(venue.fill(seconds + i, 0, 1)).isEmpty();
                }
            }
            // three fills of the window before are less than ten seconds old
            for (int i = 0; i < 37; i++)
            {
                assertThat(venue.fill(seconds + i * 0.01, 0, 1)).isEmpty();
            }
            assertThat(venue.fill(seconds + 0.5, 0, 1)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT RUNAWAY EXECUTIONS 41 > 40 by hand cancel all");
            assertThat(venue.gate(seconds + 0.5, 0, OrderKind.PASSIVE, false)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.gate(seconds + 0.5, 1, OrderKind.PASSIVE, false)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.breaker.engine().governingState(0)).as("no market stops").isZero();
            assertThat(venue.message(seconds + 1, 0, ParticipantEventKind.RESET)).singleElement().asString()
                .startsWith("QUALITY UNEXPECTED_ANSWER");
            assertThat(venue.message(seconds + 2, 0, ParticipantEventKind.REENABLE))
                .containsExactly("UNFREEZE 0 OPERATOR RUNAWAY");
        }
    }

    @Test
    void shouldJudgeThePlainLimitAloneWhenTheBaselineIsNotKnown()
    {
        try (ParticipantVenue venue = runaway("warm_up_windows=5"))
        {
            fills(venue, 10, 10);
            fills(venue, 30, 10);
            assertThat(venue.fill(30.5, 0, 1)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT RUNAWAY EXECUTIONS 11 > 10 by hand cancel all");
        }
    }

    @Test
    void shouldTeachItselfNoMoreThanTwiceItsHabitWhenItGrows()
    {
        try (ParticipantVenue venue = runaway("warm_up_windows=1"))
        {
            fills(venue, 10, 8);
            // ten times eight may be, and would have become the habit: a habit of 16 is what it becomes
            fills(venue, 30, 80);
            fills(venue, 50, 160);
            assertThat(venue.fill(50.9, 0, 1)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT RUNAWAY EXECUTIONS 161 > 160 by hand cancel all");
        }
    }

    @Test
    void shouldLearnTheWholeOfAWindowThatThePlainLimitAllowsWhenItWakesUp()
    {
        try (ParticipantVenue venue = runaway("warm_up_windows=1"))
        {
            fills(venue, 10, 1);
            fills(venue, 30, 9);
            fills(venue, 50, 90);
            assertThat(venue.fill(50.5, 0, 1)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT RUNAWAY EXECUTIONS 91 > 90 by hand cancel all");
        }
    }

    /** A habit is what the last window was, ten times of it may be, and 10 in any case. */
    private static ParticipantVenue runaway(final String warmUp)
    {
        return new ParticipantVenue("participant-controls", "participants.member.executions_runaway.limit_count=10",
            "participants.member.executions_runaway.baseline_windows=1", "participants.member.own_impact.enabled=false",
            "participants.member.executions_runaway." + warmUp).define(0, "member");
    }

    private static void fills(final ParticipantVenue venue, final double seconds, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            assertThat(venue.fill(seconds + i * 0.002, 0, 1)).isEmpty();
        }
    }

    @Test
    void shouldFreezeWhenItBuysHighAndSellsLowAgainAndAgain()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member"))
        {
            for (int i = 0; i < 5; i++)
            {
                venue.publisher.participantFill(0, 0, at(1 + i * 0.1), 0, 0, 0, i % 2 == 0 ? BUY : SELL, false,
                    i % 2 == 0 ? 10_050 : 10_000, 1, 1, 0, 0, 0);
            }
            assertThat(venue.decisions()).containsExactly();
            venue.publisher.participantFill(0, 0, at(2), 0, 0, 0, SELL, false, 9_990, 1, 1, 0, 0, 0);
            assertThat(venue.decisions()).singleElement().asString().startsWith(
                "FREEZE 0 PARTICIPANT_LIMIT RUNAWAY IMPACT ").endsWith(" > 20000 by hand cancel all");
        }
    }

    @Test
    void shouldTellAndChangeNothingWhenTheInputIsBad()
    {
        try (ParticipantVenue venue = new ParticipantVenue("bybit-mmp").define(0, "base_coin"))
        {
            assertThat(venue.fill(1, 3, 1)).containsExactly("QUALITY UNKNOWN_PARTICIPANT 3 expected 4");
            assertThat(venue.fill(1, 9, 1)).containsExactly("QUALITY UNKNOWN_PARTICIPANT 9 expected 4");
            assertThat(venue.fill(1, 0, -1)).containsExactly("QUALITY BAD_QUANTITY 100 expected 1000000000000000000");
            assertThat(venue.define(0, "base_coin").decisions()).containsExactly("QUALITY GENERATION 1 expected 2");
            assertThat(venue.define(1, "base_coin", 2).decisions()).singleElement().asString()
                .startsWith("QUALITY BAD_DEFINITION");
            venue.publisher.participantMessage(0, 0, at(1), 0, ParticipantEventKind.REENABLE.code(), 0);
            assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY MALFORMED");
            assertThat(venue.gate(1, -1, OrderKind.PASSIVE, false)).isEqualTo(GateCode.UNKNOWN_PARTICIPANT);
            assertThat(venue.gate(1, 4, OrderKind.PASSIVE, false)).isEqualTo(GateCode.UNKNOWN_PARTICIPANT);
            assertThat(venue.gate(1, 3, OrderKind.PASSIVE, false)).isEqualTo(GateCode.UNKNOWN_PARTICIPANT);
        }
    }

    private static int check(final ParticipantVenue venue, final int side, final long priceTicks,
        final long referenceTicks, final long lots, final long value)
    {
        return venue.breaker.gate().checkParticipant(0, side, OrderKind.PASSIVE.code(), false, priceTicks,
            referenceTicks, lots, value, at(1), venue.verdict);
    }

    private static List<String> priced(final ParticipantVenue venue, final int side, final long priceTicks,
        final long referenceTicks)
    {
        venue.publisher.participantOrder(0, 0, at(1), 0, 0, 0, side, OrderKind.PASSIVE.code(), priceTicks, 1, 1,
            referenceTicks, 0);
        return venue.decisions();
    }
}
