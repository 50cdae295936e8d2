package io.firebreak.gate;

/**
 * What a reader of the gate was answered by the staleness policy, since the host last reported it as a GateStale input.
 * Owned by the thread that owns its {@link VerdictDetail}.
 */
public final class GateStaleness
{
    private long fromNs;
    private long toNs;
    private long checks;
    private long denied;

    /** Nothing counted. */
    public GateStaleness()
    {
        reset();
    }

    /** Forget what was counted, once it has been reported. */
    public void reset()
    {
        fromNs = Long.MAX_VALUE;
        toNs = Long.MIN_VALUE;
        checks = 0;
        denied = 0;
    }

    /**
     * Earliest time of a counted check.
     *
     * @return nanoseconds; {@code Long.MAX_VALUE} where none was counted.
     */
    public long fromNs()
    {
        return fromNs;
    }

    /**
     * Latest time of a counted check.
     *
     * @return nanoseconds; {@code Long.MIN_VALUE} where none was counted.
     */
    public long toNs()
    {
        return toNs;
    }

    /**
     * Checks made while the engine was behind or a line could not be read whole.
     *
     * @return count.
     */
    public long checks()
    {
        return checks;
    }

    /**
     * Of them, those denied for whatever reason.
     *
     * @return count.
     */
    public long denied()
    {
        return denied;
    }

    void count(final long nowNs, final boolean isDenied)
    {
        fromNs = Math.min(fromNs, nowNs);
        toNs = Math.max(toNs, nowNs);
        checks++;
        denied += isDenied ? 1 : 0;
    }
}
