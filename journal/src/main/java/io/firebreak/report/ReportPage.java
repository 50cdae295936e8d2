package io.firebreak.report;

import io.firebreak.explain.Figures;
import io.firebreak.feed.Trip;
import io.firebreak.market.TradingState;
import io.firebreak.replay.ReplayResult;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fills the page: tables and words here, so that they need no script; charts from the data by the page's script. */
final class ReportPage
{
    private static final double BPS_PER_PERCENT = 100;
    private static final double WORTH_A_CLOSER_LOOK = 0.35;

    private final JournalReport report;
    private final String verdict;

    ReportPage(final JournalReport report, final String verdict)
    {
        this.report = report;
        this.verdict = verdict;
    }

    String html()
    {
        final DecisionTable decisions = new DecisionTable(report);
        final Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.text("Firebreak report: " + report.settings().journal()));
        parts.put("journal", Html.text(report.settings().journal()));
        parts.put("style", PageParts.resource("report.css"));
        parts.put("strip", strip());
        parts.put("selector", selector());
        parts.put("legend", legend());
        parts.put("static", statics());
        parts.put("chartnote", Html.text(chartNote()));
        parts.put("filters", decisions.filters());
        parts.put("decisions", decisions.body());
        parts.put("decisionnote", Html.text(decisions.note()));
        parts.put("quality", decisions.quality());
        parts.put("commands", commands());
        parts.put("data", Html.script(new ReportJson(report).text()));
        parts.put("script", PageParts.resource("report.js"));
        parts.put("echarts", PageParts.echarts());
        return PageParts.fill(PageParts.resource("report.html"), parts);
    }

    private String strip()
    {
        final StringBuilder strip = new StringBuilder();
        final ReplayResult result = report.result();
        final boolean isOk = result.verdict() == ReplayResult.Verdict.OK;
        card(strip, isOk ? "ok" : "bad", "Journal", isOk ? "\u2713 verified" : "\u2717 " + result.verdict().name()
            .toLowerCase(Locale.ROOT), verdict);
        card(strip, "", "Records", Figures.count(result.records()), Figures.count(result.decisions()) + " decisions");
        final int trips = report.trips().size();
        card(strip, trips == 0 ? "" : "warn", "Trips", Figures.count(trips), trips == 0
            ? "no rule stopped trading" : Figures.count(report.ledger().tally().denied()) + " trades denied");
        card(strip, "", "Halted", String.format(Locale.ROOT, "%.2f min", report.minutesHalted()),
            "instrument-minutes without matching");
        final Trip worst = report.worstFall();
        card(strip, "", "Worst fall at a trip", worst == null ? "none" : String.format(Locale.ROOT, "%.2f %%",
            worst.fallenBps() / BPS_PER_PERCENT), worst == null ? "" : "below its reference: " + worst.instrument()
            + ", decision " + worst.decisionSeq());
        final long quality = report.ledger().tally().dataQuality().values().stream().mapToLong(Long::longValue).sum();
        card(strip, "", "Data quality", Figures.count(quality), quality == 0 ? "nothing to tell"
            : String.join(", ", report.ledger().tally().dataQuality().keySet()));
        rulebook(strip);
        range(strip);
        return strip.toString();
    }

    private void rulebook(final StringBuilder strip)
    {
        if (report.facts() == null)
        {
            card(strip, "", "Rulebook", "unknown", "the journal has no input");
            return;
        }
        final CompiledRulebook rulebook = report.facts().rulebook();
        card(strip, "", "Rulebook", rulebook.name() + " " + rulebook.version(), "SHA-256 "
            + HexFormat.of().formatHex(rulebook.sha256()));
    }

    private void range(final StringBuilder strip)
    {
        final long from = report.sampler().originNs();
        final long to = report.sampler().endNs();
        if (from == Long.MIN_VALUE)
        {
            card(strip, "", "Range", "empty", "no input was journaled");
            return;
        }
        card(strip, "", "Range (UTC)", Figures.duration(to - from), Figures.day(from) + " " + Figures.time(from)
            + " to " + (Figures.day(from).equals(Figures.day(to)) ? "" : Figures.day(to) + " ") + Figures.time(to)
            + ", " + report.facts().clock());
    }

    private static void card(
        final StringBuilder strip, final String style, final String name, final String value, final String detail)
    {
        strip.append("<div class=\"card ").append(style).append("\"><dt>").append(Html.text(name))
            .append("</dt><dd class=\"value\">").append(Html.text(value)).append("</dd><dd class=\"detail\">")
            .append(Html.text(detail)).append("</dd></div>\n");
    }

    private String selector()
    {
        final StringBuilder selector = new StringBuilder();
        int i = 0;
        for (final InstrumentTrack track : report.tracks())
        {
            selector.append("<option value=\"").append(i++).append("\">").append(Html.text(report.symbol(track)))
                .append("</option>");
        }
        return selector.toString();
    }

    private String legend()
    {
        final Set<TradingState> states = EnumSet.noneOf(TradingState.class);
        report.tracks().forEach(track -> track.ribbon().spans(report.sampler().endNs(), 0)
            .forEach(span -> states.add(span.state())));
        final StringBuilder legend = new StringBuilder();
        states.forEach(state -> legend.append("<li><span class=\"chip ").append(state.name()).append("\"></span>")
            .append(state.name()).append(state.matches() ? "" : " (no matching)").append("</li>"));
        return legend.toString();
    }

    private String statics()
    {
        final StringBuilder figures = new StringBuilder();
        final long originNs = report.sampler().originNs();
        final long endNs = report.sampler().endNs();
        for (final InstrumentTrack track : report.tracks())
        {
            figure(figures, Html.text(report.symbol(track)), new StaticChart(
                report, track, track.ribbon(), originNs, endNs));
            final InstrumentTrack focus = report.sampler().focus().get(track.index());
            final ReplaySampler.Window window = report.ledger().windows().get(track.index());
            if (focus != null && window.toNs() - window.fromNs() < (endNs - originNs) * WORTH_A_CLOSER_LOOK)
            {
                figure(figures, Html.text(report.symbol(track)) + " around its decisions", new StaticChart(report,
                    focus, track.ribbon(), Math.max(originNs, window.fromNs()), Math.min(endNs, window.toNs())));
            }
        }
        return figures.toString();
    }

    private static void figure(final StringBuilder figures, final String caption, final StaticChart chart)
    {
        figures.append("<figure><figcaption>").append(caption)
            .append(": price (solid), bands (dashed), reference (dotted), trips (vertical), trading state below")
            .append("</figcaption>").append(chart.svg()).append("</figure>\n");
    }

    private String chartNote()
    {
        if (report.tracks().isEmpty())
        {
            return "No instrument was defined in this journal: there is nothing to draw.";
        }
        final int others = report.ledger().instruments().size() - report.tracks().size();
        final long engineEndNs = report.sampler().engineEndNs();
        return "Each line keeps the first, lowest, highest and last value of up to " + report.columns()
            + " equal stretches of time, so that no spike is hidden; every decision has its mark. "
            + "Engine service time is not recorded in a journal: ./firebreak bench measures it."
            + (others > 0 ? " Drawn are the busiest instruments; " + others + " more are in the table, and --instrument"
            + " draws them." : "")
            + (engineEndNs == Long.MIN_VALUE ? "" : " Bands, volatility and depth end at " + Figures.time(engineEndNs)
            + ": from there on a fresh engine decides otherwise, and what is drawn is the journal's own.");
    }

    private String commands()
    {
        final String journal = quoted(report.settings().journal());
        final StringBuilder commands = new StringBuilder("./firebreak verify " + journal + "\n");
        report.trips().stream().limit(1).forEach(trip -> commands.append("./firebreak explain ").append(journal)
            .append(' ').append(trip.decisionSeq()).append('\n'));
        commands.append("./firebreak explain ").append(journal).append(" --all\n");
        commands.append("./firebreak export ").append(journal).append(" --format jsonl\n");
        commands.append("./firebreak report ").append(journal).append(" -o ").append(quoted(report.settings().file()));
        report.settings().instruments().forEach(symbol -> commands.append(" --instrument ").append(quoted(symbol)));
        return Html.text(commands.append('\n').toString());
    }

    /** A word of a shell. */
    private static String quoted(final String word)
    {
        return word.matches("[A-Za-z0-9_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
