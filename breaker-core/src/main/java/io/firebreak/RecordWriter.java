package io.firebreak;

import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes a record of each input: claims its place, lets the engine work on it there, appends digest and length. The
 * tail is published every 16 records, on any decision, and at the end of a batch. Owned by the matching thread.
 */
final class RecordWriter
{
    private static final int PUBLISH_EVERY = 16;

    private final BreakerEngine engine;
    private final RecordBuffer records;
    private final DecisionPoller decisions;
    private final boolean discard;
    private final BreakerCounters counters;
    private final UnsafeBuffer b;

    private int record;
    private int inputBytes;
    private int unpublished;
    private long timeNs;

    RecordWriter(
        final BreakerEngine engine, final RecordBuffer records, final DecisionPoller decisions, final boolean discard,
        final BreakerCounters counters)
    {
        this.counters = counters;
        this.engine = engine;
        this.records = records;
        this.decisions = decisions;
        this.discard = discard;
        b = records.buffer();
    }

    UnsafeBuffer buffer()
    {
        return b;
    }

    /**
     * Claim a record and write what every input starts with.
     *
     * @return offset of the body, negative where a buffer is full.
     */
    int begin(
        final int templateId, final int blockLength, final int sourceId, final long sourceSeq, final long atNs,
        final long sourceTimeNs, final int scope, final int flags)
    {
        if (!decisions.hasRoom())
        {
            return backPressured();
        }
        int claimed = records.claim(RecordLayout.MAX_RECORD_LENGTH);
        if (claimed < 0)
        {
            if (!discard)
            {
                return backPressured();
            }
            unpublished = 0;
            records.discard();
            claimed = records.claim(RecordLayout.MAX_RECORD_LENGTH);
        }
        record = claimed;
        timeNs = atNs;
        inputBytes = blockLength + MessageHeaderEncoder.ENCODED_LENGTH;
        final int o = claimed + RecordLayout.INPUT_OFFSET;
        b.putLong(o, blockLength | (long)templateId << 16 | (long)MessageHeaderEncoder.SCHEMA_ID << 32 |
            (long)MessageHeaderEncoder.SCHEMA_VERSION << 48);
        b.putLong(o + InputLayout.TIME_OFFSET, atNs);
        b.putLong(o + InputLayout.SOURCE_TIME_OFFSET, sourceTimeNs);
        b.putLong(o + InputLayout.SOURCE_SEQ_OFFSET, sourceSeq);
        b.putLong(o + InputLayout.SCOPE_OFFSET, scope & 0xFFFFFFFFL | (long)(sourceId & 0xFFFF) << 32 |
            (long)(flags & 0xFFFF) << 48);
        return o + InputLayout.BODY_OFFSET;
    }

    /**
     * Let the engine work on the claimed input and complete the record.
     *
     * @return number of decisions.
     */
    int end()
    {
        final int input = record + RecordLayout.INPUT_OFFSET;
        final int output = input + RecordLayout.align(inputBytes);
        final int bytes = engine.onMessage(timeNs, b, input, inputBytes, b, output);
        final int count = engine.decisionCount();
        final long sequence = engine.sequence();
        b.putLong(record + RecordLayout.SEQUENCE_OFFSET, sequence);
        b.putLong(record + RecordLayout.INPUT_BYTES_OFFSET, inputBytes | (long)count << 16 |
            (long)(engine.isExposed() ? RecordLayout.EXPOSED : 0) << 32);
        b.putLong(output + bytes, engine.digest());
        records.commit(record, output + bytes + RecordLayout.DIGEST_LENGTH - record);
        if (count > 0)
        {
            decisions.watch(b, output, bytes, sequence);
            decisions.offer(b, output, bytes);
            publish();
        }
        else if (++unpublished >= PUBLISH_EVERY)
        {
            publish();
        }
        if (counters != null)
        {
            counters.increment(BreakerCounter.INPUTS);
            counters.add(BreakerCounter.DECISIONS, count);
        }
        return count;
    }

    private int backPressured()
    {
        if (counters != null)
        {
            counters.increment(BreakerCounter.BACK_PRESSURE);
        }
        return EventPublisher.BACK_PRESSURED;
    }

    void publish()
    {
        unpublished = 0;
        records.publish();
    }
}
