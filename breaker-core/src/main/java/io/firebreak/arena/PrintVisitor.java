package io.firebreak.arena;

/** Sees the entries of a {@link PrintWindow}. */
@FunctionalInterface
public interface PrintVisitor
{
    /**
     * One entry.
     *
     * @param timeNs of its last print.
     * @param sum    of its values.
     * @param count  prints in it.
     */
    void onEntry(long timeNs, long sum, long count);
}
