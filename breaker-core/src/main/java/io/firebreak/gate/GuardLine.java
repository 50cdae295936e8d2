package io.firebreak.gate;

import io.firebreak.market.TradingState;
import java.util.Objects;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One guard word per market: latches that close a market when nothing else works. A set latch puts the market into its
 * safe state, for every reader of the gate and with engine and ring dead.
 * <pre>
 *   0  word i64: bits 0-7 latches | bits 8-63 how often one was asked for
 *      (stride 128 bytes, nothing else in it)
 * </pre>
 * Any thread may set a latch, without a lock. Only the matching thread clears them, after the resume of two people; the
 * count in the word keeps it from clearing what was set since the halt that they resume from.
 */
public final class GuardLine
{
    /** Latch: somebody pulled the switch. */
    public static final int KILL = 1;

    /** Latch: inputs came faster than they were processed and the policy was to close. */
    public static final int OVERRUN = 2;

    /** Latch: the engine stopped deciding. */
    public static final int ENGINE_FAULT = 4;

    /** Latch: what is decided can no longer be journaled, or the disk is about to be full. */
    public static final int JOURNAL_FAULT = 8;

    private static final int LATCHES = KILL | OVERRUN | ENGINE_FAULT | JOURNAL_FAULT;
    private static final int LINE_LENGTH = 128;
    private static final long ONE_CALL = 1L << 8;

    private final UnsafeBuffer buffer;
    private final int markets;
    private final int safeState;

    /**
     * Allocate guard lines with no latch set.
     *
     * @param markets   markets, 1 to 255.
     * @param safeState state that a latch puts a market in; must not match continuously. KILL is at least HALTED.
     * @throws IllegalArgumentException when markets is out of range or the safe state matches orders.
     */
    public GuardLine(final int markets, final TradingState safeState)
    {
        if (markets < 1 || markets > BoardLayout.NO_MARKET || safeState.matches())
        {
            throw new IllegalArgumentException("guard of " + markets + " markets with safe state " + safeState +
                ": need 1 to 255 markets and a state that does not match orders");
        }
        this.markets = markets;
        this.safeState = safeState.code();
        buffer = new UnsafeBuffer(BufferUtil.allocateDirectAligned(markets * LINE_LENGTH, LINE_LENGTH));
    }

    /**
     * Halt a market at once. The caller also sends an OperatorCommand, so that it is journaled.
     *
     * @param marketIndex below the capacity.
     * @return the word after, for {@link #clear(int, long)}.
     */
    public long kill(final int marketIndex)
    {
        return tighten(marketIndex, KILL);
    }

    /**
     * Put a market into its safe state because inputs overran the engine.
     *
     * @param marketIndex below the capacity.
     * @return the word after.
     */
    public long overrun(final int marketIndex)
    {
        return tighten(marketIndex, OVERRUN);
    }

    /**
     * Put a market into its safe state because its engine stopped.
     *
     * @param marketIndex below the capacity.
     * @return the word after.
     */
    public long engineFault(final int marketIndex)
    {
        return tighten(marketIndex, ENGINE_FAULT);
    }

    /**
     * Put a market into its safe state because its journal is in trouble.
     *
     * @param marketIndex below the capacity.
     * @return the word after.
     */
    public long journalFault(final int marketIndex)
    {
        return tighten(marketIndex, JOURNAL_FAULT);
    }

    /**
     * Clear all latches of a market. Matching thread only, and only for a resume that two people approved.
     *
     * @param marketIndex  below the capacity.
     * @param observedWord {@link #word(int)} as it was when the latches were reported.
     * @return false, with nothing cleared, when a latch was asked for since.
     */
    public boolean clear(final int marketIndex, final long observedWord)
    {
        return buffer.compareAndSetLong(offset(marketIndex), observedWord, observedWord & -ONE_CALL);
    }

    /**
     * The market's word.
     *
     * @param marketIndex below the capacity.
     * @return latches in the low 8 bits, 0 none; the count of calls above.
     */
    public long word(final int marketIndex)
    {
        return buffer.getLongVolatile(offset(marketIndex));
    }

    /**
     * Latches in a word.
     *
     * @param word from {@link #word(int)}.
     * @return {@link #KILL}, {@link #OVERRUN}, {@link #ENGINE_FAULT} and {@link #JOURNAL_FAULT} bits; 0 none.
     */
    public static int latches(final long word)
    {
        return (int)word & LATCHES;
    }

    /** Code of the state that set latches put a market in. */
    int stateFor(final int latches)
    {
        final int halted = TradingState.HALTED.code();
        return (latches & KILL) != 0 && TradingState.severity(safeState) < TradingState.severity(halted) ?
            halted : safeState;
    }

    int markets()
    {
        return markets;
    }

    private long tighten(final int marketIndex, final int latch)
    {
        final int offset = offset(marketIndex);
        long before;
        long after;
        do
        {
            before = buffer.getLongVolatile(offset);
            after = (before | latch) + ONE_CALL;
        }
        while (!buffer.compareAndSetLong(offset, before, after));
        return after;
    }

    private int offset(final int marketIndex)
    {
        return Objects.checkIndex(marketIndex, markets) * LINE_LENGTH;
    }
}
