package io.firebreak.journal;

import io.firebreak.record.RecordConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Collects the records of a killed process's buffer into batches of a document each. A record is taken only after who
 * knows what it must be has seen it. Cold; the thread that opens the journal.
 */
final class SurplusBatch implements RecordConsumer
{
    private final UnsafeBuffer batch;
    private final RecordConsumer judge;
    private final RecordConsumer journal;
    private int length;

    SurplusBatch(final int maxBytes, final RecordConsumer judge, final RecordConsumer journal)
    {
        batch = new UnsafeBuffer(new byte[maxBytes]);
        this.judge = judge;
        this.journal = journal;
    }

    @Override
    public void onRecords(final UnsafeBuffer buffer, final int offset, final int recordLength)
    {
        judge.onRecords(buffer, offset, recordLength);
        if (length + recordLength > batch.capacity())
        {
            end();
        }
        batch.putBytes(length, buffer, offset, recordLength);
        length += recordLength;
    }

    /** Hands over what is left. */
    void end()
    {
        if (length > 0)
        {
            journal.onRecords(batch, 0, length);
            length = 0;
        }
    }
}
