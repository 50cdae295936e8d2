package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One drawn breaker, and random events of days given to the engine and to the lists: the same lines after each. */
final class FamilyRun
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final OrderKind[] KINDS = {OrderKind.AGGRESSIVE, OrderKind.AGGRESSIVE, OrderKind.IOC, OrderKind.FOK,
        OrderKind.MARKET};

    private final long seed;
    private final Random random;
    private final FamilySettings settings;
    private final NaiveFamily naive;
    private final InlineBreaker breaker;
    private final EventPublisher to;
    private final FamilyLog log;
    private final Map<String, Integer> seen;
    private long nowNs = START_NS;
    private long sweepNs = START_NS;
    private long ticks = 10_000;
    private long nonce;
    private int day;

    FamilyRun(final boolean isPrints, final long seed, final Map<String, Integer> seen)
    {
        this.seed = seed;
        this.seen = seen;
        random = new Random(seed);
        FamilySettings drawn = new FamilySettings(random, isPrints);
        CompiledRulebook loaded = load(drawn.text());
        while (loaded == null)
        {
            seen.merge("REFUSED", 1, Integer::sum);
            drawn = new FamilySettings(random, isPrints);
            loaded = load(drawn.text());
        }
        settings = drawn;
        naive = new NaiveFamily(settings);
        log = new FamilyLog(loaded);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(loaded.image(), loaded.imageHash()).capacities(Capacities.forInstruments(1)));
        to = breaker.publisher();
        to.instrumentDefinition(0, 0, nowNs, 0, 1, 1, 0, 2, 0, settings.increment, 1_000_000);
        announce();
    }

    void run(final int events)
    {
        String before = "nothing";
        for (int i = 0; i < events; i++)
        {
            final String event = step();
            // one may meet nothing but the end of the buffer
            while (breaker.decisions().poll(log, 1_000) + breaker.decisions().poll(log, 1_000) > 0)
            {
                continue;
            }
            final List<String> expected = naive.drain();
            final List<String> decided = log.drain();
            if (!decided.equals(expected) || isGateOther())
            {
                assertThat(decided + gate()).as("seed %d event %d at %d: %s, after %s\n%s", seed, i, nowNs, event,
                    before, settings.text()).isEqualTo(expected + gateOfLists());
            }
            expected.forEach(line -> seen.merge(kind(line), 1, Integer::sum));
            before = event;
        }
        breaker.close();
    }

    private static String kind(final String line)
    {
        final String[] words = line.split(" ");
        return words[0] + (words[0].equals("STATE") ? " " + words[1] + " " + words[2] + " " + words[7] :
            words[0].equals("DENIED") ? " " + words[2] : "");
    }

    private String step()
    {
        nowNs += random.nextInt(6) == 0 ? random.nextInt(1_500_000_000) : random.nextInt(80_000_000);
        if (random.nextInt(3) > 0)
        {
            sweepNs = nowNs;
        }
        ticks = Math.max(9_000, Math.min(11_000, ticks + random.nextInt(31) - 15));
        naive.advance(nowNs);
        if (!settings.isAlways && nowNs > naive.day.closeNs + SECOND)
        {
            return announce();
        }
        if (naive.isLatched && random.nextInt(40) == 0)
        {
            return lift();
        }
        if (naive.state.equals("REOPENING") && random.nextInt(3) == 0)
        {
            return naive.call.phase == 1 && (random.nextInt(4) > 0 || !settings.reopening.equals("UNCHECKED")) ?
                indicative() : auction();
        }
        return switch (random.nextInt(14))
        {
            case 0, 1 -> publish();
            case 2 -> tick();
            case 3 -> random.nextInt(4) == 0 ? auction() : tick();
            case 4, 5, 6 -> print();
            default -> potential();
        };
    }

    private String announce()
    {
        if (settings.isAlways)
        {
            return "";
        }
        final long openNs = day == 0 ? nowNs + 10 * SECOND : naive.day.nextOpenNs;
        final long closeNs = openNs + (40 + random.nextInt(80)) * SECOND;
        final long nextNs = closeNs + (5 + random.nextInt(10)) * SECOND;
        to.calendarDay(0, 0, nowNs, ++day, openNs, closeNs, nextNs);
        naive.day.announce(openNs, closeNs, nextNs);
        return "day " + openNs + " " + closeNs + " " + nextNs;
    }

    private String lift()
    {
        to.operatorCommand(0, 0, nowNs, Scope.instrument(0), 7, ++nonce, OperatorCommandKind.RESUME.code(), 0);
        to.operatorCommand(0, 0, nowNs, Scope.instrument(0), 8, ++nonce, OperatorCommandKind.APPROVE_RESUME.code(), 0);
        naive.lift(nowNs);
        return "lift";
    }

    private String indicative()
    {
        final FamilyCall call = naive.call;
        final boolean isAnywhere = random.nextInt(3) == 0 || call.lower == Long.MIN_VALUE || call.lower > call.upper;
        final long near = isAnywhere ? price() :
            (random.nextBoolean() ? call.lower : call.upper) + (random.nextInt(5) - 2) * settings.increment;
        final Long price = random.nextInt(12) == 0 || near <= 0 || near > 1_000_000 ? null :
            Long.valueOf(near - Math.floorMod(near, settings.increment));
        final long lots = random.nextInt(3) == 0 ? 5 : 0;
        to.indicativePrice(0, 0, nowNs, Scope.instrument(0), 0, price == null ? Long.MIN_VALUE : price, 0, lots);
        naive.indicative(nowNs, price, lots);
        return "indicative " + price + " leftover " + lots;
    }

    private String auction()
    {
        final Long price = random.nextInt(6) == 0 ? null : Long.valueOf(price());
        to.auctionResult(0, 0, nowNs, Scope.instrument(0), 0, price == null ? Long.MIN_VALUE : price,
            price == null ? 0 : 1);
        naive.auction(nowNs, price);
        return "auction " + price;
    }

    private String tick()
    {
        to.tick(nowNs, 0);
        return "tick";
    }

    private String publish()
    {
        final int what = random.nextInt(3);
        final boolean isBack = what == 1 && random.nextInt(5) == 0;
        // between two ticks, to the millionth
        final long e9 = price() * 10_000_000L + random.nextInt(1_000) * 10L;
        final BigDecimal exact = isBack ? null : BigDecimal.valueOf(e9).movePointLeft(7);
        to.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(0), (what == 0 ? ReferenceKind.PREVIOUS_CLOSE :
            what == 1 ? ReferenceKind.MARK : ReferenceKind.SETTLEMENT).code(), 0, isBack ? Long.MIN_VALUE : e9, 0);
        naive.prices.publish(nowNs, what == 0 ? "PREVIOUS_CLOSE" : what == 1 ? "PUBLISHED" : "SETTLEMENT", exact);
        return (what == 0 ? "close " : what == 1 ? "mark " : "settlement ") + exact;
    }

    private String print()
    {
        final long price = price();
        final boolean isEligible = random.nextInt(10) > 0;
        final boolean isLast = random.nextInt(3) == 0;
        final boolean isAuction = random.nextInt(10) == 0;
        to.trade(0, 0, nowNs, sweepNs, 0, 0, price, 1, 0, Side.BUY.code(), (isEligible ? InputFlags.ELIGIBLE : 0) |
            (isAuction ? InputFlags.AUCTION_PRINT : 0) | (isLast ? InputFlags.SWEEP_END : 0));
        naive.print(nowNs, sweepNs, price, isEligible, isLast, isAuction);
        return "print " + price + (isEligible ? "" : " not eligible") + (isLast ? " last" : "") +
            (isAuction ? " auction" : "") + " sweep " + sweepNs;
    }

    private String potential()
    {
        final boolean isNear = naive.isMatching() && !settings.isPrints && random.nextInt(5) == 0;
        final long limit = !isNear ? 0 : random.nextBoolean() ? naive.highest(nowNs) : naive.lowest(nowNs);
        final long near = limit <= 0 || limit > 1_000_000 ? price() :
            limit + (random.nextInt(5) - 2) * settings.increment;
        final long price = near - Math.floorMod(near, settings.increment);
        final OrderKind kind = KINDS[random.nextInt(KINDS.length)];
        to.potentialTrade(0, 0, nowNs, sweepNs, 0, 0, Side.BUY.code(), kind.code(), price, 1, 0, 0);
        naive.potential(nowNs, sweepNs, price, kind.name());
        return "potential " + price + " " + kind + " sweep " + sweepNs;
    }

    private long price()
    {
        final long price = ticks + (random.nextInt(20) == 0 ? random.nextInt(600) - 300 : 0);
        return price - Math.floorMod(price, settings.increment);
    }

    private boolean isGateOther()
    {
        return naive.isMatching() && naive.day.isInSession(nowNs) && !gate().equals(gateOfLists());
    }

    private String gate()
    {
        return " gate " + breaker.sharedGate().limitFor(0, Side.SELL.code(), OrderKind.AGGRESSIVE.code()) + " " +
            breaker.sharedGate().limitFor(0, Side.BUY.code(), OrderKind.AGGRESSIVE.code());
    }

    private String gateOfLists()
    {
        return !naive.isMatching() || naive.isDenied(nowNs) ? " gate " + Long.MAX_VALUE + " " + Long.MIN_VALUE :
            " gate " + naive.lowest(nowNs) + " " + naive.highest(nowNs);
    }

    private static CompiledRulebook load(final String text)
    {
        try
        {
            final Path file = Files.createTempFile("family", ".conf");
            try
            {
                return Rulebook.load(Files.writeString(file, text).toString(), Map.of());
            }
            catch (final RulebookException ex)
            {
                return null;
            }
            finally
            {
                Files.delete(file);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
