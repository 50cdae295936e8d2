package io.firebreak.participant;

import io.firebreak.arena.Capacities;

/**
 * Layout of the participants in the arena: their size depends on the declared capacities only.
 *
 * <pre>
 *  participant   header 64 B | controls
 *  control       128 B | entries of its window {time ns, value}, 16 B each
 * </pre>
 */
public final class ParticipantLayout
{
    /** Bytes of a participant's header. */
    public static final int HEADER_LENGTH = 64;

    /** Participant: the venue's id, int64. */
    public static final int P_EXTERNAL_ID = 0;

    /** Participant: 1 once defined, int32. */
    public static final int P_DEFINED = 8;

    /** Participant: generation, int32. */
    public static final int P_GENERATION = 12;

    /** Participant: index of its class of the parameter image, int32. */
    public static final int P_CLASS = 16;

    /** Participant: index of the one it belongs to, -1 none, int32. */
    public static final int P_PARENT = 20;

    /** Participant: which of its controls have frozen it, a bit each, int64. */
    public static final int P_FROZEN = 24;

    /** Participant: 0 not killed, 1 killed by an operator, 2 after a fault of the engine, int32. */
    public static final int P_KILLED = 32;

    /** Participant: how many stand above it, 0 to 3, int32. */
    public static final int P_DEPTH = 36;

    /** Participant: operator who asked to lift the kill and waits for a second person, int64; 0 none. */
    public static final int P_RESUME_OPERATOR = 40;

    /** Participant: lift that waits for a mark: sequence, int64; 0 none. */
    public static final int P_PENDING_SEQ = 48;

    /** Participant: killed since, int64 ns. */
    public static final int P_KILLED_NS = 56;

    /** Bytes of a control before its entries. */
    public static final int CONTROL_LENGTH = 128;

    /** Control: end of its freeze, int64 ns; Long.MAX_VALUE by hand, 0 not frozen. */
    public static final int C_UNTIL = 0;

    /** Control: sum of the values in its window, int64. */
    public static final int C_SUM = 8;

    /** Control: entries in its window, int32. */
    public static final int C_ENTRIES = 16;

    /** Control: place of the oldest entry, int32. */
    public static final int C_HEAD = 20;

    /** Control: first time of the newest entry, int64 ns. */
    public static final int C_NEWEST_FIRST = 24;

    /** Control: 1 since the window ran out of room and that was told, int32. */
    public static final int C_FULL = 32;

    /** Runaway: active windows that the baseline has seen, int32. */
    public static final int C_WINDOWS = 36;

    /** Runaway: begin of the window that is being added up, int64 ns; ABSENT none. */
    public static final int C_BEGAN = 40;

    /** Runaway: what it has come to, int64. */
    public static final int C_SO_FAR = 48;

    /** Runaway: baseline, int64, 1024ths of the counter's unit. */
    public static final int C_BASELINE = 56;

    /** Runaway: price of its last fill, int64 ticks; ABSENT none. */
    public static final int C_LAST_TICKS = 64;

    /** Runaway: instrument of its last fill, int32. */
    public static final int C_LAST_INSTRUMENT = 72;

    /** Most participants that can stand above one. */
    public static final int DEPTH_MAX = 3;

    private ParticipantLayout()
    {
    }

    /**
     * Bytes of a control.
     *
     * @param capacities declared.
     * @return stride, a multiple of 64.
     */
    public static int controlBytes(final Capacities capacities)
    {
        return CONTROL_LENGTH + capacities.participantEntries() * CounterWindow.ENTRY_LENGTH;
    }

    /**
     * Bytes of a participant.
     *
     * @param capacities declared.
     * @return stride, a multiple of 64.
     */
    public static int participantBytes(final Capacities capacities)
    {
        return HEADER_LENGTH + capacities.participantControls() * controlBytes(capacities);
    }

    /**
     * Bytes of all.
     *
     * @param capacities declared.
     * @return bytes, 0 without participants.
     */
    public static long bytes(final Capacities capacities)
    {
        return (long)capacities.participants() * participantBytes(capacities);
    }

    /**
     * Timers of a participant: one for the end of each control's freeze, one for the wait for a mark.
     *
     * @param capacities declared.
     * @return count.
     */
    public static int timers(final Capacities capacities)
    {
        return capacities.participantControls() + 1;
    }
}
