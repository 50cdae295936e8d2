package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.Durability;
import io.firebreak.market.TradingState;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goes on with journals as a kill leaves them: copies of the directory of a process that is still alive. */
class RecoveryTest
{
    @TempDir
    private Path directory;

    private RecoveringVenue run(final int journaled, final int surplus)
    {
        final RecoveringVenue venue = new RecoveringVenue(directory.resolve("j"), 11);
        for (int i = 0; i < journaled; i++)
        {
            venue.step();
            venue.poll();
            if (i % 50 == 49)
            {
                venue.drain();
            }
        }
        venue.drain();
        for (int i = 0; i < surplus; i++)
        {
            venue.step();
            venue.poll();
        }
        return venue;
    }

    private Path killed(final String name) throws IOException
    {
        return RecoveringVenue.killed(directory.resolve("j"), directory.resolve(name));
    }

    private static ReplayResult verify(final Path journal) throws IOException
    {
        return new Replayer().replay(JournalReader.open(journal), sequence -> { });
    }

    @Test
    void shouldBringTheSurplusIntoTheJournalAndGoOn() throws IOException
    {
        final RecoveringVenue first = run(500, 37);
        final long last = first.breaker.engine().sequence();
        final long journaled = first.journal.durableSequence(Durability.J1);
        final Path copy = killed("copy");
        assertThat(((JournalVerdict.Whole)verify(copy).integrity()).lastSequence()).isEqualTo(journaled);

        try (RecoveringVenue again = new RecoveringVenue(copy, 12))
        {
            assertThat(again.breaker.recovery().isUnclean()).isTrue();
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            assertThat(again.breaker.recovery().surplusRecords()).isEqualTo(last - journaled).isPositive();
            assertThat(again.breaker.recovery().records()).isEqualTo(last);
            assertThat(again.journal.durableSequence(Durability.J1)).isEqualTo(last);
            assertThat(again.breaker.committedSequence()).isEqualTo(last + 1);
            assertThat(again.breaker.engine().governingState(0)).isGreaterThanOrEqualTo(
                Math.max(TradingState.CANCEL_ONLY.code(), first.breaker.engine().governingState(0)));
            for (int i = 0; i < 100; i++)
            {
                again.step();
                again.idle();
            }
            assertThat(again.breaker.engine().lastSourceSequence(2))
                .isGreaterThan(again.breaker.recovery().sourceSequences().get(2));
        }
        final ReplayResult result = verify(copy);
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.integrity()).isInstanceOfSatisfying(JournalVerdict.Whole.class,
            whole -> assertThat(whole.closed()).isTrue());
        final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
        JournalReader.open(copy).read(seen);
        // The surplus belongs to a segment of who decided it.
        assertThat(seen.segments).extracting(JournalSegment::previousSequence).containsExactly(0L, journaled, last);
        first.close();
    }

    @Test
    void shouldNotTakeRecordsTwiceWhenTheBufferStillHoldsWhatIsJournaled() throws IOException
    {
        final RecoveringVenue first = run(200, 20);
        first.breaker.onBatchEnd();
        final Path before = killed("before");
        first.drain();
        first.step();
        first.breaker.onBatchEnd();
        final Path copy = killed("copy");
        // Killed after the append returned and before the buffer let go of it.
        Files.copy(before.resolve("records.slab"), copy.resolve("records.slab"), StandardCopyOption.REPLACE_EXISTING);
        final long journaled = first.journal.durableSequence(Durability.J1);

        try (RecoveringVenue again = new RecoveringVenue(copy, 12))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(journaled);
            assertThat(again.breaker.recovery().surplusRecords()).isZero();
        }
        assertThat(verify(copy).verdict()).isEqualTo(ReplayResult.Verdict.OK);
        first.close();
    }

    @Test
    void shouldGoOnWhenItWasKilledInsideTheRecovery() throws IOException
    {
        final RecoveringVenue first = run(200, 20);
        final long last = first.breaker.engine().sequence();
        final Path copy = killed("copy");
        final Path slab = copy.resolve("records.slab");
        Files.copy(slab, directory.resolve("slab"));
        final RecoveringVenue second = new RecoveringVenue(copy, 12);
        for (int i = 0; i < 2; i++)
        {
            final Path killed = RecoveringVenue.killed(copy, directory.resolve("killed" + i));
            if (i == 0)
            {
                // The surplus is journaled and the segment begun, the buffer is not yet the new one.
                Files.copy(directory.resolve("slab"), killed.resolve("records.slab"),
                    StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(killed.resolve("records.slab.next"), new byte[100]);
            try (RecoveringVenue again = new RecoveringVenue(killed, 12))
            {
                assertThat(again.breaker.recovery().isUnclean()).isTrue();
                // The restart of the second process only the new buffer holds.
                assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last + i);
                assertThat(again.breaker.recovery().surplusRecords()).isEqualTo(i);
                assertThat(killed.resolve("records.slab.next")).doesNotExist();
            }
            assertThat(verify(killed).verdict()).isEqualTo(ReplayResult.Verdict.OK);
        }
        second.close();
        first.close();
    }

    /** An index that nobody has defined cannot be halted, so the next process has to know which are missing. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldSayWhatIsDefinedWhenItWasKilledBeforeAllWas(final int defined) throws IOException
    {
        final Path copy = directory.resolve("copy");
        final CompiledRulebook rulebook = RecoveringVenue.rulebook();
        final RecordBuffer records = RecordBuffer.map(copy, 1 << 18);
        final InlineBreaker first = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(RecoveringVenue.INSTRUMENTS))
            .journal(new ChronicleJournal(copy, records), records)
            .origin("feed=test\n", JournalStart.Clock.HOST, RecoveringVenue.ORIGIN));
        for (int i = 0; i < defined; i++)
        {
            first.publisher().instrumentDefinition(0, 0, RecoveringVenue.ORIGIN, i, 1000 + i, 4, 0, 2, 0, 1, 1_000_000);
        }
        first.onBatchEnd();
        final Path killed = RecoveringVenue.killed(copy, directory.resolve("killed"));

        try (RecoveringVenue again = new RecoveringVenue(killed, 12))
        {
            final List<Integer> generations = again.breaker.recovery().generations();
            assertThat(generations).hasSize(RecoveringVenue.INSTRUMENTS);
            for (int i = 0; i < RecoveringVenue.INSTRUMENTS; i++)
            {
                assertThat(generations.get(i)).as("instrument " + i).isEqualTo(i < defined ? 4 : 0);
                again.halt(i);
                assertThat(again.breaker.engine().governingState(i)).isEqualTo(TradingState.HALTED.code());
            }
        }
        assertThat(verify(killed).verdict()).isEqualTo(ReplayResult.Verdict.OK);
        first.close();
    }

    @Test
    void shouldGoOnAfterACleanCloseWithoutRaisingAnything() throws IOException
    {
        final RecoveringVenue first = run(100, 5);
        final long last = first.breaker.engine().sequence();
        final int state = first.breaker.engine().governingState(0);
        first.close();
        try (RecoveringVenue again = new RecoveringVenue(directory.resolve("j"), 12))
        {
            assertThat(again.breaker.recovery().isUnclean()).isFalse();
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            assertThat(again.breaker.engine().governingState(0)).isEqualTo(state);
        }
        assertThat(verify(directory.resolve("j")).verdict()).isEqualTo(ReplayResult.Verdict.OK);
    }

    @Test
    void shouldOverwriteADocumentThatWasBeingWritten() throws IOException
    {
        final RecoveringVenue first = run(200, 20);
        final long last = first.breaker.engine().sequence();
        final Path copy = killed("copy");
        final Path file;
        final long end;
        try (JournalBytes bytes = new JournalBytes(RecoveringVenue.killed(copy, directory.resolve("map"))))
        {
            file = copy.resolve(bytes.file.getFileName());
            end = bytes.end(bytes.documents.size() - 1) + 3 & -4;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            // Chronicle's word of a document in work, and half of one of ours.
            channel.write(ByteBuffer.wrap(new byte[]{0, 0, 0, (byte)0x80, 'F', 'B', 'J', 'D', 1, 0, 0, 0, 9, 9}), end);
        }
        try (RecoveringVenue again = new RecoveringVenue(copy, 12))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
        }
        assertThat(verify(copy).verdict()).isEqualTo(ReplayResult.Verdict.OK);
        first.close();
    }

    @Test
    void shouldGoOnInAnotherFileOnAnotherDay() throws IOException
    {
        final AtomicLong millis = new AtomicLong(1_760_000_000_000L);
        final RecoveringVenue first = new RecoveringVenue(directory.resolve("j"), 11, millis::get);
        first.step();
        first.drain();
        first.step();
        final long last = first.breaker.engine().sequence();
        final Path copy = killed("copy");
        millis.addAndGet(TimeUnit.DAYS.toMillis(1));
        try (RecoveringVenue again = new RecoveringVenue(copy, 12, millis::get))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            // A clock that goes back does not lead into an earlier file.
            millis.addAndGet(-TimeUnit.DAYS.toMillis(5));
            again.step();
            again.drain();
        }
        try (RecoveringVenue third = new RecoveringVenue(copy, 13, millis::get))
        {
            assertThat(third.breaker.recovery().isUnclean()).isFalse();
        }
        assertThat(verify(copy).verdict()).isEqualTo(ReplayResult.Verdict.OK);
        first.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "1, 8388608, false", "4, 8388608, false", "4, 8388608, true", "1, 8388608, true"})
    void shouldGoOnWhenItWasKilledWhileAFileWasBegun(final int days, final int length, final boolean isHeaded)
        throws IOException
    {
        final AtomicLong millis = new AtomicLong(1_760_000_000_000L);
        final RecoveringVenue first = new RecoveringVenue(directory.resolve("j"), 11, millis::get);
        first.step();
        first.drain();
        first.step();
        final long last = first.breaker.engine().sequence();
        final Path copy = killed("copy");
        first.close();
        final byte[] next = new byte[length];
        if (isHeaded)
        {
            // Chronicle's first word of a header in work.
            next[3] = (byte)0xC0;
        }
        Files.write(ChronicleFiles.file(copy, (int)TimeUnit.MILLISECONDS.toDays(millis.get()) + 1), next);
        millis.addAndGet(TimeUnit.DAYS.toMillis(days));

        try (RecoveringVenue again = new RecoveringVenue(copy, 12, millis::get))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            again.step();
        }
        assertThat(verify(copy).verdict()).isEqualTo(ReplayResult.Verdict.OK);
    }

    @Test
    void shouldBeginAnewWhenItWasKilledBeforeItsFirstDocument() throws IOException
    {
        new Head(0, 0, 0).write(directory);
        Files.write(directory.resolve("metadata.cq4t"), new byte[10]);
        assertThat(JournalReader.open(directory).read(new ChronicleJournalTest.Collected()))
            .isInstanceOf(JournalVerdict.Whole.class);

        try (RecoveringVenue venue = new RecoveringVenue(directory, 11))
        {
            assertThat(venue.breaker.recovery()).isNull();
            venue.step();
        }
        assertThat(verify(directory).verdict()).isEqualTo(ReplayResult.Verdict.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", ".cq4"})
    void shouldRefuseADamagedOrShortenedJournalAndLeaveItAsItIs(final String what) throws IOException
    {
        run(200, 0).close();
        final Path journal = directory.resolve("j");
        try (JournalBytes bytes = new JournalBytes(journal))
        {
            if (what.equals("head"))
            {
                Files.delete(journal.resolve("head"));
            }
            else
            {
                bytes.cut(bytes.documents.get(bytes.documents.size() - 2));
            }
        }
        final Path copy = RecoveringVenue.killed(journal, directory.resolve("copy"));

        assertThatThrownBy(() -> new RecoveringVenue(journal, 12)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining(journal.toString()).hasMessageContaining("./firebreak verify");
        for (final String name : new String[]{"records.slab", "metadata.cq4t"})
        {
            assertThat(journal.resolve(name)).hasSameBinaryContentAs(copy.resolve(name));
        }
        // The refusal frees the directory.
        assertThatThrownBy(() -> new RecoveringVenue(journal, 12)).hasMessageContaining("./firebreak verify");
    }

    @Test
    void shouldRefuseAnotherRulebookAndSayWhatToDo()
    {
        run(10, 0).close();

        assertThatThrownBy(() -> new RecoveringVenue(directory.resolve("j"), 12, "engine.host_timeout_s=61"))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("rulebook image")
            .hasMessageContaining("go on with the same rulebook").hasMessageContaining("another --journal directory");
        try (RecoveringVenue again = new RecoveringVenue(directory.resolve("j"), 12))
        {
            assertThat(again.breaker.recovery().isUnclean()).isFalse();
        }
    }

    @Test
    void shouldRefuseARecordBufferWhoseJournalIsGone() throws IOException
    {
        run(200, 5).close();
        final Path journal = directory.resolve("j");
        final Path copy = Files.createDirectories(directory.resolve("copy"));
        Files.copy(journal.resolve("records.slab"), copy.resolve("records.slab"));

        assertThatThrownBy(() -> new RecoveringVenue(copy, 12)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("the files of their journal are gone");
        assertThat(copy.resolve("records.slab")).hasSameBinaryContentAs(journal.resolve("records.slab"));
        new Head(0, 0, 0).write(copy);
        assertThatThrownBy(() -> new RecoveringVenue(copy, 12)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("there was more of it");
    }

    @Test
    void shouldRefuseASurplusThatTheEngineDoesNotDecide() throws IOException
    {
        final RecoveringVenue first = run(200, 20);
        final Path copy = killed("copy");
        first.close();
        try (FileChannel slab = FileChannel.open(copy.resolve("records.slab"), StandardOpenOption.READ,
            StandardOpenOption.WRITE))
        {
            final ByteBuffer word = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            slab.read(word, 256);
            final long record = 4096 + (word.getLong(0) & (1 << 18) - 1);
            // A price or a time in the first record that was not journaled.
            slab.read(word.clear(), record + 24 + 8);
            slab.write(word.putLong(0, word.getLong(0) + 1_000_000_000L).clear(), record + 24 + 8);
        }

        assertThatThrownBy(() -> new RecoveringVenue(copy, 12)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("decided otherwise");
    }

    @Test
    void shouldRefuseASecondWriter()
    {
        try (RecoveringVenue first = run(10, 0))
        {
            assertThatThrownBy(() -> RecordBuffer.map(directory.resolve("j"), 1 << 16))
                .hasMessageContaining("is being written by");
            assertThat(first.breaker.recovery()).isNull();
        }
    }
}
