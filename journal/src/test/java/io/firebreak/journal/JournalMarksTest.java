package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.Durability;
import io.firebreak.record.RecordBuffer;
import java.io.Closeable;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mark never tells of what was not done: J1 follows the append, and nothing here is ever J2. */
class JournalMarksTest
{
    @TempDir
    private Path directory;

    private final RecordBuffer records = RecordBuffer.inMemory(1 << 16);

    private ChronicleJournal opened()
    {
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        journal.open(Tape.START);
        Tape.append(records, 1);
        records.publish();
        journal.drain();
        assertThat(journal.durableSequence(Durability.J1)).isEqualTo(1);
        return journal;
    }

    private static Object behind(final Object owner, final String name) throws ReflectiveOperationException
    {
        final Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    /** The batch is whole and has its checksums; only what would have stored it does not. */
    @Test
    void shouldAcknowledgeNothingWhenTheAppendItselfFails() throws Exception
    {
        final ChronicleJournal journal = opened();
        final long documents = journal.documents();
        final long bytes = journal.recordBytes();
        ((Closeable)behind(behind(behind(journal, "documents"), "queue"), "appender")).close();
        Tape.append(records, 2);
        records.publish();

        assertThat(journal.drain()).isZero();
        assertThat(journal.failed()).isTrue();
        assertThat(journal.durableSequence(Durability.J1)).isEqualTo(1);
        assertThat(journal.documents()).isEqualTo(documents);
        assertThat(journal.recordBytes()).isEqualTo(bytes);
        assertThat(Head.read(directory).documents()).isLessThanOrEqualTo(documents);
        journal.close(0, 0, 2, 0);
        assertThat(JournalReader.open(directory).read((buffer, offset, length) -> true))
            .isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
            {
                assertThat(whole.lastSequence()).isEqualTo(1);
                assertThat(whole.documents()).isEqualTo(documents);
            });
    }

    /** Without a rollback Chronicle would commit the document with whatever its bytes are. */
    @Test
    void shouldLeaveNothingBehindWhenTheBodyOfAnAppendThrows() throws Exception
    {
        final DocumentWriter writer = new DocumentWriter(4_096);
        Tape.append(records, 1);
        records.publish();
        records.drain(writer::copy, 4_096);
        final int length = writer.finish(0);
        try (QueueAppender queue = new QueueAppender(directory, System::currentTimeMillis, 1 << 16,
            JournalSettings.defaults(), trouble -> { }))
        {
            assertThat(queue.hasRoom()).isTrue();
            assertThatThrownBy(() -> queue.write(writer, writer.buffer().capacity() + 8))
                .isInstanceOf(IndexOutOfBoundsException.class);
            queue.write(writer, length);
        }
        final ByteBuffer memory = ByteBuffer.allocateDirect(DocumentLayout.MAX_DOCUMENT_LENGTH);
        try (DocumentSource source = new DocumentSource(directory, memory))
        {
            assertThat(source.next()).isEqualTo(length);
            assertThat(new DocumentCheck(memory).fault(length, 0, 0)).isNull();
            assertThat(source.next()).isEqualTo(DocumentSource.END);
        }
    }

    @Test
    void shouldReachNoLevelThatNeedsAForce()
    {
        final ChronicleJournal journal = opened();
        assertThat(journal.reaches(Durability.J1)).isTrue();
        assertThat(journal.reaches(Durability.J2)).isFalse();
        assertThat(journal.durableSequence(Durability.J2)).isZero();
        journal.close(Tape.digest(1), 0, 1, 0);
        assertThat(journal.durableSequence(Durability.J2)).isZero();
    }
}
