package io.firebreak;

import static io.firebreak.Venue.at;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small venue with participants: an inline breaker, driven by seconds since an origin. */
final class ParticipantVenue implements AutoCloseable
{
    static final int BUY = Side.BUY.code();
    static final int SELL = Side.SELL.code();
    static final int TAGGED = ParticipantFlags.TAGGED;

    final InlineBreaker breaker;
    final EventPublisher publisher;
    final VerdictDetail verdict = new VerdictDetail();
    private final CompiledRulebook rulebook;
    private final DecisionLog log = new DecisionLog();
    private long nonce;

    ParticipantVenue(final String rulebook, final String... settings)
    {
        this(load(rulebook, settings), capacities(512), null, 0);
    }

    ParticipantVenue(
        final CompiledRulebook rulebook, final Capacities capacities, final MemoryJournal journal, final double seconds)
    {
        this.rulebook = rulebook;
        final InlineBreaker.Context context = new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(capacities)
            .origin("", JournalStart.Clock.HOST, at(seconds));
        breaker = InlineBreaker.launch(
            journal == null ? context.hostMarks() : context.journal(journal, journal.buffer));
        publisher = breaker.publisher();
    }

    static Capacities capacities(final int entries)
    {
        return Capacities.forInstruments(2).withParticipants(4, 8, entries);
    }

    /** A shipped rulebook that releases at once, with settings {@code path=value}. */
    static CompiledRulebook load(final String name, final String... settings)
    {
        final Map<String, String> overrides = new TreeMap<>(Map.of("engine.release_after", "NONE"));
        for (final String setting : settings)
        {
            overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return Rulebook.load(name, overrides);
    }

    ParticipantVenue define(final int participant, final String type, final int parent)
    {
        publisher.participantDefinition(0, 0, now(0), participant, 100 + participant, 1,
            rulebook.participantClassIndex(type), parent);
        return this;
    }

    ParticipantVenue define(final int participant, final String type)
    {
        return define(participant, type, -1);
    }

    List<String> fill(final double seconds, final int participant, final long lots)
    {
        return fill(seconds, participant, BUY, true, lots, 0);
    }

    List<String> fill(final double seconds, final int participant, final int side, final boolean isMaker,
        final long lots, final long deltaE9)
    {
        to(seconds);
        publisher.participantFill(0, 0, at(seconds), participant, 0, TAGGED, side, isMaker, 10_000, lots, lots * 100,
            deltaE9, deltaE9 / 2, 500_000);
        return decisions();
    }

    List<String> order(final double seconds, final int participant, final int flags, final long lots, final long key)
    {
        to(seconds);
        publisher.participantOrder(0, 0, at(seconds), participant, 0, flags, BUY, OrderKind.QUOTE.code(), 10_000, lots,
            lots * 100, 10_000, key);
        return decisions();
    }

    List<String> message(final double seconds, final int participant, final ParticipantEventKind kind)
    {
        to(seconds);
        publisher.participantMessage(0, 0, at(seconds), participant, kind.code(),
            kind == ParticipantEventKind.REENABLE ? 77 : 0);
        return decisions();
    }

    List<String> operator(final double seconds, final int participant, final int who, final OperatorCommandKind what)
    {
        to(seconds);
        publisher.operatorCommand(0, 0, at(seconds), Scope.of(Scope.PARTICIPANT, participant), who, ++nonce,
            what.code(), 0);
        return decisions();
    }

    List<String> tick(final double seconds)
    {
        to(seconds);
        return decisions();
    }

    int gate(final double seconds, final int participant, final OrderKind kind, final boolean isTagged)
    {
        return breaker.gate().checkParticipant(participant, BUY, kind.code(), isTagged, 10_000, 10_000, 1, 100,
            at(seconds), verdict);
    }

    List<String> decisions()
    {
        while (breaker.decisions().poll(log, 1000) > 0)
        {
            continue;
        }
        return log.drain();
    }

    private long now(final double seconds)
    {
        return Math.max(breaker.engine().timeNs(), at(seconds));
    }

    /** Time passes, however long. */
    private void to(final double seconds)
    {
        if (at(seconds) > breaker.engine().timeNs())
        {
            publisher.tick(at(seconds), InputFlags.CLOCK_JUMP_ACCEPTED);
        }
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}
