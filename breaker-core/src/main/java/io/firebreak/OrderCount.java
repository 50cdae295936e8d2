package io.firebreak;

/**
 * How many orders a gate has judged: a check and the limit asked for the same order right after it are one. Matching
 * thread; the same in every mode, because records carry it.
 */
final class OrderCount
{
    private static final long NONE = Long.MIN_VALUE;

    private long orders;
    private long checkedOrder = NONE;
    private long checkedNs;

    /** Orders judged so far. */
    long value()
    {
        return orders;
    }

    /** An order was checked. */
    void checked(final int instrumentIndex, final int sideCode, final int orderKindCode, final long nowNs)
    {
        orders++;
        checkedOrder = order(instrumentIndex, sideCode, orderKindCode);
        checkedNs = nowNs;
    }

    /** A print was checked. */
    void printed()
    {
        orders++;
    }

    /** The limit of an order was asked for. */
    void limited(final int instrumentIndex, final int sideCode, final int orderKindCode, final long nowNs)
    {
        final boolean isChecked = checkedNs == nowNs && checkedOrder == order(instrumentIndex, sideCode, orderKindCode);
        orders += isChecked ? 0 : 1;
        checkedOrder = NONE;
    }

    private static long order(final int instrumentIndex, final int sideCode, final int orderKindCode)
    {
        return (long)instrumentIndex << 16 | (sideCode & 0xFF) << 8 | orderKindCode & 0xFF;
    }
}
