package io.firebreak.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorLogTest
{
    private final BreakerCounters counters = BreakerCounters.inMemory(List.of());
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowMs = 1_000;

    @Test
    void shouldKeepADistinctErrorOnceWhenItRepeats()
    {
        final ErrorLog log = ErrorLog.inMemory(16_384, () -> nowMs, counters);

        for (int i = 0; i < 3; i++)
        {
            nowMs += 1_000;
            assertThat(log.record(new IllegalStateException("the same"))).isTrue();
        }

        assertThat(log.print(out)).isEqualTo(1);
        assertThat(printed()).startsWith("3 times, first 1970-01-01T00:00:02Z, last 1970-01-01T00:00:04Z")
            .contains("IllegalStateException: the same", "ErrorLogTest");
    }

    @Test
    void shouldCountWhatDoesNotFit()
    {
        final ErrorLog log = ErrorLog.inMemory(4_096, () -> nowMs, counters);

        assertThat(log.record(new IllegalStateException("x".repeat(8_192)))).isFalse();

        assertThat(counters.value(BreakerCounter.ERRORS_NOT_LOGGED)).isEqualTo(1);
        assertThat(log.print(out)).isZero();
    }

    @Test
    void shouldBeReadFromTheFileWhenTheProcessHasEnded(@TempDir final Path folder)
    {
        final Path file = folder.resolve("errors");
        try (ErrorLog log = ErrorLog.map(file, 65_536, () -> nowMs, counters))
        {
            log.record(new IllegalStateException("one"));
            log.record(new ArithmeticException("two"));
        }

        assertThat(ErrorLog.print(file, out)).isEqualTo(2);
        assertThat(printed()).contains("IllegalStateException: one", "ArithmeticException: two");
    }

    @Test
    void shouldRefuseALogTooShortForAStack()
    {
        assertThatThrownBy(() -> ErrorLog.inMemory(100, () -> nowMs, counters))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("100 bytes");
    }

    private String printed()
    {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
