package io.firebreak.explain;

import io.firebreak.feed.Trip;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import io.firebreak.replay.Message;

/**
 * A decision with the sequence of its record.
 *
 * @param sequence of the record that carries it.
 * @param message  its fields.
 */
public record Decision(long sequence, Message message)
{
    private static final String ABSENT = String.valueOf(Long.MIN_VALUE);

    /**
     * Its contiguous number.
     *
     * @return at least 1.
     */
    public long number()
    {
        return integer("decisionSeq");
    }

    /**
     * Engine time at which it holds.
     *
     * @return UTC nanoseconds.
     */
    public long timeNs()
    {
        return integer("timeNs");
    }

    /**
     * Whether it is a change of a trading state.
     *
     * @return true for a TradingStateChange.
     */
    public boolean isChange()
    {
        return message.name().equals("TradingStateChange");
    }

    /**
     * Whether it is a trip: a rule stopped continuous trading.
     *
     * @return true for a trip.
     */
    public boolean isTrip()
    {
        return isChange() && Trip.isTrip(named(TradingState.class, text("fromState")),
            named(TradingState.class, text("toState")), named(Reason.class, text("reason")));
    }

    /**
     * Whether a limit state opens, changes side or ends.
     *
     * @return true for a LimitState.
     */
    public boolean isLimitState()
    {
        return message.name().equals("LimitState");
    }

    /**
     * Whether it denies a potential trade.
     *
     * @return true for a VerdictDenied.
     */
    public boolean isDenial()
    {
        return message.name().equals("VerdictDenied");
    }

    /**
     * What it is about.
     *
     * @return packed scope.
     */
    public int scope()
    {
        return (int)integer("scope");
    }

    /**
     * The rule that decided.
     *
     * @return its id, 0 none.
     */
    public int ruleId()
    {
        return (int)integer("ruleId");
    }

    /** Whether a field is there and applies. */
    /** Whether it is an action against a participant. */
    boolean isOfParticipant()
    {
        return message.name().equals("ParticipantAction");
    }

    boolean has(final String field)
    {
        final String text = message.text(field);
        return text != null && !text.equals(ABSENT);
    }

    /**
     * Looks a field up.
     *
     * @param field name as in the schema.
     * @return its text, or null when the message does not carry it.
     */
    public String text(final String field)
    {
        return message.text(field);
    }

    long integer(final String field)
    {
        return Long.parseLong(message.text(field));
    }

    double real(final String field)
    {
        return Double.parseDouble(message.text(field));
    }

    /** Whether a field has this text. */
    boolean is(final String field, final String text)
    {
        return text.equals(message.text(field));
    }

    /**
     * The decision in a few words of the schema.
     *
     * @return such as {@code TradingStateChange OPEN -> PAUSED}.
     */
    public String headline()
    {
        return Headline.of(this);
    }

    /** Whether the rule's state after it lets orders match continuously. */
    boolean reopens()
    {
        final TradingState to = named(TradingState.class, text("toState"));
        return isChange() && to != null && to.matches();
    }

    private static <E extends Enum<E>> E named(final Class<E> type, final String name)
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
