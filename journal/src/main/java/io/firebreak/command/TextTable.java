package io.firebreak.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table with columns as wide as their widest cell so far; columns of numbers are set to the right. */
final class TextTable
{
    private final List<String[]> rows = new ArrayList<>();
    private int[] widths = {};
    private boolean[] numbers = {};

    TextTable(final String... header)
    {
        rows.add(header);
    }

    void row(final String... cells)
    {
        rows.add(cells);
    }

    /** Prints it; what is added later is printed by another call, under the same header. */
    void print(final PrintWriter out, final String indent)
    {
        final int columns = Math.max(widths.length, rows.isEmpty() ? 0 : rows.get(0).length);
        widths = Arrays.copyOf(widths, columns);
        if (numbers.length == 0)
        {
            numbers = numbers(columns);
        }
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
                line.append(numbers[i] || isNumber(row[i]) ? padding + row[i] : row[i] + padding)
                    .append(i < columns - 1 ? "  " : "");
            }
            out.println(line.toString().stripTrailing());
        }
        rows.clear();
    }

    /** Columns below whose header stand numbers, and where there is none a dash. */
    private boolean[] numbers(final int columns)
    {
        final boolean[] found = new boolean[columns];
        for (int i = 0; i < columns; i++)
        {
            final int column = i;
            final List<String> cells = rows.stream().skip(1).map(row -> row[column]).toList();
            found[i] = cells.stream().anyMatch(TextTable::isNumber) &&
                cells.stream().allMatch(cell -> isNumber(cell) || cell.equals("-"));
        }
        return found;
    }

    private static boolean isNumber(final String cell)
    {
        return cell.matches("-?[0-9][0-9,._]*%?");
    }
}
