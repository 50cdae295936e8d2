package io.firebreak.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.journal.JournalReader;
import io.firebreak.replay.JournaledVenue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterfactualsTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldSayWhyNothingWasTriedWhenTheInputsAreTooMany() throws IOException
    {
        JournaledVenue.dip(directory);
        final AtomicLong trip = new AtomicLong();
        for (long number = 1; trip.get() == 0; number++)
        {
            if (Explanation.of(JournalReader.open(directory), number).decision().isTrip())
            {
                trip.set(number);
            }
        }
        final Explanation explanation = Explanation.of(JournalReader.open(directory), trip.get());
        final NearestSettings tried = Counterfactuals.of(JournalReader.open(directory), explanation);
        assertThat(tried.settings()).isNotEmpty();
        assertThat(tried.notTried()).isNull();
        final NearestSettings untried = Counterfactuals.of(JournalReader.open(directory), explanation, 1 << 10);
        assertThat(untried.settings()).isEmpty();
        assertThat(untried.notTried()).contains("more than 0 MiB", "replay --rulebook");
    }

    /** The band stood still for the minute before; an amount is rounded to millionths of a tick, half up. */
    @ParameterizedTest
    @CsvSource({
        "lse, 10600, classes.ftse_100.breakers.suspension.rules.dynamic.width_ppm, 30000, 60000",
        "lse, 9399, classes.ftse_100.breakers.suspension.rules.dynamic.width_ppm, 30000, 60100",
        "eurex-dynamic, 11510, classes.product.breakers.dynamic.rules.short.width.width_e9, 15000000000, 15099999995"})
    void shouldFindTheWidthOfABandThatWouldNotHaveTripped(final String rulebook, final long priceTicks,
        final String path, final long was, final long from) throws IOException
    {
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("j"), rulebook, Map.of()))
        {
            venue.define();
            venue.day(23_400);
            venue.print(1, 10_000);
            for (int second = 2; second < 200; second++)
            {
                venue.tick(second);
            }
            venue.print(200, 10_000);
            venue.print(201, priceTicks);
        }
        long number = 1;
        while (!Explanation.of(open(), number).decision().isTrip())
        {
            number++;
        }
        final List<NearestSetting> settings =
            Counterfactuals.of(open(), Explanation.of(open(), number)).settings();
        assertThat(settings).hasSize(1);
        assertThat(settings.get(0).path()).isEqualTo(path);
        assertThat(settings.get(0).from()).isEqualTo(from);
        assertThat(settings.get(0).was()).isEqualTo(was);
    }

    private JournalReader open() throws IOException
    {
        return JournalReader.open(directory.resolve("j"));
    }
}
