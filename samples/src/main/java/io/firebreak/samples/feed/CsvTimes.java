package io.firebreak.samples.feed;

import io.firebreak.feed.FeedMistake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;

/** Times as a user's own file writes them. */
final class CsvTimes
{
    private static final List<String> EPOCHS = List.of("epoch_s", "epoch_ms", "epoch_us", "epoch_ns");
    private static final String ISO = "iso";
    private static final long NANOS = 1_000_000_000L;

    /** Engine time is refused before this: seconds read as milliseconds land here. */
    private static final long LEAST_NS = 946_684_800L * NANOS;

    private final String format;
    private final ZoneId zone;

    /**
     * Reads the mapping's keys.
     *
     * @throws FeedMistake where one is wrong.
     */
    CsvTimes(final CsvMapping mapping)
    {
        format = mapping.oneOf("time_format", ISO, List.of("epoch_s", "epoch_ms", "epoch_us", "epoch_ns", ISO));
        zone = zone(mapping);
        if (mapping.has("time_zone") && !format.equals(ISO) && !mapping.has("open"))
        {
            throw mapping.wrong("time_zone", "a count since 1970 has no zone: remove it, or write time_format = iso");
        }
    }

    /**
     * The zone of times that name none, and of the trading day.
     *
     * @throws FeedMistake where there is no such zone.
     */
    static ZoneId zone(final CsvMapping mapping)
    {
        try
        {
            return ZoneId.of(mapping.value("time_zone", "UTC"));
        }
        catch (final DateTimeException ex)
        {
            throw mapping.wrong("time_zone", "write a zone as UTC or America/New_York");
        }
    }

    /** The time of a field, UTC nanoseconds. */
    long read(final CsvTape tape, final int column)
    {
        final int epoch = EPOCHS.indexOf(format);
        final long timeNs = epoch >= 0 ? tape.instant(column, 9 - 3 * epoch) : iso(tape, column);
        if (timeNs < LEAST_NS)
        {
            throw tape.bad(column, "'" + tape.text(column) + "' as " + format + " lies before the year 2000: is "
                + "time_format right?");
        }
        return timeNs;
    }

    private long iso(final CsvTape tape, final int column)
    {
        final String text = tape.text(column).strip();
        try
        {
            final String joined = text.length() > 10 && text.charAt(10) == ' '
                ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            final TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                joined, ZonedDateTime::from, LocalDateTime::from);
            final Instant instant = parsed instanceof ZonedDateTime zoned ? zoned.toInstant()
                : ((LocalDateTime)parsed).atZone(zone).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        }
        catch (final DateTimeException | ArithmeticException ex)
        {
            throw tape.bad(column, "'" + text + "' is no time as 2025-10-10T20:56:26.295Z: name its time_format ("
                + String.join(", ", EPOCHS) + "), mend the line, or skip it with --on-bad-line skip");
        }
    }
}
