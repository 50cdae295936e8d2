package io.firebreak.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.journal.JournalReader;
import io.firebreak.replay.JournaledVenue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
