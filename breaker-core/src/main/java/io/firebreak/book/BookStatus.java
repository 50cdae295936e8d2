package io.firebreak.book;

/**
 * What an update did, as bits of the int that {@link PriceLadder#update} returns; 0 = applied, touch unchanged, book
 * neither crossed nor locked. None of them is an exception: they are the input of counters and of data quality.
 */
public final class BookStatus
{
    /** The best price of the updated side changed (appeared and vanished included). */
    public static final int TOUCH_PRICE_CHANGED = 1;

    /** The quantity at the best price of the updated side differs from before; independent of the price bit. */
    public static final int TOUCH_SIZE_CHANGED = 1 << 1;

    /** Either of the two touch bits. */
    public static final int TOUCH_CHANGED = TOUCH_PRICE_CHANGED | TOUCH_SIZE_CHANGED;

    /** A removal of a price that has no level; nothing changed. */
    public static final int ABSENT_LEVEL = 1 << 2;

    /**
     * A declared capacity is exhausted: levels of a side, pages of the pool, or lots of a side. The update was not
     * applied and the book is untrusted until it is cleared, sent again and declared ready.
     */
    public static final int CAPACITY = 1 << 3;

    /** After the update the best bid is above the best ask. */
    public static final int CROSSED = 1 << 4;

    /** After the update the best bid equals the best ask. */
    public static final int LOCKED = 1 << 5;

    /** The side, price or quantity is outside its declared range; nothing changed. */
    public static final int INVALID = 1 << 6;

    private BookStatus()
    {
    }
}
