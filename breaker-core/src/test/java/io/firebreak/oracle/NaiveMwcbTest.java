package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model answers the examples of chapter 2, A6, A7 and the two cases of the conformance vectors. */
class NaiveMwcbTest
{
    private final List<OracleDecision> decisions = new ArrayList<>();
    private NaiveMwcb model = new NaiveMwcb(MwcbSettings.day("4103.27"));

    @Test
    void shouldWalkThroughTheLevels()
    {
        final MwcbSettings settings = MwcbSettings.day("4103.27");
        assertThat(List.of(settings.level(1).toString(), settings.level(2).toString(), settings.level(3).toString()))
            .containsExactly("3816.04", "3569.84", "3282.62");
        index("10:05:00", "3815.00");
        index("10:50:00", "3810");
        index("13:00:00", "3500");
        index("15:40:00", "3569");
        index("15:41:00", "3282");
        model.apply(MwcbEvent.tick(OracleTime.of("33:30:00"))).forEach(decisions::add);
        assertThat(decisions).filteredOn(decision -> decision.kind() == OracleKind.STATE)
            .extracting(decision -> OracleTime.text(decision.timeNs()).substring(0, 8) + " " + decision.number("to") +
                " " + decision.number("level"))
            .containsExactly("10:05:00 8 1", "10:20:00 4 1", "10:21:00 0 0", "13:00:00 8 2", "13:15:00 4 2",
                "13:16:00 0 0", "15:41:00 9 3", "33:30:00 0 0");
        assertThat(model.highestUsed).isZero();
    }

    @Test
    void shouldHaltOneSecondBeforeTheCutOff()
    {
        index("15:24:59", "3816.00");
        assertThat(decisions.get(0).number("deadlineNs")).isEqualTo(OracleTime.of("15:39:59"));
        model = new NaiveMwcb(MwcbSettings.day("4103.27"));
        assertThat(model.apply(MwcbEvent.index(OracleTime.of("15:26:00"), "3816.00"))).isEmpty();
        assertThat(model.apply(MwcbEvent.index(OracleTime.of("15:25:00"), "3816.00"))).isEmpty();
    }

    @Test
    void shouldCloseWhenLevelThreeIsTouchedLate()
    {
        index("15:55:00", "3269");
        assertThat(model.state).isEqualTo(OracleState.CLOSED);
    }

    @Test
    void shouldHalt15MinutesOnceOnLevel1()
    {
        model = new NaiveMwcb(MwcbSettings.day("5000.00"));
        index("10:00:00", "4649.00");
        assertThat(decisions.get(0).number("level")).isEqualTo(1);
        tick("10:14:59.999");
        assertThat(model.state).isEqualTo(OracleState.HALTED);
        tick("10:15:00");
        assertThat(model.state).isEqualTo(OracleState.REOPENING);
        decisions.addAll(model.apply(MwcbEvent.auctionResult(OracleTime.of("10:15:10"))));
        index("10:40:00", "4640.00");
        assertThat(model.state).isEqualTo(OracleState.OPEN);
        index("11:00:00", "4349.00");
        assertThat(decisions.get(decisions.size() - 1).number("level")).isEqualTo(2);
        tick("11:15:00");
        assertThat(model.state).isEqualTo(OracleState.REOPENING);
    }

    @Test
    void shouldNotHaltAfter1525ExceptOnLevel3()
    {
        model = new NaiveMwcb(MwcbSettings.day("5000.00"));
        index("15:26:00", "4649.00");
        index("15:40:00", "4340.00");
        assertThat(decisions).isEmpty();
        index("15:50:00", "3999.00");
        assertThat(decisions.get(0).number("level")).isEqualTo(3);
        assertThat(model.state).isEqualTo(OracleState.CLOSED);
    }

    private void index(final String time, final String index)
    {
        decisions.addAll(model.apply(MwcbEvent.index(OracleTime.of(time), index)));
    }

    private void tick(final String time)
    {
        decisions.addAll(model.apply(MwcbEvent.tick(OracleTime.of(time))));
    }
}
