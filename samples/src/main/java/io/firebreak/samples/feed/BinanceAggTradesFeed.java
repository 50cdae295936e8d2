package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.feed.TapeInstrument;
import io.firebreak.market.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Aggregate trades of Binance's public daily archive with a header line: {@code agg_trade_id, price, qty,
 * first_trade_id, last_trade_id, ts_us, buyer_is_maker, best_match}; a buyer who is the maker means that the seller
 * was the aggressor.
 * <p>
 * Clock: {@code exchange} only. The tick is the most decimals of the prices in the first 10,000 rows, or
 * {@code --set tick=0.01}; a lot is 1e-8 of a coin, or {@code --set lot=1}.
 */
public final class BinanceAggTradesFeed implements Feed
{
    private static final List<List<String>> HEADERS = List.of(List.of("agg_trade_id", "price", "qty",
        "first_trade_id", "last_trade_id", "ts_us", "buyer_is_maker", "best_match"));
    private static final int ID = 0;
    private static final int PRICE = 1;
    private static final int QTY = 2;
    private static final int TIME = 5;
    private static final int BUYER_IS_MAKER = 6;

    /** Create a new instance; the service loader does. */
    public BinanceAggTradesFeed()
    {
    }

    @Override
    public String name()
    {
        return "binance-aggtrades";
    }

    @Override
    public String description()
    {
        return "aggregate trades of Binance's daily archive (agg_trade_id,price,qty,...,ts_us,buyer_is_maker,...)";
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("tick", "lot");
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        request.requireInputs(1, 1, "binance-aggtrades reads one file, of one symbol");
        if (request.clock() == ClockSource.RECEIVE)
        {
            throw new FeedMistake("--clock receive: aggregate trades have no receive time: leave --clock out");
        }
        final Path path = request.inputs().get(0);
        final PriceStep tick = PriceStep.ofTape(request, path, HEADERS, PRICE);
        final PriceStep lot = PriceStep.of("lot", request.settings().getOrDefault("lot", "0.00000001"));
        return new TradeReader(
            new Cursor(CsvTape.open(path, HEADERS), tick.exponent(), lot.exponent()),
            ClockSource.EXCHANGE,
            new TapeInstrument(
                FileNames.stem(path), tick.exponent(), tick.increment(), lot.exponent(), null),
            List.of("tick " + tick.text() + " (" + tick.origin() + ")",
                "inactive: no book (breakers on depth, spread and the book's mid; references use trades)"));
    }

    private static final class Cursor extends TradeCursor
    {
        private final int priceExponent;
        private final int qtyExponent;

        Cursor(final CsvTape tape, final int priceExponent, final int qtyExponent)
        {
            super(tape);
            this.priceExponent = priceExponent;
            this.qtyExponent = qtyExponent;
        }

        @Override
        void parse(final TradeRow row)
        {
            row.timeNs = micros(TIME);
            row.sourceTimeNs = row.timeNs;
            row.tradeId = tape.integer(ID);
            row.priceTicks = tape.decimal(PRICE, priceExponent);
            row.qtyLots = tape.size(QTY, qtyExponent);
            if (tape.is(BUYER_IS_MAKER, "True") || tape.is(BUYER_IS_MAKER, "true"))
            {
                row.sideCode = Side.SELL.code();
            }
            else if (tape.is(BUYER_IS_MAKER, "False") || tape.is(BUYER_IS_MAKER, "false"))
            {
                row.sideCode = Side.BUY.code();
            }
            else
            {
                throw tape.bad(BUYER_IS_MAKER, "'" + tape.text(BUYER_IS_MAKER) + "' is neither True nor False");
            }
        }
    }
}
