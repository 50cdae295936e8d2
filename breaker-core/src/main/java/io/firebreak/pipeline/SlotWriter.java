package io.firebreak.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.firebreak.codec.BookLevelEncoder;
import io.firebreak.codec.GapEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.QuoteEncoder;
import io.firebreak.gate.GuardLine;
import io.firebreak.record.InputLayout;
import io.firebreak.record.InputWriter;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlotLayout;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.OverrunEvent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A producer's end of the ring: claims a slot, has the input written into it, publishes it; and meets a full ring as
 * the {@link OverrunPolicy} says. Owned by one thread. In a ring of one producer there is one of these, in a ring of
 * several each thread has its own.
 */
public final class SlotWriter implements InputWriter
{
    private static final long NONE = -1;
    private static final int ROOM_AFTER_SHEDDING = 4;

    private final Pipeline pipeline;
    private final RingBuffer<Slot> ring;
    private final boolean single;
    private final OverrunPolicy policy;
    private final BreakerCounters counters;
    private final Runnable relief;
    private final UnsafeBuffer slots;
    private final Drops drops = new Drops();
    private final Pause pause = new Pause();

    private long claimed = NONE;
    private int slot;
    private int inputBytes;
    private int sourceId;
    private long sourceSeq;
    private long timeNs;
    private boolean shedding;

    SlotWriter(final Pipeline pipeline, final boolean single, final Runnable relief)
    {
        this.pipeline = pipeline;
        this.single = single;
        this.relief = relief;
        ring = pipeline.ring();
        policy = pipeline.policy();
        counters = pipeline.counters();
        slots = pipeline.slab().slots();
    }

    @Override
    public UnsafeBuffer buffer()
    {
        return slots;
    }

    @Override
    public int begin(
        final int templateId, final int blockLength, final int source, final long sequence, final long atNs,
        final long sourceTimeNs, final int scope, final int flags)
    {
        if (claimed == NONE && (isShedding() || drops.pending() != 0 ? !reserve(atNs) : !claim()))
        {
            final OverrunEvent event = OverrunEvent.begun();
            final int answer = meetOverrun(templateId, source, sequence, atNs, scope);
            if (event != null)
            {
                event.ended(policy.name(), answer >= 0, source, sequence);
            }
            if (answer < 0)
            {
                return answer;
            }
        }
        return write(templateId, blockLength, source, sequence, atNs, sourceTimeNs, scope, flags);
    }

    @Override
    public int end()
    {
        publish(inputBytes);
        return 0;
    }

    @Override
    public boolean isStopped()
    {
        return pipeline.failure() != null;
    }

    /**
     * Claims a slot for an input that the caller encodes, with the generated encoders, at the offset given back. Never
     * waits and drops nothing, whatever the policy. Claiming again without {@link #commit} gives the same slot; until
     * it is committed, no later slot is worked on.
     *
     * @param source   source.
     * @param sequence in the source, 0 where it has none.
     * @param atNs     host clock.
     * @return offset in {@link #buffer()} of at most 112 bytes, header included, or {@link #BACK_PRESSURED}.
     */
    public int tryClaim(final int source, final long sequence, final long atNs)
    {
        if (claimed == NONE && (!pipeline.isOpen() || !tellDrops(atNs) || !claim()))
        {
            count(BreakerCounter.BACK_PRESSURE);
            final OverrunEvent event = OverrunEvent.begun();
            if (event != null)
            {
                event.ended(policy.name(), false, source, sequence);
            }
            return BACK_PRESSURED;
        }
        sourceId = source;
        sourceSeq = sequence;
        timeNs = atNs;
        return slot + SlotLayout.INPUT_OFFSET;
    }

    /**
     * Publishes what was encoded into the claimed slot. Time, source and number are those of the claim.
     *
     * @param length of header and block, 40 to 112.
     * @throws IllegalStateException    when nothing is claimed.
     * @throws IllegalArgumentException for another length.
     */
    public void commit(final int length)
    {
        if (claimed == NONE)
        {
            throw new IllegalStateException("commit without a claimed slot");
        }
        if (length < InputLayout.BODY_OFFSET || length > RecordLayout.MAX_INPUT_LENGTH)
        {
            throw new IllegalArgumentException("an input of " + length + " bytes: 40 to 112");
        }
        final int o = slot + SlotLayout.INPUT_OFFSET;
        slots.putLong(o + InputLayout.TIME_OFFSET, timeNs);
        slots.putLong(o + InputLayout.SOURCE_SEQ_OFFSET, sourceSeq);
        slots.putShort(o + InputLayout.SOURCE_OFFSET, (short)sourceId);
        publish(length);
    }

    /**
     * Claims a slot for the input that is begun next, which then neither waits nor drops anything, whoever else
     * publishes. What was dropped is told before it. Never waits.
     *
     * @param atNs host clock.
     * @return false while a slot is claimed already, the ring is full or the overrun policy is at work.
     */
    public boolean reserve(final long atNs)
    {
        return hasRoom() && tellDrops(atNs) && claim();
    }

    /**
     * Whether the owner holds a slot that it has not published.
     *
     * @return true between {@link #tryClaim} and {@link #commit}.
     */
    public boolean hasClaim()
    {
        return claimed != NONE;
    }

    /**
     * Whether the next input is taken without waiting and without dropping anything.
     *
     * @return false while the ring is full or the overrun policy is at work.
     */
    public boolean hasRoom()
    {
        return claimed == NONE && !isShedding() && pipeline.isOpen() && ring.hasAvailableCapacity(drops.pending() + 1);
    }

    /**
     * Inputs that the overrun policy has dropped. Any thread.
     *
     * @return count since the start.
     */
    public long dropped()
    {
        return drops.total();
    }

    /**
     * Tells what was dropped as soon as there is room, without another event. Never waits. There is no room while the
     * engine waits for the host to poll decisions.
     *
     * @param atNs host clock.
     * @return whether everything is told.
     */
    public boolean tellDrops(final long atNs)
    {
        while (drops.pending() != 0)
        {
            if (!claim())
            {
                return false;
            }
            gap(atNs);
        }
        return true;
    }

    private int meetOverrun(
        final int templateId, final int source, final long sequence, final long atNs, final int scope)
    {
        count(BreakerCounter.BACK_PRESSURE);
        if (policy == OverrunPolicy.SHED_MARKED && templateId == BookLevelEncoder.TEMPLATE_ID)
        {
            shedding = (shedding || !ring.hasAvailableCapacity(drops.pending() + 1)) && !isRoomy();
            if (!shedding && tellDrops(atNs) && claim())
            {
                return 0;
            }
            return drop(source, scope, sequence);
        }
        pause.reset();
        while (!tellDrops(atNs) || !claim())
        {
            if (!pipeline.isOpen() || pipeline.isHopeless())
            {
                return BACK_PRESSURED;
            }
            if (policy == OverrunPolicy.FAIL_CLOSED)
            {
                failClosed();
                if (templateId == BookLevelEncoder.TEMPLATE_ID || templateId == QuoteEncoder.TEMPLATE_ID)
                {
                    return drop(source, scope, sequence);
                }
            }
            if (relief != null)
            {
                relief.run();
            }
            pause.idle();
        }
        return 0;
    }

    /** One latch of an overrun that lasts: what operators look at does not change under their hands. */
    private void failClosed()
    {
        final GuardLine guard = pipeline.guard();
        if ((GuardLine.latches(guard.word(0)) & GuardLine.OVERRUN) == 0)
        {
            guard.overrun(0);
        }
    }

    /** Whatever is published or asked for ends the shedding of an emptied ring, not only the next book level. */
    private boolean isShedding()
    {
        shedding = shedding && !isRoomy();
        return shedding;
    }

    private boolean isRoomy()
    {
        return ring.remainingCapacity() >= Math.max(drops.pending() + 1, ring.getBufferSize() / ROOM_AFTER_SHEDDING);
    }

    private int drop(final int source, final int scope, final long sequence)
    {
        if (!pipeline.isOpen())
        {
            return BACK_PRESSURED;
        }
        drops.add(source, scope, sequence);
        count(BreakerCounter.DROPS);
        return DROPPED;
    }

    private void count(final BreakerCounter counter)
    {
        if (counters != null)
        {
            counters.addShared(counter, 1);
        }
    }

    private void gap(final long atNs)
    {
        final int entry = drops.next();
        final int o = write(GapEncoder.TEMPLATE_ID, GapEncoder.BLOCK_LENGTH, drops.sourceId(entry), 0, atNs,
            Long.MIN_VALUE, drops.scope(entry), 0);
        slots.putLong(o, drops.from(entry));
        slots.putLong(o + 8, drops.to(entry));
        slots.putLong(o + 16, drops.count(entry));
        drops.told();
        publish(inputBytes);
    }

    private int write(
        final int templateId, final int blockLength, final int source, final long sequence, final long atNs,
        final long sourceTimeNs, final int scope, final int flags)
    {
        inputBytes = blockLength + MessageHeaderEncoder.ENCODED_LENGTH;
        final int o = slot + SlotLayout.INPUT_OFFSET;
        slots.putLong(o, blockLength | (long)templateId << 16 | (long)MessageHeaderEncoder.SCHEMA_ID << 32 |
            (long)MessageHeaderEncoder.SCHEMA_VERSION << 48);
        slots.putLong(o + InputLayout.TIME_OFFSET, atNs);
        slots.putLong(o + InputLayout.SOURCE_TIME_OFFSET, sourceTimeNs);
        slots.putLong(o + InputLayout.SOURCE_SEQ_OFFSET, sequence);
        slots.putLong(o + InputLayout.SCOPE_OFFSET, scope & 0xFFFFFFFFL | (long)(source & 0xFFFF) << 32 |
            (long)(flags & 0xFFFF) << 48);
        return o + InputLayout.BODY_OFFSET;
    }

    private boolean claim()
    {
        if (!pipeline.isOpen() || !ring.hasAvailableCapacity(1))
        {
            return false;
        }
        if (single)
        {
            claimed = ring.next();
        }
        else
        {
            try
            {
                claimed = ring.tryNext();
            }
            catch (final InsufficientCapacityException ex)
            {
                // Another producer was faster. The exception is one for all and carries no stack.
                return false;
            }
        }
        slot = ring.get(claimed).offset;
        return true;
    }

    private void publish(final int length)
    {
        final long ringSequence = claimed;
        claimed = NONE;
        slots.putLong(slot + SlotLayout.INPUT_BYTES_OFFSET, length | pipeline.exposures().orders() << 32);
        slots.putLongRelease(slot + SlotLayout.PUBLISHED_OFFSET, pipeline.sequenceOf(ringSequence));
        ring.publish(ringSequence);
    }
}
