package io.firebreak.journal;

import io.firebreak.record.RecordLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** The sums of a document that lies in a byte buffer. One thread; allocates nothing after it was made. */
final class Checksums
{
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer bytes;

    /** Over memory that the caller keeps; its position and limit are of no account. */
    Checksums(final ByteBuffer memory)
    {
        bytes = memory.duplicate();
    }

    /** CRC-32C of a record's bytes behind its CRC word. */
    int record(final int offset, final int length)
    {
        crc.reset();
        update(offset + RecordLayout.SEQUENCE_OFFSET, length - RecordLayout.SEQUENCE_OFFSET);
        return (int)crc.getValue();
    }

    /** Chain value of the document at 0. */
    int chain(final int previousChain, final int documentLength)
    {
        crc.reset();
        crc.update(previousChain & 0xFF);
        crc.update(previousChain >>> 8 & 0xFF);
        crc.update(previousChain >>> 16 & 0xFF);
        crc.update(previousChain >>> 24);
        update(0, documentLength - DocumentLayout.CHAIN_FROM_END);
        return (int)crc.getValue();
    }

    static byte[] sha256(final byte[] content)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(content);
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("every JDK has SHA-256", ex);
        }
    }

    private void update(final int offset, final int length)
    {
        bytes.limit(offset + length).position(offset);
        crc.update(bytes);
    }
}
