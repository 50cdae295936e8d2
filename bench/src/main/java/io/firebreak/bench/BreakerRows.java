package io.firebreak.bench;

import io.firebreak.EventPublisher;
import io.firebreak.arena.Capacities;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What breakers cost: the same events through engines with 1, 8 and 64 distinct breakers on every instrument, most of
 * them bands over references of every kind, with the envelope and without, all in turn in one process. A print that
 * moves the last price moves every limit that rests on it: such an event lies outside, and costs by the breaker. Each
 * row prints the share of them.
 */
final class BreakerRows
{
    /** Where events lie. */
    enum Place
    {
        /** The ordinary stream without its prints: levels, and potential trades that move nothing. */
        INSIDE("event inside the envelope"),

        /** The ordinary stream, of which one event in fifteen is a print. */
        ORDINARY("ordinary event"),

        /** Every sweep moves references of each kind. */
        OUTSIDE("event outside the envelope");

        private final String text;

        Place(final String text)
        {
            this.text = text;
        }
    }

    /** Breakers of the engines. */
    static final int[] BREAKERS = {1, 8, 64};

    private static final String TARGET = "12";
    private static final int INSTRUMENTS = 100;
    private static final int EVENTS = 1 << 13;
    private static final int WARM_UP = 12;
    private static final double MOST_INSIDE = 1.0;
    private static final double MOST_ORDINARY = 20.0;

    /** A print of the restless market comes into force with the potential trade that follows it. */
    private static final double LEAST_OUTSIDE = 45.0;
    private static final long TICK_E9 = 10_000_000L;

    private final Place place;
    private final MarketStream market;
    private final EventStream events = new EventStream(EVENTS);
    private final List<MeasuredEngine> sides = new ArrayList<>();

    BreakerRows(final Place place)
    {
        this.place = place;
        market = place == Place.OUTSIDE ?
            new RestlessMarket(INSTRUMENTS) : new StreamGenerator(StreamShape.of(INSTRUMENTS), false);
        final EventStream start = new EventStream(market.startSize());
        market.start(start);
        final Capacities capacities = new Capacities(INSTRUMENTS, 16, 64, 1 << 15, 1 << 10, 1 << 17, 8,
            Capacities.BOOK_LEVELS);
        for (final int breakers : BREAKERS)
        {
            final CompiledRulebook rulebook = BenchRulebook.of(ManyBreakers.text(breakers));
            sides.add(new MeasuredEngine(engine(rulebook, capacities, true, start)));
            sides.add(new MeasuredEngine(engine(rulebook, capacities, false, start)));
        }
    }

    /** An engine that has seen the start of a stream and whatever a host publishes before an open. */
    static EngineFeed engine(
        final CompiledRulebook rulebook, final Capacities capacities, final boolean isEnvelope, final EventStream start)
    {
        final EngineFeed engine =
            new EngineFeed(capacities.instruments(), StreamGenerator.START_NS, rulebook, capacities, isEnvelope);
        final EventPublisher to = engine.breaker().publisher();
        for (int i = capacities.instruments() - 1; i >= 0; i--)
        {
            final long ticks = firstTicks(start, i);
            for (final ReferenceKind kind : List.of(ReferenceKind.PREVIOUS_CLOSE, ReferenceKind.MARK,
                ReferenceKind.SETTLEMENT))
            {
                to.referencePrice(1, 0, StreamGenerator.START_NS, StreamGenerator.START_NS, Scope.instrument(i),
                    kind.code(), 0, ticks * TICK_E9, 0);
            }
            to.auctionResult(1, 0, StreamGenerator.START_NS, Scope.instrument(i), 0, ticks, 1);
        }
        engine.run(start);
        return engine;
    }

    private static long firstTicks(final EventStream start, final int instrument)
    {
        int o = 0;
        while (start.buffer().getInt(o + EventStream.INSTRUMENT) != instrument)
        {
            o += EventStream.RECORD_LENGTH;
        }
        return start.buffer().getLong(o + EventStream.PRICE);
    }

    /**
     * Measure.
     *
     * @param rounds of 8,192 events through every engine.
     * @return a row for each number of breakers.
     */
    List<Row> rows(final int rounds)
    {
        for (int round = -WARM_UP; round < rounds; round++)
        {
            market.fill(events);
            if (place == Place.INSIDE)
            {
                events.withoutPrints();
            }
            for (int k = 0; k < sides.size(); k++)
            {
                // Another one is first in every round, and the two of a pair change places.
                sides.get(Math.floorMod(round + ((round & 1) == 0 ? k : -k), sides.size())).run(events, round >= 0);
            }
        }
        final List<Row> rows = new ArrayList<>();
        for (int k = 0; k < BREAKERS.length; k++)
        {
            rows.add(row(k));
        }
        sides.forEach(side -> side.feed.close());
        return rows;
    }

    private Row row(final int k)
    {
        final MeasuredEngine on = sides.get(2 * k);
        final MeasuredEngine off = sides.get(2 * k + 1);
        final MeasuredEngine beside = k == 0 ? off : sides.get(0);
        final boolean isSame = on.digest() == off.digest();
        final boolean isQuiet = on.feed.sums().trips + on.feed.sums().denials == 0;
        final double outside = on.evaluationsPer100();
        final boolean isInPlace = switch (place)
        {
            case INSIDE -> outside <= MOST_INSIDE;
            case ORDINARY -> outside <= MOST_ORDINARY;
            default -> outside >= LEAST_OUTSIDE;
        };
        return new Row(TARGET, String.format(Locale.ROOT, "%s, %s", place.text, name(k)), on.ns.median(), "ns/event",
            k == 0 ? "envelope off" : "1 breaker", beside.ns.median(), on.ns.medianRatio(beside.ns),
            on.ns.spreadPercent(), 1, !isSame || !isQuiet || !isInPlace, String.format(Locale.ROOT,
            "%s: digests; %d references, mostly bands; evaluations per 100 events: %.1f on, %.1f off (%.0f ns/event)" +
            "%s%s",
            isSame ? "equal" : "UNEQUAL", ManyBreakers.REFERENCES, outside, off.evaluationsPer100(), off.ns.median(),
            isQuiet ? "" : "; TRIPPED", isInPlace ? "" : "; NOT in its place"));
    }

    private static String name(final int k)
    {
        return BREAKERS[k] + (BREAKERS[k] == 1 ? " distinct breaker" : " distinct breakers");
    }
}
