package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArenaTest
{
    private final ArenaLayout layout = new ArenaLayout();

    @Test
    void shouldStartEverySectionOnACacheLineWhenLengthsAreOdd()
    {
        assertThat(layout.section("digest", 1)).isZero();
        assertThat(layout.section("timers", 65)).isEqualTo(64);
        assertThat(layout.section("empty", 0)).isEqualTo(192);
        assertThat(layout.section("pages", 64)).isEqualTo(192);
        assertThat(layout.length()).isEqualTo(256);
        final Arena arena = Arena.allocate(layout);
        assertThat(arena.capacity()).isEqualTo(256);
        assertThat(arena.buffer().addressOffset() % 64).isZero();
        for (int i = 0; i < arena.capacity(); i++)
        {
            assertThat(arena.buffer().getByte(i)).isZero();
        }
    }

    @Test
    void shouldNameTheNumbersWhenTheArenaWouldNotFit()
    {
        layout.section("books", 1_000);
        assertThatThrownBy(() -> layout.section("pages", 3_000_000_000L))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContainingAll("'pages'", "3000000000", "1024", String.valueOf(ArenaLayout.MAX_LENGTH));
        assertThatThrownBy(() -> layout.section("pages", ArenaLayout.MAX_LENGTH - 1_023L))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> layout.section("pages", -1)).hasMessageContaining("-1");
        assertThat(layout.section("pages", ArenaLayout.MAX_LENGTH - 1_024L)).isEqualTo(1_024);
        assertThat(layout.length()).isEqualTo(ArenaLayout.MAX_LENGTH);
    }

    @Test
    void shouldDrawTheLayout()
    {
        layout.section("digest", 64);
        layout.section("window pages", 1_000_000);
        assertThat(layout.describe()).isEqualTo("""
                  offset          bytes  section
            0x0000000000             64  digest
            0x0000000040      1,000,000  window pages
            0x00000f4280      1,000,064  total, with padding
            """);
    }

    @Test
    void shouldChangeTheHashWhenAnyBitFlips()
    {
        layout.section("state", 1_024);
        final Arena arena = Arena.allocate(layout);
        final SplittableRandom random = new SplittableRandom(20261121);
        for (int i = 0; i < arena.capacity(); i += 8)
        {
            arena.buffer().putLong(i, random.nextLong());
        }
        final long hash = arena.hash();
        for (int bit = 0; bit < arena.capacity() * 8; bit++)
        {
            flip(arena, bit);
            assertThat(arena.hash()).isNotEqualTo(hash);
            flip(arena, bit);
        }
        assertThat(arena.hash()).isEqualTo(hash);
    }

    @Test
    @Tag("determinism")
    void shouldHashToTheRecordedBitsOnEveryJvm()
    {
        layout.section("state", 4_096);
        final Arena arena = Arena.allocate(layout);
        for (int i = 0; i < arena.capacity(); i++)
        {
            arena.buffer().putByte(i, (byte)(i * 31));
        }
        assertThat(Long.toHexString(arena.hash())).isEqualTo("8aacf7e094ad6798");
    }

    private static void flip(final Arena arena, final int bit)
    {
        arena.buffer().putByte(bit >> 3, (byte)(arena.buffer().getByte(bit >> 3) ^ 1 << (bit & 7)));
    }
}
