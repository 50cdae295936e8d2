package io.firebreak.samples.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.samples.market.MarketOutcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The difference that breakers make over many seeds: a row each, the distribution, and where they made it worse. */
final class SeedTable
{
    private static final String HEADER = "%6s %5s  %-22s  %-25s  %-11s  %-13s  %6s%n";
    private static final String ROW = "%6s %5s  %6s %6s %8s  %7s %7s %9s  %5s %5s  %6s %6s  %6s  %s%n";

    private final List<SeedPair> pairs;

    SeedTable(final List<SeedPair> pairs)
    {
        this.pairs = pairs;
    }

    void print(final PrintWriter out)
    {
        out.printf(Locale.ROOT, HEADER, "", "NEWS", "DRAWDOWN, BPS", "LIQUIDATED, LOTS", "ACCOUNTS", "SHORTFALL, PPM",
            "HALTED");
        out.printf(Locale.ROOT, ROW, "SEED", "BPS", "OFF", "ON", "DIFF", "OFF", "ON", "DIFF", "OFF", "ON", "OFF", "ON",
            "S", "");
        for (final SeedPair pair : pairs)
        {
            final MarketOutcome off = pair.off();
            final MarketOutcome on = pair.on();
            out.printf(Locale.ROOT, ROW, pair.seed(), off.newsBps(), off.drawdownBps(), on.drawdownBps(),
                signed(pair.drawdownBps()), off.liquidatedLots(), on.liquidatedLots(), signed(pair.liquidatedLots()),
                off.liquidatedAccounts(), on.liquidatedAccounts(), off.shortfallPpm(), on.shortfallPpm(),
                pair.haltedSeconds(), pair.worse().isEmpty() ? "" : "WORSE " + String.join(", ", pair.worse()));
        }
        out.println();
        out.printf(Locale.ROOT, "%-36s %9s %9s %9s %9s %9s%n", "ON LESS OFF (negative is better)", "MIN", "QUARTILE",
            "MEDIAN", "QUARTILE", "MAX");
        print(out, "drawdown, bps", SeedPair::drawdownBps);
        print(out, "liquidated, lots", SeedPair::liquidatedLots);
        print(out, "accounts", SeedPair::liquidatedAccounts);
        print(out, "shortfall, ppm of open interest", SeedPair::shortfallPpm);
        print(out, "halted, s", SeedPair::haltedSeconds);
        out.println();
        out.println(counts("drawdown", SeedPair::drawdownBps));
        out.println(counts("liquidated volume", SeedPair::liquidatedLots));
        out.println(counts("accounts", SeedPair::liquidatedAccounts));
        out.println(counts("shortfall", SeedPair::shortfallPpm));
        final List<String> worse = worse().stream().map(pair -> String.valueOf(pair.seed())).toList();
        out.println(worse.isEmpty() ? "breakers made nothing worse with any seed" :
            "breakers made something worse with seed " + String.join(", ", worse));
    }

    String json()
    {
        final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = mapper.createObjectNode();
        final ArrayNode rows = root.putArray("seeds");
        for (final SeedPair pair : pairs)
        {
            put(rows.addObject(), pair);
        }
        final ObjectNode difference = root.putObject("onLessOff");
        put(difference.putObject("drawdownBps"), SeedPair::drawdownBps);
        put(difference.putObject("liquidatedLots"), SeedPair::liquidatedLots);
        put(difference.putObject("liquidatedAccounts"), SeedPair::liquidatedAccounts);
        put(difference.putObject("shortfallPpm"), SeedPair::shortfallPpm);
        put(difference.putObject("haltedSeconds"), SeedPair::haltedSeconds);
        final ArrayNode worse = root.putArray("worseSeeds");
        worse().forEach(pair -> worse.add(pair.seed()));
        try
        {
            return mapper.writeValueAsString(root);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a tree of numbers always has a text", ex);
        }
    }

    static void put(final ObjectNode node, final SeedPair pair)
    {
        node.put("seed", pair.seed()).put("newsBps", pair.off().newsBps());
        put(node.putObject("off"), pair.off());
        put(node.putObject("on"), pair.on());
        pair.worse().forEach(node.putArray("worse")::add);
    }

    private static void put(final ObjectNode node, final MarketOutcome outcome)
    {
        node.put("drawdownBps", outcome.drawdownBps()).put("liquidatedLots", outcome.liquidatedLots())
            .put("liquidatedAccounts", outcome.liquidatedAccounts())
            .put("shortfallPpm", outcome.shortfallPpm()).put("tradedLots", outcome.tradedLots())
            .put("haltedNs", outcome.haltedNs()).put("trips", outcome.trips());
    }

    private void put(final ObjectNode node, final ToLongFunction<SeedPair> figure)
    {
        node.put("min", quartile(figure, 0)).put("lowerQuartile", quartile(figure, 1))
            .put("median", quartile(figure, 2)).put("upperQuartile", quartile(figure, 3))
            .put("max", quartile(figure, 4));
    }

    private void print(final PrintWriter out, final String name, final ToLongFunction<SeedPair> figure)
    {
        out.printf(Locale.ROOT, "%-36s %9d %9d %9d %9d %9d%n", name, quartile(figure, 0), quartile(figure, 1),
            quartile(figure, 2), quartile(figure, 3), quartile(figure, 4));
    }

    /** Quarters of the way through the sorted figures, nearest rank: always a figure of a seed. */
    private long quartile(final ToLongFunction<SeedPair> figure, final int quarters)
    {
        final long[] sorted = pairs.stream().mapToLong(figure).sorted().toArray();
        return sorted[(int)Math.max(0, (long)Math.ceil(sorted.length * quarters / 4.0) - 1)];
    }

    private String counts(final String name, final ToLongFunction<SeedPair> figure)
    {
        return name + ": less with " + pairs.stream().filter(pair -> figure.applyAsLong(pair) < 0).count()
            + " seeds, the same with " + pairs.stream().filter(pair -> figure.applyAsLong(pair) == 0).count()
            + ", more with " + pairs.stream().filter(pair -> figure.applyAsLong(pair) > 0).count();
    }

    private List<SeedPair> worse()
    {
        return pairs.stream().filter(pair -> !pair.worse().isEmpty()).collect(Collectors.toList());
    }

    private static String signed(final long value)
    {
        return value > 0 ? "+" + value : Long.toString(value);
    }
}
