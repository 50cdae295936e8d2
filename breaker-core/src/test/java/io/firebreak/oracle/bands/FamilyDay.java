package io.firebreak.oracle.bands;

/** The day of a drawn breaker: whether there is a session, how long a pause may last in it, how long it lasts. */
final class FamilyDay
{
    static final long NEVER = Long.MAX_VALUE;

    Long openNs;
    Long begunNs;
    long closeNs = NEVER;
    long nextOpenNs = NEVER;
    boolean isClosePassed;

    private final FamilySettings f;
    private Long lastTripNs;
    private long lastPauseNs;
    private boolean wasLower;

    FamilyDay(final FamilySettings settings)
    {
        f = settings;
    }

    void announce(final long open, final long close, final long nextOpen)
    {
        openNs = open;
        closeNs = close;
        nextOpenNs = nextOpen;
        isClosePassed = false;
    }

    /** The next instant of the session: its open, its close, or the open that follows. */
    long nextNs()
    {
        return f.isAlways || openNs == null ? NEVER : isClosePassed ? nextOpenNs : isBegun() ? closeNs : openNs;
    }

    boolean isBegun()
    {
        return openNs.equals(begunNs);
    }

    boolean isInSession(final long nowNs)
    {
        return f.isAlways || openNs != null && nowNs >= openNs && nowNs < closeNs;
    }

    /** Whether a breaker that reopened then may judge, by its hours and by its rest. */
    boolean isOn(final long nowNs, final Long reopenedNs)
    {
        final boolean isToday = f.isAlways || begunNs != null && reopenedNs != null && reopenedNs >= begunNs;
        final boolean isActive = f.afterOpenNs + f.beforeCloseNs == 0 || openNs != null &&
            nowNs >= openNs + f.afterOpenNs && nowNs < closeNs - f.beforeCloseNs;
        return isActive && (f.rearmNs == 0 || reopenedNs == null || !isToday || nowNs >= reopenedNs + f.rearmNs);
    }

    /** How long a trip pauses; near the close has the last word. */
    long lengthNs(final long nowNs, final boolean isLower, final Long reopenedNs)
    {
        long lengthNs = isLower && f.lowerNs != 0 ? f.lowerNs : f.pauseNs;
        if (f.growthNs != 0 && lastTripNs != null && nowNs - lastTripNs <= f.growthNs)
        {
            lengthNs = Math.min(f.maxNs, 2 * lastPauseNs);
        }
        if (f.consecutiveNs != 0 && reopenedNs != null && lastTripNs != null && isLower == wasLower &&
            nowNs - reopenedNs <= f.consecutiveWithinNs)
        {
            lengthNs = f.consecutiveNs;
        }
        if (f.nearNs != 0 && nowNs >= closeNs - f.nearWithinNs)
        {
            lengthNs = f.nearNs;
        }
        lastTripNs = nowNs;
        lastPauseNs = lengthNs;
        wasLower = isLower;
        return lengthNs;
    }

    /** From when no pause begins and no call is prolonged: the closing auction alone is left. */
    boolean isLate(final long nowNs)
    {
        return !f.isAlways && nowNs >= Math.min(cutoffNs(), resumeNs());
    }

    /** The wanted end of a pause, no later than the day and the declared ends allow. */
    long untilNs(final long wantedNs)
    {
        final long latestNs = Math.min(wantedNs, Math.min(cutoffNs(), resumeNs()));
        return f.isAlways ? wantedNs : f.reopening.equals("UNCROSS") ? latestNs : Math.min(latestNs, closeNs);
    }

    long cutoffNs()
    {
        return f.isAlways ? NEVER : f.ownCutoffNs != 0 ? closeNs - f.ownCutoffNs :
            f.reopening.equals("UNCROSS") && f.cutoffNs != 0 ? closeNs - f.cutoffNs : NEVER;
    }

    private long resumeNs()
    {
        return f.isAlways || f.resumeNs == 0 ? NEVER : closeNs - f.resumeNs;
    }
}
