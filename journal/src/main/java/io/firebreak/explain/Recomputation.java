package io.firebreak.explain;

import io.firebreak.breaker.ImageLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes a decision's numbers again: what the record holds goes in, the rule's parameters come from the image that
 * the record names, and the engine's own operations are repeated in the engine's own order, so that the result is
 * compared to the last bit. What a rule looks back on (a frozen width, the last pause) comes from earlier records.
 */
final class Recomputation
{
    private static final double PPM = 1e-6;
    private static final double NS = 1e-9;
    private static final double SECONDS_PER_MINUTE = 60.0;
    private static final long MICRO = 1_000_000L;

    private final JournalFacts facts;
    private final Decision decision;
    private final RuleFacts rule;
    private final LimitEpisode episode;
    private final List<Decision> earlierTrips;
    private final List<Check> checks = new ArrayList<>();

    Recomputation(
        final JournalFacts facts, final Decision decision, final RuleFacts rule, final LimitEpisode episode,
        final List<Decision> earlierTrips)
    {
        this.facts = facts;
        this.decision = decision;
        this.rule = rule;
        this.episode = episode;
        this.earlierTrips = earlierTrips;
    }

    /** The checks, in the order in which the engine computes. */
    List<Check> checks()
    {
        if (decision.has("imageHash"))
        {
            final long hash = decision.integer("imageHash");
            final long own = facts.rulebook().imageHash();
            checks.add(new Check("parameter image", "SHA-256 of the image in the journal's segment, first 8 bytes",
                hex(hash), hex(own), hash == own));
        }
        if (decision.isOfParticipant())
        {
            checks.addAll(new ParticipantRecomputation(facts, decision).checks());
        }
        if (rule == null || !decision.has("referenceMicroTicks") && !decision.has("limitReal"))
        {
            return checks;
        }
        if (decision.is("reason", "COLLAR_VIOLATED"))
        {
            checks.addAll(CallCheck.of(facts.instrument(decision.scope()), rule, decision, this::price));
            return checks;
        }
        switch (rule.breakerInt(ImageLayout.B_MONITOR))
        {
            case ImageLayout.MONITOR_CONFIRM:
                confirmed();
                break;
            case ImageLayout.MONITOR_QUOTE:
                quoted();
                break;
            case ImageLayout.MONITOR_LADDER:
                ladder();
                break;
            case ImageLayout.MONITOR_NOTIFY:
                notified();
                break;
            case ImageLayout.MONITOR_BAND:
                banded();
                break;
            default:
                break;
        }
        if (decision.isTrip())
        {
            pause();
        }
        return checks;
    }

    private void confirmed()
    {
        if (decision.real("widthFraction") == 0)
        {
            return;
        }
        final boolean isVariance = rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE;
        if (decision.is("state", "NONE"))
        {
            return;
        }
        width(isVariance);
        if (isVariance)
        {
            variance();
        }
        else if (decision.has("limitMicroTicks") && decision.has("referenceMicroTicks"))
        {
            limit();
            margin(true);
        }
    }

    /** The effective width, frozen at the opening of the limit state where the breaker says so. */
    private void width(final boolean isOfBreaker)
    {
        final boolean isFrozen = episode != null && !episode.isEnded()
            && rule.breakerInt(ImageLayout.B_FREEZE_WIDTH) != 0;
        final List<Decision> sources = new ArrayList<>();
        if (isFrozen)
        {
            sources.addAll(episode.widthSources());
        }
        else
        {
            sources.add(decision);
        }
        final double recorded = decision.real("widthFraction");
        final Decision source = sources.stream()
            .filter(candidate -> same(recorded, ruleWidth(candidate, isOfBreaker))).findFirst().orElse(sources.get(0));
        final RuleFacts scale = rule.scaleRule();
        final StringBuilder formula = new StringBuilder();
        if (scale.ruleInt(ImageLayout.U_WIDTH) == ImageLayout.WIDTH_VOLATILITY)
        {
            formula.append("min(").append(ppm(scale.ruleLong(ImageLayout.U_CAP_PPM))).append(", widening ")
                .append(source.text("widening")).append(" x max(").append(ppm(scale.ruleLong(ImageLayout.U_PPM)))
                .append(", ").append(scale.ruleLong(ImageLayout.U_SIGMAS_PPM) * PPM).append(" x sqrt(slow variance ")
                .append(source.text("varianceSlow")).append("/s x ")
                .append(Figures.duration(scale.ruleLong(ImageLayout.U_HORIZON_NS))).append(")))");
        }
        else
        {
            formula.append(ppm(scale.ruleLong(ImageLayout.U_PPM))).append(" x widening ")
                .append(source.text("widening"));
        }
        if (!isOfBreaker && isScaledExtreme())
        {
            formula.append(", over ").append(ppm(scale.ruleLong(ImageLayout.U_PPM))).append(", x ")
                .append(ppm(rule.ruleLong(ImageLayout.U_PPM)));
        }
        if (source.number() != decision.number())
        {
            formula.append(", frozen since decision ").append(source.number());
        }
        final double recomputed = ruleWidth(source, isOfBreaker);
        checks.add(new Check("width", formula.toString(), fraction(recorded), fraction(recomputed),
            same(recorded, recomputed)));
    }

    private double ruleWidth(final Decision source, final boolean isOfBreaker)
    {
        final double width = effectiveWidth(source);
        if (isOfBreaker || rule.referenceKind() != ImageLayout.KIND_EXTREMA)
        {
            return width;
        }
        return rule.ruleLong(ImageLayout.U_PPM) * PPM * (isScaledExtreme() ? scale(width) : 1.0);
    }

    private double effectiveWidth(final Decision source)
    {
        final RuleFacts scale = rule.scaleRule();
        final double floor = scale.ruleLong(ImageLayout.U_PPM) * PPM;
        final double widening = source.real("widening");
        if (scale.ruleInt(ImageLayout.U_WIDTH) != ImageLayout.WIDTH_VOLATILITY)
        {
            return floor * widening;
        }
        final double sigma = scale.ruleLong(ImageLayout.U_SIGMAS_PPM) * PPM
            * Math.sqrt(source.real("varianceSlow") * (scale.ruleLong(ImageLayout.U_HORIZON_NS) * NS));
        return Math.min(scale.ruleLong(ImageLayout.U_CAP_PPM) * PPM, widening * Math.max(floor, sigma));
    }

    private double scale(final double width)
    {
        return width / (rule.scaleRule().ruleLong(ImageLayout.U_PPM) * PPM);
    }

    private boolean isScaledExtreme()
    {
        return rule.referenceKind() == ImageLayout.KIND_EXTREMA && rule.ruleInt(ImageLayout.U_SCALED) != 0;
    }

    /** The limit is rounded outward to the venue's tick. */
    private void limit()
    {
        final long reference = decision.integer("referenceMicroTicks");
        final long recorded = decision.integer("limitMicroTicks");
        final boolean isLower = recorded <= reference;
        final double width = decision.real("widthFraction");
        // An average is a double and recorded to a millionth of a tick; extremes are recorded exactly.
        final double half = rule.referenceKind() == ImageLayout.KIND_EXTREMA ? 0 : 0.5;
        final long from = limitTicks((reference - half) / MICRO, width, isLower);
        final long to = limitTicks((reference + half) / MICRO, width, isLower);
        final long at = limitTicks((double)reference / MICRO, width, isLower);
        final long increment = facts.instrument(decision.scope()).increment();
        final String rounding = ", rounded " + (isLower ? "down" : "up") + " to the tick of "
            + Figures.ticks(increment, exponent())
            + (from == to ? "" : " (the reference, recorded to a millionth of a tick, leaves two ticks open)");
        checks.add(new Check("limit", price(reference) + " x (1 " + (isLower ? "-" : "+") + " " + width + ") = "
            + price(Math.round(reference * (isLower ? 1 - width : 1 + width))) + rounding, price(recorded),
            price(at * MICRO), recorded >= from * MICRO && recorded <= to * MICRO && recorded % MICRO == 0));
    }

    private long limitTicks(final double reference, final double width, final boolean isLower)
    {
        final long increment = facts.instrument(decision.scope()).increment();
        final double distance = Math.abs(reference) * width;
        return isLower ? (long)Math.floor((reference - distance) / increment) * increment
            : (long)Math.ceil((reference + distance) / increment) * increment;
    }

    /** Observed against limit, and how far beyond. */
    private void margin(final boolean isEqualBeyond)
    {
        if (!decision.has("observedMicroTicks") || !decision.has("marginMicroTicks"))
        {
            return;
        }
        final long observed = decision.integer("observedMicroTicks");
        final long limit = decision.integer("limitMicroTicks");
        final boolean isLower = decision.has("referenceMicroTicks") && limit < decision.integer("referenceMicroTicks");
        final long margin = isLower ? limit - observed : observed - limit;
        final long recorded = decision.integer("marginMicroTicks");
        checks.add(new Check("margin", isLower ? price(limit) + " - " + price(observed)
            : price(observed) + " - " + price(limit), price(recorded), price(margin), recorded == margin));
        if (decision.isLimitState() && (decision.is("state", "NONE") || decision.text("state").startsWith("STRADDLE")))
        {
            // The record of a straddle shows the far side, and the near side is the one beyond.
            return;
        }
        final boolean isBeyond = isEqualBeyond ? margin >= 0 : margin > 0;
        checks.add(new Check("beyond", price(observed) + (isLower ? isEqualBeyond ? " <= " : " < "
            : isEqualBeyond ? " >= " : " > ") + price(limit), "yes", isBeyond ? "yes" : "no", isBeyond));
    }

    private void variance()
    {
        if (!decision.has("limitReal") || decision.real("limitReal") == 0)
        {
            return;
        }
        final double scale = rule.ruleInt(ImageLayout.U_SCALED) != 0 ? scale(decision.real("widthFraction")) : 1.0;
        final double threshold = rule.ruleLong(ImageLayout.U_PPM) * PPM * scale;
        final double limit = threshold * threshold / SECONDS_PER_MINUTE;
        final double ratio = rule.ruleLong(ImageLayout.U_RATIO_PPM) * PPM;
        final double slow = decision.real("varianceSlow");
        final double recomputed = Math.max(limit, ratio * ratio * slow);
        final double recorded = decision.real("limitReal");
        final double observed = decision.real("observedReal");
        checks.add(new Check("limit", "the larger of (" + ppm(rule.ruleLong(ImageLayout.U_PPM)) + " x width over floor "
            + scale + ")^2/60 and (" + ratio + ")^2 x slow variance " + slow, String.valueOf(recorded),
            String.valueOf(recomputed), same(recorded, recomputed)));
        checks.add(new Check("observed", "is the fast variance", String.valueOf(observed),
            decision.text("varianceFast"), same(observed, decision.real("varianceFast"))));
        checks.add(new Check("beyond", observed + " >= " + recorded, "yes", observed >= recorded ? "yes" : "no",
            observed >= recorded));
    }

    private void quoted()
    {
        final Long previousClose = facts.previousCloseE9(decision.scope());
        if (!decision.has("limitMicroTicks") || decision.real("widthFraction") == 0
            || decision.is("limitMicroTicks", String.valueOf(Long.MAX_VALUE * MICRO)))
        {
            return;
        }
        final QuoteBand band = QuoteBand.of(facts.instrument(decision.scope()), rule, previousClose,
            decision.integer("referenceMicroTicks"), Math.round(decision.real("widthFraction") / PPM),
            Math.round(decision.real("widening") / PPM));
        final long recorded = decision.integer("limitMicroTicks");
        final boolean isLower = recorded < decision.integer("referenceMicroTicks");
        final long recomputed = (isLower ? band.lowerTicks() : band.upperTicks()) * MICRO;
        checks.add(new Check("limit", band.formula(price(decision.integer("referenceMicroTicks")), isLower),
            price(recorded), price(recomputed), recorded == recomputed));
        if (!decision.isLimitState() || !decision.is("state", "NONE"))
        {
            // A far quote at the band is a limit state; a potential trade must lie through it to be denied.
            margin(!decision.isDenial());
        }
    }

    private void ladder()
    {
        checks.addAll(new LadderChecks(facts, decision, rule, earlierTrips).checks());
        margin(true);
    }

    private void notified()
    {
        final double recorded = decision.real("limitReal");
        final double threshold = rule.ruleLong(ImageLayout.U_THRESHOLD);
        checks.add(new Check("limit", "the rule's threshold", String.valueOf(recorded), String.valueOf(threshold),
            same(recorded, threshold)));
    }

    /** A price beyond what a rule of a band allows: the limit and the comparison, in whole numbers. */
    private void banded()
    {
        if (!decision.has("limitMicroTicks") || !decision.has("observedMicroTicks"))
        {
            return;
        }
        final BandLimit band = BandLimit.of(facts.instrument(decision.scope()), rule,
            new BandLimit.From(decision.integer("referenceMicroTicks"), (long)decision.real("limitReal"),
                (long)decision.real("observedReal"), decision.real("widening") == 0.0,
                Math.max(0, (int)decision.real("widening") - 1)),
            decision.integer("observedMicroTicks"));
        final long recorded = decision.integer("limitMicroTicks");
        checks.add(new Check("limit", band.formula(price(decision.integer("referenceMicroTicks")), this::price),
            price(recorded), price(band.limitMicro()), recorded == band.limitMicro()));
        final long observed = decision.integer("observedMicroTicks");
        final boolean isBelow = recorded < decision.integer("referenceMicroTicks");
        final long margin = isBelow ? recorded - observed : observed - recorded;
        checks.add(new Check("margin", price(observed) + (isBelow ? " below " : " above ") + price(recorded),
            price(decision.integer("marginMicroTicks")), price(margin),
            decision.integer("marginMicroTicks") == margin));
        checks.add(new Check("beyond", price(observed) + (band.isUpper() ? " above " : " below ") + "the "
            + (band.isUpper() ? "highest" : "lowest") + " price that is allowed, " + price(band.allowedMicro()), "yes",
            band.isBeyond(observed) ? "yes" : "no", band.isBeyond(observed)));
    }

    /** The pause doubles while trips follow each other; its random tail is drawn from the journaled generator. */
    private void pause()
    {
        if (!rule.isAlwaysOpen() || decision.is("latched", "1"))
        {
            return;
        }
        final long baseNs = rule.breakerLong(ImageLayout.B_PAUSE_NS);
        final long maxNs = rule.breakerLong(ImageLayout.B_PAUSE_MAX_NS);
        final long growthNs = rule.breakerLong(ImageLayout.B_PAUSE_GROWTH_WINDOW_NS);
        long pauseNs = 0;
        long lastNs = Long.MIN_VALUE;
        long sinceNs = 0;
        int doubled = 0;
        final List<Decision> trips = new ArrayList<>(earlierTrips);
        trips.add(decision);
        for (final Decision trip : trips)
        {
            final boolean grows = growthNs > 0 && lastNs != Long.MIN_VALUE && trip.timeNs() - lastNs <= growthNs;
            pauseNs = grows ? Math.min(maxNs, 2 * pauseNs) : baseNs;
            doubled = grows ? doubled + 1 : 0;
            sinceNs = trip.timeNs() - lastNs;
            lastNs = trip.timeNs();
        }
        final long tailNs = rule.breakerLong(ImageLayout.B_PAUSE_TAIL_NS);
        final long recorded = decision.integer("deadlineNs") - decision.timeNs();
        final String growth = trips.size() == 1 || growthNs == 0 ? "" : doubled == 0
            ? ", not doubled, as the trip before was " + Figures.duration(sinceNs) + " ago, over "
            + Figures.duration(growthNs) + ","
            : ", doubled " + (doubled == 1 ? "once" : doubled + " times") + " as trips followed each other within "
            + Figures.duration(growthNs) + ", to at most " + Figures.duration(maxNs) + ",";
        checks.add(new Check("pause", Figures.duration(baseNs) + growth
            + (tailNs == 0 ? "" : " and a random tail below " + Figures.duration(tailNs)),
            Figures.duration(recorded), Figures.duration(pauseNs) + (tailNs == 0 ? "" : " + tail "
            + Figures.duration(Math.max(0, recorded - pauseNs))),
            recorded == pauseNs || recorded > pauseNs && recorded < pauseNs + tailNs ||
            OtherPause.lasts(rule, decision, earlierTrips.isEmpty(), recorded)));
    }

    private int exponent()
    {
        return facts.exponent(decision.scope());
    }

    private String price(final long microTicks)
    {
        return Figures.micro(microTicks, exponent());
    }

    private static String ppm(final long ppm)
    {
        return Figures.percent(ppm * PPM);
    }

    private static String fraction(final double value)
    {
        return value + " (" + Figures.percent(value) + ")";
    }

    private static String hex(final long hash)
    {
        return String.format("%016x", Long.reverseBytes(hash));
    }

    private static boolean same(final double one, final double other)
    {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }
}
