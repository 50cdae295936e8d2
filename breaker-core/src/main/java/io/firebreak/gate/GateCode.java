package io.firebreak.gate;

/**
 * Answers of {@link BreakerGate}: 0 is allowed, everything else denies. They fit in the {@code gateCode} field (uint16)
 * of a PotentialTrade. Codes are stable: they are written to journals and never re-used.
 */
public final class GateCode
{
    /** Nothing stands against it. */
    public static final int ALLOWED = 0;

    /** No instrument is defined at this index. */
    public static final int UNKNOWN_INSTRUMENT = 1;

    /** The state of the instrument, of one of its groups or of its market does not permit this kind of order. */
    public static final int NOT_PERMITTED = 2;

    /** The price is above the upper band; equal to it is allowed. */
    public static final int ABOVE_UPPER_BAND = 3;

    /** The price is below the lower band; equal to it is allowed. */
    public static final int BELOW_LOWER_BAND = 4;

    /** A latch of the market's guard line is set. */
    public static final int MARKET_SAFE_STATE = 5;

    /** The engine is behind and the staleness policy does not permit this kind of order. */
    public static final int STALE = 6;

    /** A line changed twice while it was read and the staleness policy does not permit this kind; ask again. */
    public static final int BOARD_BUSY = 7;

    /** No participant is defined at this index. */
    public static final int UNKNOWN_PARTICIPANT = 8;

    /** The order is larger than the participant's largest. */
    public static final int ABOVE_MAX_QUANTITY = 9;

    /** The order's value is more than the participant's most. */
    public static final int ABOVE_MAX_VALUE = 10;

    /** The order's price lies outside the participant's collar; the last price inside is allowed. */
    public static final int OUTSIDE_COLLAR = 11;

    /** The order's price is above the highest at which its side may enter; that price itself is allowed. */
    public static final int ORDER_ABOVE_COLLAR = 12;

    /** The order's price is below the lowest at which its side may enter; that price itself is allowed. */
    public static final int ORDER_BELOW_COLLAR = 13;

    private static final String[] NAMES = {"ALLOWED", "UNKNOWN_INSTRUMENT", "NOT_PERMITTED", "ABOVE_UPPER_BAND",
        "BELOW_LOWER_BAND", "MARKET_SAFE_STATE", "STALE", "BOARD_BUSY", "UNKNOWN_PARTICIPANT", "ABOVE_MAX_QUANTITY",
        "ABOVE_MAX_VALUE", "OUTSIDE_COLLAR", "ORDER_ABOVE_COLLAR", "ORDER_BELOW_COLLAR"};

    private GateCode()
    {
    }

    /** {@return whether an order was not taken for its price alone, by a collar at entry}
     * @param code any value. */
    public static boolean isEntry(final int code)
    {
        return code == ORDER_ABOVE_COLLAR || code == ORDER_BELOW_COLLAR;
    }

    /**
     * Readable name of a code, for reports. Allocates only for an unknown code.
     *
     * @param code any value.
     * @return the constant's name, or {@code gate code N}.
     */
    public static String name(final int code)
    {
        return code >= 0 && code < NAMES.length ? NAMES[code] : "gate code " + code;
    }
}
