package io.firebreak.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerCountersTest
{
    private static final List<String> CODES = List.of("NONE", "UNKNOWN_INSTRUMENT", "BAD_QUANTITY");

    private byte[] escaped;

    @ParameterizedTest
    @EnumSource(BreakerCounter.class)
    void shouldCountOneCounterAndNoOther(final BreakerCounter counted)
    {
        final BreakerCounters counters = BreakerCounters.inMemory(CODES);

        counters.increment(counted);
        counters.add(counted, 41);

        for (final BreakerCounter counter : BreakerCounter.values())
        {
            assertThat(counters.value(counter)).as("%s", counter).isEqualTo(counter == counted ? 42 : 0);
        }
        assertThat(counters.dataQualityCount(0) + counters.dataQualityCount(1) + counters.dataQualityCount(2)).isZero();
    }

    @Test
    void shouldCountDataQualityByCode()
    {
        final BreakerCounters counters = BreakerCounters.inMemory(CODES);

        counters.dataQuality(2);
        counters.dataQuality(2);
        counters.dataQuality(1);
        counters.dataQuality(3);
        counters.dataQuality(-1);

        assertThat(List.of(counters.dataQualityCount(0), counters.dataQualityCount(1), counters.dataQualityCount(2)))
            .containsExactly(2L, 1L, 2L);
        assertThat(counters.dataQualityCount(3)).isZero();
        assertThat(counters.value(BreakerCounter.INPUTS)).isZero();
    }

    @Test
    void shouldBeReadFromTheFileWhileItIsWritten(@TempDir final Path folder)
    {
        final Path file = folder.resolve("counters");
        try (BreakerCounters counters = BreakerCounters.map(file, CODES))
        {
            counters.add(BreakerCounter.TRIPS, 3);
            final CountersReader reader = BreakerCounters.read(file);
            counters.dataQuality(1);
            counters.add(BreakerCounter.JOURNAL_BYTES, 1_000_000_000_000L);

            final Map<String, Long> seen = new LinkedHashMap<>();
            final List<Integer> types = new ArrayList<>();
            reader.forEach((counterId, typeId, key, label) ->
            {
                seen.put(label, reader.getCounterValue(counterId));
                types.add(typeId);
            });

            assertThat(seen).hasSize(BreakerCounter.values().length + CODES.size())
                .containsEntry("trips", 3L).containsEntry("journal bytes", 1_000_000_000_000L)
                .containsEntry("data quality: UNKNOWN_INSTRUMENT", 1L).containsEntry("inputs processed", 0L);
            assertThat(types).startsWith(7701, 7702, 7703).endsWith(7750, 7750, 7750);
        }
    }

    @Test
    void shouldStartFromZeroWhenTheFileIsOld(@TempDir final Path folder)
    {
        final Path file = folder.resolve("counters");
        try (BreakerCounters counters = BreakerCounters.map(file, CODES))
        {
            counters.add(BreakerCounter.INPUTS, 3);
        }

        try (BreakerCounters counters = BreakerCounters.map(file, CODES))
        {
            assertThat(counters.value(BreakerCounter.INPUTS)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 127, 128, 129, 10_000})
    void shouldRefuseAFileThatIsNotOurs(final int length, @TempDir final Path folder) throws IOException
    {
        final Path file = folder.resolve("counters");
        Files.write(file, new byte[length]);

        assertThatThrownBy(() -> BreakerCounters.read(file)).hasMessageContaining(file.toString());
    }

    @Test
    void shouldRefuseATruncatedFile(@TempDir final Path folder) throws IOException
    {
        final Path file = folder.resolve("counters");
        BreakerCounters.map(file, CODES).close();
        final byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));

        assertThatThrownBy(() -> BreakerCounters.read(file)).isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("is no counters file of version 1");
    }

    @Test
    void shouldGiveEachCounterItsOwnTypeId()
    {
        assertThat(java.util.Arrays.stream(BreakerCounter.values()).map(BreakerCounter::typeId))
            .doesNotHaveDuplicates().doesNotContain(BreakerCounter.DATA_QUALITY_TYPE_ID);
    }

    @Test
    void shouldAllocateNothingWhenItCounts()
    {
        final BreakerCounters counters = BreakerCounters.inMemory(CODES);
        final Runnable counting = () ->
        {
            counters.increment(BreakerCounter.INPUTS);
            counters.add(BreakerCounter.JOURNAL_BYTES, 7);
            counters.dataQuality(1);
        };
        final Runnable allocating = () -> escaped = new byte[16];

        assertThat(allocatedBy(counting)).isZero();
        assertThat(allocatedBy(allocating)).isGreaterThan(100_000);
        assertThat(escaped).isNotNull();
    }

    /** Least of a few runs: what the JVM allocates beside us, once, is not ours; what we allocate is in every run. */
    private static long allocatedBy(final Runnable action)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long threadId = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int run = 0; run < 5; run++)
        {
            final long before = threads.getThreadAllocatedBytes(threadId);
            for (int i = 0; i < 100_000; i++)
            {
                action.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(threadId) - before);
        }
        return least;
    }
}
