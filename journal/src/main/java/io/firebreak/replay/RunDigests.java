package io.firebreak.replay;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Digests of a journal: as its writer recorded them, or as a fresh engine of this build makes them. An engine cannot
 * make those of records that another layout version wrote, which are digests of other lines: there are none to ask for.
 * One thread.
 */
public final class RunDigests implements DigestSource
{
    private final Path directory;
    private final Function<JournalStart, BreakerEngine> engines;
    private final List<Stretch> stretches = new ArrayList<>();
    private final JournalVerdict verdict;
    private byte[] image = new byte[0];
    private int layoutVersion;

    private RunDigests(final Path directory, final Function<JournalStart, BreakerEngine> engines)
    {
        this.directory = directory;
        this.engines = engines;
        verdict = read(new JournalVisitor()
        {
            @Override
            public boolean onSegment(final JournalSegment segment)
            {
                image = segment.start().image();
                layoutVersion = segment.start().layoutVersion();
                return true;
            }

            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                extend(buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET));
                return true;
            }
        });
    }

    /** Records in a row of one layout version. */
    private record Stretch(long first, long last, int layoutVersion)
    {
        boolean isOther()
        {
            return layoutVersion != EngineLayout.VERSION;
        }

        Stretch until(final long sequence)
        {
            return new Stretch(first, Math.min(last, sequence), layoutVersion);
        }
    }

    private void extend(final long sequence)
    {
        final int end = stretches.size() - 1;
        if (end >= 0 && stretches.get(end).layoutVersion == layoutVersion)
        {
            stretches.set(end, new Stretch(stretches.get(end).first, sequence, layoutVersion));
        }
        else
        {
            stretches.add(new Stretch(sequence, sequence, layoutVersion));
        }
    }

    /**
     * How the reading of the journal ended.
     *
     * @return anything but Whole where there are digests of its sound part only.
     */
    public JournalVerdict verdict()
    {
        return verdict;
    }

    /**
     * The records that builds of other layout versions wrote, in words.
     *
     * @return such as "records 1 to 300 under layout version 8"; empty where there are none.
     */
    public String otherLayouts()
    {
        final List<String> texts = stretches.stream().filter(Stretch::isOther).map(stretch -> "records " + stretch.first
            + " to " + stretch.last + " under layout version " + stretch.layoutVersion).toList();
        return String.join(", ", texts);
    }

    /**
     * Whether the records of two journals were written under the same layout versions, so that the digests that stand
     * behind them are of the same lines.
     *
     * @param other another run.
     * @return true where they were, as far as both go.
     */
    public boolean hasSameLayouts(final RunDigests other)
    {
        final long until = Math.min(last(), other.last());
        return stretchesUntil(until).equals(other.stretchesUntil(until));
    }

    private List<Stretch> stretchesUntil(final long sequence)
    {
        return stretches.stream().filter(stretch -> stretch.first <= sequence)
            .map(stretch -> stretch.until(sequence)).toList();
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
        return new RunDigests(directory, start -> Replayer.engine(start, rulebook));
    }

    @Override
    public long last()
    {
        return stretches.isEmpty() ? 0 : stretches.get(stretches.size() - 1).last;
    }

    @Override
    public long from()
    {
        return engines == null ? 1 :
            1 + stretches.stream().filter(Stretch::isOther).mapToLong(Stretch::last).max().orElse(0);
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
     * @throws IllegalArgumentException where an engine is asked for a digest of another layout version's record.
     * @throws UncheckedIOException     where the journal has become shorter since.
     */
    public void each(final long[] sequences, final Listener listener)
    {
        if (sequences.length == 0)
        {
            return;
        }
        if (sequences[0] < from())
        {
            throw new IllegalArgumentException("the digest behind record " + sequences[0] + " cannot be made: " +
                otherLayouts() + "; this build has " + EngineLayout.VERSION);
        }
        final Picker picker = new Picker(sequences, listener);
        final JournalVerdict read = read(picker);
        if (picker.index < sequences.length)
        {
            throw new UncheckedIOException(
                new IOException("the journal in " + directory + " changed while it was read: " + read));
        }
    }

    private JournalVerdict read(final JournalVisitor visitor)
    {
        try
        {
            return JournalReader.open(directory).read(visitor);
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
        private final RecordReplay replay = engines == null ? null : new RecordReplay(engines);
        private int index;

        Picker(final long[] sequences, final Listener listener)
        {
            this.sequences = sequences;
            this.listener = listener;
        }

        @Override
        public boolean onSegment(final JournalSegment segment)
        {
            if (replay != null)
            {
                replay.onSegment(segment.start());
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
