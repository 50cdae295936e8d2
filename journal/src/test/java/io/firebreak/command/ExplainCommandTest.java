package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.codec.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import java.util.regex.Matcher;
import io.firebreak.market.TradingState;
import io.firebreak.market.Scope;
import io.firebreak.explain.NearestSetting;
import io.firebreak.explain.Explanation;
import io.firebreak.explain.Counterfactuals;
import io.firebreak.engine.EngineReplay;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.arena.Capacities;
import io.firebreak.explain.Audit;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.TapeDriver;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.market.InputFlags;
import io.firebreak.market.QuoteKind;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest extends CommandRun
{
    private static final long SECOND = 1_000_000_000L;

    /** 2024-01-02, 14:30 UTC: the regular open in New York. */
    private static final long OPEN_NS = 1_704_205_800L * SECOND;

    @TempDir
    private static Path directory;

    private static Path journal;

    @TempDir
    private Path other;

    @BeforeAll
    static void write()
    {
        journal = directory.resolve("walk");
        JournaledVenue.write(journal, 20_000, Map.of());
    }

    @Test
    void shouldComputeEveryNumberAgainWhenPriceVelocityAndVolatilityDecide()
    {
        final Audit audit = new Audit();
        audit.read(open(journal));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.contradictions()).isZero();
        assertThat(audit.decisions()).isGreaterThan(1_000);
        assertThat(audit.checks()).isGreaterThan(1_500);
        assertThat(run("explain", journal.toString(), "--all")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("all agree, bit for bit");
    }

    @Test
    void shouldComputeEveryBandAgainWhenQuotesDecide()
    {
        final Path luld = other.resolve("luld");
        final long trips = writeLuld(luld, "tier1", 4_740);
        assertThat(trips).isPositive();
        final Audit audit = new Audit();
        audit.read(open(luld));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.checks()).isGreaterThan(100);
        assertThat(run("explain", luld.toString(), "--last")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("TEST stopped trading (PAUSED)", "the mean of eligible trades in 5 min",
            "The quote had stood at the band since", "for 15 s", "the auction reopened it", "agree, bit for bit");
    }

    @Test
    void shouldNameTheRuleOfTheInstrumentsOwnClassWhenClassesShareItsName() throws IOException
    {
        final Path luld = other.resolve("luld2");
        assertThat(writeLuld(luld, "tier2", 4_490)).isPositive();
        assertThat(run("explain", luld.toString(), "--last", "--json")).isEqualTo(ExitCode.OK);
        final JsonNode nearest = new ObjectMapper().readTree(out.toString()).path("nearestSettings").get(0);
        assertThat(nearest.path("path").asText()).isEqualTo("classes.tier2.breakers.luld.limit_state_ms");
        assertThat(nearest.path("was").asLong()).isEqualTo(3_000);
        assertThat(nearest.path("atLeast").asLong()).isGreaterThan(3_000);
    }

    @Test
    void shouldTellWhatHappenedFirstThenTheArithmeticThenTheRecord() throws IOException
    {
        assertThat(run("explain", journal.toString(), "--last")).isEqualTo(ExitCode.OK);
        final String text = out.toString();
        assertThat(text.indexOf("What happened")).isPositive();
        assertThat(text.indexOf("Computed again")).isGreaterThan(text.indexOf("What happened"));
        assertThat(text.indexOf("Before")).isGreaterThan(text.indexOf("Computed again"));
        assertThat(text.indexOf("observedMicroTicks=")).isGreaterThan(text.indexOf("Before"));
        assertThat(text).contains("stopped trading (PAUSED)", "the exchange's clock", "UTC on 2025-10-",
            "It was to last", "The journal ends before trading resumed");
        assertThat(text).containsPattern("pause +1 min, not doubled, as the trip before was 16 min 27.287 s ago, over" +
            " 15 min, and a random tail below 5 s");
        out.getBuffer().setLength(0);
        assertThat(run("explain", journal.toString(), "--last", "--json")).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.path("agrees").asBoolean()).isTrue();
        assertThat(root.path("checks")).hasSizeGreaterThan(3);
        assertThat(root.path("explanation").get(0).asText()).contains("stopped trading");
    }

    @Test
    void shouldCountTheDoublingsOfAPauseAndNameItsCeiling()
    {
        final Path violent = other.resolve("violent");
        JournaledVenue.write(violent, 4_000, Map.of("classes.perp.warm_up_s", "1",
            "classes.perp.breakers.price.pause.growth_window_s", "1200"));
        assertThat(run("tail", violent.toString(), "--of", "trip", "--json")).isEqualTo(ExitCode.OK);
        final List<String> ids = Pattern.compile("\"decisionSeq\":(\\d+)").matcher(out.toString()).results()
            .map(found -> found.group(1)).toList();
        assertThat(ids).hasSizeGreaterThan(2);
        final String[] pauses = {"", ", doubled once as trips followed each other within 20 min, to at most 5 min,",
            ", doubled 2 times as trips followed each other within 20 min, to at most 5 min,"};
        for (int i = 0; i < pauses.length; i++)
        {
            out.getBuffer().setLength(0);
            assertThat(run("explain", violent.toString(), ids.get(i))).isEqualTo(ExitCode.OK);
            assertThat(out.toString())
                .containsPattern("pause +1 min" + pauses[i] + " and a random tail below 5 s\n.*agrees");
        }
    }

    @Test
    void shouldNameTheNearestSettingsWithWhichItWouldNotHaveStopped() throws IOException
    {
        final Path dip = other.resolve("dip");
        JournaledVenue.dip(dip);
        assertThat(run("tail", dip.toString(), "--of", "trip", "-n", "1000", "--json")).isEqualTo(ExitCode.OK);
        final Matcher first = Pattern.compile("\"decisionSeq\":(\\d+)").matcher(out.toString());
        assertThat(first.find()).isTrue();
        final long id = Long.parseLong(first.group(1));
        final List<NearestSetting> nearest =
            Counterfactuals.of(open(dip), Explanation.of(open(dip), id)).settings();
        assertThat(nearest).extracting(one -> one.path().substring(one.path().lastIndexOf('.') + 1))
            .containsExactly("floor_ppm", "cap_ppm", "hold_ms", "sweeps");
        final long end = endOfFirstHalt(dip, Map.of(), Long.MAX_VALUE);
        int found = 0;
        for (final NearestSetting one : nearest)
        {
            if (one.from() != null)
            {
                // The whole journal under the other rulebook, from its beginning: another way to the same question.
                found++;
                assertThat(endOfFirstHalt(dip, Map.of(one.path(), String.valueOf(one.from())), end)).as(one.path())
                    .isZero();
                assertThat(endOfFirstHalt(dip, Map.of(one.path(), String.valueOf(one.from() - 1)), end)).as(one.path())
                    .isNotZero();
            }
        }
        assertThat(found).isGreaterThan(1);
        out.getBuffer().setLength(0);
        assertThat(run("explain", dip.toString(), String.valueOf(id))).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Nearest settings", nearest.get(0).path());
        out.getBuffer().setLength(0);
        assertThat(run("explain", dip.toString(), String.valueOf(id), "--json")).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out.toString()).path("nearestSettings")).hasSize(nearest.size());
    }

    /** Record up to which the first halt lasts; 1 where it has not ended until a record, 0 where there is none. */
    private static long endOfFirstHalt(
        final Path of, final Map<String, String> overrides, final long untilRecord)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", overrides);
        final BreakerEngine engine = new BreakerEngine(
            Capacities.forInstruments(2), new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
        final EngineReplay replay = new EngineReplay(engine);
        final long[] seen = new long[2];
        open(of).read((buffer, offset, length) ->
        {
            replay.onRecord(buffer, offset, length);
            if (engine.sequence() <= untilRecord && engine.read(Scope.instrument(0)).isDefined())
            {
                final ScopeReading.Breaker breaker = engine.read(Scope.instrument(0)).breakers().get(0);
                seen[0] = breaker.trips() > 0 ? 1 : 0;
                seen[1] = breaker.trips() > 0 && breaker.state() == TradingState.OPEN ? engine.sequence() : 0;
            }
            return seen[1] == 0 && engine.sequence() < untilRecord;
        });
        return seen[1] == 0 ? seen[0] : seen[1];
    }

    @Test
    void shouldShowTheDisagreementWhenARecordWasTamperedWith() throws IOException
    {
        final long[] trip = find();
        // The limit behind the header and body offset; every checksum, the chain and the head are right again.
        final int limitAt = (int)trip[1] + MessageHeaderDecoder.ENCODED_LENGTH + 40;
        JournalForgery.withLong(journal, other.resolve("tampered"), trip[0], limitAt, limit -> limit - 1_000_000L);
        assertThat(run("verify", other.resolve("tampered").toString(), "--no-replay")).isEqualTo(ExitCode.OK);
        assertThat(run("explain", other.resolve("tampered").toString(), String.valueOf(trip[2])))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("THE RECORD CONTRADICTS ITSELF", "DIFFERS");
        assertThat(out.toString().lines().filter(line -> line.endsWith(": DIFFERS"))).hasSize(2);
        out.getBuffer().setLength(0);
        assertThat(run("explain", other.resolve("tampered").toString(), "--all")).isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("2 DISAGREE", "limit", "margin");
    }

    @Test
    void shouldShowTheDisagreementWhenTheImageIsNotTheOneThatDecided() throws IOException
    {
        final byte[] image = Rulebook.load("crypto-perp",
            Map.of("classes.perp.breakers.price.rules.band.width.floor_ppm", "29500")).image();
        JournalForgery.withImage(journal, other.resolve("image"), image);
        assertThat(run("explain", other.resolve("image").toString(), String.valueOf(find()[2])))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString()).contains("parameter image").contains("DIFFERS");
    }

    @Test
    void shouldNameWhatIsMissingWhenThereIsNoSuchDecision()
    {
        assertThat(run("explain", journal.toString(), "999999999")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no decision 999999999").contains("export");
        assertThat(run("explain", journal.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("explain", other.resolve("none").toString(), "--last")).isEqualTo(ExitCode.FAILED);
    }

    /** The first trip on a price: sequence of its record, where it lies in the record, its number. */
    private static long[] find()
    {
        final long[] found = new long[3];
        open(journal).read((buffer, offset, length) ->
        {
            int decision = offset + RecordLayout.INPUT_OFFSET
                + RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
            for (int i = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET); i > 0; i--)
            {
                final boolean isPrice = buffer.getLong(decision + MessageHeaderDecoder.ENCODED_LENGTH + 40) > 0;
                if (buffer.getShort(decision + 2) == 66 && isPrice)
                {
                    found[0] = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
                    found[1] = decision - offset;
                    found[2] = buffer.getLong(decision + 16);
                    return false;
                }
                decision += MessageHeaderDecoder.ENCODED_LENGTH + (buffer.getShort(decision) & 0xFFFF);
            }
            return true;
        });
        assertThat(found[0]).isPositive();
        return found;
    }

    /** A seeded walk of quotes and prints round 50 dollars that comes to its bands again and again. */
    private static long writeLuld(final Path directory, final String tier, final long bandTicks)
    {
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of("tier2.luld.limit_state_s", "3"));
        final JournaledBreaker breaker = JournaledBreaker.launch(new JournaledBreaker.TapeSettings(
            directory, rulebook, 1, ClockSource.EXCHANGE, true, "instrument.0=TEST\n"), JournalStart.Mode.INLINE);
        final TapeDriver driver = new TapeDriver(breaker, rulebook::ruleName, rulebook::classIndex,
            10 * SECOND);
        final Random random = new Random(11);
        try (breaker)
        {
            driver.instrument(OPEN_NS, 0, new TapeInstrument("TEST", 2, 1, 0, tier));
            driver.calendarDay(OPEN_NS, 20_240_102, OPEN_NS, OPEN_NS + 23_400 * SECOND, OPEN_NS + 86_400 * SECOND);
            driver.previousClose(OPEN_NS, 0, 50 * SECOND);
            long timeNs = OPEN_NS;
            double mid = 5_000;
            for (int i = 0; i < 12_000; i++)
            {
                timeNs += (500 + random.nextInt(2_000)) * 1_000_000L;
                mid = Math.max(4_000, Math.min(6_000, mid + random.nextGaussian() * (i % 700 > 600 ? 25 : 3)));
                final long ticks = (long)mid;
                driver.quote(timeNs, timeNs, 0, QuoteKind.CONSOLIDATED.code(), ticks - 1, 5, ticks + 1, 5);
                driver.print(timeNs, timeNs, 0, 1, ticks, 100, i, InputFlags.ELIGIBLE);
                // Now and then the quote waits at the band.
                final long lower = i % 300 == 0 ? bandTicks : 0;
                for (long offer = lower; offer > 0 && offer <= bandTicks + 20; offer++)
                {
                    timeNs += 16 * SECOND;
                    driver.quote(timeNs, timeNs, 0, QuoteKind.CONSOLIDATED.code(), offer - 5, 5, offer, 5);
                }
            }
        }
        return driver.result().trips().size();
    }

    private static JournalReader open(final Path directory)
    {
        try
        {
            return JournalReader.open(directory);
        }
        catch (final IOException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private int run(final String... args)
    {
        return execute(List.of(new JournalCommands(), new TapeCommands()), args);
    }
}
