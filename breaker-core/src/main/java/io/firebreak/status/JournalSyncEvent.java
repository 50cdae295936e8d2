package io.firebreak.status;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/**
 * An append to the journal took longer than the recording's threshold, 1 ms where it names none. In a flight recording
 * as {@code io.firebreak.JournalSync}, off until a recording enables it. Journal thread.
 */
@Name("io.firebreak.JournalSync")
@Label("Journal Sync")
@Category("Firebreak")
@Description("An append to the journal took longer than the threshold")
@Enabled(false)
@StackTrace(false)
@Threshold("1 ms")
public final class JournalSyncEvent extends Event
{
    private static final JournalSyncEvent PROBE = new JournalSyncEvent();

    @Label("Last Sequence")
    @Description("Sequence of the last record whose append has returned")
    private long lastSequence;

    @Label("Bytes")
    @DataAmount
    private long bytes;

    private JournalSyncEvent()
    {
    }

    /**
     * An append begins.
     *
     * @return null where no recording wants to know; then nothing is allocated and no clock is read.
     */
    public static JournalSyncEvent begun()
    {
        if (!PROBE.isEnabled())
        {
            return null;
        }
        final JournalSyncEvent event = new JournalSyncEvent();
        event.begin();
        return event;
    }

    /**
     * It has returned.
     *
     * @param sequence of the last record that is in the journal.
     * @param appended bytes of the append.
     */
    public void returned(final long sequence, final long appended)
    {
        lastSequence = sequence;
        bytes = appended;
        commit();
    }
}
