package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.explain.Audit;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions against participants in a journal: verified, explained from the record alone, shown by every command. */
class ParticipantCommandsTest extends CommandRun
{
    private static final long ORIGIN = 1_760_000_000_000_000_000L;

    @TempDir
    private static Path folder;

    private static Path journal;

    @BeforeAll
    static void write()
    {
        journal = folder.resolve("journal");
        final CompiledRulebook rulebook = Rulebook.load("participant-controls", Map.of("engine.release_after", "NONE",
            "participants.member.executions_runaway.warm_up_windows", "2",
            "participants.member.executions_runaway.limit_count", "5"));
        final RecordBuffer records = RecordBuffer.map(journal, 1 << 20);
        final ChronicleJournal chronicle = new ChronicleJournal(journal, records);
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1).withParticipants(3, 8, 64))
            .journal(chronicle, records).origin("", JournalStart.Clock.HOST, ORIGIN)))
        {
            final EventPublisher publisher = breaker.publisher();
            final int member = rulebook.participantClassIndex("member");
            publisher.participantDefinition(0, 0, at(0), 0, 700, 1, member, -1);
            publisher.participantDefinition(0, 0, at(0), 1, 701, 1, member, -1);
            publisher.participantDefinition(0, 0, at(0), 2, 702, 1, rulebook.participantClassIndex("strategy"), 0);
            for (int i = 0; i < 7; i++)
            {
                order(publisher, 1 + i * 0.1, 1, 10_000, 1, i + 1);
            }
            order(publisher, 3, 0, 10_000, 20_000, 8);
            order(publisher, 3, 0, 11_001, 1, 9);
            order(publisher, 3, 0, 10_000, 1, 10);
            order(publisher, 3.1, 0, 10_000, 1, 10);
            for (int i = 0; i < 60; i++)
            {
                publisher.participantFill(0, 0, at(i < 4 ? 10 + i * 8 : 45 + i * 0.01), 0, 0, 0, Side.BUY.code(), true,
                    10_000, 1, 1, 0, 0, 0);
            }
            publisher.participantMessage(0, 0, at(50), 2, ParticipantEventKind.EXECUTION.code(), 0);
            publisher.participantMessage(0, 0, at(50), 0, ParticipantEventKind.REENABLE.code(), 5);
            publisher.participantMessage(0, 0, at(51), 2, ParticipantEventKind.EXECUTION.code(), 0);
            publisher.participantMessage(0, 0, at(51), 2, ParticipantEventKind.EXECUTION.code(), 0);
            publisher.operatorCommand(0, 0, at(52), Scope.of(Scope.PARTICIPANT, 1), 3, 1,
                OperatorCommandKind.HALT.code(), 0);
            publisher.tick(at(100), InputFlags.CLOCK_JUMP_ACCEPTED);
        }
    }

    @Test
    void shouldVerifyAndComputeEveryNumberOfEveryActionAgain() throws IOException
    {
        final Audit audit = new Audit();
        audit.read(Journals.open(journal));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.checks()).isGreaterThan(20);
        assertThat(run("verify", journal.toString())).as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(run("explain", journal.toString(), "--all")).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSayWhyAFreezeAndAKillCameAndHowTheyEnd()
    {
        assertThat(explained("FREEZE", "executions_runaway"))
            .contains("was frozen").contains("until somebody ends it").contains("all of its orders are cancelled")
            .contains("counted ").contains("Its own habit in a window is 1").contains("baseline")
            .contains("agrees");
        assertThat(explained("KILL", null)).contains("Participant 1 was killed").contains("two people");
        assertThat(explained("REJECT", "messages")).contains("was refused an order").contains("5 is the limit");
        assertThat(explained("REJECT", "order_limits")).contains("lots");
        assertThat(explained("FREEZE", "repeated_executions")).contains("itself breaches");
    }

    @Test
    void shouldShowParticipantsInStateTailAndReport()
    {
        assertThat(run("state", journal.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("participant 0 (700)  ACTIVE  (class member)")
            .contains("participant 1 (701)  KILLED").contains("participant 2 (702)  FROZEN, of participant 0")
            .contains("ended by hand");
        assertThat(run("state", journal.toString(), "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("\"participants\"").contains("KILLED");
        assertThat(run("tail", journal.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("ParticipantAction FREEZE by RUNAWAY").contains("participant 1");
        assertThat(run("report", journal.toString(), "-o", folder.resolve("report.html").toString()))
            .as(out.toString()).isEqualTo(ExitCode.OK);
        assertThat(folder.resolve("report.html")).content().contains("participant 1").contains("was killed");
        assertThat(run("export", journal.toString())).isEqualTo(ExitCode.OK);
        assertThat(run("stat", journal.toString())).isNotNegative();
    }

    private String explained(final String action, final String rule)
    {
        assertThat(run("tail", journal.toString(), "-n", "1000", "--json")).isEqualTo(ExitCode.OK);
        final String found = out.toString().lines().filter(line -> line.contains("\"action\":\"" + action + '"') &&
            (rule == null || line.contains("\"rule\":\"" + rule + '"')))
            .map(line -> line.replaceFirst(".*\"decisionSeq\":\"?([0-9]+).*", "$1")).findFirst().orElse("none");
        assertThat(run("explain", journal.toString(), found)).as(action + " " + rule + " " + out + err)
            .isEqualTo(ExitCode.OK);
        return out.toString().replaceAll("\\s+", " ");
    }

    private int run(final String... arguments)
    {
        out.getBuffer().setLength(0);
        return execute(List.of(new JournalCommands(), new TapeCommands()), arguments);
    }

    private static void order(
        final EventPublisher publisher, final double seconds, final int participant, final long priceTicks,
        final long lots, final long key)
    {
        publisher.participantOrder(0, 0, at(seconds), participant, 0, 0, Side.BUY.code(), OrderKind.PASSIVE.code(),
            priceTicks, lots, lots * 100, 10_000, key);
    }

    private static long at(final double seconds)
    {
        return ORIGIN + Math.round(seconds * 1e9);
    }
}
