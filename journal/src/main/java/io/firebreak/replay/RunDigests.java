package io.firebreak.replay;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineReplay;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/** Digests of a journal: as its writer recorded them, or as a fresh engine of this build makes them. One thread. */
public final class RunDigests implements DigestSource
{
    private final Path directory;
    private final Function<JournalStart, BreakerEngine> engines;
    private final long last;
    private byte[] image = new byte[0];

    private RunDigests(final Path directory, final Function<JournalStart, BreakerEngine> engines)
    {
        this.directory = directory;
        this.engines = engines;
        final long[] seen = new long[1];
        read(new JournalVisitor()
        {
            @Override
            public boolean onSegment(final JournalSegment segment)
            {
                image = segment.start().image();
                return true;
            }

            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                seen[0] = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
                return true;
            }
        });
        last = seen[0];
    }

    /**
     * Whether two journals were written under the same parameters. Their images lie in the engine's memory, so under
     * others the digests differ before any decision does.
     *
     * @param other another run.
     * @return true for the same parameter image.
     */
    public boolean hasSameImage(final RunDigests other)
    {
        return Arrays.equals(image, other.image);
    }

    /**
     * As the journal has them.
     *
     * @param directory of the journal.
     * @return its digests; of its sound part where it is damaged.
     * @throws UncheckedIOException where there is no journal.
     */
    public static RunDigests recorded(final Path directory)
    {
        return new RunDigests(directory, null);
    }

    /**
     * As a fresh engine makes them from the journal's inputs.
     *
     * @param directory of the journal.
     * @param rulebook  what decides, null for the journal's own.
     * @return its digests.
     * @throws UncheckedIOException     where there is no journal.
     * @throws IllegalArgumentException where another version wrote it; the message says which.
     */
    public static RunDigests replayed(final Path directory, final CompiledRulebook rulebook)
    {
        return new RunDigests(directory, start -> Replayer.freshEngine(start, rulebook));
    }

    @Override
    public long last()
    {
        return last;
    }

    @Override
    public long[] at(final long[] sequences)
    {
        final long[] digests = new long[sequences.length];
        each(sequences, (index, digest, arenaHash) -> digests[index] = digest);
        return digests;
    }

    /** Is told a digest. */
    @FunctionalInterface
    public interface Listener
    {
        /**
         * A digest.
         *
         * @param index     of its sequence.
         * @param digest    running digest.
         * @param arenaHash hash of the whole arena, 0 where no engine runs.
         */
        void onDigest(int index, long digest, long arenaHash);
    }

    /**
     * Tells digests while it reads.
     *
     * @param sequences rising.
     * @param listener  told each.
     */
    public void each(final long[] sequences, final Listener listener)
    {
        if (sequences.length > 0)
        {
            read(new Picker(sequences, listener));
        }
    }

    private void read(final JournalVisitor visitor)
    {
        try
        {
            JournalReader.open(directory).read(visitor);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private final class Picker implements JournalVisitor
    {
        private final long[] sequences;
        private final Listener listener;
        private EngineReplay replay;
        private int index;

        Picker(final long[] sequences, final Listener listener)
        {
            this.sequences = sequences;
            this.listener = listener;
        }

        @Override
        public boolean onSegment(final JournalSegment segment)
        {
            if (engines != null)
            {
                replay = replay == null ? new EngineReplay(engines.apply(segment.start())) : replay;
                replay.onLayout(segment.start().layoutVersion());
            }
            return true;
        }

        @Override
        public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
        {
            if (replay != null)
            {
                replay.onRecord(buffer, offset, length);
            }
            if (buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET) == sequences[index])
            {
                listener.onDigest(index, replay == null
                    ? buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH) : replay.engine().digest(),
                    replay == null ? 0 : replay.engine().arenaHash());
                index++;
            }
            return index < sequences.length;
        }
    }
}
