package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal that a build of another meaning wrote is refused, not misread. */
class OtherBuildTest
{
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, 0", "-1, 0", "1, 1"})
    void shouldNotGoOnWithAJournalWhenTheSemanticsAreOthers(final int moreSemantics, final int moreLayout)
    {
        final Path journal = directory.resolve("j");
        try (RecoveringVenue venue = new RecoveringVenue(journal, 11))
        {
            venue.step();
            venue.drain();
        }
        final JournalStart other = new JournalStart(RecoveringVenue.rulebook().image(),
            Capacities.forInstruments(RecoveringVenue.INSTRUMENTS).text(), "", JournalStart.Clock.HOST,
            JournalStart.Mode.INLINE, EngineLayout.VERSION + moreLayout,
            BreakerEngine.SEMANTICS_VERSION + moreSemantics, RecoveringVenue.ORIGIN);
        try (RecordBuffer records = RecordBuffer.map(journal, 1 << 18))
        {
            final ChronicleJournal resumed = new ChronicleJournal(journal, records, System::currentTimeMillis);
            assertThatThrownBy(() -> resumed.resume(other, (buffer, offset, length) -> { }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was written under semantics version " + BreakerEngine.SEMANTICS_VERSION +
                    ", this build has " + other.semanticsVersion())
                .hasMessageContaining("go on with the build that wrote it");
        }
    }
}
