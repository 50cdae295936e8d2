package io.firebreak.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table with columns as wide as their widest cell; numbers are set to the right. */
final class TextTable
{
    private final List<String[]> rows = new ArrayList<>();

    TextTable(final String... header)
    {
        rows.add(header);
    }

    void row(final String... cells)
    {
        rows.add(cells);
    }

    void print(final PrintWriter out, final String indent)
    {
        final int columns = rows.get(0).length;
        final int[] widths = new int[columns];
        for (final String[] row : rows)
        {
            for (int i = 0; i < columns; i++)
            {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (final String[] row : rows)
        {
            final StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < columns; i++)
            {
                final String padding = " ".repeat(widths[i] - row[i].length());
                final boolean isNumber = row[i].matches("-?[0-9][0-9,._]*%?");
                line.append(isNumber ? padding + row[i] : row[i] + padding).append(i < columns - 1 ? "  " : "");
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
