package io.firebreak;

import static io.firebreak.ParticipantVenue.BUY;
import static io.firebreak.ParticipantVenue.SELL;
import static io.firebreak.ParticipantVenue.TAGGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.gate.GateCode;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import org.junit.jupiter.api.Test;

/** The examples of spec/rulebooks.md: section 8 and rows A41 to A44, through the shipped rulebooks. */
class ParticipantRowsTest
{
    private static final long E9 = 1_000_000_000L;

    @Test
    void shouldFreezeUntil39WhenTheThirdFillOfSection8ComesAt9()
    {
        try (ParticipantVenue venue = new ParticipantVenue("deribit-mmp").define(0, "mmp_group"))
        {
            assertThat(venue.fill(0, 0, 10)).isEmpty();
            assertThat(venue.fill(6, 0, 10)).isEmpty();
            assertThat(venue.fill(9, 0, 6))
                .containsExactly("FREEZE 0 PARTICIPANT_LIMIT MMP QUANTITY 26 > 25 until 39.0 cancel tagged");
            assertThat(venue.gate(38.9, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.tick(38.999999999)).isEmpty();
            assertThat(venue.tick(39)).containsExactly("UNFREEZE 0 PAUSE_ELAPSED MMP");
            assertThat(venue.gate(39, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.ALLOWED);
        }
    }

    @Test
    void shouldStayActiveWhenTheThirdFillOfSection8ComesAt11()
    {
        try (ParticipantVenue venue = new ParticipantVenue("deribit-mmp").define(0, "mmp_group"))
        {
            venue.fill(0, 0, 10);
            venue.fill(6, 0, 10);
            assertThat(venue.fill(11, 0, 6)).isEmpty();
            assertThat(venue.breaker.engine().participant(0).controls().get(0).sum()).isEqualTo(16);
        }
    }

    @Test
    void shouldFreezeWhenTheNetDeltaOfA41Is21()
    {
        try (ParticipantVenue venue = new ParticipantVenue("derive-mmp").define(0, "currency"))
        {
            assertThat(venue.fill(0, 0, BUY, true, 1, 12 * E9)).isEmpty();
            assertThat(venue.fill(1, 0, SELL, true, 1, -5 * E9)).isEmpty();
            assertThat(venue.fill(2, 0, BUY, true, 1, 14 * E9)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT MMP DELTA 21000000000 > 20000000000 by hand cancel tagged");
            assertThat(venue.tick(80_000)).isEmpty();
            assertThat(venue.message(80_001, 0, ParticipantEventKind.RESET))
                .containsExactly("UNFREEZE 0 PARTICIPANT_RESET MMP");
        }
    }

    @Test
    void shouldRejectTheSixthAndTakeTheSeventhMessageOfA42()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member"))
        {
            for (int i = 0; i < 5; i++)
            {
                assertThat(venue.order(i * 0.1, 0, 0, 1, 0)).isEmpty();
            }
            assertThat(venue.order(0.9, 0, 0, 1, 0))
                .containsExactly("REJECT 0 PARTICIPANT_LIMIT THROTTLE MESSAGES 6 > 5");
            assertThat(venue.message(0.95, 0, ParticipantEventKind.CANCEL)).isEmpty();
            assertThat(venue.order(1.05, 0, 0, 1, 0)).isEmpty();
        }
    }

    @Test
    void shouldRejectTheThirdExecutionOfA43UntilAHumanReenables()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "strategy"))
        {
            assertThat(venue.message(1, 0, ParticipantEventKind.EXECUTION)).isEmpty();
            assertThat(venue.message(2, 0, ParticipantEventKind.EXECUTION)).containsExactly(
                "FREEZE 0 PARTICIPANT_LIMIT EXECUTIONS EXECUTIONS 2 >= 2 by hand cancel all");
            assertThat(venue.message(3, 0, ParticipantEventKind.EXECUTION))
                .containsExactly("REJECT 0 NOT_PERMITTED EXECUTIONS by hand");
            assertThat(venue.message(4, 0, ParticipantEventKind.RESET)).singleElement().asString()
                .startsWith("QUALITY UNEXPECTED_ANSWER");
            assertThat(venue.message(600, 0, ParticipantEventKind.REENABLE))
                .containsExactly("UNFREEZE 0 OPERATOR EXECUTIONS");
            assertThat(venue.message(601, 0, ParticipantEventKind.EXECUTION)).isEmpty();
        }
    }

    @Test
    void shouldCancelAndBlockTheKilledMemberOfA44Alone()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls").define(0, "member")
            .define(1, "member"))
        {
            assertThat(venue.operator(1, 0, 7, OperatorCommandKind.HALT)).first()
                .isEqualTo("KILL 0 OPERATOR by hand cancel all");
            assertThat(venue.message(2, 0, ParticipantEventKind.CANCEL)).isEmpty();
            assertThat(venue.gate(2, 0, OrderKind.CANCEL, false)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.order(3, 0, TAGGED, 1, 0)).containsExactly("REJECT 0 NOT_PERMITTED by hand");
            assertThat(venue.gate(3, 0, OrderKind.PASSIVE, false)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.order(3, 1, 0, 1, 0)).isEmpty();
            assertThat(venue.gate(3, 1, OrderKind.PASSIVE, false)).isEqualTo(GateCode.ALLOWED);
        }
    }
}
