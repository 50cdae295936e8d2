package io.firebreak.participant;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Values of a half-open window (now - window, now] in a ring of fixed room, and their sum. Exact while it holds fewer
 * than half as many entries as there is room for; values of one instant share an entry. From then on a value within
 * one part of the window in as many as the other half has entries, after the first value of the newest entry, joins
 * that entry: the sum stays that of all values that are counted, and a value leaves late by at most that part, never
 * early. Engine thread only; O(1) but for the entries that leave.
 */
final class CounterWindow
{
    /** Bytes of an entry. */
    static final int ENTRY_LENGTH = 16;

    private static final int VALUE = 8;

    private final UnsafeBuffer b;
    private final int room;

    CounterWindow(final UnsafeBuffer buffer, final int room)
    {
        b = buffer;
        this.room = room;
    }

    int room()
    {
        return room;
    }

    /** Sum of the values. */
    long sum(final int c)
    {
        return b.getLong(c + ParticipantLayout.C_SUM);
    }

    /** Entries, below the number of values where some share one. */
    int entries(final int c)
    {
        return b.getInt(c + ParticipantLayout.C_ENTRIES);
    }

    /** Take out what is not in the window any more. */
    void expire(final int c, final long nowNs, final long windowNs)
    {
        int entries = b.getInt(c + ParticipantLayout.C_ENTRIES);
        if (entries == 0)
        {
            return;
        }
        int head = b.getInt(c + ParticipantLayout.C_HEAD);
        long sum = sum(c);
        while (entries > 0 && b.getLong(entry(c, head)) <= nowNs - windowNs)
        {
            sum -= b.getLong(entry(c, head) + VALUE);
            b.putLong(entry(c, head), 0);
            b.putLong(entry(c, head) + VALUE, 0);
            head = head + 1 == room ? 0 : head + 1;
            entries--;
        }
        b.putLong(c + ParticipantLayout.C_SUM, sum);
        b.putInt(c + ParticipantLayout.C_HEAD, entries == 0 ? 0 : head);
        b.putInt(c + ParticipantLayout.C_ENTRIES, entries);
        if (entries == 0)
        {
            b.putLong(c + ParticipantLayout.C_NEWEST_FIRST, 0);
            b.putInt(c + ParticipantLayout.C_FULL, 0);
        }
    }

    /** Whether the sum with one more value fits 64 bits. */
    boolean fits(final int c, final long value)
    {
        final long sum = sum(c);
        final long total = sum + value;
        return ((sum ^ total) & (value ^ total)) >= 0;
    }

    /** Whether one more value of another instant has no entry of its own. */
    boolean isFull(final int c, final long nowNs)
    {
        final int entries = entries(c);
        return entries == room && b.getLong(newest(c, entries)) != nowNs;
    }

    /**
     * Add a value that fits, at a time not before the newest. The owner has expired the window.
     *
     * @param quantum how far behind the first value of the newest entry a value joins it in the fuller half, ns; 0 for
     *                a window that must stay exact and whose owner has asked {@link #isFull}.
     * @return true where it is the first to join a value of another instant since the window was empty.
     */
    boolean add(final int c, final long nowNs, final long quantum, final long value)
    {
        final int entries = entries(c);
        b.putLong(c + ParticipantLayout.C_SUM, sum(c) + value);
        if (entries > 0)
        {
            final int newest = newest(c, entries);
            final long quantumNs = entries < room / 2 ? 0 : quantum;
            if (nowNs - b.getLong(c + ParticipantLayout.C_NEWEST_FIRST) <= quantumNs || entries == room)
            {
                final boolean isJoined = b.getLong(newest) != nowNs;
                b.putLong(newest, nowNs);
                b.putLong(newest + VALUE, b.getLong(newest + VALUE) + value);
                final boolean isFirst = isJoined && b.getInt(c + ParticipantLayout.C_FULL) == 0;
                if (isFirst)
                {
                    b.putInt(c + ParticipantLayout.C_FULL, 1);
                }
                return isFirst;
            }
        }
        final int at = entry(c, place(c, entries));
        b.putLong(at, nowNs);
        b.putLong(at + VALUE, value);
        b.putLong(c + ParticipantLayout.C_NEWEST_FIRST, nowNs);
        b.putInt(c + ParticipantLayout.C_ENTRIES, entries + 1);
        return false;
    }

    /** How far a value may leave late once the window is half full, ns. */
    long quantumNs(final long windowNs)
    {
        return windowNs / (room / 2 - 1);
    }

    /** How many entries hold a value. */
    int count(final int c, final long value)
    {
        int count = 0;
        final int entries = entries(c);
        for (int i = 0; i < entries; i++)
        {
            count += b.getLong(entry(c, place(c, i)) + VALUE) == value ? 1 : 0;
        }
        return count;
    }

    /**
     * Add an entry that never shares; where there is no room the oldest goes. The sum is of no use then.
     *
     * @return true where it went.
     */
    boolean push(final int c, final long nowNs, final long value)
    {
        int entries = entries(c);
        final boolean isLost = entries == room;
        if (isLost)
        {
            b.putLong(c + ParticipantLayout.C_SUM, sum(c) - value(c, 0));
            b.putInt(c + ParticipantLayout.C_HEAD, place(c, 1));
            entries--;
        }
        final int at = entry(c, place(c, entries));
        b.putLong(at, nowNs);
        b.putLong(at + VALUE, value);
        b.putLong(c + ParticipantLayout.C_SUM, sum(c) + value);
        b.putInt(c + ParticipantLayout.C_ENTRIES, entries + 1);
        return isLost;
    }

    /** Forget all values. */
    void clear(final int c)
    {
        final int entries = entries(c);
        for (int i = 0; i < entries; i++)
        {
            final int at = entry(c, place(c, i));
            b.putLong(at, 0);
            b.putLong(at + VALUE, 0);
        }
        b.setMemory(c + ParticipantLayout.C_SUM, ParticipantLayout.C_WINDOWS - ParticipantLayout.C_SUM, (byte)0);
    }

    /** Time of an entry, the oldest is 0. */
    long timeNs(final int c, final int i)
    {
        return b.getLong(entry(c, place(c, i)));
    }

    /** Value of an entry, the oldest is 0. */
    long value(final int c, final int i)
    {
        return b.getLong(entry(c, place(c, i)) + VALUE);
    }

    private int newest(final int c, final int entries)
    {
        return entry(c, place(c, entries - 1));
    }

    private int place(final int c, final int i)
    {
        final int at = b.getInt(c + ParticipantLayout.C_HEAD) + i;
        return at >= room ? at - room : at;
    }

    private static int entry(final int c, final int place)
    {
        return c + ParticipantLayout.CONTROL_LENGTH + place * ENTRY_LENGTH;
    }
}
