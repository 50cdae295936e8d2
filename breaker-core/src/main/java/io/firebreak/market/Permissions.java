package io.firebreak.market;

/**
 * Merges permission masks, one bit per {@link OrderKind}, of rules or scopes that hold at the same time.
 * <p>
 * Permissions are ANDed, with one exception: a state that matches continuously has no call to send
 * {@link OrderKind#AUCTION} orders to, but does not forbid the call of another scope. So an auction order is permitted
 * when somebody holds a call and everybody else either holds one too or matches continuously. Without this, an
 * instrument's own pause in an open market would refuse the orders of its own reopening.
 */
public final class Permissions
{
    /** Merged with any mask, gives that mask. */
    public static final int UNRESTRICTED = 0xFFFF & ~OrderKind.AUCTION.bit();

    private static final int AUCTION = OrderKind.AUCTION.bit();
    private static final int NEUTRAL_TO_AUCTION = AUCTION | OrderKind.AGGRESSIVE.bit();

    private Permissions()
    {
    }

    /**
     * What is permitted where two masks hold. Associative and commutative.
     *
     * @param first  a mask.
     * @param second a mask.
     * @return the merged mask.
     */
    public static int merge(final int first, final int second)
    {
        final boolean held = ((first | second) & AUCTION) != 0;
        final boolean opposed = (first & NEUTRAL_TO_AUCTION) == 0 || (second & NEUTRAL_TO_AUCTION) == 0;
        return first & second | (held && !opposed ? AUCTION : 0);
    }

    /**
     * Whether a mask is a reason to deny a kind.
     *
     * @param permissions a mask.
     * @param kindBit     bit of the kind; 0 is denied by every mask.
     * @return false also for an auction order and a mask that matches continuously.
     */
    public static boolean forbids(final int permissions, final int kindBit)
    {
        return (permissions & (kindBit == AUCTION ? NEUTRAL_TO_AUCTION : kindBit)) == 0;
    }
}
