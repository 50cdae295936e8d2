package io.firebreak.record;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The numbers that an action against a participant rests on, in the unit of what its control counts. One instance is
 * filled and written again and again by the engine thread.
 */
public final class ParticipantEvidence
{
    /** A number that does not apply. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** No order is to be cancelled. */
    public static final int CANCEL_NONE = 0;

    /** Tagged orders are to be cancelled. */
    public static final int CANCEL_TAGGED = 1;

    /** All orders are to be cancelled. */
    public static final int CANCEL_ALL = 2;

    /** No event: time, or an operator. */
    public static final int NO_EVENT = 255;

    /** What was compared. */
    public long observed;

    /** With what. */
    public long limit;

    /** What the limit was made from: a reference price, ticks, or a baseline, 1024ths. */
    public long reference;

    /** Window, ns; 0 none. */
    public long windowNs;

    /** End of the freeze, ns; Long.MAX_VALUE by hand. */
    public long untilNs;

    /** What this event added, signed. */
    public long value;

    /** Instrument of the event; -1 none. */
    public int instrument;

    /** Class of the participant. */
    public int classIndex;

    /** ParticipantActionKind code. */
    public int action;

    /** ParticipantControl code. */
    public int control;

    /** ParticipantCounter code. */
    public int counter;

    /** 1 the limit itself breaches. */
    public int atLimit;

    /** One of the CANCEL constants. */
    public int cancels;

    /** ParticipantEventKind code of the event, or NO_EVENT. */
    public int event;

    /** Nothing applies. */
    public ParticipantEvidence()
    {
        clear();
    }

    /**
     * Forget everything.
     *
     * @return this.
     */
    public ParticipantEvidence clear()
    {
        observed = ABSENT;
        limit = ABSENT;
        reference = ABSENT;
        windowNs = 0;
        untilNs = ABSENT;
        value = ABSENT;
        instrument = -1;
        classIndex = 0;
        action = 0;
        control = 0;
        counter = 0;
        atLimit = 0;
        cancels = CANCEL_NONE;
        event = NO_EVENT;
        return this;
    }

    /** Write it as the body of a ParticipantAction. */
    void write(final UnsafeBuffer buffer, final int o, final long imageHash)
    {
        buffer.putLong(o, observed);
        buffer.putLong(o + 8, limit);
        buffer.putLong(o + 16, reference);
        buffer.putLong(o + 24, windowNs);
        buffer.putLong(o + 32, untilNs);
        buffer.putLong(o + 40, value);
        buffer.putLong(o + 48, imageHash);
        buffer.putLong(o + 56, instrument & 0xFFFFFFFFL | (classIndex & 0xFFFFL) << 32 | (long)action << 48 |
            (long)control << 56);
        buffer.putLong(o + 64, counter | atLimit << 8 | cancels << 16 | (long)event << 24);
    }
}
