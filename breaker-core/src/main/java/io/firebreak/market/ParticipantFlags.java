package io.firebreak.market;

/**
 * Bits that say more about a participant's event.
 */
public final class ParticipantFlags
{
    /** The order, or the order that was filled, is under market-maker protection. */
    public static final int TAGGED = 1;

    /** The fill is one of an auction. */
    public static final int AUCTION = 2;

    /** All bits that have a meaning. */
    public static final int KNOWN = TAGGED | AUCTION;

    private ParticipantFlags()
    {
    }
}
