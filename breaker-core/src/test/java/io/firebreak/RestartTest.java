package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restart does to states, deadlines, latches and books, after a kill and after a clean close. */
class RestartTest
{
    private static final int BUY = Side.BUY.code();
    private static final int SELL = Side.SELL.code();
    private static final int HALT = OperatorCommandKind.HALT.code();
    private static final int RESUME = OperatorCommandKind.RESUME.code();
    private static final int APPROVE = OperatorCommandKind.APPROVE_RESUME.code();

    private MemoryJournal journal = new MemoryJournal();

    private static CompiledRulebook rulebook(final String... settings)
    {
        final Map<String, String> overrides = new HashMap<>(
            Map.of("engine.release_after", "NONE", "classes.perp.breakers.price.pause.tail_s", "0"));
        for (final String setting : settings)
        {
            overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return Rulebook.load("crypto-perp", overrides);
    }

    private Venue start(final CompiledRulebook rulebook)
    {
        return new Venue(rulebook, Capacities.forInstruments(3), journal, 0);
    }

    /** The process is killed, and another goes on. */
    private Venue restart(final CompiledRulebook rulebook, final double seconds)
    {
        journal = journal.afterwards();
        return new Venue(rulebook, Capacities.forInstruments(3), journal, seconds);
    }

    private static void warm(final Venue venue)
    {
        for (int i = 1; i <= 601; i += 5)
        {
            venue.print(i, 0, 10_000);
        }
        venue.decisions();
    }

    /** Paused from second 603 to 663. */
    private static void trip(final Venue venue)
    {
        venue.print(602, 0, 9_500);
        venue.print(602.5, 0, 9_500);
        venue.print(603, 0, 9_500);
        assertThat(state(venue)).isEqualTo(TradingState.PAUSED);
        venue.decisions();
    }

    /** A second process, whose restart state got no mark: two people must lift it. */
    private Venue latchedByRestart(final CompiledRulebook rulebook)
    {
        warm(start(rulebook).define(0));
        final Venue again = restart(rulebook, 700);
        again.tick(710);
        again.tick(720);
        assertThat(states(again)).contains(
            "STATE CANCEL_ONLY -> CANCEL_ONLY merged CANCEL_ONLY NO_RELEASE_MARK latched");
        return again;
    }

    private void liftByTwo(final Venue venue, final double seconds)
    {
        operator(venue, seconds, 11, 1, RESUME);
        operator(venue, seconds, 22, 1, APPROVE);
        mark(venue, seconds + 1);
        assertThat(states(venue)).contains("STATE CANCEL_ONLY -> OPEN merged OPEN OPERATOR");
    }

    private void mark(final Venue venue, final double seconds)
    {
        venue.breaker.onBatchEnd();
        journal.drain();
        venue.breaker.submitMark(Venue.at(seconds));
    }

    private static void book(final Venue venue, final double seconds)
    {
        venue.publisher.bookClear(0, 0, Venue.at(seconds), 0);
        venue.level(seconds, BUY, 9_990, 5);
        venue.level(seconds, SELL, 10_010, 5);
        venue.publisher.bookReady(0, 0, Venue.at(seconds), 0);
    }

    private static void operator(
        final Venue venue, final double seconds, final long who, final long nonce, final int what)
    {
        venue.publisher.operatorCommand(0, 0, Venue.at(seconds), Scope.instrument(0), who, nonce, what, 0);
    }

    private static TradingState state(final Venue venue)
    {
        return TradingState.of(venue.breaker.engine().governingState(0));
    }

    private static List<String> states(final Venue venue)
    {
        return venue.decisions().stream().filter(line -> line.startsWith("STATE")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, OPEN, OPEN", "OPEN, PAUSED, PAUSED", "OPEN, HALTED, HALTED",
        "REDUCE_ONLY, OPEN, REDUCE_ONLY", "REDUCE_ONLY, PAUSED, PAUSED", "REDUCE_ONLY, HALTED, HALTED",
        "CANCEL_ONLY, OPEN, CANCEL_ONLY", "CANCEL_ONLY, PAUSED, CANCEL_ONLY", "CANCEL_ONLY, HALTED, HALTED",
        "HALTED, OPEN, HALTED", "HALTED, PAUSED, HALTED", "HALTED, HALTED, HALTED"})
    void shouldStartAtTheMoreSevereStateAfterAKill(
        final TradingState restartState, final TradingState before, final TradingState after)
    {
        final CompiledRulebook rulebook = rulebook("engine.restart_state=" + restartState);
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        if (before == TradingState.PAUSED)
        {
            trip(venue);
        }
        else if (before == TradingState.HALTED)
        {
            operator(venue, 602, 11, 1, HALT);
        }
        assertThat(state(venue)).isEqualTo(before);

        try (Venue again = restart(rulebook, 604))
        {
            assertThat(state(again)).isEqualTo(after);
            assertThat(again.breaker.recovery().isUnclean()).isTrue();
            final boolean matches = TradingState.permissions(after.code()) == TradingState.permissions(0);
            assertThat(again.breaker.sharedGate().check(0, BUY, OrderKind.AGGRESSIVE.code(), 10_000, 1,
                Venue.at(604), new VerdictDetail()) == GateCode.ALLOWED).isEqualTo(matches);
        }
    }

    @Test
    void shouldKeepTheStateAndRaiseNothingAfterACleanClose()
    {
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        venue.close();
        try (Venue again = restart(rulebook, 602))
        {
            assertThat(again.breaker.recovery().isUnclean()).isFalse();
            assertThat(again.decisions()).isEmpty();
            assertThat(state(again)).isEqualTo(TradingState.OPEN);
            trip(again);
        }
        try (Venue third = restart(rulebook, 604))
        {
            assertThat(state(third)).isEqualTo(TradingState.PAUSED);
            third.tick(663);
            assertThat(states(third)).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldLeaveTheRestartStateWhenTheHoldHasPassedWhereNoBookWasUsed()
    {
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        try (Venue again = restart(rulebook, 10_000))
        {
            assertThat(again.decisions()).containsExactly("STATE OPEN -> CANCEL_ONLY merged CANCEL_ONLY RESTART",
                "STATE OPEN -> CANCEL_ONLY merged CANCEL_ONLY RESTART");
            again.tick(10_009.999);
            assertThat(again.decisions()).isEmpty();
            again.tick(10_010);
            assertThat(again.decisions()).containsExactly("STATE CANCEL_ONLY -> OPEN merged OPEN RESTART",
                "STATE CANCEL_ONLY -> OPEN merged OPEN RESTART");
            assertThat(state(again)).isEqualTo(TradingState.OPEN);
        }
    }

    @Test
    void shouldWaitForTheBookAndThenForTheMark()
    {
        final CompiledRulebook rulebook = rulebook("engine.release_after=J1");
        final Venue venue = start(rulebook).define(0);
        book(venue, 1);
        warm(venue);
        try (Venue again = restart(rulebook, 700))
        {
            assertThat(again.breaker.engine().bestBidTicks(0)).isEqualTo(Long.MIN_VALUE);
            assertThat(again.decisions()).contains("QUALITY UNTRUSTED_BOOK 0 expected 0");
            again.tick(710);
            again.breaker.submitMark(Venue.at(710));
            journal.drain();
            assertThat(again.breaker.submitMark(Venue.at(711))).isPositive();
            // The market has no book of its own.
            assertThat(again.decisions()).containsExactly("RELEASE_PENDING CANCEL_ONLY -> OPEN waits for J1",
                "STATE CANCEL_ONLY -> OPEN merged OPEN RESTART");
            again.tick(720);
            again.tick(5000);
            assertThat(state(again)).isEqualTo(TradingState.CANCEL_ONLY);
            book(again, 5000);
            assertThat(again.decisions()).contains("RELEASE_PENDING CANCEL_ONLY -> OPEN waits for J1")
                .contains("QUALITY UNTRUSTED_BOOK 0 expected 0 ended");
            assertThat(state(again)).isEqualTo(TradingState.CANCEL_ONLY);
            again.breaker.onBatchEnd();
            journal.drain();
            again.breaker.submitMark(Venue.at(5001));
            assertThat(states(again)).containsExactly("STATE CANCEL_ONLY -> OPEN merged OPEN RESTART");
        }
    }

    @Test
    void shouldLatchTheRestartStateWhenNoMarkComesAndLetTwoPeopleLiftIt()
    {
        try (Venue again = latchedByRestart(rulebook("engine.release_after=J1")))
        {
            again.tick(50_000);
            assertThat(state(again)).isEqualTo(TradingState.CANCEL_ONLY);
            liftByTwo(again, 50_001);
        }
    }

    @Test
    void shouldFireNothingAsOfTheDowntime()
    {
        final CompiledRulebook rulebook = rulebook("engine.restart_state=OPEN");
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        trip(venue);
        try (Venue again = restart(rulebook, 90_000))
        {
            // The pause was over at 663; it gets the hold, and ends as it would have.
            assertThat(states(again)).containsExactly("STATE PAUSED -> PAUSED merged PAUSED RESTART");
            again.tick(90_000);
            again.tick(90_009.999);
            assertThat(states(again)).isEmpty();
            again.tick(90_010);
            assertThat(states(again)).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldKeepADeadlineThatIsStillToCome()
    {
        final CompiledRulebook rulebook = rulebook("engine.restart_state=OPEN");
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        trip(venue);
        try (Venue again = restart(rulebook, 640))
        {
            assertThat(again.decisions()).isEmpty();
            again.tick(663);
            assertThat(states(again)).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldKeepLatchesAndNonces()
    {
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = start(rulebook).define(0);
        operator(venue, 1, 11, 5, HALT);
        operator(venue, 2, 11, 6, RESUME);
        try (Venue again = restart(rulebook, 100))
        {
            assertThat(state(again)).isEqualTo(TradingState.HALTED);
            again.tick(1000);
            again.decisions();
            operator(again, 1001, 22, 5, APPROVE);
            operator(again, 1001, 11, 6, RESUME);
            // What was asked before the kill is asked again, with a new nonce.
            assertThat(again.decisions()).containsExactly("OPERATOR APPROVE_RESUME REFUSED_NOT_LATCHED",
                "OPERATOR RESUME REFUSED_REPLAYED_NONCE");
            assertThat(state(again)).isEqualTo(TradingState.HALTED);
        }
    }

    @Test
    void shouldHoldAnewWhenItIsKilledAgainInTheHold()
    {
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        restart(rulebook, 700).tick(705);
        try (Venue third = restart(rulebook, 706))
        {
            third.tick(715.999);
            assertThat(state(third)).isEqualTo(TradingState.CANCEL_ONLY);
            third.tick(716);
            assertThat(state(third)).isEqualTo(TradingState.OPEN);
        }
        assertThat(restart(rulebook, 800).breaker.recovery().isUnclean()).isFalse();
    }

    @Test
    void shouldKeepTheLatchThatWaitsForTwoPeopleWhenItIsKilledAgain()
    {
        final CompiledRulebook rulebook = rulebook("engine.release_after=J1");
        latchedByRestart(rulebook);
        try (Venue third = restart(rulebook, 800))
        {
            third.tick(810);
            mark(third, 811);
            third.tick(900);
            assertThat(states(third)).noneMatch(line -> line.contains("-> OPEN"));
            assertThat(state(third)).isEqualTo(TradingState.CANCEL_ONLY);
            liftByTwo(third, 901);
        }
    }

    @Test
    void shouldTakeTheNextDayAsTheFirstInputWhenTheCloseFellInTheDowntimeOfACrowd()
    {
        final int crowd = 200;
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of("engine.release_after", "NONE"));
        final Venue venue = new Venue(rulebook, Capacities.forInstruments(crowd), journal, 0);
        venue.calendar(0, 23_400);
        for (int i = 0; i < crowd; i++)
        {
            venue.define(i);
            price(venue, 1, i, ReferenceKind.PREVIOUS_CLOSE);
        }
        venue.tick(23_000);
        for (int i = 0; i < crowd; i++)
        {
            venue.print(23_000, i, 10_000);
            venue.print(23_001, i, 10_000);
        }
        journal = journal.afterwards();
        final double now = 81_000;
        try (Venue again = new Venue(rulebook, Capacities.forInstruments(crowd), journal, now))
        {
            again.decisions();
            again.publisher.calendarDay(0, 0, Venue.at(now), 20_251_010, Venue.at(86_400), Venue.at(109_800),
                Venue.at(172_800));
            price(again, now, crowd - 1, ReferenceKind.PREVIOUS_CLOSE);
            assertThat(again.decisions()).noneMatch(line -> line.contains("BAD_CALENDAR"));
            for (int i = 0; i < 50; i++)
            {
                again.tick(now + 1 + i);
            }
            again.tick(86_401);
            for (int i = 0; i < 50; i++)
            {
                again.tick(86_402 + i);
            }
            price(again, 86_460, crowd - 1, ReferenceKind.BREAKER_REFERENCE);
            assertThat(again.breaker.gate().limitFor(crowd - 1, SELL, OrderKind.AGGRESSIVE.code(), Venue.at(86_460)))
                .as("5 % below, by the close that came before the open").isEqualTo(9_500);
        }
    }

    private static void price(final Venue venue, final double seconds, final int index, final ReferenceKind kind)
    {
        venue.publisher.referencePrice(0, 0, Venue.at(seconds), Venue.at(seconds), Scope.instrument(index), kind.code(),
            0, 100_000_000_000L, 0);
    }

    @Test
    void shouldPermitOnlyWhatThePauseAndTheRestartStatePermit()
    {
        final CompiledRulebook rulebook = rulebook("engine.restart_state=REDUCE_ONLY");
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        trip(venue);
        final VerdictDetail verdict = new VerdictDetail();
        assertThat(venue.breaker.gate().check(0, BUY, OrderKind.PASSIVE.code(), 9_000, 1, Venue.at(603), verdict))
            .as("a pause takes orders for the book").isEqualTo(GateCode.ALLOWED);
        try (Venue again = restart(rulebook, 604))
        {
            assertThat(state(again)).isEqualTo(TradingState.PAUSED);
            assertThat(again.breaker.gate().check(0, BUY, OrderKind.PASSIVE.code(), 9_000, 1, Venue.at(604), verdict))
                .as("the restart does not").isEqualTo(GateCode.NOT_PERMITTED);
        }
    }

    @Test
    void shouldRefuseAJournalByTheHostsClockWhenNobodySaysWhatItShows()
    {
        final CompiledRulebook rulebook = rulebook();
        assertThatThrownBy(() -> InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).journal(journal, journal.buffer)))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("origin(");
    }

    @Test
    void shouldSubmitTheMarkOfAReleaseThatWasPendingWhenItWasKilled()
    {
        final CompiledRulebook rulebook = rulebook("engine.release_after=J1", "engine.restart_state=OPEN");
        final Venue venue = start(rulebook).define(0);
        warm(venue);
        trip(venue);
        venue.tick(663);
        assertThat(venue.decisions()).containsExactly("RELEASE_PENDING PAUSED -> OPEN waits for J1");
        try (Venue again = restart(rulebook, 664))
        {
            assertThat(again.breaker.isReleaseWaiting()).isTrue();
            again.breaker.onIdle(Venue.at(664.1));
            assertThat(states(again)).containsExactly("STATE PAUSED -> OPEN merged OPEN PAUSE_ELAPSED");
        }
    }

    @Test
    void shouldGoOnWithSequencesAndRefuseWhatASourceHasSaidBefore()
    {
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = start(rulebook).define(0);
        venue.publisher.bookClear(2, 41, Venue.at(1), 0);
        final long last = venue.breaker.engine().sequence();
        try (Venue again = restart(rulebook, 2))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            assertThat(again.breaker.recovery().sourceSequences().get(2)).isEqualTo(41);
            assertThat(again.breaker.engine().sequence()).isEqualTo(last + 1);
            again.decisions();
            again.publisher.bookClear(2, 41, Venue.at(2), 0);
            assertThat(again.decisions()).containsExactly("QUALITY DUPLICATE_SEQUENCE 41 expected 42");
        }
    }

    @Test
    void shouldDecideWhatAStoppedEngineDidNot()
    {
        final CompiledRulebook rulebook = rulebook("engine.restart_state=OPEN");
        final Venue venue = start(rulebook).define(0);
        EngineSabotage.throwAtTheFirstStore(venue.breaker.engine(), new InternalError("a page was not there"));
        operator(venue, 1, 11, 1, HALT);
        operator(venue, 2, 11, 2, RESUME);
        final long last = venue.breaker.sequence();
        venue.close();

        try (Venue again = restart(rulebook, 3))
        {
            // It was closed, but nobody decided what came in: that is no clean end.
            assertThat(again.breaker.recovery().isUnclean()).isTrue();
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            assertThat(state(again)).isEqualTo(TradingState.HALTED);
            assertThat(again.breaker.engine().sequence()).isEqualTo(last + 1);
        }
        // What was decided in between is derived again, and not compared.
        try (Venue third = restart(rulebook, 4))
        {
            assertThat(third.breaker.recovery().isUnclean()).isFalse();
            assertThat(state(third)).isEqualTo(TradingState.HALTED);
        }
    }

    @Test
    void shouldStayWithinOneRecordWhenThousandsOfInstrumentsRestart()
    {
        final int instruments = 2000;
        final Capacities capacities = Capacities.forInstruments(instruments);
        final CompiledRulebook rulebook = rulebook();
        final Venue venue = new Venue(rulebook, capacities, journal, 0);
        for (int i = 0; i < instruments; i++)
        {
            venue.define(i);
        }
        journal = journal.afterwards();
        try (Venue again = new Venue(rulebook, capacities, journal, 10))
        {
            assertThat(again.decisions()).hasSizeBetween(100, 400);
            for (int i = 0; i < instruments; i++)
            {
                assertThat(again.breaker.engine().governingState(i)).isEqualTo(TradingState.CANCEL_ONLY.code());
            }
            for (int i = 0; i < 100; i++)
            {
                again.tick(20 + i * 0.01);
                again.decisions();
            }
            assertThat(again.breaker.engine().governingState(instruments - 1)).isEqualTo(TradingState.OPEN.code());
        }
    }

    @Test
    void shouldRefuseToGoOnWhereTheEngineDecidesOtherwise()
    {
        final Venue venue = start(rulebook("engine.restart_state=OPEN")).define(0);
        warm(venue);
        trip(venue);
        journal = journal.afterwards();

        assertThatThrownBy(() -> new Venue(rulebook("classes.perp.breakers.price.pause.length_s=61"),
            Capacities.forInstruments(3), journal, 700)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is decided otherwise").hasMessageContaining("./firebreak verify");
    }
}
