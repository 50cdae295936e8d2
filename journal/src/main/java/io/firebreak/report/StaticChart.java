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
    private final StateRibbon ribbon;
    private final long originNs;
    private final long endNs;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * A chart.
     *
     * @param report   the report.
     * @param track    what is drawn.
     * @param ribbon   the states of the instrument.
     * @param originNs left edge.
     * @param endNs    right edge.
     */
    StaticChart(final JournalReport report, final InstrumentTrack track, final StateRibbon ribbon, final long originNs,
        final long endNs)
    {
        this.report = report;
        this.track = track;
        this.ribbon = ribbon;
        this.originNs = originNs;
        this.endNs = Math.max(endNs, originNs + 1);
    }

    String svg()
    {
        add("<svg viewBox='0 0 %d %d' role='img' aria-label='Price of %s with its bands, reference, trips and trading "
            + "states'>", WIDTH, HEIGHT, Html.text(report.symbol(track)));
        range(track.price());
        if (track.price().samples() == 0)
        {
            range(track.bid());
            range(track.ask());
        }
        if (lowest > highest)
        {
            add("<text class='axis' x='%d' y='40'>no prices in this journal</text>", LEFT);
        }
        else
        {
            final double room = Math.max((highest - lowest) * 0.06, 1);
            lowest -= room;
            highest += room;
            axes();
            add("<clipPath id='clip%s'><rect x='%d' y='%d' width='%d' height='%d'/></clipPath><g clip-path="
                + "'url(#clip%s)'>", id(), LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, id());
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

    /** One of a page. */
    private String id()
    {
        return track.index() + "-" + originNs;
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
            add("<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>", LEFT, RIGHT, y(ticks), y(ticks));
            add("<text class='axis' text-anchor='end' x='%d' y='%.1f'>%s</text>", LEFT - 6, y(ticks) + 4,
                BigDecimal.valueOf(Math.round(ticks), exponent).toPlainString());
        }
        final long stepNs = stepNs();
        final boolean isDays = endNs - originNs > 2 * 86_400 * NANOS;
        for (long at = Math.floorDiv(originNs + stepNs - 1, stepNs) * stepNs; at <= endNs; at += stepNs)
        {
            add("<line class='grid' x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>", x(at), x(at), TOP, BOTTOM);
            add("<text class='axis' text-anchor='middle' x='%.1f' y='%d'>%s</text>", x(at), HEIGHT - 8,
                isDays ? Figures.day(at) : Figures.time(at).substring(0, 8));
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
            add("<path class='%s' d='%s'/>", style, path);
        }
    }

    private void trips()
    {
        for (final DecisionRow row : report.ledger().rows())
        {
            if (row.kind() == Kind.TRIP && row.first().scope() == track.index())
            {
                final double x = x(row.first().timeNs());
                add("<line class='trip' x1='%.1f' x2='%.1f' y1='%d' y2='%d'><title>trip, decision %d</title></line>",
                    x, x, TOP, BOTTOM, row.first().number());
            }
        }
    }

    private void ribbon()
    {
        final long leastNs = (endNs - originNs) / (RIGHT - LEFT);
        for (final StateRibbon.Span span : ribbon.spans(report.sampler().endNs(), leastNs))
        {
            if (span.toNs() < originNs || span.fromNs() > endNs)
            {
                continue;
            }
            final double from = x(Math.max(originNs, span.fromNs()));
            final double width = Math.max(1, x(Math.min(endNs, span.toNs())) - from);
            final String name = span.state().name();
            add("<rect class='state %s' x='%.1f' y='%d' width='%.1f' height='%d'><title>%s</title></rect>", name, from,
                RIBBON_TOP, width, RIBBON_BOTTOM - RIBBON_TOP, name);
            if (width > LETTER_WIDTH * name.length() + 6)
            {
                add("<text class='statename %s' text-anchor='middle' x='%.1f' y='%d'>%s</text>", name, from + width / 2,
                    RIBBON_BOTTOM - 5, name);
            }
        }
        add("<text class='axis' text-anchor='end' x='%d' y='%d'>state</text>", LEFT - 6, RIBBON_BOTTOM - 5);
    }

    private void add(final String format, final Object... values)
    {
        svg.append(String.format(Locale.ROOT, format, values));
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
