package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.record.SnapshotHead;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of snapshots: whole or refused with a reason, and then the next older one. */
class SnapshotStoreTest
{
    private static final CompiledRulebook RULEBOOK = Rulebook.load("us-mwcb", Map.of());
    private static final Capacities SMALL = new Capacities(1, 1, 1, 1, 1, 4_096, 1, 32);

    @TempDir
    private Path journal;

    private final List<String> refusals = new ArrayList<>();

    private static BreakerEngine engine(final Capacities capacities)
    {
        return new BreakerEngine(capacities, new UnsafeBuffer(RULEBOOK.image()), RULEBOOK.imageHash());
    }

    /** The head of a state that nobody looks into. */
    private static SnapshotHead head(final SnapshotHead.Kind kind, final long sequence, final byte[] body)
    {
        final CRC32C crc = new CRC32C();
        crc.update(body);
        return new SnapshotHead(kind, 3, 2, "instruments=1", 4, sequence, 6, 7, 8, 9, body.length,
            (int)crc.getValue());
    }

    private static Path write(final SnapshotStore store, final SnapshotHead.Kind kind, final long sequence)
        throws IOException
    {
        final byte[] body = new byte[10_000];
        Arrays.fill(body, 9_000, 9_500, (byte)sequence);
        return store.write(head(kind, sequence, body), new UnsafeBuffer(body));
    }

    private Optional<Snapshot> newest(final long atMostSequence)
    {
        refusals.clear();
        return new SnapshotStore(journal).newest(atMostSequence, head -> null, refusals);
    }

    @Test
    void shouldReadWhatWasWrittenWhenMostOfItIsHoles() throws IOException
    {
        final Path file = write(new SnapshotStore(journal), SnapshotHead.Kind.IMAGE, 77);
        final Snapshot read = newest(100).orElseThrow();

        assertThat(file).hasFileName("image-0000000000000000077.snapshot");
        assertThat(read.file()).isEqualTo(file);
        assertThat(read.head().sequence()).isEqualTo(77);
        assertThat(read.head().capacities()).isEqualTo("instruments=1");
        assertThat(read.body().getByte(9_200)).isEqualTo((byte)77);
        assertThat(read.body().getByte(100)).isZero();
        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldKeepTheNewestTwoOfEachKind() throws IOException
    {
        final SnapshotStore store = new SnapshotStore(journal);
        for (int i = 1; i <= 4; i++)
        {
            write(store, SnapshotHead.Kind.IMAGE, i * 10);
            write(store, SnapshotHead.Kind.PORTABLE, i * 10 + 1);
        }

        assertThat(store.files()).extracting(file -> file.getFileName().toString()).containsExactly(
            "portable-0000000000000000041.snapshot", "image-0000000000000000040.snapshot",
            "portable-0000000000000000031.snapshot", "image-0000000000000000030.snapshot");
    }

    @Test
    void shouldPassOverWhatIsAheadOfTheJournalOrNotForTheEngine() throws IOException
    {
        final SnapshotStore store = new SnapshotStore(journal);
        write(store, SnapshotHead.Kind.IMAGE, 10);
        write(store, SnapshotHead.Kind.PORTABLE, 20);
        write(store, SnapshotHead.Kind.IMAGE, 20);
        write(store, SnapshotHead.Kind.IMAGE, 30);
        final Optional<Snapshot> found = store.newest(25, head -> head.refusal(4, 2, "instruments=1", 4), refusals);

        assertThat(found.orElseThrow().head().kind()).isEqualTo(SnapshotHead.Kind.PORTABLE);
        assertThat(refusals).containsExactly(
            "image-0000000000000000030.snapshot: it holds sequence 30, the journal ends at 25",
            "image-0000000000000000020.snapshot: layout version 3, this build has 4");
    }

    @Test
    void shouldTakeTheNextOlderWhenOneIsDamagedUnfinishedOrMisnamed() throws IOException
    {
        final SnapshotStore store = new SnapshotStore(journal);
        final Path old = write(store, SnapshotHead.Kind.IMAGE, 10);
        final Path bad = write(store, SnapshotHead.Kind.IMAGE, 20);
        final byte[] bytes = Files.readAllBytes(bad);
        bytes[bytes.length - 600] ^= 1;
        Files.write(bad, bytes);
        Files.copy(old, old.resolveSibling("image-0000000000000000030.snapshot"));
        Files.createFile(old.resolveSibling("image-0000000000000000040.1.part"));
        Files.createFile(old.resolveSibling("image-9999999999999999999.snapshot"));

        assertThat(newest(100).orElseThrow().file()).isEqualTo(old);
        assertThat(refusals).containsExactly("image-0000000000000000040.1.part: it was not finished",
            "image-0000000000000000030.snapshot: its name is that of another",
            "image-0000000000000000020.snapshot: its body is damaged");
    }

    @Test
    void shouldFindNothingWhenThereIsNoFolder()
    {
        assertThat(newest(100)).isEmpty();
        assertThat(refusals).isEmpty();
    }

    @Test
    void shouldRefuseEveryTruncationAndEveryFlippedByte() throws IOException
    {
        final byte[] bytes = new byte[600];
        Arrays.fill(bytes, 100, 300, (byte)5);
        final DirectBuffer body = new UnsafeBuffer(bytes);
        final Path file = new SnapshotStore(journal).write(head(SnapshotHead.Kind.IMAGE, 1, bytes), body);
        final byte[] whole = Files.readAllBytes(file);
        assertThat(SnapshotFile.read(file).body()).isEqualTo(body);
        for (int length = 0; length < whole.length; length++)
        {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SnapshotFile.read(file)).as("cut at " + length)
                .isInstanceOf(IllegalArgumentException.class);
        }
        for (int i = 0; i < whole.length; i++)
        {
            final byte[] flipped = whole.clone();
            flipped[i] ^= (byte)(1 << i % 8);
            Files.write(file, flipped);
            assertThatThrownBy(() -> SnapshotFile.read(file)).as("flip at " + i)
                .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldNameWhatDiffersWhenAnEngineCannotTakeAnImage()
    {
        final BreakerEngine engine = engine(SMALL);
        final SnapshotHead head = EngineImage.head(engine);

        assertThatThrownBy(() -> EngineImage.restore(engine(new Capacities(2, 1, 1, 1, 1, 4_096, 1, 32)), head,
            EngineImage.body(engine))).hasMessageContaining("capacities instruments=1 ")
            .hasMessageContaining("the engine has instruments=2");
        assertThat(head.refusal(EngineLayout.VERSION + 1, head.semanticsVersion(), head.capacities(),
            head.imageHash())).isEqualTo(
            "layout version " + EngineLayout.VERSION + ", this build has " + (EngineLayout.VERSION + 1));
        assertThat(head.refusal(EngineLayout.VERSION, head.semanticsVersion() + 1, head.capacities(),
            head.imageHash())).startsWith("semantics version ");
        assertThat(head.refusal(EngineLayout.VERSION, head.semanticsVersion(), head.capacities(), 5))
            .startsWith("parameter image ");
        final byte[] body = new byte[EngineImage.body(engine).capacity()];
        EngineImage.body(engine).getBytes(0, body);
        body[5_000] ^= 1;
        assertThatThrownBy(() -> EngineImage.restore(engine(SMALL), head, new UnsafeBuffer(body)))
            .hasMessageContaining("damaged");
    }
}
