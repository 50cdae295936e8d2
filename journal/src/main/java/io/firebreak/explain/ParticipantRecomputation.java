package io.firebreak.explain;

import io.firebreak.estimator.Wide;
import io.firebreak.gate.Collar;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.Side;
import io.firebreak.participant.ControlImage;
import java.util.ArrayList;
import java.util.List;

/** Computes the numbers of an action against a participant again, from its record and its rulebook alone. */
final class ParticipantRecomputation
{
    private static final long SCALE = 1_024_000_000L;

    private final Decision decision;
    private final ParticipantRules rule;
    private final List<Check> checks = new ArrayList<>();

    ParticipantRecomputation(final JournalFacts facts, final Decision decision)
    {
        this.decision = decision;
        rule = decision.ruleId() == 0 ? null : ParticipantRules.of(facts, decision);
    }

    List<Check> checks()
    {
        if (rule == null || !decision.has("observedCount"))
        {
            return checks;
        }
        final boolean isAtLimit = decision.is("atLimit", "1");
        if (decision.has("limitCount"))
        {
            limit();
            beyond(isAtLimit);
        }
        if (decision.has("windowNs") && decision.integer("windowNs") != 0)
        {
            add("window", "the rule's", decision.integer("windowNs"), rule.int64(ControlImage.K_WINDOW_NS));
        }
        if (decision.is("action", "FREEZE"))
        {
            final long frozenNs = rule.int64(ControlImage.K_FROZEN_NS);
            add("until", frozenNs == 0 ? "until it is ended by hand" : "its instant + " + Figures.duration(frozenNs),
                decision.integer("untilNs"), frozenNs == 0 ? Long.MAX_VALUE : decision.timeNs() + frozenNs);
        }
        return checks;
    }

    private void limit()
    {
        final long recorded = decision.integer("limitCount");
        final ParticipantCounter counter = ParticipantCounter.valueOf(decision.text("counter"));
        final boolean isFinger = decision.is("control", "FAT_FINGER");
        if (counter == ParticipantCounter.PRICE)
        {
            final long reference = decision.integer("madeFrom");
            final int ppm = rule.int32(ControlImage.K_COLLAR_PPM);
            final int side = (recorded < reference ? Side.SELL : Side.BUY).code();
            add("limit", reference + " ticks " + (side == Side.SELL.code() ? "- " : "+ ") + ppm
                + " ppm, the distance rounded down", recorded, Collar.limitTicks(reference, ppm, side));
        }
        else if (decision.is("control", "RUNAWAY"))
        {
            final long least = rule.int64(ControlImage.K_LIMIT);
            final long multiple = rule.int64(ControlImage.K_MULTIPLE_PPM);
            add("limit", "the larger of " + least + " and baseline " + decision.text("madeFrom") + "/1024 x " + multiple
                + " ppm", recorded,
                Math.max(least, Wide.mulDivHalfUp(decision.integer("madeFrom"), multiple, SCALE)));
        }
        else
        {
            add("limit", "the rule's", recorded, rule.int64(isFinger && counter == ParticipantCounter.VALUE ?
                ControlImage.K_MAX_VALUE : ControlImage.K_LIMIT));
        }
    }

    private void beyond(final boolean isAtLimit)
    {
        final long observed = decision.integer("observedCount");
        final long limit = decision.integer("limitCount");
        final boolean isBelow = decision.is("counter", "PRICE") && limit < decision.integer("madeFrom");
        final boolean isBeyond = isBelow ? observed < limit : isAtLimit ? observed >= limit : observed > limit;
        checks.add(new Check("beyond", observed + (isBelow ? " < " : isAtLimit ? " >= " : " > ") + limit, "yes",
            isBeyond ? "yes" : "no", isBeyond));
    }

    private void add(final String what, final String formula, final long recorded, final long computed)
    {
        checks.add(new Check(what, formula, String.valueOf(recorded), String.valueOf(computed), recorded == computed));
    }
}
