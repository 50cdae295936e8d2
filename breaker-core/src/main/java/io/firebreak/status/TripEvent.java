package io.firebreak.status;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A rule left a state in which orders match continuously, as the host was told of it. In a flight recording as
 * {@code io.firebreak.Trip}, off until a recording enables it. Thread that polls the decisions.
 */
@Name("io.firebreak.Trip")
@Label("Trip")
@Category("Firebreak")
@Description("A rule stopped the continuous matching of orders")
@Enabled(false)
@StackTrace(false)
public final class TripEvent extends Event
{
    private static final TripEvent PROBE = new TripEvent();

    @Label("Decision Sequence")
    private long decisionSeq;

    @Label("Cause Sequence")
    @Description("Sequence of the record whose input caused the decision")
    private long causeSeq;

    @Label("Engine Time")
    @Description("UTC nanoseconds")
    private long timeNs;

    @Label("Scope")
    @Description("Kind in the upper 4 bits, dense index in the lower 28")
    private int scope;

    @Label("Rule")
    private int ruleId;

    @Label("Reason")
    @Description("Code of the reason")
    private int reason;

    @Label("State Before")
    private String fromState;

    @Label("State After")
    private String toState;

    private TripEvent()
    {
    }

    /**
     * Whether a recording wants them. Allocates nothing.
     *
     * @return false by default.
     */
    public static boolean isOn()
    {
        return PROBE.isEnabled();
    }

    /**
     * Record one. Where none are wanted it is only made.
     *
     * @param decisionSeq number of the decision.
     * @param causeSeq    sequence of the input that caused it.
     * @param timeNs      engine time, UTC nanoseconds.
     * @param scope       instrument, group or market.
     * @param ruleId      0 where no rule decided.
     * @param reason      code.
     * @param fromState   name of the state before.
     * @param toState     name of the state after.
     */
    public static void record(final long decisionSeq, final long causeSeq, final long timeNs, final int scope,
        final int ruleId, final int reason, final String fromState, final String toState)
    {
        final TripEvent event = new TripEvent();
        event.decisionSeq = decisionSeq;
        event.causeSeq = causeSeq;
        event.timeNs = timeNs;
        event.scope = scope;
        event.ruleId = ruleId;
        event.reason = reason;
        event.fromState = fromState;
        event.toState = toState;
        event.commit();
    }
}
