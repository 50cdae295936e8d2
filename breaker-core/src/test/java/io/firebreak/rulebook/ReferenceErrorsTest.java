package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References that ask what their kind cannot do, or that are made of themselves, are refused with line and fix. */
class ReferenceErrorsTest
{
    private static final String OTHERS = "index { kind = PUBLISHED, price = INDEX }, last { kind = LAST }, " +
        "mean { kind = MEAN, window_s = 9 }";

    @TempDir
    private Path directory;

    private CompiledRulebook load(final String reference)
    {
        return Sample.load(directory, String.join("\n",
            "rulebook { name = sample, version = \"1\", source = test }",
            "session { always_open = true }",
            "classes { one { references {",
            reference,
            OTHERS + " }",
            "breakers = [ { id = band, monitor = BAND, trip_state = OPEN, record_bands = false, rules = [ { id = limit",
            "observe = POTENTIAL_TRADE, reference = centre, comparator = GT, rounding = NONE",
            "width_ppm = 9 } ] } ] } }",
            ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "centre { kind = OPEN, gate { min_hold_s = 1 } } | has no effect with kind = OPEN",
        "centre { kind = PREVIOUS_CLOSE, stale_after_s = 1 } | has no effect with kind = PREVIOUS_CLOSE",
        "centre { kind = LAST, on_empty = KEEP } | has no effect with kind = LAST",
        "centre { kind = LAST, seed = NONE } | has no effect with kind = LAST",
        "centre { kind = LAST, window_reset_on = [AUCTION] } | no reset of this kind \"AUCTION\"",
        "centre { kind = TRADE_EXTREMA, window_s = 1, window_reset_on = [NIGHT] } | no reset of this kind \"NIGHT\"",
        "centre { kind = TRADE_EXTREMA, window_s = 1, on_empty = LAST } | is none of",
        "centre { kind = TRADE_AGED, age_s = 1, inside_sweep = true } | has no effect with kind = TRADE_AGED",
        "centre { kind = LAST, gate { freeze_in = [SLEEPING] } } | no trading state \"SLEEPING\"",
        "centre { kind = LAST, gate { min_change_ppm = 2000000 } } | out of range",
        "centre { kind = MEDIAN, of = last } | one reference alone needs no composition",
        "centre { kind = MEDIAN, of = [last, last] } | names a reference twice",
        "centre { kind = MEDIAN, of = [last, index], at_least = 3 } | out of range",
        "centre { kind = MEDIAN, of = [last, nothing] } | no reference \"nothing\"",
        "centre { kind = MEDIAN, of = [last, mean] } | nothing of a band can be made of kind MEAN",
        "centre { kind = FIRST_VALID, of = [last, centre] } | comes back to where it began",
        "centre { kind = FIRST_VALID, of = [last, other] }, other { kind = MEDIAN, of = [centre, last] } | "
            + "comes back to where it began",
        "centre { kind = FIRST_VALID, of = [index, own] }, own { kind = LAST, otherwise = centre } | "
            + "what stands in for one of them is made of this one",
        "centre { kind = TWAP, of = last, window_ms = 1000, sample_ms = 300 } | no whole number of samples",
        "centre { kind = TWAP, of = last, window_s = 5000, sample_s = 1 } | more than 4096 samples",
        "centre { kind = BASIS_AVERAGE, of = last, window_s = 1, sample_s = 1 } | index: is missing",
        "centre { kind = BASIS_EMA, of = last, index = index, sample_s = 1, weight_ppm = 0 } | out of range",
        "centre { kind = FAIR, of = index, interval_s = 28800 } | step_s: is missing",
        "centre { kind = FAIR, of = index, interval_ns = 28800000000001, step_s = 1 } | no whole number of milli",
        "centre { kind = MID, quotes = QUOTE } | the class names none",
        "centre { kind = PUBLISHED, price = FUNDING_RATE } | is none of"})
    void shouldRefuseAReferenceThatSaysWhatItCannotDo(final String reference, final String wrong)
    {
        assertThatThrownBy(() -> load(reference)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:4").hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @Test
    void shouldMakeAReferenceAfterWhatItIsMadeOfWhateverItsName()
    {
        final CompiledRulebook rulebook = load("centre { kind = MEDIAN, of = [zeta, index, last] }, " +
            "zeta { kind = TWAP, of = omega, window_s = 1, sample_s = 1 }, omega { kind = MID }");
        assertThat(rulebook.referenceName(0)).isEqualTo("index");
        assertThat(rulebook.referenceName(1)).isEqualTo("last");
        assertThat(rulebook.referenceName(2)).isEqualTo("omega");
        assertThat(rulebook.referenceName(3)).isEqualTo("zeta");
        assertThat(rulebook.referenceName(4)).isEqualTo("centre");
    }
}
