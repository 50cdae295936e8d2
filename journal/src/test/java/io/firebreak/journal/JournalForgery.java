package io.firebreak.journal;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.codec.CloseDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.SegmentHeaderDecoder;
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

    /** With the mark of an engine that had stopped in one record, and all else as it was. */
    public static void withUndecided(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == sequence)
            {
                buffer.putShort(offset + RecordLayout.FLAGS_OFFSET, (short)RecordLayout.UNDECIDED);
            }
        }, 0);
    }

    /** As if an error had stopped the engine at a sequence: what follows was journaled undecided. */
    public static void withStop(final Path from, final Path to, final long sequence) throws IOException
    {
        copy(from, to, start -> start, (buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) < sequence)
            {
                return;
            }
            final long digest = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH);
            final int inputBytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET);
            final int undecided = RecordLayout.recordLength(inputBytes, 0);
            buffer.putShort(offset + RecordLayout.DECISION_COUNT_OFFSET, (short)0);
            buffer.putShort(offset + RecordLayout.FLAGS_OFFSET, (short)RecordLayout.UNDECIDED);
            buffer.putLong(offset + undecided - RecordLayout.DIGEST_LENGTH, digest);
            buffer.putInt(offset, undecided);
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
        documents(from, to, Head.read(from).documents() - 1, (bytes, length) -> { });
        Head.read(from).write(to);
    }

    /** With one bit other in the document that holds a record; no checksum fits any more. */
    public static void withDamage(final Path from, final Path to, final long sequence) throws IOException
    {
        documents(from, to, Head.read(from).documents(), (bytes, length) ->
        {
            final long first = bytes.getLong(DocumentLayout.FIRST_SEQUENCE_OFFSET);
            final int count = bytes.getInt(DocumentLayout.RECORD_COUNT_OFFSET);
            if (sequence >= first && sequence < first + count)
            {
                bytes.putByte(length / 2, (byte)(bytes.getByte(length / 2) ^ 0x10));
            }
        });
        Head.read(from).write(to);
    }

    /**
     * As if a build of another layout or semantics version had written one segment of several, 0 the first: its digests
     * and the hash of its arena are others where the layout is.
     */
    public static void withSegment(
        final Path from, final Path to, final int index, final int layoutVersion, final int semanticsVersion)
        throws IOException
    {
        final Head head = Head.read(from);
        final SegmentChange change = new SegmentChange(index, layoutVersion, semanticsVersion);
        documents(from, to, head.documents(), change);
        new Head(head.sequence(), change.chain, head.documents()).write(to);
    }

    private interface DocumentChange
    {
        void of(UnsafeBuffer bytes, int length);
    }

    private static final class SegmentChange implements DocumentChange
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final int index;
        private final int layoutVersion;
        private final int semanticsVersion;
        private int segment = -1;
        private long digest;
        private int chain;

        SegmentChange(final int index, final int layoutVersion, final int semanticsVersion)
        {
            this.index = index;
            this.layoutVersion = layoutVersion;
            this.semanticsVersion = semanticsVersion;
        }

        @Override
        public void of(final UnsafeBuffer bytes, final int length)
        {
            final Checksums sums = new Checksums(bytes.byteBuffer());
            final int end = length - DocumentLayout.TRAILER_LENGTH;
            for (int offset = DocumentLayout.HEADER_LENGTH; offset < end; offset += bytes.getInt(offset))
            {
                record(bytes, offset);
                bytes.putInt(offset + RecordLayout.CRC_OFFSET, sums.record(offset, bytes.getInt(offset)));
            }
            bytes.putLong(length - DocumentLayout.DIGEST_FROM_END, digest);
            bytes.putInt(DocumentLayout.PREVIOUS_CHAIN_OFFSET, chain);
            chain = sums.chain(chain, length);
            bytes.putInt(length - DocumentLayout.CHAIN_FROM_END, chain);
        }

        private void record(final UnsafeBuffer bytes, final int offset)
        {
            final int message = offset + RecordLayout.INPUT_OFFSET;
            final int body = message + MessageHeaderDecoder.ENCODED_LENGTH;
            final int end = offset + bytes.getInt(offset) - RecordLayout.DIGEST_LENGTH;
            header.wrap(bytes, message);
            segment += header.templateId() == SegmentHeaderDecoder.TEMPLATE_ID ? 1 : 0;
            if (segment == index && header.templateId() == SegmentHeaderDecoder.TEMPLATE_ID)
            {
                bytes.putShort(body + SegmentHeaderDecoder.layoutVersionEncodingOffset(), (short)layoutVersion);
                bytes.putShort(body + SegmentHeaderDecoder.semanticsVersionEncodingOffset(), (short)semanticsVersion);
            }
            final boolean isControl = (bytes.getShort(offset + RecordLayout.FLAGS_OFFSET) & RecordLayout.CONTROL) != 0;
            final boolean isOther = segment == index && layoutVersion != EngineLayout.VERSION;
            digest = isControl && isOther ? digest : bytes.getLong(end);
            digest = !isControl && isOther ? ofOtherLines(digest) : digest;
            bytes.putLong(end, digest);
            if (header.templateId() == CloseDecoder.TEMPLATE_ID)
            {
                bytes.putLong(body + CloseDecoder.digestEncodingOffset(), digest);
                bytes.putLong(body + CloseDecoder.arenaHashEncodingOffset(),
                    bytes.getLong(body + CloseDecoder.arenaHashEncodingOffset()) + (isOther ? 1 : 0));
            }
        }
    }

    private static void documents(final Path from, final Path to, final long count, final DocumentChange change)
        throws IOException
    {
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        final UnsafeBuffer bytes = new UnsafeBuffer(memory);
        try (DocumentSource source = new DocumentSource(from, memory);
            var queue = ChronicleFiles.writing(to, System::currentTimeMillis);
            var appender = queue.createAppender())
        {
            for (long i = 0; i < count; i++)
            {
                final byte[] document = new byte[source.next()];
                change.of(bytes, document.length);
                bytes.getBytes(0, document);
                try (var context = appender.writingDocument())
                {
                    context.wire().bytes().write(document);
                }
            }
        }
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
            private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[RecordLayout.MAX_RECORD_LENGTH]);
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
                scratch.putBytes(0, buffer, offset, length);
                forger.onRecords(scratch, 0, length);
                final int forged = scratch.getInt(0);
                final int claimed = records.claim(forged);
                records.buffer().putBytes(claimed + 4, scratch, 4, forged - 4);
                records.buffer().putInt(claimed + RecordLayout.CRC_OFFSET, 0);
                records.commit(claimed, forged);
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
