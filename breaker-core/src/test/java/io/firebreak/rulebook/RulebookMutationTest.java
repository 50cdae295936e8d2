package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key and every number of the shipped rulebooks, one at a time. */
class RulebookMutationTest
{
    private static final Pattern KEY = Pattern.compile("(?m)(?<=[ {(])([a-z_0-9]+)(?= = |= | \\{)");
    private static final Pattern NUMBER = Pattern.compile("(?<== )-?[0-9]+(?=[ ,}\\n])");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "us-mwcb", "crypto-perp"})
    void shouldRefuseWithItsLineWhenAnyKeyIsMisspelled(final String name) throws IOException
    {
        final String text = text(name);
        final Matcher matcher = KEY.matcher(text);
        int keys = 0;
        while (matcher.find())
        {
            final boolean isName = java.util.List.of("tier1", "tier2", "market", "equity", "perp", "mean_300s",
                "average_300s", "extrema_10s", "extrema_60s", "previous_close").contains(matcher.group());
            if (isName || isComment(text, matcher.start()))
            {
                continue;
            }
            keys++;
            final String wrong = text.substring(0, matcher.end()) + "x" + text.substring(matcher.end());
            assertThatThrownBy(() -> Sample.load(directory, wrong)).as(matcher.group() + " at " + line(text, matcher))
                .isInstanceOf(RulebookException.class)
                .hasMessageMatching("(?s).*my\\.conf:\\d+: .+; .+");
        }
        assertThat(keys).as("keys tried").isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "us-mwcb", "crypto-perp"})
    void shouldReachTheImageOrBeRefusedWhenAnyNumberChanges(final String name) throws IOException
    {
        final String text = text(name);
        final byte[] before = Sample.load(directory, text).sha256();
        final Matcher matcher = NUMBER.matcher(text);
        int numbers = 0;
        int accepted = 0;
        while (matcher.find())
        {
            numbers++;
            for (final long step : new long[] {1, -1})
            {
                final String changed = text.substring(0, matcher.start()) +
                    (Long.parseLong(matcher.group()) + step) + text.substring(matcher.end());
                try
                {
                    assertThat(Sample.load(directory, changed).sha256())
                        .as("line " + line(text, matcher) + " has an effect").isNotEqualTo(before);
                    accepted++;
                }
                catch (final RulebookException ex)
                {
                    assertThat(ex).hasMessageContaining("my.conf:" + line(text, matcher));
                }
            }
            final String point = text.substring(0, matcher.end()) + ".0" + text.substring(matcher.end());
            assertThatThrownBy(() -> Sample.load(directory, point)).isInstanceOf(RulebookException.class)
                .hasMessageContaining("my.conf:" + line(text, matcher) + ": ").hasMessageContaining("integer");
        }
        assertThat(numbers).as("numbers tried").isGreaterThan(10);
        assertThat(accepted).isGreaterThan(numbers);
    }

    private static boolean isComment(final String text, final int at)
    {
        final int start = text.lastIndexOf('\n', at) + 1;
        return text.substring(start, at).contains("#") || text.substring(start, at).replace("\\\"", "")
            .chars().filter(letter -> letter == '"').count() % 2 != 0;
    }

    private static long line(final String text, final Matcher matcher)
    {
        return 1 + text.substring(0, matcher.start()).chars().filter(letter -> letter == '\n').count();
    }

    private static String text(final String name) throws IOException
    {
        try (InputStream in = Shipped.resource(name).openStream())
        {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
