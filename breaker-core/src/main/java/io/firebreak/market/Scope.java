package io.firebreak.market;

/**
 * What a message or a decision is about, packed into an int: a kind in the upper 4 bits, a dense index below the
 * declared capacity in the lower 28.
 */
public final class Scope
{
    /** One instrument. */
    public static final int INSTRUMENT = 0;

    /** A group of instruments. */
    public static final int GROUP = 1;

    /** The whole market. */
    public static final int MARKET = 2;

    /** An account. */
    public static final int ACCOUNT = 3;

    /** A participant. */
    public static final int PARTICIPANT = 4;

    /** A collateral asset. */
    public static final int ASSET = 5;

    /** Buy orders of an instrument as they are entered: a line of the gate, never of a decision. */
    public static final int BUY_ENTRY = 6;

    /** Sell orders of an instrument as they are entered: a line of the gate, never of a decision. */
    public static final int SELL_ENTRY = 7;

    private static final String[] NAMES = {"instrument", "group", "market", "account", "participant", "asset",
        "buy orders of instrument", "sell orders of instrument"};
    private static final int INDEX_BITS = 28;

    private Scope()
    {
    }

    /**
     * Pack a scope.
     *
     * @param kind  one of the constants of this class.
     * @param index dense index, 0 to 2^28 - 1.
     * @return the packed scope.
     */
    public static int of(final int kind, final int index)
    {
        return kind << INDEX_BITS | index;
    }

    /**
     * Scope of an instrument.
     *
     * @param index its dense index.
     * @return the packed scope.
     */
    public static int instrument(final int index)
    {
        return index;
    }

    /**
     * Scope of a market.
     *
     * @param index its dense index.
     * @return the packed scope.
     */
    public static int market(final int index)
    {
        return of(MARKET, index);
    }

    /**
     * Kind of a packed scope.
     *
     * @param scope packed.
     * @return its kind, 0 to 15.
     */
    public static int kind(final int scope)
    {
        return scope >>> INDEX_BITS;
    }

    /**
     * Index of a packed scope.
     *
     * @param scope packed.
     * @return its index.
     */
    public static int index(final int scope)
    {
        return scope & (1 << INDEX_BITS) - 1;
    }

    /**
     * Readable form for reports, such as {@code instrument 3}. Allocates.
     *
     * @param scope packed.
     * @return the text.
     */
    public static String describe(final int scope)
    {
        final int kind = kind(scope);
        return (kind < NAMES.length ? NAMES[kind] : "scope kind " + kind) + " " + index(scope);
    }
}
