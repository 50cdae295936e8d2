package io.firebreak.feed;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * What the user asked of a feed.
 *
 * @param inputs   files in the order of the command line, at least one.
 * @param clock    the clock asked for, null for the feed's own default.
 * @param join     how a snapshot and the diffs before it are joined: {@code exchange} or {@code none}.
 * @param settings values of {@code --set} whose keys are the feed's own.
 */
public record FeedRequest(List<Path> inputs, ClockSource clock, String join, Map<String, String> settings)
{
    /**
     * Checks the number of files.
     *
     * @param least at least that many.
     * @param most  at most that many.
     * @param what  what the feed wants, in words.
     * @throws FeedMistake where it is another number.
     */
    public void requireInputs(final int least, final int most, final String what)
    {
        if (inputs.size() < least || inputs.size() > most)
        {
            throw new FeedMistake("--input names " + inputs.size() + " files: " + what);
        }
    }

    /**
     * A setting that must be there.
     *
     * @param key     its key.
     * @param example what to write, for the message.
     * @return its text.
     * @throws FeedMistake where it is missing.
     */
    public String required(final String key, final String example)
    {
        final String value = settings.get(key);
        if (value == null)
        {
            throw new FeedMistake("this feed needs --set " + key + "=..., for instance --set " + key + "=" + example);
        }
        return value;
    }

    /**
     * A date that must be there.
     *
     * @param key     its key.
     * @param example what to write, for the message.
     * @return the date.
     * @throws FeedMistake where it is missing or no date.
     */
    public LocalDate requiredDate(final String key, final String example)
    {
        final String text = required(key, example);
        try
        {
            return LocalDate.parse(text);
        }
        catch (final DateTimeParseException ex)
        {
            throw new FeedMistake("--set " + key + "=" + text + ": write a date as " + example);
        }
    }

    /**
     * A local time.
     *
     * @param key      its key.
     * @param standard where the user named none.
     * @return the time.
     * @throws FeedMistake where it is no time.
     */
    public LocalTime time(final String key, final LocalTime standard)
    {
        final String text = settings.get(key);
        try
        {
            return text == null ? standard : LocalTime.parse(text);
        }
        catch (final DateTimeParseException ex)
        {
            throw new FeedMistake("--set " + key + "=" + text + ": write a time as " + standard);
        }
    }
}
