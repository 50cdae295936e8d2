package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A call waits while another breaker, the market or an operator holds the instrument, and goes on when they have ended:
 * the host is asked once.
 */
class HeldReopeningTest
{
    @TempDir
    private Path directory;

    private Venue venue;
    private final CallLog log = new CallLog();
    private final MemoryJournal journal = new MemoryJournal();
    private long nonce;

    /** Around a last price of 100.00: beyond 5 % one pauses for a minute, beyond 10 % another for three. */
    static String text(final String near, final String far, final String release)
    {
        final String band = " observe = POTENTIAL_TRADE, reference = last, comparator = GT, rounding = NONE, ";
        return String.join("\n",
            "rulebook { name = held, version = \"1\", source = test }",
            "engine { host_timeout_s = 10, release_wait_max_s = 5, release_policy = UNDURABLE, release_after = " +
                release + " }",
            "session { opening_window_s = 0 }",
            "market_class = market",
            "classes { stock { references { last { kind = LAST } }",
            "  breakers = [",
            "    { id = near, monitor = BAND, trip_state = PAUSED, record_bands = false, pause { length_s = 60 }",
            "      reopening { " + near + " }",
            "      rules = [ { id = five," + band + "width_ppm = 50000, reason = PRICE_BAND } ] }",
            "    { id = far, monitor = BAND, trip_state = PAUSED, record_bands = false, pause { length_s = 180 }",
            "      reopening { " + far + " }",
            "      rules = [ { id = ten," + band + "width_ppm = 100000, reason = PRICE_BAND } ] }",
            "  ] }",
            "  market { references { close { kind = PREVIOUS_CLOSE } }",
            "    breakers = [ { id = halt, monitor = LADDER, pause { length_s = 1200 }",
            "      reopening { kind = DIRECT, call_s = 600 }",
            "      rules = [ { id = eight, observe = INDEX, reference = close, level = 1, width_ppm = 80000,",
            "        comparator = LE, rounding = NEAREST_HALF_UP, round_e9 = 10000000, cutoff_s = 60,",
            "        cutoff_inclusive = false },",
            "        { id = nine, observe = INDEX, reference = close, level = 2, width_ppm = 90000,",
            "        comparator = LE, rounding = NEAREST_HALF_UP, round_e9 = 10000000, cutoff_s = 60,",
            "        cutoff_inclusive = false } ] } ] } }", "");
    }

    private CompiledRulebook rulebook(final String near, final String far, final String release) throws IOException
    {
        return Rulebook.load(Files.writeString(directory.resolve("held.conf"), text(near, far, release)).toString(),
            Map.of());
    }

    private void open(final String near, final String far, final String release) throws IOException
    {
        final CompiledRulebook rulebook = rulebook(near, far, release);
        venue = new Venue(rulebook, Capacities.forInstruments(1), journal, 0);
        venue.calendar(0, 20_000);
        venue.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, rulebook.classIndex("stock"), 2, 0, 1, 1_000_000);
        venue.publisher.referencePrice(0, 0, at(0), at(0), Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 0,
            4_000_000_000_000L, 0);
        venue.publisher.trade(0, 0, at(1), at(1), 0, 0, 10_000, 1, 0, 0, InputFlags.ELIGIBLE | InputFlags.SWEEP_END);
        decisions();
    }

    @AfterEach
    void close()
    {
        if (venue != null)
        {
            venue.close();
        }
    }

    @Test
    void shouldAskOnceAndReopenBothWhenTheShorterPauseWaitedForTheLonger() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        assertThat(potential(2, 12_000)).containsExactly("2 PAUSED PRICE_BAND to 62", "2 PAUSED PRICE_BAND to 182",
            "2 denied PRICE_BAND");
        assertThat(to(181)).containsExactly("62 PAUSED NOT_PERMITTED to 182");
        assertThat(to(182)).containsExactly("182 REOPENING PAUSE_ELAPSED to 192", "182 ask unchecked");
        assertThat(indicative(183, 12_000)).containsExactly("183 uncross 12000");
        assertThat(result(184, 12_000)).containsExactly("184 OPEN REOPENED", "184 OPEN REOPENED");
        assertThat(venue.breaker.engine().governingState(0)).isZero();
        assertThat(to(1_000)).isEmpty();
    }

    @Test
    void shouldReopenBothWhenTheHostIsSilent() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        potential(2, 12_000);
        to(190);
        assertThat(to(192)).containsExactly("192 OPEN HOST_TIMEOUT", "192 OPEN HOST_TIMEOUT");
    }

    @Test
    void shouldAskInsideWhatEveryPauseAllowsAndGoOnForTheOneThatDoesNotAgree() throws IOException
    {
        open("kind = UNCROSS, max_extensions = 1, extension_s = 30, check { reference = last, widths_ppm = [30000] }",
            "kind = UNCROSS, max_extensions = 1, extension_s = 90, check { reference = last, widths_ppm = [80000] }",
            "NONE");
        potential(2, 12_000);
        to(181);
        assertThat(to(182)).containsExactly("182 REOPENING PAUSE_ELAPSED to 192", "182 ask [9700, 10300]");
        assertThat(indicative(183, 10_500)).as("inside 8 %, outside 3 %").containsExactly(
            "183 extend 1 [9700, 10300] -> [9700, 10300] to 213", "183 PAUSED COLLAR_VIOLATED to 213",
            "183 PAUSED NOT_PERMITTED to 213");
        assertThat(to(213)).containsExactly("213 REOPENING PAUSE_ELAPSED to 223", "213 ask [9700, 10300]");
        assertThat(indicative(214, 11_000)).as("the last of the one, not of the other").containsExactly(
            "214 extend 1 [9200, 10800] -> [9200, 10800] to 304", "214 PAUSED COLLAR_VIOLATED to 304",
            "214 PAUSED NOT_PERMITTED to 304");
        assertThat(to(304)).containsExactly("304 REOPENING PAUSE_ELAPSED to 314", "304 ask [9700, 10300]");
        assertThat(indicative(305, 11_000)).containsExactly("305 uncross 11000");
        assertThat(result(306, 11_000)).containsExactly("306 OPEN REOPENED", "306 OPEN REOPENED");
    }

    @Test
    void shouldWaitForTheEndOfTheMarketsHaltAndOfItsCall() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        assertThat(potential(2, 10_600)).containsExactly("2 PAUSED PRICE_BAND to 62", "2 denied PRICE_BAND");
        assertThat(index(3, 3_600)).containsExactly("3 HALTED MARKET_WIDE to 1203");
        assertThat(to(61)).isEmpty();
        assertThat(to(1_202)).containsExactly("62 PAUSED NOT_PERMITTED to 1203");
        assertThat(to(1_802)).containsExactly("1203 AUCTION PAUSE_ELAPSED to 1803");
        assertThat(to(1_803)).containsExactly("1803 OPEN PAUSE_ELAPSED", "1803 REOPENING PAUSE_ELAPSED to 1813",
            "1803 ask unchecked");
    }

    @Test
    void shouldEndWithoutACallOfItsOwnWhenTheRulebookLetsTheMarketsHaltCancelIt() throws IOException
    {
        open("kind = UNCHECKED, market_halt = CANCELS", "kind = UNCHECKED", "NONE");
        potential(2, 10_600);
        index(3, 3_600);
        assertThat(to(1_000)).containsExactly("62 OPEN MARKET_WIDE");
        assertThat(to(1_804)).containsExactly("1203 AUCTION PAUSE_ELAPSED to 1803", "1803 OPEN PAUSE_ELAPSED");
        assertThat(venue.breaker.engine().governingState(0)).isZero();
    }

    @Test
    void shouldTakeTheCallBackWhenAHaltComesBeforeTheHostAnswers() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        potential(2, 10_600);
        to(62);
        index(63, 3_600);
        assertThat(indicative(64, 10_600)).containsExactly("64 PAUSED NOT_PERMITTED to 1263");
        assertThat(to(1_863)).contains("1863 ask unchecked");
    }

    @Test
    void shouldTakeTheCallBackWhenTheHostIsSilentInAHalt() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        potential(2, 10_600);
        to(62);
        index(63, 3_600);
        assertThat(to(72)).containsExactly("72 PAUSED NOT_PERMITTED to 1263");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void shouldWaitForOperatorsWhenTheyHoldTheInstrumentOrTheMarket(final boolean isMarket) throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        potential(2, 10_600);
        final int scope = isMarket ? Scope.market(0) : Scope.instrument(0);
        command(3, scope, 1, OperatorCommandKind.HALT);
        assertThat(to(1_000)).containsExactly("62 PAUSED NOT_PERMITTED");
        command(1_001, scope, 2, OperatorCommandKind.RESUME);
        final List<String> all = new ArrayList<>(command(1_002, scope, 3, OperatorCommandKind.APPROVE_RESUME));
        all.addAll(to(1_003));
        assertThat(all).containsExactly("1002 OPEN OPERATOR", "1002 REOPENING PAUSE_ELAPSED to 1012",
            "1002 ask unchecked");
    }

    @Test
    void shouldReleaseAHaltToACallAndWaitThereWhenALongerPauseStands() throws IOException
    {
        final CompiledRulebook halts = Rulebook.load(Files.writeString(directory.resolve("halts.conf"),
            text("kind = UNCHECKED", "kind = UNCHECKED", "J2").replaceFirst("trip_state = PAUSED",
                "trip_state = HALTED")).toString(), Map.of());
        assertThat(halts.name()).isEqualTo("held");
        venue = new Venue(halts.image(), halts.imageHash(), Capacities.forInstruments(1));
        venue.calendar(0, 20_000);
        venue.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, halts.classIndex("stock"), 2, 0, 1, 1_000_000);
        venue.publisher.trade(0, 0, at(1), at(1), 0, 0, 10_000, 1, 0, 0, InputFlags.ELIGIBLE | InputFlags.SWEEP_END);
        assertThat(potential(2, 12_000)).containsExactly("2 HALTED PRICE_BAND to 62", "2 PAUSED PRICE_BAND to 182",
            "2 denied PRICE_BAND");
        assertThat(to(62)).as("the release is announced").isEmpty();
        venue.publisher.durableMark(at(63), 2, venue.breaker.sequence());
        assertThat(to(64)).containsExactly("63 PAUSED NOT_PERMITTED to 182");
    }

    @Test
    void shouldStillWaitAndAskOnceWhenTheProcessIsKilledMeanwhile() throws IOException
    {
        open("kind = UNCHECKED", "kind = UNCHECKED", "NONE");
        potential(2, 12_000);
        assertThat(to(100)).containsExactly("62 PAUSED NOT_PERMITTED to 182");
        venue.breaker.onBatchEnd();
        venue = new Venue(rulebook("kind = UNCHECKED", "kind = UNCHECKED", "NONE"), Capacities.forInstruments(1),
            journal.afterwards(), 120);
        venue.publisher.bookReady(0, 0, at(121), 0);
        assertThat(to(181)).as("the restart alone").allMatch(line -> line.contains(" RESTART"));
        assertThat(to(182)).containsExactly("182 REOPENING PAUSE_ELAPSED to 192", "182 ask unchecked");
        assertThat(indicative(183, 12_000)).containsExactly("183 uncross 12000");
        assertThat(result(184, 12_000)).containsExactly("184 OPEN REOPENED", "184 OPEN REOPENED");
    }

    @Test
    void shouldKeepEveryPromisedExitWhenTwoBreakersAndTheMarketHold() throws IOException
    {
        final String[] ends = {"kind = UNCHECKED",
            "kind = UNCROSS, max_extensions = 1, extension_s = 30, check { reference = last, widths_ppm = [30000] }",
            "kind = UNCROSS, max_extensions = 1, extension_s = 30, then = MANUAL, check { reference = last, " +
                "widths_ppm = [30000] }", "kind = UNCHECKED, market_halt = CANCELS", "kind = DIRECT"};
        int waits = 0;
        for (int i = 0; i < ends.length * ends.length; i++)
        {
            try (ExitWalk walk = new ExitWalk(rulebook(ends[i / ends.length], ends[i % ends.length],
                i % 2 == 0 ? "J1" : "NONE"), 20_261_122 + i))
            {
                walk.run(10_000);
                assertThat(walk.exits).as(ends[i / ends.length] + ", " + ends[i % ends.length]).isPositive();
                waits += walk.waits;
            }
        }
        assertThat(waits).as("reopenings that waited").isGreaterThan(100);
    }

    private List<String> potential(final double seconds, final long ticks)
    {
        venue.potential(seconds, 0, ticks);
        return decisions();
    }

    private List<String> index(final double seconds, final long points)
    {
        venue.publisher.referencePrice(0, 0, at(seconds), at(seconds), Scope.market(0), ReferenceKind.INDEX.code(), 0,
            points * 1_000_000_000L, 0);
        return decisions();
    }

    private List<String> indicative(final double seconds, final long ticks)
    {
        venue.publisher.indicativePrice(0, 0, at(seconds), Scope.instrument(0), log.requestSeq, ticks, 0, 0);
        return decisions();
    }

    private List<String> result(final double seconds, final long ticks)
    {
        venue.publisher.auctionResult(0, 0, at(seconds), Scope.instrument(0), log.requestSeq, ticks, 1);
        return decisions();
    }

    private List<String> command(
        final double seconds, final int scope, final long who, final OperatorCommandKind kind)
    {
        nonce++;
        venue.publisher.operatorCommand(0, 0, at(seconds), scope, who, nonce, kind.code(), 0);
        return decisions();
    }

    private List<String> to(final double seconds)
    {
        final List<String> all = new ArrayList<>();
        while (venue.breaker.nextDeadlineNs() <= at(seconds))
        {
            venue.publisher.tick(venue.breaker.nextDeadlineNs(), InputFlags.CLOCK_JUMP_ACCEPTED);
            all.addAll(decisions());
        }
        venue.publisher.tick(at(seconds), InputFlags.CLOCK_JUMP_ACCEPTED);
        all.addAll(decisions());
        return all;
    }

    private List<String> decisions()
    {
        while (venue.breaker.decisions().poll(log, 1000) > 0)
        {
            continue;
        }
        return log.drain();
    }
}
