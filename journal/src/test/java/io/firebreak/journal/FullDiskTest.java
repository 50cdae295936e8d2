package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.GuardLine;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Durability;
import io.firebreak.record.JournalAlarm;
import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlabSurplus;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A venue's journal meets the end of its disk: {@link FullDiskVenue} in a process of its own, on a small disk. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest
{
    @TempDir
    private Path scratch;

    @Test
    void shouldCloseTheMarketLoseNothingAndGoOnWhenTheDiskIsFullAndThenIsNot() throws Exception
    {
        meetTheEnd(SmallDisk.Kind.EXT4, "live", 14);
    }

    @Test
    @Tag("slow")
    void shouldLoseNothingWhenTheDiskIsFullTwentyTimes() throws Exception
    {
        final String[] modes = {"live", "halt", "close"};
        for (int i = 0; i < 20; i++)
        {
            // Other sizes each time: the end is met at other places of documents and pages.
            meetTheEnd(SmallDisk.Kind.values()[i % 2], modes[i % 3], 9 + i * 7 % 12);
        }
    }

    @Test
    void shouldStopForGoodWhenTheFileVanishesUnderTheMapping() throws Exception
    {
        final Path directory = Files.createDirectory(scratch.resolve("journal"));
        final Map<String, String> said = run(directory, "truncate", directory.resolve("none"), 0);

        assertThat(said).containsEntry("failed", "true").containsEntry("moved", "0").containsEntry("lives", "true")
            .containsEntry("latches", String.valueOf(GuardLine.JOURNAL_FAULT))
            .containsEntry("aggressive", String.valueOf(GateCode.MARKET_SAFE_STATE));
        assertThat(said.get("why")).contains("InternalError");
    }

    /** Needs no mount: the process may not make a file longer, and Chronicle's own growth is what fails. */
    @Test
    @Tag("slow")
    void shouldStopForGoodWhenTheFileMayNotGrow() throws Exception
    {
        final Path directory = Files.createDirectory(scratch.resolve("journal"));
        final Map<String, String> said = run(directory, "close", directory.resolve("none"), 0,
            List.of("bash", "-c", "ulimit -f 102400; exec \"$0\" \"$@\""));

        assertThat(said).containsEntry("lives", "true")
            .containsEntry("latches", String.valueOf(GuardLine.JOURNAL_FAULT))
            .containsEntry("aggressive", String.valueOf(GateCode.MARKET_SAFE_STATE));
        assertThat(said.get("why")).isNotEqualTo("null");
        assertNothingAcknowledgedIsLost(directory);
    }

    /** The spare file was reserved while there was room; the next one cannot be. */
    @Test
    void shouldRollOnceOnAFullDiskAndThenWaitForRoom() throws Exception
    {
        final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        try (SmallDisk disk = SmallDisk.mount(SmallDisk.Kind.TMPFS, scratch, 24))
        {
            final Path directory = Files.createDirectory(disk.path().resolve("journal"));
            final List<JournalAlarm.Trouble> troubles = new CopyOnWriteArrayList<>();
            final ChronicleJournal journal = new ChronicleJournal(
                directory, records, millis::get, new JournalSettings(2 << 20, 4 << 20, 2 << 20));
            journal.alarm(troubles::add);
            journal.open(Tape.START);
            appendDay(journal, records, millis, 1);
            appendDay(journal, records, millis, 2);
            until(() -> isReserved(directory));
            final Path ballast = disk.fill();
            appendDay(journal, records, millis, 3);
            assertThat(journal.durableSequence(Durability.J1)).isEqualTo(3);
            appendDay(journal, records, millis, 4);
            assertThat(journal.stalled()).isTrue();
            assertThat(journal.durableSequence(Durability.J1)).isEqualTo(3);
            assertThat(journal.failed()).isFalse();
            assertThat(troubles).contains(JournalAlarm.Trouble.DISK_LOW, JournalAlarm.Trouble.DISK_FULL)
                .doesNotContain(JournalAlarm.Trouble.FAILED);
            Files.delete(ballast);
            until(() -> journal.drain() > 0);
            assertThat(journal.stalled()).isFalse();
            journal.close(Tape.digest(4), 0, 4, 0);
            assertThat(journal.failure()).isNull();
            assertThat(JournalReader.open(directory).read((buffer, offset, length) -> true))
                .isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
                {
                    assertThat(whole.closed()).isTrue();
                    assertThat(whole.documents()).isEqualTo(9);
                });
            assertThat(directory.resolve(JournalReservation.SPARE_NAME)).doesNotExist();
        }
    }

    @Test
    void shouldNameTheBytesWhenThereIsNoRoomToBeginIn()
    {
        final ChronicleJournal journal = new ChronicleJournal(scratch, RecordBuffer.inMemory(1 << 16),
            new JournalSettings(2 << 20, Long.MAX_VALUE, Long.MAX_VALUE / 2));

        assertThatThrownBy(() -> journal.open(Tape.START)).isInstanceOf(UncheckedIOException.class)
            .hasMessageContaining("usable bytes");
        assertThatThrownBy(() -> new JournalSettings(1, 1, 1)).hasMessageContaining("reserveBytes=1");
        assertThatThrownBy(() -> new JournalSettings(2 << 20, 1, 2)).hasMessageContaining("diskLowBytes=1");
    }

    private static void appendDay(
        final ChronicleJournal journal, final RecordBuffer records, final AtomicLong millis, final int day)
    {
        if (day > 1)
        {
            millis.addAndGet(TimeUnit.DAYS.toMillis(1));
        }
        Tape.append(records, day);
        records.publish();
        journal.drain();
    }

    private static boolean isReserved(final Path directory)
    {
        final File spare = directory.resolve(JournalReservation.SPARE_NAME).toFile();
        return spare.length() >= 2 << 20;
    }

    private static void until(final BooleanSupplier condition) throws InterruptedException
    {
        while (!condition.getAsBoolean())
        {
            Thread.sleep(5);
        }
    }

    private void meetTheEnd(final SmallDisk.Kind kind, final String mode, final int ballastMegabytes) throws Exception
    {
        try (SmallDisk disk = SmallDisk.mount(kind, scratch, 48))
        {
            final Path directory = Files.createDirectory(disk.path().resolve("journal"));
            final Path ballast = disk.ballast(ballastMegabytes);
            final Map<String, String> said = run(directory, mode, ballast, "halt".equals(mode) ? 9 : 0);

            // The declared state was in the gate before the disk was full, and the journal never failed an append.
            assertThat(said).as(mode).containsEntry("latches", String.valueOf(GuardLine.JOURNAL_FAULT))
                .containsEntry("aggressive", String.valueOf(GateCode.MARKET_SAFE_STATE))
                .containsEntry("state", "CANCEL_ONLY").containsEntry("cancel", String.valueOf(GateCode.ALLOWED))
                .containsEntry("failed", "false");
            assertThat(said.get("why")).contains("usable bytes");
            assertThat(number(said, "latchedAt")).isPositive().isLessThan(number(said, "stalledAt"));
            if ("live".equals(mode))
            {
                disk.makeReadOnly();
                assertThat(said).containsEntry("aggressiveLater", String.valueOf(GateCode.MARKET_SAFE_STATE));
                assertWhole(directory, said, number(said, "dropped"));
            }
            else
            {
                assertNothingAcknowledgedIsLost(directory);
                Files.delete(ballast);
                final Map<String, String> later = run(directory, "restart", ballast, 0);
                // The latch died with the process: the restart's own state is what keeps the market closed.
                assertThat(later).containsEntry("aggressiveLater", String.valueOf(GateCode.NOT_PERMITTED));
                assertWhole(directory, later, number(said, "dropped"));
            }
        }
    }

    /** Room came back: everything is there, what was dropped is named, and the engine decides the same again. */
    private static void assertWhole(final Path directory, final Map<String, String> said, final long dropped)
        throws IOException
    {
        assertThat(said).containsEntry("lives", "true").containsEntry("closedWith", "null");
        final Gaps gaps = new Gaps();
        assertThat(JournalReader.open(directory).read(gaps)).isInstanceOfSatisfying(JournalVerdict.Whole.class, whole ->
        {
            assertThat(whole.closed()).isTrue();
            assertThat(whole.lastSequence()).isEqualTo(number(said, "sequence"));
        });
        assertThat(gaps.missing).isEqualTo(dropped).isPositive();
        assertThat(new Replayer().replay(JournalReader.open(directory), sequence -> { }).verdict())
            .isEqualTo(ReplayResult.Verdict.OK);
    }

    private void assertNothingAcknowledgedIsLost(final Path directory) throws IOException
    {
        final ByteBuffer acknowledged = ByteBuffer.wrap(Files.readAllBytes(scratch.resolve("acks")));
        final long committed = acknowledged.getLong(FullDiskVenue.COMMITTED_AT);
        final long j1 = acknowledged.getLong(FullDiskVenue.J1_AT);
        final JournalVerdict.Whole whole = (JournalVerdict.Whole)JournalReader.open(directory).read(
            (buffer, offset, length) -> true);
        assertThat(whole.closed()).isFalse();
        assertThat(whole.lastSequence()).isGreaterThanOrEqualTo(j1).isPositive();
        final List<Long> surplus = new ArrayList<>();
        SlabSurplus.read(directory, (buffer, offset, length) ->
            surplus.add(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET)));
        assertThat(surplus.get(0)).isEqualTo(whole.lastSequence() + 1);
        assertThat(surplus.get(surplus.size() - 1)).isGreaterThanOrEqualTo(committed);
    }

    private Map<String, String> run(final Path directory, final String mode, final Path ballast, final int exitCode)
        throws Exception
    {
        return run(directory, mode, ballast, exitCode, List.of());
    }

    private Map<String, String> run(final Path directory, final String mode, final Path ballast, final int exitCode,
        final List<String> before) throws Exception
    {
        final Path acks = scratch.resolve("acks");
        if (!"restart".equals(mode))
        {
            Files.write(acks, new byte[FullDiskVenue.ACKS_LENGTH]);
        }
        final Path output = scratch.resolve("output");
        final List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> !argument.startsWith("-javaagent")).forEach(command::add);
        command.add("-XX:ErrorFile=" + scratch.resolve("hs_err.log"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FullDiskVenue.class.getName(),
            directory.toString(), acks.toString(), mode, ballast.toString()));
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
            .start();
        final boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        final String said = Files.readString(output);
        assertThat(ended).as("hangs: %s", said).isTrue();
        // A signal in the library's own header write is what no Java code can answer: the documented limit.
        assumeFalse("truncate".equals(mode) && said.contains("SIGBUS") && said.contains("Unsafe_CompareAndSetInt"),
            "Chronicle's own header write met the vanished file before a record did");
        assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
        final Map<String, String> values = new TreeMap<>();
        said.lines().filter(line -> line.contains("=")).forEach(line ->
            values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return values;
    }

    private static long number(final Map<String, String> said, final String key)
    {
        return Long.parseLong(said.get(key));
    }

    /** Adds up what the journal says is missing of the venue's source. */
    private static final class Gaps implements JournalVisitor
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final DataQualityDecoder quality = new DataQualityDecoder();
        private long missing;

        @Override
        public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
        {
            int decision = offset + RecordLayout.INPUT_OFFSET +
                RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET));
            for (int i = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET); i > 0; i--)
            {
                header.wrap(buffer, decision);
                if (header.templateId() == DataQualityDecoder.TEMPLATE_ID)
                {
                    quality.wrapAndApplyHeader(buffer, decision, header);
                    missing += quality.codeRaw() == DataQualityCode.SEQUENCE_GAP.code() ?
                        quality.observed() - quality.expected() : 0;
                }
                decision += RecordLayout.align(MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength());
            }
            return true;
        }
    }
}
