package io.firebreak.gate;

import io.firebreak.market.OrderKind;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writer of the board: one line per instrument, group and market, off the heap and outside the arena.
 * <p>
 * A line is written in three steps that allocate nothing: {@code begin...} stages what is in force, the setters change
 * what is staged, {@link #commit(long)} publishes it in one step if anything differs:
 * <pre>{@code
 * board.beginInstrument(3).upperLimitTicks(10_500, rule).lowerLimitTicks(9_500, rule).commit(timeNs);
 * }</pre>
 * A new board permits nothing but cancels: a group or market is HALTED until it is written, an instrument is unknown
 * until it is defined. Owned by one thread, the one that applies decisions; readers go through {@link BreakerGate}.
 */
public final class StateBoard
{
    /** Absent price, reference or time. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Group index that stands for none. */
    public static final int NO_GROUP = BoardLayout.NO_GROUP;

    /** Kinds that may match, tested against the band by default; an instrument may add PASSIVE, QUOTE and AUCTION. */
    public static final int MATCHING_KINDS = OrderKind.REDUCE.bit() | OrderKind.AGGRESSIVE.bit() |
        OrderKind.MARKET.bit() | OrderKind.IOC.bit() | OrderKind.FOK.bit() | OrderKind.LIQUIDATION.bit();

    private final UnsafeBuffer buffer;
    private final int instruments;
    private final int groups;
    private final int markets;
    private final int participants;
    private final int staged;
    private int line;

    /** Whom to tell which lines change; null where gates read this board. */
    BoardRelay relay;

    /**
     * Allocate a board.
     *
     * @param instruments instruments it can hold, indexes 0 to instruments - 1; at least 1.
     * @param groups      groups, 0 to 65,535.
     * @param markets     markets, 1 to 255.
     * @throws IllegalArgumentException when a capacity is out of range or the board would reach 2 GiB.
     */
    public StateBoard(final int instruments, final int groups, final int markets)
    {
        this(instruments, groups, markets, 0);
    }

    /**
     * The same with lines for participants, which {@link ParticipantLines} writes; {@link EntryLines} writes two more
     * of each instrument.
     *
     * @param instruments  1 or more.
     * @param groups       0 to 65,535.
     * @param markets      1 to 255.
     * @param participants 0 or more.
     */
    public StateBoard(final int instruments, final int groups, final int markets, final int participants)
    {
        final long bytes = (1L + 3L * instruments + groups + markets + participants) * BoardLayout.LINE_LENGTH;
        if (participants < 0 || instruments < 1 || groups < 0 || groups > NO_GROUP || markets < 1 ||
            markets > BoardLayout.NO_MARKET || bytes > Integer.MAX_VALUE)
        {
            throw new IllegalArgumentException("a board of " + instruments + " instruments, " + groups +
                " groups and " + markets + " markets: need 1 or more, 0 to 65535, 1 to 255, below 2 GiB in all");
        }
        this.instruments = instruments;
        this.groups = groups;
        this.markets = markets;
        this.participants = participants;
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned((int)bytes, BoardLayout.LINE_LENGTH));
        staged = lines() * BoardLayout.LINE_LENGTH;
        for (int i = instruments; i < instruments + groups + markets; i++)
        {
            line = i * BoardLayout.LINE_LENGTH;
            stageDefaults().commit(ABSENT);
        }
    }

    /**
     * Stage a new instrument: no bands, no reference, HALTED, until the setters say otherwise. Unknown to the gate
     * until {@link #commit(long)}.
     *
     * @param instrumentIndex below the capacity.
     * @param marketIndex     its market, below the capacity.
     * @param stalePolicy     code of a {@link StalePolicy}.
     * @param testedKinds     kinds whose price is tested against the band, {@link OrderKind} bits; see
     *                        {@link #MATCHING_KINDS}. CANCEL is never tested. Beside them {@link Treatments}.
     * @param group0          index of a group it belongs to, or {@link #NO_GROUP}.
     * @param group1          as group0.
     * @param group2          as group0.
     * @param group3          as group0.
     * @return this.
     * @throws IndexOutOfBoundsException when an index is not below its capacity.
     */
    public StateBoard defineInstrument(final int instrumentIndex, final int marketIndex, final int stalePolicy,
        final int testedKinds, final int group0, final int group1, final int group2, final int group3)
    {
        Objects.checkIndex(instrumentIndex, instruments);
        Objects.checkIndex(marketIndex, markets);
        final long membership =
            group(group0) | group(group1) << 16 | group(group2) << 32 | group(group3) << 48;
        line = instrumentIndex * BoardLayout.LINE_LENGTH;
        stageDefaults();
        buffer.putByte(staged + BoardLayout.MARKET, (byte)marketIndex);
        buffer.putByte(staged + BoardLayout.STALE_POLICY, (byte)stalePolicy);
        buffer.putShort(staged + BoardLayout.TESTED_KINDS, (short)(testedKinds & ~OrderKind.CANCEL.bit()));
        buffer.putLong(staged + BoardLayout.COPY_LENGTH, membership);
        return this;
    }

    /** Make an instrument unknown again, at once.
     * @param instrumentIndex below the capacity.
     * @param asOfNs          engine time. */
    public void removeInstrument(final int instrumentIndex, final long asOfNs)
    {
        line = Objects.checkIndex(instrumentIndex, instruments) * BoardLayout.LINE_LENGTH;
        stageDefaults().commit(asOfNs);
    }

    /** Stage the line of a defined instrument. One that is not defined stays unknown, whatever is staged.
     * @param instrumentIndex below the capacity.
     * @return this. */
    public StateBoard beginInstrument(final int instrumentIndex)
    {
        return begin(Objects.checkIndex(instrumentIndex, instruments));
    }

    /** Stage the line of a group. Its bands, reference and treatment have no effect.
     * @param groupIndex below the capacity.
     * @return this. */
    public StateBoard beginGroup(final int groupIndex)
    {
        return begin(instruments + Objects.checkIndex(groupIndex, groups));
    }

    /** Stage the line of a market. Its bands, reference and treatment have no effect.
     * @param marketIndex below the capacity.
     * @return this. */
    public StateBoard beginMarket(final int marketIndex)
    {
        return begin(instruments + groups + Objects.checkIndex(marketIndex, markets));
    }

    /** Stage the upper band.
     * @param priceTicks highest price that may trade; {@code Long.MAX_VALUE} none.
     * @param ruleId     rule it comes from, uint16; 0 none.
     * @return this. */
    public StateBoard upperLimitTicks(final long priceTicks, final int ruleId)
    {
        buffer.putLong(staged + BoardLayout.UPPER_LIMIT, priceTicks);
        buffer.putShort(staged + BoardLayout.UPPER_RULE, (short)ruleId);
        return this;
    }

    /** Stage the lower band.
     * @param priceTicks lowest price that may trade; {@link #ABSENT} none.
     * @param ruleId     rule it comes from, uint16; 0 none.
     * @return this. */
    public StateBoard lowerLimitTicks(final long priceTicks, final int ruleId)
    {
        buffer.putLong(staged + BoardLayout.LOWER_LIMIT, priceTicks);
        buffer.putShort(staged + BoardLayout.LOWER_RULE, (short)ruleId);
        return this;
    }

    /** Stage the reference in force.
     * @param microTicks millionths of a tick, or {@link #ABSENT}.
     * @return this. */
    public StateBoard referenceMicroTicks(final long microTicks)
    {
        buffer.putLong(staged + BoardLayout.REFERENCE, microTicks);
        return this;
    }

    /**
     * Stage a state with permissions of its own per side.
     *
     * @param state            code of a {@link TradingState}.
     * @param permissionsBuy   {@link OrderKind} bits of what buyers may do.
     * @param permissionsSell  {@link OrderKind} bits of what sellers may do.
     * @param ruleId           rule it comes from, uint16; 0 none.
     * @param earliestResumeNs when it can end; {@link #ABSENT} where nothing has to end, {@code Long.MAX_VALUE} where
     *                         only an operator ends it.
     * @return this.
     */
    public StateBoard state(final int state, final int permissionsBuy, final int permissionsSell, final int ruleId,
        final long earliestResumeNs)
    {
        buffer.putByte(staged + BoardLayout.STATE, (byte)state);
        buffer.putShort(staged + BoardLayout.PERMISSIONS_BUY, (short)permissionsBuy);
        buffer.putShort(staged + BoardLayout.PERMISSIONS_SELL, (short)permissionsSell);
        buffer.putShort(staged + BoardLayout.STATE_RULE, (short)ruleId);
        buffer.putLong(staged + BoardLayout.EARLIEST_RESUME, earliestResumeNs);
        return this;
    }

    /**
     * Stage a state with its default permissions on both sides.
     *
     * @param state            valid code of a {@link TradingState}.
     * @param ruleId           rule it comes from, uint16; 0 none.
     * @param earliestResumeNs as in {@link #state(int, int, int, int, long)}.
     * @return this.
     */
    public StateBoard state(final int state, final int ruleId, final long earliestResumeNs)
    {
        final int permissions = TradingState.permissions(state);
        return state(state, permissions, permissions, ruleId, earliestResumeNs);
    }

    /** Stage what the host does with the remainder of an order that met the band.
     * @param action code of an {@link io.firebreak.market.Action}.
     * @return this. */
    public StateBoard treatment(final int action)
    {
        buffer.putByte(staged + BoardLayout.TREATMENT, (byte)action);
        return this;
    }

    /**
     * Publish what is staged, if it differs from what is in force. Nothing is stored where nothing changed, so that
     * readers keep the line in their caches.
     *
     * @param asOfNs engine time of the change; it or the reference alone is no change.
     * @return whether the line got a new epoch.
     */
    public boolean commit(final long asOfNs)
    {
        final long epoch = buffer.getLong(line + BoardLayout.EPOCH);
        final long membership = buffer.getLong(staged + BoardLayout.COPY_LENGTH);
        if (epoch != 0 && isInForce(BoardLayout.copy(line, epoch), membership))
        {
            return false;
        }
        publish(BoardLayout.next(epoch), membership, asOfNs);
        return true;
    }

    /** {@return epoch of an instrument's line: 0 before its definition, another with every published change}
     * @param instrumentIndex below the capacity. */
    public long epoch(final int instrumentIndex)
    {
        return buffer.getLongAcquire(Objects.checkIndex(instrumentIndex, instruments) * BoardLayout.LINE_LENGTH);
    }

    /** {@return upper band in force of an instrument, ticks, Long.MAX_VALUE none; the writer's thread}
     * @param instrumentIndex below the capacity. */
    public long upperInForceTicks(final int instrumentIndex)
    {
        return inForce(instrumentIndex, BoardLayout.UPPER_LIMIT);
    }

    /** {@return lower band in force of an instrument, ticks, {@link #ABSENT} none; the writer's thread}
     * @param instrumentIndex below the capacity. */
    public long lowerInForceTicks(final int instrumentIndex)
    {
        return inForce(instrumentIndex, BoardLayout.LOWER_LIMIT);
    }

    /** {@return reference in force of an instrument, millionths of a tick, or {@link #ABSENT}; the writer's thread}
     * @param instrumentIndex below the capacity. */
    public long referenceInForceMicroTicks(final int instrumentIndex)
    {
        return inForce(instrumentIndex, BoardLayout.REFERENCE);
    }

    /** {@return instruments it can hold} */
    public int instruments()
    {
        return instruments;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int groupLine(final int groupIndex)
    {
        return (instruments + groupIndex) * BoardLayout.LINE_LENGTH;
    }

    int marketLine(final int marketIndex)
    {
        return (instruments + groups + marketIndex) * BoardLayout.LINE_LENGTH;
    }

    int markets()
    {
        return markets;
    }

    int participants()
    {
        return participants;
    }

    int participantLine(final int participantIndex)
    {
        return marketLine(markets + participantIndex);
    }

    /** Line of an instrument's orders as they are entered; what its sells have follows its buys'. */
    int entryLine(final int instrumentIndex)
    {
        return participantLine(participants + 2 * instrumentIndex);
    }

    /** All lines: instruments, groups, markets, participants, entries. */
    int lines()
    {
        return 3 * instruments + groups + markets + participants;
    }

    private long inForce(final int instrumentIndex, final int field)
    {
        final int at = Objects.checkIndex(instrumentIndex, instruments) * BoardLayout.LINE_LENGTH;
        return buffer.getLong(BoardLayout.copy(at, buffer.getLong(at + BoardLayout.EPOCH)) + field);
    }

    /** Begin a line with what is staged at the offset given back, {@link BoardRelay#LINE_BYTES} of it. */
    int stage(final int number)
    {
        line = number * BoardLayout.LINE_LENGTH;
        return staged;
    }

    StateBoard begin(final int index)
    {
        line = index * BoardLayout.LINE_LENGTH;
        final long epoch = buffer.getLong(line + BoardLayout.EPOCH);
        if (epoch == 0)
        {
            return stageDefaults();
        }
        copyLongs(BoardLayout.copy(line, epoch), staged);
        buffer.putLong(staged + BoardLayout.COPY_LENGTH, buffer.getLong(line + BoardLayout.GROUPS));
        return this;
    }

    StateBoard stageDefaults()
    {
        buffer.setMemory(staged, BoardLayout.LINE_LENGTH, (byte)0);
        buffer.putByte(staged + BoardLayout.MARKET, (byte)BoardLayout.NO_MARKET);
        buffer.putByte(staged + BoardLayout.STALE_POLICY, (byte)StalePolicy.HALT.code());
        buffer.putLong(staged + BoardLayout.COPY_LENGTH, BoardLayout.NO_GROUPS);
        return upperLimitTicks(Long.MAX_VALUE, 0).lowerLimitTicks(Long.MIN_VALUE, 0).referenceMicroTicks(ABSENT)
            .state(TradingState.HALTED.code(), 0, ABSENT);
    }

    private long group(final int groupIndex)
    {
        return groupIndex == NO_GROUP ? NO_GROUP : Objects.checkIndex(groupIndex, groups);
    }

    private boolean isInForce(final int copy, final long membership)
    {
        boolean same = buffer.getLong(line + BoardLayout.GROUPS) == membership;
        for (int i = 0; i < BoardLayout.COPY_LENGTH && same; i += Long.BYTES)
        {
            final boolean counts = i != BoardLayout.AS_OF && i != BoardLayout.REFERENCE;
            same = !counts || buffer.getLong(staged + i) == buffer.getLong(copy + i);
        }
        return same;
    }

    private void publish(final long epoch, final long membership, final long asOfNs)
    {
        // The last epoch must be seen before this copy changes, or a reader of the epoch before it is torn.
        VarHandle.storeStoreFence();
        final int copy = BoardLayout.copy(line, epoch);
        buffer.putLong(staged + BoardLayout.AS_OF, asOfNs);
        copyLongs(staged, copy);
        buffer.putLong(line + BoardLayout.GROUPS, membership);
        buffer.putLongRelease(line + BoardLayout.EPOCH, epoch);
        if (relay != null)
        {
            relay.note(line / BoardLayout.LINE_LENGTH);
        }
    }

    private void copyLongs(final int from, final int to)
    {
        for (int i = 0; i < BoardLayout.COPY_LENGTH; i += Long.BYTES)
        {
            buffer.putLong(to + i, buffer.getLong(from + i));
        }
    }
}
