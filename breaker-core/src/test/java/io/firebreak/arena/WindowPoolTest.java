package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class WindowPoolTest
{
    private static final int PAGES = 50;

    private final UnsafeBuffer buffer = Memory.of(WindowPool.bytes(PAGES));
    private final WindowPool pool = new WindowPool(buffer, 0, PAGES);

    @Test
    void shouldHandOutEachPageOnceAndTakeItBackWhenCalledAtRandom()
    {
        final SplittableRandom random = new SplittableRandom(11);
        final List<Integer> held = new ArrayList<>();
        for (int i = 0; i < 100_000; i++)
        {
            if (random.nextInt(100) < 53)
            {
                final int page = pool.acquire();
                if (held.size() == PAGES)
                {
                    assertThat(page).isEqualTo(-1);
                    continue;
                }
                assertThat(page).isBetween(0, PAGES - 1);
                assertThat(held).doesNotContain(page);
                assertThat(pool.next(page)).isEqualTo(-1);
                assertThat(pool.previous(page)).isEqualTo(-1);
                // An owner may write every byte of its part.
                buffer.setMemory(pool.dataOffset(page), WindowPool.PAGE_DATA_LENGTH, (byte)-1);
                held.add(page);
            }
            else if (!held.isEmpty())
            {
                pool.release(held.remove(random.nextInt(held.size())));
            }
            assertThat(pool.freePages()).isEqualTo(PAGES - held.size());
        }
    }

    @Test
    void shouldHaveNothingWhenDeclaredEmpty()
    {
        final WindowPool empty = new WindowPool(Memory.of(WindowPool.bytes(0)), 0, 0);
        assertThat(empty.freePages()).isZero();
        assertThat(empty.acquire()).isEqualTo(-1);
    }
}
