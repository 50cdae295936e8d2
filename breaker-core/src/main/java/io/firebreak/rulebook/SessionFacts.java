package io.firebreak.rulebook;

/** What the classes must know of the session and the engine to be checked against them. */
record SessionFacts(boolean alwaysOpen, Where alwaysOpenWhere, long closingWindowNs, Where closingWhere,
    long reopenCutoffNs, String releaseAfter, Where releaseWhere, long breakFromNs, long breakToNs)
{
    /** Whether the day has a break, from the one to the other instant after the open. */
    boolean hasBreak()
    {
        return breakToNs > 0;
    }
}
