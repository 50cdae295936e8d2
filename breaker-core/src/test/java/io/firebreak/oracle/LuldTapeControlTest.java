package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The positive control on real ticks: with a width of 0.5 % (5 % at a leverage of a tenth) AIG and IBM have limit
 * states and pauses, and the engine's are the naive model's, one by one. The host answers a request with the last print
 * and an uncross with the next.
 */
class LuldTapeControlTest
{
    private static final long MS = 1_000_000L;
    private static final long NONE = Long.MIN_VALUE;
    private static final long OPEN_NS = OracleTime.of("09:30:00");
    private static final long CLOSE_NS = OracleTime.of("16:00:00");

    private final List<OracleDecision> decisions = new ArrayList<>();
    private NaiveLuld model;
    private OracleSubject<LuldEvent> engine;
    private long lastTicks = NONE;
    private boolean isPriceAsked;
    private boolean isUncrossing;

    @Test
    void shouldListTheSameLimitStatesOnIbmWhenWidthIsHalfAPercent()
    {
        play("IBM_20131009", "178.72");
    }

    @Test
    void shouldListTheSameLimitStatesOnAigWhenWidthIsHalfAPercent()
    {
        play("AIG_20131008", "48.60");
    }

    private void play(final String name, final String previousClose)
    {
        final String shared = System.getProperty("firebreak.shared", "../../shared");
        final Path folder = Path.of(shared, "data", "us_equities_ticks_201310");
        assumeTrue(Files.isDirectory(folder), () -> "no ticks in " + folder +
            ": -Dfirebreak.shared names the folder of data/");
        final LuldSettings plan = LuldSettings.day(1, previousClose);
        final LuldSettings half = new LuldSettings(1, plan.prevCloseTicks(), 100_000, plan.openNs(), plan.closeNs(),
            plan.nextOpenNs(), plan.holdNs());
        model = new NaiveLuld(half);
        engine = EngineSubject.luld(half);
        merge(folder.resolve(name + "_quotes.csv.gz"), folder.resolve(name + "_trades.csv.gz"));
        final long limits = count(OracleKind.LIMIT);
        final long states = count(OracleKind.STATE);
        System.out.println(name + " at 0.5 %: " + count(OracleKind.BAND) + " bands, " + limits + " limit states, " +
            states + " changes of state, all as the model says");
        assertThat(limits).isPositive();
        assertThat(states).isPositive();
    }

    private long count(final OracleKind kind)
    {
        return decisions.stream().filter(decision -> decision.kind() == kind).count();
    }

    /** Same millisecond: quotes, then trades, in file order. */
    private void merge(final Path quotes, final Path trades)
    {
        try (BufferedReader q = open(quotes); BufferedReader t = open(trades))
        {
            long bid = NONE;
            long ask = NONE;
            String quote = inSession(q);
            String trade = inSession(t);
            while (quote != null || trade != null)
            {
                if (trade == null || quote != null && ms(quote) <= ms(trade))
                {
                    final String[] f = quote.split(",");
                    bid = "0".equals(f[1]) ? bid : ticks(f[1]);
                    ask = "0".equals(f[3]) ? ask : ticks(f[3]);
                    feed(LuldEvent.quote(ms(quote) * MS, bid, ask));
                    quote = inSession(q);
                }
                else
                {
                    print(ms(trade) * MS, ticks(trade.split(",")[1]));
                    trade = inSession(t);
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void print(final long timeNs, final long priceTicks)
    {
        feed(LuldEvent.potentialTrade(timeNs, priceTicks));
        feed(LuldEvent.print(timeNs, priceTicks, true));
        lastTicks = priceTicks;
        if (isUncrossing)
        {
            isUncrossing = false;
            feed(LuldEvent.auctionResult(timeNs, priceTicks));
        }
    }

    private void feed(final LuldEvent event)
    {
        final List<OracleDecision> expected = model.apply(event);
        assertThat(engine.apply(event)).as("%s", event).isEqualTo(expected);
        decisions.addAll(expected);
        for (final OracleDecision decision : expected)
        {
            isPriceAsked |= decision.kind() == OracleKind.UNCROSS_REQUEST;
            isUncrossing |= decision.kind() == OracleKind.UNCROSS;
        }
        if (isPriceAsked)
        {
            isPriceAsked = false;
            feed(LuldEvent.indicative(event.timeNs(), lastTicks, 0, 0));
        }
    }

    private static BufferedReader open(final Path file) throws IOException
    {
        final BufferedReader reader =
            new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))));
        reader.readLine();
        return reader;
    }

    private static String inSession(final BufferedReader reader) throws IOException
    {
        String line = reader.readLine();
        while (line != null && (ms(line) * MS < OPEN_NS || line.endsWith(",1")))
        {
            line = reader.readLine();
        }
        return line != null && ms(line) * MS < CLOSE_NS ? line : null;
    }

    private static long ms(final String line)
    {
        return Long.parseLong(line.substring(0, line.indexOf(',')));
    }

    /** Ten-thousandths to cents, half up: both sides see the same. */
    private static long ticks(final String e4)
    {
        return (Long.parseLong(e4) + 50) / 100;
    }
}
