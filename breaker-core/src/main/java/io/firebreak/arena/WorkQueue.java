package io.firebreak.arena;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Work that one step causes at every instrument, pulled in pieces: bands after a step of the schedule, reopenings after
 * a market-wide halt. Offering a step is one store, however many instruments there are; then each input does at most
 * its limit of items, and an instrument with work due is brought up to date before its own event.
 *
 * <pre>
 *  header, 64 B   { last step offered, steps retired, cursor, instruments }
 *  ring, 16 x 32  { deadlineNs, argument, kind, scope, id, 0 } of step number n at n modulo 16
 *  applied        { number of the last step applied } 4 B an instrument
 * </pre>
 *
 * Steps are numbered from 1 in the order in which they are offered. The timer heap fires in the order
 * (deadline, scope, id), so offered from there the items are ordered by (deadline, scope, id, instrument), except that
 * an instrument may be ahead because of its own event. The cursor is that of the oldest step: a younger one begins
 * when the oldest is retired, which is when the cursor has passed all instruments.
 * <pre>
 *   while (budget-- &gt; 0 &amp;&amp; (instrument = queue.pollInstrument()) &gt;= 0)
 *   {
 *       apply(instrument, queue.nextStepFor(instrument));
 *   }
 * </pre>
 * Engine thread only; every operation is O(1). Memory: {@link #bytes(int)}, 4 bytes an instrument.
 */
public final class WorkQueue
{
    /** Most steps that are pending at once. */
    public static final int PENDING_MAX = 16;

    /** Instruments that one poll passes at most because they are up to date already. */
    public static final int SKIP_MAX = 64;

    private static final int RETIRED = 4;
    private static final int CURSOR = 8;
    private static final int INSTRUMENTS = 12;
    private static final int HEADER_LENGTH = 64;
    private static final int STEP_LENGTH = 32;
    private static final int ARGUMENT = 8;
    private static final int KIND = 16;
    private static final int SCOPE = 20;
    private static final int ID = 24;

    private final UnsafeBuffer buffer;
    private final int header;
    private final int ring;
    private final int applied;

    /**
     * Flyweight over a zeroed or restored queue.
     *
     * @param buffer   the arena.
     * @param offset   where it lies, 64-byte aligned, {@link #bytes(int)} long.
     * @param capacity declared number of instruments.
     */
    public WorkQueue(final UnsafeBuffer buffer, final int offset, final int capacity)
    {
        this.buffer = buffer;
        this.header = offset;
        this.ring = offset + HEADER_LENGTH;
        this.applied = ring + PENDING_MAX * STEP_LENGTH;
        buffer.boundsCheck(offset, (int)bytes(capacity));
    }

    /**
     * Memory of a queue.
     *
     * @param capacity declared number of instruments.
     * @return bytes, a multiple of 64.
     */
    public static long bytes(final int capacity)
    {
        return HEADER_LENGTH + PENDING_MAX * STEP_LENGTH + BitUtil.align((long)capacity * Integer.BYTES, 64L);
    }

    /**
     * A new instrument: it is up to date, because it was defined under the steps that are already offered.
     *
     * @param instrument its index, 0 to capacity - 1.
     */
    public void join(final int instrument)
    {
        buffer.putInt(applied + instrument * Integer.BYTES, buffer.getInt(header));
        if (instrument >= buffer.getInt(header + INSTRUMENTS))
        {
            buffer.putInt(header + INSTRUMENTS, instrument + 1);
        }
    }

    /**
     * Offer a step for all instruments.
     *
     * @param deadlineNs instant as of which it is applied.
     * @param scope      second key of the order in which steps are offered.
     * @param id         third key.
     * @param kind       what is to be done; the owner's code.
     * @param argument   with what; the owner's value.
     * @return false when {@link #PENDING_MAX} steps are pending: nothing is stored, the owner offers it again.
     */
    public boolean offer(
        final long deadlineNs, final int scope, final int id, final int kind, final long argument)
    {
        final int step = buffer.getInt(header) + 1;
        if (step - buffer.getInt(header + RETIRED) > PENDING_MAX)
        {
            return false;
        }
        put(step, deadlineNs, scope, id, kind, argument);
        buffer.putInt(header, step);
        return true;
    }

    /**
     * Steps that are not yet retired.
     *
     * @return 0 to {@link #PENDING_MAX}.
     */
    public int pending()
    {
        return buffer.getInt(header) - buffer.getInt(header + RETIRED);
    }

    /**
     * Whether any step is pending: the one load of an ordinary event.
     *
     * @return false when no instrument has work.
     */
    public boolean isIdle()
    {
        return buffer.getInt(header) == buffer.getInt(header + RETIRED);
    }

    /**
     * The next instrument that lacks the oldest step; the caller takes that step by {@link #nextStepFor(int)}, one item
     * of work. Retires steps that all instruments have passed.
     *
     * @return its index, or -1 when there is nothing to do in this input: nothing is pending, or {@link #SKIP_MAX}
     * instruments in a row were up to date.
     */
    public int pollInstrument()
    {
        final int instruments = buffer.getInt(header + INSTRUMENTS);
        int retired = buffer.getInt(header + RETIRED);
        int cursor = buffer.getInt(header + CURSOR);
        int found = -1;
        for (int skipped = 0; found < 0 && skipped <= SKIP_MAX && retired != buffer.getInt(header); skipped++)
        {
            if (cursor >= instruments)
            {
                retired++;
                cursor = 0;
            }
            else
            {
                found = buffer.getInt(applied + cursor * Integer.BYTES) <= retired ? cursor : -1;
                cursor++;
            }
        }
        buffer.putInt(header + RETIRED, retired);
        buffer.putInt(header + CURSOR, cursor);
        return found;
    }

    /**
     * Whether an instrument lacks a step.
     *
     * @param instrument its index, joined before.
     * @return true when {@link #nextStepFor(int)} has a step for it.
     */
    public boolean hasWork(final int instrument)
    {
        return !isIdle() && buffer.getInt(applied + instrument * Integer.BYTES) < buffer.getInt(header);
    }

    /**
     * Instant of the oldest step that an instrument lacks, which is not taken.
     *
     * @param instrument its index, with {@link #hasWork(int)}.
     * @return nanoseconds.
     */
    public long nextDeadlineNs(final int instrument)
    {
        return deadlineNs(Math.max(buffer.getInt(applied + instrument * Integer.BYTES),
            buffer.getInt(header + RETIRED)) + 1);
    }

    /**
     * Take the oldest step that an instrument lacks; it counts as applied from here on.
     *
     * @param instrument its index, joined before.
     * @return step number, valid until the next poll or offer, for {@link #deadlineNs}, {@link #kind} and
     * {@link #argument}; or -1 when the instrument is up to date.
     */
    public int nextStepFor(final int instrument)
    {
        final int counter = applied + instrument * Integer.BYTES;
        // A step that was retired without being taken, by an index that nobody had joined, is past.
        final int done = Math.max(buffer.getInt(counter), buffer.getInt(header + RETIRED));
        if (done >= buffer.getInt(header))
        {
            return -1;
        }
        buffer.putInt(counter, done + 1);
        return done + 1;
    }

    /**
     * Instant of a step.
     *
     * @param step number of a pending step.
     * @return nanoseconds.
     */
    public long deadlineNs(final int step)
    {
        return buffer.getLong(entry(step));
    }

    /**
     * Argument of a step.
     *
     * @param step number of a pending step.
     * @return the owner's value.
     */
    public long argument(final int step)
    {
        return buffer.getLong(entry(step) + ARGUMENT);
    }

    /**
     * Kind of a step.
     *
     * @param step number of a pending step.
     * @return the owner's code.
     */
    public int kind(final int step)
    {
        return buffer.getInt(entry(step) + KIND);
    }

    /**
     * Scope of a step.
     *
     * @param step number of a pending step.
     * @return as offered.
     */
    public int scope(final int step)
    {
        return buffer.getInt(entry(step) + SCOPE);
    }

    /**
     * Id of a step.
     *
     * @param step number of a pending step.
     * @return as offered.
     */
    public int id(final int step)
    {
        return buffer.getInt(entry(step) + ID);
    }

    /** {@return number of the last step offered} */
    public int offered()
    {
        return buffer.getInt(header);
    }

    /** {@return number of the last step that is retired} */
    public int retired()
    {
        return buffer.getInt(header + RETIRED);
    }

    /** {@return next instrument of the oldest step} */
    public int cursor()
    {
        return buffer.getInt(header + CURSOR);
    }

    /** {@return instruments that have joined: one more than the highest index} */
    public int instruments()
    {
        return buffer.getInt(header + INSTRUMENTS);
    }

    /**
     * Last step that an instrument has taken.
     *
     * @param instrument its index.
     * @return number of the step.
     */
    public int applied(final int instrument)
    {
        return buffer.getInt(applied + instrument * Integer.BYTES);
    }

    /**
     * Put back what the accessors of the same names have shown. Cold.
     *
     * @param offered     last step offered.
     * @param retired     last step retired.
     * @param cursor      next instrument.
     * @param instruments that have joined.
     */
    public void restore(final int offered, final int retired, final int cursor, final int instruments)
    {
        buffer.putInt(header, offered);
        buffer.putInt(header + RETIRED, retired);
        buffer.putInt(header + CURSOR, cursor);
        buffer.putInt(header + INSTRUMENTS, instruments);
    }

    /**
     * Put a pending step back. Cold.
     *
     * @param step       its number.
     * @param deadlineNs as {@link #offer}.
     * @param scope      as {@link #offer}.
     * @param id         as {@link #offer}.
     * @param kind       as {@link #offer}.
     * @param argument   as {@link #offer}.
     */
    public void restoreStep(
        final int step, final long deadlineNs, final int scope, final int id, final int kind, final long argument)
    {
        put(step, deadlineNs, scope, id, kind, argument);
    }

    /**
     * Put back which step an instrument has taken last. Cold.
     *
     * @param instrument its index.
     * @param step       number of the step.
     */
    public void restoreApplied(final int instrument, final int step)
    {
        buffer.putInt(applied + instrument * Integer.BYTES, step);
    }

    private void put(
        final int step, final long deadlineNs, final int scope, final int id, final int kind, final long argument)
    {
        final int entry = entry(step);
        buffer.putLong(entry, deadlineNs);
        buffer.putLong(entry + ARGUMENT, argument);
        buffer.putInt(entry + KIND, kind);
        buffer.putInt(entry + SCOPE, scope);
        buffer.putInt(entry + ID, id);
    }

    private int entry(final int step)
    {
        return ring + (step & (PENDING_MAX - 1)) * STEP_LENGTH;
    }
}
