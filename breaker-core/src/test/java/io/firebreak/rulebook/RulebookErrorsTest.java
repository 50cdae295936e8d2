package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulebookErrorsTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldLoadBothSamplesWhenNothingIsWrong()
    {
        assertThat(Sample.load(directory, Sample.PERP).name()).isEqualTo("sample");
        assertThat(Sample.load(directory, Sample.EQUITY).classNames()).containsExactly("market", "stock");
    }

    /** Each: text, what is exchanged, for what, line, and pieces of the message. */
    static Stream<Arguments> mistakes()
    {
        return Stream.concat(Stream.of(perpMistakes()), Stream.of(equityMistakes())).map(Arguments::of);
    }

    private static Object[][] perpMistakes()
    {
        return new Object[][] {
            perp("slow_tau_s = 3600", "slow_tua_s = 3600", 7, "classes.perp.slow_tua_s: unknown key",
                "nearest match: slow_tau_s"),
            perp("fast_tau_s = 30\n", "fast_tau_s = 3600\n", 6, "not faster than the slow one (", ":7)"),
            perp("quotes = OWN_VENUE", "quotes = OWN_VENU", 5, "\"OWN_VENU\" is none of", "nearest match: OWN_VENUE"),
            perp("quotes = OWN_VENUE", "opening_from_trade = yes", 5, "neither true nor false", "write true or false"),
            perp("tau_s = 300 }", "tau_s = 300, tau_ms = 5 }", 9, "given a second time", "keep one unit"),
            perp("tau_s = 300 }", "tau_s = 86401 }", 9, "86401 is out of range", "an integer from 1 to 86400 s"),
            perp("tau_s = 300 }", "tau_s = -1 }", 9, "-1 is out of range", "write an integer from"),
            perp("tau_s = 300 }", "window_s = 300 }", 9, "tau_s: is missing", "write tau_s ="),
            perp("window_s = 10 }", "window_s = 10, tau_s = 5 }", 10, "has no effect with kind = EXTREMA", "remove it"),
            perp("monitor = CONFIRM", "limit_state_s = 15, monitor = CONFIRM", 15,
                "has no effect with monitor = CONFIRM", "remove it"),
            perp("max_s = 300", "max_s = 30", 17, "is shorter than the pause itself (", ":16)"),
            perp("growth_window_s = 900", "tail_s = 5", 17, "nothing lets the pause grow (", "give growth_window_s"),
            perp("reopening { kind = DIRECT }", "record_bands = false", 13, "reopening: is missing", "no exit"),
            perp("pause { length_s = 60,\n            max_s = 300,\n            growth_window_s = 900 }", "\n\n", 13,
                "pause: is missing", "no exit"),
            perp("kind = DIRECT", "kind = UNCROSS", 19, "UNCROSS does not fit the monitor (", ":15)"),
            perp("max_ppm = 4000000", "max_ppm = 1100000", 21, "is below one step (", ":20)"),
            perp("cap_ppm = 120000", "cap_ppm = 0.12", 26, "\"0.12\" is not an integer as written", "1 % is 10000 ppm"),
            perp("quotes = OWN_VENUE", "quotes = VENUE", 5, "\"VENUE\" is none of", "nearest match: OWN_VENUE"),
            perp("trips = 12", "trips = 17", 22, "17 is out of range", "an integer from 0 to 16 trips"),
            perp("cap_ppm = 120000", "cap_ppm = 20000", 26, "the cap is below the floor (", ":25)"),
            perp("reference = average", "reason = PRICE_BAND", 24, "reference: is missing",
                "one of [average, extremes"),
            perp("reference = average", "reference = averge", 24, "no reference \"averge\"", "nearest match: average"),
            perp("reference = average", "reference = mean", 24, "cannot be judged against kind MEAN (", ":11)"),
            perp("reference = extremes", "reference = average", 27, "a second rule against an average (", ":24)"),
            perp("scaled = true }", "scaled = true, width { kind = PPM, width_ppm = 5 } }", 28, "has no effect",
                "remove it"),
            perp("id = band, observe = POTENTIAL_TRADE", "id = band, enabled = false, observe = POTENTIAL_TRADE", 23,
                "no rule against an average", "against a reference of kind EMA"),
            perp("id = velocity, observe = POTENTIAL_TRADE", "id = velocity, observe = FAR_QUOTE", 27,
                "FAR_QUOTE cannot be watched by monitor = CONFIRM", "observe one of [POTENTIAL_TRADE, VARIANCE]"),
            perp("id = velocity,", "id = band,", 27, "this id is already at", "give one of them another id"),
            perp("id = velocity,", "id = \"velo city\",", 27, "is no name", "use letters"),
            perp("rules = [\n", "scale_rule = velocity, rules = [\n", 23, "no rule against an average \"velocity\"",
                "nearest match: band"),
            perp("id = velocity, ", "", 27, "an item without an id", "write { id = NAME"),
            perp("width_ppm = 25000", "width { kind = TABLE }", 28, "TABLE does not fit what is observed (", ":27)"),
            perp("width_ppm = 25000, ", "", 27, "width_ppm: is missing", "write width_ppm"),
            perp("scaled = true }", "comparator = GT }", 28, "\"GT\" is none of [GE]", "nearest match: GE"),
            perp("scaled = true }", "record_bands = true }", 28, "unknown key", "nearest match"),
            perp("rules = [\n", "record_bands = true, rules = [\n", 23, "would write a record at every event (", ":9)"),
            perp("{ always_open = true }", "{ always_open = true, closing_window_s = 1 }", 3,
                "there is no session where always_open = true (", "remove one of the two"),
            perp("always_open = true }", "always_open = true }, market_class = prep", 3, "no class \"prep\"",
                "nearest match: perp"),
            perp("always_open = true }", "always_open = true }, market_class = perp", 15,
                "CONFIRM cannot act on the whole market (", "use monitor = LADDER"),
            perp("classes { perp {", "classes { perp { extends = perp", 4, "extends itself", "remove one"),
            perp("classes { perp {", "classes { perp { extends = prep", 4, "no class \"prep\"", "nearest match: perp"),
            perp("  } ]\n} }\n", "  } ]\n} }\ninstruments { BTC { class = prep } }\n", 33, "no class \"prep\"",
                "nearest match: perp"),
            perp("  } ]\n} }\n", "  } ]\n} }\ninstruments { BTC { } }\n", 33, "instruments.BTC.class: is missing",
                "write class"),
            perp("  } ]\n} }\n", "  } ]\n} }\ninstruments { perp { class = perp } }\n", 33, "share this name (",
                "rename the class"),
            perp("release_after = J1", "work_limit = null", 2, "null is no value", "take its default"),
            perp("rulebook { name = sample, version = \"1\", source = test }", "", 1, "rulebook: is missing", "name"),
            perp(", source = test", "", 1, "rulebook.source: is missing", "write source"),
            perp("classes { perp {", "classes [ perp {", 4, "syntax", "HOCON"),
            perp("monitor = CONFIRM", "monitor = CONFIRM, trip_state = CLOSED", 15,
                "CLOSED has no exit where no day ends (", ":3)"),
            perp("trip_cap { trips = 12, window_s = 3600 }", "trip_cap = 12", 22, "an object is wanted", "write {"),
            perp("rules = [\n", "rulez = [\n", 23, "rulez: unknown key", "nearest match: rules"),
        };
    }

    private static Object[][] equityMistakes()
    {
        return new Object[][] {
            equity("quotes = CONSOLIDATED", "", 16, "the class names none (",
                "write quotes = OWN_VENUE or CONSOLIDATED"),
            equity("reference = mean", "reference = average", 20, "cannot be judged against kind EMA (", ":15)"),
            equity("market_class = market", "", 6, "acts on the whole market only (",
                "name this class in market_class"),
            equity("level = 2", "level = 1", 10, "levels and widths must both rise from rule to rule (", ":9)"),
            equity("width_ppm = 130000", "width_ppm = 70000", 10, "levels and widths must both rise", ":9)"),
            equity("up_to_e9 = 3000000000, inclusive", "up_to_e9 = 750000000, inclusive", 23,
                "overlaps the row before (", ":22)"),
            equity("up_to_e9 = 3000000000, inclusive = true,", "", 24, "takes every price (", ":23)"),
            equity("id = high, width_ppm", "id = high, up_to_e9 = 9000000000, width_ppm", 24, "leaves a gap",
                "add a last row without up_to_e9"),
            equity("id = high, width_ppm", "id = high, inclusive = true, width_ppm", 24, "has no effect", "remove it"),
            equity("closing_window_s = 1500, ", "", 22, "the session has no closing window (", ":2)"),
            equity(", low_step_e9 = 150000000", "", 19, "go together", "write both or neither"),
            equity("collar {", "colar {", 19, "unknown key", "nearest match: collar"),
            equity("max_extensions = 2", "max_extensions = -2", 18, "-2 is out of range", "-1 to 10000 extensions"),
            equity("gate { min_change_ppm = 10000 }", "", 16, "", ""),
            equity("rules = [ { id = band", "record_bands = true\n rules = [ { id = band", 20, "", ""),
            equity("{ closing_window_s = 1500, reopen_cutoff_s = 600 }", "{ always_open = true }", 22,
                "the session has no closing window", "closing_window_s"),
            equity("max_extensions = 2", "max_extensions = -1", 18, "", ""),
            equity("kind = UNCROSS, max_extensions = 2", "kind = DIRECT, max_extensions = 2", 19,
                "collar: has no effect with kind = DIRECT (", ":18)"),
            equity("kind = UNCHECKED", "kind = UNCROSS", 7, "UNCROSS does not fit the monitor (", ":6)"),
            equity("max_extensions = 2, extension_s = 300", "max_extensions = 0, extension_s = 300", 18,
                "extension_s: no extension is allowed (", "remove one of the two"),
            equity("limit_state_s = 15", "limit_state_s = 0", 16, "0 is out of range", "write an integer from 1 to"),
            equity("rules = [ { id = band",
                "rules = [ { id = other, observe = FAR_QUOTE, reference = mean, width_ppm = 5 }\n" +
                "    { id = band", 20, "2 rules, but monitor = QUOTE judges one", "breakers of their own"),
        };
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldNameFileLineAndFixWhenRulebookIsWrong(
        final String text, final String before, final String after, final int line, final String wrong,
        final String fix)
    {
        if (wrong.isEmpty())
        {
            assertThat(Sample.load(directory, Sample.with(text, before, after)).name()).isEqualTo("sample");
            return;
        }
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(text, before, after)))
            .isInstanceOf(RulebookException.class)
            .hasMessageStartingWith(directory.resolve("my.conf") + ":" + line + ": ")
            .hasMessageContaining(wrong)
            .hasMessageContaining(fix)
            .hasMessageContaining("; ");
    }

    @Test
    void shouldRefuseExtensionsWithoutEndWhenNothingCutsThemOff()
    {
        final String text = Sample.with(Sample.with(Sample.EQUITY, ", reopen_cutoff_s = 600", ""),
            "max_extensions = 2", "max_extensions = -1");
        assertThatThrownBy(() -> Sample.load(directory, text)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:18: ").hasMessageContaining("need a cut-off in the session (")
            .hasMessageContaining("my.conf:2);");
    }

    @ParameterizedTest
    @CsvSource({
        "12.5,is not an integer as written",
        "'\"12\"',is not an integer as written",
        "12.0,is not an integer as written",
        "1e3,is not an integer as written",
        "9223372036854775808,",
        "-9223372036854775809,",
        "0x10,is not an integer as written",
        "1_000,is not an integer as written",
        "12 s,is not an integer as written",
        "true,is not an integer as written",
        "[ 12 ],a list is not an integer",
        "{ a = 12 },an object is not an integer"
    })
    void shouldRefuseWhatIsNotAnIntegerAsWritten(final String written, final String wrong)
    {
        final String text = Sample.with(Sample.PERP, "trips = 12", "trips = " + written);
        assertThatThrownBy(() -> Sample.load(directory, text))
            .isInstanceOf(RulebookException.class)
            .hasMessageStartingWith(directory.resolve("my.conf") + ":22: ")
            .hasMessageContaining(wrong == null ? written : wrong);
    }

    @Test
    void shouldTakeLeadingZerosAndMinusAsIntegers()
    {
        assertThat(Sample.load(directory, Sample.with(Sample.PERP, "trips = 12", "trips = 007")).canonical())
            .contains("trip_cap.trips = 7\n");
    }

    @Test
    void shouldRefuseWhenFileIsMissing()
    {
        assertThatThrownBy(() -> Rulebook.load(directory.resolve("none.conf").toString(), Map.of()))
            .isInstanceOf(RulebookException.class)
            .hasMessageContaining("none.conf: rulebook: no such readable file; name a file, or one of crypto-perp");
        assertThatThrownBy(() -> Rulebook.load(directory.toString(), Map.of()))
            .isInstanceOf(RulebookException.class).hasMessageContaining("no such readable file");
    }

    @Test
    void shouldRefuseWhenIncludedFileIsMissing()
    {
        assertThatThrownBy(() -> Sample.load(directory, "include \"absent.conf\"\n" + Sample.PERP))
            .isInstanceOf(RulebookException.class).hasMessageContaining("absent.conf");
        assertThatThrownBy(() -> Sample.load(directory, "include url(\"http://localhost/x.conf\")\n" + Sample.PERP))
            .isInstanceOf(RulebookException.class).hasMessageContaining("a URL is not read");
    }

    @Test
    void shouldNameTheIncludedFileWhenTheMistakeIsThere() throws IOException
    {
        Files.writeString(directory.resolve("base.conf"), Sample.with(Sample.PERP, "quotes", "qoutes"));
        assertThatThrownBy(() -> Sample.load(directory, "include \"base.conf\"\n"))
            .isInstanceOf(RulebookException.class)
            .hasMessageStartingWith(directory.resolve("base.conf") + ":5: ").hasMessageContaining("quotes");
    }

    @Test
    void shouldNotReadLimitsFromTheEnvironment()
    {
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(Sample.PERP, "trips = 12", "trips = ${PATH}")))
            .isInstanceOf(RulebookException.class).hasMessageContaining(":22:").hasMessageContaining("PATH");
    }

    @Test
    void shouldSayThatABraceIsOpenWhereTheFileEndsTooSoon()
    {
        assertThatThrownBy(() -> Sample.load(directory, "rulebook { name = a"))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:1: syntax: ")
            .hasMessageEndingWith("a { or a [ further up is not closed: close it");
    }

    @Test
    void shouldRefuseAnEmptyFile()
    {
        assertThatThrownBy(() -> Sample.load(directory, "")).isInstanceOf(RulebookException.class)
            .hasMessageContaining("rulebook: is missing");
    }

    @Test
    void shouldRefuseReleaseByHostOnATape()
    {
        final String text = Sample.with(Sample.PERP, "release_after = J1", "release_after = HOST");
        assertThatThrownBy(() -> Sample.load(directory, text).requireTape()).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:2: engine.release_after: HOST waits for a live host's own log");
        Sample.load(directory, Sample.PERP).requireTape();
    }

    @Test
    void shouldRefuseWithTheNumbersWhenCapacityIsExceeded()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        rulebook.requireFits(4, 4, 1 << 16);
        assertThatThrownBy(() -> rulebook.requireFits(2, 4, 1 << 16)).isInstanceOf(RulebookException.class)
            .hasMessage("crypto-perp: references: 3 references of class perp are more than the capacity of 2; " +
                "build the engine with references=3");
        assertThatThrownBy(() -> rulebook.requireFits(4, 2, 1 << 16)).hasMessageContaining("3 breakers of class perp");
        assertThatThrownBy(() -> rulebook.requireFits(4, 4, 1024)).hasMessageContaining("capacity of 1024");
    }

    private static Object[] perp(
        final String before, final String after, final int line, final String wrong, final String fix)
    {
        return new Object[] {Sample.PERP, before, after, line, wrong, fix};
    }

    private static Object[] equity(
        final String before, final String after, final int line, final String wrong, final String fix)
    {
        return new Object[] {Sample.EQUITY, before, after, line, wrong, fix};
    }
}
