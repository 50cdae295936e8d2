package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine with the shipped rulebooks answers random days exactly as the naive models do. */
class LuldDifferentialTest
{
    @Test
    void shouldAnswerLuldAsTheModelDoes()
    {
        assertThat(Differential.luld(1, 50_000, EngineSubject::luld).orElse("no difference"))
            .isEqualTo("no difference");
    }

    @Test
    void shouldAnswerMwcbAsTheModelDoes()
    {
        assertThat(Differential.mwcb(1, 50_000, EngineSubject::mwcb).orElse("no difference"))
            .isEqualTo("no difference");
    }

    @Test
    @Tag("slow")
    void shouldAnswerTenMillionLuldEventsAsTheModelDoes()
    {
        assertThat(Differential.luld(10_000, 10_000_000, EngineSubject::luld).orElse("no difference"))
            .isEqualTo("no difference");
    }

    @Test
    @Tag("slow")
    void shouldAnswerTenMillionMwcbEventsAsTheModelDoes()
    {
        assertThat(Differential.mwcb(10_000, 10_000_000, EngineSubject::mwcb).orElse("no difference"))
            .isEqualTo("no difference");
    }
}
