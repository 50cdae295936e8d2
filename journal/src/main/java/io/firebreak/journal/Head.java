package io.firebreak.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The sidecar file {@code head}: how far the journal went when it was written, always after the append, so that a
 * journal that ends before it has lost its tail. Text of five lines:
 *
 * <pre>
 * firebreak-head 1
 * sequence 4711
 * chain 0123abcd
 * documents 42
 * crc 89ab4567
 * </pre>
 *
 * The CRC-32C is of the lines above it.
 *
 * @param sequence  of the last record in a document whose append returned, 0 none.
 * @param chain     chain value of that document.
 * @param documents number of documents up to it.
 */
record Head(long sequence, int chain, long documents)
{
    static final String FILE_NAME = "head";
    private static final String NEXT_FILE_NAME = "head.next";
    private static final int MAX_LENGTH = 256;
    private static final Pattern TEXT = Pattern.compile("(firebreak-head 1\nsequence (\\d{1,19})\n" +
        "chain ([0-9a-f]{8})\ndocuments (\\d{1,19})\n)crc ([0-9a-f]{8})\n");

    /**
     * Reads it, believing nothing.
     *
     * @return the head, or null when there is none or it is damaged.
     */
    static Head read(final Path directory)
    {
        try
        {
            final Path file = directory.resolve(FILE_NAME);
            if (Files.size(file) > MAX_LENGTH)
            {
                return null;
            }
            final Matcher text = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            return text.matches() && Integer.parseUnsignedInt(text.group(5), 16) == crc(text.group(1)) ?
                new Head(Long.parseLong(text.group(2)), Integer.parseUnsignedInt(text.group(3), 16),
                    Long.parseLong(text.group(4))) : null;
        }
        catch (final IOException | NumberFormatException ex)
        {
            return null;
        }
    }

    /** Replaces the file: a reader sees the old one or this, never a part. */
    void write(final Path directory) throws IOException
    {
        final String text = "firebreak-head 1\nsequence " + sequence + "\nchain " + hex(chain) +
            "\ndocuments " + documents + "\n";
        final Path next = directory.resolve(NEXT_FILE_NAME);
        Files.writeString(next, text + "crc " + hex(crc(text)) + "\n", StandardCharsets.ISO_8859_1);
        Files.move(next, directory.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
    }

    private static String hex(final int value)
    {
        return String.format("%08x", value);
    }

    private static int crc(final String text)
    {
        final CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return (int)crc.getValue();
    }
}
