package io.firebreak.conformance;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A day of many stocks under {@code us-luld}: before each recorded pause the offer stands at the stock's lower band for
 * the fifteen seconds of a limit state. A reopening whose segment is not the recorded one's last finds a price outside
 * its collar; the last one finds ten dollars.
 */
final class HaltedDay implements AutoCloseable
{
    private static final long SECOND = 1_000_000_000L;
    private static final long MIDNIGHT = 1_780_358_400L * SECOND;
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final long SEGMENT_S = 300;
    private static final long PRICE_TICKS = 1_000;
    private static final int LIMIT_STATE_S = 15;

    private final InlineBreaker breaker;
    private final EventPublisher publisher;
    private final List<HaltHistoryTest.Halt> halts;
    private final List<String> symbols;
    private final HaltHistoryTest.Halt[] paused;
    private final int[] segments;
    private final Map<HaltHistoryTest.Halt, LocalTime> ended = new LinkedHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    HaltedDay(final List<HaltHistoryTest.Halt> halts)
    {
        this.halts = halts;
        symbols = halts.stream().map(HaltHistoryTest.Halt::symbol).distinct().toList();
        paused = new HaltHistoryTest.Halt[symbols.size()];
        segments = new int[symbols.size()];
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of("engine.release_after", "NONE"));
        final long openNs = ns(OPEN);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(symbols.size()))
            .origin("", JournalStart.Clock.EXCHANGE, openNs - 10 * SECOND));
        publisher = breaker.publisher();
        publisher.tick(openNs - 10 * SECOND, InputFlags.CLOCK_JUMP_ACCEPTED);
        publisher.calendarDay(0, 0, now(), 20_260_602, openNs, ns(LocalTime.of(16, 0)), openNs + 86_400 * SECOND);
        for (int i = 0; i < symbols.size(); i++)
        {
            publisher.instrumentDefinition(0, 0, now(), i, 1 + i, 1, rulebook.classIndex("tier2"), 2, 0, 1, 1_000_000);
            price(i, ReferenceKind.PREVIOUS_CLOSE);
        }
        to(openNs + SECOND);
        for (int i = 0; i < symbols.size(); i++)
        {
            price(i, ReferenceKind.BREAKER_REFERENCE);
        }
    }

    /** When the engine ended each pause. */
    Map<HaltHistoryTest.Halt, LocalTime> run()
    {
        for (final HaltHistoryTest.Halt halt : halts)
        {
            final int i = symbols.indexOf(halt.symbol());
            to(ns(halt.from()) - LIMIT_STATE_S * SECOND);
            final long band = breaker.engine().read(Scope.instrument(i)).breakers().get(0).lowerTicks();
            quote(i, band - 5, band);
            paused[i] = halt;
            segments[i] = Math.max(1, (int)Math.round((double)halt.seconds() / SEGMENT_S));
        }
        to(ns(LocalTime.of(16, 0)));
        return ended;
    }

    private void quote(final int i, final long bid, final long ask)
    {
        publisher.quote(0, 0, now(), now(), i, 0, QuoteKind.CONSOLIDATED.code(), bid, 100, ask, 100);
        poll();
    }

    private void price(final int i, final ReferenceKind kind)
    {
        publisher.referencePrice(0, 0, now(), now(), Scope.instrument(i), kind.code(), 0, PRICE_TICKS * 10_000_000L, 0);
    }

    /** Time passes; a reopening that falls due before is answered when it is due. */
    private void to(final long timeNs)
    {
        for (long due = breaker.nextDeadlineNs(); due > now() && due < timeNs; due = breaker.nextDeadlineNs())
        {
            publisher.tick(due, InputFlags.CLOCK_JUMP_ACCEPTED);
            poll();
        }
        publisher.tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        poll();
    }

    private void poll()
    {
        while (breaker.decisions().poll(this::onDecision, 100) > 0)
        {
            continue;
        }
    }

    private void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (template == UncrossRequestDecoder.TEMPLATE_ID)
        {
            final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
            segments[Scope.index(d.scope())]--;
            publisher.indicativePrice(0, 0, now(), d.scope(), d.decisionSeq(),
                segments[Scope.index(d.scope())] > 0 ? PRICE_TICKS * 100 : PRICE_TICKS, 0, 0);
        }
        else if (template == UncrossDecoder.TEMPLATE_ID)
        {
            final UncrossDecoder d = new UncrossDecoder().wrapAndApplyHeader(buffer, offset, header);
            publisher.auctionResult(0, 0, now(), d.scope(), d.decisionSeq(), PRICE_TICKS, 100);
            publisher.quote(0, 0, now(), now(), Scope.index(d.scope()), 0, QuoteKind.CONSOLIDATED.code(),
                PRICE_TICKS - 1, 100, PRICE_TICKS + 1, 100);
        }
        else if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            ended(new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header));
        }
    }

    private void ended(final TradingStateChangeDecoder change)
    {
        final int i = Scope.index(change.scope());
        final boolean isEnd = change.toStateRaw() == TradingState.OPEN.code() ||
            change.toStateRaw() == TradingState.CLOSED.code();
        if (Scope.kind(change.scope()) == Scope.INSTRUMENT && isEnd && paused[i] != null)
        {
            ended.put(paused[i], LocalTime.ofNanoOfDay(change.timeNs() - MIDNIGHT));
            paused[i] = null;
        }
    }

    private long now()
    {
        return breaker.engine().timeNs();
    }

    private static long ns(final LocalTime time)
    {
        return MIDNIGHT + time.toNanoOfDay();
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}
