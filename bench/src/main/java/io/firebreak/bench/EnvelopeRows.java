package io.firebreak.bench;

import io.firebreak.arena.Capacities;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Target 12: what rules cost on an ordinary event, and where every event lies outside the armed envelope. The same
 * events through engines with 1 to 64 rules, each with the envelope and without, all in turn in one process. The eight
 * references are declared in every case, so that only the rules differ: three averages, three means, two extremes.
 * <p>
 * The engine counts its evaluations: a row inside is void where more than one event in a hundred was evaluated, a row
 * outside where one was not.
 */
final class EnvelopeRows
{
    /** Where events lie. */
    enum Place
    {
        /** The ordinary stream without its wild trades, so that nothing trips: nearly all of them inside. */
        INSIDE,

        /** Every one of them outside. */
        OUTSIDE
    }

    /** Rules of the engines. */
    static final int[] RULES = {1, 2, 4, 8, 16, 32, 64};

    private static final String TARGET = "12";
    private static final int INSTRUMENTS = 100;
    private static final int EVENTS = 1 << 13;
    private static final int WARM_UP = 12;
    private static final double MOST_INSIDE = 1.0;
    private static final double LEAST_OUTSIDE = 100.0;

    private final Place place;
    private final MarketStream market;
    private final EventStream events = new EventStream(EVENTS);
    private final List<MeasuredEngine> sides = new ArrayList<>();

    EnvelopeRows(final Place place)
    {
        this.place = place;
        market = place == Place.INSIDE ?
            new StreamGenerator(StreamShape.of(INSTRUMENTS), false) : new RestlessMarket(INSTRUMENTS);
        final EventStream start = new EventStream(market.startSize());
        market.start(start);
        final Capacities capacities =
            new Capacities(INSTRUMENTS, 8, 24, 1 << 14, 1 << 10, 1 << 16, 8, Capacities.BOOK_LEVELS);
        for (final int rules : RULES)
        {
            final CompiledRulebook rulebook = BenchRulebook.of(ManyRules.text(rules));
            sides.add(new MeasuredEngine(
                new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, rulebook, capacities, true)));
            sides.add(new MeasuredEngine(
                new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, rulebook, capacities, false)));
        }
        sides.forEach(side -> side.feed.run(start));
    }

    /** Name of a row; the chart looks its points up by it. */
    static String name(final Place place, final int rules)
    {
        return (place == Place.INSIDE ? "envelope, events inside, " : "envelope, events outside, ") + rules +
            (rules == 1 ? " rule" : " rules");
    }

    /**
     * Measure.
     *
     * @param rounds of 8,192 events through every engine.
     * @return a row for each number of rules, on beside off; inside, one more: the most rules beside one.
     */
    List<Row> rows(final int rounds)
    {
        for (int round = -WARM_UP; round < rounds; round++)
        {
            market.fill(events);
            for (int k = 0; k < sides.size(); k++)
            {
                // Another one is first in every round, and the two of a pair change places.
                sides.get(Math.floorMod(round + ((round & 1) == 0 ? k : -k), sides.size())).run(events, round >= 0);
            }
        }
        final List<Row> rows = new ArrayList<>();
        for (int k = 0; k < RULES.length; k++)
        {
            rows.add(row(RULES[k], sides.get(2 * k), sides.get(2 * k + 1)));
        }
        if (place == Place.INSIDE)
        {
            rows.add(flat(sides.get(0), sides.get(2 * RULES.length - 2)));
        }
        sides.forEach(side -> side.feed.close());
        return rows;
    }

    private Row row(final int rules, final MeasuredEngine on, final MeasuredEngine off)
    {
        final boolean isSame = on.digest() == off.digest();
        final boolean isInPlace = place == Place.INSIDE ?
            on.evaluationsPer100() <= MOST_INSIDE : on.evaluationsPer100() >= LEAST_OUTSIDE;
        return new Row(TARGET, name(place, rules), on.ns.median(), "ns/event", "envelope off", off.ns.median(),
            on.ns.medianRatio(off.ns), on.ns.spreadPercent(), 1, !isSame || !isInPlace, String.format(Locale.ROOT,
            "%s: digests; evaluations per 100 events: %.1f on, %.1f off%s", isSame ? "equal" : "UNEQUAL",
            on.evaluationsPer100(), off.evaluationsPer100(), isInPlace ? "" : "; NOT in its place"));
    }

    private static Row flat(final MeasuredEngine one, final MeasuredEngine most)
    {
        final int added = RULES[RULES.length - 1] - RULES[0];
        return new Row(TARGET, "envelope, events inside, 64 rules beside 1", most.ns.median(), "ns/event",
            "1 rule, envelope on", one.ns.median(), most.ns.medianRatio(one.ns), most.ns.spreadPercent(), 1, false,
            String.format(Locale.ROOT, "the same events; %.2f ns for each further rule",
            (most.ns.medianRatio(one.ns) - 1.0) * one.ns.median() / added));
    }
}
