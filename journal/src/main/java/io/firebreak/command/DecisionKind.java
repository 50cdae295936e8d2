package io.firebreak.command;

import io.firebreak.explain.Decision;
import java.util.Locale;

/** What a command looks for among the decisions. */
enum DecisionKind
{
    /** A rule stopped continuous trading. */
    TRIP
    {
        @Override
        boolean includes(final Decision decision)
        {
            return decision.isTrip();
        }
    },

    /** Any change of a trading state, releases too. */
    CHANGE
    {
        @Override
        boolean includes(final Decision decision)
        {
            return decision.isChange();
        }
    },

    /** Any decision. */
    DECISION
    {
        @Override
        boolean includes(final Decision decision)
        {
            return true;
        }
    };

    /** Whether a decision is one of these. */
    abstract boolean includes(Decision decision);

    /** The word of the command line. */
    String word()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word of the command line.
     *
     * @param word as written.
     * @return what it names.
     * @throws UserMistake for any other word.
     */
    static DecisionKind of(final String word)
    {
        for (final DecisionKind kind : values())
        {
            if (kind.word().equals(word))
            {
                return kind;
            }
        }
        throw new UserMistake("--of " + word + ": write trip, change or decision", ExitCode.USAGE);
    }
}
