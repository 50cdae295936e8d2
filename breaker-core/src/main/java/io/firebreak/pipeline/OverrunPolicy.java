package io.firebreak.pipeline;

/** What a publisher does when the ring is full. */
public enum OverrunPolicy
{
    /**
     * Wait until there is room, polling decisions meanwhile where the host said how. The matching thread slows down to
     * the engine's or the journal's pace; nothing is dropped.
     */
    BLOCK,

    /**
     * Latch the market's guard line at once, so that every gate answers with the safe state, drop the event and count
     * it. The first event that is taken again is preceded by Gap inputs that say what was dropped; an operator opens
     * the market.
     */
    FAIL_CLOSED,

    /**
     * Drop and count book levels until a quarter of the ring is free; the next event that is taken is preceded by Gap
     * inputs that say what was dropped, and their books are untrusted until they are sent anew. Nothing else is ever
     * dropped, because nothing else can be sent again: it waits as under BLOCK.
     */
    SHED_MARKED
}
