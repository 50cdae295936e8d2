package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ladder that is wrong is refused with the place and the fix. */
class LevelErrorsTest
{
    private static final String BOOK = """
        rulebook { name = sample, version = "1", source = "test" }
        market_class = market
        classes { market {
            references { one { kind = PREVIOUS_CLOSE }, two { kind = PREVIOUS_CLOSE } }
            breakers = [ { id = b, monitor = LADDER, pause { length_s = 900 }
              reopening { kind = DIRECT, call_s = 60 }
              rules = [
                { id = a, observe = INDEX, reference = one, level = 1, width_ppm = 50000, any_index = true
                  lengths = [
                    { id = x, until_before_close_s = 9000, length_s = 60 }
                    { id = y, until_before_close_s = 3600, effect = NONE }
                    { id = z, effect = REST_OF_DAY }
                  ] }
            { id = c, observe = INDEX, reference = one, level = 2, width_ppm = 60000, any_index = true, sustain_s = 60 }
            { id = d, observe = INDEX, reference = one, level = 3, width_ppm = 70000, any_index = true, sustain_s = 60 }
            { id = e, observe = INDEX, reference = two, level = 3, width_ppm = 70000, sustain_s = 60 } ] } ] } }
        """;

    @TempDir
    private Path directory;

    @Test
    void shouldLoadWhenNothingIsWrong()
    {
        assertThat(Sample.load(directory, BOOK).classNames()).containsExactly("market");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "until_before_close_s = 3600 | until_before_close_s = 9000 | 11 | overlaps the row before, which ends at the"
            + " same time (",
        "until_before_close_s = 3600 | until_before_close_s = 9001 | 11 | overlaps the row before, which ends later (",
        "until_before_close_s = 3600 | until_after_open_s = 3600 | 11 | overlap or leave a gap on a short day (",
        "until_before_close_s = 3600, | length_s = 1, | 11 | length_s: has no effect with effect = NONE",
        "z, effect = REST_OF_DAY | z, until_before_close_s = 60 | 12 | leaves a gap: no row takes the rest of the",
        "y, until_before_close_s = 3600, | y, | 12 | overlaps a row without end, which takes the rest of the day (",
        "level = 1, width | trip_state = CLOSED, level = 1, width | 9 | the level has a state of its own (",
        "level = 1, width | cutoff_s = 60, level = 1, width | 8 | the table of lengths says from when there is no halt",
        "level = 1, width | comparator = GE, level = 1, width | 8 | is none of",
        "level = 1, width | sustain_s = 1, level = 1, width | 16 | needs time 7 of 6",
        "level = 2 | level = 1 | 14 | levels and widths must both rise from rule to rule (",
        "monitor = LADDER, | monitor = LADDER, trip_state = AUCTION, | 6 | the halt is a call already (",
        "market_class = market | market_class = market, session { always_open = true } | 9 | no close to count"})
    void shouldRefuseWithPlaceAndFix(final String text, final String instead, final int line, final String message)
    {
        assertThat(BOOK).contains(text.trim());
        assertThatThrownBy(() -> Sample.load(directory, BOOK.replace(text.trim(), instead.trim())))
            .isInstanceOf(RulebookException.class).hasMessageContaining(":" + line + ": ")
            .hasMessageContaining(message.trim());
    }

    /** What defaults mean for instruments would take the numbers of the market's indices: nothing would ever fire. */
    @Test
    void shouldRefuseAnInheritedReferenceThatWouldTakeTheNumberOfAnIndex()
    {
        final String named = BOOK.replace(", any_index = true", "");
        final String defaults =
            named.replace("market_class", "defaults { references { last { kind = LAST } } }\nmarket_class");
        assertThat(Sample.load(directory, named).classNames()).hasSize(1);
        assertThatThrownBy(() -> Sample.load(directory, defaults)).isInstanceOf(RulebookException.class)
            .hasMessageContaining(":2: classes.market.references.last: comes from defaults, would be index 0 of the")
            .hasMessageEndingWith("move it from there into a class that only instruments derive from");
        assertThat(Sample.load(directory, named.replace("one { kind = PREVIOUS_CLOSE }",
            "one { kind = PREVIOUS_CLOSE }, a_spare { kind = PREVIOUS_CLOSE }")).classNames()).hasSize(1);
    }

    @Test
    void shouldSayWhichIndexEachReferenceOfTheMarketIs()
    {
        assertThat(String.join("\n", RulebookReport.check(Sample.load(directory, BOOK))))
            .contains("one: PREVIOUS_CLOSE, index 0 of the host's messages")
            .contains("two: PREVIOUS_CLOSE, index 1 of the host's messages");
    }

    /** Two levels of either index and two of the second make six. */
    @Test
    void shouldHoldSixTimesWhenSixAreWanted()
    {
        assertThat(Sample.load(directory, BOOK.replace("{ id = e,",
            "{ id = f, observe = INDEX, reference = two, level = 2, width_ppm = 65000, sustain_s = 1 }\n{ id = e,"))
            .classNames()).hasSize(1);
    }
}
