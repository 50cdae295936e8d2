package io.firebreak.samples.feed;

import java.util.List;

/** Rows of consolidated trades. */
final class UsTradeCursor extends RowCursor
{
    static final List<String> HEADER = List.of(
        "ms_since_midnight_et", "price_e4", "size", "exchange", "sale_condition", "suspicious");

    private static final int TIME = 0;
    private static final int PRICE = 1;
    private static final int SIZE = 2;
    private static final int SUSPICIOUS = 5;
    private static final int FILE_EXPONENT = 4;

    private final NewYorkDay day;
    private final PriceStep tick;

    long timeNs;
    long priceTicks;
    long qtyLots;
    boolean isSuspicious;

    private long aheadTimeNs;
    private long aheadPriceTicks;
    private long aheadQtyLots;
    private boolean isAheadSuspicious;

    UsTradeCursor(final CsvTape tape, final NewYorkDay day, final PriceStep tick)
    {
        super(tape);
        this.day = day;
        this.tick = tick;
    }

    @Override
    void parse()
    {
        aheadTimeNs = time(tape, TIME, day);
        aheadPriceTicks = ticks(tape, PRICE, tick);
        aheadQtyLots = tape.size(SIZE, 0);
        isAheadSuspicious = !tape.is(SUSPICIOUS, '0');
    }

    @Override
    void take()
    {
        timeNs = aheadTimeNs;
        priceTicks = aheadPriceTicks;
        qtyLots = aheadQtyLots;
        isSuspicious = isAheadSuspicious;
    }

    @Override
    long aheadTimeNs()
    {
        return aheadTimeNs;
    }

    static long time(final CsvTape tape, final int column, final NewYorkDay day)
    {
        final long millis = tape.integer(column);
        if (!NewYorkDay.isMillisOfDay(millis))
        {
            throw tape.bad(column, "'" + tape.text(column) + "' is no time in milliseconds since midnight");
        }
        return day.utcNs(millis);
    }

    /** A price in 1e-4 of a dollar, in ticks; the file writes no price as 0. */
    static long ticks(final CsvTape tape, final int column, final PriceStep tick)
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
