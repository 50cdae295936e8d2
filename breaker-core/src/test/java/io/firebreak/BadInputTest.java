package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.StressSnapshotEncoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of bad input at the API: a defined outcome, and nothing else is lost. */
class BadInputTest
{
    private static final int BUY = Side.BUY.code();
    private static final int SELL = Side.SELL.code();
    private static final int WORK_LIMIT = 64;
    private Venue venue;

    @BeforeEach
    void open()
    {
        venue = new Venue("crypto-perp", 2, Map.of("engine.release_after", "NONE")).define(0);
        venue.decisions();
    }

    @AfterEach
    void close()
    {
        venue.close();
    }

    @Test
    void shouldTellUnknownInstrumentWhenIndexWasNotDefined()
    {
        venue.print(1, 1, 100);
        assertThat(venue.decisions()).containsExactly("QUALITY UNKNOWN_INSTRUMENT 1 expected 2",
            "QUALITY UNKNOWN_INSTRUMENT 1 expected 2");
    }

    @Test
    void shouldTellUnknownInstrumentWhenIndexExceedsCapacity()
    {
        venue.publisher.bookLevel(0, 0, at(1), at(1), 7, 0, BUY, 100, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY UNKNOWN_INSTRUMENT 7 expected 2");
    }

    @Test
    void shouldRefuseLevelWhenQuantityIsNegativeOrAbsurd()
    {
        venue.level(1, BUY, 100, -1);
        venue.level(1, BUY, 100, Long.MAX_VALUE);
        assertThat(venue.decisions()).hasSize(2).allMatch(line -> line.startsWith("QUALITY BAD_QUANTITY"));
        venue.level(1, BUY, 100, 5);
        assertThat(venue.decisions()).containsExactly("QUALITY ONE_SIDED_BOOK 100 expected -9223372036854775808");
    }

    @Test
    void shouldRefuseTradeWhenQuantityIsZero()
    {
        venue.publisher.trade(0, 0, at(1), at(1), 0, 0, 100, 0, 0, BUY, 1);
        assertThat(venue.decisions()).hasSize(1).allMatch(line -> line.startsWith("QUALITY BAD_QUANTITY 0"));
    }

    @Test
    void shouldRefusePriceWhenItIsAbsurd()
    {
        venue.print(1, 0, Long.MAX_VALUE / 2);
        assertThat(venue.decisions()).hasSize(2).allMatch(line -> line.startsWith("QUALITY BAD_PRICE"));
    }

    @Test
    void shouldRefuseAPublishedReferenceWhenItIsAbsentOrAbsurd()
    {
        for (final int exponent : new int[] {2, 3})
        {
            try (Venue stock = new Venue("us-luld", 1,
                Map.of("engine.release_after", "NONE", "engine.max_price_ticks", "1000000000")))
            {
                stock.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, 0, exponent, 0, 1, 1_000_000);
                stock.calendar(0, 23_400);
                stock.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
                stock.reference(1, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
                assertThat(stock.decisions()).hasSize(1);
                for (final ReferenceKind kind : List.of(ReferenceKind.BREAKER_REFERENCE, ReferenceKind.PRO_FORMA))
                {
                    stock.reference(2, kind, Long.MIN_VALUE);
                    stock.reference(2, kind, exponent == 3 ? -1_000_000_001_000_000L : -10_000_000_010_000_000L);
                    stock.reference(2, kind, exponent == 3 ? 1_000_000_001_000_000L : 10_000_000_010_000_000L);
                }
                stock.tick(100);
                assertThat(stock.decisions()).hasSize(6).allMatch(line -> line.startsWith("QUALITY BAD_PRICE"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3,false", "99999,false", "100000,true", "1000000000,true", "1000000001,false",
        "1000000000000000000,false"})
    void shouldRefuseADefinitionWhenItsLeverageIsAbsurd(final long leveragePpm, final boolean taken)
    {
        venue.publisher.instrumentDefinition(0, 0, at(0), 1, 9, 1, 0, 2, 0, 1, leveragePpm);
        assertThat(venue.decisions()).hasSize(taken ? 0 : 1)
            .allMatch(line -> line.startsWith("QUALITY BAD_DEFINITION"));
    }

    @Test
    void shouldRefusePriceWhenItIsOffTick()
    {
        venue.publisher.instrumentDefinition(0, 0, at(0), 1, 9, 1, 0, 2, 0, 5, 1_000_000);
        venue.publisher.bookLevel(0, 0, at(1), at(1), 1, 0, BUY, 103, 1);
        venue.publisher.bookLevel(0, 0, at(1), at(1), 1, 0, BUY, 105, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY PRICE_OFF_TICK 103 expected 5",
            "QUALITY ONE_SIDED_BOOK 105 expected -9223372036854775808");
    }

    @Test
    void shouldKeepEngineTimeWhenInputGoesBackwards()
    {
        venue.level(5, BUY, 100, 1);
        venue.decisions();
        venue.level(4, SELL, 101, 1);
        assertThat(venue.decisions()).containsExactly(
            "QUALITY TIME_BACKWARDS " + at(4) + " expected " + at(5),
            "QUALITY ONE_SIDED_BOOK 100 expected 101 ended");
        assertThat(venue.breaker.engine().timeNs()).isEqualTo(at(5));
    }

    @Test
    void shouldKeepEngineTimeWhenInputJumpsAnHourWithoutAcceptance()
    {
        venue.level(1, BUY, 100, 1);
        venue.decisions();
        venue.level(3601, SELL, 101, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY TIME_JUMP " + at(3601) + " expected " + at(1),
            "QUALITY ONE_SIDED_BOOK 100 expected 101 ended");
        assertThat(venue.breaker.engine().timeNs()).isEqualTo(at(1));
        venue.publisher.tick(at(3601), InputFlags.CLOCK_JUMP_ACCEPTED);
        assertThat(venue.decisions()).isEmpty();
        assertThat(venue.breaker.engine().timeNs()).isEqualTo(at(3601));
    }

    @Test
    void shouldTellRefusedStepOnceAndGoOnWhenTheHostAcceptsTheJump()
    {
        venue.level(1, BUY, 100, 1);
        venue.decisions();
        for (int i = 0; i < 50; i++)
        {
            venue.breaker.onIdle(at(100) + i);
        }
        assertThat(venue.decisions()).containsExactly("QUALITY TIME_JUMP " + at(100) + " expected " + at(1));
        assertThat(venue.breaker.engine().timeNs()).isEqualTo(at(1));
        assertThat(venue.breaker.acceptClockJump(at(101))).isZero();
        venue.breaker.onIdle(at(101) + 5);
        assertThat(venue.breaker.engine().timeNs()).isEqualTo(at(101) + 5);
        venue.breaker.onIdle(at(200));
        venue.breaker.onIdle(at(201));
        assertThat(venue.decisions()).containsExactly("QUALITY TIME_JUMP " + at(200) + " expected " + (at(101) + 5));
    }

    @Test
    void shouldTellImplausibleTimeAndNotBeginWhenTheFirstStampIsAbsurd()
    {
        for (final long absurd : new long[] {-1, 0, at(0) / 1_000_000, at(0) / 1_000, Long.MAX_VALUE, Long.MIN_VALUE,
            946_684_799_999_999_999L})
        {
            try (Venue first = new Venue("crypto-perp", 1, Map.of()))
            {
                first.publisher.tick(absurd, 0);
                first.publisher.tick(absurd, 0);
                assertThat(first.decisions()).as("%d", absurd).hasSize(1)
                    .allMatch(line -> line.startsWith("QUALITY TIME_IMPLAUSIBLE " + absurd + " expected "));
                assertThat(first.breaker.engine().timeNs()).isZero();
                first.level(1, BUY, 100, 1);
                assertThat(first.breaker.engine().timeNs()).isEqualTo(at(1));
            }
        }
    }

    @Test
    void shouldBeginAtAnEarlyTimeOnlyWhenTheHostAcceptsIt()
    {
        try (Venue tape = new Venue("crypto-perp", 1, Map.of()))
        {
            tape.breaker.acceptClockJump(1_000);
            tape.publisher.tick(2_000, 0);
            assertThat(tape.breaker.engine().timeNs()).isEqualTo(2_000);
            assertThat(tape.breaker.acceptClockJump(Long.MAX_VALUE)).isEqualTo(1);
            assertThat(tape.breaker.engine().timeNs()).isEqualTo(2_000);
            assertThat(tape.decisions()).containsExactly(
                "QUALITY TIME_IMPLAUSIBLE " + Long.MAX_VALUE + " expected 7258118400000000000");
        }
    }

    @Test
    void shouldNotAcceptJumpWhenFlagIsNotOnTick()
    {
        venue.level(1, BUY, 100, 1);
        venue.decisions();
        venue.publisher.bookLevel(0, 0, at(100), at(100), 0, InputFlags.CLOCK_JUMP_ACCEPTED, BUY, 99, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY TIME_JUMP " + at(100) + " expected " + at(1));
    }

    @Test
    void shouldDropDuplicateAndTellGapWhenSourceNumbersAreNotContiguous()
    {
        venue.publisher.bookLevel(3, 1, at(1), at(1), 0, 0, BUY, 100, 1);
        venue.publisher.bookLevel(3, 2, at(1), at(1), 0, 0, SELL, 101, 1);
        venue.decisions();
        venue.publisher.bookLevel(3, 2, at(1), at(1), 0, 0, SELL, 101, 0);
        assertThat(venue.decisions()).containsExactly("QUALITY DUPLICATE_SEQUENCE 2 expected 3");
        venue.publisher.bookLevel(3, 5, at(1), at(1), 0, 0, BUY, 99, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY SEQUENCE_GAP 5 expected 3",
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
        venue.publisher.bookClear(3, 6, at(1), 0);
        venue.publisher.bookReady(3, 7, at(1), 0);
        assertThat(venue.decisions()).containsExactly("QUALITY EMPTY_BOOK 0 expected 0",
            "QUALITY UNTRUSTED_BOOK 0 expected 0 ended");
    }

    @Test
    void shouldTakeAnOperatorsHaltWhateverItsNumber()
    {
        venue.publisher.bookLevel(3, 1_000, at(1), at(1), 0, 0, BUY, 100, 1);
        venue.decisions();
        venue.publisher.operatorCommand(3, 1, at(2), Scope.market(0), 9, 1, OperatorCommandKind.HALT.code(), 0);
        assertThat(venue.decisions()).contains("QUALITY DUPLICATE_SEQUENCE 1 expected 1001",
            "STATE OPEN -> HALTED merged HALTED OPERATOR latched", "OPERATOR HALT ACCEPTED");
        venue.publisher.operatorCommand(999, 1, at(2), Scope.instrument(0), 9, 2, OperatorCommandKind.HALT.code(), 0);
        assertThat(venue.decisions()).contains("OPERATOR HALT ACCEPTED");
    }

    @Test
    void shouldNumberAnewWhenTheHostSaysSo()
    {
        venue.publisher.bookLevel(3, 1_000, at(1), at(1), 0, 0, BUY, 100, 1);
        venue.decisions();
        venue.publisher.gap(3, 0, at(2), Scope.instrument(0), 0, 0, 0);
        venue.decisions();
        venue.publisher.bookLevel(3, 1, at(2), at(2), 0, 0, BUY, 99, 1);
        assertThat(venue.decisions()).noneMatch(line -> line.contains("SEQUENCE"));
        venue.publisher.bookLevel(3, 3, at(2), at(2), 0, 0, BUY, 98, 1);
        assertThat(venue.decisions()).contains("QUALITY SEQUENCE_GAP 3 expected 2");
    }

    @Test
    void shouldNotMissAgainWhatTheHostHasReported()
    {
        venue.define(1);
        venue.publisher.bookLevel(3, 10, at(1), at(1), 0, 0, BUY, 100, 1);
        venue.publisher.bookLevel(0, 0, at(1), at(1), 1, 0, BUY, 100, 1);
        venue.decisions();
        venue.publisher.gap(3, 0, at(2), Scope.instrument(0), 11, 20, 10);
        assertThat(venue.decisions()).containsExactly("QUALITY GAP_REPORTED 10 expected 11",
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
        venue.publisher.bookLevel(3, 21, at(2), at(2), 1, 0, BUY, 99, 1);
        assertThat(venue.decisions()).as("the other book is trusted").noneMatch(line -> line.startsWith("QUALITY"));
        venue.publisher.gap(3, 22, at(2), Scope.instrument(0), 22, 22, 1);
        venue.decisions();
        venue.publisher.bookLevel(3, 23, at(2), at(2), 1, 0, BUY, 98, 1);
        assertThat(venue.decisions()).noneMatch(line -> line.startsWith("QUALITY"));
    }

    @ParameterizedTest
    @CsvSource({"11, 1760000000000000000", "11, 5", "11, 9223372036854775807", "-5, 12", "12, 11"})
    void shouldMissTheNumbersAllTheSameWhenAReportedGapIsNoRange(final long fromSeq, final long toSeq)
    {
        venue.publisher.bookLevel(3, 10, at(1), at(1), 0, 0, BUY, 100, 1);
        venue.decisions();
        venue.publisher.gap(3, 0, at(2), Scope.instrument(0), fromSeq, toSeq, 1);
        assertThat(venue.decisions()).contains("QUALITY MALFORMED " + toSeq + " expected " + fromSeq,
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
        venue.publisher.bookLevel(3, 12, at(2), at(2), 0, 0, BUY, 99, 1);
        assertThat(venue.decisions()).contains("QUALITY SEQUENCE_GAP 12 expected 11");
        venue.publisher.bookLevel(3, 13, at(2), at(2), 0, 0, BUY, 98, 1);
        assertThat(venue.decisions()).noneMatch(line -> line.contains("SEQUENCE"));
    }

    @Test
    void shouldRefuseToRemoveAnInstrumentThatIsHeld()
    {
        venue.publisher.operatorCommand(0, 0, at(1), Scope.instrument(0), 9, 1, OperatorCommandKind.HALT.code(), 0);
        venue.decisions();
        venue.publisher.instrumentRemove(0, 0, at(2), 0, 1);
        assertThat(venue.decisions()).containsExactly(
            "QUALITY HELD_INSTRUMENT " + TradingState.HALTED.code() + " expected 0");
        venue.publisher.instrumentDefinition(0, 0, at(2), 0, 7, 2, 0, 2, 0, 1, 1_000_000);
        assertThat(venue.decisions()).containsExactly("QUALITY GENERATION 2 expected 2");
        assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.HALTED.code());
    }

    @Test
    void shouldDistrustEveryBookWhenMarketReportsGap()
    {
        venue.define(1);
        venue.level(1, BUY, 100, 1);
        venue.publisher.bookLevel(0, 0, at(1), at(1), 1, 0, BUY, 100, 1);
        venue.decisions();
        venue.publisher.gap(3, 0, at(1), Scope.market(0), 10, 12, 3);
        assertThat(venue.decisions()).containsExactly("QUALITY GAP_REPORTED 3 expected 10",
            "QUALITY UNTRUSTED_BOOK 0 expected 0", "QUALITY UNTRUSTED_BOOK 0 expected 0");
    }

    @Test
    void shouldTellAbsentLevelWhenItIsDeleted()
    {
        venue.level(1, BUY, 100, 1);
        venue.decisions();
        venue.level(1, BUY, 99, 0);
        assertThat(venue.decisions()).containsExactly("QUALITY ABSENT_LEVEL 99 expected 0");
    }

    @Test
    void shouldTellCrossedLockedAndEmptyBookOnceEachWhenTheyBeginAndEnd()
    {
        venue.level(1, BUY, 100, 1);
        venue.level(1, SELL, 101, 1);
        venue.decisions();
        venue.level(1, BUY, 101, 1);
        venue.level(1, BUY, 101, 2);
        assertThat(venue.decisions()).containsExactly("QUALITY LOCKED_BOOK 101 expected 101");
        venue.level(1, BUY, 102, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY CROSSED_BOOK 102 expected 101",
            "QUALITY LOCKED_BOOK 102 expected 101 ended");
        venue.publisher.bookClear(0, 0, at(1), 0);
        assertThat(venue.decisions()).contains("QUALITY EMPTY_BOOK 0 expected 0",
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
    }

    @Test
    void shouldTellGenerationWhenIndexIsDefinedTwice()
    {
        venue.define(0);
        assertThat(venue.decisions()).containsExactly("QUALITY GENERATION 1 expected 2");
    }

    @Test
    void shouldTellBadDefinitionWhenClassIsUnknown()
    {
        venue.publisher.instrumentDefinition(0, 0, at(0), 1, 9, 1, 5, 2, 0, 1, 1_000_000);
        assertThat(venue.decisions()).containsExactly("QUALITY BAD_DEFINITION 5 expected 1");
    }

    @Test
    void shouldTellBadCalendarWhenCloseIsBeforeOpen()
    {
        venue.calendar(100, 50);
        assertThat(venue.decisions()).containsExactly("QUALITY BAD_CALENDAR " + at(100) + " expected " + at(50));
    }

    @Test
    void shouldTellUnexpectedAnswerWhenNobodyAsked()
    {
        venue.publisher.indicativePrice(0, 0, at(1), Scope.instrument(0), 77, 100, 0, 0);
        venue.publisher.auctionResult(0, 0, at(1), Scope.instrument(0), 77, 100, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY UNEXPECTED_ANSWER 77 expected 0",
            "QUALITY UNEXPECTED_ANSWER 77 expected 0");
    }

    @Test
    void shouldReuseIndexOnlyWithHigherGenerationWhenInstrumentWasRemoved()
    {
        venue.publisher.instrumentRemove(0, 0, at(1), 0, 2);
        assertThat(venue.decisions()).containsExactly("QUALITY GENERATION 2 expected 1");
        venue.publisher.instrumentRemove(0, 0, at(1), 0, 1);
        venue.print(2, 0, 100);
        assertThat(venue.decisions()).isNotEmpty().allMatch(line -> line.startsWith("QUALITY UNKNOWN_INSTRUMENT"));
        venue.define(0);
        assertThat(venue.decisions()).contains("QUALITY GENERATION 1 expected 2");
        venue.publisher.instrumentDefinition(0, 0, at(2), 0, 5, 2, 0, 2, 0, 1, 1_000_000);
        venue.level(2, BUY, 100, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY ONE_SIDED_BOOK 100 expected -9223372036854775808");
    }

    @Test
    void shouldJudgeTheRightBookWhenGapFollowsAnotherInstrumentsUpdate()
    {
        venue.define(1);
        venue.level(1, BUY, 100, 1);
        venue.level(1, SELL, 101, 1);
        venue.publisher.bookLevel(0, 0, at(1), at(1), 1, 0, BUY, 200, 1);
        venue.decisions();
        venue.publisher.gap(3, 0, at(1), 0, 1, 1, 1);
        assertThat(venue.decisions()).containsExactly("QUALITY GAP_REPORTED 1 expected 1",
            "QUALITY UNTRUSTED_BOOK 0 expected 0");
    }

    @Test
    void shouldTellBoundedBooksAnInputAndEachBeforeItsOwnEventWhenGapConcernsThousands()
    {
        final int many = 2_000;
        final String untrusted = "QUALITY UNTRUSTED_BOOK 0 expected 0";
        try (Venue crowd = new Venue("crypto-perp", many, Map.of("engine.release_after", "NONE")))
        {
            for (int i = 0; i < many; i++)
            {
                crowd.publisher.instrumentDefinition(0, 0, at(1), i, i, 1, 0, 2, 0, 1, 1_000_000);
                crowd.publisher.bookLevel(0, 0, at(1), at(1), i, 0, BUY, 100, 1);
                crowd.decisions();
            }
            crowd.publisher.gap(3, 0, at(1), Scope.market(0), 1, 1, 1);
            assertThat(crowd.decisions()).hasSize(1 + WORK_LIMIT).startsWith("QUALITY GAP_REPORTED 1 expected 1")
                .endsWith(untrusted);
            crowd.publisher.bookReady(0, 0, at(1), many - 1);
            assertThat(crowd.decisions()).hasSize(WORK_LIMIT + 2).startsWith(untrusted).endsWith(untrusted + " ended");
            int told = 2 * WORK_LIMIT + 1;
            for (int i = 0; i < 2 * many / WORK_LIMIT; i++)
            {
                crowd.publisher.tick(at(1), 0);
                final int now = crowd.decisions().size();
                assertThat(now).isLessThanOrEqualTo(WORK_LIMIT);
                told += now;
            }
            assertThat(told).isEqualTo(many);
            crowd.publisher.bookReady(0, 0, at(1), 0);
            assertThat(crowd.decisions()).containsExactly(untrusted + " ended");
        }
    }

    @Test
    void shouldLoseNoGapWhenManyComeBeforeTheFirstHasReachedEveryBook()
    {
        final int many = 300;
        final String untrusted = "QUALITY UNTRUSTED_BOOK 0 expected 0";
        try (Venue crowd = new Venue("crypto-perp", many, Map.of("engine.release_after", "NONE")))
        {
            for (int i = 0; i < many; i++)
            {
                crowd.publisher.instrumentDefinition(0, 0, at(1), i, i, 1, 0, 2, 0, 1, 1_000_000);
                crowd.publisher.bookLevel(0, 0, at(1), at(1), i, 0, BUY, 100, 1);
                crowd.decisions();
            }
            for (int gap = 0; gap < 40; gap++)
            {
                final int book = gap * 7 % many;
                crowd.publisher.gap(3, 0, at(1), Scope.market(0), 1, 1, 1);
                crowd.decisions();
                crowd.publisher.bookReady(0, 0, at(1), book);
                assertThat(crowd.decisions()).as("gap %d", gap).contains(untrusted + " ended");
            }
            crowd.publisher.gap(3, 0, at(1), Scope.market(0), 1, 1, 1);
            for (int i = 0; i < 20; i++)
            {
                crowd.publisher.tick(at(1), 0);
                crowd.decisions();
            }
            for (int i = 0; i < many; i++)
            {
                crowd.publisher.bookReady(0, 0, at(1), i);
                assertThat(crowd.decisions()).as("book %d", i).containsExactly(untrusted + " ended");
            }
        }
    }

    @Test
    void shouldRefuseQuoteAndAuctionWhenPriceIsAbsurdAndCloseWhenItIsNotPositive()
    {
        venue.quote(1, Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        venue.publisher.auctionResult(0, 0, at(1), 0, 0, Long.MAX_VALUE / 4, 1);
        venue.reference(1, io.firebreak.market.ReferenceKind.PREVIOUS_CLOSE, 0);
        assertThat(venue.decisions()).hasSize(3).allMatch(line -> line.startsWith("QUALITY BAD_PRICE"));
    }

    @Test
    void shouldTellMalformedWhenMessageIsShortOrForeign()
    {
        final UnsafeBuffer in = new UnsafeBuffer(new byte[256]);
        final UnsafeBuffer out = new UnsafeBuffer(new byte[4096]);
        assertThat(venue.breaker.engine().onMessage(at(1), in, 0, 12, out, 0)).isPositive();
        assertThat(venue.breaker.engine().onMessage(at(1), in, 0, 64, out, 0)).isPositive();
        assertThat(venue.breaker.engine().decisionCount()).isEqualTo(1);
    }

    @Test
    void shouldTellUnhandledTemplateWhenItIsReserved()
    {
        final UnsafeBuffer in = new UnsafeBuffer(new byte[256]);
        final UnsafeBuffer out = new UnsafeBuffer(new byte[4096]);
        new StressSnapshotEncoder().wrapAndApplyHeader(in, 0, new MessageHeaderEncoder()).timeNs(at(1));
        assertThat(venue.breaker.engine().onMessage(at(1), in, 0, 40, out, 0)).isPositive();
        final DecisionLog log = new DecisionLog();
        log.onDecision(out.getShort(2), out, 0, 72);
        assertThat(log.drain()).containsExactly("QUALITY UNHANDLED_TEMPLATE 31 expected 0");
    }
}
