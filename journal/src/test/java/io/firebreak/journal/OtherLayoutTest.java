package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Moment;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.RecoveryStart;
import io.firebreak.record.SnapshotHead;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.replay.SnapshotFollower;
import io.firebreak.replay.TailReplay;
import io.firebreak.replay.TailResult;
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

/**
 * A build with another layout of the arena goes on with a journal: states, latches and decisions as if nothing had
 * changed, one digest from there on however it came there, and a journal that is verified as a whole.
 */
@Tag("determinism")
class OtherLayoutTest
{
    private static final int SEED = 23;
    private static final int OTHER = EngineLayout.VERSION + 1;

    @TempDir
    private Path directory;

    private Path own;
    private Path other;
    private long last;

    /** The same closed journal as this build and as one of another layout wrote it. */
    @BeforeEach
    void write() throws IOException
    {
        own = directory.resolve("own");
        other = directory.resolve("other");
        try (RecoveringVenue venue = new RecoveringVenue(own, SEED))
        {
            steps(venue, 700);
            venue.halt(1);
            last = venue.breaker.engine().sequence();
        }
        JournalForgery.withLayout(own, other, OTHER);
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

    private Path copy(final Path journal, final String name) throws IOException
    {
        return RecoveringVenue.killed(journal, directory.resolve(name));
    }

    /** A later process on the same journal, and all records then. */
    private static Outcome goOn(final Path journal, final long seed) throws IOException
    {
        final RecoveryStart start;
        final long hash;
        try (RecoveringVenue again = new RecoveringVenue(journal, seed))
        {
            start = again.breaker.recovery().start();
            steps(again, 400);
            hash = again.breaker.engine().arenaHash();
        }
        final List<byte[]> records = new ArrayList<>();
        JournalReader.open(journal).read((buffer, offset, length) ->
        {
            final byte[] record = new byte[length];
            buffer.getBytes(offset, record);
            return records.add(record);
        });
        return new Outcome(start, records, hash);
    }

    private record Outcome(RecoveryStart start, List<byte[]> records, long arenaHash)
    {
        /** Inputs and decisions without the digests behind them and the checksums over both. */
        List<UnsafeBuffer> decided()
        {
            return records.stream().map(record -> new UnsafeBuffer(record, RecordLayout.SEQUENCE_OFFSET,
                record.length - RecordLayout.SEQUENCE_OFFSET - RecordLayout.DIGEST_LENGTH)).toList();
        }

        void requireSame(final Outcome one)
        {
            assertThat(records).hasSameSizeAs(one.records);
            for (int i = 0; i < records.size(); i++)
            {
                assertThat(records.get(i)).as("record " + (i + 1)).isEqualTo(one.records.get(i));
            }
            assertThat(arenaHash).isEqualTo(one.arenaHash);
        }
    }

    private static ReplayResult verified(final Path journal) throws IOException
    {
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), sequence -> { });
        assertThat(result.firstDivergence()).isNull();
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.identical()).isEqualTo(result.records());
        return result;
    }

    /** The other build's own snapshot of its journal. */
    private static void keepForeign(final Path journal, final long sequence, final SnapshotHead.Kind kind)
        throws IOException
    {
        final Path file = SnapshotFollower.follow(journal, sequence, kind);
        final SnapshotStore store = new SnapshotStore(journal);
        final Snapshot mine = store.newest(sequence, head -> head.kind() == kind ? null : "another",
            new ArrayList<>()).orElseThrow();
        final SnapshotHead head = mine.head();
        final UnsafeBuffer body = new UnsafeBuffer(new byte[mine.body().capacity()]);
        body.putBytes(0, mine.body(), 0, body.capacity());
        Files.delete(file);
        store.write(new SnapshotHead(kind, OTHER, head.semanticsVersion(), head.capacities(), head.imageHash(),
            sequence, head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash() + 1, head.bodyBytes(),
            head.bodyCrc()), body);
    }

    @Test
    void shouldDecideAsBeforeAndBeVerifiedWhenAnotherLayoutWroteTheJournal() throws IOException
    {
        final Outcome before = goOn(copy(own, "before"), 24);
        final Path journal = copy(other, "after");
        final Outcome after = goOn(journal, 24);

        assertThat(after.decided()).isEqualTo(before.decided());
        assertThat(verified(journal).otherLayout()).isEqualTo(last);
        assertThat(verified(other).otherLayout()).isEqualTo(last);
        assertThat(verified(own).otherLayout()).isZero();
        // And once more: from then on it is a journal as any other.
        goOn(journal, 25);
        assertThat(verified(journal).otherLayout()).isEqualTo(last);
    }

    @Test
    void shouldHaveOneDigestWhateverItCameFrom() throws IOException
    {
        final Outcome beginning = goOn(copy(other, "beginning"), 24);
        assertThat(beginning.start()).isEqualTo(RecoveryStart.BEGINNING);
        for (final long sequence : new long[]{300, last})
        {
            for (final SnapshotHead.Kind kind : SnapshotHead.Kind.values())
            {
                final Path mine = copy(other, "mine" + kind + sequence);
                SnapshotFollower.follow(mine, sequence, kind);
                final Outcome outcome = goOn(mine, 24);
                assertThat(outcome.start().sequence()).isEqualTo(sequence);
                outcome.requireSame(beginning);
            }
        }
    }

    @Test
    void shouldNameTheLayoutOfAnImageAndTakeThePortableSnapshotOfTheOtherBuild() throws IOException
    {
        final Outcome beginning = goOn(copy(other, "beginning"), 24);
        for (final long sequence : new long[]{300, last})
        {
            final Path journal = copy(other, "theirs" + sequence);
            keepForeign(journal, sequence, SnapshotHead.Kind.PORTABLE);
            keepForeign(journal, sequence, SnapshotHead.Kind.IMAGE);
            final Outcome outcome = goOn(journal, 24);
            assertThat(outcome.start()).isEqualTo(new RecoveryStart(name("portable", sequence), sequence,
                List.of(name("image", sequence) + ": layout version " + OTHER + ", this build has " +
                EngineLayout.VERSION)));
            outcome.requireSame(beginning);
            assertThat(verified(journal).otherLayout()).isEqualTo(last);
        }
    }

    @Test
    void shouldVerifyFromASnapshotBeforeAndBehindTheChangeOfLayout() throws IOException
    {
        final Path journal = copy(other, "journal");
        goOn(journal, 24);
        final long end = verified(journal).records();
        for (final long sequence : new long[]{300, last, last + 1, last + 200})
        {
            for (final SnapshotHead.Kind kind : SnapshotHead.Kind.values())
            {
                final Path file = SnapshotFollower.follow(journal, sequence, kind);
                final TailResult tail = TailReplay.replay(journal, JournalReader.open(journal),
                    file.getFileName().toString(), at -> { });
                assertThat(tail.result().firstDivergence()).as(file.getFileName().toString()).isNull();
                assertThat(tail.result().records()).isEqualTo(end - sequence);
                assertThat(tail.result().otherLayout()).isEqualTo(Math.max(0, last - sequence));
            }
        }
    }

    @Test
    void shouldPassOverAPortableSnapshotOfAnotherLayoutBehindRecordsOfThisOne() throws IOException
    {
        final Outcome beginning = goOn(copy(own, "beginning"), 24);
        final Path journal = copy(own, "journal");
        Files.walk(journal.resolve(SnapshotStore.FOLDER)).filter(Files::isRegularFile)
            .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        keepForeign(journal, 300, SnapshotHead.Kind.PORTABLE);
        final Outcome outcome = goOn(journal, 24);
        assertThat(outcome.start()).isEqualTo(new RecoveryStart(null, 0, List.of(name("portable", 300) +
            ": of another layout or capacities, so its running digest goes on otherwise than the journal's")));
        outcome.requireSame(beginning);
    }

    @Test
    void shouldShowTheEngineAtAMomentOfEitherLayout() throws IOException
    {
        final Path journal = copy(other, "journal");
        goOn(journal, 24);
        for (final long sequence : new long[]{300, last, last + 1, last + 200})
        {
            final Moment moment = Moment.of(JournalReader.open(journal), sequence, Long.MAX_VALUE);
            assertThat(moment.engine().sequence()).isEqualTo(sequence);
            assertThat(moment.isAsJournaled()).isTrue();
        }
    }

    /** Of this build, of another layout, and of this build again: the middle one's digests are of other lines. */
    @Test
    void shouldGoOnAndBeVerifiedWhenAnotherLayoutWroteASegmentBetween() throws IOException
    {
        final Path whole = copy(own, "whole");
        goOn(whole, 24);
        final long end = verified(whole).records();
        final Path journal = directory.resolve("between");
        JournalForgery.withSegment(whole, journal, 1, OTHER, BreakerEngine.SEMANTICS_VERSION);
        assertThat(verified(journal).otherLayout()).isEqualTo(end - last);
        final Outcome beginning = goOn(copy(journal, "beginning"), 25);

        assertThat(beginning.decided()).isEqualTo(goOn(whole, 25).decided());
        for (final long sequence : new long[]{300, last, last + 1, end})
        {
            final Path from = copy(journal, "from" + sequence);
            SnapshotFollower.follow(from, sequence, SnapshotHead.Kind.IMAGE);
            final Outcome outcome = goOn(from, 25);
            assertThat(outcome.start().sequence()).isEqualTo(sequence);
            outcome.requireSame(beginning);
            assertThat(verified(from).otherVersions()).containsExactly(OTHER);
            assertThat(verified(from).otherLayout()).isEqualTo(end - last);
            assertThat(Moment.of(JournalReader.open(from), Long.MAX_VALUE, Long.MAX_VALUE).isAsJournaled()).isTrue();
        }
    }

    @Test
    void shouldSayThatALaterSegmentIsOfAnotherMeaning() throws IOException
    {
        final Path whole = copy(own, "whole");
        goOn(whole, 24);
        final Path journal = directory.resolve("later");
        final int semantics = BreakerEngine.SEMANTICS_VERSION + 1;
        JournalForgery.withSegment(whole, journal, 1, EngineLayout.VERSION, semantics);
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), sequence -> { });

        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.UNSUPPORTED);
        assertThat(result.integrity()).hasToString("Unsupported[what=written under semantics version " +
            BreakerEngine.SEMANTICS_VERSION + ", and from a later segment on under " + semantics + "]");
        assertThat(result.identical()).isEqualTo(last);
        assertThatThrownBy(() -> SnapshotFollower.follow(journal, Long.MAX_VALUE, SnapshotHead.Kind.IMAGE))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("from a later segment on under");
        assertThat(Moment.of(JournalReader.open(journal), Long.MAX_VALUE, Long.MAX_VALUE).verdict())
            .isInstanceOf(JournalVerdict.Unsupported.class);
    }

    @Test
    void shouldRefuseEverywhereWhenTheOtherLayoutHasTheSameDigestsBehindAnotherDecision() throws IOException
    {
        final Path first = directory.resolve("first");
        final long[] decided = new long[1];
        JournalReader.open(other).read((buffer, offset, length) ->
        {
            decided[0] = decided[0] == 0 && buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) > 10 &&
                buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) > 0 ?
                buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) : decided[0];
            return true;
        });
        JournalForgery.withLong(other, first, decided[0], RecordLayout.INPUT_OFFSET + 64 + 24, word -> word ^ 1);
        final ReplayResult result = new Replayer().replay(JournalReader.open(first), sequence -> { });
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.DIVERGED);
        assertThat(result.firstDivergence().sequence()).isEqualTo(decided[0]);
        requireRefused(first, decided[0]);
        final Path exposed = directory.resolve("exposed");
        JournalForgery.withLong(other, exposed, 100, RecordLayout.INPUT_BYTES_OFFSET, word -> word ^
            (long)RecordLayout.EXPOSED << (RecordLayout.FLAGS_OFFSET - RecordLayout.INPUT_BYTES_OFFSET) * Byte.SIZE);
        assertThat(Moment.of(JournalReader.open(exposed), 200, Long.MAX_VALUE).firstOtherwise()).isEqualTo(100);
    }

    /** No state of it is kept, none is called the journal's, and no process goes on with it. */
    private static void requireRefused(final Path journal, final long sequence) throws IOException
    {
        for (final long until : new long[]{sequence, sequence + 50, Long.MAX_VALUE})
        {
            assertThatThrownBy(() -> SnapshotFollower.follow(journal, until, SnapshotHead.Kind.PORTABLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("this build decides otherwise at or before record " + sequence);
            assertThat(Moment.of(JournalReader.open(journal), until, Long.MAX_VALUE).isAsJournaled()).isFalse();
        }
        assertThat(Moment.of(JournalReader.open(journal), sequence - 1, Long.MAX_VALUE).isAsJournaled()).isTrue();
        assertThatThrownBy(() -> new RecoveringVenue(journal, 24)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("record " + sequence + " of the journal is decided otherwise by this build");
    }

    private static String name(final String kind, final long sequence)
    {
        return String.format("%s-%019d.snapshot", kind, sequence);
    }
}
