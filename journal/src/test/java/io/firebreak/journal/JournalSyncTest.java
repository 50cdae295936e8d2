package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.RecordBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording sees of the journal's appends. */
class JournalSyncTest
{
    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(final Consumer<Recording> settings) throws IOException
    {
        final Path file = folder.resolve("recording.jfr");
        final RecordBuffer records = RecordBuffer.inMemory(1 << 16);
        final ChronicleJournal journal = new ChronicleJournal(folder.resolve("journal"), records);
        journal.open(Tape.START);
        try (Recording recording = new Recording())
        {
            settings.accept(recording);
            recording.start();
            for (int batch = 0; batch < 2; batch++)
            {
                Tape.append(records, 2 * batch + 1);
                Tape.append(records, 2 * batch + 2);
                records.publish();
                assertThat(journal.drain()).isPositive();
            }
            recording.stop();
            recording.dump(file);
        }
        journal.close(Tape.digest(4), 0, 4, 0);
        return RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("io.firebreak.JournalSync"))
            .collect(Collectors.toList());
    }

    @Test
    void shouldRecordEveryAppendWhenTheThresholdIsZero() throws IOException
    {
        final List<RecordedEvent> events =
            recorded(recording -> recording.enable("io.firebreak.JournalSync").withThreshold(Duration.ZERO));
        assertThat(events).extracting(event -> event.getLong("lastSequence")).containsExactly(2L, 4L);
        assertThat(events).allSatisfy(event -> assertThat(event.getLong("bytes")).isPositive());
    }

    @Test
    void shouldRecordNoneWhenAllWereFasterThanTheThreshold() throws IOException
    {
        assertThat(recorded(recording ->
            recording.enable("io.firebreak.JournalSync").withThreshold(Duration.ofHours(1)))).isEmpty();
    }

    @Test
    void shouldRecordNoneWhenNobodyAsks() throws IOException
    {
        assertThat(recorded(recording -> recording.enable("jdk.ThreadStart"))).isEmpty();
    }
}
