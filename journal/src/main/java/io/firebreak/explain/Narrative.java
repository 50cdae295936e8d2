package io.firebreak.explain;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Reason;
import java.util.ArrayList;
import java.util.List;

/** What happened, in a venue's words: sentences without a code name that is not explained. */
final class Narrative
{
    private static final long MICRO = 1_000_000L;
    private static final double PPM = 1e-6;

    private final Incident incident;
    private final JournalFacts facts;
    private final Decision decision;
    private final RuleFacts rule;
    private final int exponent;
    private final List<String> sentences = new ArrayList<>();

    Narrative(final Incident incident)
    {
        this.incident = incident;
        facts = incident.facts();
        decision = incident.decision();
        rule = decision.ruleId() == 0 ? null : facts.rule(decision.scope(), decision.ruleId());
        exponent = facts.exponent(decision.scope());
    }

    /** The sentences, in order. */
    List<String> sentences()
    {
        switch (decision.message().name())
        {
            case "TradingStateChange":
                change();
                break;
            case "LimitState":
                limitState();
                break;
            case "VerdictDenied":
                say(name() + (isEntry() ? ": an order at " + observed() + " was not taken at "
                    : ": a trade at " + observed() + " was denied at ") + when() + ".");
                why();
                break;
            case "BandChange":
                band();
                break;
            case "ParticipantAction":
                sentences.addAll(new ParticipantNarrative(facts, decision).sentences());
                break;
            default:
                say(name() + ": " + Headline.of(decision) + " at " + when() + ".");
                break;
        }
        return sentences;
    }

    /** Whether the rule judges orders as they are entered. */
    private boolean isEntry()
    {
        return rule != null && rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_ORDER_PRICE;
    }

    private void change()
    {
        if (decision.isTrip())
        {
            say(name() + " stopped trading (" + decision.text("toState") + ")" + direction() + " at " + when() + "."
                + (decision.is("latched", "1") ? " It is latched: only operators release it." : ""));
            if (decision.is("reason", Reason.TRIP_RATE_CAP.name()))
            {
                say("The rule had tripped " + rule.breakerInt(ImageLayout.B_TRIP_CAP) + " times within "
                    + Figures.duration(rule.breakerLong(ImageLayout.B_TRIP_CAP_WINDOW_NS))
                    + ", which is as often as it may; this trip hands the instrument to the operators.");
            }
            why();
            confirmation();
            exposure();
            howLong();
            release();
        }
        else
        {
            say(name() + " went from " + decision.text("fromState") + " to " + decision.text("toState") + " at "
                + when() + ": " + ReasonWords.of(decision.text("reason")) + ".");
            if (decision.reopens() && !incident.earlierTrips().isEmpty())
            {
                final Decision trip = incident.earlierTrips().get(incident.earlierTrips().size() - 1);
                say("It had stopped at " + Figures.shortTime(trip.timeNs()) + " (decision " + trip.number() + ", "
                    + facts.rulebook().ruleName(trip.ruleId()) + "), "
                    + Figures.duration(decision.timeNs() - trip.timeNs()) + " before.");
            }
        }
        if (!decision.is("mergedState", decision.text("toState")))
        {
            say("Taken together with the other rules the instrument is " + decision.text("mergedState") + ".");
        }
    }

    private void exposure()
    {
        final Incident.Effect effect = incident.effect();
        if (effect == null)
        {
            say("The journal does not say when a gate first judged under it.");
            return;
        }
        final long lateNs = Math.max(0, effect.timeNs() - decision.timeNs());
        say("A gate first judged under it " + (lateNs == 0 ? "at the same instant" : Figures.duration(lateNs)
            + " later") + "; " + (effect.orders() == 0 ? "no order had passed one in between."
            : effect.orders() + (effect.orders() == 1 ? " order" : " orders") + " had been judged in between."));
    }

    private String direction()
    {
        if (!decision.has("observedMicroTicks") || !decision.has("referenceMicroTicks"))
        {
            return "";
        }
        return decision.integer("observedMicroTicks") < decision.integer("referenceMicroTicks") ? " after a fall"
            : " after a rise";
    }

    private void limitState()
    {
        if (decision.is("state", "NONE"))
        {
            say(name() + ": the limit state " + decision.text("previous") + " ended at " + when() + ": "
                + ReasonWords.of(decision.text("reason")) + "; it had been open for "
                + Figures.duration(decision.timeNs() - decision.integer("openedNs")) + ".");
            return;
        }
        say(name() + " came to a limit (" + decision.text("state") + ") at " + when() + ".");
        why();
        if (incident.end() != null)
        {
            say(incident.end().isTrip() ? "It became a trip " + after(incident.end()) + " (decision "
                + incident.end().number() + ")." : "It ended " + after(incident.end()) + " without one (decision "
                + incident.end().number() + ").");
        }
    }

    private void band()
    {
        say(name() + " has a new band from " + when() + ": "
            + (decision.has("lowerTicks") ? Figures.ticks(decision.integer("lowerTicks"), exponent) + " to "
            + (decision.integer("upperTicks") == Long.MAX_VALUE ? "no upper limit"
            : Figures.ticks(decision.integer("upperTicks"), exponent)) : "none") + ", "
            + ReasonWords.of(decision.text("reason")) + ".");
    }

    /** What was compared, and by how much it was too far. */
    private void why()
    {
        if (rule == null)
        {
            say("No rule of its own decided: " + ReasonWords.of(decision.text("reason")) + ".");
            return;
        }
        final String ruleName = "rule '" + facts.rulebook().ruleName(decision.ruleId()) + "'";
        if (rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE)
        {
            say("Prices moved too violently for " + ruleName + ": " + Figures.sigma(decision.real("observedReal"))
                + " per square root of a minute over about "
                + Figures.duration(rule.classLong(ImageLayout.C_FAST_TAU_NS)) + ", where "
                + Figures.sigma(decision.real("limitReal")) + " is the limit; over about "
                + Figures.duration(rule.classLong(ImageLayout.C_SLOW_TAU_NS)) + " it was "
                + Figures.sigma(decision.real("varianceSlow")) + ".");
            widened();
            say("That had held for " + Figures.duration(rule.ruleLong(ImageLayout.U_SUSTAIN_NS))
                + " or more, as the rule asks. The trade that was judged, at " + observed()
                + ", need not have been far off: it was "
                + fromReference() + ", " + referenceWords() + ".");
            return;
        }
        if (!decision.has("limitMicroTicks") || !decision.has("referenceMicroTicks"))
        {
            if (decision.has("limitReal") && decision.real("limitReal") != 0)
            {
                say("It is a warning of " + ruleName + ": " + decision.text("observedReal") + " against a limit of "
                    + decision.text("limitReal") + ".");
            }
            else
            {
                say("Of " + ruleName + ": " + ReasonWords.of(decision.text("reason")) + ".");
            }
            return;
        }
        final long limit = decision.integer("limitMicroTicks");
        final boolean isLower = limit < decision.integer("referenceMicroTicks");
        final String what = rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE
            && !decision.isDenial()
            ? isLower ? "The best offer, " : "The best bid, "
            : rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER ? "The index, "
            : isEntry() ? "An order at " : "A trade at ";
        say(what + observed() + (what.endsWith("at ") ? "" : ",") + " was " + fromReference() + ", "
            + referenceWords() + ".");
        if (rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND)
        {
            say("By " + ruleName + " the limit was " + Figures.micro(limit, exponent) + "; the price lay "
                + Figures.micro(Math.abs(decision.integer("marginMicroTicks")), exponent) + " from it.");
            return;
        }
        say("By " + ruleName + " the limit was " + Figures.micro(limit, exponent) + ", "
            + Figures.percent(decision.real("widthFraction")) + (isLower ? " below" : " above")
            + " that, rounded" + (rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM
            ? " outward to the tick" : " to the nearest tick") + (decision.integer("marginMicroTicks") == 0
            ? "; the price lay exactly on it, which counts" : "; the price lay "
            + Figures.micro(Math.abs(decision.integer("marginMicroTicks")), exponent) + " beyond it") + ".");
        if (rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM)
        {
            widened();
        }
    }

    /** Why the width is not the one that the rulebook's reader expects, from the record at which it was computed. */
    private void widened()
    {
        final RuleFacts scale = rule.scaleRule();
        final boolean isVariance = rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE;
        final LimitEpisode open = incident.episode();
        final Decision source = open != null && !open.isEnded() && rule.breakerInt(ImageLayout.B_FREEZE_WIDTH) != 0
            ? open.opening() : decision;
        final double floor = scale.ruleLong(ImageLayout.U_PPM) * PPM;
        final double cap = scale.ruleLong(ImageLayout.U_CAP_PPM) * PPM;
        final double sigmaWidth = scale.ruleInt(ImageLayout.U_WIDTH) != ImageLayout.WIDTH_VOLATILITY ? 0
            : scale.ruleLong(ImageLayout.U_SIGMAS_PPM) * PPM
            * Math.sqrt(source.real("varianceSlow") * scale.ruleLong(ImageLayout.U_HORIZON_NS) * 1e-9);
        final double widening = source.real("widening");
        final double wanted = widening * Math.max(floor, sigmaWidth);
        final double factor = (cap > 0 ? Math.min(cap, wanted) : wanted) / floor;
        final List<String> causes = new ArrayList<>();
        if (sigmaWidth > floor)
        {
            causes.add("the volatility of about the last "
                + Figures.duration(rule.classLong(ImageLayout.C_SLOW_TAU_NS)) + " ("
                + Figures.factor(sigmaWidth / floor) + " times: " + Figures.sigma(source.real("varianceSlow"))
                + " per square root of a minute)");
        }
        if (widening > 1)
        {
            causes.add("earlier trips (" + Figures.factor(widening) + " times)");
        }
        if (causes.isEmpty())
        {
            say("That is the rule's own " + (isVariance ? "limit" : "width")
                + ": neither volatility nor earlier trips had widened it.");
            return;
        }
        say("The rule's own " + (isVariance ? "limit" : "width") + " is " + Figures.percent(
            rule.ruleLong(ImageLayout.U_PPM) * PPM) + "; it stood at " + Figures.factor(factor)
            + " times that because of " + String.join(" and ", causes)
            + (cap > 0 && wanted > cap ? "; wider than that it may not be" : "") + ".");
    }

    private void confirmation()
    {
        if (rule == null || rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE)
        {
            return;
        }
        final LimitEpisode episode = incident.episode();
        if (episode != null && rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM)
        {
            final Decision first = episode.opening();
            say("It was not one bad print: prices had been beyond a limit since "
                + Figures.shortTime(first.timeNs()) + " ("
                + Figures.duration(decision.timeNs() - first.timeNs()) + ", " + episode.sweeps()
                + " sweeps; a sweep is all trades of one instant), where the rule asks for "
                + Figures.duration(rule.breakerLong(ImageLayout.B_CONFIRM_NS)) + " and "
                + rule.breakerInt(ImageLayout.B_CONFIRM_SWEEPS) + " sweeps; the first was at "
                + Figures.micro(first.integer("observedMicroTicks"), exponent) + ". The width was frozen meanwhile.");
        }
        else if (episode != null && rule.breakerInt(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE)
        {
            say("The quote had stood at the band since " + Figures.shortTime(episode.opening().timeNs()) + ", for "
                + Figures.duration(decision.timeNs() - episode.opening().timeNs()) + ".");
        }
    }

    private void howLong()
    {
        final long deadlineNs = decision.integer("deadlineNs");
        if (deadlineNs == Long.MAX_VALUE)
        {
            say("It has no end of its own: two people must resume.");
            return;
        }
        final int trips = incident.earlierTrips().size() + 1;
        say("It was to last " + Figures.duration(deadlineNs - decision.timeNs()) + ", until "
            + Figures.shortTime(deadlineNs) + (decision.has("latestExitNs")
            && decision.integer("latestExitNs") != Long.MAX_VALUE
            ? ", and whatever happens no longer than " + Figures.shortTime(decision.integer("latestExitNs")) : "") + "."
            + (trips > 1 ? " It is trip " + trips + " of this breaker; the one before was at "
            + Figures.shortTime(incident.earlierTrips().get(trips - 2).timeNs()) + "." : ""));
    }

    private void release()
    {
        final Decision end = incident.end();
        if (end == null)
        {
            say("The journal ends before trading resumed.");
            return;
        }
        say("Trading resumed at " + Figures.shortTime(end.timeNs()) + ", " + after(end) + ", because "
            + ReasonWords.of(end.text("reason")) + " (" + (incident.pending() == null ? "" : "decision "
            + incident.pending().number() + " announced it, and it took effect once the journal held that, by ")
            + "decision " + end.number() + ").");
        if (incident.printsMeanwhile() > 0)
        {
            say("Meanwhile " + Figures.count(incident.printsMeanwhile()) + " trades printed all the same, from "
                + Figures.ticks(incident.lowestTicks(), exponent) + " to "
                + Figures.ticks(incident.highestTicks(), exponent) + ": a recorded tape does not stop for a halt. "
                + "The last before the release was at "
                + Figures.ticks(incident.printAtEndTicks(), exponent) + ", "
                + Figures.distance(incident.printAtEndTicks() * MICRO, observedMicro())
                + (incident.printAtEndTicks() * MICRO < observedMicro() ? " below" : " above")
                + " the price that tripped.");
        }
    }

    private long observedMicro()
    {
        return decision.has("observedMicroTicks") ? decision.integer("observedMicroTicks")
            : incident.lastPrintTicks() * MICRO;
    }

    private String observed()
    {
        return decision.has("observedMicroTicks") ? Figures.micro(decision.integer("observedMicroTicks"), exponent)
            : "an unknown price";
    }

    private String fromReference()
    {
        final long reference = decision.integer("referenceMicroTicks");
        return !decision.has("observedMicroTicks") ? "not there" :
            Figures.distance(decision.integer("observedMicroTicks"), reference)
            + (decision.integer("observedMicroTicks") < reference ? " below " : " above ")
            + Figures.shortMicro(reference, exponent);
    }

    private String referenceWords()
    {
        final boolean isLower = decision.has("limitMicroTicks")
            && decision.integer("limitMicroTicks") < decision.integer("referenceMicroTicks");
        final RuleFacts of = rule.referenceKind() == 0 ? rule.scaleRule() : rule;
        switch (of.referenceKind())
        {
            case ImageLayout.KIND_EXTREMA:
                return "the " + (isLower ? "highest" : "lowest") + " price of the "
                    + Figures.duration(of.referenceLong(ImageLayout.R_WINDOW_NS)) + " before (" + inputWords() + ")";
            case ImageLayout.KIND_EMA:
                return "the average of about the last " + Figures.duration(of.referenceLong(ImageLayout.R_TAU_NS))
                    + " (of " + inputWords() + ")";
            case ImageLayout.KIND_MEAN:
                return "the mean of eligible trades in "
                    + Figures.duration(of.referenceLong(ImageLayout.R_WINDOW_NS)) + ", as last published";
            case ImageLayout.KIND_PREVIOUS_CLOSE:
                return "the previous close";
            default:
                return BandWords.reference(of, isLower);
        }
    }

    private String inputWords()
    {
        if (decision.is("input", "MID"))
        {
            return "the book's mid";
        }
        return "the median of the last " + rule.classInt(ImageLayout.C_FILTER_SWEEPS) + " sweeps of trades"
            + (decision.is("input", "FILTERED_TRADES") ? ", as there was no usable book" : "");
    }

    private String after(final Decision later)
    {
        return Figures.duration(later.timeNs() - decision.timeNs()) + " later";
    }

    private String name()
    {
        return facts.scopeName(decision.scope());
    }

    private String when()
    {
        return Figures.shortTime(decision.timeNs()) + " UTC on " + Figures.day(decision.timeNs()) + " (" + facts.clock()
            + ")";
    }

    private void say(final String sentence)
    {
        sentences.add(sentence);
    }
}
