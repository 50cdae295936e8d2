package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reopenings, lengths and hours that contradict themselves or have no exit are refused with line and fix. */
class ReopeningErrorsTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String PAUSE = "pause { length_s = 300 }";
    private static final String REOPENING =
        "reopening { kind = UNCROSS, max_extensions = 2, extension_s = 300";
    private static final String COLLAR =
        "collar { step_ppm = 50000, low_price_e9 = 3000000000, low_step_e9 = 150000000 } }";

    @TempDir
    private Path directory;

    private CompiledRulebook load(final String pause, final String reopening, final String check)
    {
        String text = Sample.with(Sample.EQUITY, PAUSE, pause);
        text = Sample.with(text, REOPENING, reopening);
        return Sample.load(directory, Sample.with(text, COLLAR, check));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "pause { length_s = 300, near_close { within_s = 300 } } | 17 | near_close.length_s: is missing",
        "pause { length_s = 300, max_s = 600, growth_window_s = 9, consecutive { within_s = 9, length_s = 9 } } | 17 | "
            + "a pause grows by one of two rules",
        "pause { length_s = 300, lower_length_s = 0 } | 17 | out of range",
        "pause { length_s = 300 }, active { } | 17 | says nothing",
        "pause { length_s = 300 }, suppresses = [mwcb] | 17 | no breaker that is enabled \"mwcb\"",
        "pause { length_s = 300 }, suppresses = [luld] | 17 | judges nothing by itself"})
    void shouldRefuseALengthThatSaysNothing(final String pause, final int line, final String wrong)
    {
        assertThatThrownBy(() -> load(pause, REOPENING, COLLAR)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:" + line).hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "check { widths_ppm = [100000, 50000] } } | a later width is below the one before it",
        "check { widths_ppm = [1, 2, 3, 4] } } | the last widths are never reached",
        "check { widths_ppm = [] } } | a list of values is wanted",
        "check { widths_ppm = [1.5] } } | is not an integer as written",
        "check { widths_ppm = [1, 2, 3, 4, 5, 6, 7, 8, 9] } } | more than the capacity of 8",
        "check { widths_ppm = 50000, reference = average } } | has no single value",
        "check { widths_ppm = [50000], reference = nothing } } | no reference \"nothing\"",
        "check { widths_ppm = [50000], reference = mean, after_sweep = true } } | only a reference of kind LAST",
        "check { widths_ppm = [50000], reference = mean, centre = CAUSE } } | a check has one centre",
        "check { widths_ppm = [50000] }, collar { step_ppm = 50000 } } | by collars or against a check, not both",
        "check { widths_ppm = [50000] }, then = LATER } | is none of",
        "check { widths_ppm = [50000] }, extensions_s = [5] } | given beside one length for all",
        "check { widths_ppm = [50000] }, leftover { extensions = 1 } } | leftover.length_s: is missing",
        "} | is missing: an uncross is checked"})
    void shouldRefuseACheckThatCannotBeMeant(final String check, final String wrong)
    {
        assertThatThrownBy(() -> load(PAUSE, REOPENING, check)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:1").hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "pause { length_s = 60, resume_before_close_s = 9 | resume_before_close_s",
        "active { after_open_s = 9 }, pause { length_s = 60 | active",
        "pause { near_close { within_s = 9, length_s = 9 }, length_s = 60 | near_close"})
    void shouldRefuseWhatCountsFromACloseWhereTradingNeverEnds(final String pause, final String key)
    {
        final String text = Sample.with(Sample.PERP, "pause { length_s = 60", pause);
        assertThatThrownBy(() -> Sample.load(directory, text)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:16").hasMessageContaining(key)
            .hasMessageContaining("there is no open and no close where trading never ends")
            .hasMessageContaining("my.conf:3");
    }

    @Test
    void shouldNeedACutOffWhenExtensionsHaveNoNumber()
    {
        final String text = Sample.with(Sample.EQUITY, ", reopen_cutoff_s = 600", "");
        final String endless = Sample.with(text, "max_extensions = 2", "max_extensions = -1");
        assertThatThrownBy(() -> Sample.load(directory, endless)).hasMessageContaining("my.conf:18")
            .hasMessageContaining("extensions without end need a cut-off");
        final CompiledRulebook own =
            Sample.load(directory, Sample.with(endless, "extension_s = 300", "extension_s = 300, cutoff_s = 300"));
        assertThat(own.worstExit(own.classIndex("stock")).get(0).line()).contains("the end of the session")
            .contains("no reopening in the last 300 s");
    }

    @Test
    void shouldSayWhyNothingFollowsTheLastExtensionWhereThereIsNone()
    {
        assertThatThrownBy(() -> load("pause { length_s = 100 }",
            "reopening { kind = UNCROSS, max_extensions = -1, extension_s = 10, then = MANUAL",
            "check { widths_ppm = [50000] } }")).isInstanceOf(RulebookException.class)
            .hasMessageContaining("then: no extension is the last (")
            .hasMessageEndingWith("remove it, or write a number of extensions");
    }

    @Test
    void shouldCountEveryLengthInTheBound()
    {
        final CompiledRulebook rulebook = load(
            "pause { length_s = 100, lower_length_s = 120, tail_s = 5, near_close { within_s = 300, length_s = 130 } }",
            "reopening { kind = UNCROSS, max_extensions = 3, extensions_s = [10, 20], opposite_extension_s = 15, "
                + "then = MANUAL, leftover { extensions = 2, length_s = 7 }",
            "check { widths_ppm = [50000, 60000] } }");
        final ExitBound bound = rulebook.worstExit(rulebook.classIndex("stock")).get(0);
        // limit state, longest pause, tail, extensions 15, 20, 20, two for market orders, six prices, result, mark
        assertThat(bound.totalNs()).isEqualTo((15 + 130 + 5 + 15 + 40 + 14 + 6 * 60 + 60 + 10) * SECOND_NS);
        assertThat(bound.line()).contains("longest pause 130 s + random tail 5 s + first extension 15 s + " +
            "2 x extensions 40 s + 2 x extensions for market orders 14 s + 6 x indicative price 360 s");
        assertThat(bound.operatorOnly()).anyMatch(line -> line.contains("waits for two operators"));
    }

    @Test
    void shouldSayWhatAReopeningDoes()
    {
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("xetra-ace", Map.of()))))
            .contains("by an auction inside 1.00 %, then 2.00 %, then 3.00 % of last at the trip" +
                ", at most 2 extensions of 120 s, then operators end the call");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("ose-dcb", Map.of()))))
            .contains("1.00 times the rule's width of the reference of the trip, which steps to the nearest price " +
                "inside, at most 60 extensions");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("cme-dcb", Map.of()))))
            .contains("for 120 s, 5 s in the last 300 s; reopens by an auction");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("sse-listing", Map.of()))))
            .contains("ended 180 s before the close at the latest")
            .contains("every pause ends 180 s before the close at the latest");
        assertThat(String.join("\n", RulebookReport.check(Rulebook.load("hkex-vcm", Map.of()))))
            .contains("judges from 900 s after the open to 9,000 s after the open, from 13,500 s after the open to " +
                "1,200 s before the close");
    }
}
