package io.firebreak.samples.feed;

/** A tape of trades stamped in microseconds; subclasses know the columns. */
abstract class TradeCursor extends RowCursor<TradeRow>
{
    private static final long NANOS_OF_MICRO = 1_000L;

    /** No stamp in microseconds lies beyond: the last that fits into nanoseconds, the year 2262. */
    private static final long LAST_MICRO = Long.MAX_VALUE / NANOS_OF_MICRO;

    TradeCursor(final CsvTape tape)
    {
        super(tape, TradeRow::new);
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
