package io.firebreak.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firebreak.market.TradingState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TapeDriverTest
{
    private static final long S = 1_000_000_000L;
    private static final long T0 = 1_760_000_000L * S;
    private static final TapeInstrument AVAX = new TapeInstrument("AVAX-USD", 2, 1, 8, null);

    private final ScriptedEngine engine = new ScriptedEngine();
    private final TapeDriver driver = new TapeDriver(engine, rule -> "rule" + rule, name -> 3, 10 * S);

    @BeforeEach
    void shouldStartWithAnInstrument()
    {
        driver.instrument(T0, 0, AVAX);
    }

    @Test
    void shouldFlagTheJumpToTheTapesFirstTime()
    {
        assertThat(engine.inputs).containsExactly(
            "tick " + T0 + " 3", "instrumentDefinition 1 1 " + T0 + " 0 1 1 3 2 8 1 1000000");
    }

    @Test
    void shouldPublishAPotentialTradeAndThenTheTrade()
    {
        print(T0 + S, 2840);
        assertThat(inputs()).containsExactly(
            "potentialTrade 1 2 " + (T0 + S) + " " + (T0 + S) + " 0 2 1 3 2840 500 0 0",
            "trade 1 3 " + (T0 + S) + " " + (T0 + S) + " 0 2 2840 500 77 1 1");
    }

    @Test
    void shouldSendNoTickWhenNothingIsDueAndTheStepIsShort()
    {
        print(T0 + 10 * S, 2840);
        assertThat(inputs()).noneMatch(input -> input.startsWith("tick"));
    }

    @Test
    void shouldSendOneTickAtEachDeadlineAndOneForTheRest()
    {
        engine.deadlines.addAll(List.of(T0 + 3 * S, T0 + 20 * S, T0 + 21 * S, T0 + 60 * S));
        print(T0 + 40 * S, 2840);
        assertThat(inputs()).filteredOn(input -> input.startsWith("tick")).containsExactly(
            "tick " + (T0 + 3 * S) + " 2", "tick " + (T0 + 20 * S) + " 3", "tick " + (T0 + 21 * S) + " 2",
            "tick " + (T0 + 40 * S) + " 3");
        print(T0 + 60 * S, 2840);
        assertThat(inputs()).filteredOn(input -> input.startsWith("tick")).hasSize(5).endsWith(
            "tick " + (T0 + 60 * S) + " 3");
    }

    @Test
    void shouldSendATickAtADeadlineThatFallsOnTheRow()
    {
        engine.deadlines.add(T0 + 5 * S);
        print(T0 + 5 * S, 2840);
        assertThat(inputs()).first().isEqualTo("tick " + (T0 + 5 * S) + " 2");
    }

    @Test
    void shouldPublishTheSameInputAgainWhenItWasNotTaken()
    {
        engine.refusals = 3;
        print(T0 + S, 2840);
        assertThat(inputs()).hasSize(2);
        assertThat(engine.relieved).isEqualTo(3);
    }

    @Test
    void shouldWaitForTheJournalAndMarkAtTheReleasesOwnTime()
    {
        engine.deadlines.add(T0 + 5 * S);
        engine.when("tick", 2, () -> engine.releasePending(T0 + 5 * S, 42));
        print(T0 + 7 * S, 2840);
        assertThat(engine.awaited).containsExactly(42L);
        assertThat(inputs().subList(0, 3)).satisfiesExactly(
            input -> assertThat(input).startsWith("tick " + (T0 + 5 * S)),
            input -> assertThat(input).isEqualTo("durableMark " + (T0 + 5 * S) + " 1 43"),
            input -> assertThat(input).startsWith("potentialTrade"));
    }

    @Test
    void shouldAnswerARequestWithTheLastPriceAndTheAuctionWithTheNextTrade()
    {
        engine.deadlines.add(T0 + 5 * S);
        engine.when("tick", 2, () -> engine.uncrossRequest(T0 + 5 * S));
        engine.when("indicativePrice", 1, () -> engine.uncross(T0 + 5 * S));
        print(T0 + S, 2840);
        print(T0 + 6 * S, 2830);
        print(T0 + 7 * S, 2820);
        assertThat(inputs()).filteredOn(input -> input.matches("(indicative|auction).*")).containsExactly(
            "indicativePrice 2 0 " + (T0 + 5 * S) + " 0 1 2840 0 0",
            "auctionResult 2 0 " + (T0 + 6 * S) + " 0 2 2830 500");
        assertThat(inputs()).filteredOn(input -> input.startsWith("trade")).hasSize(3);
    }

    @Test
    void shouldListATripWithTheReferenceOfItsLimitState()
    {
        engine.when("potentialTrade", 1, () -> engine.limitState(T0 + S, 1000));
        engine.when("potentialTrade", 2, () -> engine.change(T0 + 2 * S, TradingState.PAUSED, 960, 980));
        engine.deadlines.add(T0 + 62 * S);
        engine.when("tick", 2, () -> engine.change(T0 + 62 * S, TradingState.OPEN, 0, 980));
        print(T0 + S, 965);
        print(T0 + 2 * S, 960);
        print(T0 + 3 * S, 955);
        print(T0 + 62 * S, 950);
        final TapeResult result = driver.result();
        assertThat(result.trips()).singleElement().satisfies(trip ->
        {
            assertThat(trip.timeNs()).isEqualTo(T0 + 2 * S);
            assertThat(trip.instrument()).isEqualTo("AVAX-USD");
            assertThat(trip.rule()).isEqualTo("rule7");
            assertThat(trip.state()).isEqualTo("PAUSED");
            assertThat(trip.reason()).isEqualTo("PRICE_BAND");
            assertThat(trip.priceTicks()).isEqualTo(960);
            assertThat(trip.fallenBps()).isEqualTo(400.0, within(1e-9));
        });
        assertThat(result.minutesHalted()).isEqualTo(1.0, within(1e-12));
        assertThat(result.printsWhileHalted()).isEqualTo(1);
        assertThat(result.limitStates()).isEqualTo(1);
        assertThat(result.decisions()).isEqualTo(3);
        assertThat(result.events()).isEqualTo(engine.inputs.size());
    }

    @Test
    void shouldCountTheMinutesUpToTheTapesEndWhenItEndsInAPause()
    {
        engine.when("potentialTrade", 1, () -> engine.change(T0 + S, TradingState.HALTED, 960, 1000));
        print(T0 + S, 960);
        print(T0 + 31 * S, 960);
        assertThat(driver.result().minutesHalted()).isEqualTo(0.5, within(1e-12));
        assertThat(driver.result().trips()).hasSize(1);
    }

    @Test
    void shouldCountTheMinutesOfEveryInstrumentWhenTwoAreHalted()
    {
        driver.instrument(T0, 1, AVAX);
        engine.when("potentialTrade", 1, () -> engine.change(T0 + S, 0, TradingState.PAUSED, 960, 1000));
        engine.when("potentialTrade", 2, () -> engine.change(T0 + 31 * S, 1, TradingState.PAUSED, 96, 100));
        engine.deadlines.add(T0 + 61 * S);
        engine.when("tick", 2, () -> engine.change(T0 + 61 * S, 1, TradingState.OPEN, 96, 100));
        print(T0 + S, 960);
        driver.print(T0 + 31 * S, T0 + 31 * S, 1, 1, 96, 500, 77, 1);
        print(T0 + 61 * S, 960);
        assertThat(driver.result().minutesHalted()).isEqualTo(1.5, within(1e-12));
    }

    @Test
    void shouldAnswerForTheInstrumentThatIsAskedWhenAnotherPrintsFirst()
    {
        driver.instrument(T0, 1, AVAX);
        engine.deadlines.add(T0 + 5 * S);
        engine.when("tick", 2, () -> engine.uncrossRequest(T0 + 5 * S, 1));
        engine.when("indicativePrice", 1, () -> engine.uncross(T0 + 5 * S, 1));
        driver.print(T0 + S, T0 + S, 1, 1, 2840, 500, 77, 1);
        print(T0 + 2 * S, 42_000);
        print(T0 + 6 * S, 42_001);
        driver.print(T0 + 7 * S, T0 + 7 * S, 1, 1, 2820, 500, 78, 1);
        assertThat(inputs()).filteredOn(input -> input.matches("(indicative|auction).*")).containsExactly(
            "indicativePrice 2 0 " + (T0 + 5 * S) + " 1 1 2840 0 0",
            "auctionResult 2 0 " + (T0 + 7 * S) + " 1 2 2820 500");
    }

    private List<String> inputs()
    {
        return engine.inputs.subList(2, engine.inputs.size());
    }

    private void print(final long timeNs, final long priceTicks)
    {
        driver.print(timeNs, timeNs, 0, 1, priceTicks, 500, 77, 1);
    }
}
