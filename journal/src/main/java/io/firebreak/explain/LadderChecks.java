package io.firebreak.explain;

import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.estimator.Wide;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the trip of a market-wide ladder again: the level from the previous close that the record holds, what lies
 * beyond the last trigger from the record of that trip, and the length of the halt from the table and the day.
 */
final class LadderChecks
{
    private static final long PPM = 1_000_000L;
    private static final long E9_PER_MICRO = 1_000L;
    private static final double NS = 1e-9;

    private final JournalFacts facts;
    private final Decision decision;
    private final RuleFacts rule;
    private final List<Decision> earlierTrips;
    private final JournalFacts.Day day;
    private final List<Check> checks = new ArrayList<>();

    LadderChecks(
        final JournalFacts facts, final Decision decision, final RuleFacts rule, final List<Decision> earlierTrips)
    {
        this.facts = facts;
        this.decision = decision;
        this.rule = rule;
        this.earlierTrips = earlierTrips;
        day = facts.day(decision.timeNs());
    }

    /** A state that follows a trip compares nothing. */
    List<Check> checks()
    {
        if (!decision.has("referenceMicroTicks") || !decision.has("limitMicroTicks"))
        {
            return checks;
        }
        limit();
        if (decision.isTrip())
        {
            length();
        }
        return checks;
    }

    private void limit()
    {
        final long close = decision.integer("referenceMicroTicks");
        final long recorded = decision.integer("limitMicroTicks");
        final boolean isFall = recorded < close;
        final long roundE9 = Math.max(1, rule.ruleLong(ImageLayout.U_ROUND_E9));
        final long ppm = rule.ruleLong(ImageLayout.U_PPM);
        long limit = level(close, ppm, isFall, roundE9);
        final StringBuilder formula = new StringBuilder(price(close)).append(isFall ? " x (1 - " : " x (1 + ")
            .append(percent(ppm)).append("), rounded to the nearest ").append(roundE9 * NS);
        final long beyondPpm = rule.ruleLong(ImageLadder.U_BEYOND_LAST_PPM);
        final Decision last = lastTrigger(close);
        if (beyondPpm > 0 && last != null)
        {
            final long from = last.integer("observedMicroTicks");
            final long farther = level(from, beyondPpm, isFall, roundE9);
            limit = isFall ? Math.min(limit, farther) : Math.max(limit, farther);
            formula.append(isFall ? ", or lower " : ", or higher ").append(percent(beyondPpm)).append(" beyond ")
                .append(price(from)).append(", at which decision ").append(last.number()).append(" fired");
        }
        checks.add(new Check("limit", formula.toString(), price(recorded), price(limit), recorded == limit));
    }

    private static long level(final long fromMicro, final long ppm, final boolean isFall, final long roundE9)
    {
        return Wide.mulDivHalfUp(fromMicro * E9_PER_MICRO, isFall ? PPM - ppm : PPM + ppm, PPM * roundE9)
            * roundE9 / E9_PER_MICRO;
    }

    /** The last trip of the same day and index: levels only rise within a day, and the close is the index's own. */
    private Decision lastTrigger(final long closeMicro)
    {
        if (earlierTrips.isEmpty())
        {
            return null;
        }
        final Decision last = earlierTrips.get(earlierTrips.size() - 1);
        final boolean isToday = decision.has("level") && last.integer("level") < decision.integer("level")
            && (day == null || last.timeNs() >= day.openNs());
        return isToday && last.integer("referenceMicroTicks") == closeMicro ? last : null;
    }

    /** The halt ends with the day where it would be longer. */
    private void length()
    {
        if (!decision.has("deadlineNs") || decision.is("latched", "1") || rule.isAlwaysOpen()
            || day == null || rule.breakerLong(ImageLayout.B_PAUSE_GROWTH_WINDOW_NS) > 0)
        {
            return;
        }
        final int row = rule.lengthRowAt(decision.timeNs(), day.openNs(), day.closeNs());
        final int own = rule.ruleInt(ImageLayout.U_TRIP_STATE);
        final int ofRow = row == 0 ? 0 : rule.rowInt(row, ImageLadder.L_STATE);
        final boolean isClosed = (ofRow != 0 ? ofRow : own != 0 ? own : rule.breakerInt(ImageLayout.B_TRIP_STATE))
            == TradingState.CLOSED.code();
        final long lengthNs = row == 0 || rule.rowLong(row, ImageLadder.L_LENGTH_NS) == 0
            ? rule.breakerLong(ImageLayout.B_PAUSE_NS) : rule.rowLong(row, ImageLadder.L_LENGTH_NS);
        final long recorded = decision.integer("deadlineNs");
        final long tailNs = rule.breakerLong(ImageLayout.B_PAUSE_TAIL_NS);
        final long until = isClosed ? day.nextOpenNs() : Math.min(decision.timeNs() + lengthNs, day.closeNs());
        final long latest = isClosed ? until : Math.min(until + Math.max(0, tailNs - 1), day.closeNs());
        checks.add(new Check("halt", isClosed ? "to the next trading day"
            : Figures.duration(lengthNs) + (row == 0 ? "" : " by the time of day") + ", at most to the close",
            Figures.duration(recorded - decision.timeNs()), Figures.duration(until - decision.timeNs()),
            recorded >= until && recorded <= latest));
    }

    private String price(final long microTicks)
    {
        return Figures.micro(microTicks, facts.exponent(decision.scope()));
    }

    private static String percent(final long ppm)
    {
        return Figures.percent(ppm * 1e-6);
    }
}
