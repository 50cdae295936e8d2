package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.RecordBuffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A document that says of itself what is not so is refused for that, even where somebody made its checksum anew. */
class DocumentCheckTest
{
    private static final int PREVIOUS_CHAIN = 0x11223344;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);
    private final DocumentCheck check = new DocumentCheck(memory);

    private int document()
    {
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        Tape.append(records, 9);
        Tape.append(records, 10);
        records.publish();
        final DocumentWriter writer = new DocumentWriter(4096);
        records.drain(writer::copy, 4096);
        final int length = writer.finish(PREVIOUS_CHAIN);
        writer.buffer().getBytes(0, memory, 0, length);
        return length;
    }

    @Test
    void shouldFindNothingWhenItIsAsItWasWritten()
    {
        assertThat(check.fault(document(), PREVIOUS_CHAIN, 8)).isNull();
        assertThat(check.inputs()).isEqualTo(2);
        assertThat(check.lastSequence()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "8, its header names, the document's header names 10",
        "16, its count of records, another number of records than 2",
        "20, its bytes, its header counts",
        "24, the chain before it, does not follow the document before"})
    void shouldNameTheLieWhenTheChecksumFits(final int at, final String what, final String said)
    {
        final int length = document();
        memory.putInt(at, memory.getInt(at) + 1);
        final int chain = new Checksums(memory).chain(PREVIOUS_CHAIN, length);
        memory.order(ByteOrder.LITTLE_ENDIAN).limit(length);
        memory.putInt(length - DocumentLayout.CHAIN_FROM_END, chain);

        assertThat(check.fault(length, PREVIOUS_CHAIN, 8)).as(what).contains(said);
    }

    @Test
    void shouldNotFollowADocumentThatItWasNotWrittenBehind()
    {
        assertThat(check.fault(document(), PREVIOUS_CHAIN + 1, 8)).contains("does not follow the document before");
        assertThat(check.fault(document(), PREVIOUS_CHAIN, 7)).contains("its sequence is 9");
    }
}
