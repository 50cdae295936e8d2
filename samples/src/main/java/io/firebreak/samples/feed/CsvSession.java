package io.firebreak.samples.feed;

import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedSink;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The trading days of a user's own files: the mapping's {@code open} and {@code close} in its time zone. A day is
 * announced with the first row of its date; the close before the first one is the mapping's, a later one the last price
 * played. Owned by one thread.
 */
final class CsvSession
{
    private static final int E9 = 9;
    private static final long NANOS = 1_000_000_000L;

    private final ZoneId zone;
    private final LocalTime open;
    private final LocalTime close;
    private long closeE9;
    private long endNs = Long.MIN_VALUE;

    private CsvSession(final CsvMapping mapping)
    {
        zone = CsvTimes.zone(mapping);
        open = time(mapping, "open");
        close = time(mapping, "close");
        if (!open.isBefore(close))
        {
            throw mapping.wrong("close", "the close is behind the open, " + open + ", of the same day");
        }
        closeE9 = mapping.has("prev_close") ? price(mapping) : FeedSink.NONE;
    }

    /**
     * The days of a mapping.
     *
     * @return null where it names none: then nothing is said of days.
     * @throws FeedMistake where a key is wrong or missing beside another.
     */
    static CsvSession of(final CsvMapping mapping)
    {
        for (final String key : new String[] {"open", "close"})
        {
            if (!mapping.has(key) && (mapping.has("open") || mapping.has("close") || mapping.has("prev_close")))
            {
                throw new FeedMistake("a trading day has open and close: write " + key + " = \"HH:MM\" in the mapping, "
                    + "or --set " + key + "=HH:MM");
            }
        }
        return mapping.has("open") ? new CsvSession(mapping) : null;
    }

    /** Whether a row of this time is of a day that has not been announced. */
    boolean isNewDay(final long timeNs)
    {
        return timeNs >= endNs;
    }

    /**
     * Announces the day of an instant.
     *
     * @param last last price played; null none.
     */
    void announce(final FeedSink sink, final long timeNs, final BigDecimal last)
    {
        final Instant instant = Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS));
        final LocalDate date = instant.atZone(zone).toLocalDate();
        LocalDate next = date.plusDays(1);
        endNs = nanos(next, LocalTime.MIN);
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY)
        {
            next = next.plusDays(1);
        }
        sink.calendarDay(timeNs, (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth(),
            nanos(date, open), nanos(date, close), nanos(next, open));
        closeE9 = last == null ? closeE9 : last.movePointRight(E9).setScale(0, RoundingMode.DOWN).longValueExact();
        if (closeE9 != FeedSink.NONE)
        {
            sink.previousClose(timeNs, TapeReader.INSTRUMENT, closeE9);
        }
    }

    private long nanos(final LocalDate date, final LocalTime time)
    {
        final Instant instant = date.atTime(time).atZone(zone).toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static LocalTime time(final CsvMapping mapping, final String key)
    {
        try
        {
            return LocalTime.parse(mapping.value(key, ""));
        }
        catch (final DateTimeException ex)
        {
            throw mapping.wrong(key, "write a time of day as 09:00");
        }
    }

    private static long price(final CsvMapping mapping)
    {
        try
        {
            final BigDecimal price = new BigDecimal(mapping.value("prev_close", ""));
            if (price.signum() > 0)
            {
                return price.movePointRight(E9).longValueExact();
            }
        }
        catch (final ArithmeticException | NumberFormatException ex)
        {
            throw mapping.wrong("prev_close", "write a price as 50.05, with at most 9 decimals");
        }
        throw mapping.wrong("prev_close", "write a price above 0");
    }
}
