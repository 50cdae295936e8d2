package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * {@code us-mwcb} on five-minute bars of SPY, 24 February to 31 March 2020. SPY is a proxy of the index, with its own
 * closes: it reaches its level in the bar that ends at 12:54 New York on 18 March, before the S&P 500 itself did at
 * 12:56:17. Each bar gives open, high, low and close in that order; the order of high and low within five minutes is
 * not in the source and decides nothing here.
 */
class MarketWideHistoryTest
{
    private static final ZoneId ZAGREB = ZoneId.of("Europe/Zagreb");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final long SECOND = 1_000_000_000L;
    private static final int MARKET = Scope.market(0);

    private final CompiledRulebook rulebook = Rulebook.load("us-mwcb", Map.of("engine.release_after", "NONE"));
    private final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
        .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1))
        .origin("", JournalStart.Clock.EXCHANGE, 0));
    private final EventPublisher publisher = breaker.publisher();
    private final UnsafeBuffer decision = new UnsafeBuffer(0, 0);
    private final List<String> trips = new ArrayList<>();
    private String bar = "";
    private boolean isReopening;

    private record Bar(Instant end, String label, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close)
    {
        LocalDate day()
        {
            return end.atZone(NEW_YORK).toLocalDate();
        }
    }

    @Test
    void shouldTripOnTheEighteenthOfMarchAndOnTheThreeDaysWithoutAFirstHour() throws IOException
    {
        final Path file = SharedFiles.root().resolve("data/us_equities_halts/SPY_5min_20200224_20200331.csv.gz");
        if (!Files.isReadable(file))
        {
            System.err.println("SKIPPED: no bars at " + file + "; name the folder with -Dfirebreak.shared=DIR");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "no bars at " + file);
        final TreeMap<LocalDate, List<Bar>> days = read(file);
        BigDecimal close = null;
        for (final Map.Entry<LocalDate, List<Bar>> day : days.entrySet())
        {
            final LocalDate next = days.higherKey(day.getKey());
            play(day.getKey(), next == null ? day.getKey().plusDays(1) : next, close, day.getValue());
            close = day.getValue().get(day.getValue().size() - 1).close();
        }
        assertThat(trips).containsExactly(
            // the bars of these three days begin an hour late: the first at or below -7 % is all that they can show
            "2020-03-09 18:44:00 level 1 at 275.88 against 276.6",
            "2020-03-12 16:09:00 level 1 at 254.95 against 255.15",
            "2020-03-16 15:34:00 level 1 at " + first(days, "2020-03-16") + " against 251.96",
            "2020-03-18 17:54:00 level 1 at 236.2 against 236.4");
        assertThat(days.entrySet().stream().filter(day -> day.getValue().size() == 78).map(Map.Entry::getKey)
            .map(LocalDate::toString)).as("days whose hours are complete").hasSize(12)
            .noneMatch(day -> trips.stream().anyMatch(trip -> trip.startsWith(day)));
    }

    /** The first value of the first bar of a day that begins below its level. */
    private static String first(final TreeMap<LocalDate, List<Bar>> days, final String day)
    {
        return days.get(LocalDate.parse(day)).get(0).open().stripTrailingZeros().toPlainString();
    }

    private void play(final LocalDate day, final LocalDate next, final BigDecimal close, final List<Bar> bars)
    {
        tick(ns(day, "09:00:00"));
        publisher.calendarDay(0, 0, ns(day, "09:00:00"), 0, ns(day, "09:30:00"), ns(day, "16:00:00"),
            ns(next, "09:30:00"));
        if (close != null)
        {
            publish(ns(day, "09:00:00"), ReferenceKind.PREVIOUS_CLOSE, close);
        }
        for (final Bar one : bars)
        {
            // the label is the last minute of the bar
            final long endNs = one.end().getEpochSecond() * SECOND + 59 * SECOND;
            bar = one.label();
            index(endNs - 299 * SECOND, one.open());
            index(endNs - 200 * SECOND, one.high());
            index(endNs - 100 * SECOND, one.low());
            index(endNs, one.close());
        }
        tick(ns(day, "20:00:00"));
    }

    /** A market-wide reopening ends with the next value. */
    private void index(final long timeNs, final BigDecimal value)
    {
        tick(timeNs);
        if (isReopening)
        {
            publisher.auctionResult(0, 0, timeNs, MARKET, 0, EventPublisher.ABSENT, 0);
        }
        publish(timeNs, ReferenceKind.INDEX, value);
    }

    private void tick(final long timeNs)
    {
        publisher.tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        poll();
    }

    private void publish(final long timeNs, final ReferenceKind kind, final BigDecimal value)
    {
        publisher.referencePrice(0, 0, timeNs, timeNs, MARKET, kind.code(), 0,
            value.movePointRight(9).longValueExact(), 0);
        poll();
    }

    private void poll()
    {
        while (breaker.decisions().poll(this::onDecision, 64) > 0)
        {
            continue;
        }
    }

    private void onDecision(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            decision.wrap(buffer, offset, length);
            final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
            change.wrapAndApplyHeader(decision, 0, new MessageHeaderDecoder());
            isReopening = TradingState.of(change.toStateRaw()) == TradingState.REOPENING;
            if (TradingState.of(change.toStateRaw()) == TradingState.HALTED)
            {
                trips.add(bar + " level " + change.level() + " at " + price(change.observedMicroTicks()) + " against "
                    + price(change.limitMicroTicks()));
            }
        }
    }

    private static String price(final long microTicks)
    {
        return BigDecimal.valueOf(microTicks, 6).stripTrailingZeros().toPlainString();
    }

    private static long ns(final LocalDate day, final String time)
    {
        return day.atTime(LocalTime.parse(time)).atZone(NEW_YORK).toEpochSecond() * SECOND;
    }

    private static TreeMap<LocalDate, List<Bar>> read(final Path file) throws IOException
    {
        final TreeMap<LocalDate, List<Bar>> days = new TreeMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)))
        {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine())
            {
                final String[] cells = line.split(",");
                final Bar one = new Bar(LocalDateTime.parse(cells[0].replace(' ', 'T')).atZone(ZAGREB).toInstant(),
                    cells[0], new BigDecimal(cells[1]), new BigDecimal(cells[2]), new BigDecimal(cells[3]),
                    new BigDecimal(cells[4]));
                days.computeIfAbsent(one.day(), none -> new ArrayList<>()).add(one);
            }
        }
        return days;
    }
}
