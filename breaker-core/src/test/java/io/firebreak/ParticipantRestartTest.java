package io.firebreak;

import static io.firebreak.ParticipantVenue.TAGGED;
import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GateCode;
import io.firebreak.market.Durability;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Journaled, replayed, restarted: a participant that was held is held, and its release is no less durable. */
class ParticipantRestartTest
{
    private static final Capacities CAPACITIES = ParticipantVenue.capacities(64);

    private MemoryJournal journal = new MemoryJournal();

    private ParticipantVenue start(final CompiledRulebook rulebook)
    {
        return new ParticipantVenue(rulebook, CAPACITIES, journal, 0);
    }

    /** The process is killed, and another replays its journal and goes on. */
    private ParticipantVenue restart(final CompiledRulebook rulebook, final double seconds)
    {
        journal = journal.afterwards();
        return new ParticipantVenue(rulebook, CAPACITIES, journal, seconds);
    }

    @Test
    void shouldComeToTheSameStateWhenTheJournalIsReplayed()
    {
        final CompiledRulebook rulebook = ParticipantVenue.load("deribit-mmp");
        final ParticipantVenue venue = start(rulebook).define(0, "mmp_group");
        venue.fill(0, 0, 10);
        venue.fill(6, 0, 10);
        venue.fill(9, 0, 6);
        final long digest = venue.breaker.engine().digest();
        final long arena = venue.breaker.engine().arenaHash();
        final long sequence = venue.breaker.engine().sequence();
        final MemoryJournal past = journal.afterwards();
        final BreakerEngine engine = new BreakerEngine(
            CAPACITIES, new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
        final UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 16]);
        past.resume(null, (memory, offset, length) ->
        {
            if (engine.sequence() < sequence)
            {
                final int input = offset + RecordLayout.INPUT_OFFSET;
                final UnsafeBuffer b = memory;
                engine.onMessage(b.getLong(input + 8), b, input,
                    b.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF, out, 0);
            }
        });
        assertThat(engine.digest()).isEqualTo(digest);
        assertThat(engine.arenaHash()).isEqualTo(arena);
    }

    @Test
    void shouldStayFrozenForTheHoldWhenTheFreezeEndedWhileNobodyLooked()
    {
        final CompiledRulebook rulebook = ParticipantVenue.load("deribit-mmp");
        start(rulebook).define(0, "mmp_group").fill(9, 0, 26);
        try (ParticipantVenue venue = restart(rulebook, 60))
        {
            assertThat(venue.gate(60, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.NOT_PERMITTED);
            venue.decisions();
            assertThat(venue.tick(69.999)).isEmpty();
            assertThat(venue.gate(69.999, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.tick(70)).contains("UNFREEZE 0 PAUSE_ELAPSED MMP");
            assertThat(venue.gate(70, 0, OrderKind.QUOTE, true)).isEqualTo(GateCode.ALLOWED);
        }
    }

    @Test
    void shouldKeepTheInstantOfAFreezeThatIsNotOverYetAtARestart()
    {
        final CompiledRulebook rulebook = ParticipantVenue.load("deribit-mmp");
        start(rulebook).define(0, "mmp_group").fill(9, 0, 26);
        try (ParticipantVenue venue = restart(rulebook, 20))
        {
            venue.decisions();
            assertThat(venue.order(38, 0, TAGGED, 1, 0)).contains("REJECT 0 NOT_PERMITTED MMP");
            assertThat(venue.tick(39)).contains("UNFREEZE 0 PAUSE_ELAPSED MMP");
        }
    }

    @Test
    void shouldStayDisabledOrKilledWhenOnlyPeopleEndIt()
    {
        final CompiledRulebook rulebook = ParticipantVenue.load("participant-controls");
        final ParticipantVenue before = start(rulebook).define(0, "strategy").define(1, "member");
        before.message(1, 0, ParticipantEventKind.EXECUTION);
        before.message(1, 0, ParticipantEventKind.EXECUTION);
        before.operator(2, 1, 7, OperatorCommandKind.HALT);
        try (ParticipantVenue venue = restart(rulebook, 50_000))
        {
            venue.decisions();
            assertThat(venue.message(60_000, 0, ParticipantEventKind.EXECUTION))
                .contains("REJECT 0 NOT_PERMITTED EXECUTIONS by hand");
            assertThat(venue.gate(60_000, 1, OrderKind.PASSIVE, false)).isEqualTo(GateCode.NOT_PERMITTED);
            assertThat(venue.breaker.engine().participant(1).isKilled()).isTrue();
            assertThat(venue.message(60_001, 0, ParticipantEventKind.REENABLE))
                .contains("UNFREEZE 0 OPERATOR EXECUTIONS");
        }
    }

    @Test
    void shouldLiftAKillAtItsMarkWhenReleasesAreDurable()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls", "engine.release_after=J1")
            .define(0, "member"))
        {
            venue.operator(1, 0, 7, OperatorCommandKind.HALT);
            venue.operator(2, 0, 7, OperatorCommandKind.RESUME);
            assertThat(venue.operator(3, 0, 8, OperatorCommandKind.APPROVE_RESUME))
                .contains("RELEASE_PENDING CANCEL_ONLY -> OPEN waits for J1");
            assertThat(venue.breaker.engine().participant(0).isKilled()).isTrue();
            venue.publisher.durableMark(at(4), Durability.J1.code(), venue.breaker.engine().sequence());
            assertThat(venue.decisions()).containsExactly("LIFT 0 OPERATOR");
        }
    }

    @Test
    void shouldStayKilledWhenNoMarkComes()
    {
        try (ParticipantVenue venue = new ParticipantVenue("participant-controls", "engine.release_after=J1")
            .define(0, "member"))
        {
            venue.operator(1, 0, 7, OperatorCommandKind.HALT);
            venue.operator(2, 0, 7, OperatorCommandKind.RESUME);
            venue.operator(3, 0, 8, OperatorCommandKind.APPROVE_RESUME);
            assertThat(venue.tick(13)).containsExactly("KILL 0 NO_RELEASE_MARK by hand cancel all");
            venue.publisher.durableMark(at(14), Durability.J1.code(), venue.breaker.engine().sequence());
            assertThat(venue.decisions()).isEmpty();
            assertThat(venue.breaker.engine().participant(0).isKilled()).isTrue();
            assertThat(venue.operator(15, 0, 8, OperatorCommandKind.APPROVE_RESUME))
                .isEqualTo(List.of("OPERATOR APPROVE_RESUME REFUSED_NOT_LATCHED"));
        }
    }
}
