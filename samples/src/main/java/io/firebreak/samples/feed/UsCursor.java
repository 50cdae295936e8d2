package io.firebreak.samples.feed;

import java.util.function.Supplier;

/**
 * A US tape: times in milliseconds since midnight in New York, prices in 1e-4 dollars.
 *
 * @param <R> what a row holds.
 */
abstract class UsCursor<R extends TapeRow> extends RowCursor<R>
{
    private static final int FILE_EXPONENT = 4;

    private final NewYorkDay day;
    private final PriceStep tick;

    UsCursor(final CsvTape tape, final Supplier<R> rows, final NewYorkDay day, final PriceStep tick)
    {
        super(tape, rows);
        this.day = day;
        this.tick = tick;
    }

    /** The time of a column, UTC nanoseconds. */
    final long time(final int column)
    {
        final long millis = tape.integer(column);
        if (!NewYorkDay.isMillisOfDay(millis))
        {
            throw tape.bad(column, "'" + tape.text(column) + "' is no time in milliseconds since midnight");
        }
        return day.utcNs(millis);
    }

    /** A price in 1e-4 of a dollar, in ticks; the file writes no price as 0. */
    final long ticks(final int column)
    {
        final long price = tape.size(column, 0);
        long quantum = 1;
        for (int i = tick.exponent(); i < FILE_EXPONENT; i++)
        {
            quantum *= 10;
        }
        if (price % quantum != 0)
        {
            throw tape.bad(column, "'" + tape.text(column) + "' (1e-4 dollars) is between ticks of " + tick.text()
                + ": name a finer --set tick=0.0001, or skip the line with --on-bad-line skip");
        }
        return price / quantum;
    }
}
