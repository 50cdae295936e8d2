package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that follow a journal which a process is writing. */
@Timeout(120)
class FollowTest extends CommandRun
{
    private static final long ORIGIN = 1_760_000_000L * 1_000_000_000L;

    @TempDir
    private Path directory;

    private ChronicleJournal journal;
    private InlineBreaker breaker;
    private long nonce;
    private volatile boolean isOver;

    private void launch()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 18);
        journal = new ChronicleJournal(directory, records);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(2)).journal(journal, records)
            .origin("feed=test\n", JournalStart.Clock.EXCHANGE, ORIGIN));
        final EventPublisher publisher = breaker.publisher();
        publisher.instrumentDefinition(0, 0, ORIGIN, 0, 1_000, 1, 0, 2, 0, 1, 1_000_000);
    }

    /** A decision: an operator halts what is halted. */
    private void decide(final int times)
    {
        for (int i = 0; i < times; i++)
        {
            nonce++;
            breaker.publisher().operatorCommand(0, 0, ORIGIN + nonce, Scope.instrument(0), 7, nonce,
                OperatorCommandKind.HALT.code(), 0);
        }
        breaker.onBatchEnd();
        while (journal.drain() > 0)
        {
            continue;
        }
    }

    private List<Long> seen()
    {
        return Pattern.compile("\"decisionSeq\":(\\d+)").matcher(out.toString()).results()
            .map(found -> Long.parseLong(found.group(1))).toList();
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException
    {
        while (!condition.getAsBoolean())
        {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void shouldPrintEveryDecisionOnceWhileItHappens() throws InterruptedException
    {
        launch();
        decide(5);
        final int[] exitCode = new int[1];
        final Thread tail = new Thread(() ->
            exitCode[0] = run("tail", directory.toString(), "--follow", "--json", "-n", "3"));
        tail.start();
        final long first = breaker.engine().decisionSeq();
        await(() -> seen().contains(first));
        for (int i = 0; i < 20; i++)
        {
            decide(1 + i * 7);
            final long last = breaker.engine().decisionSeq();
            await(() -> seen().contains(last));
        }
        breaker.close();
        isOver = true;
        tail.join();
        assertThat(exitCode[0]).isEqualTo(ExitCode.OK);
        assertThat(seen())
            .isEqualTo(LongStream.rangeClosed(first - 2, breaker.engine().decisionSeq()).boxed().toList());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldFollowIntoTheNextProcessAndItsState() throws InterruptedException
    {
        launch();
        decide(3);
        final Thread stat = new Thread(() -> run("stat", directory.toString(), "--watch", "1", "--json"));
        stat.start();
        await(() -> out.toString().contains("\"closed\":false"));
        breaker.close();
        await(() -> out.toString().contains("\"closed\":true"));
        launch();
        decide(2);
        final String record = "\"record\":" + breaker.engine().sequence();
        await(() -> out.toString().contains(record));
        isOver = true;
        stat.join();
        breaker.close();
        assertThat(out.toString()).contains("\"latched\":");
        assertThat(err.toString()).isEmpty();
    }

    private int run(final String... arguments)
    {
        return execute(List.of(() -> List.of(new TailCommand(() -> isOver), new StatCommand(() -> isOver))), arguments);
    }
}
