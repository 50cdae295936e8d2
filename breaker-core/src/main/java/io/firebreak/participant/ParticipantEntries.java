package io.firebreak.participant;

import org.agrona.concurrent.UnsafeBuffer;

/** Entries of a control's window, for snapshots. Cold; the engine's thread. */
public final class ParticipantEntries
{
    /** Sees the entries of a window. */
    @FunctionalInterface
    public interface Visitor
    {
        /**
         * One of them.
         *
         * @param timeNs time of its last value.
         * @param value  sum of its values, or a key.
         */
        void onEntry(long timeNs, long value);
    }

    private ParticipantEntries()
    {
    }

    /**
     * Show all entries, oldest first.
     *
     * @param buffer  the arena.
     * @param c       state of the control.
     * @param room    declared entries.
     * @param visitor sees them.
     */
    public static void forEach(final UnsafeBuffer buffer, final int c, final int room, final Visitor visitor)
    {
        final CounterWindow window = new CounterWindow(buffer, room);
        for (int i = 0; i < window.entries(c); i++)
        {
            visitor.onEntry(window.timeNs(c, i), window.value(c, i));
        }
    }

    /**
     * Append an entry; the sum is that of the control's own state.
     *
     * @param buffer the arena.
     * @param c      state of the control, restored.
     * @param room   declared entries.
     * @param timeNs as it was shown.
     * @param value  as it was shown.
     * @return false where there is no room.
     */
    public static boolean append(
        final UnsafeBuffer buffer, final int c, final int room, final long timeNs, final long value)
    {
        final int entries = buffer.getInt(c + ParticipantLayout.C_ENTRIES);
        if (entries >= room)
        {
            return false;
        }
        final int at = c + ParticipantLayout.CONTROL_LENGTH + entries * CounterWindow.ENTRY_LENGTH;
        buffer.putLong(at, timeNs);
        buffer.putLong(at + Long.BYTES, value);
        buffer.putInt(c + ParticipantLayout.C_ENTRIES, entries + 1);
        return true;
    }
}
