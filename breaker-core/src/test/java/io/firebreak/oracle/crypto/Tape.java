package io.firebreak.oracle.crypto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The trades of one file, in file order; every print is a potential trade first, then the trade.
 *
 * @param name     of the file
 * @param exponent a tick is 10^-exponent
 * @param timesNs  exchange time of each print
 * @param ticks    price of each print
 */
record Tape(String name, int exponent, long[] timesNs, long[] ticks)
{
    private static final long DAY_NS = 86_400_000_000_000L;

    /** A day of ten coins that fell, and four quiet tapes: file and decimals of the price. */
    private static final List<String> CRASH = List.of("binance_coinm_trades_AVAXUSD_PERP 2",
        "binance_coinm_trades_DOTUSD_PERP 3", "binance_coinm_trades_FILUSD_PERP 3", "binance_spot_trades_POLUSDT 4",
        "coinbase_trades_AVAX-USD 2", "coinbase_trades_DOT-USD 3", "coinbase_trades_FIL-USD 3",
        "coinbase_trades_POL-USD 4", "gemini_trades_BTCUSD 2", "gemini_trades_ETHUSD 2");
    private static final List<String> BOOKS = List.of("coinm_BTCUSD_PERP 1", "spot_BTCUSDT 2", "usdm_BTCUSDT 1");

    /**
     * Finds the data.
     *
     * @return the folder, which may not exist
     */
    static Path data()
    {
        final String told = System.getProperty("firebreak.shared");
        if (told != null)
        {
            return Path.of(told, "data");
        }
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/data")))
        {
            at = at.getParent();
        }
        return at == null ? Path.of("../shared/data") : at.resolve("shared/data");
    }

    static List<Tape> crash()
    {
        return CRASH.stream().map(file -> read("crypto_crash_20251010", file)).toList();
    }

    static Tape calm()
    {
        return read("crypto_calm_2025", "binance_spot_BTCUSDC_aggTrades_20251004 2");
    }

    static List<Tape> books()
    {
        return BOOKS.stream().map(file -> read("binance_l2_20240808", file)).toList();
    }

    /**
     * Cuts a tape at a time of day.
     *
     * @param hourMinute such as 21:30
     * @return the prints before it
     */
    Tape until(final String hourMinute)
    {
        int count = 0;
        while (count < ticks.length && clock(timesNs[count]).compareTo(hourMinute) < 0)
        {
            count++;
        }
        return new Tape(name, exponent, Arrays.copyOf(timesNs, count), Arrays.copyOf(ticks, count));
    }

    /**
     * Puts isolated bad prints behind every thousandth trade.
     *
     * @param adjacent how many, a microsecond apart
     * @param fraction how far below the print before them
     * @return the other tape
     */
    Tape withBadPrints(final int adjacent, final double fraction)
    {
        final int length = ticks.length + ticks.length / 1_000 * adjacent;
        final long[] times = new long[length];
        final long[] prices = new long[length];
        int to = 0;
        for (int i = 0; i < ticks.length; i++)
        {
            times[to] = timesNs[i];
            prices[to++] = ticks[i];
            for (int j = 1; (i + 1) % 1_000 == 0 && j <= adjacent; j++)
            {
                times[to] = timesNs[i] + j * 1_000L;
                prices[to++] = Math.round(ticks[i] * (1 - fraction));
            }
        }
        return new Tape(name + " with bad prints", exponent, times, prices);
    }

    /**
     * Runs the engine over the tape, time driven by the tape.
     *
     * @param engine fresh engine
     */
    void feed(final EngineSubject engine)
    {
        for (int i = 0; i < ticks.length; i++)
        {
            engine.deadlines(timesNs[i]);
            engine.potentialTrade(timesNs[i], timesNs[i], ticks[i]);
            engine.trade(timesNs[i], timesNs[i], ticks[i]);
        }
    }

    /**
     * Gives the last price before a time of day.
     *
     * @param hourMinute such as 20:45
     * @return ticks
     */
    long lastBefore(final String hourMinute)
    {
        long last = ticks[0];
        for (int i = 0; i < ticks.length && clock(timesNs[i]).compareTo(hourMinute) < 0; i++)
        {
            last = ticks[i];
        }
        return last;
    }

    /**
     * Tells whether a trip held: the median of the next nine sweeps, 1 to 60 s later, was at least half as far from the
     * reference as the price that tripped.
     *
     * @param trip the trip
     * @return true if so, or where nothing printed
     */
    boolean held(final Decision trip)
    {
        final long[] prices = new long[9];
        int count = 0;
        for (int i = 0; i < ticks.length && count < 9; i++)
        {
            final boolean endsSweep = i + 1 == ticks.length || timesNs[i + 1] != timesNs[i];
            final long after = timesNs[i] - trip.timeNs();
            if (endsSweep && after >= CryptoPerpSettings.SECOND && after <= 60 * CryptoPerpSettings.SECOND)
            {
                prices[count++] = ticks[i];
            }
        }
        Arrays.sort(prices, 0, count);
        final double median = count == 0 ? trip.priceTicks() : (prices[(count - 1) / 2] + prices[count / 2]) / 2.0;
        return (median - trip.reference()) / (trip.priceTicks() - trip.reference()) >= 0.5;
    }

    /**
     * Writes a time of day.
     *
     * @param timeNs nanoseconds since 1970
     * @return UTC with milliseconds
     */
    static String clock(final long timeNs)
    {
        final long ms = timeNs % DAY_NS / 1_000_000;
        final StringBuilder text = new StringBuilder(12);
        two(text, ms / 3_600_000).append(':');
        two(text, ms / 60_000 % 60).append(':');
        two(text, ms / 1_000 % 60).append('.');
        return text.append(ms / 100 % 10).append(ms / 10 % 10).append(ms % 10).toString();
    }

    String price(final double priceTicks)
    {
        return String.format(Locale.ROOT, "%." + exponent + "f", priceTicks / Math.pow(10, exponent));
    }

    private static StringBuilder two(final StringBuilder text, final long value)
    {
        return text.append(value / 10).append(value % 10);
    }

    private static Tape read(final String folder, final String fileAndExponent)
    {
        final String name = fileAndExponent.split(" ")[0];
        final int exponent = Integer.parseInt(fileAndExponent.split(" ")[1]);
        final Path file = data().resolve(folder).resolve(name + ".csv.gz");
        long[] times = new long[1 << 16];
        long[] prices = new long[1 << 16];
        int count = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.US_ASCII)))
        {
            final String header = in.readLine();
            final boolean aggregate = header.startsWith("agg_trade_id");
            final boolean book = header.startsWith("local_ts_ns");
            for (String line = in.readLine(); line != null; line = in.readLine())
            {
                if (book && !line.contains(",T,"))
                {
                    continue;
                }
                final String[] f = line.split(",", -1);
                if (count == times.length)
                {
                    times = Arrays.copyOf(times, 2 * count);
                    prices = Arrays.copyOf(prices, 2 * count);
                }
                times[count] = book ? Long.parseLong(f[2]) * 1_000_000 : Long.parseLong(f[aggregate ? 5 : 2]) * 1_000;
                prices[count++] = new BigDecimal(f[aggregate ? 1 : book ? 9 : 6]).movePointRight(exponent)
                    .longValueExact();
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        return new Tape(name, exponent, Arrays.copyOf(times, count), Arrays.copyOf(prices, count));
    }
}
