package io.firebreak.bench;

import io.firebreak.arena.Capacities;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.List;
import java.util.Locale;

/**
 * Target 12: what rules cost on an ordinary event. The same events through two engines with the same rules, one with
 * the armed envelope and one that evaluates every rule at every event, which is also the cost outside it. The eight
 * references are declared in every case, so that only the rules differ: three averages, three means, two extremes.
 */
final class EnvelopeRows
{
    private static final int INSTRUMENTS = 100;
    private static final int EVENTS = 1 << 13;

    private final int rules;
    private final StreamGenerator generator = new StreamGenerator(StreamShape.of(INSTRUMENTS));
    private final EventStream events = new EventStream(EVENTS);
    private final EngineFeed on;
    private final EngineFeed off;
    private long fed;

    EnvelopeRows(final int rules)
    {
        this.rules = rules;
        final CompiledRulebook rulebook = BenchRulebook.of(ManyRules.text(rules));
        final Capacities capacities =
            new Capacities(INSTRUMENTS, 8, 24, 1 << 14, 1 << 10, 1 << 16, 8, Capacities.BOOK_LEVELS);
        on = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, rulebook, capacities, true);
        off = new EngineFeed(INSTRUMENTS, StreamGenerator.START_NS, rulebook, capacities, false);
        final EventStream start = new EventStream(generator.startSize());
        generator.start(start);
        on.run(start);
        off.run(start);
    }

    /**
     * Measure.
     *
     * @param rounds of 8,192 events.
     * @return one row.
     */
    List<Row> rows(final int rounds)
    {
        final long before = on.breaker().engine().evaluations();
        final Row row = Paired.row("12", "envelope, " + rules + (rules == 1 ? " rule" : " rules"),
            "every rule at every event", EVENTS, rounds, this::fill, () -> feed(on), () -> feed(off), "digests");
        final double outside = 100.0 * (on.breaker().engine().evaluations() - before) / fed;
        on.close();
        off.close();
        return List.of(new Row(row.target(), row.name(), row.value(), "ns/event", row.baselineName(), row.baseline(),
            row.ratio(), row.spreadPercent(), row.threads(), row.isVoid(),
            String.format(Locale.ROOT, "%s; %.1f evaluations per 100 events", row.check(), outside)));
    }

    private void fill()
    {
        generator.fill(events);
        fed += EVENTS;
    }

    private long feed(final EngineFeed engine)
    {
        engine.run(events);
        return engine.breaker().engine().digest();
    }
}
