package io.firebreak.oracle;

/** Where the quote stands against the bands; the ordinal is the code of the schema. */
enum OracleLimit
{
    NONE,
    STRADDLE_LOWER,
    STRADDLE_UPPER,
    AT_LOWER,
    AT_UPPER;

    /** Bands are frozen and the 15 seconds run. */
    boolean frozen()
    {
        return this == AT_LOWER || this == AT_UPPER;
    }

    /** Judges a quote, either side of which may be absent, against bands. */
    static OracleLimit of(final long bid, final long ask, final LuldBands bands)
    {
        final boolean hasBid = bid != OracleDecision.NONE;
        final boolean hasAsk = ask != OracleDecision.NONE;
        if (hasBid && hasAsk && bid > ask)
        {
            return NONE;
        }
        if (hasAsk && ask == bands.lower())
        {
            return AT_LOWER;
        }
        if (hasBid && bid == bands.upper())
        {
            return AT_UPPER;
        }
        if (hasBid && bid < bands.lower())
        {
            return STRADDLE_LOWER;
        }
        return hasAsk && ask > bands.upper() ? STRADDLE_UPPER : NONE;
    }
}
