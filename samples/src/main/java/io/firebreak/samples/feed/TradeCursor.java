package io.firebreak.samples.feed;

/** A tape whose rows are trades; subclasses know the columns. */
abstract class TradeCursor extends RowCursor
{
    /** Nanoseconds of a microsecond. */
    static final long NANOS_OF_MICRO = 1_000L;

    /** No stamp in microseconds lies beyond: the last that fits into nanoseconds, the year 2262. */
    private static final long LAST_MICRO = Long.MAX_VALUE / NANOS_OF_MICRO;

    long timeNs;
    long sourceTimeNs;
    long priceTicks;
    long qtyLots;
    long tradeId;
    int sideCode;

    long aheadTimeNs;
    long aheadSourceTimeNs;
    long aheadPriceTicks;
    long aheadQtyLots;
    long aheadTradeId;
    int aheadSideCode;

    TradeCursor(final CsvTape tape)
    {
        super(tape);
    }

    @Override
    final void take()
    {
        timeNs = aheadTimeNs;
        sourceTimeNs = aheadSourceTimeNs;
        priceTicks = aheadPriceTicks;
        qtyLots = aheadQtyLots;
        tradeId = aheadTradeId;
        sideCode = aheadSideCode;
    }

    @Override
    final long aheadTimeNs()
    {
        return aheadTimeNs;
    }

    /** Reads a stamp in microseconds since 1970. */
    final long micros(final int column)
    {
        final long micros = tape.integer(column);
        if (micros <= 0 || micros > LAST_MICRO)
        {
            throw tape.bad(column, "'" + tape.text(column) + "' is no time in microseconds since 1970");
        }
        return micros * NANOS_OF_MICRO;
    }
}
