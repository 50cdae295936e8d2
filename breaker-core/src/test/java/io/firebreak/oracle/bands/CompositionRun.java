package io.firebreak.oracle.bands;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ImageReference;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One rulebook with one composed reference behind a gate, and random events given to it and to the lists. */
final class CompositionRun
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long MILLI_NS = 1_000_000L;
    private static final long SWEEP_NS = 1_000_000_000L;
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000L);

    private static final List<String> KINDS = List.of("FIRST_VALID", "MEDIAN", "MID", "VWAP", "TWAP", "BASIS_AVERAGE",
        "BASIS_EMA", "FAIR");

    private final String kind;
    private final long seed;
    private final Random random;
    private final NaiveComposition naive;
    private final long changePpm;
    private final long holdNs;
    private final boolean isHeldInSweep;
    private final boolean isKept;
    private final InlineBreaker breaker;
    private final EventPublisher to;
    private BigDecimal inForce;
    private long sinceNs;
    private BigDecimal offered;
    private boolean isOffered;
    private long sweepKey = Long.MIN_VALUE;
    private long sweepBegunNs;
    private long heldSinceNs = Long.MIN_VALUE;
    private long nowNs = START_NS;
    private long seenNs = START_NS;
    private long sweepNs = START_NS;
    private long ticks = 10_000;

    CompositionRun(final String kind, final long seed)
    {
        this.kind = kind;
        this.seed = seed;
        random = new Random(seed);
        final List<String> of = new ArrayList<>(List.of("index", "last", "mid", "settle"));
        Collections.shuffle(of, random);
        final boolean isBasis = !kind.equals("FIRST_VALID") && !kind.equals("MEDIAN");
        final List<String> parts = kind.equals("FAIR") ? List.of("index") : isBasis ?
            List.of(random.nextBoolean() ? "last" : "mid") : of.subList(0, 2 + random.nextInt(3));
        final long sampleNs = 50 * MILLI_NS * (2 + random.nextInt(5));
        final long[] times = {kind.equals("FAIR") ? 5_000 * MILLI_NS : sampleNs * (1 + random.nextInt(12)), sampleNs,
            200 * MILLI_NS + random.nextInt(2_000) * MILLI_NS, 200 * MILLI_NS + random.nextInt(1_000) * MILLI_NS};
        final long[] shares = {1 + random.nextInt(1_000_000), 1 + random.nextInt(20_000)};
        naive = new NaiveComposition(kind, parts, times, shares, 1 + random.nextInt(parts.size()));
        changePpm = random.nextBoolean() ? 0 : random.nextInt(3_000);
        holdNs = random.nextBoolean() ? 0 : random.nextInt(700) * MILLI_NS + 1;
        isHeldInSweep = (kind.equals("VWAP") || kind.equals("MID")) && random.nextBoolean();
        isKept = (kind.equals("VWAP") || kind.equals("TWAP")) && random.nextBoolean();
        final CompiledRulebook rulebook = load(text());
        breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1).withReferences(8)));
        to = breaker.publisher();
        to.instrumentDefinition(0, 0, nowNs, 0, 1, 1, 0, 2, 0, 1, 1_000_000);
    }

    /** Returns how many events found the reference with a value. */
    int run(final int events)
    {
        int known = 0;
        for (int i = 0; i < events; i++)
        {
            nowNs += random.nextInt(12) == 0 ? random.nextInt(1_500_000_000) : random.nextInt(60_000_000);
            sweepNs = random.nextInt(3) > 0 ? nowNs : sweepNs;
            ticks += random.nextInt(31) - 15;
            for (final long atNs : naive.instants(seenNs, nowNs))
            {
                pass(atNs);
            }
            pass(nowNs);
            step();
            compare(i);
            known += inForce == null ? 0 : 1;
        }
        breaker.close();
        return known;
    }

    /** Time passes to an instant: what a gate or a sweep held back until then, and then what is due there. */
    private void pass(final long atNs)
    {
        while (isOffered && wakeNs() <= atNs && wakeNs() > seenNs)
        {
            seenNs = wakeNs();
            offer(seenNs, offered);
        }
        if (atNs > seenNs && atNs < nowNs || atNs == nowNs && atNs > seenNs)
        {
            seenNs = atNs;
            if (atNs % naive.sampleNs == 0)
            {
                naive.sample(atNs);
            }
            if (!kind.equals("FAIR") || atNs % naive.sampleNs == 0 || naive.instants(atNs - 1, atNs).contains(atNs))
            {
                look(atNs);
            }
        }
    }

    private long wakeNs()
    {
        final long sweepEndNs = heldSinceNs == Long.MIN_VALUE ? Long.MIN_VALUE : heldSinceNs + SWEEP_NS + 1;
        return sweepEndNs > seenNs ? sweepEndNs : sinceNs + holdNs > seenNs ? sinceNs + holdNs : Long.MAX_VALUE;
    }

    private void step()
    {
        switch (random.nextInt(kind.equals("FAIR") ? 7 : 6))
        {
            case 0 -> publish(ReferenceKind.INDEX);
            case 1 -> publish(ReferenceKind.SETTLEMENT);
            case 2 -> to.tick(nowNs, 0);
            case 3 -> quote();
            case 6 -> funding();
            default -> print();
        }
    }

    private void publish(final ReferenceKind what)
    {
        final boolean isBack = random.nextInt(8) == 0;
        // between two ticks, and never the same for two of them
        final int odd = what == ReferenceKind.INDEX ? 0 : 1;
        final long e9 = (ticks - 1) * 10_000_000L + (random.nextInt(1_000_000) * 2L + odd) * 10L;
        final BigDecimal price = isBack ? null : BigDecimal.valueOf(e9).movePointLeft(7);
        to.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(0), what.code(), 0, isBack ? Long.MIN_VALUE : e9, 0);
        if (what == ReferenceKind.INDEX)
        {
            naive.index(nowNs, price);
        }
        else
        {
            naive.settle(nowNs, price);
        }
        if (what == ReferenceKind.INDEX || !kind.equals("FAIR"))
        {
            look(nowNs);
        }
    }

    private void funding()
    {
        if (random.nextBoolean())
        {
            final boolean isBack = random.nextInt(8) == 0;
            final long rateE9 = random.nextInt(2_000_000) - 1_000_000;
            to.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(0), ReferenceKind.FUNDING_RATE.code(), 0,
                isBack ? Long.MIN_VALUE : rateE9, 0);
            naive.funding(isBack ? null : BigDecimal.valueOf(rateE9, 9));
        }
        else
        {
            final long leftNs = random.nextInt(5_001) * MILLI_NS;
            to.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(0), ReferenceKind.FUNDING_TIME.code(), 0, leftNs, 0);
            naive.fundingEnds(nowNs + leftNs);
        }
        look(nowNs);
    }

    private void quote()
    {
        final long bid = ticks - random.nextInt(8);
        final long ask = ticks + random.nextInt(8);
        final boolean hasBid = random.nextInt(10) > 0;
        to.quote(0, 0, nowNs, nowNs, 0, 0, QuoteKind.OWN_VENUE.code(), hasBid ? bid : Long.MIN_VALUE, 1, ask, 1);
        naive.mid(nowNs, !hasBid || bid == ask ? null : BigDecimal.valueOf(bid + ask).divide(BigDecimal.valueOf(2)));
        if (!kind.equals("FAIR"))
        {
            look(nowNs);
        }
    }

    private void print()
    {
        if (sweepNs != sweepKey || nowNs - sweepBegunNs > SWEEP_NS)
        {
            sweepKey = sweepNs;
            sweepBegunNs = nowNs;
            heldSinceNs = Long.MIN_VALUE;
            retry();
            heldSinceNs = isHeldInSweep ? nowNs : Long.MIN_VALUE;
        }
        final boolean isEligible = random.nextInt(10) > 0;
        final boolean isLast = isEligible && random.nextInt(3) == 0;
        final long qty = 1 + random.nextInt(1_000_000_000);
        to.trade(0, 0, nowNs, sweepNs, 0, 0, ticks, qty, 0, Side.BUY.code(),
            (isEligible ? InputFlags.ELIGIBLE : 0) | (isLast ? InputFlags.SWEEP_END : 0));
        if (isEligible)
        {
            naive.print(nowNs, BigDecimal.valueOf(ticks), qty);
        }
        if (!kind.equals("FAIR"))
        {
            look(nowNs);
        }
        if (isLast)
        {
            heldSinceNs = Long.MIN_VALUE;
            retry();
        }
    }

    private void look(final long atNs)
    {
        final BigDecimal value = naive.value(atNs);
        if (value != null || !isKept)
        {
            offer(atNs, value);
        }
    }

    private void retry()
    {
        if (isOffered)
        {
            offer(nowNs, offered);
        }
    }

    /** The gate: a first value passes, and one that is gone waits for nothing but the sweep. */
    private void offer(final long atNs, final BigDecimal value)
    {
        final boolean isSame = value == null ? inForce == null : inForce != null && value.compareTo(inForce) == 0;
        isOffered = false;
        if (isSame)
        {
            return;
        }
        final boolean isHeld = inForce != null && (heldSinceNs != Long.MIN_VALUE && atNs - heldSinceNs <= SWEEP_NS ||
            value != null && (atNs < sinceNs + holdNs || value.subtract(inForce).abs().multiply(MILLION)
            .compareTo(inForce.abs().multiply(BigDecimal.valueOf(changePpm))) < 0));
        if (isHeld)
        {
            isOffered = true;
            offered = value;
        }
        else
        {
            inForce = value;
            sinceNs = atNs;
        }
    }

    /** The value in force and the gate's limits are those of the lists. */
    private void compare(final int event)
    {
        final String as = kind + " seed " + seed + " event " + event + "\n" + text();
        final int code = ImageReference.KIND_FIRST_VALID + KINDS.indexOf(kind);
        final ScopeReading.Reference reference = breaker.engine().read(Scope.instrument(0)).references().stream()
            .filter(candidate -> candidate.kind() == code).findFirst().orElseThrow();
        assertThat(reference.valueMicroTicks()).as(as).isEqualTo(
            inForce == null ? Long.MIN_VALUE : inForce.movePointRight(6).longValueExact());
        final BigDecimal tenth = inForce == null ? null : inForce.abs().movePointLeft(1);
        assertThat(limit(Side.BUY)).as(as).isEqualTo(inForce == null ? Long.MAX_VALUE :
            inForce.add(tenth).setScale(0, RoundingMode.FLOOR).longValueExact());
        assertThat(limit(Side.SELL)).as(as).isEqualTo(inForce == null ? Long.MIN_VALUE :
            inForce.subtract(tenth).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private long limit(final Side side)
    {
        return breaker.sharedGate().limitFor(0, side.code(), OrderKind.AGGRESSIVE.code());
    }

    private String text()
    {
        final String own = switch (kind)
        {
            case "FIRST_VALID" -> "of = " + naive.of;
            case "MEDIAN" -> "of = " + naive.of + ", at_least = " + naive.atLeast;
            case "MID" -> "quotes = QUOTE, inside_sweep = " + !isHeldInSweep;
            case "VWAP" -> "window_ns = " + naive.windowNs + ", inside_sweep = " + !isHeldInSweep;
            case "TWAP" -> "of = " + naive.of.get(0) + ", window_ns = " + naive.windowNs + ", sample_ns = " +
                naive.sampleNs;
            case "BASIS_AVERAGE" -> "of = " + naive.of.get(0) + ", index = index, window_ns = " + naive.windowNs +
                ", sample_ns = " + naive.sampleNs;
            case "BASIS_EMA" -> "of = " + naive.of.get(0) + ", index = index, sample_ns = " + naive.sampleNs +
                ", weight_ppm = " + naive.weightPpm + ", width_ppm = " + naive.boundPpm;
            default -> "of = index, interval_ns = " + naive.windowNs + ", step_ns = " + naive.sampleNs;
        };
        return "rulebook { name = drawn, version = \"1\", source = test }\nengine { release_after = NONE }\n" +
            "session { always_open = true }\nclasses { one {\n quotes = OWN_VENUE, mid_fresh_ms = " +
            naive.freshNs / MILLI_NS + "\n references { centre { kind = " + kind + ", " + own +
            (isKept ? ", on_empty = KEEP" : "") + "\n gate { min_change_ppm = " + changePpm + ", min_hold_ns = " +
            holdNs + " } }\n index { kind = PUBLISHED, price = INDEX }, settle { kind = PUBLISHED, price = SETTLEMENT" +
            " }\n mid { kind = MID, quotes = QUOTE, inside_sweep = true }\n last { kind = LAST, inside_sweep = true, " +
            "stale_after_ns = " + naive.staleNs + " } }\n" +
            " breakers = [ { id = band, monitor = BAND, trip_state = OPEN, record_bands = false, rules = [ { id = " +
            "limit\n observe = POTENTIAL_TRADE, reference = centre, comparator = GT, rounding = NONE\n" +
            " width_ppm = 100000 } ] } ] } }\n";
    }

    private static CompiledRulebook load(final String text)
    {
        try
        {
            final Path file = Files.createTempFile("composition", ".conf");
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
