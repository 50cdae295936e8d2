package io.firebreak.breaker;

import io.firebreak.market.TradingState;

/** Refuses a parameter image whose reopenings the engine could not follow. */
final class ReopeningCheck
{
    /** Most extensions that a number can be given for. */
    static final long EXTENSIONS = 10_000;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long FACTOR_PPM = 1_000_000_000L;
    private static final long QUINTILLION = 1_000_000_000_000_000_000L;

    private ReopeningCheck()
    {
    }

    /** Checks the reopening of the breaker at which a check stands. */
    static void check(final ImageCheck at, final int references, final int breakers)
    {
        at.integer("B_CHECK_STEPS", ImageReopening.B_CHECK_STEPS, 0, ImageReopening.CHECK_STEPS);
        at.integer("B_CHECK_CENTRE", ImageReopening.B_CHECK_CENTRE, ImageReopening.CENTRE_CAUSE,
            ImageReopening.CENTRE_DECLARED + references - 1L);
        at.integer("B_CHECK_UNIT", ImageReopening.B_CHECK_UNIT, ImageReopening.UNIT_PPM, ImageReopening.UNIT_RULE);
        at.wide("B_CHECK_STEP_PPM", ImageSteps.B_CHECK_STEP_PPM, 0, FACTOR_PPM);
        at.integer("B_ON_FAILURE", ImageReopening.B_ON_FAILURE, ImageReopening.FAIL_EXTEND,
            ImageReopening.FAIL_STEP_REFERENCE);
        at.integer("B_THEN", ImageReopening.B_THEN, ImageReopening.THEN_UNCHECKED, ImageReopening.THEN_MANUAL);
        at.integer("B_LEFTOVER_EXTENSIONS", ImageReopening.B_LEFTOVER_EXTENSIONS, -1, EXTENSIONS);
        at.integer("B_EXTENSION_STEPS", ImageReopening.B_EXTENSION_STEPS, 0, ImageReopening.CHECK_STEPS);
        final boolean ratio = at.image.getInt(at.at + ImageReopening.B_CHECK_UNIT) != ImageReopening.UNIT_E9;
        for (int i = 0; i < ImageReopening.CHECK_STEPS; i++)
        {
            at.wide("B_CHECK_WIDTHS " + i, ImageReopening.B_CHECK_WIDTHS + (i << 3), 0,
                ratio ? FACTOR_PPM : QUINTILLION);
            at.wide("B_EXTENSIONS_NS " + i, ImageReopening.B_EXTENSIONS_NS + (i << 3), 0, DAY_NS);
        }
        for (int field = ImageReopening.B_OPPOSITE_EXTENSION_NS; field <= ImageReopening.B_REARM_NS; field += 8)
        {
            at.wide("duration at " + field, field, 0, DAY_NS);
        }
        at.integer("B_MARKET_HALT", ImageReopening.B_MARKET_HALT, ImageReopening.MARKET_WAITS,
            ImageReopening.MARKET_CANCELS);
        at.flag("B_CHECK_AFTER_SWEEP", ImageReopening.B_CHECK_AFTER_SWEEP);
        at.code("B_GROUP_STATE", ImageReopening.B_GROUP_STATE, value -> value == 0 || value > 1 &&
            TradingState.of((int)value) != null && value != TradingState.REOPENING.code());
        at.flag("B_CUMULATIVE", ImageReopening.B_CUMULATIVE);
        final long beyond = breakers == Long.SIZE ? 0 : -1L << breakers;
        final long suppressors = at.image.getLong(at.at + ImageReopening.B_SUPPRESSED_BY);
        at.range("B_SUPPRESSED_BY, breakers that are not there", suppressors & beyond, 0, 0);
    }
}
