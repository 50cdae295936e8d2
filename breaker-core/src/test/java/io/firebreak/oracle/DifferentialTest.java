package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The comparison finds a subject that breaks one rule by as little as a nanosecond, and nothing in a true one. */
class DifferentialTest
{
    private static final long EVENTS = 50_000;

    enum Sabotage
    {
        HOLD_ONE_NS_LONGER(day -> copy(day, day.tier(), day.prevCloseTicks(), day.closeNs(), day.holdNs() + 1)),
        HOLD_ONE_NS_SHORTER(day -> copy(day, day.tier(), day.prevCloseTicks(), day.closeNs(), day.holdNs() - 1)),
        CLOSE_ONE_NS_LATER(day -> copy(day, day.tier(), day.prevCloseTicks(), day.closeNs() + 1, day.holdNs())),
        OTHER_TIER(day -> copy(day, 3 - day.tier(), day.prevCloseTicks(), day.closeNs(), day.holdNs())),
        BUCKET_WITHOUT_ITS_EDGE(day -> copy(day, day.tier(), day.prevCloseTicks() == 300 ? 301 :
            day.prevCloseTicks() == 75 ? 74 : day.prevCloseTicks(), day.closeNs(), day.holdNs()));

        private final UnaryOperator<LuldSettings> change;

        Sabotage(final UnaryOperator<LuldSettings> change)
        {
            this.change = change;
        }

        private static LuldSettings copy(final LuldSettings day, final int tier, final long prevClose,
            final long closeNs, final long holdNs)
        {
            return new LuldSettings(tier, prevClose, day.leveragePpm(), day.openNs(), closeNs, day.nextOpenNs(),
                holdNs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindSabotage(final Sabotage sabotage)
    {
        final Optional<String> difference =
            Differential.luld(1, EVENTS, settings -> new NaiveLuld(sabotage.change.apply(settings)));
        assertThat(difference).as("a subject that breaks a rule").isPresent();
    }

    @Test
    void shouldFindSubjectThatForgetsOneKindOfDecision()
    {
        for (final OracleKind forgotten : OracleKind.values())
        {
            assertThat(Differential.luld(1, EVENTS, settings -> forgetting(new NaiveLuld(settings), forgotten)))
                .as("forgetting " + forgotten).isPresent();
        }
    }

    @Test
    void shouldFindMwcbSubjectThatForgetsLevelTwo()
    {
        assertThat(Differential.mwcb(1, EVENTS, settings ->
        {
            final NaiveMwcb model = new NaiveMwcb(settings);
            return event -> model.apply(event).stream().filter(decision -> decision.kind() != OracleKind.STATE ||
                decision.number("level") != 2).toList();
        })).isPresent();
    }

    @Test
    void shouldFindNothingWhenSubjectKeepsTheRules()
    {
        assertThat(Differential.luld(1, EVENTS, NaiveLuld::new)).isEmpty();
        assertThat(Differential.mwcb(1, EVENTS, NaiveMwcb::new)).isEmpty();
    }

    private static OracleSubject<LuldEvent> forgetting(final OracleSubject<LuldEvent> model, final OracleKind forgotten)
    {
        return event -> model.apply(event).stream().filter(decision -> decision.kind() != forgotten).toList();
    }

    /** What a report looks like, kept short by {@code Differential}. */
    @Test
    void shouldTellWhatLedToADifference()
    {
        final String report = Differential.luld(1, EVENTS, settings -> event -> List.of()).orElseThrow();
        assertThat(report).contains("seed 1", "event:", "model:", "subject: []");
    }
}
