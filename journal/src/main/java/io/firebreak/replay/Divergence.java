package io.firebreak.replay;

import java.util.List;

/**
 * Where a replay first differs from the journal.
 *
 * @param sequence    of the record; for the clean end, of the last record.
 * @param decision    which decision of the record, from 1; 0 when the decisions are equal and what follows them is not.
 * @param message     name of that decision in the journal, {@code none} when only the replay made it; {@code record}
 *                    or {@code close} when it is no decision.
 * @param differences field by field, at least one.
 */
public record Divergence(long sequence, int decision, String message, List<Difference> differences)
{
    /**
     * A field that differs.
     *
     * @param field    its name.
     * @param journal  its value in the journal.
     * @param replayed its value now.
     */
    public record Difference(String field, String journal, String replayed)
    {
    }
}
