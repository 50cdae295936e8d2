package io.firebreak.samples.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest
{
    private static final long SEED = 20_251_010L;

    @ParameterizedTest
    @CsvSource({
        "61737.63000000, 2, 6173763", "0.00084000, 8, 84000", "105, 0, 105", "105, 8, 10500000000", "5., 2, 500",
        ".5, 1, 5", "-3.25, 2, -325", "9.9e-07, 8, 99", "1e-8, 8, 1", "1.5E3, 0, 1500", "0, 12, 0", "100.000, 0, 100",
        "999999999999999999, 0, 999999999999999999"})
    void shouldReadExactlyWhenTheTextFits(final String text, final int exponent, final long expected)
    {
        assertThat(parse(text, exponent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "Infinity", "-", ".", "1.2.3", "1,5", "1e", "0x10", "1 ", "+1", "--1", "1e5x",
        "1e999999999"})
    void shouldRefuseWhenTheTextIsNoNumber(final String text)
    {
        assertThatThrownBy(() -> parse(text, 2)).isInstanceOf(NumberFormatException.class).hasMessageContaining(text);
    }

    @Test
    void shouldRefuseWhenTheTextIsEmpty()
    {
        assertThatThrownBy(() -> parse("", 2)).hasMessage("is empty");
    }

    @ParameterizedTest
    @CsvSource({"1.234, 2", "0.5, 0", "1e-9, 8"})
    void shouldRefuseInsteadOfRoundingWhenThereAreTooManyDecimals(final String text, final int exponent)
    {
        assertThatThrownBy(() -> parse(text, exponent)).hasMessageEndingWith("more than " + exponent + " decimals");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0", "10000000000000000000000, 0", "99999999999.0, 8", "1e18, 8"})
    void shouldRefuseWhenTheNumberIsAbsurdlyLarge(final String text, final int exponent)
    {
        assertThatThrownBy(() -> parse(text, exponent)).hasMessageContaining("absurdly large");
    }

    @Test
    void shouldAgreeWithBigDecimalWhenTextsAreRandom()
    {
        final Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++)
        {
            final int exponent = random.nextInt(9);
            final int scale = random.nextInt(exponent + 1);
            final BigDecimal number = BigDecimal.valueOf(random.nextLong() % 1_000_000_000L, scale);
            final String text = number.toPlainString();
            assertThat(parse(text, exponent)).as(text)
                .isEqualTo(number.movePointRight(exponent).longValueExact());
        }
    }

    @Test
    void shouldReadTheWholeRangeOfALongWhenItIsAnInteger()
    {
        assertThat(integer("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> integer("9223372036854775808")).hasMessageContaining("absurdly large");
    }

    @ParameterizedTest
    @CsvSource({"61737.63000000, 2", "5, 0", "5.000, 0", "0.1152, 4", "x.12y, 2", "NaN, 0"})
    void shouldCountTheDecimalsThatAreNeeded(final String text, final int expected)
    {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(DecimalText.decimals(bytes, 0, bytes.length)).isEqualTo(expected);
    }

    private static long integer(final String text)
    {
        return DecimalText.integer(text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    }

    private static long parse(final String text, final int exponent)
    {
        final byte[] bytes = ("," + text + ",").getBytes(StandardCharsets.US_ASCII);
        return DecimalText.parse(bytes, 1, bytes.length - 1, exponent);
    }
}
