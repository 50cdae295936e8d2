package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed between the spare file's new name and the first document in it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedRollTest
{
    private static final long DAY = 1_700_000_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldGoOnWhenTheNewFileHoldsOnlyZeros() throws IOException
    {
        goOnAfter(ByteBuffer.allocate(8 << 20).array());
    }

    @Test
    void shouldGoOnWhenTheNewFileHoldsOnlyChroniclesOwn() throws IOException
    {
        final Path aside = directory.resolve("aside");
        try (SingleChronicleQueue queue = ChronicleFiles.writing(aside, () -> DAY);
            ExcerptAppender appender = queue.createAppender();
            DocumentContext context = appender.writingDocument())
        {
            context.rollbackOnClose();
        }
        goOnAfter(Files.readAllBytes(ChronicleFiles.file(aside, cycle(DAY))));
    }

    /** Bytes of the file that the roll had begun when the process was killed. */
    private void goOnAfter(final byte[] begun) throws IOException
    {
        final AtomicLong millis = new AtomicLong(DAY);
        final RecoveringVenue first = new RecoveringVenue(directory.resolve("j"), 11, millis::get);
        steps(first, 100);
        final Path copy = RecoveringVenue.killed(directory.resolve("j"), directory.resolve("copy"));
        final long last = first.breaker.engine().sequence();
        first.close();
        millis.addAndGet(TimeUnit.DAYS.toMillis(1));
        Files.write(ChronicleFiles.file(copy, cycle(millis.get())), begun);

        try (RecoveringVenue again = new RecoveringVenue(copy, 12, millis::get))
        {
            assertThat(again.breaker.recovery().lastSequence()).isEqualTo(last);
            steps(again, 10);
        }
        final ReplayResult result = new Replayer().replay(JournalReader.open(copy), sequence -> { });
        assertThat(result.verdict()).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.records()).isGreaterThan(last + 10);
    }

    private static int cycle(final long millis)
    {
        return (int)(millis / TimeUnit.DAYS.toMillis(1));
    }

    private static void steps(final RecoveringVenue venue, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            venue.step();
            venue.poll();
        }
        venue.drain();
    }
}
