package io.firebreak.rulebook;

/** Capacities of an image and the widest ranges of its quantities. */
final class Limits
{
    /** Classes, instruments included. */
    static final int CLASSES = 65_535;

    /** References of a class. */
    static final int REFERENCES = 32;

    /** Breakers of a class. */
    static final int BREAKERS = 64;

    /** Rules of a breaker. */
    static final int RULES = 16;

    /** Rows of a width table. */
    static final int ROWS = 16;

    /** Rows of a band's width table. */
    static final int BAND_ROWS = 64;

    /** Trips that a breaker remembers. */
    static final int TRIPS = 16;

    /** A second. */
    static final long SECOND_NS = 1_000_000_000L;

    /** Nanoseconds of a millisecond. */
    static final long MILLI_NS = 1_000_000L;

    /** A day: no duration of a rulebook is longer. */
    static final long DAY_NS = 86_400L * SECOND_NS;

    /** One, as a ratio. */
    static final long ONE_PPM = 1_000_000L;

    /** One, in basis points. */
    static final long WHOLE_BPS = 10_000L;

    /** Largest factor. */
    static final long FACTOR_PPM = 1_000L * ONE_PPM;

    /** Largest price, 1e-9. */
    static final long PRICE_E9 = 1_000_000_000_000_000_000L;

    private Limits()
    {
    }

    static void within(final Where where, final String key, final String what, final int have, final int most)
    {
        if (have > most)
        {
            throw RulebookException.at(where, key, have + " " + what + " are more than the capacity of " + most,
                "remove " + (have - most));
        }
    }
}
