package io.firebreak.rulebook;

import java.util.List;

/** A declared reference as its rules see it. */
record Reference(int index, String kind, boolean gated, Where where)
{
    /** What the host publishes or a day has once. */
    private static final List<String> STANDING = List.of("PREVIOUS_CLOSE", "LAST_AUCTION", "PUBLISHED", "OPEN");

    /** Whether it moves at every event, so that nothing but the board can follow it. */
    boolean moves()
    {
        return !gated && !STANDING.contains(kind);
    }
}
