package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
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

/** One stock under {@code us-luld} as it is shipped, in dollars and the time of day: the engine, not a model of it. */
final class LuldVenue implements AutoCloseable
{
    private final Venue venue;
    private final VerdictDetail verdict = new VerdictDetail();

    LuldVenue(final String tier, final int leverage, final String previousClose)
    {
        this(tier, leverage, previousClose, "16:00:00", Map.of());
    }

    LuldVenue(final String tier, final int leverage, final String previousClose, final String close,
        final Map<String, String> settings)
    {
        final Map<String, String> all = new TreeMap<>(settings);
        all.put("engine.release_after", "NONE");
        final CompiledRulebook rulebook = Rulebook.load("us-luld", all);
        venue = new Venue(rulebook.image(), rulebook.imageHash(), Capacities.forInstruments(1));
        final long open = LadderVenue.ns("09:30:00");
        final long start = open - 10 * Venue.SECOND;
        venue.publisher.tick(start, InputFlags.CLOCK_JUMP_ACCEPTED);
        venue.publisher.calendarDay(0, 0, start, 20_261_122, open, LadderVenue.ns(close), open + 86_400 * Venue.SECOND);
        venue.publisher.instrumentDefinition(0, 0, start, 0, 1, 1, rulebook.classIndex(tier), 2, 0, 1,
            leverage * 1_000_000L);
        publish(start, ReferenceKind.PREVIOUS_CLOSE, previousClose);
    }

    LuldVenue reference(final String time, final String price)
    {
        publish(to(time), ReferenceKind.BREAKER_REFERENCE, price);
        return this;
    }

    LuldVenue mean(final String time, final String price)
    {
        publish(to(time), ReferenceKind.PRO_FORMA, price);
        return this;
    }

    private void publish(final long timeNs, final ReferenceKind kind, final String price)
    {
        venue.publisher.referencePrice(0, 0, timeNs, timeNs, Scope.instrument(0), kind.code(), 0,
            new BigDecimal(price).movePointRight(9).longValueExact(), 0);
    }

    LuldVenue quote(final String time, final String bid, final String ask)
    {
        final long timeNs = to(time);
        venue.publisher.quote(0, 0, timeNs, timeNs, 0, 0, QuoteKind.CONSOLIDATED.code(), ticks(bid), 100, ticks(ask),
            100);
        return this;
    }

    /** Whether a print would be allowed, by the gate and by the engine, which must agree; it trips nothing. */
    boolean allows(final String time, final Side side, final String price)
    {
        final long timeNs = to(time);
        venue.decisions();
        final int code = venue.breaker.sharedGate().checkPrint(0, side.code(), OrderKind.AGGRESSIVE.code(),
            ticks(price), 1, timeNs, verdict);
        venue.publisher.potentialTrade(0, 0, timeNs, timeNs, 0, 0, side.code(), OrderKind.AGGRESSIVE.code(),
            ticks(price), 1, 0, 0);
        final List<String> decisions = venue.decisions();
        if (decisions.stream().anyMatch(line -> line.startsWith("DENIED")) == (code == 0))
        {
            throw new AssertionError("the gate says " + code + ", the engine " + decisions);
        }
        return code == 0;
    }

    /** What an order is to do with what the last answer refused: the code of an Action. */
    int treatment()
    {
        return verdict.treatment();
    }

    LuldVenue indicative(final String time, final String price)
    {
        venue.publisher.indicativePrice(0, 0, to(time), Scope.instrument(0), 0, ticks(price), 0, 0);
        return this;
    }

    LuldVenue auction(final String time, final String price)
    {
        venue.publisher.auctionResult(0, 0, to(time), Scope.instrument(0), 0, ticks(price), 100);
        return this;
    }

    long to(final String time)
    {
        final long timeNs = LadderVenue.ns(time);
        if (timeNs > venue.breaker.engine().timeNs())
        {
            venue.publisher.tick(timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        }
        return timeNs;
    }

    private ScopeReading.Breaker breaker()
    {
        return venue.breaker.engine().read(Scope.instrument(0)).breakers().get(0);
    }

    TradingState state()
    {
        return TradingState.of(venue.breaker.engine().governingState(0));
    }

    LimitStateKind limitState()
    {
        return LimitStateKind.of(breaker().limitState());
    }

    String bands()
    {
        return price(breaker().lowerTicks()) + " " + price(breaker().upperTicks());
    }

    String bands(final String time)
    {
        to(time);
        return bands();
    }

    String collar()
    {
        return price(breaker().collarLowerTicks()) + " " + price(breaker().collarUpperTicks());
    }

    private static long ticks(final String price)
    {
        return new BigDecimal(price).movePointRight(2).longValueExact();
    }

    private static String price(final long ticks)
    {
        return BigDecimal.valueOf(ticks, 2).toPlainString();
    }

    @Override
    public void close()
    {
        venue.close();
    }
}
