package io.firebreak.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.PrintWindow;
import io.firebreak.book.PriceLadder;
import io.firebreak.estimator.EventVariance;
import io.firebreak.estimator.SweepFilter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No two fields of the state share a byte. The widths are those that the comments of the layout state, and those of the
 * structures that lie in it, so a structure that grows is found before it writes over its neighbour.
 */
class LayoutTest
{
    private static final Pattern FIELD = Pattern.compile(
        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public static final int ([SFX]_\\w+) =", Pattern.DOTALL);
    private static final Map<String, Integer> STRUCTURES = Map.of(
        "S_SWEEPS", SweepFilter.LENGTH,
        "S_VARIANCE", EventVariance.LENGTH,
        "S_LADDER", PriceLadder.STRUCT_LENGTH,
        "S_REFERENCES", 0,
        "F_WINDOW", PrintWindow.HEADER_LENGTH,
        "X_CAP", Layout.CAP_TRIPS * Long.BYTES);
    /** An average has no window: what the windows lost has the place of the average's time. */
    private static final List<String> SHARED = List.of("F_LOST_NS");

    @ParameterizedTest
    @CsvSource({"S_, 1792", "F_, 320", "X_, 512"})
    void shouldGiveEveryFieldBytesOfItsOwn(final String prefix, final int length) throws IOException
    {
        final List<Place> places = places(prefix);
        assertThat(places).hasSizeGreaterThan(10);
        places.sort(Comparator.comparingInt(Place::offset));
        for (int i = 0; i < places.size(); i++)
        {
            final Place place = places.get(i);
            assertThat(place.offset() + place.length())
                .as("end of %s, before %s", place.name(), i + 1 < places.size() ? places.get(i + 1).name() : "the end")
                .isLessThanOrEqualTo(i + 1 < places.size() ? places.get(i + 1).offset() : length);
            assertThat(place.offset() % Math.max(1, Math.min(8, place.length()))).as(place.name()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"io.firebreak.estimator.SweepFilter, PRICES, 40", "io.firebreak.estimator.EventVariance, NONE, 0"})
    void shouldHoldEveryFieldOfAStructureInItsLength(final String structure, final String wide, final int wideBytes)
        throws ReflectiveOperationException
    {
        final int length = Class.forName(structure).getField("LENGTH").getInt(null);
        for (final Field field : Class.forName(structure).getFields())
        {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class &&
                !field.getName().equals("LENGTH"))
            {
                final int bytes = field.getName().equals(wide) ? wideBytes : 4;
                assertThat(field.getInt(null) + bytes).as(field.getName()).isLessThanOrEqualTo(length);
            }
        }
    }

    /** A snapshot's image is read by its layout version alone: a field that moved must not be read where it was. */
    @Test
    void shouldRaiseTheVersionWhenAnOffsetMoves() throws ReflectiveOperationException
    {
        final CRC32 crc = new CRC32();
        for (final Class<?> layout :
            List.of(Layout.class, ReferenceLayout.class, SweepFilter.class, EventVariance.class))
        {
            for (final Field field : layout.getFields())
            {
                if (field.getType() == int.class && Modifier.isStatic(field.getModifiers()))
                {
                    crc.update((field.getName() + "=" + field.getInt(null) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(EngineLayout.VERSION + ":" + Long.toHexString(crc.getValue()))
            .as("raise EngineLayout.VERSION, and write down the new sum").isEqualTo("5:90ea0175");
    }

    private static List<Place> places(final String prefix) throws IOException
    {
        final List<Place> places = new ArrayList<>();
        final Path layouts = Path.of("src/main/java/io/firebreak/breaker");
        final Matcher matcher = FIELD.matcher(Files.readString(layouts.resolve("Layout.java")) +
            Files.readString(layouts.resolve("ReferenceLayout.java")));
        while (matcher.find())
        {
            final String name = matcher.group(2);
            if (name.startsWith(prefix) && !SHARED.contains(name))
            {
                places.add(new Place(name, offset(name), length(name, matcher.group(1))));
            }
        }
        return places;
    }

    private static int length(final String name, final String comment)
    {
        final Integer structure = STRUCTURES.get(name);
        if (structure != null)
        {
            return structure;
        }
        assertThat(comment).as(name + " states its width").containsAnyOf("int32", "int64", "double");
        return comment.contains("int32") ? Integer.BYTES : Long.BYTES;
    }

    private static int offset(final String name)
    {
        try
        {
            return (isOfReferences(name) ? ReferenceLayout.class : Layout.class).getField(name).getInt(null);
        }
        catch (final ReflectiveOperationException gone)
        {
            throw new AssertionError(gone);
        }
    }

    private static boolean isOfReferences(final String name)
    {
        return Arrays.stream(ReferenceLayout.class.getFields()).anyMatch(field -> field.getName().equals(name));
    }

    private record Place(String name, int offset, int length)
    {
    }
}
