package io.firebreak.record;

import java.util.List;

/**
 * What a recovery started from.
 *
 * @param snapshot   name of the snapshot's file; null where it started from the journal's beginning.
 * @param sequence   last input that the snapshot holds; the records behind it were run again. 0 at the beginning.
 * @param passedOver a line for each newer snapshot that could not be used: its name and why.
 */
public record RecoveryStart(String snapshot, long sequence, List<String> passedOver)
{
    /** From the journal's beginning, because there is no snapshot. */
    public static final RecoveryStart BEGINNING = new RecoveryStart(null, 0, List.of());

    /**
     * For people.
     *
     * @return where it started, and what was passed over.
     */
    @Override
    public String toString()
    {
        final String from = snapshot == null ? "the journal's beginning" : snapshot;
        return passedOver.isEmpty() ? from : from + " (passed over: " + String.join("; ", passedOver) + ")";
    }
}
