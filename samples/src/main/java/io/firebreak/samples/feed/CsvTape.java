package io.firebreak.samples.feed;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A CSV file read line by line in one reused buffer: a header line that must be the expected one, or as the user says;
 * gzip recognised by its first bytes and not by its name. A field in quotes may hold the delimiter.
 * <p>
 * An archive that ends early gives every line that can be had of it and then a {@link BadLine} at the line that is
 * cut. Not threadsafe.
 */
final class CsvTape implements AutoCloseable
{
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int MAX_COLUMNS = 64;
    private static final byte[] BYTE_ORDER_MARK = {(byte)0xEF, (byte)0xBB, (byte)0xBF};

    private final String file;
    private final List<String> columns;
    private final InputStream in;
    private final byte delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int[] from = new int[MAX_COLUMNS];
    private final int[] to = new int[MAX_COLUMNS];
    private int fields;
    private int position;
    private int limit;
    private boolean isEnd;
    private String truncated;
    private long line;
    /** Without a header the first line is a row, which the first move must not pass. */
    private boolean isFirstKept;

    private CsvTape(final String file, final InputStream in, final char delimiter, final boolean hasHeader)
    {
        this.file = file;
        this.in = in;
        this.delimiter = (byte)delimiter;
        if (!nextLine())
        {
            throw new FeedMistake(file + ":1: the file is empty; " + (hasHeader ? "a header line is expected"
                : "at least one row is expected"));
        }
        if (fields > MAX_COLUMNS)
        {
            throw new FeedMistake(file + ":1: " + fields + " columns are more than " + MAX_COLUMNS + ": cut the file");
        }
        final String[] names = new String[fields];
        for (int i = 0; i < fields; i++)
        {
            names[i] = hasHeader ? text(i).strip() : "column " + (i + 1);
        }
        columns = List.of(names);
        isFirstKept = !hasHeader;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param path    plain text or gzip.
     * @param headers the headers that are understood.
     * @return a tape that stands behind the header.
     * @throws FeedMistake where there is no such file or its header is another one.
     */
    static CsvTape open(final Path path, final List<List<String>> headers)
    {
        final CsvTape tape = open(path, ',', true);
        if (!headers.contains(tape.columns))
        {
            tape.close();
            throw new FeedMistake(path + ":1: unknown header '" + String.join(",", tape.columns)
                + "': this feed reads '" + String.join(",", headers.get(0)) + "'");
        }
        return tape;
    }

    /**
     * Opens a file of a user's own.
     *
     * @param path      plain text or gzip.
     * @param delimiter between fields, ASCII.
     * @param hasHeader whether the first line names the columns; otherwise it is a row.
     * @return a tape that stands before the first row.
     * @throws FeedMistake where there is no such file or it is empty.
     */
    static CsvTape open(final Path path, final char delimiter, final boolean hasHeader)
    {
        try
        {
            final InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
            raw.mark(2);
            final boolean isGzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return new CsvTape(path.toString(), isGzip ? new GZIPInputStream(raw, 1 << 16) : raw, delimiter, hasHeader);
        }
        catch (final NoSuchFileException | FileNotFoundException ex)
        {
            throw new FeedMistake("no such file: " + path);
        }
        catch (final EOFException ex)
        {
            throw new FeedMistake(path + ":1: the gzip archive ends inside its header: fetch the file again");
        }
        catch (final IOException ex)
        {
            throw new FeedMistake(path + ": cannot be read: " + ex.getMessage());
        }
    }

    /**
     * Moves to the next line.
     *
     * @return false at the end of the file.
     * @throws BadLine where the line is ragged or the archive is cut.
     */
    boolean nextLine()
    {
        if (isFirstKept)
        {
            isFirstKept = false;
            return true;
        }
        line++;
        int end = lineEnd();
        if (end < 0)
        {
            if (truncated != null)
            {
                throw new BadLine(file, line, null, truncated, true);
            }
            if (position == limit)
            {
                line--;
                return false;
            }
            end = limit;
        }
        final int start = position + (line == 1 && hasByteOrderMark() ? BYTE_ORDER_MARK.length : 0);
        position = Math.min(end + 1, limit);
        split(start, end > start && buffer[end - 1] == '\r' ? end - 1 : end);
        if (columns != null && fields != columns.size())
        {
            throw new BadLine(file, line, null, fields + " fields instead of " + columns.size()
                + ": mend the line, or skip it with --on-bad-line skip", false);
        }
        return true;
    }

    /** Line of the current row, counted from 1, the header included. */
    long line()
    {
        return line;
    }

    /** The header. */
    List<String> columns()
    {
        return columns;
    }

    boolean isEmpty(final int column)
    {
        return from[column] == to[column];
    }

    boolean is(final int column, final char letter)
    {
        return to[column] - from[column] == 1 && buffer[from[column]] == letter;
    }

    boolean is(final int column, final String word)
    {
        final int length = to[column] - from[column];
        if (length != word.length())
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (buffer[from[column] + i] != word.charAt(i))
            {
                return false;
            }
        }
        return true;
    }

    String text(final int column)
    {
        return new String(buffer, from[column], to[column] - from[column], StandardCharsets.UTF_8);
    }

    long integer(final int column)
    {
        try
        {
            return DecimalText.integer(buffer, from[column], to[column]);
        }
        catch (final NumberFormatException ex)
        {
            throw bad(column, ex.getMessage() + ": mend the line, or skip it with --on-bad-line skip");
        }
    }

    long integer(final int column, final long whereEmpty)
    {
        return isEmpty(column) ? whereEmpty : integer(column);
    }

    /** A time since 1970 in units of 10^-exponent of the result's, of the full range of a long. */
    long instant(final int column, final int exponent)
    {
        try
        {
            return DecimalText.instant(buffer, from[column], to[column], exponent);
        }
        catch (final NumberFormatException ex)
        {
            throw bad(column, ex.getMessage() + ": mend the line, or skip it with --on-bad-line skip");
        }
    }

    /** A number that may be negative. */
    long decimal(final int column, final int exponent)
    {
        try
        {
            return DecimalText.parse(buffer, from[column], to[column], exponent);
        }
        catch (final NumberFormatException ex)
        {
            throw bad(column, ex.getMessage() + (ex.getMessage().endsWith("decimals") ? ": name a finer "
                + "--set tick=... or --set lot=..., or skip the line with --on-bad-line skip"
                : ": mend the line, or skip it with --on-bad-line skip"));
        }
    }

    /** A size. */
    long size(final int column, final int exponent)
    {
        final long value = decimal(column, exponent);
        if (value < 0)
        {
            throw bad(column, "'" + text(column) + "' is a negative size: mend the line, or skip it with "
                + "--on-bad-line skip");
        }
        return value;
    }

    int decimals(final int column)
    {
        return DecimalText.decimals(buffer, from[column], to[column]);
    }

    BadLine bad(final int column, final String what)
    {
        return new BadLine(file, line, columns.get(column), what, false);
    }

    /** Where the current line is, for messages. */
    String where()
    {
        return file + ":" + line;
    }

    @Override
    public void close()
    {
        try
        {
            in.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private int lineEnd()
    {
        int scan = position;
        while (true)
        {
            for (; scan < limit; scan++)
            {
                if (buffer[scan] == '\n')
                {
                    return scan;
                }
            }
            if (isEnd)
            {
                return -1;
            }
            scan -= position;
            fill();
            scan += position;
        }
    }

    private void fill()
    {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        if (limit == buffer.length)
        {
            isEnd = true;
            truncated = "the line is longer than " + buffer.length + " bytes: is this a CSV file?";
            return;
        }
        try
        {
            final int read = in.read(buffer, limit, buffer.length - limit);
            isEnd = read < 0;
            limit += Math.max(0, read);
        }
        catch (final EOFException | ZipException ex)
        {
            isEnd = true;
            truncated = "the gzip archive is cut or damaged here (" + ex.getMessage()
                + "): fetch the file again";
        }
        catch (final IOException ex)
        {
            isEnd = true;
            truncated = "cannot be read on (" + ex.getMessage() + ")";
        }
    }

    private boolean hasByteOrderMark()
    {
        return limit - position >= BYTE_ORDER_MARK.length
            && Arrays.equals(buffer, position, position + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0,
            BYTE_ORDER_MARK.length);
    }

    private void split(final int start, final int end)
    {
        fields = 0;
        int field = start;
        boolean isQuoted = start < end && buffer[start] == '"';
        for (int i = start; i <= end; i++)
        {
            if (i == end || buffer[i] == delimiter && (!isQuoted || i > field + 1 && buffer[i - 1] == '"'))
            {
                if (fields < MAX_COLUMNS)
                {
                    final int quote = isQuoted && i > field + 1 && buffer[i - 1] == '"' ? 1 : 0;
                    from[fields] = field + quote;
                    to[fields] = i - quote;
                }
                fields++;
                field = i + 1;
                isQuoted = field < end && buffer[field] == '"';
            }
        }
    }

    @Override
    public String toString()
    {
        return where() + " " + Arrays.toString(Arrays.copyOf(from, Math.min(fields, MAX_COLUMNS)));
    }
}
