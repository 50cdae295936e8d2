package io.firebreak.rulebook;

/** What the classes must know of the session and the engine to be checked against them. */
record SessionFacts(boolean alwaysOpen, Where alwaysOpenWhere, long closingWindowNs, Where closingWhere,
    long reopenCutoffNs, String releaseAfter, Where releaseWhere)
{
}
