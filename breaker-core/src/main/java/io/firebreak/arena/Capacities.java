package io.firebreak.arena;

import java.util.Locale;

/**
 * What an engine is built for. The arena's layout depends on these and on the layout version only, never on a
 * rulebook; they are journaled with the first segment, so that a replay has the same arena.
 *
 * @param instruments dense instrument indices, 1 to 2^20.
 * @param references  reference slots per instrument.
 * @param breakers    breaker slots per instrument.
 * @param windowPages pages of 1 KiB for windows of prints and extremes.
 * @param bookPages   pages of 1 KiB for book levels far from the touch.
 * @param imageBytes  room for the parameter image.
 * @param sources     event sources.
 * @param bookLevels  most levels a side of a book; one more makes the book untrusted.
 * @param participants        dense participant indices; 0 none.
 * @param participantControls controls of a participant.
 * @param participantEntries  room of a control's window; exact while less than half full.
 */
public record Capacities(
    int instruments, int references, int breakers, int windowPages, int bookPages, int imageBytes, int sources,
    int bookLevels, int participants, int participantControls, int participantEntries)
{
    /** Operators whose nonces an engine remembers; one more can halt and nothing else. */
    public static final int OPERATORS = 64;

    /** Levels a side where nothing else is declared. */
    public static final int BOOK_LEVELS = 8_192;

    private static final int MAX_INSTRUMENTS = 1 << 20;

    /**
     * Check the ranges.
     *
     * @param instruments dense instrument indices, 1 to 2^20.
     * @param references  reference slots per instrument, 1 to 32.
     * @param breakers    breaker slots per instrument, 1 to 64.
     * @param windowPages pages for windows, 1 to 2^20.
     * @param bookPages   pages for far levels, 1 to 2^20.
     * @param imageBytes  room for the image, 1 to 2^26.
     * @param sources     event sources, 1 to 2^16.
     * @param bookLevels  levels a side of a book, 32 to 12,000.
     * @param participants        dense participant indices, 0 to 2^20; with 0 the two others are 0.
     * @param participantControls controls of a participant, 1 to 16.
     * @param participantEntries  room of a control's window, 8 to 65,536, a multiple of 8.
     * @throws IllegalArgumentException that names the value and its range.
     */
    public Capacities
    {
        require("instruments", instruments, MAX_INSTRUMENTS);
        require("references", references, 32);
        require("breakers", breakers, 64);
        require("windowPages", windowPages, 1 << 20);
        require("bookPages", bookPages, 1 << 20);
        require("imageBytes", imageBytes, 1 << 26);
        require("sources", sources, 1 << 16);
        require("bookLevels", bookLevels, 12_000);
        if (bookLevels < 32)
        {
            throw new IllegalArgumentException("bookLevels=" + bookLevels + " is outside 32 to 12000");
        }
        if (participants != 0 || participantControls != 0 || participantEntries != 0)
        {
            require("participants", participants, MAX_INSTRUMENTS);
            require("participantControls", participantControls, 16);
            require("participantEntries", participantEntries, 1 << 16);
            if (participantEntries % 8 != 0)
            {
                throw new IllegalArgumentException("participantEntries=" + participantEntries +
                    " is no multiple of 8");
            }
        }
    }

    /**
     * Capacities without participants.
     *
     * @param instruments dense instrument indices, 1 to 2^20.
     * @param references  reference slots per instrument, 1 to 32.
     * @param breakers    breaker slots per instrument, 1 to 64.
     * @param windowPages pages for windows, 1 to 2^20.
     * @param bookPages   pages for far levels, 1 to 2^20.
     * @param imageBytes  room for the image, 1 to 2^26.
     * @param sources     event sources, 1 to 2^16.
     * @param bookLevels  levels a side of a book, 32 to 12,000.
     */
    public Capacities(
        final int instruments, final int references, final int breakers, final int windowPages, final int bookPages,
        final int imageBytes, final int sources, final int bookLevels)
    {
        this(instruments, references, breakers, windowPages, bookPages, imageBytes, sources, bookLevels, 0, 0, 0);
    }

    /**
     * The same with room for participants.
     *
     * @param count    dense participant indices, 1 to 2^20.
     * @param controls controls of a participant, 1 to 16.
     * @param entries  room of a control's window, 8 to 65,536, a multiple of 8.
     * @return the capacities.
     */
    public Capacities withParticipants(final int count, final int controls, final int entries)
    {
        return new Capacities(instruments, references, breakers, windowPages, bookPages, imageBytes, sources,
            bookLevels, count, controls, entries);
    }

    /**
     * The same with room for more references of an instrument, where there is less.
     *
     * @param count reference slots per instrument, 1 to 32.
     * @return the capacities.
     */
    public Capacities withReferences(final int count)
    {
        return new Capacities(instruments, Math.max(references, count), breakers, windowPages, bookPages, imageBytes,
            sources, bookLevels, participants, participantControls, participantEntries);
    }

    /**
     * Capacities for a number of instruments, with room for the shipped rulebooks: 4 references (mark-median needs
     * 6: {@link #withReferences}), 4 breakers, and
     * pages for one full window of prints in every sixteenth instrument.
     *
     * @param instruments how many.
     * @return the capacities.
     */
    public static Capacities forInstruments(final int instruments)
    {
        final int pages = Math.max(2048, Math.min(1 << 19, instruments * 64));
        final int bookPages = Math.max(1024, Math.min(1 << 18, instruments * 16));
        return new Capacities(instruments, 4, 4, pages, bookPages, 1 << 16, 64, BOOK_LEVELS);
    }

    /**
     * As text for the journal.
     *
     * @return one line of key=value; participants are named where there are any.
     */
    public String text()
    {
        return String.format(Locale.ROOT,
            "instruments=%d references=%d breakers=%d windowPages=%d bookPages=%d imageBytes=%d sources=%d " +
            "bookLevels=%d",
            instruments, references, breakers, windowPages, bookPages, imageBytes, sources, bookLevels) +
            (participants == 0 ? "" : String.format(Locale.ROOT,
            " participants=%d participantControls=%d participantEntries=%d",
            participants, participantControls, participantEntries));
    }

    /**
     * Read what {@link #text()} wrote.
     *
     * @param text one line.
     * @return the capacities.
     * @throws IllegalArgumentException where it is not such a line.
     */
    public static Capacities parse(final String text)
    {
        final String[] names = {"instruments", "references", "breakers", "windowPages", "bookPages", "imageBytes",
            "sources", "bookLevels", "participants", "participantControls", "participantEntries"};
        final int[] values = new int[names.length];
        final String[] parts = text.trim().split(" ");
        if (parts.length != names.length && parts.length != names.length - 3)
        {
            throw new IllegalArgumentException("not the capacities of an engine: " + text);
        }
        for (int i = 0; i < parts.length; i++)
        {
            final String prefix = names[i] + "=";
            if (!parts[i].startsWith(prefix))
            {
                throw new IllegalArgumentException("expected " + names[i] + " in the capacities: " + text);
            }
            values[i] = Integer.parseInt(parts[i].substring(prefix.length()));
        }
        return new Capacities(values[0], values[1], values[2], values[3], values[4], values[5], values[6], values[7],
            values[8], values[9], values[10]);
    }

    private static void require(final String name, final int value, final int max)
    {
        if (value < 1 || value > max)
        {
            throw new IllegalArgumentException(name + "=" + value + " is outside 1 to " + max);
        }
    }
}
