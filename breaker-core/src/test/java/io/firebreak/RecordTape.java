package io.firebreak;

import io.firebreak.codec.DecisionEffectiveDecoder;
import io.firebreak.codec.GapDecoder;
import io.firebreak.codec.GateStaleDecoder;
import io.firebreak.market.Durability;
import io.firebreak.record.InputLayout;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.JournalPast;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecordSource;
import io.firebreak.record.RecoveryTarget;
import org.agrona.ExpandableArrayBuffer;

/** A journal in memory: the bytes of all records, one behind another. */
final class RecordTape implements Journal
{
    final ExpandableArrayBuffer bytes = new ExpandableArrayBuffer(1 << 20);
    volatile boolean stalled;

    /** Thrown by the next duty cycle. */
    volatile Error thrown;

    /** An append has failed: nothing is taken any more. */
    volatile boolean failed;

    /** Whom to tell of a trouble. */
    volatile JournalAlarm alarm;
    volatile boolean closed;
    volatile boolean abandoned;
    volatile int length;
    volatile long lastSequence;
    volatile long records;
    volatile long undecided;
    volatile long gaps;
    volatile long told;
    volatile long effective;
    volatile long ordersBetween;
    volatile long staleChecks;
    private int lastTemplate;
    private final boolean keeps;
    private final RecordSource source;

    RecordTape(final RecordSource source)
    {
        this(source, true);
    }

    /** A tape that counts and keeps nothing, for long runs. */
    RecordTape(final RecordSource source, final boolean keeps)
    {
        this.source = source;
        this.keeps = keeps;
    }

    @Override
    public void open(final JournalStart start)
    {
        closed = false;
    }

    @Override
    public JournalPast resume(final JournalStart start, final RecoveryTarget past)
    {
        open(start);
        return JournalPast.NONE;
    }

    @Override
    public void alarm(final JournalAlarm listener)
    {
        alarm = listener;
    }

    @Override
    public int drain()
    {
        if (thrown != null)
        {
            throw thrown;
        }
        return stalled || failed ? 0 : source.drain((buffer, offset, run) ->
        {
            for (int at = offset; at < offset + run; at += buffer.getInt(at))
            {
                final long sequence = buffer.getLong(at + RecordLayout.SEQUENCE_OFFSET);
                if (sequence != lastSequence + 1)
                {
                    throw new IllegalStateException("record " + sequence + " after " + lastSequence);
                }
                lastSequence = sequence;
                records++;
                undecided += (buffer.getShort(at + RecordLayout.FLAGS_OFFSET) & RecordLayout.UNDECIDED) != 0 ? 1 : 0;
                final int input = at + RecordLayout.INPUT_OFFSET;
                lastTemplate = buffer.getShort(input + InputLayout.TEMPLATE_OFFSET) & 0xFFFF;
                if (lastTemplate == GapDecoder.TEMPLATE_ID)
                {
                    gaps++;
                    told += buffer.getLong(input + InputLayout.BODY_OFFSET + 16);
                }
                if (lastTemplate == DecisionEffectiveDecoder.TEMPLATE_ID)
                {
                    effective++;
                    ordersBetween = buffer.getLong(input + InputLayout.BODY_OFFSET + 24);
                }
                if (lastTemplate == GateStaleDecoder.TEMPLATE_ID)
                {
                    staleChecks += buffer.getLong(input + InputLayout.BODY_OFFSET + 16);
                }
            }
            if (keeps)
            {
                bytes.putBytes(length, buffer, offset, run);
                for (int at = length; at < length + run; at += bytes.getInt(at))
                {
                    // The journal fills in the CRC; until then what lay there before shows.
                    bytes.putInt(at + RecordLayout.CRC_OFFSET, 0);
                }
                length += run;
            }
        }, 1 << 17);
    }

    @Override
    public long durableSequence(final Durability level)
    {
        return lastSequence;
    }

    @Override
    public boolean failed()
    {
        return failed;
    }

    @Override
    public void close(final long digest, final long arenaHash, final long lastEngineSequence, final long decisionSeq)
    {
        while (drain() > 0)
        {
            continue;
        }
        closed = true;
    }

    @Override
    public void abandon()
    {
        abandoned = true;
    }
}
