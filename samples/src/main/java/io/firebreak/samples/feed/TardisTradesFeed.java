package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Trades in the column layout of the data vendor Tardis: {@code exchange, symbol, timestamp, local_timestamp, id,
 * side, price, amount}, stamps in microseconds, side the aggressor's, one symbol a file.
 * <p>
 * Clock: {@code exchange} (timestamp) by default, {@code receive} (local_timestamp) on request. The tick is the most
 * decimals of the prices in the first 10,000 rows, or {@code --set tick=0.01}; a lot is 1e-8 of the amount's unit, or
 * {@code --set lot=1}.
 */
public final class TardisTradesFeed implements Feed
{
    private static final List<List<String>> HEADERS = List.of(
        List.of("exchange", "symbol", "timestamp", "local_timestamp", "id", "side", "price", "amount"));
    private static final int SYMBOL = 1;
    private static final int TIMESTAMP = 2;
    private static final int LOCAL_TIMESTAMP = 3;
    private static final int ID = 4;
    private static final int SIDE = 5;
    private static final int PRICE = 6;
    private static final int AMOUNT = 7;

    /** Create a new instance; the service loader does. */
    public TardisTradesFeed()
    {
    }

    @Override
    public String name()
    {
        return "tardis-trades";
    }

    @Override
    public String description()
    {
        return "trades in Tardis columns (exchange,symbol,timestamp,local_timestamp,id,side,price,amount)";
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("tick", "lot");
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        request.requireInputs(1, 1, "tardis-trades reads one file, of one symbol");
        final Path path = request.inputs().get(0);
        final ClockSource clock = request.clock() == null ? ClockSource.EXCHANGE : request.clock();
        final PriceStep tick = PriceStep.ofTape(request, path, HEADERS, PRICE);
        final PriceStep lot = PriceStep.of("lot", request.settings().getOrDefault("lot", "0.00000001"));
        final Cursor cursor = new Cursor(CsvTape.open(path, HEADERS), clock, tick.exponent(), lot.exponent());
        cursor.first();
        return new TradeReader(
            cursor,
            clock,
            new TapeInstrument(cursor.symbol, tick.exponent(), tick.increment(), lot.exponent(), null),
            List.of("tick " + tick.text() + " (" + tick.origin() + ")",
                "inactive: no book (breakers on depth, spread and the book's mid; references use trades)"));
    }

    private static final class Cursor extends TradeCursor
    {
        private final int timeColumn;
        private final int priceExponent;
        private final int qtyExponent;
        private String symbol;

        Cursor(final CsvTape tape, final ClockSource clock, final int priceExponent, final int qtyExponent)
        {
            super(tape);
            timeColumn = clock == ClockSource.EXCHANGE ? TIMESTAMP : LOCAL_TIMESTAMP;
            this.priceExponent = priceExponent;
            this.qtyExponent = qtyExponent;
        }

        @Override
        void parse(final TradeRow row)
        {
            if (symbol != null && !tape.is(SYMBOL, symbol))
            {
                throw tape.bad(SYMBOL, "'" + tape.text(SYMBOL) + "' in a file of '" + symbol
                    + "': split the file by symbol, or skip the line with --on-bad-line skip");
            }
            row.timeNs = micros(timeColumn);
            row.sourceTimeNs = micros(TIMESTAMP);
            row.tradeId = tape.isEmpty(ID) ? 0 : tape.integer(ID);
            if (tape.is(SIDE, "buy"))
            {
                row.sideCode = Side.BUY.code();
            }
            else if (tape.is(SIDE, "sell"))
            {
                row.sideCode = Side.SELL.code();
            }
            else if (tape.is(SIDE, "unknown"))
            {
                row.sideCode = Side.NONE.code();
            }
            else
            {
                throw tape.bad(SIDE, "'" + tape.text(SIDE) + "' is no side: buy, sell or unknown");
            }
            row.priceTicks = tape.decimal(PRICE, priceExponent);
            row.qtyLots = tape.size(AMOUNT, qtyExponent);
            if (symbol == null)
            {
                symbol = tape.text(SYMBOL);
            }
        }
    }
}
