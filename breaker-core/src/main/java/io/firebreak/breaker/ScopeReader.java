package io.firebreak.breaker;

import io.firebreak.book.PriceLadder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the state of a scope out of the arena for people. Cold; on the engine's thread, between inputs; it allocates
 * and changes nothing.
 */
public final class ScopeReader
{
    private static final double MICRO = 1e6;
    private static final long MICRO_PER_HALF = 500_000L;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    /**
     * A reader of an engine.
     *
     * @param parts its components.
     */
    public ScopeReader(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * Reads a scope.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     * @return its reading.
     */
    public ScopeReading read(final int s, final long nowNs)
    {
        final boolean isDefined = b.getInt(s + Layout.S_DEFINED) != 0;
        final int operator = b.getInt(s + Layout.S_OPERATOR_STATE);
        return new ScopeReading(b.getInt(s + Layout.S_SCOPE), isDefined,
            b.getInt(s + Layout.S_GENERATION), b.getInt(s + Layout.S_CLASS),
            TradingState.of(parts.states.merged(s)), operator == 0 ? null : TradingState.of(operator),
            b.getInt(s + Layout.S_SUSPECT) != 0, quality(s), isDefined ? b.getLong(s + Layout.S_LAST_TICKS)
            : Layout.ABSENT, book(s, isDefined), quote(s, isDefined), estimators(s, nowNs, isDefined),
            isDefined ? references(s, nowNs) : List.of(), isDefined ? breakers(s, nowNs) : List.of());
    }

    private List<DataQualityCode> quality(final int s)
    {
        final List<DataQualityCode> codes = new ArrayList<>();
        for (final DataQualityCode code : DataQualityCode.values())
        {
            if (code.code() < Long.SIZE && parts.quality.holds(code, s))
            {
                codes.add(code);
            }
        }
        return List.copyOf(codes);
    }

    private ScopeReading.Touch book(final int s, final boolean isDefined)
    {
        if (!isDefined || s == m.market())
        {
            return new ScopeReading.Touch(Layout.ABSENT, 0, Layout.ABSENT, 0, Layout.ABSENT);
        }
        final PriceLadder ladder = m.ladder;
        ladder.wrap(s + m.layout().ladderOffset());
        return new ScopeReading.Touch(ladder.bestBidTicks(), ladder.topDepthLots(Side.BUY.code()),
            ladder.bestAskTicks(), ladder.topDepthLots(Side.SELL.code()), b.getLong(s + Layout.S_BOOK_NS));
    }

    private ScopeReading.Touch quote(final int s, final boolean isDefined)
    {
        return isDefined && (b.getInt(s + Layout.S_SEEN) & 2) != 0
            ? new ScopeReading.Touch(b.getLong(s + Layout.S_BID), b.getLong(s + Layout.S_BID_LOTS),
            b.getLong(s + Layout.S_ASK), b.getLong(s + Layout.S_ASK_LOTS), b.getLong(s + Layout.S_QUOTE_NS))
            : new ScopeReading.Touch(Layout.ABSENT, 0, Layout.ABSENT, 0, Layout.ABSENT);
    }

    private ScopeReading.Estimators estimators(final int s, final long nowNs, final boolean isDefined)
    {
        return !isDefined ? new ScopeReading.Estimators(0, 0, 0, Layout.ABSENT) : new ScopeReading.Estimators(
            m.variance.fast(b, s + Layout.S_VARIANCE), m.variance.slow(b, s + Layout.S_VARIANCE),
            parts.prints.tradesPerSecond(s, nowNs), m.sweeps.medianHalfTicks(b, s + Layout.S_SWEEPS));
    }

    private List<ScopeReading.Reference> references(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        final List<ScopeReading.Reference> references = new ArrayList<>();
        for (int r = 0; r < b.getInt(c + ImageLayout.C_REFERENCES); r++)
        {
            final int parameters = m.image.referenceAt(c, r);
            final int f = m.reference(s, r);
            final int kind = b.getInt(parameters + ImageLayout.R_KIND);
            final long value;
            final long other;
            final PriceInput input;
            switch (kind)
            {
                case ImageLayout.KIND_EMA:
                    value = b.getInt(f + Layout.F_STARTED) == 0 ? Layout.ABSENT
                        : (long)Math.floor(b.getDouble(f + Layout.F_AVERAGE) * MICRO + 0.5);
                    other = Layout.ABSENT;
                    input = PriceInput.of(parts.prints.input(s, nowNs));
                    break;
                case ImageLayout.KIND_EXTREMA:
                    value = half(parts.standing.highestHalf(s, r));
                    other = half(parts.standing.lowestHalf(s, r));
                    input = PriceInput.FILTERED_TRADES;
                    break;
                case ImageLayout.KIND_TRADE_EXTREMA:
                    value = b.getLong(f + Layout.F_HIGH);
                    other = b.getLong(f + Layout.F_VALUE);
                    input = PriceInput.of(b.getInt(f + Layout.F_INPUT));
                    break;
                default:
                    value = b.getLong(f + Layout.F_VALUE);
                    other = b.getLong(f + Layout.F_PRO_FORMA);
                    input = PriceInput.of(b.getInt(f + Layout.F_INPUT));
                    break;
            }
            references.add(new ScopeReading.Reference(kind, kind == ImageLayout.KIND_EMA
                ? b.getLong(parameters + ImageLayout.R_TAU_NS) : b.getLong(parameters + ImageLayout.R_WINDOW_NS),
                value, other, kind == ImageLayout.KIND_MEAN || kind > ImageLayout.KIND_PREVIOUS_CLOSE
                ? b.getLong(f + Layout.F_SINCE) : Layout.ABSENT,
                input));
        }
        return List.copyOf(references);
    }

    private List<ScopeReading.Breaker> breakers(final int s, final long nowNs)
    {
        final int c = m.classOf(s);
        final List<ScopeReading.Breaker> breakers = new ArrayList<>();
        for (int k = 0; k < m.breakers(c); k++)
        {
            final int bk = m.image.breakerAt(c, k);
            final int x = m.breaker(s, k);
            final int monitor = b.getInt(bk + ImageLayout.B_MONITOR);
            final List<Integer> rules = new ArrayList<>();
            final List<Integer> observables = new ArrayList<>();
            for (int u = 0; u < b.getInt(bk + ImageLayout.B_RULES); u++)
            {
                rules.add(b.getInt(m.image.ruleAt(bk, u) + ImageLayout.U_ID));
                observables.add(b.getInt(m.image.ruleAt(bk, u) + ImageLayout.U_OBSERVABLE));
            }
            long lower = Layout.ABSENT;
            long upper = Layout.NEVER;
            if (monitor == ImageLayout.MONITOR_CONFIRM && parts.limits.read(s, k, nowNs))
            {
                lower = parts.limits.lowerTicks;
                upper = parts.limits.upperTicks;
            }
            else if (monitor == ImageLayout.MONITOR_QUOTE || monitor == ImageLayout.MONITOR_BAND)
            {
                lower = b.getLong(x + Layout.X_LOWER);
                upper = b.getLong(x + Layout.X_UPPER);
            }
            final TradingState state = TradingState.of(b.getInt(x + Layout.X_STATE));
            final int pending = b.getInt(x + Layout.X_PENDING);
            final boolean isReopening = state == TradingState.REOPENING;
            breakers.add(new ScopeReading.Breaker(
                monitor,
                List.copyOf(rules),
                List.copyOf(observables),
                state,
                state == TradingState.OPEN ? Layout.NEVER : b.getLong(x + Layout.X_DEADLINE),
                b.getInt(x + Layout.X_LATCHED) != 0,
                pending == 0 ? null : TradingState.of(pending - 1),
                pending == 0 ? Layout.NEVER : b.getLong(x + Layout.X_PENDING_DEADLINE),
                b.getInt(x + Layout.X_LIMIT),
                b.getLong(x + Layout.X_SINCE),
                b.getInt(x + Layout.X_RULE),
                lower,
                upper,
                parts.trips.widening(bk, x, nowNs),
                b.getLong(x + Layout.X_LAST_TRIP),
                b.getInt(x + Layout.X_CAP_COUNT),
                b.getInt(x + Layout.X_LEVEL),
                isReopening ? b.getLong(x + Layout.X_COLLAR_LOWER) : Layout.ABSENT,
                isReopening ? b.getLong(x + Layout.X_COLLAR_UPPER) : Layout.NEVER,
                state != TradingState.OPEN && b.getInt(x + Layout.X_EXTENSION) > 0 &&
                    b.getInt(bk + ImageReopening.B_CHECK_STEPS) > 0 ? b.getLong(x + Layout.X_CENTRE) : Layout.ABSENT));
        }
        return List.copyOf(breakers);
    }

    private static long half(final long halfTicks)
    {
        return halfTicks == Layout.ABSENT ? Layout.ABSENT : halfTicks * MICRO_PER_HALF;
    }
}
