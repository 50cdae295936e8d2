package io.firebreak.samples.feed;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * One day in New York as UTC instants, by the rules of java.time's zone database: local time, half days and daylight
 * saving stay outside the engine.
 */
final class NewYorkDay
{
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final long NANOS_OF_MILLI = 1_000_000L;
    private static final long MILLIS_OF_DAY = 86_400_000L;

    private final LocalDate date;
    private final long midnightNs;
    private final long changeMs;
    private final long changeNs;

    NewYorkDay(final LocalDate date)
    {
        this.date = date;
        final Instant midnight = date.atStartOfDay(ZONE).toInstant();
        midnightNs = nanos(midnight);
        final ZoneOffsetTransition change = ZONE.getRules().nextTransition(midnight);
        if (change != null && change.getDateTimeBefore().toLocalDate().equals(date))
        {
            // On the two Sundays of the change a wall-clock time behind it is off by the change.
            changeMs = change.getDateTimeAfter().toLocalTime().toNanoOfDay() / NANOS_OF_MILLI;
            changeNs = -change.getDuration().getSeconds() * NANOS_OF_SECOND;
        }
        else
        {
            changeMs = MILLIS_OF_DAY;
            changeNs = 0;
        }
    }

    /** Whether a number is milliseconds since midnight of a day. */
    static boolean isMillisOfDay(final long millis)
    {
        return millis >= 0 && millis < MILLIS_OF_DAY;
    }

    /** UTC nanoseconds of a wall-clock time in milliseconds since midnight. */
    long utcNs(final long millis)
    {
        return midnightNs + millis * NANOS_OF_MILLI + (millis >= changeMs ? changeNs : 0);
    }

    /** UTC nanoseconds of a wall-clock time. */
    long utcNs(final LocalTime time)
    {
        return nanos(date.atTime(time).atZone(ZONE).toInstant());
    }

    /** UTC nanoseconds of a wall-clock time on the next weekday; holidays are not known. */
    long nextWeekdayUtcNs(final LocalTime time)
    {
        LocalDate next = date.plusDays(1);
        while (next.getDayOfWeek() == DayOfWeek.SATURDAY || next.getDayOfWeek() == DayOfWeek.SUNDAY)
        {
            next = next.plusDays(1);
        }
        return nanos(next.atTime(time).atZone(ZONE).toInstant());
    }

    /** The date as yyyymmdd. */
    int dayId()
    {
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    private static long nanos(final Instant instant)
    {
        return instant.getEpochSecond() * NANOS_OF_SECOND + instant.getNano();
    }
}
