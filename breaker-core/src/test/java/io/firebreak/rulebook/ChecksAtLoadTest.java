package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when a rulebook is loaded because it could never trade, and what is shown of the limits it has. */
class ChecksAtLoadTest
{
    private static final String BOOK = String.join("\n",
        "rulebook { name = sample, version = \"1\", source = test }",                              // 1
        "session { opening_window_s = 0 }",                                                        // 2
        "classes { future {",                                                                      // 3
        "  references { last { kind = LAST }, close { kind = PREVIOUS_CLOSE } }",                  // 4
        "  breakers = [",                                                                          // 5
        "    { id = one, monitor = BAND, record_bands = false, trip_state = OPEN, rules = [",      // 6
        "      { id = falling, observe = POTENTIAL_TRADE, reference = last, rounding = NONE,",     // 7
        "        sides = LOWER, comparator = GE,",                                                 // 8
        "        width_ppm = 0 } ] }",                                                             // 9
        "    { id = two, monitor = BAND, record_bands = false, trip_state = OPEN, rules = [",      // 10
        "      { id = rising, observe = POTENTIAL_TRADE, reference = close, rounding = NONE,",     // 11
        "        sides = UPPER, comparator = GT,",                                                 // 12
        "        width_bps = 0 } ] }",                                                             // 13
        "  ]",                                                                                     // 14
        "} }",                                                                                     // 15
        "");

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseTwoBreakersWhoseBandsCannotMeetAtTheStart()
    {
        assertThatThrownBy(() -> Sample.load(directory, BOOK)).isInstanceOf(RulebookException.class)
            .hasMessageContaining("my.conf:13: classes.future.breakers.two.rules.rising.width_bps")
            .hasMessageContaining("this leaves only lower prices and rule falling only higher ones: nothing could")
            .hasMessageContaining("my.conf:9").hasMessageContaining("; give one of the two a width above 0");
    }

    @ParameterizedTest
    @CsvSource({"width_ppm = 0, width_ppm = 1", "width_bps = 0, width_bps = 1", "comparator = GE, comparator = GT"})
    void shouldTakeThemWhenAPriceIsLeft(final String was, final String is)
    {
        assertThatCode(() -> Sample.load(directory, Sample.with(BOOK, was, is))).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCompareBuysWithSells()
    {
        final String buys = Sample.with(BOOK, "{ id = falling, observe = POTENTIAL_TRADE,",
            "{ id = falling, observe = ORDER_PRICE, entry = ANY, orders = BUY,");
        assertThatCode(() -> Sample.load(directory, Sample.with(buys, "{ id = rising, observe = POTENTIAL_TRADE,",
            "{ id = rising, observe = ORDER_PRICE, entry = ANY, orders = SELL,"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "width_bps = 10000001 | an integer from 0 to 10000000 bps (1 % is 100 bps)",
        "width_ppm = -5 | an integer from 0 to 1000000000 ppm (1 % is 10000 ppm)",
        "width_ppm = 2.5 | an integer from 0 to 1000000000 ppm (1 % is 10000 ppm)"})
    void shouldNameTheUnitWhenARatioIsOutOfItsRange(final String is, final String wrong)
    {
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(BOOK, "width_ppm = 0", is)))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:9").hasMessageContaining(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "binance-percent-price-by-side | 40 | 0.01 | lower 8.00 (-80.00 %), upper 48.00 (+20.00 %)",
        "binance-percent-price-by-side | 40 | 0.01 | lower 32.00 (-20.00 %), upper 200.00 (+400.00 %)",
        "ose-dcb | 40000 | 10 | part 1 of the day: lower 38800 (-3.00 %), upper 41200 (+3.00 %)",
        "ose-dcb | 40000 | 10 | part 2 of the day: lower 39680 (-0.80 %), upper 40320 (+0.80 %)",
        "ose-static | 33115 | 10 | step 1: lower 30480 (-7.9571 %), upper 35750 (+7.9571 %)",
        "tse-limit | 2000 | 1 | lower 1500 (-25.00 %), upper 2500 (+25.00 %)",
        "tse-limit | 1999 | 1 | lower 1599 (-20.01 %), upper 2399 (+20.01 %)",
        "cme-price-limit | 4000 | 0.25 | part 1 of the day: none",
        "derive | 3000 | 0.01 | upper",
        "us-luld | 42.10 | 0.01 | lower 40.00 (-4.9881 %), upper 44.21 (+5.0119 %)",
        "us-mwcb | 4103.27 | 0.01 | lower 3816.04 (-7.00 %)",
        "crypto-perp | 100 | 0.1 | lower"})
    void shouldShowEveryLimitInPricesAndInPerCent(
        final String name, final String price, final String tick, final String shown)
    {
        assertThat(RulebookReport.check(Rulebook.load(name, Map.of()), new BigDecimal(price), new BigDecimal(tick)))
            .as(name).anyMatch(line -> line.contains("at " + price + " ") && line.contains(shown));
    }

    @Test
    void shouldGiveEveryShippedRuleWithAWidthItsLine()
    {
        for (final String name : Rulebook.shipped())
        {
            assertThat(String.join("\n", RulebookReport.check(Rulebook.load(name, Map.of()), BigDecimal.valueOf(100),
                new BigDecimal("0.01")))).as(name).doesNotContain("NaN").contains("rulebook");
        }
    }
}
