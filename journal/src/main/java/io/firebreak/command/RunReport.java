package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.feed.TapeResult;
import io.firebreak.feed.Trip;
import io.firebreak.market.DataQualityCode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What {@code run} says at the end, as text or as one JSON object.
 *
 * @param header      lines that name feed, rulebook and journal.
 * @param rows        rows read.
 * @param badLines    of them skipped.
 * @param result      the run's numbers.
 * @param counters    the feed's own counters.
 * @param notes       the feed's notes.
 * @param instruments by index.
 * @param elapsedNs   wall-clock time of the run.
 * @param latencyNs   times from a paced row's due instant to its decision, null where the run was not paced.
 * @param journal     what was written.
 */
record RunReport(
    List<String> header,
    long rows,
    long badLines,
    TapeResult result,
    Map<String, Long> counters,
    List<String> notes,
    List<TapeInstrument> instruments,
    long elapsedNs,
    Histogram latencyNs,
    JournalSummary journal)
{
    private static final double NANOS = 1e9;

    /**
     * The journal of a run.
     *
     * @param records  records.
     * @param bytes    bytes of its files.
     * @param verified whether a fresh engine gave the same decisions.
     * @param detail   the verdict in words.
     */
    record JournalSummary(long records, long bytes, boolean verified, String detail)
    {
    }

    RunReport(
        final List<String> header,
        final FeedReader reader,
        final long badLines,
        final TapeResult result,
        final long elapsedNs,
        final Histogram latencyNs,
        final JournalSummary journal)
    {
        this(header, reader.rows(), badLines, result, reader.counters(), reader.notes(), reader.instruments(),
            elapsedNs, latencyNs, journal);
    }

    /** Inputs a second of the whole run, reading and journaling included. */
    long eventsPerSecond()
    {
        return elapsedNs <= 0 ? 0 : Math.round(result.events() * NANOS / elapsedNs);
    }

    String json()
    {
        final ObjectNode root = Json.object();
        root.put("rows", rows);
        root.put("events", result.events());
        root.put("decisions", result.decisions());
        final ArrayNode trips = root.putArray("trips");
        for (final Trip trip : result.trips())
        {
            final ObjectNode node = trips.addObject();
            node.put("timeNs", trip.timeNs());
            node.put("instrument", trip.instrument());
            node.put("rule", trip.rule());
            node.put("state", trip.state());
            node.put("reason", trip.reason());
            node.put("priceTicks", trip.priceTicks());
            if (Double.isNaN(trip.fallenBps()))
            {
                node.putNull("fallenBps");
            }
            else
            {
                node.put("fallenBps", rounded(trip.fallenBps()));
            }
        }
        root.put("minutesHalted", rounded(result.minutesHalted()));
        root.put("printsWhileHalted", result.printsWhileHalted());
        final ObjectNode quality = root.putObject("dataQuality");
        result.dataQuality().forEach(quality::put);
        root.put("eventsPerSecond", eventsPerSecond());
        percentiles(root.putObject("serviceNs"), result.serviceNs());
        if (latencyNs == null)
        {
            root.putNull("latencyNs");
        }
        else
        {
            percentiles(root.putObject("latencyNs"), latencyNs);
        }
        root.putObject("journal").put("records", journal.records()).put("bytes", journal.bytes())
            .put("verified", journal.verified());
        return Json.text(root);
    }

    void print(final PrintWriter out)
    {
        header.forEach(out::println);
        notes.forEach(note -> out.println("  note       " + note));
        line(out, "rows", count(rows) + (badLines == 0 ? "" : " (" + count(badLines) + " bad lines skipped)"));
        line(out, "events", count(result.events()) + " in " + fixed(elapsedNs / NANOS, 2) + " s = "
            + count(eventsPerSecond()) + " events/s");
        line(out, "decisions", count(result.decisions()) + ", limit states " + count(result.limitStates())
            + ", straddles " + count(result.straddles()) + ", trips " + result.trips().size());
        line(out, "halted", fixed(result.minutesHalted(), 2) + " min; prints " + count(result.prints())
            + ", while halted " + count(result.printsWhileHalted()) + ", beyond a band "
            + count(result.printsBeyondBand()) + " (a tape cannot react)");
        line(out, "gate", "asked before each print; " + count(result.gateDisagreements())
            + " answers differ from the engine's");
        counters.forEach((name, value) -> line(out, "feed", name + " " + count(value)));
        result.dataQuality().forEach((code, times) -> line(out, "quality", code + " " + count(times)
            + (code.equals(DataQualityCode.INACTIVE_NO_SESSION.name())
            ? ": no trading day was announced, and the rulebook has sessions; feed csv takes open and close" : "")));
        final Histogram service = result.serviceNs();
        line(out, "service", "p50 " + count(service.getValueAtPercentile(50)) + " ns, p99 "
            + count(service.getValueAtPercentile(99)) + " ns, p99.9 " + count(service.getValueAtPercentile(99.9))
            + " ns (1 input in 64)");
        line(out, "journal", count(journal.records()) + " records, " + count(journal.bytes()) + " bytes, "
            + journal.detail());
        trips(out);
        out.flush();
    }

    private void trips(final PrintWriter out)
    {
        if (result.trips().isEmpty())
        {
            line(out, "trips", "none");
            return;
        }
        out.println();
        final TextTable table = new TextTable("TIME (UTC)", "INSTRUMENT", "RULE", "STATE", "REASON", "PRICE",
            "REFERENCE", "LIMIT", "FALLEN BPS", "UNTIL", "DECISION");
        for (final Trip trip : result.trips())
        {
            final int exponent = exponent(trip.instrument());
            table.row(UtcText.of(trip.timeNs()), trip.instrument(), trip.rule(), trip.state(), trip.reason(),
                price(trip.priceTicks(), exponent), price(trip.referenceTicks(), exponent),
                price(trip.limitTicks(), exponent),
                Double.isNaN(trip.fallenBps()) ? "-" : fixed(trip.fallenBps(), 1),
                trip.deadlineNs() == Long.MAX_VALUE ? "operator" : UtcText.of(trip.deadlineNs()),
                String.valueOf(trip.decisionSeq()));
        }
        table.print(out, "");
    }

    private int exponent(final String symbol)
    {
        return instruments.stream().filter(instrument -> instrument.symbol().equals(symbol)).findFirst()
            .map(TapeInstrument::priceExponent).orElse(0);
    }

    private static String price(final double ticks, final int exponent)
    {
        return Double.isNaN(ticks) ? "-"
            : new BigDecimal(ticks, MathContext.DECIMAL64).movePointLeft(exponent)
                .setScale(exponent + 2, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }

    private static void percentiles(final ObjectNode node, final Histogram histogram)
    {
        node.put("p50", histogram.getValueAtPercentile(50));
        node.put("p99", histogram.getValueAtPercentile(99));
        node.put("p999", histogram.getValueAtPercentile(99.9));
    }

    private static void line(final PrintWriter out, final String name, final String text)
    {
        out.printf(Locale.ROOT, "  %-9s  %s%n", name, text);
    }

    private static String count(final long value)
    {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String fixed(final double value, final int decimals)
    {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static double rounded(final double value)
    {
        return Math.round(value * 1e4) / 1e4;
    }
}
