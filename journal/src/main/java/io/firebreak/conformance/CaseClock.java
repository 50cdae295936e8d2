package io.firebreak.conformance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts a case's local times of day onto one ordinary trading day in New York. */
final class CaseClock
{
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate DAY = LocalDate.of(2024, 3, 5);
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final long NANOS = 1_000_000_000L;

    /** Nanoseconds of a second. */
    static final long SECOND = NANOS;

    private CaseClock()
    {
    }

    /** UTC nanoseconds of {@code HH:MM:SS[.mmm]}. */
    static long ns(final String time)
    {
        return ns(DAY, time);
    }

    /** UTC nanoseconds of the same time on the next day. */
    static long nextDayNs(final String time)
    {
        return ns(DAY.plusDays(1), time);
    }

    /** The day as yyyymmdd. */
    static int dayId()
    {
        return DAY.getYear() * 10_000 + DAY.getMonthValue() * 100 + DAY.getDayOfMonth();
    }

    /** The time of day of an instant. */
    static String text(final long timeNs)
    {
        return FORMAT.format(
            Instant.ofEpochSecond(timeNs / NANOS, timeNs % NANOS).atZone(ZONE).toLocalTime());
    }

    private static long ns(final LocalDate day, final String time)
    {
        final var instant = day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }
}
