package io.firebreak.journal;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A venue in a process of its own that journals prints until the disk has no room, and says what it saw in lines of
 * key=value. What it was told is acknowledged it keeps in a mapped file elsewhere.
 */
public final class FullDiskVenue
{
    /** Committed and J1 sequence in the file of acknowledgements, and how far the venue's own numbers are. */
    static final int COMMITTED_AT = 0;
    static final int J1_AT = 8;
    static final int SOURCE_AT = 16;
    static final int ACKS_LENGTH = 24;

    private static final int SOURCE = 1;
    private static final long ORIGIN = 1_760_000_000_000_000_000L;
    private static final int DROPS = 2_000;

    private final Path directory;
    private final MappedByteBuffer acknowledged;
    private final RecordBuffer records;
    private final ChronicleJournal journal;
    private final InlineBreaker breaker;
    private final JournalThread thread;
    private final VerdictDetail verdict = new VerdictDetail();
    private long timeNs = ORIGIN;
    private long sourceSeq;
    private long dropped;
    private long latchedAt;

    private FullDiskVenue(final Path directory, final Path acks) throws IOException
    {
        this.directory = directory;
        try (FileChannel channel = FileChannel.open(acks, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            acknowledged = channel.map(FileChannel.MapMode.READ_WRITE, 0, ACKS_LENGTH);
        }
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        records = RecordBuffer.map(directory, 1 << 20);
        journal = new ChronicleJournal(directory, records, new JournalSettings(2 << 20, 12 << 20, 4 << 20));
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))
            .journal(journal, records).origin("feed=full disk\n", JournalStart.Clock.EXCHANGE, ORIGIN));
        thread = JournalThread.start(journal);
        if (breaker.recovery() == null)
        {
            breaker.publisher().instrumentDefinition(0, 0, ORIGIN, 0, 1000, 1, 0, 2, 0, 1, 1_000_000);
        }
        else
        {
            sourceSeq = acknowledged.getLong(SOURCE_AT);
            timeNs = breaker.engine().timeNs();
        }
    }

    /**
     * Runs one.
     *
     * @param args directory, file of acknowledgements, what to do when the disk is full: live, halt, close or truncate,
     *             or restart after that; the file that then gives its room.
     */
    public static void main(final String[] args) throws IOException
    {
        final FullDiskVenue venue = new FullDiskVenue(Path.of(args[0]), Path.of(args[1]));
        if ("truncate".equals(args[2]))
        {
            venue.truncate();
            return;
        }
        if ("restart".equals(args[2]))
        {
            venue.goOn();
            venue.close();
            return;
        }
        venue.fill();
        if ("halt".equals(args[2]))
        {
            System.out.flush();
            Runtime.getRuntime().halt(9);
        }
        if ("live".equals(args[2]))
        {
            Files.delete(Path.of(args[3]));
            venue.goOn();
        }
        venue.close();
    }

    private void fill()
    {
        long stalledAt = 0;
        while (dropped < DROPS)
        {
            print();
            if (latchedAt == 0 && GuardLine.latches(breaker.guard().word(0)) != 0)
            {
                latchedAt = journal.durableSequence(Durability.J1) + 1;
            }
            if (stalledAt == 0 && journal.stalled())
            {
                stalledAt = journal.durableSequence(Durability.J1) + 1;
            }
        }
        say("latchedAt", latchedAt);
        say("stalledAt", stalledAt);
        say("latches", GuardLine.latches(breaker.guard().word(0)));
        say("aggressive", check(OrderKind.AGGRESSIVE));
        say("state", TradingState.of(verdict.state()));
        say("cancel", check(OrderKind.CANCEL));
        say("failed", journal.failed());
        say("why", journal.failure());
        say("dropped", dropped);
        acknowledged.putLong(SOURCE_AT, sourceSeq);
    }

    /** A venue cannot wait: a print that is refused while the disk is full is gone. */
    private void print()
    {
        timeNs += 1_000_000;
        sourceSeq++;
        int made = trade();
        while (made == EventPublisher.BACK_PRESSURED && !journal.stalled() && !journal.failed())
        {
            Thread.onSpinWait();
            made = trade();
        }
        dropped += made == EventPublisher.BACK_PRESSURED ? 1 : 0;
        poll();
        if ((sourceSeq & 63) == 0)
        {
            breaker.onBatchEnd();
            acknowledge();
        }
    }

    private int trade()
    {
        return breaker.publisher().trade(SOURCE, sourceSeq, timeNs, timeNs, 0, 0, 10_000 + sourceSeq % 3, 1, sourceSeq,
            Side.BUY.code(), InputFlags.ELIGIBLE);
    }

    private void poll()
    {
        breaker.decisions().poll((templateId, buffer, offset, length) -> { }, 64);
    }

    private void acknowledge()
    {
        acknowledged.putLong(J1_AT, journal.durableSequence(Durability.J1));
        acknowledged.putLong(COMMITTED_AT, breaker.committedSequence());
    }

    private int check(final OrderKind kind)
    {
        return breaker.gate().check(0, Side.BUY.code(), kind.code(), 10_000, 1, timeNs, verdict);
    }

    /** There is room again. */
    private void goOn()
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (journal.stalled() && System.nanoTime() < deadlineNs)
        {
            LockSupport.parkNanos(1_000_000);
        }
        for (int i = 0; i < 1_000; i++)
        {
            print();
        }
        say("aggressiveLater", check(OrderKind.AGGRESSIVE));
    }

    /** The file vanishes under the mapping: a store into it is an InternalError. */
    private void truncate() throws IOException
    {
        for (int i = 0; i < 10_000; i++)
        {
            print();
        }
        final long before = journal.durableSequence(Durability.J1);
        try (var files = Files.list(directory);
            FileChannel channel = FileChannel.open(files.filter(file -> file.toString().endsWith(".cq4")).findAny()
                .orElseThrow(), StandardOpenOption.WRITE))
        {
            channel.truncate(0);
        }
        while (dropped < DROPS)
        {
            print();
        }
        say("j1Before", before);
        say("failed", journal.failed());
        say("why", journal.failure());
        final long stands = journal.durableSequence(Durability.J1);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        say("moved", journal.durableSequence(Durability.J1) - stands);
        say("latches", GuardLine.latches(breaker.guard().word(0)));
        say("aggressive", check(OrderKind.AGGRESSIVE));
        close();
    }

    private void close()
    {
        breaker.onBatchEnd();
        thread.stop(TimeUnit.MINUTES.toNanos(1));
        say("sequence", breaker.engine().sequence());
        acknowledge();
        breaker.close();
        acknowledged.putLong(J1_AT, journal.durableSequence(Durability.J1));
        say("closedWith", journal.failure());
        say("lives", true);
    }

    private static void say(final String key, final Object value)
    {
        System.out.println(key + "=" + value);
    }
}
