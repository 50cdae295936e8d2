package io.firebreak.oracle;

/** Trading states of the two models, with the codes of the schema. */
enum OracleState
{
    OPEN(0),
    REOPENING(4),
    PAUSED(5),
    CLOSING_AUCTION_ONLY(6),
    HALTED(8),
    CLOSED(9);

    final long code;

    OracleState(final long code)
    {
        this.code = code;
    }
}
