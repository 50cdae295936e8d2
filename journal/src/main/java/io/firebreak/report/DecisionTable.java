package io.firebreak.report;

import io.firebreak.explain.Decision;
import io.firebreak.explain.Explanation;
import io.firebreak.explain.Figures;
import io.firebreak.report.DecisionRow.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of decisions and of data quality, as HTML. */
final class DecisionTable
{
    private static final int MOST_ROWS = 3_000;
    private static final int MOST_EXPLANATION_CHARS = 1_500_000;
    private static final int MICRO_DIGITS = 6;
    private static final double SECONDS_PER_MINUTE = 60;

    private final JournalReport report;
    private final StringBuilder body = new StringBuilder();
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long shown;
    private long leftOut;
    private int explanationChars;

    DecisionTable(final JournalReport report)
    {
        this.report = report;
        final Set<Long> chosen = chosen();
        for (final DecisionRow row : report.ledger().rows())
        {
            if (chosen.contains(row.first().number()))
            {
                counts.merge(row.kind(), 1L, Long::sum);
                shown++;
                row(row);
            }
            else
            {
                leftOut++;
            }
        }
    }

    /** Where there are more lines than anybody reads: by the order of the kinds. */
    private Set<Long> chosen()
    {
        final Set<Long> chosen = new TreeSet<>();
        for (final Kind kind : Kind.values())
        {
            report.ledger().rows().stream().filter(row -> row.kind() == kind)
                .limit(MOST_ROWS - (long)chosen.size()).forEach(row -> chosen.add(row.first().number()));
        }
        return chosen;
    }

    String body()
    {
        return body.toString();
    }

    /** A box for each kind that there is. */
    String filters()
    {
        final StringBuilder filters = new StringBuilder();
        counts.forEach((kind, count) -> filters.append("<label class=\"filter\"><input type=\"checkbox\" value=\"")
            .append(kind.word()).append("\" checked> ").append(kind.word()).append(" <b>").append(Figures.count(count))
            .append("</b></label>"));
        return filters.toString();
    }

    String note()
    {
        if (shown == 0)
        {
            return "No decision but data quality was made.";
        }
        return Figures.count(shown) + " lines; denials and bands of one rule between two other decisions stand in one "
            + "line with their count."
            + (leftOut == 0 ? "" : " " + Figures.count(leftOut) + " more lines are only in ./firebreak export.");
    }

    String quality()
    {
        final StringBuilder table = new StringBuilder();
        for (final DecisionLedger.QualityRow row : report.ledger().quality())
        {
            final Decision first = row.first();
            table.append("<tr><td>").append(Html.text(first.text("code"))).append("</td><td>")
                .append(Html.text(report.facts().scopeName(first.scope()))).append("</td><td class=\"n\">")
                .append(Figures.count(row.count())).append("</td><td>").append(time(first)).append("</td><td>")
                .append(time(row.last())).append("</td><td class=\"n\">").append(Figures.count(first.number()))
                .append("</td></tr>\n");
        }
        return table.length() == 0 ? "<tr><td colspan=\"6\">Nothing was wrong with the data.</td></tr>"
            : table.toString();
    }

    private void row(final DecisionRow row)
    {
        final Decision first = row.first();
        final String id = String.valueOf(first.number());
        body.append("<tbody class=\"").append(row.kind().word()).append("\" data-kind=\"").append(row.kind().word())
            .append("\" data-n=\"").append(id).append("\"><tr id=\"d").append(id).append("\"><td class=\"n\">")
            .append("<button type=\"button\" class=\"why\" aria-expanded=\"false\" aria-controls=\"x").append(id)
            .append("\">").append(Figures.count(first.number())).append("</button></td><td class=\"time\">")
            .append(time(first)).append("</td><td>").append(Html.text(report.facts().scopeName(first.scope())))
            .append("</td><td><span class=\"kind\">").append(row.kind().word()).append("</span> ").append(what(row))
            .append("</td><td>").append(rule(first)).append("</td><td class=\"n\">").append(observed(first))
            .append("</td><td class=\"n\">").append(limit(first)).append("</td></tr><tr class=\"detail\" id=\"x")
            .append(id).append("\" hidden><td colspan=\"7\">");
        explanation(row);
        body.append("</td></tr></tbody>\n");
    }

    private void explanation(final DecisionRow row)
    {
        final long number = row.first().number();
        final Explanation explanation = explanationChars < MOST_EXPLANATION_CHARS
            ? report.ledger().explanations().of(number) : null;
        body.append("<p><button type=\"button\" class=\"show\" data-n=\"").append(number)
            .append("\">show in the chart</button>");
        if (row.count() > 1)
        {
            body.append(" ").append(Figures.count(row.count())).append(" like this one until ").append(time(row.last()))
                .append(", the last is decision ").append(row.last().number()).append('.');
        }
        body.append("</p>");
        if (explanation == null)
        {
            body.append("<pre>./firebreak explain ").append(Html.text(report.settings().journal())).append(' ')
                .append(number).append("</pre>");
            return;
        }
        final String text = String.join("\n", explanation.lines());
        explanationChars += text.length();
        body.append("<pre>").append(Html.text(text)).append("</pre>");
    }

    private String what(final DecisionRow row)
    {
        final Decision first = row.first();
        final String times = row.count() == 1 ? "" : " \u00d7 " + Figures.count(row.count());
        if (first.isChange())
        {
            return Html.text(first.text("fromState") + " \u2192 " + first.text("toState"));
        }
        return Html.text((first.isLimitState() ? first.text("previous") + " \u2192 " + first.text("state")
            : first.message().name()) + times);
    }

    private String rule(final Decision decision)
    {
        final String reason = decision.text("reason");
        return (decision.ruleId() == 0 ? "" : Html.text(report.facts().rulebook().ruleName(decision.ruleId())) + " ")
            + "<small>" + Html.text(reason == null ? "" : reason) + "</small>";
    }

    private String observed(final Decision decision)
    {
        return compared(decision, "observed");
    }

    private String limit(final Decision decision)
    {
        return compared(decision, "limit");
    }

    private String compared(final Decision decision, final String what)
    {
        final String micro = decision.text(what + "MicroTicks");
        final String limitReal = decision.text("limitReal");
        if (limitReal != null && Double.parseDouble(limitReal) != 0)
        {
            final double real = Double.parseDouble(decision.text(what + "Real"));
            return Html.text("VOLATILITY".equals(decision.text("reason")) ? "\u03c3 " + rounded(
                Math.sqrt(real * SECONDS_PER_MINUTE) * 100, 3) + " %" : rounded(real, 2));
        }
        return micro == null || micro.equals(String.valueOf(Long.MIN_VALUE)) ? ""
            : rounded(Long.parseLong(micro) / 1e6 / Math.pow(10, report.facts().exponent(decision.scope())),
            Math.min(MICRO_DIGITS, report.facts().exponent(decision.scope())));
    }

    private static String rounded(final double value, final int digits)
    {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String time(final Decision decision)
    {
        return "<time>" + Figures.day(decision.timeNs()) + " " + Figures.time(decision.timeNs()) + "</time>";
    }
}
