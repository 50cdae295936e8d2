package io.firebreak.explain;

/**
 * A number of a decision, and the same number computed again.
 *
 * @param what       what it is.
 * @param formula    how it was computed again, with the numbers filled in.
 * @param recorded   what the record says.
 * @param recomputed what the computation gives.
 * @param agrees     whether the two are the same to the last bit that the record holds.
 */
public record Check(String what, String formula, String recorded, String recomputed, boolean agrees)
{
}
