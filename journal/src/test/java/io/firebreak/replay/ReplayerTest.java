package io.firebreak.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("determinism")
class ReplayerTest
{
    private static final int CAUSE_SEQ = 24;

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

    /** The digest behind it is right: only the bytes themselves tell. */
    @Test
    void shouldNameTheFieldWhenOneDecisionByteDiffers() throws IOException
    {
        final long[] found = new long[2];
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            found[0] = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            found[1] = RecordLayout.INPUT_OFFSET +
                RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
            return buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) == 0 || found[0] < 100;
        });
        JournalForgery.withLong(journal, other.resolve("forged"), found[0], (int)found[1] + CAUSE_SEQ, seq -> seq - 1);
        final ReplayResult result = replay("forged");

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.DIVERGED);
        assertThat(result.identical()).isEqualTo(found[0] - 1);
        assertThat(result.firstDivergence().sequence()).isEqualTo(found[0]);
        assertThat(result.firstDivergence().differences()).containsExactly(
            new Divergence.Difference("causeSeq", String.valueOf(found[0] - 1), String.valueOf(found[0])));
    }

    /** The record says that its input met a decision that no reader had seen yet; the engine says otherwise. */
    @Test
    void shouldNameTheRecordWhenOnlyItsExposureDiffers() throws IOException
    {
        JournalForgery.withLong(journal, other.resolve("forged"), 500, RecordLayout.INPUT_BYTES_OFFSET,
            word -> word ^ (long)RecordLayout.EXPOSED << (RecordLayout.FLAGS_OFFSET -
            RecordLayout.INPUT_BYTES_OFFSET) * Byte.SIZE);
        final ReplayResult result = replay("forged");

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.DIVERGED);
        assertThat(result.firstDivergence().sequence()).isEqualTo(500);
        assertThat(result.firstDivergence().differences()).singleElement()
            .extracting(Divergence.Difference::field).isEqualTo("exposed");
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

    @Test
    void shouldKeepTheFirstDifferenceWhenAnotherRulebookDecides() throws IOException
    {
        final long[] first = new long[1];
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final int decision = offset + RecordLayout.INPUT_OFFSET +
                RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
            first[0] = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            return buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) == 0 ||
                (buffer.getShort(decision + 2) & 0xFFFF) == DataQualityDecoder.TEMPLATE_ID;
        });
        // Nothing is judged before the end of a warm-up that takes the whole day.
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal),
            Rulebook.load("crypto-perp", Map.of("classes.perp.warm_up_s", "86400")), at -> { });

        assertThat(result.records() - result.identical()).isGreaterThan(1);
        assertThat(result.firstDivergence().sequence()).isEqualTo(first[0]).isPositive();
    }

    @Test
    void shouldNameTheCloseWhenItCountsOtherDecisions() throws IOException
    {
        final ReplayResult result = replayWith(0, 1);

        assertThat(result.identical()).isEqualTo(written.records());
        assertThat(result.firstDivergence().message()).isEqualTo("close");
        assertThat(result.firstDivergence().differences()).containsExactly(new Divergence.Difference("decisionSeq",
            String.valueOf(written.decisions() + 1), String.valueOf(written.decisions())));
    }

    @Test
    void shouldNameTheSnapshotWhenItsArenaWasAnother() throws IOException
    {
        final ReplayResult result = replayWith(1, 0);

        assertThat(result.identical()).isEqualTo(written.records());
        assertThat(result.firstDivergence().message()).isEqualTo("snapshot");
        assertThat(result.firstDivergence().sequence()).isEqualTo(written.records());
        assertThat(result.firstDivergence().differences()).singleElement()
            .extracting(Divergence.Difference::field).isEqualTo("arenaHash");
    }

    /** Reads the journal as if a snapshot's or the close's record said another number. */
    private static ReplayResult replayWith(final long hashChange, final long countChange) throws IOException
    {
        final ReplayVisitor visitor = new ReplayVisitor(new MessagePrinter(), false, at -> { },
            (engine, buffer, offset, length) -> { }, start -> Replayer.engine(start, null));
        return visitor.result(JournalReader.open(journal).read(new JournalVisitor()
        {
            @Override
            public boolean onSegment(final JournalSegment segment)
            {
                return visitor.onSegment(segment);
            }

            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                return visitor.onRecord(buffer, offset, length);
            }

            @Override
            public void onSnapshot(
                final long sequence, final long digest, final long arenaHash, final long decisionSeq)
            {
                visitor.onSnapshot(sequence, digest, arenaHash + hashChange, decisionSeq);
            }

            @Override
            public void onClose(
                final long sequence, final long digest, final long arenaHash, final long decisionSeq)
            {
                visitor.onClose(sequence, digest, arenaHash, decisionSeq + countChange);
            }
        }));
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
