package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.feed.TapeInstrument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * US consolidated quotes and trades of one stock and day ({@code --input QUOTES TRADES}, or trades alone): times in
 * milliseconds since midnight in New York, prices in 1e-4 dollars, each quote row one side of the national best.
 * <p>
 * Needs {@code --set date=2013-10-09 --set prev_close=184.02 --set tier=1}, which the files do not carry;
 * {@code open} and {@code close} (New York time) change the session, {@code tick} the tick of 0.01. In one
 * millisecond quotes go before trades, otherwise file order. The files have no table of sale conditions: every trade
 * that is not marked suspicious is eligible.
 */
public final class UsTicksFeed implements Feed
{
    private static final List<List<String>> HEADERS = List.of(UsQuoteCursor.HEADER, UsTradeCursor.HEADER);
    private static final int FILE_EXPONENT = 4;
    private static final int E9 = 9;
    private static final Pattern DAY_IN_NAME = Pattern.compile("(?<![0-9])[12][0-9]{7}(?![0-9])");

    /** Create a new instance; the service loader does. */
    public UsTicksFeed()
    {
    }

    @Override
    public String name()
    {
        return "us-ticks";
    }

    @Override
    public String description()
    {
        return "US consolidated quotes and trades (--input QUOTES TRADES --set date= --set prev_close= --set tier=)";
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("date", "prev_close", "tier", "open", "close", "tick");
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        request.requireInputs(1, 2, "us-ticks reads QUOTES TRADES, or TRADES alone");
        if (request.clock() == ClockSource.RECEIVE)
        {
            throw new FeedMistake("--clock receive: these files have no receive time: leave --clock out");
        }
        final LocalDate date = request.requiredDate("date", "2013-10-09");
        final BigDecimal previousClose = previousClose(request.required("prev_close", "184.02"));
        final String tier = request.required("tier", "1");
        if (!tier.equals("1") && !tier.equals("2"))
        {
            throw new FeedMistake("--set tier=" + tier + ": write 1 or 2");
        }
        final PriceStep tick = PriceStep.of("tick", request.settings().getOrDefault("tick", "0.01"));
        if (tick.exponent() > FILE_EXPONENT)
        {
            throw new FeedMistake("--set tick=" + tick.text() + ": the files' prices have 4 decimals");
        }
        final LocalTime open = request.time("open", LocalTime.of(9, 30));
        final LocalTime close = request.time("close", LocalTime.of(16, 0));
        if (!open.isBefore(close))
        {
            throw new FeedMistake("--set open=" + open + " --set close=" + close + ": the open is before the close");
        }
        return reader(request, new NewYorkDay(date), open, close, previousClose, tick, tier);
    }

    private static FeedReader reader(
        final FeedRequest request,
        final NewYorkDay day,
        final LocalTime open,
        final LocalTime close,
        final BigDecimal previousClose,
        final PriceStep tick,
        final String tier)
    {
        UsQuoteCursor quotes = null;
        UsTradeCursor trades = null;
        for (final Path path : request.inputs())
        {
            final CsvTape tape = CsvTape.open(path, HEADERS);
            final boolean isTrades = tape.columns().equals(UsTradeCursor.HEADER);
            if (isTrades ? trades != null : quotes != null)
            {
                tape.close();
                throw new FeedMistake(path + ": a second file of " + (isTrades ? "trades" : "quotes")
                    + ": us-ticks reads QUOTES TRADES, or TRADES alone");
            }
            if (isTrades)
            {
                trades = new UsTradeCursor(tape, day, tick);
            }
            else
            {
                quotes = new UsQuoteCursor(tape, day, tick);
            }
        }
        if (trades == null)
        {
            quotes.close();
            throw new FeedMistake("--input names no file of trades: us-ticks reads QUOTES TRADES, or TRADES alone");
        }
        final UsSession session = new UsSession(
            new TapeInstrument(FileNames.firstWord(request.inputs().get(0)), tick.exponent(), tick.increment(), 0,
                "tier" + tier),
            day.dayId(), day.utcNs(open), day.utcNs(close), day.nextWeekdayUtcNs(open),
            previousClose.movePointRight(E9).longValueExact());
        return new UsTicksReader(quotes, trades, session, notes(request, day, previousClose, tier, quotes != null));
    }

    private static List<String> notes(
        final FeedRequest request,
        final NewYorkDay day,
        final BigDecimal previousClose,
        final String tier,
        final boolean hasQuotes)
    {
        final List<String> notes = new ArrayList<>();
        notes.add("date " + LocalDate.parse(String.valueOf(day.dayId()), DateTimeFormatter.BASIC_ISO_DATE)
            + ", previous close " + previousClose.toPlainString() + ", tier " + tier + " (all three as you set them)");
        notes.add("no table of sale conditions: every trade with suspicious = 0 is eligible");
        if (!hasQuotes)
        {
            notes.add("inactive: no quotes (limit states by the national quote; only trades are tested)");
        }
        for (final Path path : request.inputs())
        {
            final Matcher named = DAY_IN_NAME.matcher(FileNames.stem(path).replace('_', ' '));
            if (named.find() && !named.group().equals(String.valueOf(day.dayId())))
            {
                notes.add("check --set date: the name of " + path.getFileName() + " says " + named.group());
            }
        }
        return notes;
    }

    private static BigDecimal previousClose(final String text)
    {
        try
        {
            final BigDecimal price = new BigDecimal(text);
            if (price.signum() > 0 && price.scale() <= E9 && price.precision() - price.scale() <= E9)
            {
                return price;
            }
        }
        catch (final NumberFormatException ex)
        {
            throw new FeedMistake("--set prev_close=" + text + ": write a price as 184.02");
        }
        throw new FeedMistake("--set prev_close=" + text + ": a price above 0 with at most 9 decimals");
    }
}
