package io.firebreak.samples.feed;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.QuoteKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A user's own files: trades, quotes or levels of a book, of one instrument, in any columns. The mapping says which
 * column is what; docs/csv-feed.md has an example of each kind. Several files of one instrument are merged by time.
 */
public final class CsvFeed implements Feed
{
    private static final String STANDARD_LOT = "0.00000001";
    private static final int MAX_EXPONENT = 12;

    /** Create a new instance; the service loader does. */
    public CsvFeed()
    {
    }

    @Override
    public String name()
    {
        return "csv";
    }

    @Override
    public String description()
    {
        return "your own trades, quotes or levels (l2); --map FILE says which column is what (docs/csv-feed.md)";
    }

    @Override
    public Set<String> settings()
    {
        final Set<String> keys = new TreeSet<>(CsvKind.allKeys());
        keys.add("map");
        return keys;
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        request.requireInputs(1, 16, "the csv feed reads 1 to 16 files of one instrument");
        final List<CsvMapping> mappings = CsvMapping.of(request);
        final ClockSource clock = request.clock() == null ? ClockSource.EXCHANGE : request.clock();
        final PriceStep tick = tick(request.inputs(), mappings);
        final PriceStep lot = step(mappings.get(0), "lot", STANDARD_LOT);
        final CsvSession session = CsvSession.of(mappings.get(0));
        final List<CsvCursor> cursors = new ArrayList<>();
        String symbol = null;
        for (int i = 0; i < mappings.size(); i++)
        {
            final Path path = request.inputs().get(i);
            final CsvCursor cursor = new CsvCursor(
                mappings.get(i).open(path), mappings.get(i), clock, tick.exponent(), lot.exponent());
            cursors.add(cursor);
            cursor.first();
            if (symbol != null && cursor.symbol() != null && !symbol.equals(cursor.symbol()))
            {
                throw new FeedMistake(path + ": is of '" + cursor.symbol() + "', the files before it of '" + symbol
                    + "': run one instrument at a time");
            }
            symbol = cursor.symbol() == null ? symbol : cursor.symbol();
        }
        final QuoteKind quoteKind = mappings.stream().anyMatch(
            mapping -> mapping.oneOf("quote_kind", "own", List.of("own", "consolidated")).equals("consolidated"))
            ? QuoteKind.CONSOLIDATED : QuoteKind.OWN_VENUE;
        return new CsvReader(cursors, clock, new TapeInstrument(
            symbol == null ? FileNames.stem(request.inputs().get(0)) : symbol, tick.exponent(), tick.increment(),
            lot.exponent(), null), notes(mappings, tick, lot), quoteKind, session);
    }

    private static List<String> notes(final List<CsvMapping> mappings, final PriceStep tick, final PriceStep lot)
    {
        final List<String> notes = new ArrayList<>();
        notes.add("tick " + tick.text() + " (" + tick.origin() + "), lot " + lot.text());
        if (mappings.stream().noneMatch(mapping -> mapping.kindOfRows() == CsvKind.L2))
        {
            notes.add("inactive: no book (breakers on depth, spread and the book's mid)");
        }
        if (mappings.stream().noneMatch(mapping -> mapping.kindOfRows() == CsvKind.TRADES))
        {
            notes.add("inactive: no trades (rules that judge a print)");
        }
        return notes;
    }

    private static PriceStep step(final CsvMapping mapping, final String key, final String standard)
    {
        try
        {
            final PriceStep step = PriceStep.of(key, mapping.value(key, standard));
            return new PriceStep(step.exponent(), step.increment(), mapping.place(key, step.origin()));
        }
        catch (final FeedMistake ex)
        {
            throw mapping.wrong(key, "write a decimal number above 0 with at most 12 decimals, as 0.01");
        }
    }

    private static PriceStep tick(final List<Path> inputs, final List<CsvMapping> mappings)
    {
        if (mappings.get(0).has("tick"))
        {
            return step(mappings.get(0), "tick", null);
        }
        int decimals = 0;
        for (int i = 0; i < inputs.size(); i++)
        {
            decimals = Math.max(decimals, decimals(inputs.get(i), mappings.get(i)));
        }
        return new PriceStep(Math.min(decimals, MAX_EXPONENT), 1,
            "most decimals of the prices in the first " + PriceStep.SCANNED_ROWS + " rows");
    }

    private static int decimals(final Path path, final CsvMapping mapping)
    {
        int decimals = 0;
        try (CsvTape tape = mapping.open(path))
        {
            final int[] prices = mapping.kindOfRows() == CsvKind.QUOTES
                ? new int[]{mapping.column("bid", tape), mapping.column("ask", tape)}
                : new int[]{mapping.column("price", tape)};
            for (int row = 0; row < PriceStep.SCANNED_ROWS && tape.nextLine(); row++)
            {
                for (final int price : prices)
                {
                    decimals = Math.max(decimals, tape.decimals(price));
                }
            }
        }
        catch (final BadLine ex)
        {
            // The line is reported when the tape is played up to it; the rows before it decide.
            return decimals;
        }
        return decimals;
    }
}
