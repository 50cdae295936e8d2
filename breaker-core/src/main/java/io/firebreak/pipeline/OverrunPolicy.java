package io.firebreak.pipeline;

/**
 * What a publisher does when the ring is full. Dropped is at most what tells how a book stands and is sent again with
 * it; trades, potential trades, ticks, operators' commands and whatever else changes what the engine knows for good
 * wait for room under every policy, and are refused only when nothing will make any.
 */
public enum OverrunPolicy
{
    /**
     * Wait until there is room, polling decisions meanwhile where the host said how. The matching thread slows down to
     * the engine's or the journal's pace; nothing is dropped.
     */
    BLOCK,

    /**
     * Latch the market's guard line at once, so that every gate answers with the safe state. Book levels and quotes
     * are dropped and counted meanwhile: the first event that is taken again is preceded by Gap inputs that say what
     * was dropped. Everything else waits as under BLOCK, behind a closed market; two operators open it.
     */
    FAIL_CLOSED,

    /**
     * Drop and count book levels until a quarter of the ring is free; the next event that is taken is preceded by Gap
     * inputs that say what was dropped, and their books are untrusted until they are sent anew. Nothing else is ever
     * dropped: it waits as under BLOCK.
     */
    SHED_MARKED
}
