package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.SnapshotHead;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot's record waits for the last input in its file and comes once; the file leaves the journal its room. */
class SnapshotLogTest
{
    private static final byte[] BODY = new byte[5_000];

    @TempDir
    private Path directory;

    private static SnapshotHead head(final long sequence)
    {
        final CRC32C crc = new CRC32C();
        crc.update(BODY);
        return new SnapshotHead(SnapshotHead.Kind.IMAGE, 3, 2, "instruments=1", 4, sequence, 6, 7, 8, 9, BODY.length,
            (int)crc.getValue());
    }

    @Test
    void shouldTellOnceAndNotBeforeTheLastInputIsJournaled()
    {
        final SnapshotLog log = new SnapshotLog(directory);
        final SnapshotHead head = head(20);
        assertThat(log.untold(100)).isNull();
        assertThat(log.take(head, new UnsafeBuffer(BODY), 0)).isNull();
        assertThat(log.untold(19)).isNull();
        assertThat(log.untold(20)).isSameAs(head);
        log.told(head);
        assertThat(log.untold(100)).isNull();
    }

    @Test
    void shouldTellOfTheNewerOneWhenItCameMeanwhile()
    {
        final SnapshotLog log = new SnapshotLog(directory);
        final SnapshotHead older = head(20);
        final SnapshotHead newer = head(30);
        log.take(older, new UnsafeBuffer(BODY), 0);
        assertThat(log.untold(25)).isSameAs(older);
        log.take(newer, new UnsafeBuffer(BODY), 0);
        log.told(older);
        assertThat(log.untold(29)).isNull();
        assertThat(log.untold(30)).isSameAs(newer);
    }

    @Test
    void shouldWriteNothingWhenItWouldTakeTheJournalsRoom()
    {
        final SnapshotLog log = new SnapshotLog(directory);
        assertThat(log.take(head(20), new UnsafeBuffer(BODY), Long.MAX_VALUE))
            .contains("a snapshot of 5000 would take the journal's room");
        assertThat(log.untold(100)).isNull();
        assertThat(new SnapshotStore(directory).files()).isEmpty();
    }
}
