package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One instrument under a shipped rulebook of bands, spoken to in decimal prices and seconds of the day. */
final class BandVenue implements AutoCloseable
{
    final Venue venue;
    private final int exponent;

    BandVenue(final String rulebook, final String className, final String tick)
    {
        this(rulebook, className, tick, Map.of());
    }

    BandVenue(final String rulebook, final String className, final String tick, final Map<String, String> overrides)
    {
        final Map<String, String> all = new TreeMap<>(overrides);
        all.putIfAbsent("engine.release_after", "NONE");
        final CompiledRulebook compiled = Rulebook.load(rulebook, all);
        venue = new Venue(compiled.image(), compiled.imageHash(), Capacities.forInstruments(1).withReferences(8));
        exponent = Math.max(0, new BigDecimal(tick).scale());
        venue.calendar(0, 80_000);
        venue.publisher.instrumentDefinition(0, 0, Venue.at(0), 0, 1, 1, compiled.classIndex(className), exponent, 0,
            ticks(tick), 1_000_000);
    }

    BandVenue trade(final double seconds, final String price)
    {
        to(seconds);
        venue.publisher.trade(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, ticks(price), 1, 0, Side.BUY.code(),
            InputFlags.ELIGIBLE | InputFlags.SWEEP_END);
        return this;
    }

    /** A print that is not the last of its order. */
    BandVenue fill(final double seconds, final double sweep, final String price)
    {
        to(seconds);
        venue.publisher.trade(0, 0, Venue.at(seconds), Venue.at(sweep), 0, 0, ticks(price), 1, 0, Side.BUY.code(),
            InputFlags.ELIGIBLE);
        return this;
    }

    /** A level of the venue's own book. */
    void level(final double seconds, final int side, final String price)
    {
        venue.publisher.bookLevel(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, side, ticks(price), 5);
    }

    int exponent()
    {
        return exponent;
    }

    /** Whether a print would be allowed, by the gate and by the engine, which must agree. */
    boolean allows(final double seconds, final String price)
    {
        return allows(seconds, seconds, price, OrderKind.AGGRESSIVE);
    }

    boolean allows(final double seconds, final double sweep, final String price, final OrderKind kind)
    {
        to(seconds);
        venue.decisions();
        final int code = venue.breaker.sharedGate().checkPrint(0, Side.BUY.code(), kind.code(), ticks(price), 1,
            Venue.at(seconds), new VerdictDetail());
        venue.publisher.potentialTrade(0, 0, Venue.at(seconds), Venue.at(sweep), 0, 0, Side.BUY.code(), kind.code(),
            ticks(price), 1, 0, 0);
        final List<String> decisions = venue.decisions();
        final boolean isDenied = decisions.stream().anyMatch(line -> line.startsWith("DENIED"));
        if (isDenied != (code != GateCode.ALLOWED))
        {
            throw new AssertionError("the gate says " + code + ", the engine " + decisions);
        }
        return !isDenied;
    }

    BandVenue publish(final double seconds, final ReferenceKind kind, final String price)
    {
        to(seconds);
        venue.publisher.referencePrice(0, 0, Venue.at(seconds), Venue.at(seconds), Scope.instrument(0), kind.code(), 0,
            price == null ? Long.MIN_VALUE : new BigDecimal(price).movePointRight(9).longValueExact(), 0);
        return this;
    }

    BandVenue auction(final double seconds, final String price)
    {
        to(seconds);
        venue.publisher.auctionResult(0, 0, Venue.at(seconds), Scope.instrument(0), 0, ticks(price), 1);
        return this;
    }

    BandVenue indicative(final double seconds, final String price)
    {
        to(seconds);
        venue.publisher.indicativePrice(0, 0, Venue.at(seconds), Scope.instrument(0), 0, ticks(price), 0, 0);
        return this;
    }

    BandVenue to(final double seconds)
    {
        if (Venue.at(seconds) > venue.breaker.engine().timeNs())
        {
            venue.tick(seconds);
        }
        return this;
    }

    TradingState state()
    {
        return TradingState.of(venue.breaker.engine().governingState(0));
    }

    /** What the gate lets a buy pay, and a sell take. */
    String band()
    {
        return price(limit(Side.SELL)) + " " + price(limit(Side.BUY));
    }

    long limit(final Side side)
    {
        return venue.breaker.sharedGate().limitFor(0, side.code(), OrderKind.AGGRESSIVE.code());
    }

    @Override
    public void close()
    {
        venue.close();
    }

    long ticks(final String price)
    {
        return new BigDecimal(price).movePointRight(exponent).longValueExact();
    }

    private String price(final long ticks)
    {
        return ticks == Long.MIN_VALUE || ticks == Long.MAX_VALUE ? "none" :
            BigDecimal.valueOf(ticks, exponent).toPlainString();
    }
}
