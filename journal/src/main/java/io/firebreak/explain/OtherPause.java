package io.firebreak.explain;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;

/** Lengths of a pause beside the first one: by side, and after a reopening in the same direction. */
final class OtherPause
{
    private OtherPause()
    {
    }

    /**
     * Whether a trip's pause has one of them. The record holds the side and not the reopening, so any later trip may
     * be one that follows a reopening.
     *
     * @param rule     that tripped.
     * @param decision the trip.
     * @param isFirst  whether no trip of the breaker came before.
     * @param lengthNs of the pause, with its tail.
     * @return false where the rulebook declares no other length, or another one.
     */
    static boolean lasts(
        final RuleFacts rule, final Decision decision, final boolean isFirst, final long lengthNs)
    {
        final boolean isLower = decision.has("limitMicroTicks") && decision.has("referenceMicroTicks") &&
            decision.integer("limitMicroTicks") < decision.integer("referenceMicroTicks");
        return isLower && fits(rule, ImageReopening.B_LOWER_PAUSE_NS, lengthNs) ||
            !isFirst && fits(rule, ImageReopening.B_CONSECUTIVE_NS, lengthNs);
    }

    private static boolean fits(final RuleFacts rule, final int field, final long lengthNs)
    {
        final long declaredNs = rule.breakerLong(field);
        final long tailNs = Math.max(1, rule.breakerLong(ImageLayout.B_PAUSE_TAIL_NS));
        return declaredNs != 0 && lengthNs >= declaredNs && lengthNs < declaredNs + tailNs;
    }
}
