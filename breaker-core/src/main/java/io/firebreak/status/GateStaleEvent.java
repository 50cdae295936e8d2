package io.firebreak.status;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The gate answered checks by its staleness policy, and the engine was told of it. In a flight recording as
 * {@code io.firebreak.GateStale}, off until a recording enables it. Matching thread.
 */
@Name("io.firebreak.GateStale")
@Label("Gate Stale")
@Category("Firebreak")
@Description("Checks were answered by the staleness policy, and the engine was told")
@Enabled(false)
@StackTrace(false)
public final class GateStaleEvent extends Event
{
    private static final GateStaleEvent PROBE = new GateStaleEvent();

    @Label("From")
    @Description("Host's clock at the first such check, UTC nanoseconds")
    private long fromNs;

    @Label("To")
    @Description("Host's clock at the last such check, UTC nanoseconds")
    private long toNs;

    @Label("Checks")
    private long checks;

    @Label("Denied")
    @Description("How many of the checks were denied")
    private long denied;

    private GateStaleEvent()
    {
    }

    /**
     * Record one where a recording wants it; otherwise nothing happens and nothing is allocated.
     *
     * @param fromNs host's clock at the first stale check.
     * @param toNs   host's clock at the last.
     * @param checks how many.
     * @param denied how many of them were denied.
     */
    public static void record(final long fromNs, final long toNs, final long checks, final long denied)
    {
        if (PROBE.isEnabled())
        {
            final GateStaleEvent event = new GateStaleEvent();
            event.fromNs = fromNs;
            event.toNs = toNs;
            event.checks = checks;
            event.denied = denied;
            event.commit();
        }
    }
}
