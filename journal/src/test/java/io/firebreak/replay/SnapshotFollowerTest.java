package io.firebreak.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.journal.Snapshot;
import io.firebreak.journal.SnapshotStore;
import io.firebreak.record.InputLayout;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower's snapshots, and the rest of the journal behind them. */
@Tag("determinism")
class SnapshotFollowerTest
{
    @TempDir
    private Path directory;

    private Path journal;
    private JournaledVenue.Written written;

    @BeforeEach
    void write()
    {
        journal = directory.resolve("journal");
        written = JournaledVenue.write(journal, 1_500, Map.of());
    }

    @Test
    void shouldKeepAnImageAtTheCloseAndRecordIt() throws IOException
    {
        final List<Long> told = new ArrayList<>();
        JournalReader.open(journal).read(new JournalVisitor()
        {
            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                return true;
            }

            @Override
            public void onSnapshot(
                final long sequence, final long digest, final long arenaHash, final long decisionSeq)
            {
                told.add(sequence);
            }
        });
        assertThat(told).containsExactly(written.records());
        assertThat(new SnapshotStore(journal).files()).singleElement().asString()
            .endsWith(String.format("image-%019d.snapshot", written.records()));
        assertThat(new Replayer().replay(JournalReader.open(journal), at -> { }).verdict())
            .isEqualTo(ReplayResult.Verdict.OK);
    }

    @Test
    void shouldGoOnToTheSameDigestsWhenRestoredFromTheMiddle() throws IOException
    {
        for (final SnapshotHead.Kind kind : SnapshotHead.Kind.values())
        {
            final Path file = SnapshotFollower.follow(journal, 1_234, kind);
            assertThat(file.getFileName()).hasToString(kind.label() + "-0000000000000001234.snapshot");
            final Snapshot snapshot = new SnapshotStore(journal).newest(1_300,
                head -> head.kind() == kind ? null : "the other kind", new ArrayList<>()).orElseThrow();
            final Rest rest = new Rest(snapshot);
            JournalReader.open(journal).read(rest);
            assertThat(rest.equal).isEqualTo(written.records() - 1_234);
        }
    }

    @Test
    void shouldKeepNothingWhenTheJournalIsDecidedOtherwise() throws IOException
    {
        JournalForgery.withTime(journal, directory.resolve("forged"), 1_000);

        assertThatThrownBy(() -> SnapshotFollower.follow(directory.resolve("forged"), 1_400, SnapshotHead.Kind.IMAGE))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("decides otherwise");
    }

    /** Gives the records behind a snapshot to the engine that was restored from it. */
    private static final class Rest implements JournalVisitor
    {
        private final UnsafeBuffer decided = new UnsafeBuffer(new byte[2 * RecordLayout.MAX_RECORD_LENGTH]);
        private final Snapshot snapshot;
        private BreakerEngine engine;
        private long equal;

        Rest(final Snapshot snapshot)
        {
            this.snapshot = snapshot;
        }

        @Override
        public boolean onSegment(final JournalSegment segment)
        {
            final JournalStart start = segment.start();
            engine = engine == null ? SnapshotFollower.restored(start, snapshot) : engine;
            return true;
        }

        @Override
        public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) > engine.sequence())
            {
                final int input = offset + RecordLayout.INPUT_OFFSET;
                final int bytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
                engine.onMessage(buffer.getLong(input + InputLayout.TIME_OFFSET), buffer, input, bytes, decided, 0);
                equal += engine.digest() == buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH) ? 1 : 0;
            }
            return true;
        }
    }
}
