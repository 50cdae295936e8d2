package io.firebreak.market;

/**
 * Bits of the {@code flags} field of an input and of the {@code eligibility} field of a trade.
 */
public final class InputFlags
{
    /** On a Tick: a step over max_time_step_ns is meant and moves engine time. */
    public static final int CLOCK_JUMP_ACCEPTED = 1;

    /** On an input of a tape: nothing can react to a decision. */
    public static final int TAPE = 2;

    /** On a BookLevel: more levels of the same source message follow; the book's quality is judged at the last. */
    public static final int MORE_FOLLOWS = 4;

    /** Trade eligibility: the print may move a reference (it updates last sale). */
    public static final int ELIGIBLE = 1;

    /** Trade eligibility: the print of an opening or reopening auction. */
    public static final int AUCTION_PRINT = 2;

    /** Trade eligibility: no more prints of this order follow: a reference that waits for its end moves now. */
    public static final int SWEEP_END = 4;

    private InputFlags()
    {
    }
}
