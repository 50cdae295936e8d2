package io.firebreak.rulebook;

/** A declared reference as its rules see it. */
record Reference(int index, String kind, boolean gated, Where where)
{
    /** Whether it moves at every event, so that nothing but the board can follow it. */
    boolean moves()
    {
        return !gated && !"PREVIOUS_CLOSE".equals(kind);
    }
}
