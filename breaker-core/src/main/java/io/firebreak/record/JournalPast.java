package io.firebreak.record;

/**
 * What a journal held when it was opened again.
 *
 * @param exists         whether there was one.
 * @param isClosed       whether it ended with a clean close.
 * @param records        inputs in it, the surplus included.
 * @param lastSequence   sequence of the last one, 0 none.
 * @param surplusRecords of them, those that only the record buffer of a killed process held.
 * @param start          what the state was brought there from.
 */
public record JournalPast(
    boolean exists, boolean isClosed, long records, long lastSequence, long surplusRecords, RecoveryStart start)
{
    /** The directory held no journal. */
    public static final JournalPast NONE = new JournalPast(false, false, 0, 0, 0, RecoveryStart.BEGINNING);
}
