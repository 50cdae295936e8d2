package io.firebreak.explain;

import io.firebreak.breaker.ImageReopening;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The band that the price of a call had to lie in, computed again with numbers of any length: which step of the ladder
 * it was, its two ends rounded inward to the venue's tick, and whether the price lay beyond.
 */
final class CallCheck
{
    private static final BigDecimal PPM = BigDecimal.valueOf(1_000_000L);
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000L);

    private final JournalFacts.Instrument instrument;
    private final RuleFacts rule;
    private final Decision decision;
    private final LongFunction<String> price;

    private CallCheck(final JournalFacts.Instrument instrument, final RuleFacts rule, final Decision decision,
        final LongFunction<String> price)
    {
        this.instrument = instrument;
        this.rule = rule;
        this.decision = decision;
        this.price = price;
    }

    /**
     * The checks of a state that a violated band led to.
     *
     * @param instrument whose.
     * @param rule       that tripped.
     * @param decision   the change of state.
     * @param price      shows a price of millionths of a tick.
     * @return limit and comparison; nothing where the breaker has no ladder.
     */
    static List<Check> of(final JournalFacts.Instrument instrument, final RuleFacts rule, final Decision decision,
        final LongFunction<String> price)
    {
        return rule.breakerInt(ImageReopening.B_CHECK_STEPS) == 0 ? List.of() :
            new CallCheck(instrument, rule, decision, price).checks();
    }

    private List<Check> checks()
    {
        final long centre = decision.integer("referenceMicroTicks");
        final long observed = decision.integer("observedMicroTicks");
        final boolean hasLimit = decision.has("limitMicroTicks");
        final long recorded = hasLimit ? decision.integer("limitMicroTicks") : 0;
        final boolean isLower = hasLimit && recorded < centre;
        final int step = step(centre);
        final BigDecimal distance = distance(centre, step);
        final BigDecimal exact = BigDecimal.valueOf(centre).add(isLower ? distance.negate() : distance);
        final BigDecimal tick = MICRO.multiply(BigDecimal.valueOf(instrument.increment()));
        final long limit = exact.divide(tick, 0, isLower ? RoundingMode.CEILING : RoundingMode.FLOOR).multiply(tick)
            .longValueExact();
        final boolean isRatio = rule.breakerInt(ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_PPM;
        final boolean isOfRule = rule.breakerInt(ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_RULE;
        final String width = isOfRule ? width(step) * 1e-6 + " times the width that was broken" :
            isRatio ? Figures.percent(width(step) * 1e-6) :
            BigDecimal.valueOf(width(step), 9).stripTrailingZeros().toPlainString();
        final boolean isBeyond = isLower ? observed < limit : observed > limit;
        return List.of(new Check("limit of the call", price.apply(centre) + (isLower ? " - " : " + ") + width +
            ", step " + (step + 1) + " of " + rule.breakerInt(ImageReopening.B_CHECK_STEPS) +
            ", rounded inward to the tick", hasLimit ? price.apply(recorded) : "none", price.apply(limit),
            hasLimit && recorded == limit),
            new Check("beyond", price.apply(observed) + (isLower ? " < " : " > ") + price.apply(limit), "yes",
                isBeyond ? "yes" : "no", isBeyond));
    }

    /** The step whose width the record holds. */
    private int step(final long centre)
    {
        final double recorded = decision.real("widthFraction");
        final boolean isRatio = rule.breakerInt(ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_PPM;
        int found = 0;
        for (int i = rule.breakerInt(ImageReopening.B_CHECK_STEPS) - 1; i >= 0; i--)
        {
            final double fraction = isRatio ? width(i) * 1e-6 : centre == 0 ? 0.0 :
                distance(centre, i).doubleValue() / Math.abs(centre);
            found = fraction == recorded ? i : found;
        }
        return found;
    }

    private BigDecimal distance(final long centre, final int step)
    {
        final BigDecimal width = BigDecimal.valueOf(width(step));
        if (rule.breakerInt(ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_RULE)
        {
            final BigDecimal own = BigDecimal.valueOf((long)decision.real("limitReal"));
            return own.signum() >= 0 ? own.multiply(width).divide(PPM, 0, RoundingMode.HALF_UP) :
                BigDecimal.valueOf(centre).abs().multiply(own.negate().multiply(width)
                .divide(PPM, 0, RoundingMode.HALF_UP)).divide(PPM, 0, RoundingMode.HALF_UP);
        }
        return rule.breakerInt(ImageReopening.B_CHECK_UNIT) == ImageReopening.UNIT_PPM ?
            BigDecimal.valueOf(centre).abs().multiply(width).divide(PPM, 0, RoundingMode.HALF_UP) :
            width.movePointRight(instrument.priceExponent() - 3).setScale(0, RoundingMode.HALF_UP);
    }

    private long width(final int step)
    {
        return rule.breakerLong(ImageReopening.B_CHECK_WIDTHS + step * Long.BYTES);
    }
}
