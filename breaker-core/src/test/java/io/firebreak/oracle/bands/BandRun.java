package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** One rulebook with one band that denies only, one instrument, and random events given to it and to the lists. */
final class BandRun
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final String[] ROUNDINGS = {"NONE", "NEAREST_HALF_UP", "FLOOR", "CEIL", "INWARD", "OUTWARD"};
    private static final String[] WIDTHS = {"PPM", "ABS", "TICKS", "MIN", "MAX", "GEOMETRIC"};

    private final String kind;
    private final long seed;
    private final Random random;
    private final NaiveReference naive;
    private final NaiveReference base;
    private final NaiveReference premium;
    private final NaiveWidth width;
    private final boolean isMoved;
    private final boolean isReaching;
    private final boolean isOfBase;
    private final long increment;
    private final InlineBreaker breaker;
    private final EventPublisher to;
    private long nowNs = START_NS;
    private long sweepNs = START_NS;
    private long ticks;
    private int denied;

    BandRun(final String kind, final long seed)
    {
        this.kind = kind;
        this.seed = seed;
        random = new Random(seed);
        final long windowNs = kind.equals("PUBLISHED") ? random.nextInt(2) * 2_000_000_000L :
            1_000_000_000L + random.nextInt(4_000) * 1_000_000L;
        final boolean isInside = random.nextInt(4) == 0 && (kind.equals("LAST") || kind.equals("TRADE_EXTREMA"));
        naive = new NaiveReference(kind, windowNs, isInside);
        base = new NaiveReference("PUBLISHED", 0, false);
        final String shape = WIDTHS[random.nextInt(WIDTHS.length)];
        premium = new NaiveReference("PUBLISHED", 0, false);
        isOfBase = random.nextBoolean() && !shape.equals("ABS") && !shape.equals("TICKS") && !shape.equals("GEOMETRIC");
        isMoved = random.nextInt(3) == 0;
        isReaching = random.nextInt(3) == 0;
        increment = 1 + random.nextInt(5);
        width = new NaiveWidth(shape, 1 + random.nextInt(60_000), 1 + random.nextInt(60_000),
            amount(shape), amount(shape), ROUNDINGS[random.nextInt(ROUNDINGS.length)],
            random.nextBoolean() && !shape.equals("GEOMETRIC"), random.nextBoolean());
        ticks = random.nextInt(5) == 0 ? -2_000 : 10_000;
        final CompiledRulebook rulebook = load(text(windowNs, isInside));
        breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)));
        to = breaker.publisher();
        to.instrumentDefinition(0, 0, nowNs, 0, 1, 1, 0, 2, 0, increment, 1_000_000);
    }

    /** Returns how many potential trades were judged against a band. */
    int run(final int events)
    {
        int judged = 0;
        for (int i = 0; i < events; i++)
        {
            step();
            judged += compare(i);
        }
        breaker.close();
        return judged;
    }

    private void step()
    {
        nowNs += random.nextInt(6) == 0 ? random.nextInt(1_500_000_000) : random.nextInt(80_000_000);
        if (random.nextInt(3) > 0)
        {
            sweepNs = nowNs;
        }
        ticks += random.nextInt(2 * 15 + 1) - 15;
        final long price = ticks - Math.floorMod(ticks, increment);
        naive.advance(nowNs);
        switch (random.nextInt(12))
        {
            case 0 -> publish(price);
            case 1 -> to.tick(nowNs, 0);
            case 2 -> auction(price);
            default -> print(price);
        }
    }

    private void print(final long price)
    {
        final boolean isLast = random.nextInt(3) == 0;
        final boolean isAuction = random.nextInt(10) == 0;
        final boolean isEligible = random.nextInt(10) > 0;
        naive.sweep(nowNs, sweepNs);
        to.trade(0, 0, nowNs, sweepNs, 0, 0, price, 1, 0, Side.BUY.code(), (isEligible ? InputFlags.ELIGIBLE : 0) |
            (isAuction ? InputFlags.AUCTION_PRINT : 0) | (isLast ? InputFlags.SWEEP_END : 0));
        if (isEligible)
        {
            naive.print(nowNs, sweepNs, BigDecimal.valueOf(price), isLast, isAuction);
        }
    }

    private void auction(final long price)
    {
        to.auctionResult(0, 0, nowNs, Scope.instrument(0), 0, price, 1);
        naive.auction(nowNs, BigDecimal.valueOf(price));
    }

    private void publish(final long price)
    {
        final boolean isClose = random.nextBoolean() && price > 0;
        final boolean isBack = !isClose && random.nextInt(5) == 0;
        final boolean isBase = !isClose && random.nextInt(3) == 0;
        if (random.nextInt(3) == 0)
        {
            final long premiumE9 = 10L * (random.nextInt(200_000_000) - 100_000_000);
            to.referencePrice(
                0, 0, nowNs, nowNs, Scope.instrument(0), ReferenceKind.PREMIUM.code(), 0, premiumE9, 0);
            premium.publish(nowNs, "PUBLISHED", BigDecimal.valueOf(premiumE9).movePointLeft(7));
        }
        // between two ticks, to the millionth
        final long e9 = price * 10_000_000L + random.nextInt(1_000) * 10L;
        final BigDecimal exact = isBack ? null : BigDecimal.valueOf(e9).movePointLeft(7);
        to.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(0), isClose ? ReferenceKind.PREVIOUS_CLOSE.code() :
            isBase ? ReferenceKind.SETTLEMENT.code() : ReferenceKind.MARK.code(), 0, isBack ? Long.MIN_VALUE : e9, 0);
        if (isBase)
        {
            base.publish(nowNs, "PUBLISHED", exact);
        }
        else
        {
            naive.publish(nowNs, isClose ? "PREVIOUS_CLOSE" : "PUBLISHED", exact);
        }
    }

    /** The gate's limits are those of the lists, and the engine judges a price near one of them as they do. */
    private int compare(final int event)
    {
        final BigDecimal low = naive.low();
        final BigDecimal high = naive.high();
        final boolean isKnown = low != null && (!isOfBase && !isReaching || base.low() != null) &&
            (!isMoved || premium.low() != null);
        final long highest = isKnown ? highest() : Long.MAX_VALUE;
        final long lowest = isKnown ? lowest() : Long.MIN_VALUE;
        final String as = kind + " seed " + seed + " event " + event + " " + width;
        assertThat(limit(Side.BUY)).as(as).isEqualTo(highest);
        assertThat(limit(Side.SELL)).as(as).isEqualTo(lowest);
        if (!isKnown || random.nextInt(3) > 0)
        {
            return 0;
        }
        final long near = (random.nextBoolean() ? highest : lowest) + (random.nextInt(3) - 1) * increment;
        final long price = near - Math.floorMod(near, increment);
        naive.sweep(nowNs, sweepNs);
        final long now = highest();
        final long then = lowest();
        denied = 0;
        to.potentialTrade(0, 0, nowNs, sweepNs, 0, 0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), price, 1, 0, 0);
        while (breaker.decisions().poll(this::onDecision, 100) > 0)
        {
            continue;
        }
        assertThat(denied > 0).as(as + " price " + price).isEqualTo(price > now || price < then);
        return 1;
    }

    private long highest()
    {
        return width.highest(naive.low(), isOfBase ? base.low() : naive.low(), plus(), isReaching ? base.low() : null,
            increment);
    }

    private long lowest()
    {
        return width.lowest(naive.high(), isOfBase ? base.low() : naive.high(), plus(), isReaching ? base.low() : null,
            increment);
    }

    private BigDecimal plus()
    {
        return isMoved ? premium.low() : BigDecimal.ZERO;
    }

    private void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        denied += template == VerdictDeniedDecoder.TEMPLATE_ID ? 1 : 0;
    }

    private long limit(final Side side)
    {
        return breaker.sharedGate().limitFor(0, side.code(), OrderKind.AGGRESSIVE.code());
    }

    private long amount(final String shape)
    {
        return shape.equals("TICKS") ? random.nextInt(300) : random.nextInt(300) * 10_000_000L + random.nextInt(1_000);
    }

    private String text(final long windowNs, final boolean isInside)
    {
        final String time = switch (kind)
        {
            case "TRADE_EXTREMA" -> ", window_ns = " + windowNs;
            case "TRADE_AGED" -> ", age_ns = " + windowNs;
            case "PUBLISHED" -> ", price = MARK, stale_after_ns = " + windowNs;
            default -> "";
        };
        final String amount = width.width().equals("TICKS") ? "_ticks" : "_e9";
        final boolean isShare = !width.width().equals("ABS") && !width.width().equals("TICKS");
        return "rulebook { name = drawn, version = \"1\", source = test }\nengine { release_after = NONE }\n" +
            "session { always_open = true }\nclasses { one {\n references { centre { kind = " + kind + time +
            (isInside ? ", inside_sweep = true" : "") + " }, base { kind = PUBLISHED, price = SETTLEMENT },\n" +
            " premium { kind = PUBLISHED, price = PREMIUM } }\n" +
            " breakers = [ { id = band, monitor = BAND, trip_state = OPEN, rules = [ { id = limit\n" +
            " observe = POTENTIAL_TRADE, reference = centre, comparator = " + (width.isEqualBeyond() ? "GE" : "GT") +
            ", rounding = " + width.rounding() + ", offset_rounding = " + (width.isFloored() ? "FLOOR" : "NONE") +
            (isMoved ? ", plus = premium" : "") + (isReaching ? ", reaches = base" : "") +
            "\n width { kind = " + width.width() + (isOfBase ? ", of = base" : "") +
            (isShare ? ", up_ppm = " + width.upPpm() + ", down_ppm = " + width.downPpm() : "") +
            (width.width().equals("PPM") || width.width().equals("GEOMETRIC") ? "" :
            ", up" + amount + " = " + width.upAbs() + ", down" + amount + " = " +
            width.downAbs()) + " } } ] } ] } }\n";
    }

    private static CompiledRulebook load(final String text)
    {
        try
        {
            final Path file = Files.createTempFile("band", ".conf");
            Files.writeString(file, text);
            final CompiledRulebook rulebook = Rulebook.load(file.toString(), Map.of());
            Files.delete(file);
            return rulebook;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
