package io.firebreak.journal;

import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Rewrites a journal so that every checksum, the chain and the head are right. */
public final class JournalForgery
{
    private static final RecordConsumer NOTHING = (buffer, offset, length) -> { };

    private JournalForgery()
    {
    }

    public static void withImage(final Path from, final Path to, final byte[] image) throws IOException
    {
        copy(from, to, start -> new JournalStart(image, start.capacities(), start.properties(), start.clock(),
            start.mode(), start.layoutVersion(), start.semanticsVersion(), start.createdNs()), NOTHING, 0);
    }

    public static void withSemantics(final Path from, final Path to, final int version) throws IOException
    {
        copy(from, to, start -> new JournalStart(start.image(), start.capacities(), start.properties(), start.clock(),
            start.mode(), start.layoutVersion(), version, start.createdNs()), NOTHING, 0);
    }

    /** As a build of another layout version had written it: digests are of other lines, the arena has another hash. */
    public static void withLayout(final Path from, final Path to, final int version) throws IOException
    {
        copy(from, to, start -> new JournalStart(start.image(), start.capacities(), start.properties(), start.clock(),
            start.mode(), version, start.semanticsVersion(), start.createdNs()), (buffer, offset, length) ->
        {
            final int digest = offset + length - RecordLayout.DIGEST_LENGTH;
            buffer.putLong(digest, ofOtherLines(buffer.getLong(digest)));
        }, JournalForgery::ofOtherLines, 1);
    }

    static long ofOtherLines(final long digest)
    {
        return digest * 31 + 7;
    }

    /** With another digest behind one record, which must not be the last. */
    public static void withDigest(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == sequence)
            {
                buffer.putByte(offset + length - 1, (byte)(buffer.getByte(offset + length - 1) ^ 1));
            }
        }, 0);
    }

    /** With other digests behind a record and all later ones, as of an engine whose memory came apart there. */
    public static void withDigestsFrom(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) >= sequence)
            {
                final int digest = offset + length - RecordLayout.DIGEST_LENGTH;
                buffer.putLong(digest, ofOtherLines(buffer.getLong(digest)));
            }
        }, 0);
    }

    /** With eight other bytes in one record, at an offset behind its start. */
    public static void withLong(
        final Path from, final Path to, final long sequence, final int at, final LongUnaryOperator change)
        throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == sequence)
            {
                buffer.putLong(offset + at, change.applyAsLong(buffer.getLong(offset + at)));
            }
        }, 0);
    }

    /** With another time in one input. */
    public static void withTime(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == sequence)
            {
                buffer.putLong(offset + RecordLayout.INPUT_OFFSET + 8,
                    buffer.getLong(offset + RecordLayout.INPUT_OFFSET + 8) + 1_000_000_000L);
            }
        }, 0);
    }

    /** As if an error had stopped the engine at a sequence: what follows was journaled undecided. */
    public static void withStop(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) >= sequence)
            {
                buffer.putShort(offset + RecordLayout.FLAGS_OFFSET, (short)RecordLayout.UNDECIDED);
            }
        }, 0);
    }

    /** With another arena hash in the close. */
    public static void withArenaHash(final Path from, final Path to) throws IOException
    {
        copy(from, to, start -> start, NOTHING, 1);
    }

    /** The same journal without its last document, under the whole one's head. */
    public static void withoutLast(final Path from, final Path to) throws IOException
    {
        final Head head = Head.read(from);
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        final UnsafeBuffer bytes = new UnsafeBuffer(memory);
        try (DocumentSource source = new DocumentSource(from, memory);
            var queue = ChronicleFiles.writing(to, System::currentTimeMillis);
            var appender = queue.createAppender())
        {
            for (int i = 0; i < head.documents() - 1; i++)
            {
                final byte[] document = new byte[source.next()];
                bytes.getBytes(0, document);
                try (var context = appender.writingDocument())
                {
                    context.wire().bytes().write(document);
                }
            }
        }
        head.write(to);
    }

    /** The head as it was some documents ago; where there was none yet, as before the first. */
    public static void setHead(final Path directory, final int documentsAgo) throws IOException
    {
        final Head[] heads = new Head[1 << 16];
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        final DocumentCheck check = new DocumentCheck(memory);
        int count = 0;
        heads[0] = new Head(0, 0, 0);
        try (DocumentSource source = new DocumentSource(directory, memory))
        {
            for (int length = source.next(); length > 0; length = source.next())
            {
                check.fault(length, heads[count].chain(), heads[count].sequence());
                heads[++count] = new Head(check.lastSequence(), check.chain(length), count);
            }
        }
        heads[Math.max(0, count - documentsAgo)].write(directory);
    }

    private interface Change
    {
        JournalStart of(JournalStart start);
    }

    private static void copy(final Path from, final Path to, final Change change, final RecordConsumer forger,
        final long arenaChange) throws IOException
    {
        copy(from, to, change, forger, LongUnaryOperator.identity(), arenaChange);
    }

    private static void copy(final Path from, final Path to, final Change change, final RecordConsumer forger,
        final LongUnaryOperator atClose, final long arenaChange) throws IOException
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(to, records);
        JournalReader.open(from).read(new JournalVisitor()
        {
            private long copied;

            @Override
            public boolean onSegment(final JournalSegment segment)
            {
                journal.open(change.of(segment.start()));
                return true;
            }

            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                final int claimed = records.claim(length);
                records.buffer().putBytes(claimed + 4, buffer, offset + 4, length - 4);
                records.buffer().putInt(claimed + RecordLayout.CRC_OFFSET, 0);
                forger.onRecords(records.buffer(), claimed, length);
                records.commit(claimed, length);
                if (++copied % 100 == 0)
                {
                    records.publish();
                    journal.drain();
                }
                return true;
            }

            @Override
            public void onClose(final long last, final long digest, final long arenaHash, final long decisionSeq)
            {
                records.publish();
                journal.close(atClose.applyAsLong(digest), arenaHash + arenaChange, last, decisionSeq);
            }
        });
    }
}
