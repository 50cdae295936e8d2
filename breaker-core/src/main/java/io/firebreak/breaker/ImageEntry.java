package io.firebreak.breaker;

/**
 * What concerns orders as they are entered in the parameter image: bytes 160 to 167 of a class, 288 to 295 of a rule of
 * a band.
 */
public final class ImageEntry
{
    /** Class: 1 it has rules of orders as they are entered, int32. */
    public static final int C_HAS_ENTRY = 160;

    /** Class: kinds whose price they judge, int32 bits by OrderKind. */
    public static final int C_ENTRY_KINDS = 164;

    /** Rule: which limits it has, int32 bits, see below. */
    public static final int U_ENTRY = 288;

    /** Rule of orders without a price: Action code of the remainder, int32. */
    public static final int U_REMAINDER = 292;

    /** Lowest price of a buy. */
    public static final int BUY_LOWER = 1;

    /** Highest price of a buy; of a rule of orders without a price, buys. */
    public static final int BUY_UPPER = 2;

    /** Lowest price of a sell; of a rule of orders without a price, sells. */
    public static final int SELL_LOWER = 4;

    /** Highest price of a sell. */
    public static final int SELL_UPPER = 8;

    private ImageEntry()
    {
    }
}
