package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.SnapshotTakenDecoder;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.SnapshotFollower;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a snapshot names its place in the journal and what its file holds. */
class SnapshotRecordTest
{
    private static final MessageHeaderDecoder HEADER = new MessageHeaderDecoder();

    @TempDir
    private Path directory;

    private final Map<Long, Long> digests = new HashMap<>();
    private final List<Told> told = new ArrayList<>();

    /** A record, and what had been read of the journal when it came. */
    private record Told(SnapshotTakenDecoder record, long documents, int chain, long lastSequence)
    {
    }

    @BeforeEach
    void write() throws Exception
    {
        try (RecoveringVenue venue = new RecoveringVenue(directory, 11))
        {
            steps(venue, 300);
            venue.drain();
            assertThat(venue.breaker.snapshot()).isNull();
            venue.drain();
            steps(venue, 100);
            // This one is told of once its last input is journaled, and not before.
            assertThat(venue.breaker.snapshot()).isNull();
            steps(venue, 10);
            venue.drain();
        }
        read();
    }

    private static void steps(final RecoveringVenue venue, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            venue.step();
            venue.poll();
        }
    }

    private void read() throws Exception
    {
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        final UnsafeBuffer bytes = new UnsafeBuffer(memory);
        final DocumentCheck check = new DocumentCheck(memory);
        long documents = 0;
        long sequence = 0;
        int chain = 0;
        try (DocumentSource source = new DocumentSource(directory, memory))
        {
            for (int length = source.next(); length > 0; length = source.next())
            {
                assertThat(check.fault(length, chain, sequence)).isNull();
                records(bytes, length, documents, chain);
                chain = check.chain(length);
                sequence = check.lastSequence();
                documents++;
            }
        }
    }

    private void records(final UnsafeBuffer bytes, final int length, final long documents, final int chain)
    {
        for (int at = DocumentLayout.HEADER_LENGTH; at < length - DocumentLayout.TRAILER_LENGTH; at += bytes.getInt(at))
        {
            final long sequence = bytes.getLong(at + RecordLayout.SEQUENCE_OFFSET);
            final boolean isControl = (bytes.getShort(at + RecordLayout.FLAGS_OFFSET) & RecordLayout.CONTROL) != 0;
            HEADER.wrap(bytes, at + RecordLayout.INPUT_OFFSET);
            if (!isControl)
            {
                digests.put(sequence, bytes.getLong(at + bytes.getInt(at) - RecordLayout.DIGEST_LENGTH));
            }
            else if (HEADER.templateId() == SnapshotTakenDecoder.TEMPLATE_ID)
            {
                final byte[] copy = new byte[bytes.getInt(at)];
                bytes.getBytes(at, copy);
                told.add(new Told(new SnapshotTakenDecoder().wrapAndApplyHeader(new UnsafeBuffer(copy),
                    RecordLayout.INPUT_OFFSET, new MessageHeaderDecoder()), documents, chain, sequence));
            }
        }
    }

    @Test
    void shouldNameTheDocumentItFollowsAndNoInputThatIsStillToCome()
    {
        assertThat(told).hasSize(3).allSatisfy(one ->
        {
            assertThat(one.record().documents()).isEqualTo(one.documents());
            assertThat(one.record().chain()).isEqualTo(one.chain());
            assertThat(one.record().sequence()).isLessThanOrEqualTo(one.lastSequence());
            assertThat(one.record().digest()).isEqualTo(digests.get(one.record().sequence()));
        });
        assertThat(told).extracting(one -> one.record().sequence()).doesNotHaveDuplicates().isSorted();
        assertThat(told.get(1).record().sequence()).isLessThan(told.get(1).lastSequence());
    }

    @Test
    void shouldNameWhatTheFileHolds() throws Exception
    {
        final List<Path> files = new SnapshotStore(directory).files();
        assertThat(files).hasSize(SnapshotStore.KEPT);
        for (int i = 0; i < SnapshotStore.KEPT; i++)
        {
            final SnapshotHead head = SnapshotFile.head(files.get(i));
            final SnapshotTakenDecoder record = told.get(told.size() - 1 - i).record();
            assertThat(record.sequence()).isEqualTo(head.sequence());
            assertThat(record.digest()).isEqualTo(head.digest());
            assertThat(record.arenaHash()).isEqualTo(head.arenaHash());
            assertThat(record.decisionSeq()).isEqualTo(head.decisionSeq());
            assertThat(record.bodyCrc()).isEqualTo(head.bodyCrc());
            assertThat((int)record.kind()).isEqualTo(head.kind().code());
        }
    }

    /** It could be restored, and its running digest would then go on otherwise than the records behind it say. */
    @Test
    void shouldPassOverAPortableSnapshotOfOtherCapacities() throws Exception
    {
        final SnapshotStore store = new SnapshotStore(directory);
        for (final Path file : store.files())
        {
            Files.delete(file);
        }
        SnapshotFollower.follow(directory, 200, SnapshotHead.Kind.PORTABLE);
        final Snapshot own = store.newest(200, head -> null, new ArrayList<>()).orElseThrow();
        final SnapshotHead head = own.head();
        store.write(new SnapshotHead(head.kind(), head.layoutVersion(), head.semanticsVersion(),
            head.capacities().replace("instruments=", "instruments=9"), head.imageHash(), head.sequence(),
            head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash(), head.bodyBytes(), head.bodyCrc()),
            own.body());
        try (RecoveringVenue again = new RecoveringVenue(directory, 12))
        {
            assertThat(again.breaker.recovery().start().sequence()).isZero();
            assertThat(again.breaker.recovery().start().toString()).contains("of another layout or capacities");
        }
    }
}
