package io.firebreak.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was dropped is told so that whoever takes the reports one by one misses no number between two of them. */
class DropsTest
{
    private final Drops drops = new Drops();

    private List<String> tell(final int most)
    {
        final List<String> told = new ArrayList<>();
        while (drops.pending() > 0 && told.size() < most)
        {
            final int entry = drops.next();
            told.add(drops.sourceId(entry) + "/" + drops.scope(entry) + " " + drops.from(entry) + "-" +
                drops.to(entry) + " x" + drops.count(entry));
            drops.told();
        }
        return told;
    }

    @Test
    void shouldTellTheOldestFirstWhenTwoInstrumentsOfOneSourceInterleave()
    {
        for (int seq = 1_019; seq < 1_023; seq++)
        {
            drops.add(3, seq & 1, seq);
        }
        assertThat(tell(1)).containsExactly("3/1 1019-1021 x2");
        drops.add(3, 1, 1_023);
        drops.add(3, 0, 1_024);
        assertThat(tell(9)).containsExactly("3/0 1020-1024 x3", "3/1 1023-1023 x1");
    }

    @Test
    void shouldTellTheWholeMarketWhenThereAreMorePlacesThanRoom()
    {
        for (int i = 0; i < 70; i++)
        {
            drops.add(1, i, i + 1);
        }
        final List<String> told = tell(100);
        assertThat(told).hasSize(65).endsWith("0/" + Scope.market(0) + " 0-0 x6");
        assertThat(told.get(0)).isEqualTo("1/0 1-1 x1");
        assertThat(drops.total()).isEqualTo(70);
    }

    @Test
    void shouldNeverTellANumberBehindOneThatWasNotToldWhenDropsAndReportsAlternate()
    {
        final Random random = new Random(20_261_121L);
        final long[] seq = new long[4];
        final long[] known = new long[4];
        long counted = 0;
        long added = 0;
        for (int i = 0; i < 100_000; i++)
        {
            if (random.nextInt(5) > 0)
            {
                final int source = random.nextInt(4);
                drops.add(source, random.nextInt(12), ++seq[source]);
                added++;
            }
            else if (drops.pending() > 0)
            {
                final int entry = drops.next();
                final int source = drops.sourceId(entry);
                assertThat(drops.from(entry)).as("step " + i).isLessThanOrEqualTo(known[source] + 1);
                known[source] = Math.max(known[source], drops.to(entry));
                counted += drops.count(entry);
                drops.told();
            }
        }
        while (drops.pending() > 0)
        {
            counted += drops.count(drops.next());
            drops.told();
        }
        assertThat(counted).isEqualTo(added);
    }
}
