package io.firebreak.report;

import java.util.List;

/**
 * What the reader asked for.
 *
 * @param journal     the journal's directory as it is to be written in the command lines.
 * @param file        the report's file, likewise.
 * @param instruments symbols that are drawn; empty for the busiest.
 * @param most        most instruments that are drawn, 1 to 24.
 */
public record ReportSettings(String journal, String file, List<String> instruments, int most)
{
}
