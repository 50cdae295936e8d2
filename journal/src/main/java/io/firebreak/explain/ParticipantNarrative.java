package io.firebreak.explain;

import io.firebreak.market.ParticipantCounter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An action against a participant in sentences. */
final class ParticipantNarrative
{
    private static final int E9 = 9;
    private static final int PPM = 6;
    private static final int PERCENT = 4;

    private final JournalFacts facts;
    private final Decision decision;
    private final List<String> sentences = new ArrayList<>();

    ParticipantNarrative(final JournalFacts facts, final Decision decision)
    {
        this.facts = facts;
        this.decision = decision;
    }

    List<String> sentences()
    {
        final String name = capital(facts.scopeName(decision.scope()));
        final String when = Figures.time(decision.timeNs());
        final String reason = ReasonWords.of(decision.text("reason"));
        switch (decision.text("action"))
        {
            case "FREEZE":
                sentences.add(name + " was frozen at " + when + until() + "; " + cancels() + ".");
                why();
                break;
            case "REJECT":
                sentences.add(name + " was refused " + refused() + " at " + when + ": " + reason + ".");
                why();
                break;
            case "KILL":
                sentences.add(name + " was killed at " + when + ": " + reason + "; " + cancels()
                    + ". Cancels alone are taken until two people have lifted it.");
                break;
            default:
                sentences.add(name + " was released at " + when + " (" + decision.text("action") + "): " + reason
                    + (decision.integer("untilNs") > decision.timeNs() ? "; something else still holds it" : "") + ".");
                break;
        }
        return sentences;
    }

    private void why()
    {
        if (!decision.has("observedCount"))
        {
            return;
        }
        final ParticipantCounter counter = ParticipantCounter.valueOf(decision.text("counter"));
        final boolean hasLimit = decision.has("limitCount");
        final boolean isUnknown = decision.integer("observedCount") == Long.MAX_VALUE;
        final long windowNs = decision.integer("windowNs");
        sentences.add("Rule '" + facts.rulebook().ruleName(decision.ruleId()) + "' counted " + (isUnknown ?
            "more than its window has room for" : number(counter, "observedCount")) + " (" + counter
            + (windowNs == 0 ? "" : " within " + Figures.duration(windowNs)) + "); "
            + (hasLimit ? number(counter, "limitCount") + " is the limit, which "
            + (decision.is("atLimit", "1") ? "itself breaches" : "itself is allowed") : "there was no reference")
            + ".");
        if (decision.is("control", "RUNAWAY"))
        {
            sentences.add(decision.integer("madeFrom") == 0 ? "No habit of its own is known." :
                "Its own habit in a window is " + number(counter,
                BigDecimal.valueOf(decision.integer("madeFrom")).divide(BigDecimal.valueOf(1024))) + ".");
        }
    }

    private String number(final ParticipantCounter counter, final String field)
    {
        return number(counter, BigDecimal.valueOf(decision.integer(field)));
    }

    private static String number(final ParticipantCounter counter, final BigDecimal value)
    {
        return switch (counter)
        {
            case DELTA, VEGA -> plain(value.movePointLeft(E9));
            case PERCENTAGE, IMPACT -> plain(value.movePointLeft(PERCENT)) + " %";
            case MESSAGE_RATIO -> plain(value.movePointLeft(PPM)) + " messages for each fill";
            case QUANTITY, NET_QUANTITY -> plain(value) + " lots";
            case VALUE -> plain(value) + " minor units";
            case PRICE -> plain(value) + " ticks";
            default -> plain(value);
        };
    }

    private static String plain(final BigDecimal value)
    {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private String until()
    {
        return decision.integer("untilNs") == Long.MAX_VALUE ? " until somebody ends it"
            : " until " + Figures.time(decision.integer("untilNs"));
    }

    private String cancels()
    {
        return decision.is("cancels", "2") ? "all of its orders are cancelled and refused"
            : "its tagged orders are cancelled and refused";
    }

    private String refused()
    {
        return switch (decision.text("eventKind"))
        {
            case "NEW_ORDER" -> "an order";
            case "EXECUTION" -> "an execution";
            default -> "a message";
        };
    }

    private static String capital(final String text)
    {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
