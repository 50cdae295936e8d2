package io.firebreak.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times as people read them: UTC with nanoseconds. */
final class UtcText
{
    private static final long NANOS = 1_000_000_000L;
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd'T'HH:mm:ss").appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true)
        .appendLiteral('Z').toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);

    private UtcText()
    {
    }

    /** Such as 2025-10-10T20:56:26.123456789Z; {@code -} for an absent time, {@code never} for the far future. */
    static String of(final long timeNs)
    {
        if (timeNs == Long.MIN_VALUE)
        {
            return "-";
        }
        if (timeNs == Long.MAX_VALUE)
        {
            return "never";
        }
        return FORMAT.format(Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS)));
    }

    /**
     * Reads a time: nanoseconds since 1970, or an instant, date and time or date in UTC.
     *
     * @param text as the user wrote it.
     * @return UTC nanoseconds.
     * @throws UserMistake where it is none.
     */
    static long parse(final String text)
    {
        if (text.matches("-?[0-9]{12,19}"))
        {
            return Long.parseLong(text);
        }
        try
        {
            final Instant instant;
            if (text.length() == 10)
            {
                instant = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            else
            {
                final String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
                instant = LocalDateTime.parse(local.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            }
            return instant.getEpochSecond() * NANOS + instant.getNano();
        }
        catch (final DateTimeParseException ex)
        {
            throw new UserMistake(
                "'" + text + "' is no time: write 2025-10-10T20:56:26.5Z, or nanoseconds since 1970", ExitCode.USAGE);
        }
    }
}
