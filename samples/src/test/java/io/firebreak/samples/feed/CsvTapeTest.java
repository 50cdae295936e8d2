package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTapeTest
{
    private static final List<List<String>> HEADERS = List.of(List.of("a", "b"));

    @TempDir
    private Path directory;

    @Test
    void shouldReadTheSameLinesWhenTheFileIsPlainOrPacked() throws Exception
    {
        final List<String> plain = read(TapeFiles.plain(directory, "t.csv", "a,b", "1,2", "3,4"));
        assertThat(plain).containsExactly("2:1,2", "3:3,4");
        assertThat(read(TapeFiles.gzip(directory, "misnamed.csv", 0, "a,b", "1,2", "3,4"))).isEqualTo(plain);
        final Path dos = directory.resolve("dos.csv");
        Files.write(dos, "a,b\r\n1,2\r\n3,4".getBytes(StandardCharsets.UTF_8));
        assertThat(read(dos)).isEqualTo(plain);
    }

    @Test
    void shouldReadEveryLineWhenTheFileIsLongerThanTheBuffer()
    {
        final String[] lines = new String[60_001];
        lines[0] = "a,b";
        for (int i = 1; i < lines.length; i++)
        {
            lines[i] = i + ",1234567";
        }
        final List<String> read = read(TapeFiles.gzip(directory, "long.csv.gz", 0, lines));
        assertThat(read).hasSize(60_000).last().isEqualTo("60001:60000,1234567");
    }

    @Test
    void shouldNameFileLineAndFieldsWhenALineIsRaggedAndGoOn()
    {
        final CsvTape tape = CsvTape.open(TapeFiles.plain(directory, "t.csv", "a,b", "1", "3,4"), HEADERS);
        assertThatThrownBy(tape::nextLine).isInstanceOf(BadLine.class).hasMessageContaining("t.csv:2: 1 fields instead")
            .hasMessageContaining("--on-bad-line skip");
        assertThat(tape.nextLine()).isTrue();
        assertThat(tape.integer(1)).isEqualTo(4);
        assertThat(tape.nextLine()).isFalse();
    }

    @Test
    void shouldNameColumnAndFixWhenANumberIsNotOne()
    {
        final CsvTape tape = CsvTape.open(TapeFiles.plain(directory, "t.csv", "a,b", "1,NaN", "2,-3"), HEADERS);
        tape.nextLine();
        assertThatThrownBy(() -> tape.decimal(1, 2)).isInstanceOf(BadLine.class)
            .hasMessageContaining("t.csv:2: b: 'NaN' is no number").hasMessageContaining("--on-bad-line skip");
        tape.nextLine();
        assertThat(tape.decimal(1, 0)).isEqualTo(-3);
        assertThatThrownBy(() -> tape.size(1, 0)).hasMessageContaining("t.csv:3: b: '-3' is a negative size");
    }

    @Test
    void shouldGiveEveryWholeLineWhenTheArchiveIsCut()
    {
        final String[] lines = new String[5_001];
        lines[0] = "a,b";
        for (int i = 1; i < lines.length; i++)
        {
            lines[i] = i * 7919L % 65_537 + "," + i;
        }
        final CsvTape tape = CsvTape.open(TapeFiles.gzip(directory, "cut.csv.gz", 3_000, lines), HEADERS);
        long last = 0;
        BadLine end = null;
        try
        {
            while (tape.nextLine())
            {
                last++;
                assertThat(tape.integer(1)).isEqualTo(last);
            }
        }
        catch (final BadLine ex)
        {
            end = ex;
        }
        assertThat(last).isBetween(1_000L, 4_999L);
        assertThat(end).isNotNull();
        assertThat(end.isLast()).isTrue();
        assertThat(end).hasMessageContaining("cut.csv.gz:" + (last + 2) + ": the gzip archive is cut")
            .hasMessageContaining("fetch the file again");
    }

    @Test
    void shouldSayWhatIsExpectedWhenTheHeaderIsUnknown()
    {
        final Path file = TapeFiles.plain(directory, "t.csv", "a,c", "1,2");
        assertThatThrownBy(() -> CsvTape.open(file, HEADERS)).isInstanceOf(FeedMistake.class)
            .hasMessageContaining("t.csv:1: unknown header 'a,c': this feed reads 'a,b'");
    }

    @Test
    void shouldSayNoSuchFileOrEmptyWhenThereIsNothingToRead() throws Exception
    {
        assertThatThrownBy(() -> CsvTape.open(directory.resolve("none.csv"), HEADERS))
            .isInstanceOf(FeedMistake.class).hasMessageStartingWith("no such file: ");
        final Path empty = Files.write(directory.resolve("empty.csv"), new byte[0]);
        assertThatThrownBy(() -> CsvTape.open(empty, HEADERS)).hasMessageContaining("empty.csv:1: the file is empty");
    }

    private static List<String> read(final Path file)
    {
        final List<String> read = new ArrayList<>();
        try (CsvTape tape = CsvTape.open(file, HEADERS))
        {
            while (tape.nextLine())
            {
                read.add(tape.line() + ":" + tape.text(0) + "," + tape.text(1));
            }
        }
        return read;
    }
}
