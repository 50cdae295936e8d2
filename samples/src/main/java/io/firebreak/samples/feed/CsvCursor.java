package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedSink;
import io.firebreak.market.Side;
import java.util.List;

/** Reads a user's own file by its mapping. */
final class CsvCursor extends RowCursor<CsvRow>
{
    private static final List<String> TRUE = List.of("true", "1", "yes", "t", "y");
    private static final List<String> FALSE = List.of("false", "0", "no", "f", "n");

    private final CsvMapping mapping;
    private final CsvTimes times;
    private final int priceExponent;
    private final int qtyExponent;
    private final int time;
    private final int sourceTime;
    private final int symbolColumn;
    private final int side;
    private final int price;
    private final int qty;
    private final int id;
    private final int bid;
    private final int bidQty;
    private final int ask;
    private final int askQty;
    private final int snapshot;
    private final List<String> buyWords;
    private final List<String> sellWords;
    private final boolean isFiltered;
    private String symbol;

    CsvCursor(final CsvTape tape, final CsvMapping mapping, final ClockSource clock, final int priceExponent,
        final int qtyExponent)
    {
        super(tape, CsvRow::new);
        this.mapping = mapping;
        this.priceExponent = priceExponent;
        this.qtyExponent = qtyExponent;
        times = new CsvTimes(mapping);
        sourceTime = mapping.column("time", tape);
        if (clock == ClockSource.RECEIVE && !mapping.has("receive_time"))
        {
            throw new FeedMistake("--clock receive: the mapping names no receive_time column");
        }
        final int receiveTime = mapping.column("receive_time", tape);
        time = clock == ClockSource.RECEIVE ? receiveTime : sourceTime;
        symbolColumn = mapping.column("symbol", tape);
        side = mapping.column("side", tape);
        price = mapping.column("price", tape);
        qty = mapping.column("qty", tape);
        id = mapping.column("id", tape);
        bid = mapping.column("bid", tape);
        bidQty = mapping.column("bid_qty", tape);
        ask = mapping.column("ask", tape);
        askQty = mapping.column("ask_qty", tape);
        snapshot = mapping.column("snapshot", tape);
        buyWords = List.of(mapping.value("buy", "buy,b,bid").split(","));
        sellWords = List.of(mapping.value("sell", "sell,s,ask,offer,a").split(","));
        isFiltered = symbolColumn >= 0 && mapping.has("instrument");
        symbol = mapping.value("instrument", null);
    }

    CsvKind kind()
    {
        return mapping.kindOfRows();
    }

    /** The instrument's name, null where neither mapping nor file have one. */
    String symbol()
    {
        return symbol;
    }

    @Override
    void parse(final CsvRow row)
    {
        row.timeNs = times.read(tape, time);
        row.sourceTimeNs = sourceTime == time ? row.timeNs : times.read(tape, sourceTime);
        row.isPlayed = isPlayed();
        if (!row.isPlayed)
        {
            return;
        }
        if (kind() == CsvKind.QUOTES)
        {
            row.bidTicks = tape.isEmpty(bid) ? FeedSink.NONE : tape.decimal(bid, priceExponent);
            row.bidLots = row.bidTicks == FeedSink.NONE ? 0 : tape.size(bidQty, qtyExponent);
            row.askTicks = tape.isEmpty(ask) ? FeedSink.NONE : tape.decimal(ask, priceExponent);
            row.askLots = row.askTicks == FeedSink.NONE ? 0 : tape.size(askQty, qtyExponent);
            return;
        }
        row.priceTicks = tape.decimal(price, priceExponent);
        row.qtyLots = tape.size(qty, qtyExponent);
        row.sideCode = side < 0 ? Side.NONE.code() : sideCode();
        row.tradeId = id < 0 || tape.isEmpty(id) ? 0 : tape.integer(id);
        row.isSnapshot = snapshot >= 0 && isTrue(snapshot);
    }

    private boolean isPlayed()
    {
        if (symbolColumn < 0)
        {
            return true;
        }
        if (symbol == null)
        {
            symbol = tape.text(symbolColumn);
        }
        if (tape.is(symbolColumn, symbol))
        {
            return true;
        }
        if (isFiltered)
        {
            return false;
        }
        throw tape.bad(symbolColumn, "'" + tape.text(symbolColumn) + "' in a file of '" + symbol
            + "': --set instrument=" + symbol + " plays only that one");
    }

    private int sideCode()
    {
        if (kind() == CsvKind.TRADES && tape.isEmpty(side))
        {
            return Side.NONE.code();
        }
        final String word = tape.text(side).strip();
        if (buyWords.stream().anyMatch(word::equalsIgnoreCase))
        {
            return Side.BUY.code();
        }
        if (sellWords.stream().anyMatch(word::equalsIgnoreCase))
        {
            return Side.SELL.code();
        }
        throw tape.bad(side, "'" + word + "' is no side: the mapping's buy is " + String.join(",", buyWords)
            + " and its sell " + String.join(",", sellWords));
    }

    private boolean isTrue(final int column)
    {
        final String word = tape.text(column).strip();
        if (TRUE.stream().anyMatch(word::equalsIgnoreCase))
        {
            return true;
        }
        if (FALSE.stream().anyMatch(word::equalsIgnoreCase))
        {
            return false;
        }
        throw tape.bad(column, "'" + word + "' is neither true nor false");
    }
}
