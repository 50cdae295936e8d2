package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SeededGeneratorTest
{
    private final UnsafeBuffer buffer = Memory.of(SeededGenerator.LENGTH);
    private final SeededGenerator generator = new SeededGenerator(buffer, 0);

    @Test
    @Tag("determinism")
    void shouldGiveTheRecordedDrawsOnEveryJvm()
    {
        generator.seed(42);
        long hash = 0;
        for (int i = 0; i < 100_000; i++)
        {
            hash = hash * 31 + generator.nextBelow(1 + i);
        }
        assertThat(Long.toHexString(hash)).isEqualTo("81756dc9a804d537");
    }

    @Test
    void shouldContinueFromTheArenaWhenWrappedAgain()
    {
        generator.seed(7);
        generator.next();
        final long state = buffer.getLong(0);
        final long expected = generator.next();
        buffer.putLong(0, state);
        assertThat(new SeededGenerator(buffer, 0).next()).isEqualTo(expected);
    }

    @Test
    void shouldDrawEachNumberEquallyOftenWhenTheBoundIsSmall()
    {
        for (final int bound : new int[] {2, 3, 7, 10, 100})
        {
            generator.seed(bound);
            final int[] counts = new int[bound];
            final int draws = 10_000 * bound;
            for (int i = 0; i < draws; i++)
            {
                counts[(int)generator.nextBelow(bound)]++;
            }
            double chiSquare = 0;
            for (final int count : counts)
            {
                chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000;
            }
            // Mean bound - 1, deviation sqrt(2 (bound - 1)): five deviations, with a fixed seed.
            assertThat(chiSquare).isLessThan(bound - 1 + 5 * Math.sqrt(2.0 * (bound - 1)));
        }
    }

    @Test
    void shouldNotFavourSmallNumbersWhenTheBoundIsThreeQuartersOfTheRange()
    {
        // Without rejection the lowest third would be drawn twice as often as each other.
        final long bound = 3L << 61;
        generator.seed(1);
        int low = 0;
        for (int i = 0; i < 30_000; i++)
        {
            final long draw = generator.nextBelow(bound);
            assertThat(draw).isBetween(0L, bound - 1);
            low += draw < bound / 3 ? 1 : 0;
        }
        assertThat(low).isBetween(9_500, 10_500);
    }

    @Test
    void shouldStayInRangeWhenTheBoundIsAnyPositiveNumber()
    {
        final SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++)
        {
            final long bound = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
            assertThat(generator.nextBelow(bound)).isBetween(0L, Math.max(0, bound - 1));
        }
        assertThat(generator.nextBelow(1)).isZero();
        assertThat(generator.nextBelow(0)).isZero();
        assertThat(generator.nextBelow(Long.MIN_VALUE)).isZero();
    }
}
