package io.firebreak.record;

/**
 * The numbers that a decision rests on: what was observed, the limit, the reference, and what made the limit.
 * One instance is filled and written again and again by the engine thread; {@link #clear()} sets every field to
 * "does not apply".
 */
public final class Evidence
{
    /** Price that does not apply. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Observed price, millionths of a tick. */
    public long observedMicroTicks;

    /** Limit, millionths of a tick. */
    public long limitMicroTicks;

    /** Reference in force, millionths of a tick. */
    public long referenceMicroTicks;

    /** Observed value of a rule that compares no price. */
    public double observedReal;

    /** Limit of a rule that compares no price. */
    public double limitReal;

    /** Effective width, as a fraction of the reference. */
    public double widthFraction;

    /** Fast variance per second. */
    public double varianceFast;

    /** Slow variance per second. */
    public double varianceSlow;

    /** Widening factor in force; of a band 0 where the limit is a reference, else 1 more than its part of the day. */
    public double widening;

    /** {@link io.firebreak.market.PriceInput} code of the input that won. */
    public int input;

    /** Index of the instrument whose trip caused it, plus 1; 0 where nothing led it. */
    public int leader;

    /**
     * Create evidence in which nothing applies.
     */
    public Evidence()
    {
        clear();
    }

    /**
     * Forget everything.
     *
     * @return this.
     */
    public Evidence clear()
    {
        observedMicroTicks = ABSENT;
        limitMicroTicks = ABSENT;
        referenceMicroTicks = ABSENT;
        observedReal = 0.0;
        limitReal = 0.0;
        widthFraction = 0.0;
        varianceFast = 0.0;
        varianceSlow = 0.0;
        widening = 0.0;
        input = 0;
        leader = 0;
        return this;
    }

    /**
     * Take over another one's values.
     *
     * @param other evidence.
     * @return this.
     */
    public Evidence copy(final Evidence other)
    {
        observedMicroTicks = other.observedMicroTicks;
        limitMicroTicks = other.limitMicroTicks;
        referenceMicroTicks = other.referenceMicroTicks;
        observedReal = other.observedReal;
        limitReal = other.limitReal;
        widthFraction = other.widthFraction;
        varianceFast = other.varianceFast;
        varianceSlow = other.varianceSlow;
        widening = other.widening;
        input = other.input;
        leader = other.leader;
        return this;
    }

    /**
     * How far the observed price lies beyond the limit, seen from the reference.
     *
     * @return millionths of a tick, positive beyond, {@link #ABSENT} where no price was compared.
     */
    public long marginMicroTicks()
    {
        if (observedMicroTicks == ABSENT || limitMicroTicks == ABSENT)
        {
            return ABSENT;
        }
        final long distance = observedMicroTicks - limitMicroTicks;
        return referenceMicroTicks != ABSENT && limitMicroTicks < referenceMicroTicks ? -distance : distance;
    }
}
