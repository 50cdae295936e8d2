package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the paced rows compute and write; no time is looked at but where a late piece must be seen. */
class PacedTest
{
    private static final int SIZE = 500;
    private static final int PIECES = 50;
    private static final long LATE_NS = 20_000_000;

    @TempDir
    private Path folder;

    @Test
    void shouldDecideTheSameWhenPacedAndWriteEveryDistribution() throws IOException
    {
        final List<Row> rows = TickRows.rows(100, 2, SIZE, folder);
        assertThat(rows).hasSize(6).allSatisfy(row ->
        {
            assertThat(row.isVoid()).as(row.check()).isFalse();
            assertThat(row.percentiles()).isNotNull();
        });
        assertThat(tags("inline-100.hlog")).containsOnlyKeys("service", "response", "decided", "closed-loop",
            "clock-pair", "hiccup", "clock-pair-closed-loop").containsEntry("service", 2L * SIZE)
            .containsEntry("hiccup", 2L * SIZE);
        assertThat(folder.resolve("inline-100-response.hgrm")).content().contains("Percentile", "#[Max");
    }

    @Test
    void shouldDecideTheSameThroughTheRingWithAJournalAndWithout() throws IOException
    {
        for (final boolean isJournaled : new boolean[]{false, true})
        {
            final List<Row> rows = RingRows.rows(isJournaled, 1, SIZE, folder);
            assertThat(rows).hasSize(3).allSatisfy(row ->
            {
                assertThat(row.isVoid()).as(row.check()).isFalse();
                assertThat(row.threads()).isEqualTo(isJournaled ? 3 : 2);
            });
        }
        assertThat(tags("ring.hlog")).containsOnlyKeys("service", "response", "hop", "hop-response");
        assertThat(tags("ring-journaled.hlog")).containsEntry("service", (long)SIZE);
    }

    /** One piece of work takes as long as all of the schedule: every later one was due before it could begin. */
    @Test
    void shouldChargeALatePieceToThoseBehindIt()
    {
        final PacedPass pass = new PacedPass();
        final Histogram apart = PacedPass.histogram();
        pass.run(PIECES, LATE_NS / (4 * PIECES), new PacedPass.Work()
        {
            @Override
            public boolean run(final int k)
            {
                final long untilNs = System.nanoTime() + LATE_NS;
                while (k == 0 && System.nanoTime() - untilNs < 0)
                {
                    Thread.onSpinWait();
                }
                return k == 0;
            }

            @Override
            public void rest()
            {
                // Nothing.
            }
        }, apart);
        assertThat(apart.getTotalCount()).isOne();
        assertThat(apart.getMinValue()).isGreaterThanOrEqualTo(LATE_NS * 99 / 100);
        assertThat(pass.response().getTotalCount()).isEqualTo(PIECES);
        assertThat(pass.response().getMinValue()).isGreaterThan(LATE_NS / 2);
        assertThat(pass.service().getMinValue()).isLessThan(pass.response().getMinValue());
    }

    private Map<String, Long> tags(final String name) throws IOException
    {
        final Map<String, Long> counts = new TreeMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(folder.resolve(name).toFile()))
        {
            for (EncodableHistogram h = reader.nextIntervalHistogram(); h != null; h = reader.nextIntervalHistogram())
            {
                counts.merge(h.getTag(), ((Histogram)h).getTotalCount(), Long::sum);
            }
        }
        return counts;
    }
}
