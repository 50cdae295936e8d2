package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import java.util.List;

/** Compiles widths of a rule that follow each other within a day. */
final class StepsBlock
{
    static final List<String> BY = List.of("LIMIT_TRADE", "MARKET_LEVEL");

    private StepsBlock()
    {
    }

    /** A breaker that trips nothing has no halt behind which a further width would hold. */
    static void check(final Section breaker, final Struct struct, final List<Struct> rules)
    {
        if (struct.int32(ImageLayout.B_TRIP_STATE) == 0 && rules.stream().anyMatch(
            rule -> rule.int32(ImageSteps.U_STEPS) >> ImageSteps.BY_SHIFT == ImageSteps.BY_LIMIT_TRADE))
        {
            throw breaker.error("trip_state", "OPEN has no halt behind which the next of the steps would hold",
                "trip to PAUSED, or write steps_by = MARKET_LEVEL");
        }
    }

    /** Returns whether the rule has such widths, which then are the only ones it has. */
    static boolean compile(final Section rule, final Struct struct, final String observed)
    {
        if (!rule.has("steps"))
        {
            return false;
        }
        if (!"POTENTIAL_TRADE".equals(observed))
        {
            throw rule.contradiction("steps", "widths follow each other where potential trades are judged",
                rule.where("observe"), "observe POTENTIAL_TRADE, or write one width");
        }
        final long[] widths = rule.ratios("steps", 1, Limits.ONE_PPM, ImageSteps.MOST);
        for (int i = 0; i < widths.length; i++)
        {
            if (i > 0 && widths[i] <= widths[i - 1])
            {
                throw rule.error("steps", "a later width is not above the one before it",
                    "write them from the narrowest to the widest");
            }
            struct.int32(ImageSteps.U_STEP_PPM + i * Integer.BYTES, (int)widths[i]);
        }
        final int by = BY.indexOf(rule.word("steps_by", BY, null)) + 1;
        struct.int32(ImageSteps.U_STEPS, widths.length | by << ImageSteps.BY_SHIFT);
        return true;
    }
}
