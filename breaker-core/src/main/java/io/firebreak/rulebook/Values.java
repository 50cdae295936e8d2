package io.firebreak.rulebook;

import java.util.List;

/** Reads one written integer, or the words of a list, with an error that names place and fix. */
final class Values
{
    private Values()
    {
    }

    /** What a whole number of a unit comes to, for those who wrote an amount; a ratio's unit says it itself. */
    private static String example(final String unit)
    {
        return unit.startsWith("1e-9 of the quote currency") ? ": 10000000 is 0.01" : "";
    }

    /** An integer as written, in the image's unit. */
    static long integer(final Where where, final String path, final String text, final boolean isInteger,
        final long scale, final String unit, final long least, final long most)
    {
        final long lowest = -Math.floorDiv(-least, scale);
        final long highest = Math.floorDiv(most, scale);
        final String range = "an integer from " + lowest + " to " + highest + " " + unit;
        if (!isInteger)
        {
            throw RulebookException.at(where, path, text + " is not an integer as written",
                "write " + range + " without quotes, point or exponent" + example(unit));
        }
        long number = 0;
        boolean fits = true;
        try
        {
            number = Long.parseLong(text);
        }
        catch (final NumberFormatException ex)
        {
            fits = false;
        }
        if (!fits || number < lowest || number > highest)
        {
            throw RulebookException.at(where, path, text + " is out of range", "write " + range);
        }
        return number * scale;
    }

    /** Words of a list, or of an option that writes them with commas. */
    static List<String> words(final Node value, final String path, final int most)
    {
        if (value.isContainer() || value.text().isBlank())
        {
            throw RulebookException.at(value.where(), path, "a list of values is wanted", "write [ VALUE, VALUE ]");
        }
        final List<String> words = List.of(value.text().trim().split("[ ,]+"));
        Limits.within(value.where(), path, "values", words.size(), most);
        return words;
    }

    /** As text of the ledger. */
    static String quote(final String text)
    {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
