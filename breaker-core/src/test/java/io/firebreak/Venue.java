package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;

/** A small venue for tests: an inline breaker with one or more instruments, driven by seconds since an origin. */
final class Venue implements AutoCloseable
{
    static final long SECOND = 1_000_000_000L;
    static final long ORIGIN = 1_760_000_000L * SECOND;

    final InlineBreaker breaker;
    final EventPublisher publisher;
    final DecisionLog log = new DecisionLog();
    private long source;

    Venue(final String rulebook, final int instruments, final Map<String, String> overrides)
    {
        this(rulebook, Capacities.forInstruments(instruments), overrides);
    }

    Venue(final String rulebook, final Capacities capacities, final Map<String, String> overrides)
    {
        this(Rulebook.load(rulebook, overrides), capacities);
    }

    private Venue(final CompiledRulebook rulebook, final Capacities capacities)
    {
        this(rulebook.image(), rulebook.imageHash(), capacities);
    }

    Venue(final byte[] image, final long imageHash, final Capacities capacities)
    {
        breaker = InlineBreaker.launch(
            new InlineBreaker.Context().hostMarks()
            .image(image, imageHash).capacities(capacities));
        publisher = breaker.publisher();
    }

    /** A venue that goes on with a journal at a time of its clock. */
    Venue(final CompiledRulebook rulebook, final Capacities capacities, final MemoryJournal journal,
        final double seconds)
    {
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(capacities).journal(journal, journal.buffer)
            .origin("", JournalStart.Clock.HOST, at(seconds)));
        publisher = breaker.publisher();
    }

    static long at(final double seconds)
    {
        return ORIGIN + Math.round(seconds * 1e9);
    }

    Venue define(final int index)
    {
        publisher.instrumentDefinition(0, 0, at(0), index, 1000 + index, 1, 0, 2, 0, 1, 1_000_000);
        return this;
    }

    /** A print: potential trade first, then the trade, each a sweep of its own. */
    void print(final double seconds, final int index, final long priceTicks)
    {
        potential(seconds, index, priceTicks);
        publisher.trade(0, 0, at(seconds), at(seconds), index, 0, priceTicks, 1, 0, Side.BUY.code(),
            InputFlags.ELIGIBLE);
    }

    void potential(final double seconds, final int index, final long priceTicks)
    {
        publisher.potentialTrade(0, 0, at(seconds), at(seconds), index, 0, Side.BUY.code(),
            OrderKind.AGGRESSIVE.code(), priceTicks, 1, 0, 0);
    }

    void quote(final double seconds, final long bid, final long ask)
    {
        publisher.quote(0, 0, at(seconds), at(seconds), 0, 0, 1, bid, 100, ask, 100);
    }

    void level(final double seconds, final int side, final long priceTicks, final long qtyLots)
    {
        publisher.bookLevel(0, 0, at(seconds), at(seconds), 0, 0, side, priceTicks, qtyLots);
    }

    void reference(final double seconds, final ReferenceKind kind, final long priceE9)
    {
        publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.instrument(0), kind.code(), 0, priceE9, 0);
    }

    void calendar(final double open, final double close)
    {
        final long nowNs = Math.max(at(0), breaker.engine().timeNs());
        publisher.calendarDay(0, 0, nowNs, 20_251_009, at(open), at(close), at(open + 86_400));
    }

    void tick(final double seconds)
    {
        final long jump = at(seconds) - breaker.engine().timeNs() > 10 * SECOND ? InputFlags.CLOCK_JUMP_ACCEPTED : 0;
        publisher.tick(at(seconds), (int)jump);
    }

    long sourceSeq()
    {
        return ++source;
    }

    List<String> decisions()
    {
        while (breaker.decisions().poll(log, 1000) > 0)
        {
            continue;
        }
        return log.drain();
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}
