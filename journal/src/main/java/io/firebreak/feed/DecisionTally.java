package io.firebreak.feed;

import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Counts the decisions of a run and lists its trips. Owned by the thread that polls; it decides nothing.
 */
public final class DecisionTally
{
    private static final double MICRO = 1e6;
    private static final double BPS = 1e4;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final LimitStateDecoder limit = new LimitStateDecoder();
    private final DataQualityDecoder quality = new DataQualityDecoder();
    private final IntFunction<String> ruleNames;
    private final IntFunction<String> scopeNames;
    private final List<Trip> trips = new ArrayList<>();
    private final Map<String, Long> dataQuality = new TreeMap<>();
    private final Map<Long, Long> openedMicroTicks = new HashMap<>();
    private long decisions;
    private long denied;
    private long limitStates;
    private long straddles;
    private final Long2LongHashMap lastPriceTicks = new Long2LongHashMap(FeedSink.NONE);
    private final Long2LongHashMap lastChangeNs = new Long2LongHashMap(FeedSink.NONE);

    /**
     * An empty tally.
     *
     * @param ruleNames  name of a rule by its id.
     * @param scopeNames name of a packed scope.
     */
    public DecisionTally(final IntFunction<String> ruleNames, final IntFunction<String> scopeNames)
    {
        this.ruleNames = ruleNames;
        this.scopeNames = scopeNames;
    }

    /**
     * Counts a decision.
     *
     * @param templateId of its SBE header.
     * @param buffer     that begins with that header.
     */
    public void onDecision(final int templateId, final UnsafeBuffer buffer)
    {
        decisions++;
        switch (templateId)
        {
            case VerdictDeniedDecoder.TEMPLATE_ID:
                denied++;
                break;
            case LimitStateDecoder.TEMPLATE_ID:
                onLimitState(limit.wrapAndApplyHeader(buffer, 0, header));
                break;
            case TradingStateChangeDecoder.TEMPLATE_ID:
                onChange(change.wrapAndApplyHeader(buffer, 0, header));
                break;
            case DataQualityDecoder.TEMPLATE_ID:
                quality.wrapAndApplyHeader(buffer, 0, header);
                if (quality.ended() == 0)
                {
                    final DataQualityCode code = DataQualityCode.of(quality.codeRaw());
                    dataQuality.merge(code == null ? "CODE_" + quality.codeRaw() : code.name(), 1L, Long::sum);
                }
                break;
            default:
                break;
        }
    }

    /**
     * Takes the price of a print, before its decisions.
     *
     * @param instrument that printed.
     * @param priceTicks the price.
     */
    public void lastPriceTicks(final int instrument, final long priceTicks)
    {
        lastPriceTicks.put(Scope.instrument(instrument), priceTicks);
        lastPriceTicks.put(Scope.market(0), priceTicks);
    }

    /**
     * Decisions counted.
     *
     * @return count.
     */
    public long decisions()
    {
        return decisions;
    }

    /**
     * Potential trades that were denied.
     *
     * @return count.
     */
    public long denied()
    {
        return denied;
    }

    long limitStates()
    {
        return limitStates;
    }

    long straddles()
    {
        return straddles;
    }

    /** Time of an instrument's or its market's last change of a state, {@link FeedSink#NONE} before the first. */
    long lastChangeNs(final int instrument)
    {
        return Math.max(lastChangeNs.get(Scope.instrument(instrument)), lastChangeNs.get(Scope.market(0)));
    }

    /**
     * Rules that stopped continuous trading.
     *
     * @return in order.
     */
    public List<Trip> trips()
    {
        return List.copyOf(trips);
    }

    /**
     * Data-quality decisions that are no ends of a condition.
     *
     * @return count by the name of the code.
     */
    public Map<String, Long> dataQuality()
    {
        return dataQuality;
    }

    private void onLimitState(final LimitStateDecoder decision)
    {
        // A change of side is another limit state: its confirmation starts again.
        if (decision.stateRaw() != LimitStateKind.NONE.code() && decision.stateRaw() != decision.previousRaw())
        {
            final LimitStateKind kind = LimitStateKind.of(decision.stateRaw());
            final boolean isStraddle = kind == LimitStateKind.STRADDLE_LOWER || kind == LimitStateKind.STRADDLE_UPPER;
            straddles += isStraddle ? 1 : 0;
            limitStates += isStraddle || kind == LimitStateKind.WARNING ? 0 : 1;
            openedMicroTicks.put(key(decision.scope(), decision.ruleId()), decision.referenceMicroTicks());
        }
    }

    private void onChange(final TradingStateChangeDecoder decision)
    {
        lastChangeNs.put(decision.scope(), decision.timeNs());
        if (!Trip.isTrip(TradingState.of(decision.fromStateRaw()), TradingState.of(decision.toStateRaw()),
            Reason.of(decision.reasonRaw())))
        {
            return;
        }
        final Long opened = openedMicroTicks.remove(key(decision.scope(), decision.ruleId()));
        final long reference = opened == null || opened == FeedSink.NONE ? decision.referenceMicroTicks() : opened;
        final boolean hasPrice = decision.observedMicroTicks() != FeedSink.NONE;
        final long price = hasPrice ? Math.floorDiv(decision.observedMicroTicks(), (long)MICRO) :
            lastPriceTicks.get(decision.scope());
        final boolean hasReference = reference != FeedSink.NONE;
        trips.add(new Trip(
            decision.timeNs(),
            scopeNames.apply(decision.scope()),
            ruleNames.apply(decision.ruleId()),
            TradingState.of(decision.toStateRaw()).name(),
            Reason.of(decision.reasonRaw()).name(),
            price,
            hasReference ? reference / MICRO : Double.NaN,
            decision.limitMicroTicks() == FeedSink.NONE ? Double.NaN : decision.limitMicroTicks() / MICRO,
            hasReference ? (reference / MICRO - price) / (reference / MICRO) * BPS : Double.NaN,
            decision.decisionSeq(),
            decision.deadlineNs()));
    }

    private static long key(final int scope, final int ruleId)
    {
        return (long)scope << Short.SIZE | ruleId;
    }
}
