package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.record.RecordConsumer;
import io.firebreak.record.RecordLayout;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A surplus that is longer than a document: every record once, in order, and judged before it is handed over. */
class SurplusBatchTest
{
    private static final int RECORD = 72;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD]);
    private final List<List<Long>> batches = new ArrayList<>();
    private final List<Long> judged = new ArrayList<>();
    private final RecordConsumer journal = (buffer, offset, length) ->
    {
        final List<Long> batch = new ArrayList<>();
        for (int at = offset; at < offset + length; at += buffer.getInt(at + RecordLayout.LENGTH_OFFSET))
        {
            batch.add(buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET));
        }
        assertThat(judged).containsAll(batch);
        batches.add(batch);
    };

    private SurplusBatch batch(final RecordConsumer judge)
    {
        return new SurplusBatch(3 * RECORD + 16, judge, journal);
    }

    private void give(final SurplusBatch batch, final long sequence)
    {
        record.putInt(RecordLayout.LENGTH_OFFSET, RECORD);
        record.putLong(RecordLayout.SEQUENCE_OFFSET, sequence);
        batch.onRecords(record, 0, RECORD);
    }

    @Test
    void shouldHandOverEveryRecordOnceAndInOrderWhenTheyFillSeveralDocuments()
    {
        final SurplusBatch batch = batch(
            (buffer, offset, length) -> judged.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)));
        for (long sequence = 11; sequence <= 18; sequence++)
        {
            give(batch, sequence);
        }
        assertThat(batches).containsExactly(List.of(11L, 12L, 13L), List.of(14L, 15L, 16L));
        batch.end();
        batch.end();
        assertThat(batches).containsExactly(List.of(11L, 12L, 13L), List.of(14L, 15L, 16L), List.of(17L, 18L));
        assertThat(judged).containsExactly(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L);
    }

    @Test
    void shouldHandOverNothingOfARecordThatTheJudgeRefuses()
    {
        final SurplusBatch batch = batch((buffer, offset, length) ->
        {
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == 13)
            {
                throw new IllegalStateException("decided otherwise");
            }
            judged.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET));
        });
        give(batch, 11);
        give(batch, 12);
        assertThatThrownBy(() -> give(batch, 13)).hasMessage("decided otherwise");
        batch.end();
        assertThat(batches).containsExactly(List.of(11L, 12L));
    }
}
