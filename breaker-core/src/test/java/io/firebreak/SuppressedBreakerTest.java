package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breaker that is tripped keeps the ones it names from judging, and no others. */
class SuppressedBreakerTest
{
    @TempDir
    private Path directory;

    /** The clock of a limit state runs on in a pause of another breaker: the inner one would trip inside it. */
    private CallVenue venue(final String suppresses) throws IOException
    {
        final String text = String.join("\n",
            "rulebook { name = sample, version = \"1\", source = test }",
            "engine { host_timeout_s = 10, release_after = NONE }",
            "classes { stock { quotes = CONSOLIDATED",
            "  references { mean { kind = MEAN, window_s = 300, gate { min_change_ppm = 10000 } } }",
            "  breakers = [",
            "    { id = inner, monitor = QUOTE, limit_state_s = 30, pause { length_s = 60 }",
            "      reopening { kind = DIRECT }",
            "      rules = [ { id = one, observe = FAR_QUOTE, reference = mean, width_ppm = 50000 } ] }",
            "    { id = outer, monitor = QUOTE, limit_state_s = 1, pause { length_s = 60 }",
            "      reopening { kind = DIRECT }" + suppresses,
            "      rules = [ { id = two, observe = FAR_QUOTE, reference = mean, width_ppm = 50000 } ] }",
            "  ] } }", "");
        final CompiledRulebook rulebook =
            Rulebook.load(Files.writeString(directory.resolve("two.conf"), text).toString(), Map.of());
        final CallVenue venue = new CallVenue(rulebook);
        venue.day();
        venue.reference(1);
        venue.tick(999);
        venue.venue.quote(999, 9_490, 9_500);
        venue.tick(1_000);
        return venue;
    }

    @Test
    void shouldEndTheLimitStateAndJudgeNothingWhileTheOtherIsTripped() throws IOException
    {
        try (CallVenue venue = venue(", suppresses = [inner]"))
        {
            assertThat(venue.decisions()).containsExactly("999 limit AT_LOWER PRICE_BAND",
                "999 limit AT_LOWER PRICE_BAND", "1000 PAUSED LIMIT_STATE_ELAPSED to 1060",
                "1000 limit NONE LIMIT_STATE_ENDED");
            venue.tick(1_059);
            assertThat(venue.decisions()).isEmpty();
        }
    }

    @Test
    void shouldJudgeAgainAsSoonAsTheOtherTrades() throws IOException
    {
        try (CallVenue venue = venue(", suppresses = [inner]"))
        {
            venue.tick(1_059);
            venue.venue.quote(1_059, 9_020, 9_025);
            venue.decisions();
            venue.tick(1_060);
            assertThat(venue.decisions()).as("of 95.00, the price of the cause, both")
                .containsExactly("1060 OPEN PAUSE_ELAPSED", "1060 limit AT_LOWER PRICE_BAND",
                    "1060 limit AT_LOWER PRICE_BAND");
        }
    }

    @Test
    void shouldGoOnJudgingWhenNothingIsNamed() throws IOException
    {
        try (CallVenue venue = venue(""))
        {
            venue.tick(1_029);
            assertThat(venue.decisions()).contains("1029 PAUSED LIMIT_STATE_ELAPSED to 1089");
        }
    }
}
