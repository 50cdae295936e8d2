package io.firebreak.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.BitUtil;

/**
 * Plan of an {@link Arena}: named sections one after the other, each on a 64-byte boundary. The order of the calls and
 * the declared capacities alone decide every offset, so the same capacities give the same layout on every machine.
 * <p>
 * Cold: used by the thread that builds the engine, before the first event. Not thread safe.
 */
public final class ArenaLayout
{
    /** Alignment of every section, bytes: one cache line. */
    public static final int ALIGNMENT = 64;

    /** Most bytes of an arena: offsets are ints, and the aligned buffer needs room for its alignment. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 127;

    private final List<Section> sections = new ArrayList<>();
    private long length;

    /** Create an empty layout. */
    public ArenaLayout()
    {
    }

    /**
     * Append a section.
     *
     * @param name  what lies in it, for {@link #describe()}.
     * @param bytes its length, at least 0; rounded up to {@link #ALIGNMENT}.
     * @return offset of the section in the arena, a multiple of {@link #ALIGNMENT}.
     * @throws IllegalArgumentException when the length is negative, or the arena would exceed {@link #MAX_LENGTH}.
     */
    public int section(final String name, final long bytes)
    {
        if (bytes < 0)
        {
            throw new IllegalArgumentException("section '" + name + "' has a negative length: " + bytes);
        }
        if (bytes > MAX_LENGTH - length)
        {
            throw new IllegalArgumentException("section '" + name + "' needs " + bytes + " bytes, " + length +
                " are used and an arena has at most " + MAX_LENGTH + ": declare smaller capacities");
        }
        final int offset = (int)length;
        sections.add(new Section(name, offset, bytes));
        length = BitUtil.align(length + bytes, (long)ALIGNMENT);
        return offset;
    }

    /**
     * Length of all sections so far.
     *
     * @return bytes, a multiple of {@link #ALIGNMENT}.
     */
    public int length()
    {
        return (int)length;
    }

    /**
     * The layout as a table: offset, bytes and name of each section, and the total.
     *
     * @return lines that end in a line feed.
     */
    public String describe()
    {
        final StringBuilder table = new StringBuilder(64 * (sections.size() + 3));
        table.append(String.format(Locale.ROOT, "%12s  %13s  %s\n", "offset", "bytes", "section"));
        for (final Section section : sections)
        {
            line(table, section.offset, section.bytes, section.name);
        }
        line(table, length(), length, "total, with padding");
        return table.toString();
    }

    private static void line(final StringBuilder table, final int offset, final long bytes, final String name)
    {
        table.append(String.format(Locale.ROOT, "0x%010x  %,13d  %s\n", offset, bytes, name));
    }

    private record Section(String name, int offset, long bytes)
    {
    }
}
