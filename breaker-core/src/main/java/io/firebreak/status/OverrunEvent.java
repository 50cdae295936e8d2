package io.firebreak.status;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A publisher found no room: how long it waited, and what became of the input. In a flight recording as
 * {@code io.firebreak.Overrun}, off until a recording enables it. Publishing thread.
 */
@Name("io.firebreak.Overrun")
@Label("Overrun")
@Category("Firebreak")
@Description("A publisher found no room for an input, and what became of it")
@Enabled(false)
@StackTrace(false)
public final class OverrunEvent extends Event
{
    private static final OverrunEvent PROBE = new OverrunEvent();

    @Label("Policy")
    @Description("What a full ring does; INLINE where the record buffer was full")
    private String policy;

    @Label("Taken")
    @Description("Whether the input was taken in the end")
    private boolean taken;

    @Label("Source")
    private int sourceId;

    @Label("Source Sequence")
    private long sourceSeq;

    private OverrunEvent()
    {
    }

    /**
     * There is no room.
     *
     * @return null where no recording wants to know; then nothing is allocated and no clock is read.
     */
    public static OverrunEvent begun()
    {
        if (!PROBE.isEnabled())
        {
            return null;
        }
        final OverrunEvent event = new OverrunEvent();
        event.begin();
        return event;
    }

    /**
     * The publisher goes on.
     *
     * @param policyName what a full ring does.
     * @param isTaken    whether the input was taken.
     * @param source     of the input.
     * @param sequence   in the source.
     */
    public void ended(final String policyName, final boolean isTaken, final int source, final long sequence)
    {
        policy = policyName;
        taken = isTaken;
        sourceId = source;
        sourceSeq = sequence;
        commit();
    }
}
