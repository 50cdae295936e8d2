package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;

/**
 * Answers whether an order or a print may go, from the board, the guard lines and the engine's liveness.
 * <p>
 * The lines of an instrument, of its at most four groups and of its market are judged together: permissions are ANDed
 * ({@link io.firebreak.market.Permissions}), the most severe state is named, the latest resume counts. Then the
 * price: a buy may match up to its limit price, so a buy above the upper band and a sell below the lower band are
 * denied, on the band is allowed. Tested are the kinds the instrument's line names, usually {@link
 * StateBoard#MATCHING_KINDS}; a cancel never is, nor an order without a price, which {@link #limitFor} bounds
 * instead. A quantity is not judged. Before the band come the collars at entry, where the rulebook has any: of the buys
 * and of the sells apart, the highest and the lowest price that an order may have. {@link #check} judges them, once, as
 * the order is entered; what rests is not asked about again when their reference moves, and no print is held to them.
 * <p>
 * Order of the answers where several hold: unknown instrument, guard, state, staleness or a busy line, price.
 * <p>
 * Pure reads: it never publishes, allocates, waits or throws. Stateless, so one gate serves any number of threads, each
 * with a {@link VerdictDetail} of its own.
 */
public final class BreakerGate
{
    /** Price of an order that has none. */
    public static final long NO_PRICE = Long.MIN_VALUE;

    /** Bound of staleness where the gate can never be stale, as in INLINE. */
    public static final long NEVER_STALE = Long.MAX_VALUE;

    /** Limit of a buy that may not match: no price is low enough. */
    public static final long NO_BUY = Long.MIN_VALUE;

    /** Limit of a sell that may not match: no price is high enough. */
    public static final long NO_SELL = Long.MAX_VALUE;

    private static final int KINDS = 16;

    private final BoardReader reader;
    private final ParticipantReader participants;
    private final EntryReader entries;
    private final int instruments;
    private final GuardLine guard;
    private final LivenessLine liveness;
    private final long maxStaleNs;

    /**
     * A gate before a board.
     *
     * @param board      what the engine publishes.
     * @param guard      guard lines of at least the board's markets.
     * @param liveness   line of the engine thread that writes the board.
     * @param maxStaleNs age of the oldest unprocessed slot from which on the engine is behind; not negative.
     * @throws IllegalArgumentException when the guard has fewer markets than the board, or maxStaleNs is negative.
     */
    public BreakerGate(
        final StateBoard board, final GuardLine guard, final LivenessLine liveness, final long maxStaleNs)
    {
        this(board, new BoardReader(board, board.buffer()), guard, liveness, maxStaleNs);
    }

    BreakerGate(final StateBoard board, final BoardReader reader, final GuardLine guard, final LivenessLine liveness,
        final long maxStaleNs)
    {
        if (guard.markets() < board.markets() || maxStaleNs < 0)
        {
            throw new IllegalArgumentException("a guard of " + guard.markets() + " markets before a board of " +
                board.markets() + ", max_stale_ns " + maxStaleNs + ": need as many, and 0 or more");
        }
        this.reader = reader;
        participants = new ParticipantReader(board, board.buffer());
        entries = new EntryReader(board);
        instruments = board.instruments();
        this.guard = guard;
        this.liveness = liveness;
        this.maxStaleNs = maxStaleNs;
    }

    /**
     * May this order go?
     *
     * @param instrumentIndex any value.
     * @param sideCode        code of a {@link Side}; with NONE both sides must be permitted and both bands hold.
     * @param orderKindCode   code of an {@link OrderKind}; an unknown one is not permitted.
     * @param priceTicks      limit price, or {@link #NO_PRICE}.
     * @param qtyLots         quantity; not judged.
     * @param nowNs           host clock, UTC nanoseconds.
     * @param out             receives the numbers behind the answer; not null.
     * @return {@link GateCode#ALLOWED}, or why not.
     */
    public int check(final int instrumentIndex, final int sideCode, final int orderKindCode, final long priceTicks,
        final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        final int priced = sideCode == Side.BUY.code() || sideCode == Side.SELL.code() ? sideCode : Side.NONE.code();
        return judge(instrumentIndex, sideCode, orderKindCode, priced, priceTicks, true, nowNs, out);
    }

    /**
     * May this match print? Unlike a limit price, a print must lie inside both bands, whichever side aggresses.
     *
     * @param instrumentIndex any value.
     * @param sideCode        side of the aggressor, code of a {@link Side}.
     * @param orderKindCode   kind of the aggressor, code of an {@link OrderKind}.
     * @param priceTicks      price at which it would print.
     * @param qtyLots         quantity; not judged.
     * @param nowNs           host clock, UTC nanoseconds.
     * @param out             receives the numbers behind the answer; not null.
     * @return {@link GateCode#ALLOWED}, or why not.
     */
    public int checkPrint(final int instrumentIndex, final int sideCode, final int orderKindCode,
        final long priceTicks, final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        return judge(instrumentIndex, sideCode, orderKindCode, Side.NONE.code(), priceTicks, false, nowNs, out);
    }

    /**
     * Limit of a whole sweep, asked once per order, as it is entered: the nearer one of the band and of the collar at
     * entry. Staleness is judged by {@link #check}, not here.
     *
     * @param instrumentIndex any value.
     * @param sideCode        {@link Side#SELL} or, whatever else, a buy.
     * @param orderKindCode   code of an {@link OrderKind}.
     * @return highest price at which a buy may match ({@code Long.MAX_VALUE} any, {@link #NO_BUY} none), or lowest
     *         price at which a sell may ({@code Long.MIN_VALUE} any, {@link #NO_SELL} none); none where a line is busy.
     */
    public long limitFor(final int instrumentIndex, final int sideCode, final int orderKindCode)
    {
        if (instrumentIndex < 0 || instrumentIndex >= instruments)
        {
            return sideCode == Side.SELL.code() ? NO_SELL : NO_BUY;
        }
        final int bit = kindBit(orderKindCode);
        final long limit = reader.limit(instrumentIndex, sideCode, bit, guard);
        return reader.hasEntry(instrumentIndex) ?
            entries.nearer(instrumentIndex, sideCode == Side.SELL.code(), bit, limit) : limit;
    }

    /**
     * Limit at which an order without a price is to be entered, where the rulebook protects it by points: they are
     * counted from the best opposite price, or from the trigger of a stop, and end at the band.
     *
     * @param instrumentIndex any value.
     * @param sideCode        {@link Side#SELL} or, whatever else, a buy.
     * @param orderKindCode   code of an {@link OrderKind}.
     * @param baseTicks       the best opposite price, or the trigger; any price.
     * @param out             receives the limit, the rule, and in {@link VerdictDetail#treatment()} what becomes of the
     *                        remainder at that limit; not null.
     * @return as {@link #limitFor}, and as it where no points are declared.
     */
    public long protectedLimit(final int instrumentIndex, final int sideCode, final int orderKindCode,
        final long baseTicks, final VerdictDetail out)
    {
        out.reset(Scope.instrument(instrumentIndex));
        final long bandTicks = limitFor(instrumentIndex, sideCode, orderKindCode);
        final boolean sells = sideCode == Side.SELL.code();
        if (instrumentIndex >= 0 && instrumentIndex < instruments)
        {
            reader.readInstrument(instrumentIndex, sideCode, kindBit(orderKindCode), out);
        }
        out.limit(bandTicks, sells ? out.lowerRuleId : out.upperRuleId, VerdictDetail.ABSENT);
        if (bandTicks == (sells ? NO_SELL : NO_BUY))
        {
            return bandTicks;
        }
        return entries.limit(instrumentIndex, sells, baseTicks, bandTicks, out);
    }

    /**
     * May this participant do this? What it and the up to three that it belongs to may do, and its limits of one order.
     * Cancels always may. Ask {@link #check} for the instrument beside it.
     *
     * @param participantIndex any value.
     * @param sideCode         {@link Side#SELL} or, whatever else, a buy.
     * @param orderKindCode    code of an {@link OrderKind}; an unknown one is not permitted.
     * @param isTagged         whether the order is under market-maker protection.
     * @param priceTicks       limit price, or {@link #NO_PRICE}.
     * @param referenceTicks   reference of its collar, or {@link #NO_PRICE}.
     * @param qtyLots          quantity.
     * @param valueMinor       value, minor units.
     * @param nowNs            host clock, UTC nanoseconds.
     * @param out              receives the numbers behind the answer; limit and margin are in the unit of what was
     *                         compared; not null.
     * @return {@link GateCode#ALLOWED}, or why not.
     */
    public int checkParticipant(final int participantIndex, final int sideCode, final int orderKindCode,
        final boolean isTagged, final long priceTicks, final long referenceTicks, final long qtyLots,
        final long valueMinor, final long nowNs, final VerdictDetail out)
    {
        return participants.check(participantIndex, sideCode, orderKindCode, kindBit(orderKindCode), isTagged,
            priceTicks, referenceTicks, qtyLots, valueMinor, nowNs, liveness.isStale(nowNs, maxStaleNs), out);
    }

    private int judge(final int instrumentIndex, final int sideCode, final int orderKindCode, final int pricedSide,
        final long priceTicks, final boolean isEntry, final long nowNs, final VerdictDetail out)
    {
        out.reset(Scope.instrument(instrumentIndex));
        if (instrumentIndex < 0 || instrumentIndex >= instruments)
        {
            return out.answer(GateCode.UNKNOWN_INSTRUMENT);
        }
        final int bit = kindBit(orderKindCode);
        boolean settled = reader.readInstrument(instrumentIndex, sideCode, bit, out);
        if (out.boardEpoch == 0 || out.marketIndex == BoardLayout.NO_MARKET)
        {
            out.reset(Scope.instrument(instrumentIndex));
            return out.answer(GateCode.UNKNOWN_INSTRUMENT);
        }
        settled &= reader.mergeWider(sideCode, bit, out);
        int priceCode = GateCode.ALLOWED;
        if (isEntry && (out.testedKinds & BoardLayout.HAS_ENTRY) != 0 && priceTicks != NO_PRICE)
        {
            final int entryCode = entries.judge(instrumentIndex, pricedSide, bit, priceTicks, out);
            settled &= entryCode != EntryReader.BUSY;
            priceCode = Math.max(GateCode.ALLOWED, entryCode);
        }
        if (priceCode == GateCode.ALLOWED)
        {
            priceCode = measure((out.testedKinds & bit) != 0, pricedSide, priceTicks, out);
        }
        final boolean stale = liveness.isStale(nowNs, maxStaleNs);
        final int code = decide(bit, priceCode, settled, stale, out);
        if (stale | !settled)
        {
            out.staleness().count(nowNs, code != GateCode.ALLOWED);
        }
        return code;
    }

    private int decide(
        final int bit, final int priceCode, final boolean settled, final boolean stale, final VerdictDetail out)
    {
        final int latches = GuardLine.latches(guard.word(out.marketIndex));
        if (latches != 0 && restrict(guard.stateFor(latches), Scope.market(out.marketIndex), Long.MAX_VALUE, bit, out))
        {
            return out.answer(GateCode.MARKET_SAFE_STATE, 0, Scope.market(out.marketIndex));
        }
        if ((out.permissions & bit) == 0)
        {
            return out.denyByState();
        }
        if (settled && (!stale || out.stalePolicy == StalePolicy.LAST.code()))
        {
            return out.answer(priceCode);
        }
        if (out.stalePolicy == StalePolicy.OPEN.code())
        {
            return out.answer(GateCode.ALLOWED);
        }
        // LAST comes here only with a line that could not be read whole: its last state is not known.
        final boolean halts =
            out.stalePolicy != StalePolicy.CANCEL_ONLY.code() && out.stalePolicy != StalePolicy.LAST.code();
        final TradingState state = halts ? TradingState.HALTED : TradingState.CANCEL_ONLY;
        final boolean denied = restrict(state.code(), out.scope, VerdictDetail.ABSENT, bit, out);
        return denied ? out.answer(settled ? GateCode.STALE : GateCode.BOARD_BUSY, 0, out.scope) :
            out.answer(GateCode.ALLOWED);
    }

    /** Add a state that is on no line; true when it does not permit the kind. */
    private static boolean restrict(
        final int state, final int scope, final long resumeNs, final int bit, final VerdictDetail out)
    {
        final int permissions = TradingState.permissions(state);
        out.merge(scope, permissions, state, 0, resumeNs, bit);
        return (permissions & bit) == 0;
    }

    /** Compare a price with the band, noting limit, rule and margin whether or not the price is tested. */
    private static int measure(
        final boolean tested, final int pricedSide, final long priceTicks, final VerdictDetail out)
    {
        final boolean sells = pricedSide == Side.SELL.code();
        final boolean buys = pricedSide == Side.BUY.code();
        final boolean testable = tested && priceTicks != NO_PRICE;
        if (!sells && testable && priceTicks > out.upperLimitTicks)
        {
            out.limit(out.upperLimitTicks, out.upperRuleId, margin(priceTicks, out.upperLimitTicks));
            return GateCode.ABOVE_UPPER_BAND;
        }
        if (!buys && testable && priceTicks < out.lowerLimitTicks)
        {
            out.limit(out.lowerLimitTicks, out.lowerRuleId, margin(out.lowerLimitTicks, priceTicks));
            return GateCode.BELOW_LOWER_BAND;
        }
        if (buys)
        {
            out.limit(out.upperLimitTicks, out.upperRuleId, priceTicks == NO_PRICE ||
                out.upperLimitTicks == Long.MAX_VALUE ? VerdictDetail.ABSENT : margin(priceTicks, out.upperLimitTicks));
        }
        else if (sells)
        {
            out.limit(out.lowerLimitTicks, out.lowerRuleId, priceTicks == NO_PRICE ||
                out.lowerLimitTicks == Long.MIN_VALUE ? VerdictDetail.ABSENT : margin(out.lowerLimitTicks, priceTicks));
        }
        return GateCode.ALLOWED;
    }

    /** Difference, or absent where it does not fit. */
    static long margin(final long minuend, final long subtrahend)
    {
        final long difference = minuend - subtrahend;
        return ((minuend ^ subtrahend) & (minuend ^ difference)) < 0 ? VerdictDetail.ABSENT : difference;
    }

    /** An unknown kind has no bit, so nothing permits it. */
    private static int kindBit(final int orderKindCode)
    {
        return orderKindCode >= 0 && orderKindCode < KINDS ? 1 << orderKindCode : 0;
    }
}
