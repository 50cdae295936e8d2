package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.replay.SnapshotFollower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart goes on from the newest snapshot that can be used, and nothing shows that it did but its time. */
@Tag("determinism")
class SnapshotRecoveryTest
{
    private static final int SEED = 11;

    @TempDir
    private Path directory;

    private Path killed;
    private long last;

    /** A journal of a killed process, with a surplus in its record buffer and without snapshots. */
    @BeforeEach
    void kill() throws IOException
    {
        killed = killed("killed", SEED, 700, 20);
    }

    private Path killed(final String name, final long seed, final int journaled, final int surplus) throws IOException
    {
        final Path journal = directory.resolve(name + "-running");
        try (RecoveringVenue venue = new RecoveringVenue(journal, seed))
        {
            steps(venue, journaled);
            venue.drain();
            steps(venue, surplus);
            venue.breaker.onBatchEnd();
            last = venue.breaker.engine().sequence();
            return RecoveringVenue.killed(journal, directory.resolve(name));
        }
    }

    private static void steps(final RecoveringVenue venue, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            venue.step();
            venue.poll();
            if (i % 40 == 39)
            {
                venue.drain();
            }
        }
    }

    private Path copy(final String name) throws IOException
    {
        return RecoveringVenue.killed(killed, directory.resolve(name));
    }

    /** Goes on for a while, and gives what the whole journal is then. */
    private static Outcome goOn(final Path journal) throws IOException
    {
        final RecoveryStart start;
        final long hash;
        try (RecoveringVenue again = new RecoveringVenue(journal, 12))
        {
            start = again.breaker.recovery().start();
            assertThat(again.breaker.recovery().replayedRecords())
                .isEqualTo(again.breaker.recovery().lastSequence() - start.sequence());
            assertThat(again.breaker.recovery().toString()).contains(start.toString());
            steps(again, 400);
            hash = again.breaker.engine().arenaHash();
        }
        final List<UnsafeBuffer> records = new ArrayList<>();
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            return records.add(new UnsafeBuffer(record));
        });
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), sequence -> { });
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        return new Outcome(start, records, hash);
    }

    /** What a recovery started from, and what came of it. */
    private record Outcome(RecoveryStart start, List<UnsafeBuffer> records, long arenaHash)
    {
        void requireSame(final Outcome other)
        {
            int same = 0;
            while (same < records.size() && records.get(same).equals(other.records.get(same)))
            {
                same++;
            }
            assertThat(same).as("equal records").isEqualTo(other.records.size());
            assertThat(arenaHash).isEqualTo(other.arenaHash);
        }
    }

    private static Path damaged(final Path file) throws IOException
    {
        final byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        return file;
    }

    private static String name(final String kind, final long sequence)
    {
        return String.format("%s-%019d.snapshot", kind, sequence);
    }

    @Test
    void shouldDecideTheSameWhenItGoesOnFromASnapshot() throws IOException
    {
        final Outcome beginning = goOn(copy("beginning"));
        assertThat(beginning.start()).isEqualTo(RecoveryStart.BEGINNING);
        for (final SnapshotHead.Kind kind : SnapshotHead.Kind.values())
        {
            for (final long sequence : new long[]{1, 401})
            {
                final Path journal = copy(kind.label() + sequence);
                SnapshotFollower.follow(journal, sequence, kind);
                final Outcome outcome = goOn(journal);
                assertThat(outcome.start())
                    .isEqualTo(new RecoveryStart(name(kind.label(), sequence), sequence, List.of()));
                outcome.requireSame(beginning);
            }
        }
    }

    @Test
    void shouldGoOnFromItsOwnSnapshotWhenItWasClosed() throws IOException
    {
        final Path journal = copy("closed");
        goOn(journal);
        final long end = last(journal);
        try (RecoveringVenue again = new RecoveringVenue(journal, 13))
        {
            assertThat(again.breaker.recovery().isUnclean()).isFalse();
            assertThat(again.breaker.recovery().start())
                .isEqualTo(new RecoveryStart(name("image", end), end, List.of()));
            assertThat(again.breaker.recovery().replayedRecords()).isZero();
            assertThat(again.breaker.recovery().records()).isEqualTo(end);
        }
        final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
        JournalReader.open(journal).read(seen);
        assertThat(seen.segments).extracting(JournalSegment::snapshotSequence).endsWith(0L, end).containsOnly(0L, end);
    }

    @Test
    void shouldFallBackToAnOlderOneAndThenToTheBeginningWhenTheNewestIsDamaged() throws IOException
    {
        final Outcome beginning = goOn(copy("beginning"));
        final Path older = SnapshotFollower.follow(killed, 300, SnapshotHead.Kind.IMAGE);
        damaged(SnapshotFollower.follow(killed, 600, SnapshotHead.Kind.IMAGE));
        final String why = name("image", 600) + ": its body is damaged";
        final Outcome fromOlder = goOn(copy("older"));
        assertThat(fromOlder.start()).isEqualTo(new RecoveryStart(name("image", 300), 300, List.of(why)));
        fromOlder.requireSame(beginning);

        damaged(older);
        final Outcome fromBeginning = goOn(copy("again"));
        assertThat(fromBeginning.start())
            .isEqualTo(new RecoveryStart(null, 0, List.of(why, name("image", 300) + ": its body is damaged")));
        assertThat(fromBeginning.start().toString()).startsWith("the journal's beginning (passed over: image-");
        fromBeginning.requireSame(beginning);
    }

    @Test
    void shouldTakeThePortableOneWhenTheImageIsOfAnotherLayoutOrDamaged() throws IOException
    {
        final Outcome beginning = goOn(copy("beginning"));
        SnapshotFollower.follow(killed, 600, SnapshotHead.Kind.PORTABLE);
        SnapshotFollower.follow(killed, 600, SnapshotHead.Kind.IMAGE);
        final SnapshotStore store = new SnapshotStore(killed);
        final Snapshot image = store.newest(last, head -> null, new ArrayList<>()).orElseThrow();
        final SnapshotHead head = image.head();
        store.write(new SnapshotHead(head.kind(), EngineLayout.VERSION - 1, head.semanticsVersion(), head.capacities(),
            head.imageHash(), head.sequence(), head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash(),
            head.bodyBytes(), head.bodyCrc()), image.body());
        final Outcome foreign = goOn(copy("foreign"));
        assertThat(foreign.start()).isEqualTo(new RecoveryStart(name("portable", 600), 600,
            List.of(name("image", 600) + ": layout version " + (EngineLayout.VERSION - 1) + ", this build has " +
            EngineLayout.VERSION)));
        foreign.requireSame(beginning);

        damaged(SnapshotFollower.follow(killed, 600, SnapshotHead.Kind.IMAGE));
        final Outcome other = goOn(copy("damaged"));
        assertThat(other.start()).isEqualTo(new RecoveryStart(name("portable", 600), 600,
            List.of(name("image", 600) + ": its body is damaged")));
        other.requireSame(beginning);
    }

    @Test
    void shouldPassOverWhatIsAheadOfTheJournalOrOfAnotherOne() throws IOException
    {
        final Outcome beginning = goOn(copy("beginning"));
        final Path longer = killed("longer", SEED, 900, 0);
        final Path other = killed("other", SEED + 1, 700, 20);
        final Path ahead = SnapshotFollower.follow(longer, Long.MAX_VALUE, SnapshotHead.Kind.IMAGE);
        final Path foreign = SnapshotFollower.follow(other, 500, SnapshotHead.Kind.IMAGE);
        SnapshotFollower.follow(killed, 400, SnapshotHead.Kind.PORTABLE);
        for (final Path file : List.of(ahead, foreign))
        {
            Files.copy(file, killed.resolve(SnapshotStore.FOLDER).resolve(file.getFileName()));
        }
        final long end = ((JournalVerdict.Whole)JournalReader.open(killed).read(new ChronicleJournalTest.Collected()))
            .lastSequence();
        final Outcome outcome = goOn(copy("copy"));
        assertThat(outcome.start()).isEqualTo(new RecoveryStart(name("portable", 400), 400, List.of(
            ahead.getFileName() + ": it holds sequence " + last(longer) + ", the journal ends at " + end,
            name("image", 500) + ": its digest is not the journal's at sequence 500")));
        outcome.requireSame(beginning);
    }

    @Test
    void shouldRunTheSurplusAgainWhenASnapshotHoldsPartOfIt() throws IOException
    {
        final Path journal = directory.resolve("venue");
        try (RecoveringVenue venue = new RecoveringVenue(journal, SEED))
        {
            steps(venue, 500);
            venue.drain();
            assertThat(venue.breaker.snapshot()).isNull();
            final long journaled = venue.breaker.engine().sequence();
            steps(venue, 10);
            assertThat(venue.breaker.snapshot()).isNull();
            final long held = venue.breaker.engine().sequence();
            steps(venue, 10);
            venue.breaker.onBatchEnd();
            final Path copy = RecoveringVenue.killed(journal, directory.resolve("copy"));
            final Outcome outcome = goOn(copy);
            // The record buffer has no checksums: what it holds comes into the journal only when the engine decides it.
            assertThat(outcome.start()).isEqualTo(new RecoveryStart(name("image", journaled), journaled,
                List.of(name("image", held) + ": it holds sequence " + held + ", the journal ends at " + journaled)));
        }
    }

    @Test
    void shouldPassOverTheStateOfAnEngineThatHadStopped() throws IOException
    {
        final Path closed = directory.resolve("closed");
        try (RecoveringVenue venue = new RecoveringVenue(closed, SEED))
        {
            steps(venue, 300);
        }
        final Path stopped = directory.resolve("stopped");
        JournalForgery.withStop(closed, stopped, 200);
        final Path file = SnapshotFollower.follow(closed, 250, SnapshotHead.Kind.IMAGE);
        Files.createDirectories(stopped.resolve(SnapshotStore.FOLDER));
        Files.copy(file, stopped.resolve(SnapshotStore.FOLDER).resolve(file.getFileName()));
        try (RecoveringVenue again = new RecoveringVenue(stopped, 13))
        {
            assertThat(again.breaker.recovery().start()).isEqualTo(new RecoveryStart(null, 0,
                List.of(name("image", 250) + ": the engine had stopped before sequence 250: no state is its state")));
            assertThat(again.breaker.recovery().isUnclean()).isTrue();
        }
    }

    @Test
    void shouldRefuseADamagedJournalWhateverSnapshotThereIs() throws IOException
    {
        SnapshotFollower.follow(killed, 400, SnapshotHead.Kind.IMAGE);
        try (JournalBytes bytes = new JournalBytes(copy("map")))
        {
            final Path file = killed.resolve(bytes.file.getFileName());
            final byte[] all = Files.readAllBytes(file);
            all[(int)(bytes.end(bytes.documents.size() - 1) - 40)] ^= 1;
            Files.write(file, all);
        }
        assertThatThrownBy(() -> new RecoveringVenue(killed, 12)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is damaged").hasMessageContaining("./firebreak verify");
    }

    private static long last(final Path journal) throws IOException
    {
        final ChronicleJournalTest.Collected seen = new ChronicleJournalTest.Collected();
        JournalReader.open(journal).read(seen);
        return seen.sequences.get(seen.sequences.size() - 1);
    }
}
