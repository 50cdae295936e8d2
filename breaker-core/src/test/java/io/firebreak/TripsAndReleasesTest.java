package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Trips, pauses, latches and releases, as lists of decisions. */
class TripsAndReleasesTest
{
    private static final Map<String, String> UNMARKED =
        Map.of("engine.release_after", "NONE", "classes.perp.breakers.price.pause.tail_s", "0");
    private static final Map<String, String> NO_TAIL = Map.of("classes.perp.breakers.price.pause.tail_s", "0");
    private static final int HALT = OperatorCommandKind.HALT.code();
    private static final int RESUME = OperatorCommandKind.RESUME.code();
    private static final int APPROVE = OperatorCommandKind.APPROVE_RESUME.code();

    /** Prints at one price for ten minutes, so that the warm-up is over. */
    private static void warm(final Venue venue, final double from)
    {
        for (int i = 0; i <= 600; i += 5)
        {
            venue.print(from + i, 0, 10_000);
        }
        venue.decisions();
    }

    /** Three sweeps beyond, a second apart. */
    private static void fall(final Venue venue, final double from, final long priceTicks)
    {
        venue.print(from, 0, priceTicks);
        venue.print(from + 0.5, 0, priceTicks);
        venue.print(from + 1.0, 0, priceTicks);
    }

    @Test
    void shouldOpenLimitStateAndTripWhenThreeSweepsLieBeyondForOneSecond()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_500);
            assertThat(venue.decisions()).containsExactly(
                "LIMIT NONE -> BEYOND_LOWER PRICE_BAND", "DENIED PRICE_BAND", "DENIED PRICE_BAND",
                "STATE OPEN -> PAUSED merged PAUSED PRICE_BAND", "DENIED PRICE_BAND");
            venue.print(604, 0, 9_500);
            assertThat(venue.decisions()).containsExactly("DENIED NOT_PERMITTED");
            venue.tick(662.999);
            assertThat(venue.decisions()).isEmpty();
            venue.tick(663);
            assertThat(venue.decisions()).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldCloseLimitStateWhenNextSweepIsInside()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            warm(venue, 1);
            venue.print(602, 0, 9_500);
            venue.print(603, 0, 10_000);
            venue.print(604, 0, 10_000);
            assertThat(venue.decisions()).containsExactly("LIMIT NONE -> BEYOND_LOWER PRICE_BAND", "DENIED PRICE_BAND",
                "LIMIT BEYOND_LOWER -> NONE LIMIT_STATE_ENDED");
        }
    }

    @Test
    void shouldTripAtEqualityAndNotOneTickInside()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            warm(venue, 1);
            venue.potential(602, 0, 9_751);
            assertThat(venue.decisions()).isEmpty();
            venue.potential(603, 0, 9_750);
            assertThat(venue.decisions()).containsExactly("LIMIT NONE -> BEYOND_LOWER VELOCITY", "DENIED VELOCITY");
            venue.potential(604, 0, 9_700);
            assertThat(venue.decisions()).containsExactly("DENIED PRICE_BAND");
        }
    }

    @Test
    void shouldLatchToOperatorWhenTripRateCapIsExceeded()
    {
        final Map<String, String> overrides = Map.of("engine.release_after", "NONE",
            "classes.perp.breakers.price.pause.tail_s", "0", "classes.perp.breakers.price.trip_cap.trips", "2");
        try (Venue venue = new Venue("crypto-perp", 1, overrides).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_000);
            venue.tick(700);
            fall(venue, 701, 7_000);
            venue.tick(900);
            assertThat(venue.decisions()).filteredOn(line -> line.startsWith("STATE")).containsExactly(
                "STATE OPEN -> PAUSED merged PAUSED PRICE_BAND", "STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED",
                "STATE OPEN -> PAUSED merged PAUSED PRICE_BAND", "STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
            fall(venue, 901, 4_000);
            assertThat(venue.decisions()).filteredOn(line -> line.startsWith("STATE"))
                .containsExactly("STATE OPEN -> HALTED merged HALTED TRIP_RATE_CAP latched");
            venue.tick(100_000);
            assertThat(venue.decisions()).isEmpty();
            operator(venue, 100_001, 11, 1, RESUME);
            operator(venue, 100_002, 22, 1, APPROVE);
            assertThat(venue.decisions()).contains("STATE HALTED -> OPEN merged OPEN OPERATOR");
        }
    }

    @Test
    void shouldHaltAtOnceAndResumeOnlyWithTwoPeople()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            operator(venue, 1, 11, 1, HALT);
            assertThat(venue.decisions()).containsExactly("STATE OPEN -> HALTED merged HALTED OPERATOR latched",
                "OPERATOR HALT ACCEPTED");
            operator(venue, 2, 11, 1, RESUME);
            operator(venue, 2, 11, 2, RESUME);
            operator(venue, 2, 11, 3, APPROVE);
            assertThat(venue.decisions()).containsExactly("OPERATOR RESUME REFUSED_REPLAYED_NONCE",
                "OPERATOR RESUME AWAITING_SECOND_APPROVAL", "OPERATOR APPROVE_RESUME REFUSED_SAME_OPERATOR");
            assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.HALTED.code());
            operator(venue, 3, 22, 1, APPROVE);
            assertThat(venue.decisions()).containsExactly("STATE HALTED -> OPEN merged OPEN OPERATOR",
                "OPERATOR APPROVE_RESUME ACCEPTED");
            operator(venue, 4, 22, 2, RESUME);
            assertThat(venue.decisions()).containsExactly("OPERATOR RESUME REFUSED_NOT_LATCHED");
        }
    }

    @Test
    void shouldHaltEveryInstrumentWhenOperatorHaltsTheMarket()
    {
        try (Venue venue = new Venue("crypto-perp", 2, UNMARKED).define(0).define(1))
        {
            venue.publisher.operatorCommand(0, 0, at(1), Scope.market(0), 11, 1, HALT, 0);
            assertThat(venue.breaker.engine().governingState(1)).isEqualTo(TradingState.HALTED.code());
            venue.decisions();
            venue.print(2, 1, 100);
            assertThat(venue.decisions()).contains("DENIED MARKET_WIDE");
        }
    }

    @Test
    void shouldRefuseOperatorWhenScopeIsUnknown()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED))
        {
            operator(venue, 1, 11, 1, HALT);
            assertThat(venue.decisions()).containsExactly("OPERATOR HALT REFUSED_UNKNOWN_SCOPE");
        }
    }

    @Test
    void shouldReleaseOnlyWhenDurableMarkPassesTheAnnouncement()
    {
        try (Venue venue = new Venue("crypto-perp", 1, NO_TAIL).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_500);
            venue.decisions();
            venue.tick(663);
            assertThat(venue.decisions()).containsExactly("RELEASE_PENDING PAUSED -> OPEN waits for J1");
            final long announced = venue.breaker.engine().sequence();
            venue.publisher.durableMark(at(664), Durability.J1.code(), announced - 1);
            assertThat(venue.decisions()).isEmpty();
            venue.publisher.durableMark(at(665), Durability.J1.code(), announced);
            assertThat(venue.decisions()).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldLatchWhenNoDurableMarkArrivesInTime()
    {
        try (Venue venue = new Venue("crypto-perp", 1, NO_TAIL).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_500);
            venue.tick(663);
            venue.decisions();
            venue.tick(673);
            assertThat(venue.decisions())
                .containsExactly("STATE PAUSED -> PAUSED merged PAUSED NO_RELEASE_MARK latched");
            venue.publisher.durableMark(at(674), Durability.J1.code(), Long.MAX_VALUE);
            assertThat(venue.decisions()).isNotEmpty()
                .allMatch(line -> line.startsWith("QUALITY UNEXPECTED_ANSWER"));
            venue.publisher.durableMark(at(674), Durability.J1.code(), venue.breaker.engine().sequence());
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldReopenAtTheBandWhenHostDoesNotAnswer()
    {
        try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE")))
        {
            paused(venue);
            venue.tick(1_315);
            assertThat(venue.decisions()).containsExactly("STATE PAUSED -> REOPENING merged REOPENING PAUSE_ELAPSED",
                "UNCROSS_REQUEST [9025, 10500]");
            venue.tick(1_375);
            assertThat(venue.decisions()).containsExactly("STATE REOPENING -> OPEN merged OPEN HOST_TIMEOUT",
                "BAND REOPENED ref 9500000000 [9025, 9975]");
        }
    }

    @Test
    void shouldDenyWhileReferenceIsMissingOnlyWhenClassSaysSo()
    {
        for (final String policy : List.of("ALLOW", "DENY"))
        {
            try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE",
                "classes.tier1.missing_reference", policy)))
            {
                venue.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
                venue.calendar(0, 23_400);
                venue.potential(1, 0, 10_000);
                assertThat(venue.decisions()).filteredOn(line -> line.startsWith("DENIED"))
                    .isEqualTo("DENY".equals(policy) ? List.of("DENIED MISSING_REFERENCE") : List.of());
            }
        }
    }

    @Test
    void shouldLatchTheInstrumentAloneWhenTheEngineFaults()
    {
        final UnsafeBuffer image = new UnsafeBuffer(Rulebook.load("crypto-perp", UNMARKED).image());
        try (Venue venue = new Venue("crypto-perp", 2, UNMARKED).define(0).define(1))
        {
            EngineSabotage.parameter(venue.breaker.engine(),
                image.getInt(ImageHeader.H_RULE_OFFSET) + ImageLayout.U_REFERENCE, 100_000_000);
            venue.decisions();
            venue.potential(1, 0, 10_000);
            assertThat(venue.decisions()).contains("STATE OPEN -> HALTED merged HALTED ENGINE_FAULT latched")
                .anyMatch(line -> line.startsWith("QUALITY SUSPECT"));
            venue.potential(2, 0, 10_000);
            assertThat(venue.decisions()).contains("DENIED NOT_PERMITTED");
            assertThat(venue.breaker.engine().governingState(1)).isEqualTo(TradingState.OPEN.code());
        }
    }

    @Test
    void shouldStartNewDayAtItsOpenWhenCalendarIsAnnouncedBefore()
    {
        try (Venue venue = new Venue("us-mwcb", 1, Map.of("engine.release_after", "NONE")))
        {
            venue.calendar(100, 23_500);
            index(venue, 5, ReferenceKind.PREVIOUS_CLOSE, 5_000);
            venue.tick(200);
            index(venue, 200, ReferenceKind.INDEX, 4_640);
            assertThat(venue.decisions()).hasSize(1).first().asString().startsWith("STATE OPEN -> HALTED");
            venue.tick(1_100);
            venue.publisher.auctionResult(0, 0, at(1_100), Scope.market(0), 0, Long.MIN_VALUE, 0);
            venue.decisions();
            venue.tick(80_000);
            venue.calendar(86_500, 109_900);
            index(venue, 80_000, ReferenceKind.PREVIOUS_CLOSE, 4_700);
            venue.tick(86_600);
            index(venue, 86_600, ReferenceKind.INDEX, 4_300);
            assertThat(venue.decisions()).hasSize(1).first().asString().startsWith("STATE OPEN -> HALTED");
        }
    }

    private static void index(
        final Venue venue, final double seconds, final ReferenceKind kind, final long price)
    {
        venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), kind.code(), 0,
            price * 1_000_000_000L, 0);
    }

    @Test
    void shouldNeverOpenWhenAnswerComesFromAnotherRequest()
    {
        try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE")))
        {
            paused(venue);
            venue.tick(1_315);
            venue.decisions();
            venue.publisher.indicativePrice(0, 0, at(1_316), 0, 1, 9_500, 0, 0);
            assertThat(venue.decisions()).containsExactly("QUALITY UNEXPECTED_ANSWER 1 expected 0");
        }
    }

    @Test
    void shouldKeepMostSevereStateWhenOperatorHaltsDuringPause()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_500);
            operator(venue, 604, 11, 1, HALT);
            venue.decisions();
            venue.tick(663);
            assertThat(venue.decisions()).containsExactly("STATE PAUSED -> OPEN merged HALTED PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldMarkInputsExposedUntilHostReportsTheEffect()
    {
        try (Venue venue = new Venue("crypto-perp", 1, UNMARKED).define(0))
        {
            warm(venue, 1);
            fall(venue, 602, 9_500);
            venue.print(604, 0, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isTrue();
            venue.publisher.decisionEffective(at(605), 0, venue.breaker.engine().decisionSeq(), 1, at(605), 0);
            venue.print(606, 0, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isFalse();
        }
    }

    @Test
    void shouldEndLimitStateWhenItsQuoteLeftTheBandInAHaltOfTheMarket()
    {
        try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE")))
        {
            atBand(venue);
            venue.decisions();
            venue.publisher.operatorCommand(0, 0, at(1_005), Scope.market(0), 11, 1, HALT, 0);
            venue.quote(1_006, 9_700, 9_710);
            venue.decisions();
            venue.tick(1_015);
            assertThat(venue.decisions()).containsExactly("LIMIT AT_LOWER -> NONE LIMIT_STATE_ENDED");
            venue.tick(1_031);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldJudgeTheStandingQuoteWhenTheMarketResumes()
    {
        try (Venue venue = new Venue("us-luld", 2, Map.of("engine.release_after", "NONE")))
        {
            atBand(venue);
            venue.quote(1_001, 9_700, 9_710);
            venue.publisher.operatorCommand(0, 0, at(1_005), Scope.market(0), 11, 1, HALT, 0);
            venue.decisions();
            venue.quote(1_006, 9_490, 9_500);
            assertThat(venue.decisions()).isEmpty();
            venue.publisher.operatorCommand(0, 0, at(1_010), Scope.market(0), 11, 2, RESUME, 0);
            venue.publisher.operatorCommand(0, 0, at(1_010), Scope.market(0), 22, 1, APPROVE, 0);
            venue.decisions();
            assertThat(venue.breaker.nextDeadlineNs()).isEqualTo(at(1_010));
            venue.tick(1_010);
            venue.tick(1_010);
            assertThat(venue.decisions()).containsExactly("LIMIT NONE -> AT_LOWER PRICE_BAND");
        }
    }

    @Test
    void shouldTripWhenATradeHasAnotherStampThanItsPotentialTrade()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", "NONE")).define(0))
        {
            for (int i = 1; i <= 601; i += 5)
            {
                venue.print(i, 0, 10_000);
            }
            venue.decisions();
            for (int i = 0; i < 4; i++)
            {
                final double seconds = 602 + i * 0.5;
                venue.potential(seconds, 0, 9_500);
                venue.publisher.trade(0, 0, at(seconds + 1e-6), at(seconds + 1e-6), 0, 0, 9_500, 1, 0, 0,
                    InputFlags.ELIGIBLE);
            }
            assertThat(venue.decisions()).containsSubsequence("LIMIT NONE -> BEYOND_LOWER PRICE_BAND",
                "STATE OPEN -> PAUSED merged PAUSED PRICE_BAND").noneMatch(line -> line.contains("-> NONE"));
        }
    }

    @Test
    void shouldPauseInAHaltOfTheMarketWhenTheQuoteStandsAtTheBand()
    {
        try (Venue venue = new Venue("us-luld", 1, Map.of("engine.release_after", "NONE")))
        {
            atBand(venue);
            venue.publisher.operatorCommand(0, 0, at(1_005), Scope.market(0), 11, 1, HALT, 0);
            venue.decisions();
            venue.tick(1_015);
            assertThat(venue.decisions()).contains(
                "STATE OPEN -> PAUSED merged PAUSED LIMIT_STATE_ELAPSED");
        }
    }

    @Test
    void shouldStartTheConfirmationAnewWhenASessionLiesBetween()
    {
        try (Venue venue = new Venue("crypto-perp", 1, Map.of("engine.release_after", "NONE",
            "session.always_open", "false", "classes.perp.warm_up_s", "1")).define(0))
        {
            venue.calendar(0, 400);
            for (int i = 1; i < 390; i += 3)
            {
                venue.print(i, 0, 10_000);
            }
            venue.print(398, 0, 9_500);
            venue.print(398.2, 0, 9_500);
            venue.decisions();
            venue.tick(401);
            assertThat(venue.decisions()).containsExactly("LIMIT BEYOND_LOWER -> NONE SESSION_CLOSE");
            venue.calendar(86_400, 109_800);
            venue.tick(86_401);
            venue.decisions();
            venue.potential(86_402, 0, 9_500);
            assertThat(venue.decisions()).noneMatch(line -> line.startsWith("STATE"))
                .contains("DENIED PRICE_BAND");
        }
    }

    private static void paused(final Venue venue)
    {
        atBand(venue);
        venue.tick(1_015);
        final List<String> decisions = venue.decisions();
        assertThat(decisions).endsWith("LIMIT NONE -> AT_LOWER PRICE_BAND",
            "STATE OPEN -> PAUSED merged PAUSED LIMIT_STATE_ELAPSED");
    }

    private static void operator(
        final Venue venue, final double seconds, final long who, final long nonce, final int command)
    {
        final long ns = at(seconds);
        if (ns - venue.breaker.engine().timeNs() > 10 * Venue.SECOND && venue.breaker.engine().timeNs() > 0)
        {
            venue.tick(seconds);
        }
        venue.publisher.operatorCommand(0, 0, ns, 0, who, nonce, command, 0);
    }

    private static void atBand(final Venue venue)
    {
        venue.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
        venue.calendar(0, 23_400);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
        venue.tick(999);
        venue.reference(1_000, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
        venue.quote(1_000, 9_490, 9_500);
    }
}
