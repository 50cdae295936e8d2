package io.firebreak.journal;

import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Snapshots of a journal that is being written: the host's thread writes the file, the journal's thread the record that
 * tells of it, once the journal has the last input that the file holds.
 */
final class SnapshotLog
{
    private final SnapshotStore store;
    private final Path directory;
    private volatile SnapshotHead untold;

    SnapshotLog(final Path directory)
    {
        this.directory = directory;
        store = new SnapshotStore(directory);
    }

    /**
     * Host's thread: write the file.
     *
     * @param leftBytes what must be left of the disk to the journal.
     * @return null, or why it was not written; the journal goes on without it.
     */
    String take(final SnapshotHead head, final DirectBuffer body, final long leftBytes)
    {
        try
        {
            final long usableBytes = Files.getFileStore(directory).getUsableSpace();
            if (usableBytes - head.bodyBytes() < leftBytes)
            {
                return "the disk has " + usableBytes + " bytes left: a snapshot of " + head.bodyBytes() +
                    " would take the journal's room";
            }
            store.write(head, body);
            untold = head;
            return null;
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    /** Journal's thread: a snapshot that no record tells of yet, and whose last input is journaled; or null. */
    SnapshotHead untold(final long lastSequence)
    {
        final SnapshotHead head = untold;
        return head != null && head.sequence() <= lastSequence ? head : null;
    }

    /** Journal's thread: its record is in the journal. */
    void told(final SnapshotHead head)
    {
        if (untold == head)
        {
            untold = null;
        }
    }
}
