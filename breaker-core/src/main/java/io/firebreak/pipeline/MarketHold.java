package io.firebreak.pipeline;

/**
 * What has become of the operators' halts of the market, as far as the engine has come. Asked by the matching thread.
 */
public interface MarketHold
{
    /** Operators hold the market now. */
    long HELD = Long.MAX_VALUE;

    /**
     * Sequence of the last input that was published.
     *
     * @return the sequence, at least that of the asking thread's own last input.
     */
    long publishedSequence();

    /**
     * Whether the engine has come to an input.
     *
     * @param sequence of the input.
     * @return true once {@link #releasedSeq()} knows what it did.
     */
    boolean isDecided(long sequence);

    /**
     * Whether the gate judges by what an input has made of the market.
     *
     * @param sequence of an input that changed the operators' hold.
     * @return true once its line is on the board.
     */
    boolean isInForce(long sequence);

    /**
     * The input with which the operators' last hold of the market ended.
     *
     * @return its sequence, 0 where none did in this process, {@link #HELD} while one lasts.
     */
    long releasedSeq();
}
