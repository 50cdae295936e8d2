package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.PriceInput;
import io.firebreak.market.TradingState;
import java.util.List;

/**
 * Everything about one scope that a person asks for, copied out of the arena. Immutable; prices in ticks or millionths
 * of a tick, times in UTC nanoseconds, INT64_MIN where something does not apply, INT64_MAX where there is no bound.
 *
 * @param scope         packed.
 * @param isDefined     whether an input has defined it; otherwise nothing else says anything.
 * @param generation    the last that it was defined with, 0 never; the market has none.
 * @param classIndex    class of the rulebook.
 * @param merged        state of its rules and operators together.
 * @param operatorState state that operators latched, null none.
 * @param isSuspect     latched after a fault of the engine.
 * @param quality       conditions of its data that hold now.
 * @param lastTicks     last print.
 * @param book          its ladder.
 * @param quote         last quote of the kind that its rules listen to.
 * @param estimators    volatility and rate.
 * @param references    in the order of the class.
 * @param breakers      in the order of the class.
 */
public record ScopeReading(
    int scope,
    boolean isDefined,
    int generation,
    int classIndex,
    TradingState merged,
    TradingState operatorState,
    boolean isSuspect,
    List<DataQualityCode> quality,
    long lastTicks,
    Touch book,
    Touch quote,
    Estimators estimators,
    List<Reference> references,
    List<Breaker> breakers)
{
    /**
     * Best prices of a ladder or a quote.
     *
     * @param bidTicks best bid.
     * @param bidLots  its size; of a ladder, the lots of its top levels.
     * @param askTicks best offer.
     * @param askLots  its size; of a ladder, the lots of its top levels.
     * @param timeNs   last update.
     */
    public record Touch(long bidTicks, long bidLots, long askTicks, long askLots, long timeNs)
    {
    }

    /**
     * What is estimated.
     *
     * @param varianceFast    fast variance per second.
     * @param varianceSlow    slow variance per second.
     * @param tradesPerSecond rate of prints now.
     * @param medianHalfTicks filtered price, half ticks.
     */
    public record Estimators(
        double varianceFast, double varianceSlow, double tradesPerSecond, long medianHalfTicks)
    {
    }

    /**
     * A reference price.
     *
     * @param kind                one of ImageLayout's KIND constants.
     * @param spanNs              window or time constant.
     * @param valueMicroTicks     in force; of extremes, the highest.
     * @param otherMicroTicks     of extremes, the lowest; else the pro-forma value.
     * @param sinceNs             in force since.
     * @param input               input that won.
     */
    public record Reference(
        int kind, long spanNs, long valueMicroTicks, long otherMicroTicks, long sinceNs, PriceInput input)
    {
    }

    /**
     * A breaker.
     *
     * @param monitor         one of ImageLayout's MONITOR constants.
     * @param ruleIds         ids of its rules.
     * @param observables     what each of them compares, one of ImageLayout's OBSERVE constants.
     * @param state           its own state.
     * @param deadlineNs      end of that state.
     * @param isLatched       whether only operators release it.
     * @param pendingState    state it takes once the journal holds the announcement, null none.
     * @param pendingNs       end of that wait.
     * @param limitState      limit state, LimitStateKind code.
     * @param limitSinceNs    since when; meaningless in none.
     * @param limitRuleId     rule of the limit state or of the last trip.
     * @param lowerTicks      lowest price that may print.
     * @param upperTicks      highest price that may print.
     * @param widening        factor that earlier trips have left.
     * @param lastTripNs      last trip.
     * @param trips           trips so far.
     * @param level           highest level of a ladder used, 0 none.
     * @param collarLowerTicks collar of the reopening in progress.
     * @param collarUpperTicks collar of the reopening in progress.
     * @param centreMicroTicks what the price of the halt's call is checked around, once it has been; else absent.
     */
    public record Breaker(
        int monitor,
        List<Integer> ruleIds,
        List<Integer> observables,
        TradingState state,
        long deadlineNs,
        boolean isLatched,
        TradingState pendingState,
        long pendingNs,
        int limitState,
        long limitSinceNs,
        int limitRuleId,
        long lowerTicks,
        long upperTicks,
        double widening,
        long lastTripNs,
        int trips,
        int level,
        long collarLowerTicks,
        long collarUpperTicks,
        long centreMicroTicks)
    {    }
}
