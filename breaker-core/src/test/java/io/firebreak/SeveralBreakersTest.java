package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.TradingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One print beyond the bands of several breakers of an instrument: each trips for itself, the print is denied once. */
class SeveralBreakersTest
{
    private static final Map<String, String> WITHOUT_TAILS =
        Map.of("*.dynamic.pause.tail_s", "0", "*.static.pause.tail_s", "0");

    @TempDir
    private Path directory;

    @Test
    void shouldPauseForTheLongerGuardWhenPriceLeavesBoth()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "large_index", "0.01", WITHOUT_TAILS))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 11_100)).containsExactly("2 PAUSED PRICE_BAND to 62",
                "2 PAUSED PRICE_BAND to 182", "2 denied PRICE_BAND");
            assertThat(venue.venue.breaker.engine().governingState(0)).isEqualTo(TradingState.PAUSED.code());
        }
    }

    @Test
    void shouldDenyWithTheEvidenceOfTheLongerGuardWhenBothAreBreached()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "large_index", "0.01", WITHOUT_TAILS))
        {
            venue.trade(1, "100.00").trade(2, "103.00");
            venue.venue.decisions();
            venue.venue.potential(3, 0, 11_100);
            final List<Long> limits = new ArrayList<>();
            venue.venue.breaker.decisions().poll((template, buffer, offset, length) ->
            {
                if (template == VerdictDeniedDecoder.TEMPLATE_ID)
                {
                    limits.add(new VerdictDeniedDecoder().wrapAndApplyHeader(buffer, offset,
                        new MessageHeaderDecoder()).limitMicroTicks());
                }
            }, 100);
            assertThat(limits).as("of the open, 110.00, not of the last, 106.09").containsExactly(11_000_000_000L);
        }
    }

    @Test
    void shouldTripOneGuardWhenPriceLeavesIt()
    {
        try (BandVenue venue = new BandVenue("nasdaq-nordic", "large_index", "0.01", WITHOUT_TAILS))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 10_400)).containsExactly("2 PAUSED PRICE_BAND to 62", "2 denied PRICE_BAND");
        }
    }

    @Test
    void shouldAddTheExtensionsOfEveryTriggerThatAPriceBreaches()
    {
        try (BandVenue venue = new BandVenue("vega", "market", "1"))
        {
            venue.trade(1, "100000");
            assertThat(decisions(venue, 2, 102_000))
                .containsExactly("2 PAUSED VOLATILITY to 62", "2 denied VOLATILITY");
        }
        try (BandVenue venue = new BandVenue("vega", "market", "1"))
        {
            venue.trade(1, "100000");
            assertThat(decisions(venue, 2, 110_000)).as("a minute and five").containsExactly(
                "2 PAUSED VOLATILITY to 62", "2 PAUSED VOLATILITY to 362", "2 denied VOLATILITY");
        }
    }

    @Test
    void shouldTripOnlyTheSuppressorWhenOnePrintBreachesBoth() throws IOException
    {
        try (BandVenue venue = pair("", ""))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 12_100)).containsExactly("2 PAUSED PRICE_BAND to 62",
                "2 HALTED PRICE_BAND to 122", "2 denied PRICE_BAND");
        }
        try (BandVenue venue = pair("", ", suppresses = [inner]"))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 11_500)).as("the inner one alone")
                .containsExactly("2 PAUSED PRICE_BAND to 62", "2 denied PRICE_BAND");
        }
        try (BandVenue venue = pair("", ", suppresses = [inner]"))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 12_100)).as("the outer one stands later in the list")
                .containsExactly("2 HALTED PRICE_BAND to 122", "2 denied PRICE_BAND");
        }
        try (BandVenue venue = pair(", suppresses = [outer]", ", suppresses = [inner]"))
        {
            venue.trade(1, "100.00");
            assertThat(decisions(venue, 2, 12_100)).as("each suppresses the other: the first of the list")
                .containsExactly("2 PAUSED PRICE_BAND to 62", "2 denied PRICE_BAND");
        }
    }

    private BandVenue pair(final String inner, final String outer) throws IOException
    {
        final String band = " observe = POTENTIAL_TRADE, reference = last, comparator = GT, rounding = NONE, ";
        return new BandVenue(Files.writeString(directory.resolve("pair.conf"), String.join("\n",
            "rulebook { name = pair, version = \"1\", source = test }",
            "session { opening_window_s = 0 }",
            "classes { stock { references { last { kind = LAST } }",
            "  breakers = [",
            "    { id = inner, monitor = BAND, trip_state = PAUSED, record_bands = false, pause { length_s = 60 }",
            "      reopening { kind = UNCHECKED }" + inner,
            "      rules = [ { id = ten," + band + "width_ppm = 100000, reason = PRICE_BAND } ] }",
            "    { id = outer, monitor = BAND, trip_state = HALTED, record_bands = false, pause { length_s = 120 }",
            "      reopening { kind = DIRECT }" + outer,
            "      rules = [ { id = twenty," + band + "width_ppm = 200000, reason = PRICE_BAND } ] }",
            "  ] } }", "")).toString(), "stock", "0.01");
    }

    private static List<String> decisions(final BandVenue venue, final double seconds, final long priceTicks)
    {
        final CallLog log = new CallLog();
        while (venue.venue.breaker.decisions().poll(log, 100) > 0)
        {
            log.drain();
        }
        venue.venue.potential(seconds, 0, priceTicks);
        venue.venue.breaker.decisions().poll(log, 100);
        return log.drain();
    }
}
