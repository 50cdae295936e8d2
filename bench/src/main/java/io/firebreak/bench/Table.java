package io.firebreak.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows in aligned columns, and under them what each row compared.
 */
final class Table
{
    private static final String[] HEADER = {"target", "name", "value", "unit", "baseline", "of", "ratio", "spread",
        "threads", "cores", ""};

    private Table()
    {
    }

    static String of(final List<Row> rows)
    {
        final List<String[]> lines = new ArrayList<>();
        lines.add(HEADER);
        for (final Row row : rows)
        {
            lines.add(new String[]{row.target(), row.name(), number(row.value()), row.unit(), number(row.baseline()),
                row.baselineName(), row.isVoid() || row.isContended() ? "-" : number(row.ratio()),
                String.format(Locale.ROOT, "%.1f %%", row.spreadPercent()), Integer.toString(row.threads()),
                Integer.toString(Row.cores()), row.isVoid() ? "VOID" : row.isContended() ? "contended" : ""});
        }
        final int[] widths = new int[HEADER.length];
        for (final String[] line : lines)
        {
            for (int i = 0; i < line.length; i++)
            {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        final StringBuilder out = new StringBuilder();
        for (final String[] line : lines)
        {
            for (int i = 0; i < line.length; i++)
            {
                final boolean isText = i == 1 || i == 3 || i == 5 || i == line.length - 1;
                out.append(String.format(Locale.ROOT, "%" + (isText ? "-" : "") + Math.max(1, widths[i]) + "s  ",
                    line[i]));
            }
            trim(out);
        }
        for (final Row row : rows)
        {
            out.append(row.name()).append(": ").append(row.check()).append('\n');
        }
        return out.toString();
    }

    private static void trim(final StringBuilder out)
    {
        while (out.charAt(out.length() - 1) == ' ')
        {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
    }

    private static String number(final double value)
    {
        return Double.isNaN(value) ? "-" :
            String.format(Locale.ROOT, value == Math.rint(value) && value < 1e9 ? "%.0f" : "%.2f", value);
    }
}
