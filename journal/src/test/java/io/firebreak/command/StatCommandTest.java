package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.market.DataQualityCode;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatCommandTest extends CommandRun
{
    @TempDir
    private Path directory;

    private String journal;

    @BeforeEach
    void write()
    {
        journal = directory.resolve("walk").toString();
        JournaledVenue.write(directory.resolve("walk"), 3_000, Map.of());
    }

    private JsonNode json(final String... arguments) throws IOException
    {
        out.getBuffer().setLength(0);
        run(arguments);
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void shouldShowHowFarEachRuleIsFromATrip() throws IOException
    {
        final JsonNode stat = json("stat", journal, "--json");
        final JsonNode state = json("state", journal, "--json").path("scopes").get(0);
        assertThat(stat.path("record").asLong()).isPositive();
        assertThat(stat.path("closed").asBoolean()).isTrue();
        final double last = state.path("lastTicks").asDouble();
        int limits = 0;
        int volatilities = 0;
        for (int i = 0; i < state.path("breakers").size(); i++)
        {
            final JsonNode breaker = state.path("breakers").get(i);
            final JsonNode distance = stat.path("distances").get(i);
            if (!breaker.path("lowestTicks").isNull())
            {
                limits++;
                assertThat(distance.path("downBps").asDouble())
                    .isCloseTo((last - breaker.path("lowestTicks").asDouble()) / last * 10_000, within(1e-9));
                assertThat(distance.path("upBps").asDouble())
                    .isCloseTo((breaker.path("highestTicks").asDouble() - last) / last * 10_000, within(1e-9));
            }
            if (distance.path("rules").asText().contains("volatility"))
            {
                volatilities++;
                assertThat(distance.path("volatilityPercentOfLimit").asDouble()).isBetween(0.1, 1_000.0);
            }
        }
        assertThat(limits).isPositive();
        assertThat(volatilities).isPositive();
        assertThat(run("stat", journal)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("closed cleanly", "band+velocity_10s+velocity_60s+volatility",
            "counters  none");
    }

    @Test
    void shouldShowWhatAnotherProcessCounts() throws IOException
    {
        try (BreakerCounters counters = BreakerCounters.map(
            Path.of(journal, BreakerCounters.FILE_NAME), DataQualityCode.names()))
        {
            counters.add(BreakerCounter.INPUTS, 1_234_567);
            counters.dataQuality(DataQualityCode.BAD_PRICE.code());
            assertThat(run("stat", journal)).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).containsPattern("inputs processed +1,234,567\n")
                .containsPattern("data quality: BAD_PRICE +1\n").doesNotContain("BAD_QUANTITY");
            counters.increment(BreakerCounter.INPUTS);
            assertThat(json("stat", journal, "--json").path("counters").path("inputs processed").asLong())
                .isEqualTo(1_234_568);
            counters.increment(BreakerCounter.ENGINE_STOPS);
            assertThat(run("stat", journal)).isEqualTo(ExitCode.UNHEALTHY);
        }
    }

    @Test
    void shouldCallAnOperatorWhenErrorsAreLogged()
    {
        final BreakerCounters counters = BreakerCounters.inMemory(DataQualityCode.names());
        try (ErrorLog errors = ErrorLog.map(Path.of(journal, ErrorLog.FILE_NAME), 1 << 14, () -> 0, counters))
        {
            assertThat(run("stat", journal)).isEqualTo(ExitCode.OK);
            errors.record(new IllegalStateException("the disk said no"));
            assertThat(run("stat", journal)).isEqualTo(ExitCode.UNHEALTHY);
            assertThat(out.toString()).contains("errors logged:", "the disk said no");
        }
    }

    @Test
    void shouldNameTheFixWhenTheCountersAreNotOurs() throws IOException
    {
        Files.writeString(Path.of(journal, BreakerCounters.FILE_NAME), "not counters");
        assertThat(run("stat", journal)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("is no counters file of version 1", "remove it").doesNotContain("\tat ");
        assertThat(run("stat", directory.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("no journal in");
        assertThat(run("stat", journal, "--watch", "0")).isEqualTo(ExitCode.USAGE);
    }

    private int run(final String... arguments)
    {
        return execute(List.of(new TapeCommands()), arguments);
    }
}
