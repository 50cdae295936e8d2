package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.command.CommandProvider;
import io.firebreak.command.ExitCode;
import io.firebreak.command.TapeCommands;
import io.firebreak.command.UserMistake;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code run --mode}: the same tape through inline, direct and sequenced gives equal decision bytes. */
class RunModesTest
{
    private static final List<String> MODES = List.of("inline", "direct", "sequenced");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @Test
    void shouldGiveEqualRecordsInEveryModeWhenAUsersOwnTapeFalls() throws IOException
    {
        final String[] lines = new String[1_001];
        lines[0] = "when,px,size,taker";
        for (int i = 1; i < lines.length; i++)
        {
            final boolean isFallen = i % 400 > 350;
            lines[i] = 1_760_054_400_000L + i * 700L + "," + (isFallen ? "95." : "100.") + i % 7 + ",1.5,"
                + (isFallen ? "sell" : "buy");
        }
        final Path tape = TapeFiles.plain(directory, "own.csv", lines);
        agree("--feed", "csv", "--input", tape.toString(), "--set", "kind=trades", "--set", "time=when", "--set",
            "time_format=epoch_ms", "--set", "price=px", "--set", "qty=size", "--set", "side=taker");
    }

    @Test
    void shouldGiveEqualRecordsInEveryModeWhenTheCrashIsPlayed() throws IOException
    {
        agree("--feed", "tardis-trades", "--input",
            TapeFiles.shared("crypto_crash_20251010/binance_coinm_trades_AVAXUSD_PERP.csv.gz").toString());
    }

    private void agree(final String... source) throws IOException
    {
        final List<String> seen = new ArrayList<>();
        for (final String mode : MODES)
        {
            final Path journal = directory.resolve(mode);
            final List<String> command = new ArrayList<>(List.of("run"));
            command.addAll(List.of(source));
            command.addAll(List.of("--rulebook", "crypto-perp", "--journal", journal.toString(), "--mode", mode));
            out.getBuffer().setLength(0);
            assertThat(run(command.toArray(new String[0]))).as(out.toString()).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("  mode       " + mode + ":").contains("verified: a fresh engine");
            seen.add(sums(journal));
        }
        System.out.println(getClass().getSimpleName() + ": " + seen.get(0) + " in " + MODES);
        assertThat(seen.get(0)).doesNotContain(" 0 decisions");
        assertThat(seen).containsOnly(seen.get(0));
    }

    /** Records, decisions, running digest, and a sum over every record's bytes without the journal's own CRC. */
    private static String sums(final Path journal) throws IOException
    {
        final CRC32C sum = new CRC32C();
        final StringBuilder end = new StringBuilder();
        JournalReader.open(journal).read(new JournalVisitor()
        {
            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                final byte[] record = new byte[length];
                buffer.getBytes(offset, record);
                sum.update(record, 0, RecordLayout.CRC_OFFSET);
                sum.update(record, RecordLayout.CRC_OFFSET + 4, length - RecordLayout.CRC_OFFSET - 4);
                return true;
            }

            @Override
            public void onClose(
                final long lastSequence, final long digest, final long arenaHash, final long decisionSeq)
            {
                end.append(lastSequence).append(" records, ").append(decisionSeq).append(" decisions, digest ")
                    .append(Long.toHexString(digest)).append(", arena ").append(Long.toHexString(arenaHash));
            }
        });
        return end + ", bytes " + Long.toHexString(sum.getValue());
    }

    private int run(final String... args)
    {
        final CommandProvider provider = new TapeCommands();
        final CommandLine commandLine = new CommandLine(new Root());
        provider.commands().forEach(commandLine::addSubcommand);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(out));
        commandLine.setExecutionExceptionHandler((ex, failed, parsed) ->
        {
            out.append(ex.toString());
            return ex instanceof UserMistake mistake ? mistake.exitCode() : ExitCode.FAILED;
        });
        return commandLine.execute(args);
    }

    @CommandLine.Command(name = "firebreak")
    private static final class Root
    {
    }
}
