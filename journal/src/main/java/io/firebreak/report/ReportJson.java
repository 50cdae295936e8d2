package io.firebreak.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.explain.Decision;
import java.util.function.Consumer;

/**
 * What the page's script draws, as JSON. Times and values are integers, each the difference to the one before: times in
 * {@code unitNs} since {@code originMs}, values in 10^-d; null ends a line.
 */
final class ReportJson
{
    private static final long MICRO_NS = 1_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final double MILLIS = 1e6;
    private static final long LONG_SPAN_NS = 30_000_000_000L;
    private static final int SIGMA_DIGITS = 5;
    private static final int LATENCY_DIGITS = 3;

    private final ObjectMapper mapper = new ObjectMapper();
    private final JournalReport report;
    private final long originNs;
    private final long endNs;
    private final long unitNs;

    ReportJson(final JournalReport report)
    {
        this.report = report;
        originNs = Math.max(0, report.sampler().originNs());
        endNs = Math.max(originNs, report.sampler().endNs());
        unitNs = endNs - originNs >= LONG_SPAN_NS ? MILLI_NS : MICRO_NS;
    }

    String text()
    {
        final ObjectNode root = mapper.createObjectNode();
        root.put("originMs", originNs / MILLIS).put("unitMs", unitNs / MILLIS).put("end", (endNs - originNs) / unitNs);
        final ArrayNode instruments = root.putArray("instruments");
        report.tracks().forEach(track -> instrument(instruments.addObject(), track));
        try
        {
            return mapper.writeValueAsString(root);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a tree of plain values always has a text", ex);
        }
    }

    private void instrument(final ObjectNode node, final InstrumentTrack track)
    {
        final int exponent = report.exponent(track);
        node.put("name", report.symbol(track)).put("exponent", exponent)
            .put("rateMs", track.rate().bucketNs() / MILLIS).put("columnMs", track.price().columnNs() / MILLIS);
        final ObjectNode series = node.putObject("series");
        lines(series, track, exponent);
        final InstrumentTrack focus = report.sampler().focus().get(track.index());
        if (focus != null)
        {
            lines(node.putObject("focus"), focus, exponent);
        }
        final ArrayNode states = node.putArray("states");
        final long leastNs = (endNs - originNs) / (4L * report.columns());
        track.ribbon().spans(endNs, leastNs).forEach(span -> states.addArray().add(units(span.fromNs()))
            .add(units(span.toNs())).add(span.state().name()));
        markers(node.putArray("markers"), track);
    }

    private void lines(final ObjectNode series, final InstrumentTrack track, final int exponent)
    {
        series(series, "price", track.price()::forEach, exponent, 0);
        series(series, "bid", track.bid()::forEach, exponent, 0);
        series(series, "ask", track.ask()::forEach, exponent, 0);
        series(series, "lower", track.lower()::forEach, exponent, 0);
        series(series, "upper", track.upper()::forEach, exponent, 0);
        series(series, "reference", track.reference()::forEach, exponent, 2);
        series(series, "fast", track.fast()::forEach, 0, SIGMA_DIGITS);
        series(series, "slow", track.slow()::forEach, 0, SIGMA_DIGITS);
        series(series, "limit", track.limit()::forEach, 0, SIGMA_DIGITS);
        series(series, "depth", track.depth()::forEach, 0, 0);
        series(series, "floor", track.floor()::forEach, 0, 0);
        series(series, "rate", track.rate()::forEach, 0, 0);
        series(series, "latency", track.latency()::forEach, 0, LATENCY_DIGITS);
    }

    /** Every decision of the instrument or of the whole market: kind, first and last time, first number, count. */
    private void markers(final ArrayNode markers, final InstrumentTrack track)
    {
        for (final DecisionRow row : report.ledger().rows())
        {
            final Decision first = row.first();
            if (first.scope() == track.index() || !report.facts().isDefined(first.scope()))
            {
                markers.addArray().add(row.kind().word()).add(units(first.timeNs())).add(units(row.last().timeNs()))
                    .add(first.number()).add(row.count()).add(first.headline());
            }
        }
    }

    private void series(final ObjectNode parent, final String name, final Consumer<ThinnedSeries.Sink> source,
        final int decimals, final int more)
    {
        final ObjectNode node = mapper.createObjectNode();
        node.put("d", decimals + more);
        final ArrayNode times = node.putArray("t");
        final ArrayNode values = node.putArray("v");
        final double factor = Math.pow(10, more);
        final long[] before = new long[2];
        source.accept((timeNs, value) ->
        {
            final long time = units(timeNs);
            times.add(time - before[0]);
            before[0] = time;
            if (Double.isNaN(value))
            {
                values.addNull();
                return;
            }
            final long scaled = Math.round(value * factor);
            values.add(scaled - before[1]);
            before[1] = scaled;
        });
        if (times.size() > 0)
        {
            parent.set(name, node);
        }
    }

    private long units(final long timeNs)
    {
        return Math.floorDiv(timeNs - originNs, unitNs);
    }
}
