package io.firebreak.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.report.ChartPage;
import java.util.List;

/**
 * The envelope's rows as two charts, inside and outside: ns an event over the number of rules, each with the envelope
 * on and off, both from zero.
 */
final class FlatCostChart
{
    private static final String TITLE = "What a rule costs: ns per event, armed envelope on and off";

    private final ObjectNode option = new ObjectMapper().createObjectNode();
    private final List<Row> rows;

    private FlatCostChart(final List<Row> rows)
    {
        this.rows = rows;
    }

    /**
     * The chart as a page.
     *
     * @param rows that hold the envelope's.
     * @param note what they were measured on, and by which command.
     * @return HTML.
     * @throws IllegalArgumentException where the envelope's rows are missing.
     */
    static String html(final List<Row> rows, final String note)
    {
        return ChartPage.html(TITLE, note, new FlatCostChart(rows).option());
    }

    private String option()
    {
        option.put("animation", false);
        option.putObject("legend").put("top", 0);
        option.putObject("tooltip").put("trigger", "axis");
        final ArrayNode titles = option.putArray("title");
        final ArrayNode grids = option.putArray("grid");
        final ArrayNode xs = option.putArray("xAxis");
        final ArrayNode ys = option.putArray("yAxis");
        final ArrayNode series = option.putArray("series");
        int panel = 0;
        for (final EnvelopeRows.Place place : EnvelopeRows.Place.values())
        {
            final String where = place == EnvelopeRows.Place.INSIDE ? "events inside the envelope" :
                "every event outside it";
            titles.addObject().put("text", where + ", ns per event").put("left", panel == 0 ? "8%" : "58%")
                .put("top", 34).putObject("textStyle").put("fontSize", 14).put("fontWeight", "normal");
            final ObjectNode grid = grids.addObject().put("top", 70).put("bottom", 50);
            grid.put(panel == 0 ? "left" : "right", panel == 0 ? "8%" : "3%").put("width", "39%");
            final ObjectNode x = xs.addObject().put("type", "category").put("gridIndex", panel)
                .put("name", "distinct rules").put("nameLocation", "middle").put("nameGap", 28);
            final ArrayNode categories = x.putArray("data");
            ys.addObject().put("type", "value").put("gridIndex", panel).put("min", 0);
            final ArrayNode on = line(series, panel, true);
            final ArrayNode off = line(series, panel, false);
            for (final int rules : EnvelopeRows.RULES)
            {
                final Row row = row(EnvelopeRows.name(place, rules));
                categories.add(Integer.toString(rules));
                on.add(Math.round(row.value()));
                off.add(Math.round(row.baseline()));
            }
            panel++;
        }
        return option.toString();
    }

    private static ArrayNode line(final ArrayNode series, final int panel, final boolean isOn)
    {
        final ObjectNode line = series.addObject().put("type", "line").put("symbolSize", 7)
            .put("name", isOn ? "envelope on" : "envelope off").put("color", isOn ? "#0b6e4f" : "#b3412e")
            .put("xAxisIndex", panel).put("yAxisIndex", panel);
        line.putObject("lineStyle").put("type", isOn ? "solid" : "dashed").put("width", 2);
        line.putObject("label").put("show", true).put("fontSize", 10).put("position", isOn ? "bottom" : "top");
        return line.putArray("data");
    }

    private Row row(final String name)
    {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow(() ->
            new IllegalArgumentException("no row \"" + name + "\": the chart needs the group ENVELOPE"));
    }
}
