package io.firebreak.report;

import io.firebreak.explain.Decision;

/** A line of the decision table: one decision, or a run of like ones of the same rule and scope. */
final class DecisionRow
{
    private final Kind kind;
    private final Decision first;
    private Decision last;
    private long count = 1;

    /** What a reader filters by. */
    enum Kind
    {
        /** A rule stopped continuous trading. */
        TRIP("trip"),

        /** Any other change of a trading state. */
        STATE("state"),

        /** A limit state opened, changed or ended; a warning began or ended. */
        LIMIT("limit"),

        /** Potential trades were denied. */
        DENIED("denied"),

        /** A band was published. */
        BAND("band"),

        /** Releases, calls and operators. */
        OTHER("other");

        private final String word;

        Kind(final String word)
        {
            this.word = word;
        }

        String word()
        {
            return word;
        }

        /** Whether like ones stand in one line. */
        boolean isRun()
        {
            return this == DENIED || this == BAND;
        }

        static Kind of(final Decision decision)
        {
            if (decision.isTrip())
            {
                return TRIP;
            }
            if (decision.isDenial() || "REJECT".equals(decision.text("action")))
            {
                return DENIED;
            }
            if (decision.isLimitState())
            {
                return LIMIT;
            }
            return decision.isChange() ? STATE : decision.message().name().equals("BandChange") ? BAND : OTHER;
        }
    }

    DecisionRow(final Kind kind, final Decision first)
    {
        this.kind = kind;
        this.first = first;
        last = first;
    }

    void add(final Decision decision)
    {
        last = decision;
        count++;
    }

    Kind kind()
    {
        return kind;
    }

    Decision first()
    {
        return first;
    }

    Decision last()
    {
        return last;
    }

    long count()
    {
        return count;
    }
}
