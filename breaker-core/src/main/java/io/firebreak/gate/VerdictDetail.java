package io.firebreak.gate;

import io.firebreak.market.Permissions;
import io.firebreak.market.TradingState;

/**
 * The numbers behind an answer of the gate. The caller owns and re-uses it: one per thread that asks, made at start.
 * Every check overwrites all of it but the {@link #staleness() staleness count}. Not thread-safe.
 */
public final class VerdictDetail
{
    /** Absent price, margin or time. */
    public static final long ABSENT = Long.MIN_VALUE;

    private static final int STATES = 256;
    private static final byte[] SEVERITIES = severities();

    long upperLimitTicks;
    long lowerLimitTicks;
    long groups;
    int upperRuleId;
    int lowerRuleId;
    int marketIndex;
    int stalePolicy;
    int testedKinds;
    int permissions;

    int code;
    int ruleId;
    int scope;
    int state;
    int treatment;
    long limitTicks;
    long referenceMicroTicks;
    long marginTicks;
    long earliestResumeNs;
    long boardEpoch;
    long asOfNs;

    private final GateStaleness staleness = new GateStaleness();
    private int severity;
    private int denyingSeverity;
    private int denyingRuleId;
    private int denyingScope;

    /** Nothing asked yet. */
    public VerdictDetail()
    {
        reset(0);
    }

    /**
     * The answer.
     *
     * @return a constant of {@link GateCode}.
     */
    public int code()
    {
        return code;
    }

    /**
     * Rule that denies, or whose limit was the nearest one.
     *
     * @return rule id in the parameter image; 0 where no rule is named.
     */
    public int ruleId()
    {
        return ruleId;
    }

    /**
     * What the denying state belongs to; for any other answer the instrument.
     *
     * @return packed {@link io.firebreak.market.Scope}.
     */
    public int scope()
    {
        return scope;
    }

    /**
     * The most severe state of instrument, groups, market, guard and staleness policy.
     *
     * @return code of a {@link TradingState}.
     */
    public int state()
    {
        return state;
    }

    /**
     * What to do with the remainder of an order of the kind that was asked about and met the band.
     *
     * @return code of an {@link io.firebreak.market.Action}.
     */
    public int treatment()
    {
        return treatment;
    }

    /**
     * The band on the order's side, or the one that was violated.
     *
     * @return ticks; {@code Long.MAX_VALUE} no upper band, {@link #ABSENT} no lower band or no side.
     */
    public long limitTicks()
    {
        return limitTicks;
    }

    /**
     * Reference in force, as the lower limit is measured from it. An upper limit may be measured from another one: the
     * record of a denial has that of its side.
     *
     * @return millionths of a tick, or {@link #ABSENT}.
     */
    public long referenceMicroTicks()
    {
        return referenceMicroTicks;
    }

    /**
     * Signed distance of the price beyond the limit: positive when denied by it, zero on it, negative inside.
     *
     * @return ticks; {@link #ABSENT} where there was no price, no limit, or their distance does not fit.
     */
    public long marginTicks()
    {
        return marginTicks;
    }

    /**
     * Earliest time at which all states that stand now can have ended.
     *
     * @return nanoseconds; {@link #ABSENT} where nothing has to end, {@code Long.MAX_VALUE} where only an operator
     *         ends it.
     */
    public long earliestResumeNs()
    {
        return earliestResumeNs;
    }

    /**
     * Epoch of the instrument's line that was judged.
     *
     * @return 0 for an unknown instrument.
     */
    public long boardEpoch()
    {
        return boardEpoch;
    }

    /**
     * Engine time at which the instrument's line came into force.
     *
     * @return nanoseconds, or {@link #ABSENT}.
     */
    public long asOfNs()
    {
        return asOfNs;
    }

    /**
     * Answers given by the staleness policy since the host last reset the count.
     *
     * @return the count, live.
     */
    public GateStaleness staleness()
    {
        return staleness;
    }

    void reset(final int instrumentScope)
    {
        code = GateCode.ALLOWED;
        ruleId = 0;
        scope = instrumentScope;
        state = TradingState.OPEN.code();
        treatment = 0;
        limitTicks = ABSENT;
        referenceMicroTicks = ABSENT;
        marginTicks = ABSENT;
        earliestResumeNs = ABSENT;
        boardEpoch = 0;
        asOfNs = ABSENT;
        marketIndex = BoardLayout.NO_MARKET;
        permissions = Permissions.UNRESTRICTED;
        severity = -1;
        denyingSeverity = -1;
        denyingRuleId = 0;
        denyingScope = instrumentScope;
    }

    /** Judge one more line. Of equals the later one names the rule, so ask from the narrowest scope to the widest. */
    void merge(final int lineScope, final int linePermissions, final int lineState, final int lineRuleId,
        final long resumeNs, final int kindBit)
    {
        final int lineSeverity = SEVERITIES[lineState & STATES - 1];
        permissions = Permissions.merge(permissions, linePermissions);
        earliestResumeNs = Math.max(earliestResumeNs, resumeNs);
        if (lineSeverity >= severity)
        {
            severity = lineSeverity;
            state = lineState;
        }
        if (Permissions.forbids(linePermissions, kindBit) && lineSeverity >= denyingSeverity)
        {
            denyingSeverity = lineSeverity;
            denyingRuleId = lineRuleId;
            denyingScope = lineScope;
        }
    }

    /** Answer that a state denies, naming the most severe one that does. */
    int denyByState()
    {
        return answer(GateCode.NOT_PERMITTED, denyingRuleId, denyingScope);
    }

    int answer(final int answerCode, final int answerRuleId, final int answerScope)
    {
        ruleId = answerRuleId;
        scope = answerScope;
        return answer(answerCode);
    }

    void limit(final long ticks, final int limitRuleId, final long beyondTicks)
    {
        limitTicks = ticks;
        ruleId = limitRuleId;
        marginTicks = beyondTicks;
    }

    int answer(final int answerCode)
    {
        code = answerCode;
        return answerCode;
    }

    private static byte[] severities()
    {
        final byte[] severities = new byte[STATES];
        for (int i = 0; i < STATES; i++)
        {
            severities[i] = TradingState.of(i) == null ? Byte.MAX_VALUE : (byte)TradingState.severity(i);
        }
        return severities;
    }
}
