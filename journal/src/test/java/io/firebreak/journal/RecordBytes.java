package io.firebreak.journal;

import io.firebreak.record.RecordLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Every record of a journal, decisions and digests included, without the CRC, which is the journal's own. */
public final class RecordBytes implements JournalVisitor
{
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long digest;
    private long decisions;

    private RecordBytes()
    {
    }

    /** Reads a whole journal. */
    public static RecordBytes of(final Path directory)
    {
        final RecordBytes records = new RecordBytes();
        try
        {
            JournalReader.open(directory).read(records);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        return records;
    }

    /** The records, one behind another. */
    public byte[] bytes()
    {
        return bytes.toByteArray();
    }

    /** Running digest of the clean end. */
    public long digest()
    {
        return digest;
    }

    /** Decisions made. */
    public long decisions()
    {
        return decisions;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        new UnsafeBuffer(record).putInt(RecordLayout.CRC_OFFSET, 0);
        bytes.writeBytes(record);
        return true;
    }

    @Override
    public void onClose(final long lastSequence, final long last, final long arenaHash, final long decisionSeq)
    {
        digest = last;
        decisions = decisionSeq;
    }
}
