package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitBoundTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldAddTheLongestPauseTailAndMarkOfCryptoPerp()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        final ExitBound bound = rulebook.worstExit(0).get(0);
        assertThat(bound.breaker()).isEqualTo("price");
        assertThat(bound.totalNs()).isEqualTo((300 + 5 + 10) * SECOND_NS);
        assertThat(bound.endsWithSession()).isFalse();
        assertThat(bound.line()).isEqualTo("worst-case time to resume without an operator: 315 s = " +
            "longest pause 300 s + random tail 5 s + durable mark 10 s");
        assertThat(bound.operatorOnly()).containsExactly("trip 13 within 3,600 s latches HALTED",
            "no durable mark within 10 s of a release latches the state");
        assertThat(rulebook.worstExit(0).get(1).steps()).isEmpty();
    }

    @Test
    void shouldLeaveTheMarkOutWhenReleasesTakeEffectAtOnce()
    {
        final ExitBound bound = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE",
            "perp.price.trip_cap.trips", "0")).worstExit(0).get(0);
        assertThat(bound.totalNs()).isEqualTo(305 * SECOND_NS);
        assertThat(bound.operatorOnly()).isEmpty();
    }

    @Test
    void shouldNotLatchWhenAnUndurableReleaseIsAllowed()
    {
        assertThat(Rulebook.load("crypto-perp", Map.of("engine.release_policy", "UNDURABLE",
            "perp.price.trip_cap.trips", "0")).worstExit(0).get(0).operatorOnly()).isEmpty();
    }

    @Test
    void shouldCountEveryExtensionWithItsAnswer()
    {
        final CompiledRulebook rulebook = Sample.load(directory, Sample.EQUITY);
        final ExitBound bound = rulebook.worstExit(rulebook.classIndex("stock")).get(0);
        // 15 limit state, 300 pause, 2 x 300 extensions, 3 x 60 indicative prices, 60 auction result, 10 mark
        assertThat(bound.totalNs()).isEqualTo((15 + 300 + 600 + 180 + 60 + 10) * SECOND_NS);
        assertThat(bound.endsWithSession()).isTrue();
        assertThat(bound.line()).contains("1,165 s = ").contains("no reopening in the last 600 s");
    }

    @Test
    void shouldWaitForAMarkBeforeEveryCallWhenTheTripIsAHalt()
    {
        final String text = Sample.with(Sample.EQUITY, "limit_state_s = 15", "trip_state = HALTED, limit_state_s = 15");
        final CompiledRulebook rulebook = Sample.load(directory, text);
        assertThat(rulebook.worstExit(rulebook.classIndex("stock")).get(0).totalNs())
            .isEqualTo((1165 + 3 * 10) * SECOND_NS);
    }

    @Test
    void shouldEndWithTheSessionWhenExtensionsHaveNoNumber()
    {
        final ExitBound bound = Rulebook.load("us-luld", Map.of()).worstExit(0).get(0);
        assertThat(bound.totalNs()).isEqualTo(Long.MAX_VALUE);
        assertThat(bound.line()).contains("the end of the session").contains("no reopening in the last 600 s")
            .contains("CLOSED at the close, OPEN with the next trading day");
    }

    @Test
    void shouldSayThatAClosingLevelLastsToTheNextDay()
    {
        final CompiledRulebook rulebook = Rulebook.load("us-mwcb", Map.of());
        final ExitBound bound = rulebook.worstExit(rulebook.classIndex("market")).get(0);
        assertThat(bound.totalNs()).isEqualTo((900 + 60 + 60 + 20) * SECOND_NS);
        assertThat(bound.line()).endsWith("a level that closes lasts to the next trading day");
        assertThat(rulebook.worstExit(rulebook.classIndex("equity"))).isEmpty();
    }

    @Test
    void shouldEchoEveryLimitInPerCentAndPrices()
    {
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("us-luld", Map.of()))))
            .contains("previous close below 0.75: 75.00 %, at most 0.15; x 2.00 in the closing window")
            .contains("previous close from 0.75, up to 3.00: 20.00 %; x 2.00 in the closing window")
            .contains("previous close above 3.00: 5.00 %; x 2.00 in the closing window")
            .contains("previous close above 3.00: 10.00 %; x 1.00 in the closing window")
            .contains("step 5.00 %, or 0.15 at or below 3.00")
            .contains("published at a change of 1.00 % after 30 s");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("crypto-perp", Map.of()))))
            .contains("3.00 % to 12.00 %, between them 4.00 sigma over 300 s")
            .contains("fast sigma at or above 1.25 % per square root of a minute")
            .contains("a trip widens x 1.50 up to x 4.00, fading over 1,200 s")
            .contains("worst-case time to resume without an operator: 315 s");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("us-mwcb", Map.of()))))
            .contains("level 3, an index at or below previous_close - 20.00 %, rounded to 0.01, to CLOSED, at any time")
            .contains("not from 2,100 s before the close on");
    }
}
