package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a venue has not sent, or sends at the wrong time: the day, the previous close, the reference. */
class MissingInputsTest
{
    private static final int BUY = Side.BUY.code();
    private static final int AGGRESSIVE = OrderKind.AGGRESSIVE.code();
    private static final long CLOSE_E9 = 99_000_000_000L;
    private static final String NO_BAND = "[-9223372036854775808, 9223372036854775807]";

    private static Venue luld(final String missing)
    {
        return new Venue("us-luld", 1,
            Map.of("engine.release_after", "NONE", "classes.tier1.missing_reference", missing)).define(0);
    }

    private static int gate(final Venue venue, final double seconds, final VerdictDetail verdict)
    {
        return venue.breaker.gate().check(0, BUY, AGGRESSIVE, 10_000, 1, at(seconds), verdict);
    }

    private static List<String> denied(final Venue venue, final double seconds, final long priceTicks)
    {
        venue.decisions();
        venue.potential(seconds, 0, priceTicks);
        return venue.decisions().stream().filter(line -> line.startsWith("DENIED")).toList();
    }

    @Test
    void shouldDenyAtTheGateAsTheEngineDoesWhenTheClassDeniesAndThereIsNoBand()
    {
        try (Venue venue = luld("DENY"))
        {
            final VerdictDetail verdict = new VerdictDetail();
            assertThat(gate(venue, 0.5, verdict)).as("no session").isEqualTo(GateCode.ALLOWED);
            venue.calendar(0, 23_400);
            assertThat(gate(venue, 1, verdict)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(verdict.ruleId()).isPositive();
            assertThat(venue.breaker.gate().checkPrint(0, BUY, AGGRESSIVE, 1, 1, at(1), verdict))
                .isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.breaker.gate().check(0, BUY, OrderKind.PASSIVE.code(), 1, 1, at(1), verdict))
                .isEqualTo(GateCode.ALLOWED);
            assertThat(denied(venue, 1, 10_000)).containsExactly("DENIED MISSING_REFERENCE");
            venue.reference(2, ReferenceKind.PREVIOUS_CLOSE, CLOSE_E9);
            venue.reference(2, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
            assertThat(gate(venue, 3, verdict)).isEqualTo(GateCode.ALLOWED);
            assertThat(denied(venue, 3, 10_000)).isEmpty();
        }
    }

    @Test
    void shouldDenyAtTheGateFromTheOpenToTheCloseWhenTheDayIsAnnouncedBefore()
    {
        try (Venue venue = luld("DENY"))
        {
            final VerdictDetail verdict = new VerdictDetail();
            venue.calendar(1_000, 24_400);
            assertThat(gate(venue, 1, verdict)).isEqualTo(GateCode.ALLOWED);
            assertThat(denied(venue, 1, 10_000)).isEmpty();
            venue.tick(1_000);
            assertThat(gate(venue, 1_000, verdict)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(denied(venue, 1_000, 10_000)).containsExactly("DENIED MISSING_REFERENCE");
            venue.tick(24_400);
            assertThat(gate(venue, 24_400, verdict)).isEqualTo(GateCode.ALLOWED);
            assertThat(denied(venue, 24_400, 10_000)).isEmpty();
        }
    }

    @Test
    void shouldDenyWhenTheClassDeniesAndAReferenceHasNoPreviousCloseToMakeABand()
    {
        try (Venue venue = luld("DENY"))
        {
            venue.calendar(0, 23_400);
            venue.print(1, 0, 10_000);
            assertThat(denied(venue, 2, 100)).containsExactly("DENIED MISSING_REFERENCE");
            assertThat(gate(venue, 2, new VerdictDetail())).isEqualTo(GateCode.NOT_PERMITTED);
        }
    }

    @Test
    void shouldDenyAtTheGateWhenAConfirmingBreakerHasNoReferenceYet()
    {
        try (Venue venue = new Venue("crypto-perp", 1,
            Map.of("engine.release_after", "NONE", "classes.perp.missing_reference", "DENY")).define(0))
        {
            assertThat(gate(venue, 1, new VerdictDetail())).isEqualTo(GateCode.NOT_PERMITTED);
            venue.print(1, 0, 10_000);
            venue.print(2, 0, 10_000);
            assertThat(gate(venue, 2, new VerdictDetail())).isEqualTo(GateCode.ALLOWED);
            assertThat(denied(venue, 3, 10_000)).isEmpty();
        }
    }

    @Test
    void shouldDenyAtTheGateWhenTheClassDeniesAndAReferenceIsUnknownUntilItIsKnownAgain()
    {
        final Capacities small = new Capacities(1, 4, 4, 8, 64, 1 << 16, 8, Capacities.BOOK_LEVELS);
        try (Venue venue = new Venue("us-luld", small,
            Map.of("engine.release_after", "NONE", "classes.tier1.missing_reference", "DENY")).define(0))
        {
            venue.calendar(0, 23_400);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, CLOSE_E9);
            for (int i = 0; i < 2_000; i++)
            {
                venue.publisher.trade(0, 0, at(2 + i * 0.002), at(2 + i * 0.002), 0, 0, 10_000, 1, 0, BUY, 1);
                venue.decisions();
            }
            assertThat(gate(venue, 7, new VerdictDetail())).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(denied(venue, 7, 10_000)).containsExactly("DENIED MISSING_REFERENCE");
            venue.tick(400);
            venue.print(401, 0, 10_000);
            assertThat(denied(venue, 402, 10_000)).isEmpty();
            assertThat(gate(venue, 402, new VerdictDetail())).isEqualTo(GateCode.ALLOWED);
        }
    }

    @Test
    void shouldKeepTodaysProtectionWhenAnotherDayIsAnnouncedInTheSession()
    {
        try (Venue venue = luld("ALLOW"))
        {
            venue.calendar(0, 23_400);
            venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, CLOSE_E9);
            venue.print(1, 0, 10_000);
            venue.decisions();
            venue.tick(5_000);
            venue.calendar(86_400, 109_800);
            assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY BAD_CALENDAR");
            assertThat(denied(venue, 5_001, 100)).containsExactly("DENIED PRICE_BAND");
            venue.calendar(0, 20_000);
            assertThat(venue.decisions()).as("the same day may be corrected").isEmpty();
            venue.tick(20_000);
            venue.decisions();
            venue.calendar(86_400, 109_800);
            assertThat(venue.decisions()).as("after the close").isEmpty();
        }
    }

    @Test
    void shouldRefuseADayWhenItsCloseHasPassed()
    {
        try (Venue venue = luld("ALLOW"))
        {
            venue.tick(100);
            venue.calendar(0, 100);
            assertThat(venue.decisions()).singleElement().asString().startsWith("QUALITY BAD_CALENDAR");
            venue.calendar(0, 100.5);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldSayOnceThatNothingIsJudgedWhenNoDayWasAnnounced()
    {
        try (Venue venue = luld("ALLOW"))
        {
            venue.decisions();
            venue.quote(1, 9_900, 10_000);
            assertThat(venue.decisions()).containsExactly("QUALITY INACTIVE_NO_SESSION 0 expected 0");
            venue.quote(2, 4_900, 5_000);
            venue.print(3, 0, 5_000);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayOnceAndMakeTheBandLaterWhenThePreviousCloseComesAfterTheReference(final boolean quotes)
    {
        try (Venue venue = luld("ALLOW"))
        {
            venue.calendar(0, 23_400);
            if (quotes)
            {
                venue.quote(0.5, 9_900, 10_000);
            }
            venue.decisions();
            venue.print(1, 0, 10_000);
            assertThat(venue.decisions()).filteredOn(line -> !line.contains("NO_QUOTES")).containsExactly(
                "QUALITY INACTIVE_NO_PREVIOUS_CLOSE 0 expected 0",
                "BAND REFERENCE_SEEDED ref 10000000000 " + NO_BAND);
            venue.reference(2, ReferenceKind.PREVIOUS_CLOSE, CLOSE_E9);
            assertThat(venue.decisions())
                .containsExactly("BAND REFERENCE_SEEDED ref 10000000000 [9500, 10500]");
            assertThat(denied(venue, 3, 9_499)).containsExactly("DENIED PRICE_BAND");
            venue.reference(4, ReferenceKind.PREVIOUS_CLOSE, CLOSE_E9);
            assertThat(venue.decisions()).as("the band stands").isEmpty();
        }
    }

    @Test
    void shouldSayOnceWhatTheIndexLacksWhenItIsPublished()
    {
        try (Venue venue = new Venue("us-mwcb", 1, Map.of("engine.release_after", "NONE")))
        {
            index(venue, 1, 80);
            index(venue, 2, 80);
            assertThat(venue.decisions()).containsExactly("QUALITY INACTIVE_NO_SESSION 0 expected 0");
            venue.calendar(0, 23_400);
            index(venue, 3, 80);
            index(venue, 4, 80);
            assertThat(venue.decisions()).containsExactly("QUALITY INACTIVE_NO_PREVIOUS_CLOSE 0 expected 0");
        }
    }

    private static void index(final Venue venue, final double seconds, final long price)
    {
        venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), ReferenceKind.INDEX.code(), 0,
            price * 1_000_000_000L, 0);
    }
}
