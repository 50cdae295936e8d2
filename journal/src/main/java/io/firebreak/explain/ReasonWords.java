package io.firebreak.explain;

import io.firebreak.market.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Reasons of decisions in words. */
final class ReasonWords
{
    private static final Map<Reason, String> WORDS = new EnumMap<>(Reason.class);

    static
    {
        WORDS.put(Reason.PRICE_BAND, "the price met its band");
        WORDS.put(Reason.VELOCITY, "the price moved too fast");
        WORDS.put(Reason.VOLATILITY, "prices moved too violently");
        WORDS.put(Reason.DEPTH, "the book was too thin");
        WORDS.put(Reason.SPREAD, "the spread was too wide");
        WORDS.put(Reason.MARKET_WIDE, "the market as a whole fell to a level");
        WORDS.put(Reason.LIMIT_STATE_ELAPSED, "the limit state had lasted its time");
        WORDS.put(Reason.LIMIT_STATE_ENDED, "prices came back inside the limit");
        WORDS.put(Reason.REFERENCE_MOVED, "the reference price moved");
        WORDS.put(Reason.REFERENCE_SEEDED, "the reference price was set anew");
        WORDS.put(Reason.SCHEDULE, "the schedule says so");
        WORDS.put(Reason.REOPENED, "the auction reopened it");
        WORDS.put(Reason.PAUSE_ELAPSED, "the pause had run its time");
        WORDS.put(Reason.COLLAR_VIOLATED, "the auction's price did not fit, or market orders were left over");
        WORDS.put(Reason.EXTENSION_CUT_OFF, "no further extension was allowed");
        WORDS.put(Reason.HOST_TIMEOUT, "the venue did not answer in time");
        WORDS.put(Reason.TRIP_RATE_CAP, "it had tripped as often as it may");
        WORDS.put(Reason.OPERATOR, "operators said so");
        WORDS.put(Reason.RELEASE_DUE, "its release was due");
        WORDS.put(Reason.RELEASE_UNDURABLE, "its release was due, and the journal's mark did not come in time");
        WORDS.put(Reason.NO_RELEASE_MARK, "the journal's mark did not come in time, so it waits for operators");
        WORDS.put(Reason.SESSION_OPEN, "the session opened");
        WORDS.put(Reason.SESSION_CLOSE, "the session closed");
        WORDS.put(Reason.NEW_DAY, "a new trading day began");
        WORDS.put(Reason.STALE_BAND, "the gate had judged by an older band");
        WORDS.put(Reason.MISSING_REFERENCE, "there was no reference price");
        WORDS.put(Reason.FEED, "of the feed");
        WORDS.put(Reason.ENGINE_FAULT, "the engine met a fault of its own");
        WORDS.put(Reason.QUOTE_INSIDE, "the quote came back inside the band");
        WORDS.put(Reason.QUOTE_CROSSED, "the quote crossed");
        WORDS.put(Reason.NOT_PERMITTED, "trading was stopped already");
        WORDS.put(Reason.GROUP, "the leader of its group tripped in the same event");
        WORDS.put(Reason.RESTART, "the venue's process was started again");
    }

    private ReasonWords()
    {
    }

    /** The words of a reason's name, or the name itself. */
    static String of(final String name)
    {
        for (final Map.Entry<Reason, String> entry : WORDS.entrySet())
        {
            if (entry.getKey().name().equals(name))
            {
                return entry.getValue();
            }
        }
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
