package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.BehindEngine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Action;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a class declares for its gate, and how long a decision is exposed. */
class GateAndExposureTest
{
    private static final int SELL = Side.SELL.code();
    private static final int AGGRESSIVE = OrderKind.AGGRESSIVE.code();

    private final VerdictDetail verdict = new VerdictDetail();

    private static Venue venue(final String... settings)
    {
        final Map<String, String> overrides = new HashMap<>(Map.of("engine.release_after", "NONE"));
        for (final String setting : settings)
        {
            overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return new Venue("crypto-perp", 1, overrides).define(0);
    }

    private static void fall(final Venue venue)
    {
        beyond(venue);
        assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.PAUSED.code());
    }

    private static void halt(final Venue venue)
    {
        beyond(venue);
        assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.HALTED.code());
    }

    private static void beyond(final Venue venue)
    {
        for (int i = 0; i <= 600; i += 5)
        {
            venue.print(1 + i, 0, 10_000);
        }
        venue.print(602, 0, 9_500);
        venue.print(602.5, 0, 9_500);
        venue.print(603, 0, 9_500);
    }

    private int check(final Venue venue, final double seconds)
    {
        return venue.breaker.gate().check(0, SELL, AGGRESSIVE, 10_000, 1, at(seconds), verdict);
    }

    @ParameterizedTest
    @CsvSource({"OPEN,0,OPEN", "LAST,0,OPEN", "CANCEL_ONLY,6,CANCEL_ONLY", "HALT,6,HALTED"})
    void shouldAnswerByThePolicyOfTheClassWhenTheEngineIsBehind(
        final StalePolicy policy, final int code, final TradingState state)
    {
        try (Venue venue = venue("perp.on_stale=" + policy, "engine.max_stale_ms=5"))
        {
            venue.print(1, 0, 10_000);
            final BehindEngine engine = new BehindEngine();
            final long maxStaleNs = 5_000_000L;
            final BreakerGate gate =
                new BreakerGate(venue.breaker.engine().board(), venue.breaker.guard(), engine.line, maxStaleNs);
            engine.busy(at(1));
            assertThat(gate.check(0, SELL, AGGRESSIVE, 10_000, 1, at(1) + maxStaleNs, verdict)).isZero();
            assertThat(verdict.staleness().checks()).isZero();
            assertThat(gate.check(0, SELL, AGGRESSIVE, 10_000, 1, at(1) + maxStaleNs + 1, verdict)).isEqualTo(code);
            assertThat(verdict.state()).isEqualTo(state.code());
            assertThat(verdict.staleness().checks()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"AGGRESSIVE, AUCTION", "QUOTE, AUCTION", "MARKET, REPRICE", "LIQUIDATION, REPRICE", "IOC, REST",
        "FOK, CANCEL"})
    void shouldTellTheTreatmentOfItsKindWhenAnOrderMeetsTheBand(final OrderKind kind, final Action remainder)
    {
        try (Venue venue = venue("perp.remainder=AUCTION", "perp.remainder_by_kind.market=REPRICE",
            "perp.remainder_by_kind.ioc=REST"))
        {
            assertTreatment(venue, kind, remainder);
        }
    }

    @ParameterizedTest
    @CsvSource({"AGGRESSIVE, AUCTION", "MARKET, CANCEL", "IOC, CANCEL", "FOK, CANCEL"})
    void shouldCancelWhatDoesNotRestWhenTheClassSaysNothingOfIt(final OrderKind kind, final Action remainder)
    {
        try (Venue venue = venue("perp.remainder=AUCTION"))
        {
            assertTreatment(venue, kind, remainder);
        }
    }

    /** The gate's answer, and the engine's denial of the print. */
    private void assertTreatment(final Venue venue, final OrderKind kind, final Action remainder)
    {
        for (int i = 0; i <= 600; i += 5)
        {
            venue.print(1 + i, 0, 10_000);
        }
        venue.decisions();
        venue.breaker.gate().check(0, SELL, kind.code(), 9_000, 1, at(601), verdict);
        assertThat(Action.of(verdict.treatment())).isEqualTo(remainder);
        venue.publisher.potentialTrade(0, 0, at(602), at(602), 0, 0, SELL, kind.code(), 9_000, 1, 0, 0);
        final List<String> told = new ArrayList<>();
        venue.breaker.decisions().poll((template, buffer, offset, length) ->
        {
            if (template == VerdictDeniedDecoder.TEMPLATE_ID)
            {
                final VerdictDeniedDecoder d =
                    new VerdictDeniedDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
                told.add(d.orderKind() + " " + d.treatment());
            }
        }, 100);
        assertThat(told).containsExactly(kind + " " + remainder);
    }

    @ParameterizedTest
    @CsvSource({"REPRICE", "REST", "CANCEL", "AUCTION"})
    void shouldTellTheTreatmentOfTheClassWhenAnOrderMeetsTheBand(final Action remainder)
    {
        try (Venue venue = venue("perp.remainder=" + remainder))
        {
            for (int i = 0; i <= 600; i += 5)
            {
                venue.print(1 + i, 0, 10_000);
            }
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 9_000, 1, at(601), verdict))
                .isEqualTo(GateCode.BELOW_LOWER_BAND);
            assertThat(Action.of(verdict.treatment())).isEqualTo(remainder);
        }
    }

    @ParameterizedTest
    @CsvSource({"CANCEL_ONLY", "HALTED", "CLOSING_AUCTION_ONLY"})
    void shouldEnterTheDeclaredSafeStateWhenTheGuardLatches(final TradingState safeState)
    {
        try (Venue venue = venue("engine.safe_state=" + safeState))
        {
            venue.print(1, 0, 10_000);
            venue.breaker.guard().engineFault(0);
            assertThat(check(venue, 2)).isEqualTo(GateCode.MARKET_SAFE_STATE);
            assertThat(TradingState.of(verdict.state())).isEqualTo(safeState);
        }
    }

    @ParameterizedTest
    @CsvSource({"PAUSED,0", "HALTED,2", "CANCEL_ONLY,2"})
    void shouldTakeTheOrdersOfItsCallWhileEveryOtherBreakerIsOpen(final TradingState state, final int code)
    {
        try (Venue venue = venue("perp.price.trip_state=" + state))
        {
            beyond(venue);
            assertThat(venue.breaker.gate().check(0, SELL, OrderKind.AUCTION.code(), 9_500, 1, at(603.5), verdict))
                .isEqualTo(code);
            assertThat(check(venue, 604)).isEqualTo(GateCode.NOT_PERMITTED);
            venue.publisher.operatorCommand(0, 0, at(605), 0, 7, 1, OperatorCommandKind.HALT.code(), 0);
            assertThat(venue.breaker.gate().check(0, SELL, OrderKind.AUCTION.code(), 9_500, 1, at(606), verdict))
                .as("an operator's halt holds no call").isEqualTo(GateCode.NOT_PERMITTED);
        }
    }

    @Test
    void shouldNameTheRuleThatHoldsTheStateAndNoneWhereAnOperatorDoes()
    {
        try (Venue venue = venue("perp.price.trip_state=HALTED"))
        {
            halt(venue);
            assertThat(check(venue, 604)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(Rulebook.load("crypto-perp", Map.of()).ruleName(verdict.ruleId())).isEqualTo("band");
            venue.publisher.operatorCommand(0, 0, at(605), 0, 7, 1, OperatorCommandKind.HALT.code(), 0);
            assertThat(check(venue, 606)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(TradingState.of(verdict.state())).isEqualTo(TradingState.HALTED);
            assertThat(verdict.ruleId()).isZero();
        }
    }

    @Test
    void shouldRecordTheFirstOrderJudgedUnderATripAndNoSecondOne()
    {
        try (Venue venue = venue())
        {
            fall(venue);
            assertThat(check(venue, 600)).as("asked after the fall, with an older clock").isNotZero();
            final long after = venue.breaker.engine().sequence();
            assertThat(venue.breaker.engine().exposedScopes()).isZero();
            assertThat(check(venue, 605)).isNotZero();
            assertThat(venue.breaker.engine().sequence()).as("told once").isEqualTo(after);
            assertThat(venue.breaker.gate().orders()).isEqualTo(2);
        }
    }

    @Test
    void shouldMarkInputsExposedUntilTheGateIsAskedAgain()
    {
        try (Venue venue = venue())
        {
            venue.print(1, 0, 10_000);
            final long quiet = venue.breaker.engine().sequence();
            assertThat(check(venue, 1)).isZero();
            assertThat(venue.breaker.engine().sequence()).as("nothing to tell").isEqualTo(quiet);
            fall(venue);
            venue.print(604, 0, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isTrue();
            final long before = venue.breaker.engine().sequence();
            venue.breaker.gate().limitFor(0, SELL, AGGRESSIVE, at(605));
            assertThat(venue.breaker.engine().sequence()).isEqualTo(before + 1);
            venue.print(606, 0, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isFalse();
        }
    }

    @Test
    void shouldEndTheExposureWithTheStateWhereNoOrderCame()
    {
        try (Venue venue = venue("perp.price.pause.tail_s=0"))
        {
            fall(venue);
            assertThat(venue.breaker.engine().exposedScopes()).isEqualTo(1);
            venue.tick(612);
            venue.tick(700);
            assertThat(venue.breaker.engine().governingState(0)).isZero();
            assertThat(venue.breaker.engine().exposedScopes()).isZero();
        }
    }

    @Test
    void shouldExposeEveryInstrumentWhenTheMarketIsHalted()
    {
        try (Venue venue = new Venue("us-mwcb", 2, Map.of("engine.release_after", "NONE")).define(0).define(1))
        {
            venue.calendar(0, 23_400);
            venue.publisher.referencePrice(0, 0, at(1), at(1), Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 0,
                5_000_000_000_000L, 0);
            venue.tick(600);
            venue.publisher.referencePrice(0, 0, at(600), at(600), Scope.market(0), ReferenceKind.INDEX.code(), 0,
                4_600_000_000_000L, 0);
            assertThat(TradingState.of(venue.breaker.engine().governingState(1))).isEqualTo(TradingState.HALTED);
            venue.print(601, 1, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isTrue();
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 10_000, 1, at(602), verdict)).isNotZero();
            venue.print(603, 1, 9_500);
            assertThat(venue.breaker.engine().isExposed()).isFalse();
        }
    }

    @Test
    void shouldExposeAnOperatorsHaltAndRefuseAnEffectOfADecisionNotMade()
    {
        try (Venue venue = venue())
        {
            venue.publisher.operatorCommand(0, 0, at(1), 0, 7, 1, OperatorCommandKind.HALT.code(), 0);
            final long exposed = venue.breaker.engine().exposedDecisionSeq(Scope.instrument(0));
            assertThat(exposed).isPositive();
            venue.decisions();
            final long future = venue.breaker.engine().decisionSeq() + 1;
            venue.publisher.decisionEffective(at(2), Scope.instrument(0), future, 1, at(2), 0);
            assertThat(venue.decisions())
                .containsExactly("QUALITY UNEXPECTED_ANSWER " + future + " expected " + (future - 1));
            assertThat(venue.breaker.engine().exposedDecisionSeq(Scope.instrument(0))).isEqualTo(exposed);
            venue.publisher.decisionEffective(at(3), Scope.instrument(0), exposed, 1, at(3), 0);
            assertThat(venue.breaker.engine().exposedScopes()).isZero();
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldBringAnInstrumentUpToDateBeforeItsLineIsBelieved()
    {
        final int many = 300;
        try (Venue venue = new Venue("crypto-perp", many, Map.of("engine.release_after", "NONE")))
        {
            for (int i = 0; i < many; i++)
            {
                venue.publisher.instrumentDefinition(0, 0, at(1), i, i, 1, 0, 2, 0, 1, 1_000_000);
                venue.publisher.bookLevel(0, 0, at(1), at(1), i, 0, Side.BUY.code(), 100, 1);
                venue.decisions();
            }
            venue.publisher.gap(3, 0, at(1), Scope.market(0), 1, 1, 1);
            assertThat(venue.breaker.engine().isBehind(many - 1)).isTrue();
            final long before = venue.breaker.engine().sequence();
            venue.breaker.gate().check(many - 1, SELL, AGGRESSIVE, 10_000, 1, at(1), verdict);
            assertThat(venue.breaker.engine().isBehind(many - 1)).isFalse();
            assertThat(venue.breaker.engine().isBehind(many - 2)).as("the others in their turn").isTrue();
            venue.breaker.gate().check(many - 1, SELL, AGGRESSIVE, 10_000, 1, at(1), verdict);
            assertThat(venue.breaker.engine().sequence()).as("one input, once").isEqualTo(before + 1);
            assertThat(venue.breaker.engine().isBehind(-1)).isFalse();
            assertThat(venue.breaker.engine().isBehind(many)).isFalse();
        }
    }

    @Test
    void shouldJournalAKillAndClearItWhenTwoPeopleHaveResumed()
    {
        try (Venue venue = venue())
        {
            venue.print(1, 0, 10_000);
            venue.decisions();
            venue.breaker.guard().kill(0);
            venue.breaker.onIdle(at(2));
            assertThat(venue.decisions()).containsExactly(
                "STATE OPEN -> HALTED merged HALTED OPERATOR latched", "OPERATOR HALT ACCEPTED");
            venue.breaker.onIdle(at(3));
            assertThat(venue.decisions()).as("told once").isEmpty();
            final int market = Scope.market(0);
            venue.publisher.operatorCommand(0, 0, at(4), market, 7, 1, OperatorCommandKind.RESUME.code(), 0);
            venue.breaker.onIdle(at(4));
            assertThat(check(venue, 4)).as("one is not enough").isEqualTo(GateCode.MARKET_SAFE_STATE);
            venue.publisher.operatorCommand(0, 0, at(5), market, 8, 1, OperatorCommandKind.APPROVE_RESUME.code(), 0);
            venue.breaker.onIdle(at(5));
            assertThat(check(venue, 5)).isEqualTo(GateCode.ALLOWED);
            venue.breaker.guard().kill(0);
            assertThat(check(venue, 6)).as("a second kill").isEqualTo(GateCode.MARKET_SAFE_STATE);
            venue.breaker.onIdle(at(6));
            assertThat(venue.breaker.engine().isHeldByOperator(market)).isTrue();
        }
    }

    @Test
    void shouldRefuseToWaitForAJournalThatIsNotThere()
    {
        final var rulebook = Rulebook.load("crypto-perp", Map.of());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("engine.release_after = J1").hasMessageContaining("engine.release_after=NONE");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1760000000000000000"})
    void shouldMedianAndTripWhenTheSourceHasNoStampOrOneThatStandsStill(final long sourceTimeNs)
    {
        try (Venue venue = venue())
        {
            for (int i = 0; i <= 600; i += 5)
            {
                trade(venue, 1 + i, sourceTimeNs, 10_000);
            }
            for (int i = 0; i < 8; i++)
            {
                trade(venue, 602 + i * 1.1, sourceTimeNs, 9_500);
            }
            assertThat(TradingState.of(venue.breaker.engine().governingState(0))).isEqualTo(TradingState.PAUSED);
        }
    }

    private static void trade(final Venue venue, final double seconds, final long sourceTimeNs, final long priceTicks)
    {
        venue.publisher.potentialTrade(
            0, 0, at(seconds), sourceTimeNs, 0, 0, SELL, AGGRESSIVE, priceTicks, 1, 0, 0);
        venue.publisher.trade(0, 0, at(seconds), sourceTimeNs, 0, 0, priceTicks, 1, 0, SELL, 1);
    }

    @Test
    void shouldTellWhenTheBandsOfTwoBreakersDoNotMeet(@TempDir final Path directory) throws IOException
    {
        final String shipped;
        try (InputStream in = Rulebook.class.getResourceAsStream("/rulebooks/crypto-perp.conf"))
        {
            shipped = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        final Path file = directory.resolve("two.conf");
        Files.writeString(file, shipped
            .replace("extrema_10s {", "average_1s { kind = EMA, tau_s = 1 }\n      extrema_10s {")
            .replace("        id = depth\n", String.join("\n", "        id = near", "        monitor = CONFIRM",
                "        pause { length_s = 60 }", "        reopening { kind = DIRECT }",
                "        rules = [ { id = near, observe = POTENTIAL_TRADE, reference = average_1s,",
                "          width_ppm = 5000 } ]", "      }", "      {", "        id = depth", "")));
        // the first band is 3 % wide whatever the fall does to the variance
        try (Venue venue = new Venue(file.toString(), 1,
            Map.of("engine.release_after", "NONE", "perp.price.band.width.sigmas_ppm", "1")).define(0))
        {
            for (int i = 1; i <= 400; i++)
            {
                trade(venue, i, 10_000);
            }
            venue.decisions();
            for (int i = 401; i <= 420; i++)
            {
                trade(venue, i, 9_000);
            }
            assertThat(venue.decisions()).filteredOn(line -> line.contains("EMPTY_BAND")).hasSize(1)
                .first().asString().startsWith("QUALITY EMPTY_BAND").doesNotContain("ended");
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 9_000, 1, at(420), verdict)).isNotZero();
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 9_800, 1, at(420), verdict)).isZero();
            for (int i = 421; i <= 490; i++)
            {
                trade(venue, i, 10_000);
            }
            assertThat(venue.decisions()).filteredOn(line -> line.contains("EMPTY_BAND")).hasSize(1)
                .first().asString().endsWith("ended");
        }
    }

    private static void trade(final Venue venue, final double seconds, final long priceTicks)
    {
        venue.publisher.trade(
            0, 0, at(seconds), at(seconds), 0, 0, priceTicks, 1, 0, SELL, InputFlags.ELIGIBLE);
    }

    @Test
    void shouldDenyAtTheGateWhenTheWarmUpEndsWithoutAnEvent()
    {
        try (Venue venue = venue())
        {
            for (int i = 1; i <= 5; i++)
            {
                venue.print(i, 0, 10_000);
            }
            venue.tick(300.999);
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 5_000, 1, at(300.999), verdict)).isZero();
            assertThat(venue.breaker.nextDeadlineNs()).isEqualTo(at(301));
            venue.tick(301);
            assertThat(venue.breaker.gate().check(0, SELL, AGGRESSIVE, 5_000, 1, at(301), verdict))
                .isEqualTo(GateCode.BELOW_LOWER_BAND);
            assertThat(venue.breaker.sharedGate().check(0, SELL, AGGRESSIVE, 5_000, 1, at(301), verdict))
                .isEqualTo(GateCode.BELOW_LOWER_BAND);
        }
    }

    @Test
    void shouldNarrowTheGatesLimitsWhileTheWideningDecaysWithoutAnEvent()
    {
        // the variance decays with the next sweep, not by itself: here it does not count
        try (Venue venue = venue("perp.price.band.width.sigmas_ppm=1"))
        {
            fall(venue);
            venue.tick(695);
            for (int second = 700; second <= 1800; second += 5)
            {
                venue.print(second, 0, 9_750);
            }
            final long wideTicks = venue.breaker.gate().limitFor(0, SELL, AGGRESSIVE, at(1800));
            long lastTicks = wideTicks;
            for (int second = 1801; second <= 7200; second++)
            {
                venue.tick(second);
                final long limitTicks = venue.breaker.gate().limitFor(0, SELL, AGGRESSIVE, at(second));
                assertThat(limitTicks).isGreaterThanOrEqualTo(lastTicks);
                lastTicks = limitTicks;
            }
            assertThat(lastTicks).isGreaterThan(wideTicks + 50);
            venue.decisions();
            venue.potential(7200, 0, lastTicks + 1);
            assertThat(venue.decisions()).as("a tick inside the gate's limit").isEmpty();
            venue.potential(7200, 0, lastTicks - 1);
            assertThat(venue.decisions()).as("a tick beyond it").isNotEmpty();
        }
    }
}
