package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.Durability;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.TradingState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits of an operator's latch: how long its release waits for a mark, and how many people there may be. */
class OperatorLimitsTest
{
    private static final int HALT = OperatorCommandKind.HALT.code();
    private static final int RESUME = OperatorCommandKind.RESUME.code();
    private static final int APPROVE = OperatorCommandKind.APPROVE_RESUME.code();

    @Test
    void shouldKeepLatchAndForgetApprovalWhenNoMarkComesInTime()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of()).define(0))
        {
            approved(venue);
            assertThat(venue.breaker.nextDeadlineNs()).isEqualTo(at(13));
            venue.tick(12.9);
            assertThat(venue.decisions()).isEmpty();
            venue.tick(13);
            assertThat(venue.decisions())
                .containsExactly("STATE HALTED -> HALTED merged HALTED NO_RELEASE_MARK latched");
            venue.publisher.durableMark(at(14), Durability.J1.code(), venue.breaker.engine().sequence());
            command(venue, 15, 22, 2, APPROVE);
            assertThat(venue.decisions()).containsExactly("OPERATOR APPROVE_RESUME REFUSED_NOT_LATCHED");
            assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.HALTED.code());
        }
    }

    @Test
    void shouldLiftLatchAsUndurableWhenNoMarkComesInTimeAndThePolicySaysSo()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_policy", "UNDURABLE")).define(0))
        {
            approved(venue);
            venue.tick(13);
            assertThat(venue.decisions()).containsExactly("STATE HALTED -> OPEN merged OPEN RELEASE_UNDURABLE");
        }
    }

    @Test
    void shouldNotWaitAnyLongerWhenTheMarkCameOrTheHaltWasRepeated()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of()).define(0))
        {
            approved(venue);
            venue.publisher.durableMark(at(4), Durability.J1.code(), venue.breaker.engine().sequence());
            assertThat(venue.decisions()).containsExactly("STATE HALTED -> OPEN merged OPEN OPERATOR");
            assertThat(venue.breaker.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
            command(venue, 5, 11, 3, HALT);
            command(venue, 5, 11, 4, RESUME);
            command(venue, 5, 22, 4, APPROVE);
            command(venue, 6, 22, 5, HALT);
            assertThat(venue.breaker.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void shouldTakeEveryHaltAndNameTheCapacityWhenThereAreTooManyOperators()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", "NONE")).define(0))
        {
            for (int i = 1; i <= Capacities.OPERATORS; i++)
            {
                command(venue, 1, i, 1, RESUME);
            }
            assertThat(venue.decisions()).hasSize(Capacities.OPERATORS)
                .containsOnly("OPERATOR RESUME REFUSED_NOT_LATCHED");
            command(venue, 2, 1_000, 1, HALT);
            assertThat(venue.decisions()).containsExactly("STATE OPEN -> HALTED merged HALTED OPERATOR latched",
                "OPERATOR HALT ACCEPTED");
            command(venue, 3, 1_000, 2, RESUME);
            command(venue, 3, 0, 1, RESUME);
            command(venue, 3, 0, 1, HALT);
            command(venue, 3, 5, 1, HALT);
            assertThat(venue.decisions()).containsExactly("OPERATOR RESUME REFUSED_OPERATOR_CAPACITY",
                "OPERATOR RESUME REFUSED_ANONYMOUS", "OPERATOR HALT ACCEPTED", "OPERATOR HALT REFUSED_REPLAYED_NONCE");
            command(venue, 4, 7, 2, RESUME);
            command(venue, 4, 8, 2, APPROVE);
            assertThat(venue.decisions()).contains("STATE HALTED -> OPEN merged OPEN OPERATOR");
        }
    }

    private static void approved(final Venue venue)
    {
        command(venue, 1, 11, 1, HALT);
        command(venue, 2, 11, 2, RESUME);
        venue.decisions();
        command(venue, 3, 22, 1, APPROVE);
        assertThat(venue.decisions()).containsExactly("RELEASE_PENDING HALTED -> OPEN waits for J1",
            "OPERATOR APPROVE_RESUME ACCEPTED");
    }

    private static void command(
        final Venue venue, final double seconds, final long who, final long nonce, final int command)
    {
        venue.publisher.operatorCommand(0, 0, at(seconds), 0, who, nonce, command, 0);
    }
}
