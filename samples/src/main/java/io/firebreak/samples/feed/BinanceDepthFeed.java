package io.firebreak.samples.feed;

import io.firebreak.feed.ClockSource;
import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import io.firebreak.feed.TapeInstrument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Raw streams of Binance, one row a level: snapshot (S), full-depth diffs (D), best bid and offer (Q), trades (T).
 * One message is all adjacent rows with the same local time, type and ids.
 * <p>
 * Clock: {@code receive} (local_ts_ns) by default; {@code exchange} (exch_event_ms) is refused at the first row that
 * has none, as on spot. The rows do not name their instrument, the file does; its tick and lot are
 * <pre>
 *   usdm_BTCUSDT       0.1   0.001      spot_BTCUSDT  0.01  0.00000001
 *   usdm_ETHUSDT       0.01  0.001      spot_ETHUSDT  0.01  0.00000001
 *   coinm_BTCUSD_PERP  0.1   1 contract
 *   coinm_ETHUSD_PERP  0.01  1 contract
 * </pre>
 * and for another file {@code --set tick=0.01} must name the tick; {@code --set lot=0.001} may name the lot, 1e-8
 * otherwise. How snapshot and diffs are joined: {@code --join exchange} (the exchange's rule) or {@code none}.
 */
public final class BinanceDepthFeed implements Feed
{
    private static final String COIN_LOT = "0.001";
    private static final String CONTRACT = "1";
    private static final String SATOSHI = "0.00000001";
    private static final Map<String, List<String>> STEPS = Map.of(
        "usdm_BTCUSDT", List.of("0.1", COIN_LOT),
        "usdm_ETHUSDT", List.of("0.01", COIN_LOT),
        "coinm_BTCUSD_PERP", List.of("0.1", CONTRACT),
        "coinm_ETHUSD_PERP", List.of("0.01", CONTRACT),
        "spot_BTCUSDT", List.of("0.01", SATOSHI),
        "spot_ETHUSDT", List.of("0.01", SATOSHI));

    /** Create a new instance; the service loader does. */
    public BinanceDepthFeed()
    {
    }

    @Override
    public String name()
    {
        return "binance-depth";
    }

    @Override
    public String description()
    {
        return "raw Binance streams with snapshot, diffs, best bid/offer and trades (local_ts_ns,...,type,...)";
    }

    @Override
    public Set<String> settings()
    {
        return Set.of("tick", "lot");
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        request.requireInputs(1, 1, "binance-depth reads one file, of one instrument");
        final Path path = request.inputs().get(0);
        final String symbol = FileNames.stem(path);
        final List<String> known = STEPS.getOrDefault(symbol, List.of("", SATOSHI));
        final String tickText = request.settings().getOrDefault("tick", known.get(0));
        if (tickText.isEmpty())
        {
            throw new FeedMistake("'" + symbol + "' is none of " + STEPS.keySet().stream().sorted().toList()
                + ", whose ticks are known: name the tick with --set tick=0.01");
        }
        final PriceStep tick = PriceStep.of("tick", tickText);
        final PriceStep lot = PriceStep.of("lot", request.settings().getOrDefault("lot", known.get(1)));
        final ClockSource clock = request.clock() == null ? ClockSource.RECEIVE : request.clock();
        return new DepthReader(
            new DepthCursor(CsvTape.open(path, DepthCursor.HEADERS), clock, tick.exponent(), lot.exponent()),
            clock,
            new TapeInstrument(symbol, tick.exponent(), tick.increment(), lot.exponent(), null),
            List.of("tick " + tick.text() + ", lot " + lot.text(), "join " + request.join()),
            new DepthJoin(isExchangeRule(request.join())));
    }

    private static boolean isExchangeRule(final String join)
    {
        if (join.equals("exchange") || join.equals("none"))
        {
            return join.equals("exchange");
        }
        throw new FeedMistake("--join " + join + ": write exchange or none");
    }
}
