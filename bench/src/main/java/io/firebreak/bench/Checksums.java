package io.firebreak.bench;

/**
 * What a pass computed, from decisions alone; equal for the engine and the hand-written loop or the row is void. The
 * sums of doubles are added in the same order on both sides, so they are compared bit by bit.
 */
final class Checksums
{
    /** Potential trades denied. */
    long denials;

    /** Changes from OPEN to PAUSED. */
    long trips;

    /** Depth and spread warnings that began or ended. */
    long warnings;

    /** Sum of the observed depth or spread at those. */
    long observed;

    /** Sum of the fast variance per second at every denial. */
    double varianceSum;

    void clear()
    {
        denials = 0;
        trips = 0;
        warnings = 0;
        observed = 0;
        varianceSum = 0.0;
    }

    boolean isSameAs(final Checksums other)
    {
        return denials == other.denials && trips == other.trips && warnings == other.warnings &&
            observed == other.observed &&
            Double.doubleToLongBits(varianceSum) == Double.doubleToLongBits(other.varianceSum);
    }

    @Override
    public String toString()
    {
        return String.format("denials=%d trips=%d warnings=%d observed=%d variance=%s",
            denials, trips, warnings, observed, Double.toHexString(varianceSum));
    }
}
