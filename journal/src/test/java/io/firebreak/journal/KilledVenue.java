package io.firebreak.journal;

import io.firebreak.record.JournalStart;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue in a process of its own, which its parent kills. What it acknowledges it stores in a mapped file that the
 * parent reads: COMMITTED after the record buffer's tail, J1 after the journal's append, each with its own mark.
 */
public final class KilledVenue
{
    /** How the process ends. */
    enum Mode
    {
        RUN, ROLL, RECOVERY, CLOSE, HALT, SNAPSHOT
    }

    /** In which mode, and with how many threads that publish. */
    enum Shape
    {
        INLINE(JournalStart.Mode.INLINE, 1), DIRECT(JournalStart.Mode.DIRECT, 1),
        SEQUENCED(JournalStart.Mode.SEQUENCED, 1), DIRECT_MANY(JournalStart.Mode.DIRECT, 3),
        SEQUENCED_MANY(JournalStart.Mode.SEQUENCED, 3);

        private final JournalStart.Mode mode;
        private final int producers;

        Shape(final JournalStart.Mode mode, final int producers)
        {
            this.mode = mode;
            this.producers = producers;
        }

        private KillableVenue venue(
            final Path directory, final long seed, final LongSupplier epochMillis, final long hostNs)
        {
            return this == INLINE ? new RecoveringVenue(directory, seed, epochMillis, hostNs) :
                new PipelinedVenue(directory, mode, producers, seed, epochMillis, hostNs);
        }
    }

    /** The marks: a mapped file of words. */
    record Marks(UnsafeBuffer words)
    {
        static final int PHASE = 0;
        static final int J1 = 8;
        static final int TIME = 16;
        static final int HALTED = 24;
        static final int TURN = 32;
        static final int RESTORED = 40;
        static final int SNAPSHOTS = 48;
        static final int COMMITTED = 64;

        static final int OPENING = 1;
        static final int RUNNING = 2;
        static final int CLOSING = 3;
        static final int CLOSED = 4;

        static Marks map(final Path file) throws IOException
        {
            try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE))
            {
                return new Marks(new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, 4096)));
            }
        }

        long get(final int word)
        {
            return words.getLongVolatile(word);
        }

        void put(final int word, final long value)
        {
            words.putLongVolatile(word, value);
        }

        /** Sequence and digest belong together: the turn says which pair is whole. */
        void commit(final long sequence, final long digest)
        {
            final long turn = get(TURN) + 1;
            final int pair = COMMITTED + (int)(turn & 1) * 16;
            words.putLong(pair, sequence);
            words.putLong(pair + 8, digest);
            put(TURN, turn);
        }

        long committedSequence()
        {
            return words.getLong(COMMITTED + (int)(get(TURN) & 1) * 16);
        }

        long committedDigest()
        {
            return words.getLong(COMMITTED + (int)(get(TURN) & 1) * 16 + 8);
        }
    }

    private final Marks marks;
    private final Mode mode;
    private final Random random;
    private final KillableVenue venue;

    private KilledVenue(final Marks marks, final Mode mode, final KillableVenue venue, final long seed)
    {
        this.marks = marks;
        this.mode = mode;
        this.venue = venue;
        random = new Random(seed);
    }

    /**
     * Runs until it is killed.
     *
     * @param args journal directory, file of marks, mode, seed, first day, host's clock in nanoseconds, shape.
     * @throws IOException when the marks cannot be mapped.
     */
    public static void main(final String[] args) throws IOException
    {
        final Marks marks = Marks.map(Path.of(args[1]));
        final Mode mode = Mode.valueOf(args[2]);
        final long seed = Long.parseLong(args[3]);
        final long day = Long.parseLong(args[4]);
        final long[] asked = {0};
        final int documentsADay = mode == Mode.ROLL ? 40 : Integer.MAX_VALUE;
        marks.put(Marks.PHASE, Marks.OPENING);
        final KillableVenue venue = Shape.valueOf(args[6]).venue(Path.of(args[0]), seed,
            () -> TimeUnit.DAYS.toMillis(day + asked[0]++ / documentsADay), Long.parseLong(args[5]));
        marks.put(Marks.RESTORED, venue.recovery() == null ? 0 : venue.recovery().start().sequence());
        new KilledVenue(marks, mode, venue, seed).run();
    }

    private void run()
    {
        venue.start();
        mark();
        marks.put(Marks.PHASE, Marks.RUNNING);
        final int last = 50 + random.nextInt(1_500);
        for (int i = 1; i != last || mode != Mode.CLOSE && mode != Mode.HALT; i++)
        {
            venue.step();
            if (i % 8 == 0)
            {
                venue.idle();
                mark();
            }
            if (mode == Mode.SNAPSHOT && i % 40 == 0)
            {
                marks.put(Marks.SNAPSHOTS, marks.get(Marks.SNAPSHOTS) + 1);
                requireKept(venue.snapshot());
            }
            if (random.nextInt(4) == 0)
            {
                LockSupport.parkNanos(random.nextInt(300_000));
            }
        }
        venue.idle();
        if (mode == Mode.CLOSE)
        {
            marks.put(Marks.PHASE, Marks.CLOSING);
            venue.close();
            marks.put(Marks.PHASE, Marks.CLOSED);
        }
        else
        {
            final int instrument = random.nextInt(RecoveringVenue.INSTRUMENTS);
            venue.halt(instrument);
            mark();
            marks.put(Marks.HALTED, instrument + 1);
        }
        while (true)
        {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void requireKept(final String refusal)
    {
        if (refusal != null)
        {
            throw new IllegalStateException(refusal);
        }
    }

    private void mark()
    {
        venue.acknowledge((sequence, digest) ->
        {
            marks.put(Marks.TIME, venue.timeNs());
            marks.commit(sequence, digest);
        });
        marks.put(Marks.J1, venue.journaledSequence());
    }
}
