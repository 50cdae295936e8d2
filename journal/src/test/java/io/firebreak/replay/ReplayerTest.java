package io.firebreak.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("determinism")
class ReplayerTest
{
    @TempDir
    private static Path directory;

    private static Path journal;
    private static JournaledVenue.Written written;

    @TempDir
    private Path other;

    @BeforeAll
    static void write()
    {
        journal = directory.resolve("journal");
        written = JournaledVenue.write(journal, 2_000, Map.of());
    }

    @Test
    void shouldGiveTheSameBytesWhenTheJournalIsReplayed() throws IOException
    {
        final long[] progress = {0};
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), at -> progress[0] = at);

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.records()).isEqualTo(written.records());
        assertThat(result.identical()).isEqualTo(written.records());
        assertThat(result.decisions()).isEqualTo(written.decisions()).isPositive();
        assertThat(result.replayedDecisions()).isEqualTo(written.decisions());
        assertThat(progress[0]).isEqualTo(written.records());
    }

    @Test
    void shouldGiveTheSameJournalWhenTheTapeRunsTwice() throws IOException
    {
        JournaledVenue.write(other.resolve("again"), 2_000, Map.of());

        assertThat(chain(other.resolve("again"))).isEqualTo(chain(journal));
    }

    @Test
    void shouldNameTheRecordWhenOnlyItsDigestDiffers() throws IOException
    {
        JournalForgery.withDigest(journal, other.resolve("forged"), 777);
        final ReplayResult result = replay("forged");

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.DIVERGED);
        assertThat(result.identical()).isEqualTo(776);
        assertThat(result.records()).isEqualTo(written.records());
        assertThat(result.firstDivergence().sequence()).isEqualTo(777);
        assertThat(result.firstDivergence().message()).isEqualTo("record");
        assertThat(result.firstDivergence().differences()).singleElement()
            .extracting(Divergence.Difference::field).isEqualTo("digest");
    }

    @Test
    void shouldDivergeAtOrAfterAnInputThatWasChanged() throws IOException
    {
        JournalForgery.withTime(journal, other.resolve("forged"), 1000);
        final ReplayResult result = replay("forged");

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.DIVERGED);
        assertThat(result.firstDivergence().sequence()).isGreaterThanOrEqualTo(1000);
        assertThat(result.identical()).isGreaterThanOrEqualTo(999);
    }

    @Test
    void shouldSayWhereTheLiveEngineStoppedWhenItDidNotDecideWhatFollows() throws IOException
    {
        JournalForgery.withStop(journal, other.resolve("forged"), 1001);
        final ReplayResult result = replay("forged");

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.STOPPED);
        assertThat(result.stoppedAt()).isEqualTo(1001);
        assertThat(result.identical()).isEqualTo(1000);
        assertThat(result.records()).isEqualTo(written.records());
        assertThat(result.firstDivergence()).isNull();
    }

    @Test
    void shouldNameTheArenaWhenOnlyItsHashDiffers() throws IOException
    {
        JournalForgery.withArenaHash(journal, other.resolve("forged"));
        final ReplayResult result = replay("forged");

        assertThat(result.identical()).isEqualTo(written.records());
        assertThat(result.firstDivergence().message()).isEqualTo("close");
        assertThat(result.firstDivergence().differences()).singleElement()
            .extracting(Divergence.Difference::field).isEqualTo("arenaHash");
    }

    private ReplayResult replay(final String name) throws IOException
    {
        return new Replayer().replay(JournalReader.open(other.resolve(name)), at -> assertThat(at).isPositive());
    }

    private static int chain(final Path directory) throws IOException
    {
        return ((JournalVerdict.Whole)JournalReader.open(directory).read((buffer, offset, length) -> true)).chain();
    }
}
