package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of the day and intervals with a gap, an overlap or without a meaning are refused with line and fix. */
class HoursErrorsTest
{
    private static final String BOOK = String.join("\n",
        "rulebook { name = sample, version = \"1\", source = test }",                  // 1
        "session { opening_window_s = 0 }",                                            // 2
        "classes { future {",                                                          // 3
        "  references { last { kind = LAST } }",                                       // 4
        "  breakers = [ { id = band, monitor = BAND, record_bands = false",            // 5
        "    trip_state = OPEN",                                                       // 6
        "    rules = [ { id = limit, observe = POTENTIAL_TRADE, reference = last",     // 7
        "      rounding = NONE, comparator = GT",                                      // 8
        "      width_ppm = 10000 } ]",                                                 // 9
        "  } ]",                                                                       // 10
        "} }",                                                                         // 11
        "");
    private static final String DAY = "{ id = day }";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{ id = a, until_after_open_s = 9 } | leaves a gap",
        "{ id = a }, { id = b } | overlaps a part without an end",
        "{ id = a, until_after_open_s = 9 }, { id = b, until_after_open_s = 9 }, { id = c } | overlaps the part",
        "{ id = a, until_before_close_s = 9 }, { id = b, until_before_close_s = 9 }, { id = c } | overlaps the part",
        "{ id = a, until_before_close_s = 9 }, { id = b, until_after_open_s = 99 }, { id = c } | overlaps the part",
        "{ id = a, until_after_open_s = 9, until_before_close_s = 9 }, { id = c } | an end is counted in one way",
        "{ id = a, until_after_break_s = 9 }, { id = c } | the session has no break to count from",
        "{ id = a, effect = NONE, width_ppm = 5 } | has no effect with effect = NONE",
        "{ id = a, width_e9 = 5 } | width_ppm: is missing",
        "{ id = a, scale_ppm = 0 } | out of range",
        "{ id = a, until_after_opn_s = 5 } | nearest match: until_after_open_s"})
    void shouldRefusePartsOfTheDayThatAreNone(final String parts, final String wrong)
    {
        assertThatThrownBy(() -> Sample.load(directory,
            Sample.with(BOOK, "width_ppm = 10000", "width_ppm = 10000, hours = [ " + parts + " ]")))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:9")
            .hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{ id = a, from_after_open_s = 9 } | is missing: an interval has two ends",
        "{ id = a, from_after_open_s = 9, to_after_open_s = 9 } | ends before it begins",
        "{ id = a, from_before_close_s = 9, to_after_open_s = 99 } | ends before it begins",
        "{ id = a, from_after_open_s = 0, to_after_open_s = 9 }, "
            + "{ id = b, from_after_open_s = 8, to_before_close_s = 0 } | overlaps the interval before",
        "{ id = a, from_after_open_s = 0, to_before_close_s = 9 }, "
            + "{ id = b, from_after_open_s = 8, to_before_close_s = 0 } | overlaps the interval before"})
    void shouldRefuseIntervalsThatAreNone(final String intervals, final String wrong)
    {
        assertThatThrownBy(() -> Sample.load(directory,
            Sample.with(BOOK, "trip_state = OPEN", "trip_state = OPEN, active_in = [ " + intervals + " ]")))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:6")
            .hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @Test
    void shouldRefuseANinthPartWhenEightAreTheMost()
    {
        final String parts = IntStream.rangeClosed(1, 8)
            .mapToObj(i -> "{ id = p" + i + ", until_after_open_s = " + i + " }").collect(Collectors.joining(", "));
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(BOOK, "width_ppm = 10000",
            "width_ppm = 10000, hours = [ " + parts + ", " + DAY + " ]")))
            .hasMessageContaining("9 parts are more than the capacity of 8; remove 1");
    }

    @Test
    void shouldRefuseHoursWhenTradingNeverEnds()
    {
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(Sample.with(BOOK, "opening_window_s = 0",
            "always_open = true"), "width_ppm = 10000", "width_ppm = 10000, hours = [ " + DAY + " ]")))
            .hasMessageContaining("my.conf:9").hasMessageContaining("there is no open and no close");
    }

    @Test
    void shouldTakeATouchingIntervalAndAnOptionForOneOfItsEnds()
    {
        final CompiledRulebook hkex =
            Rulebook.load("hkex-vcm", Map.of("large_cap.vcm.afternoon.from_after_break_s", "600"));
        assertThat(hkex.canonical()).contains("active_in.afternoon.from_after_break_ns = 600000000000");
    }
}
