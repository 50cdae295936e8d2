package io.firebreak.market;

/**
 * What the gate answers while the engine is behind, or while a board line could not be read whole.
 * No policy lifts a state the board is known to have: staleness never opens a market.
 * Codes are stable: they are written to journals and never re-used.
 */
public enum StalePolicy
{
    /** The last known permissions stand; price limits, which may have moved, deny nothing. */
    OPEN(0, TradingState.OPEN),

    /** The last known permissions and price limits stand. */
    LAST(1, TradingState.OPEN),

    /** Only what {@link TradingState#CANCEL_ONLY} permits. */
    CANCEL_ONLY(2, TradingState.CANCEL_ONLY),

    /** Only what {@link TradingState#HALTED} permits. */
    HALT(3, TradingState.HALTED);

    private static final StalePolicy[] BY_CODE = values();

    private final int code;
    private final TradingState state;

    StalePolicy(final int code, final TradingState state)
    {
        this.code = code;
        this.state = state;
    }

    /**
     * Stable code as written in messages.
     *
     * @return the code.
     */
    public int code()
    {
        return code;
    }

    /**
     * State the policy adds to those of the board.
     *
     * @return {@link TradingState#OPEN} where it adds none.
     */
    public TradingState state()
    {
        return state;
    }

    /**
     * The constant with a code.
     *
     * @param code as read from a message.
     * @return the constant, or null for a code this version does not know.
     */
    public static StalePolicy of(final int code)
    {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
