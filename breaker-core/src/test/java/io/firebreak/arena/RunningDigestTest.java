package io.firebreak.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunningDigestTest
{
    private static final int CAPACITY = 1_024;
    private static final int LINES = CAPACITY / 64;
    private static final int OFFSET = 128;
    private static final UnsafeBuffer NONE = Memory.of(64);

    @Test
    void shouldShowAnyFlippedBitWithinOneTour()
    {
        for (int bit = 0; bit < CAPACITY * 8; bit++)
        {
            final int inByte = bit >> 3;
            if (inByte >= OFFSET && inByte < OFFSET + RunningDigest.LENGTH)
            {
                continue;
            }
            final UnsafeBuffer arena = arena();
            final RunningDigest digest = new RunningDigest(arena, OFFSET);
            final UnsafeBuffer other = arena();
            final RunningDigest otherDigest = new RunningDigest(other, OFFSET);
            // Start in the middle of a tour: one tour from anywhere must do.
            fold(digest, 5);
            fold(otherDigest, 5);
            assertThat(otherDigest.value()).isEqualTo(digest.value());
            other.putByte(inByte, (byte)(other.getByte(inByte) ^ 1 << (bit & 7)));
            fold(digest, LINES);
            fold(otherDigest, LINES);
            assertThat(otherDigest.value()).as("bit %d", bit).isNotEqualTo(digest.value());
        }
    }

    @Test
    void shouldShowAnyDecisionByteAtOnce()
    {
        for (int length = 1; length <= 96; length++)
        {
            final UnsafeBuffer decisions = Memory.of(128);
            final long value = afterOne(decisions, 8, length);
            for (int i = 0; i < length; i++)
            {
                decisions.putByte(8 + i, (byte)1);
                assertThat(afterOne(decisions, 8, length)).as("byte %d of %d", i, length).isNotEqualTo(value);
                decisions.putByte(8 + i, (byte)0);
            }
            decisions.putByte(7, (byte)1);
            decisions.putByte(8 + length, (byte)1);
            assertThat(afterOne(decisions, 8, length)).isEqualTo(value);
            assertThat(afterOne(decisions, 16, length + 8)).isNotEqualTo(value);
        }
    }

    @Test
    void shouldDifferWhenTheOrderDiffers()
    {
        final UnsafeBuffer decisions = Memory.of(64);
        decisions.putLong(0, 1);
        decisions.putLong(8, 2);
        final RunningDigest forward = new RunningDigest(arena(), OFFSET);
        forward.fold(decisions, 0, 8);
        forward.fold(decisions, 8, 8);
        final RunningDigest backward = new RunningDigest(arena(), OFFSET);
        backward.fold(decisions, 8, 8);
        backward.fold(decisions, 0, 8);
        assertThat(backward.value()).isNotEqualTo(forward.value());

        final UnsafeBuffer swapped = arena();
        final long first = swapped.getLong(0);
        swapped.putLong(0, swapped.getLong(32));
        swapped.putLong(32, first);
        final RunningDigest lanes = new RunningDigest(swapped, OFFSET);
        final RunningDigest straight = new RunningDigest(arena(), OFFSET);
        fold(lanes, 1);
        fold(straight, 1);
        assertThat(lanes.value()).isNotEqualTo(straight.value());
    }

    @Test
    @Tag("determinism")
    void shouldGiveTheRecordedBitsOnEveryJvm()
    {
        final RunningDigest digest = new RunningDigest(arena(), OFFSET);
        final UnsafeBuffer decisions = Memory.of(128);
        for (int i = 0; i < 100_000; i++)
        {
            decisions.putLong(i & 56, i);
            digest.fold(decisions, 0, i % 17 == 0 ? i % 113 : 0);
        }
        assertThat(Long.toHexString(digest.value())).isEqualTo("343d963df449d531");
    }

    private static UnsafeBuffer arena()
    {
        final UnsafeBuffer arena = Memory.of(CAPACITY);
        final SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < CAPACITY; i += 8)
        {
            arena.putLong(i, random.nextLong());
        }
        arena.setMemory(OFFSET, RunningDigest.LENGTH, (byte)0);
        return arena;
    }

    private static void fold(final RunningDigest digest, final int times)
    {
        for (int i = 0; i < times; i++)
        {
            digest.fold(NONE, 0, 0);
        }
    }

    private static long afterOne(final UnsafeBuffer decisions, final int from, final int length)
    {
        final RunningDigest digest = new RunningDigest(arena(), OFFSET);
        digest.fold(decisions, from, length);
        return digest.value();
    }
}
