package io.firebreak.report;

import io.firebreak.explain.Figures;
import io.firebreak.report.DecisionRow.Kind;
import java.math.BigDecimal;
import java.util.Locale;

/** The main chart of an instrument as SVG, for paper, mail filters and readers without a script. */
final class StaticChart
{
    private static final int WIDTH = 1000;
    private static final int LEFT = 72;
    private static final int RIGHT = 988;
    private static final int TOP = 12;
    private static final int BOTTOM = 300;
    private static final int RIBBON_TOP = 308;
    private static final int RIBBON_BOTTOM = 326;
    private static final int HEIGHT = 352;
    private static final long NANOS = 1_000_000_000L;
    private static final long[] STEPS_S = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800,
        14_400, 21_600, 43_200, 86_400};
    private static final int MOST_TIMES = 10;
    private static final int PRICES = 6;
    private static final int LETTER_WIDTH = 7;

    private final StringBuilder svg = new StringBuilder();
    private final JournalReport report;
    private final InstrumentTrack track;
    private final long originNs;
    private final long endNs;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    StaticChart(final JournalReport report, final InstrumentTrack track)
    {
        this.report = report;
        this.track = track;
        originNs = report.sampler().originNs();
        endNs = Math.max(report.sampler().endNs(), originNs + 1);
    }

    String svg()
    {
        final String name = Html.text(report.symbol(track));
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT)
            .append("\" role=\"img\" aria-label=\"Price of ").append(name).append(" with its bands, reference, trips and trading states\">");
        range(track.price());
        if (track.price().samples() == 0)
        {
            range(track.bid());
            range(track.ask());
        }
        if (lowest > highest)
        {
            svg.append("<text class=\"axis\" x=\"").append(LEFT).append("\" y=\"40\">no prices in this journal</text>");
        }
        else
        {
            final double room = Math.max((highest - lowest) * 0.06, 1);
            lowest -= room;
            highest += room;
            axes();
            svg.append("<clipPath id=\"clip").append(track.index()).append("\"><rect x=\"").append(LEFT)
                .append("\" y=\"").append(TOP).append("\" width=\"").append(RIGHT - LEFT).append("\" height=\"")
                .append(BOTTOM - TOP).append("\"/></clipPath><g clip-path=\"url(#clip").append(track.index())
                .append(")\">");
            line(track.lower(), "band", true);
            line(track.upper(), "band", true);
            line(track.reference(), "reference", true);
            if (track.price().samples() == 0)
            {
                line(track.bid(), "price", false);
                line(track.ask(), "price", false);
            }
            line(track.price(), "price", false);
            trips();
            svg.append("</g>");
        }
        ribbon();
        return svg.append("</svg>").toString();
    }

    private void range(final ThinnedSeries series)
    {
        series.forEach((timeNs, value) ->
        {
            if (!Double.isNaN(value))
            {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        });
    }

    private void axes()
    {
        final int exponent = report.exponent(track);
        for (int i = 0; i <= PRICES; i++)
        {
            final double ticks = lowest + (highest - lowest) * i / PRICES;
            final String y = number(y(ticks));
            svg.append("<line class=\"grid\" x1=\"").append(LEFT).append("\" x2=\"").append(RIGHT).append("\" y1=\"")
                .append(y).append("\" y2=\"").append(y).append("\"/><text class=\"axis\" text-anchor=\"end\" x=\"")
                .append(LEFT - 6).append("\" y=\"").append(number(y(ticks) + 4)).append("\">")
                .append(BigDecimal.valueOf(Math.round(ticks), exponent).toPlainString()).append("</text>");
        }
        final long stepNs = stepNs();
        final boolean isDays = endNs - originNs > 2 * 86_400 * NANOS;
        for (long at = Math.floorDiv(originNs + stepNs - 1, stepNs) * stepNs; at <= endNs; at += stepNs)
        {
            final String x = number(x(at));
            svg.append("<line class=\"grid\" x1=\"").append(x).append("\" x2=\"").append(x).append("\" y1=\"")
                .append(TOP).append("\" y2=\"").append(BOTTOM).append("\"/><text class=\"axis\" text-anchor=\"middle\" ")
                .append("x=\"").append(x).append("\" y=\"").append(HEIGHT - 8).append("\">")
                .append(isDays ? Figures.day(at) : Figures.time(at).substring(0, 8)).append("</text>");
        }
    }

    private long stepNs()
    {
        for (final long seconds : STEPS_S)
        {
            if ((endNs - originNs) / (seconds * NANOS) <= MOST_TIMES)
            {
                return seconds * NANOS;
            }
        }
        final long dayNs = STEPS_S[STEPS_S.length - 1] * NANOS;
        return ((endNs - originNs) / dayNs / MOST_TIMES + 1) * dayNs;
    }

    private void line(final ThinnedSeries series, final String style, final boolean isStep)
    {
        final StringBuilder path = new StringBuilder();
        final double[] last = {Double.NaN, Double.NaN};
        series.forEach((timeNs, value) ->
        {
            if (Double.isNaN(value))
            {
                last[1] = Double.NaN;
                return;
            }
            final double x = x(timeNs);
            final double y = y(value);
            if (Double.isNaN(last[1]))
            {
                path.append('M').append(number(x)).append(' ').append(number(y));
            }
            else if (isStep)
            {
                path.append('H').append(number(x)).append('V').append(number(y));
            }
            else
            {
                path.append('L').append(number(x)).append(' ').append(number(y));
            }
            last[1] = y;
        });
        if (path.length() > 0)
        {
            svg.append("<path class=\"").append(style).append("\" d=\"").append(path).append("\"/>");
        }
    }

    private void trips()
    {
        for (final DecisionRow row : report.ledger().rows())
        {
            if (row.kind() == Kind.TRIP && row.first().scope() == track.index())
            {
                final String x = number(x(row.first().timeNs()));
                svg.append("<line class=\"trip\" x1=\"").append(x).append("\" x2=\"").append(x).append("\" y1=\"")
                    .append(TOP).append("\" y2=\"").append(BOTTOM).append("\"><title>trip, decision ")
                    .append(row.first().number()).append("</title></line>");
            }
        }
    }

    private void ribbon()
    {
        final long leastNs = (endNs - originNs) / (RIGHT - LEFT);
        for (final StateRibbon.Span span : track.ribbon().spans(endNs, leastNs))
        {
            final double from = x(span.fromNs());
            final double width = Math.max(1, x(span.toNs()) - from);
            final String name = span.state().name();
            svg.append("<rect class=\"state ").append(name).append("\" x=\"").append(number(from)).append("\" y=\"")
                .append(RIBBON_TOP).append("\" width=\"").append(number(width)).append("\" height=\"")
                .append(RIBBON_BOTTOM - RIBBON_TOP).append("\"><title>").append(name).append("</title></rect>");
            if (width > LETTER_WIDTH * name.length() + 6)
            {
                svg.append("<text class=\"statename ").append(name).append("\" text-anchor=\"middle\" x=\"")
                    .append(number(from + width / 2)).append("\" y=\"").append(RIBBON_BOTTOM - 5).append("\">")
                    .append(name).append("</text>");
            }
        }
        svg.append("<text class=\"axis\" text-anchor=\"end\" x=\"").append(LEFT - 6).append("\" y=\"")
            .append(RIBBON_BOTTOM - 5).append("\">state</text>");
    }

    private double x(final long timeNs)
    {
        return LEFT + (double)(timeNs - originNs) / (endNs - originNs) * (RIGHT - LEFT);
    }

    private double y(final double ticks)
    {
        final double y = BOTTOM - (ticks - lowest) / (highest - lowest) * (BOTTOM - TOP);
        return Math.max(-BOTTOM, Math.min(2.0 * BOTTOM, y));
    }

    private static String number(final double value)
    {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
