package io.firebreak.replay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.Rulebook;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A journal goes on under the parameters that it began with; only the layout of the arena may be another build's. */
class RecordReplayTest
{
    private static JournalStart start(
        final String warmUpSeconds, final int instruments, final int layoutVersion, final int semanticsVersion)
    {
        return new JournalStart(Rulebook.load("crypto-perp", Map.of("classes.perp.warm_up_s", warmUpSeconds)).image(),
            Capacities.forInstruments(instruments).text(), "", JournalStart.Clock.HOST, JournalStart.Mode.INLINE,
            layoutVersion, semanticsVersion, 42);
    }

    private static void refuse(final JournalStart later, final String why)
    {
        final RecordReplay replay = new RecordReplay();
        replay.onSegment(start("1", 2, EngineLayout.VERSION, BreakerEngine.SEMANTICS_VERSION));
        assertThatThrownBy(() -> replay.onSegment(later)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(why);
    }

    @Test
    void shouldRefuseALaterSegmentWhenItsParametersAreOthers()
    {
        final int semantics = BreakerEngine.SEMANTICS_VERSION;
        refuse(start("2", 2, EngineLayout.VERSION, semantics), "from a later segment on under another");
        refuse(start("1", 3, EngineLayout.VERSION, semantics), "instruments=3");
        refuse(start("1", 2, EngineLayout.VERSION, semantics + 1),
            "and from a later segment on under " + (semantics + 1));
    }

    @Test
    void shouldGoOnWhenOnlyTheLayoutIsAnother()
    {
        final RecordReplay replay = new RecordReplay();
        replay.onSegment(start("1", 2, EngineLayout.VERSION, BreakerEngine.SEMANTICS_VERSION));
        assertThatCode(() -> replay.onSegment(
            start("1", 2, EngineLayout.VERSION + 1, BreakerEngine.SEMANTICS_VERSION))).doesNotThrowAnyException();
    }
}
