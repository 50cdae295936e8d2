package io.firebreak.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.journal.JournalReader;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A decision's record holds every number that was compared, as the input gave it; the audit computes each of them again
 * and notices when a single one is another.
 */
class EvidenceTest
{
    private static final long MICRO = 1_000_000L;
    private static final int BODY = 8;
    private static final int DECISION_SEQ = 8;
    private static final int OBSERVED = 32;
    private static final int LIMIT = 40;

    @TempDir
    private static Path directory;

    /** A decision with the input of its record, and where it lies. */
    private record Told(long sequence, Message input, Message decision)
    {
        long number(final String field)
        {
            return Long.parseLong(decision.text(field));
        }

        double real(final String field)
        {
            return Double.parseDouble(decision.text(field));
        }

        boolean is(final String field, final String text)
        {
            return text.equals(decision.text(field));
        }
    }

    @BeforeAll
    static void write()
    {
        writePerp();
        writeLuld();
        writeMarket();
        writeLadders();
    }

    /** Price and velocity without a book, the same with one, thin books, and volatility after an hour of unrest. */
    private static void writePerp()
    {
        final Map<String, String> unrest =
            Map.of("classes.perp.breakers.price.rules.volatility.ratio_ppm", "6000000");
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("perp"), "crypto-perp", unrest))
        {
            venue.define();
            double seconds = 0;
            for (int i = 0; i < 3_000; i++)
            {
                venue.print(++seconds, 100_000 + (i / 2 % 2 == 0 ? 35 : -35));
            }
            for (int i = 0; i < 20; i++)
            {
                seconds += 0.5;
                venue.print(seconds, 100_000 + (i / 2 % 2 == 0 ? 600 : -600));
            }
            for (int i = 0; i < 700; i++)
            {
                venue.print(++seconds, 100_000);
            }
            venue.print(++seconds, 90_500);
            venue.print(++seconds, 100_000);
            venue.print(++seconds, 100_000);
            for (int i = 0; i < 4; i++)
            {
                venue.print(++seconds, 90_007 - i);
            }
            for (int i = 0; i < 1_500; i++)
            {
                venue.print(++seconds, 90_000);
            }
            for (int i = 0; i < 4; i++)
            {
                seconds++;
                venue.level(seconds, Side.BUY, 89_990, 5);
                venue.level(seconds, Side.SELL, 90_010 + i, 5);
                venue.print(seconds, 108_003 + i);
            }
            for (int i = 0; i < 3; i++)
            {
                venue.tick(++seconds);
                venue.level(seconds, Side.BUY, 89_990, 7 + i);
            }
        }
    }

    /** A quote that waits at the lower band, then one that straddles the upper. */
    private static void writeLuld()
    {
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("luld"), "us-luld", Map.of()))
        {
            venue.define();
            venue.day(23_400);
            venue.reference(1, Scope.instrument(0), ReferenceKind.PREVIOUS_CLOSE.code(), 100_000_000_000L);
            venue.print(2, 10_000);
            venue.quote(3, 9_480, 9_500);
            venue.quote(4, 9_990, 10_010);
            venue.quote(5, 10_490, 10_510);
            venue.quote(6, 10_500, 10_520);
            venue.print(7, 10_777);
            venue.quote(8, 9_990, 10_010);
        }
    }

    /** The index falls through the first level. */
    private static void writeMarket()
    {
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("market"), "us-mwcb", Map.of()))
        {
            venue.day(23_400);
            venue.reference(1, Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 4_000_010_000_000L);
            venue.reference(2, Scope.market(0), ReferenceKind.INDEX.code(), 3_800_000_000_000L);
            venue.reference(3, Scope.market(0), ReferenceKind.INDEX.code(), 3_711_111_000_000L);
        }
    }

    /** Two phases of Korea, the second lower than its level; then both of India's directions and either index. */
    private static void writeLadders()
    {
        final String phases = "market.circuit_breaker.";
        final Map<String, String> quick = Map.of(phases + "phase_1.sustain_s", "4", phases + "phase_2.sustain_s", "4",
            phases + "phase_3.sustain_s", "4", phases + "pause.length_s", "5", phases + "reopening.call_s", "3");
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("korea"), "krx-market", quick))
        {
            venue.day(23_400);
            venue.reference(1, Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 2_500_000_000_000L);
            venue.reference(2, Scope.market(0), ReferenceKind.INDEX.code(), 2_126_120_000_000L);
            for (int second = 3; second < 15; second++)
            {
                venue.tick(second);
            }
            venue.reference(15, Scope.market(0), ReferenceKind.INDEX.code(), 2_104_000_000_000L);
            for (int second = 16; second < 25; second++)
            {
                venue.tick(second);
            }
        }
        try (JournaledInputs venue = new JournaledInputs(directory.resolve("india"), "nse-market", Map.of()))
        {
            venue.day(23_400);
            venue.reference(1, Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 20_000_020_000_000L);
            venue.publisher.referencePrice(0, 0, JournaledInputs.at(1), JournaledInputs.at(1), Scope.market(0),
                ReferenceKind.PREVIOUS_CLOSE.code(), 1, 70_000_000_000_000L, 0);
            venue.publisher.referencePrice(0, 0, JournaledInputs.at(2), JournaledInputs.at(2), Scope.market(0),
                ReferenceKind.INDEX.code(), 1, 77_000_000_000_000L, 0);
            venue.reference(3, Scope.market(0), ReferenceKind.INDEX.code(), 16_000_000_000_000L);
        }
    }

    private static JournalReader open(final String journal)
    {
        try
        {
            return JournalReader.open(directory.resolve(journal));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static List<Told> told(final String journal)
    {
        final MessagePrinter printer = new MessagePrinter();
        final List<Told> told = new ArrayList<>();
        final Message[] input = new Message[1];
        JournalScan.read(open(journal), (facts, sequence, isInput, buffer, offset) ->
        {
            final Message message = printer.print(buffer, offset);
            if (isInput)
            {
                input[0] = message;
            }
            else
            {
                told.add(new Told(sequence, input[0], message));
            }
            return true;
        });
        return told;
    }

    private static List<Told> byPrints(final String journal, final String reason)
    {
        return told(journal).stream().filter(one -> one.input().name().equals("PotentialTrade") &&
            one.is("reason", reason)).toList();
    }

    @Test
    void shouldAgreeWhenEveryKindOfRuleHasDecided()
    {
        for (final String journal : List.of("perp", "luld", "market"))
        {
            final Audit audit = new Audit();
            audit.read(open(journal));
            assertThat(audit.findings()).as(journal).isEmpty();
            assertThat(audit.checks()).as(journal).isPositive();
        }
        assertThat(told("perp")).extracting(one -> one.decision().text("reason"))
            .contains("PRICE_BAND", "VOLATILITY", "DEPTH");
        assertThat(told("market")).extracting(one -> one.decision().text("reason")).contains("MARKET_WIDE");
    }

    /** Level, what lies beyond the last trigger, and the length of the halt: each is computed again. */
    @ParameterizedTest
    @CsvSource({"korea, 2300000000 2104860000", "india, 77000000000 16000000000"})
    void shouldComputeTheTripsOfALadderAgain(final String journal, final String limits)
    {
        final Audit audit = new Audit();
        audit.read(open(journal));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.checks()).isGreaterThan(6);
        assertThat(told(journal).stream().filter(one -> one.is("reason", "MARKET_WIDE"))
            .map(one -> one.decision().text("limitMicroTicks")).collect(Collectors.joining(" "))).isEqualTo(limits);
    }

    @Test
    void shouldNameTheRecordThatCausedIt()
    {
        for (final String journal : List.of("perp", "luld", "market"))
        {
            long number = 0;
            for (final Told one : told(journal))
            {
                assertThat(one.number("causeSeq")).isEqualTo(one.sequence());
                assertThat(one.number("decisionSeq")).isEqualTo(++number);
            }
            assertThat(number).isPositive();
        }
    }

    @Test
    void shouldHoldThePriceThatThePrintHad()
    {
        for (final String journal : List.of("perp", "luld"))
        {
            final List<Told> judged = byPrints(journal, "PRICE_BAND");
            assertThat(judged).isNotEmpty().allSatisfy(one -> assertThat(one.number("observedMicroTicks"))
                .isEqualTo(Long.parseLong(one.input().text("priceTicks")) * MICRO));
        }
    }

    @Test
    void shouldHoldTheIndexThatWasPublished()
    {
        assertThat(told("market")).filteredOn(one -> one.is("reason", "MARKET_WIDE")).singleElement().satisfies(one ->
        {
            assertThat(one.number("observedMicroTicks")).isEqualTo(3_711_111_000_000L / 1_000);
            assertThat(one.number("referenceMicroTicks")).isEqualTo(4_000_010_000_000L / 1_000);
            assertThat(one.real("observedReal")).isEqualTo(3_711_111_000_000L * 1e-9);
        });
    }

    @Test
    void shouldHoldTheSideOfTheQuoteThatStandsAtTheBand()
    {
        final List<Told> states = told("luld").stream()
            .filter(one -> one.decision().name().equals("LimitState") && !one.is("state", "NONE")).toList();
        assertThat(states).extracting(one -> one.decision().text("state"))
            .containsExactly("AT_LOWER", "STRADDLE_UPPER", "AT_UPPER", "STRADDLE_LOWER");
        assertThat(states).allSatisfy(one -> assertThat(one.number("observedMicroTicks")).isEqualTo(Long.parseLong(
            one.input().text(one.decision().text("state").endsWith("LOWER") ? "askTicks" : "bidTicks")) * MICRO));
        assertThat(states).allSatisfy(one -> assertThat(one.real("widthFraction")).isEqualTo(50_000 * 1e-6));
    }

    @Test
    void shouldSayWhichPricesTheReferenceIsMadeOf()
    {
        assertThat(byPrints("perp", "PRICE_BAND")).isNotEmpty().allSatisfy(one ->
            assertThat(one.decision().text("input"))
                .isEqualTo(one.number("observedMicroTicks") > 100_000 * MICRO ? "MID" : "FILTERED_TRADES"));
        // The first print opened it; the mean of the trades takes over when it has moved far enough.
        assertThat(told("luld")).filteredOn(one -> one.decision().name().equals("LimitState"))
            .extracting(one -> one.decision().text("input"))
            .containsExactly("AUCTION", "AUCTION", "AUCTION", "AUCTION", "AUCTION", "TRADE_MEAN");
    }

    @Test
    void shouldHoldTheVariancesThatWereComparedWhenTheRatioDecides()
    {
        assertThat(byPrints("perp", "VOLATILITY")).isNotEmpty().allSatisfy(one ->
        {
            assertThat(one.real("observedReal")).isEqualTo(one.real("varianceFast")).isPositive();
            assertThat(one.real("limitReal")).isEqualTo(6.0 * 6.0 * one.real("varianceSlow"));
        });
    }

    @Test
    void shouldRepeatTheLimitAndTheWidthWhenALimitStateEnds()
    {
        Told opening = null;
        int ended = 0;
        for (final Told one : told("perp"))
        {
            if (one.decision().name().equals("LimitState") && one.is("reason", "LIMIT_STATE_ENDED"))
            {
                for (final String field : List.of("limitMicroTicks", "widthFraction", "openedNs", "ruleId"))
                {
                    assertThat(one.decision().text(field)).as(field).isEqualTo(opening.decision().text(field));
                }
                ended++;
            }
            opening = one.decision().name().equals("LimitState") ? one : opening;
        }
        assertThat(ended).isPositive();
    }

    /** The bits of one field of one decision, changed: what the audit says of that decision. */
    @ParameterizedTest
    @CsvSource({
        "perp, TradingStateChange, PRICE_BAND, ruleId, 24, 0x100000000, width",
        "perp, TradingStateChange, PRICE_BAND, observedMicroTicks, 32, 1, margin",
        "perp, TradingStateChange, PRICE_BAND, observedMicroTicks, 32, 9000000000, margin+beyond",
        "perp, TradingStateChange, PRICE_BAND, limitMicroTicks, 40, 1, limit+margin",
        "perp, TradingStateChange, PRICE_BAND, referenceMicroTicks, 48, 2000000, limit",
        "perp, TradingStateChange, PRICE_BAND, marginMicroTicks, 56, 1, margin",
        "perp, TradingStateChange, PRICE_BAND, widthFraction, 80, 1, width",
        "perp, TradingStateChange, PRICE_BAND, imageHash, 112, 1, parameter image",
        "perp, TradingStateChange, PRICE_BAND, deadlineNs, 120, 5000000000, pause",
        "perp, TradingStateChange, PRICE_BAND, deadlineNs, 120, -5000000000, pause",
        "perp, TradingStateChange, VOLATILITY, observedReal, 64, 1, observed",
        "perp, TradingStateChange, VOLATILITY, observedReal, 64, -0x10000000000000, observed+beyond",
        "perp, TradingStateChange, VOLATILITY, limitReal, 72, 1, limit",
        "perp, TradingStateChange, VOLATILITY, widthFraction, 80, 1, width",
        "perp, TradingStateChange, VOLATILITY, varianceFast, 88, 1, observed",
        "perp, TradingStateChange, VOLATILITY, varianceSlow, 96, 4, width+limit",
        "perp, TradingStateChange, VOLATILITY, widening, 104, 1, width",
        "perp, VerdictDenied, PRICE_BAND, limitMicroTicks, 40, 1, limit+margin",
        "perp, LimitState, PRICE_BAND, widening, 104, 1, width",
        "perp, LimitState, DEPTH, limitReal, 72, 1, limit",
        "luld, LimitState, PRICE_BAND, limitMicroTicks, 40, -1000000, limit+margin+beyond",
        "luld, LimitState, PRICE_BAND, referenceMicroTicks, 48, 2000000, limit",
        "luld, LimitState, PRICE_BAND, widening, 104, 0x1000000000000, limit",
        "luld, VerdictDenied, PRICE_BAND, limitMicroTicks, 40, 1000000, limit+margin",
        "market, TradingStateChange, MARKET_WIDE, limitMicroTicks, 40, 1, limit+margin",
        "market, TradingStateChange, MARKET_WIDE, observedMicroTicks, 32, 9000000, margin+beyond"})
    void shouldNoticeWhenOneNumberIsAnother(
        final String journal, final String message, final String reason, final String field, final int at,
        final String change, final String noticed)
    {
        assertThat(noticed(journal, message, reason, copy ->
            copy.putLong(BODY + at, copy.getLong(BODY + at) + Long.decode(change))))
            .as(field).containsExactly(noticed.split("\\+"));
    }

    /** A confirmed price breaker is met at its limit; a band of quotes may be traded at, and only through it is not. */
    @ParameterizedTest
    @CsvSource({"perp, TradingStateChange, margin", "luld, VerdictDenied, margin+beyond"})
    void shouldTellAtFromBeyondAsTheBreakerDoes(final String journal, final String message, final String noticed)
    {
        assertThat(noticed(journal, message, "PRICE_BAND", copy ->
            copy.putLong(BODY + OBSERVED, copy.getLong(BODY + LIMIT)))).containsExactly(noticed.split("\\+"));
    }

    /** What the audit says of the first decision of a kind when its bytes are changed on the way. */
    private static List<String> noticed(
        final String journal, final String message, final String reason, final Consumer<UnsafeBuffer> change)
    {
        final long number = told(journal).stream()
            .filter(one -> one.decision().name().equals(message) && one.is("reason", reason)).findFirst().orElseThrow()
            .number("decisionSeq");
        final Audit audit = new Audit();
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[256]);
        JournalScan.read(open(journal), (facts, sequence, isInput, buffer, offset) ->
        {
            copy.putBytes(0, buffer, offset, BODY + (buffer.getShort(offset) & 0xFFFF));
            if (!isInput && copy.getLong(BODY + DECISION_SEQ) == number)
            {
                change.accept(copy);
            }
            return audit.onMessage(facts, sequence, isInput, copy, 0);
        });
        final List<String> noticed = audit.findings().stream()
            .filter(finding -> finding.decision().number() == number).map(finding -> finding.check().what()).toList();
        assertThat(audit.contradictions()).isGreaterThanOrEqualTo(noticed.size());
        return noticed;
    }
}
