package io.firebreak.command;

import io.firebreak.feed.Trip;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import io.firebreak.replay.Message;
import java.util.Locale;

/** What a command looks for among the decisions. */
enum DecisionKind
{
    /** A rule stopped continuous trading. */
    TRIP
    {
        @Override
        boolean includes(final Message message)
        {
            return CHANGE.includes(message) && Trip.isTrip(named(TradingState.class, message.text("fromState")),
                named(TradingState.class, message.text("toState")), named(Reason.class, message.text("reason")));
        }
    },

    /** Any change of a trading state, releases too. */
    CHANGE
    {
        @Override
        boolean includes(final Message message)
        {
            return message.name().equals("TradingStateChange");
        }
    },

    /** Any decision. */
    DECISION
    {
        @Override
        boolean includes(final Message message)
        {
            return true;
        }
    };

    /** Whether a decision is one of these. */
    abstract boolean includes(Message message);

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

    /** The constant of a name, or null where this version does not know it. */
    static <E extends Enum<E>> E named(final Class<E> type, final String name)
    {
        for (final E constant : type.getEnumConstants())
        {
            if (constant.name().equals(name))
            {
                return constant;
            }
        }
        return null;
    }
}
