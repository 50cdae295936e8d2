package io.firebreak.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** One chart as a page that needs no network. */
public final class ChartPage
{
    private ChartPage()
    {
    }

    /**
     * The page.
     *
     * @param title  heading, and what the chart is called for those who cannot see it.
     * @param note   paragraph below the heading: what was measured, on what, by which command.
     * @param option the chart as ECharts takes it: one JSON object.
     * @return HTML.
     */
    public static String html(final String title, final String note, final String option)
    {
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.text(title));
        parts.put("note", Html.text(note));
        parts.put("option", Html.script(option));
        parts.put("echarts", PageParts.echarts());
        return PageParts.fill(PageParts.resource("chart.html"), parts);
    }
}
