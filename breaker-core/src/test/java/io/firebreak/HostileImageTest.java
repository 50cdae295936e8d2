package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.Rulebook;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image with any word changed is refused by name, or the engine works under it without a fault. */
class HostileImageTest
{
    private static final int[] PATTERNS = {-1, Integer.MAX_VALUE, 0, 1, 0x0100_0000};
    private static final Capacities SMALL = Capacities.forInstruments(1).withParticipants(2, 8, 16);

    @ParameterizedTest
    @ValueSource(strings = {"crypto-perp", "us-mwcb", "cme-velocity", "cme-stop-logic", "participant-controls"})
    void shouldRefuseOrRunWhenAnyWordOfTheImageIsAnother(final String name)
    {
        assertThat(refused(name, List.of(0, 1, 2))).as("refused images").isGreaterThan(100);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"crypto-perp", "us-mwcb", "us-luld", "cme-dcb", "euronext", "hkex-vcm", "cme-stop-logic",
        "participant-controls", "deribit-mmp"})
    void shouldRefuseOrRunWhenAnyWordOfTheImageIsAnyOfMany(final String name)
    {
        assertThat(refused(name, List.of(0, 1, 2, 3, 4))).as("refused images").isGreaterThan(150);
    }

    @Test
    void shouldNameStructAndFieldWhenACountIsOutOfRange()
    {
        final byte[] image = Rulebook.load("crypto-perp", Map.of()).image();
        final UnsafeBuffer b = new UnsafeBuffer(image);
        b.putInt(b.getInt(ImageHeader.H_CLASS_OFFSET) + 4, 99);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ParameterImage.validate(b))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("class 0 at byte 256").hasMessageContaining("C_FIRST_REFERENCE is 99")
            .hasMessageContaining("compile the rulebook again");
    }

    private static int refused(final String name, final List<Integer> patterns)
    {
        final byte[] original = Rulebook.load(name, Map.of("engine.release_after", "NONE")).image();
        final int end = new UnsafeBuffer(original).getInt(ImageHeader.H_NAMES_OFFSET);
        assertThat(isRefused(original, "the image as it was compiled")).isFalse();
        int refused = 0;
        int run = 0;
        for (int word = 0; word < end; word += Integer.BYTES)
        {
            for (final int pattern : patterns)
            {
                final byte[] image = original.clone();
                final UnsafeBuffer b = new UnsafeBuffer(image);
                b.putInt(word, PATTERNS[pattern] == 0x0100_0000 ? b.getInt(word) ^ 0x0100_0000 : PATTERNS[pattern]);
                final boolean isRefused = isRefused(image, name + ", word at " + word + " = " + b.getInt(word));
                refused += isRefused ? 1 : 0;
                run += isRefused ? 0 : 1;
            }
        }
        assertThat(run).as("images that the engine ran under").isGreaterThan(300);
        return refused;
    }

    private static boolean isRefused(final byte[] image, final String what)
    {
        try (Venue venue = new Venue(image, 1, SMALL))
        {
            stream(venue);
            assertThat(venue.decisions()).as(what).noneMatch(line -> line.contains("SUSPECT"));
            return false;
        }
        catch (final IllegalArgumentException ex)
        {
            assertThat(ex.getMessage()).as(what).contains("parameter image");
            return true;
        }
    }

    /** A little of everything: a day, a close, an index, quotes, levels, prints that fall, answers, time. */
    private static void stream(final Venue venue)
    {
        venue.define(0);
        venue.calendar(0, 23_400);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99_000_000_000L);
        venue.publisher.referencePrice(0, 0, at(1), at(1), Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 0,
            5_000_000_000_000L, 0);
        venue.reference(2, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
        venue.publisher.participantDefinition(0, 0, at(2), 0, 1, 1, 0, -1);
        venue.publisher.participantDefinition(0, 0, at(2), 1, 1, 1, 1, 0);
        for (int i = 0; i < 40; i++)
        {
            final double seconds = 3 + i * 9.5;
            venue.publisher.participantOrder(0, 0, at(seconds), i & 1, 0, 0, i & 1, 3, 9_000 + i * 50, 10 * i, i, 9_900,
                i % 3);
            venue.publisher.participantFill(0, 0, at(seconds), i & 1, 0, 1, i & 1, i % 3 == 0, 9_000 + i * 50, 10 * i,
                i, i, -i, i);
            venue.publisher.participantMessage(0, 0, at(seconds), i & 1, i % 8, i);
            venue.level(seconds, Side.BUY.code(), 9_990 - i * 20, 5);
            venue.level(seconds, Side.SELL.code(), 10_010 - i * 20, 5);
            venue.quote(seconds, 9_990 - i * 20, 10_010 - i * 20);
            venue.print(seconds + 0.2, 0, 10_000 - i * 20);
            venue.print(seconds + 1.4, 0, 9_500 - i * 40);
            venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), ReferenceKind.INDEX.code(),
                0, 4_990_000_000_000L - i * 30_000_000_000L, 0);
            venue.publisher.indicativePrice(0, 0, at(seconds), Scope.instrument(0), 0, 9_000, 0, 0);
            venue.publisher.auctionResult(0, 0, at(seconds), Scope.instrument(0), 0, 9_000, 1);
        }
        venue.publisher.tick(at(23_500), InputFlags.CLOCK_JUMP_ACCEPTED);
        venue.publisher.tick(at(86_500), InputFlags.CLOCK_JUMP_ACCEPTED);
    }
}
