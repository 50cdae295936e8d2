package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import java.nio.ByteBuffer;

/**
 * Finds what a rulebook can only keep where the gate knows of each fill before the next one is judged: on the thread
 * that matches, inline. Averages and extremes do not move within a sweep, and a trip that comes late lets nothing print
 * beyond the band, which is in force all the time; a mean of prints that may move at each of them moves the band itself
 * between two fills of one order.
 */
final class FillByFill
{
    private final CompiledRulebook rulebook;
    private final ByteBuffer image;

    FillByFill(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
        image = rulebook.view();
    }

    /** Why no pipelined mode can run the rulebook, as a refusal with place and fix; null where each can. */
    RulebookException refusal()
    {
        for (int c = 0; c < rulebook.classNames().size(); c++)
        {
            final int type = image.getInt(ImageHeader.H_CLASS_OFFSET) + c * ImageLayout.CLASS_LENGTH;
            for (int k = 0; k < image.getInt(type + ImageLayout.C_BREAKERS); k++)
            {
                final RulebookException refusal =
                    refusal(c, type, image.getInt(type + ImageLayout.C_FIRST_BREAKER) + k);
                if (refusal != null)
                {
                    return refusal;
                }
            }
        }
        return null;
    }

    private RulebookException refusal(final int classIndex, final int type, final int breaker)
    {
        final int at = image.getInt(ImageHeader.H_BREAKER_OFFSET) + breaker * ImageLayout.BREAKER_LENGTH;
        for (int u = 0; u < image.getInt(at + ImageLayout.B_RULES); u++)
        {
            final int rule = image.getInt(ImageHeader.H_RULE_OFFSET) +
                (image.getInt(at + ImageLayout.B_FIRST_RULE) + u) * ImageLayout.RULE_LENGTH;
            final int first = image.getInt(type + ImageLayout.C_FIRST_REFERENCE);
            final int read = reads(first, rule, image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND);
            for (int r = 0; r < image.getInt(type + ImageLayout.C_REFERENCES); r++)
            {
                if ((read >>> r & 1) != 0 && movesAtEveryPrint(first + r))
                {
                    return refusal(rulebook.classNames().get(classIndex), rulebook.referenceName(first + r),
                        rulebook.ruleName(image.getInt(rule + ImageLayout.U_ID)), isInside(first + r));
                }
            }
        }
        return null;
    }

    /** References that move a rule's limits, at any remove, one bit each. */
    private int reads(final int first, final int rule, final boolean isBand)
    {
        int reads = own(rule + ImageLayout.U_REFERENCE) | (!isBand ? 0 : own(rule + ImageBand.U_BASE) |
            own(rule + ImageBand.U_PLUS) | own(rule + ImageBand.U_REACHES));
        int before = 0;
        while (reads != before)
        {
            before = reads;
            for (int r = 0; r < Limits.REFERENCES; r++)
            {
                if ((before >>> r & 1) != 0)
                {
                    final int at = image.getInt(ImageHeader.H_REFERENCE_OFFSET) +
                        (first + r) * ImageLayout.REFERENCE_LENGTH;
                    reads |= image.getInt(at + ImageReference.R_DEPENDS) | own(at + ImageLayout.R_OTHERWISE);
                }
            }
        }
        return reads;
    }

    private int own(final int field)
    {
        return image.getInt(field) < 0 ? 0 : 1 << image.getInt(field);
    }

    private boolean isInside(final int reference)
    {
        return image.getInt(image.getInt(ImageHeader.H_REFERENCE_OFFSET) + reference * ImageLayout.REFERENCE_LENGTH +
            ImageLayout.R_INSIDE_SWEEP) != 0;
    }

    private boolean movesAtEveryPrint(final int reference)
    {
        final int at = image.getInt(ImageHeader.H_REFERENCE_OFFSET) + reference * ImageLayout.REFERENCE_LENGTH;
        return isInside(reference) || image.getInt(at + ImageLayout.R_KIND) == ImageLayout.KIND_MEAN &&
            image.getLong(at + ImageLayout.R_MIN_HOLD_NS) == 0;
    }

    private RulebookException refusal(
        final String className, final String reference, final String rule, final boolean isInside)
    {
        final String own = className + ".references." + reference + ".";
        String key = own + "gate.min_hold";
        Where place = new Where(rulebook.name(), 0);
        for (final Setting setting : rulebook.settings())
        {
            if (setting.path().endsWith("." + own + "kind"))
            {
                key = setting.path().replaceFirst("kind$", "gate.min_hold");
                place = isWritten(setting) ? new Where(setting.where(), 0) : place;
            }
        }
        // Where the hold itself is written, nothing else is to be changed.
        for (final Setting setting : rulebook.settings())
        {
            if (setting.path().startsWith(key) && isWritten(setting))
            {
                place = new Where(setting.where(), 0);
            }
        }
        if (isInside)
        {
            return RulebookException.at(place, own + "inside_sweep", "the prints of an order move the limits of rule " +
                rule + " between its fills, and the gate of a pipelined mode does not know the fill before",
                "write inside_sweep = false, or run it inline");
        }
        return RulebookException.at(place, key,
            "without a hold this mean of prints moves the limits of rule " + rule + " at every fill, and within an " +
            "order the gate of a pipelined mode does not know the fill before",
            "write gate { min_hold_s = 1 } or longer, or run it inline");
    }

    private static boolean isWritten(final Setting setting)
    {
        return !setting.where().equals(Where.BUILT_IN.toString());
    }
}
