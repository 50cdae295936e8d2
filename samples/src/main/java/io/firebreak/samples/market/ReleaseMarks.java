package io.firebreak.samples.market;

/** Where a release waits until the journal has passed its decision: the simulated time stands still meanwhile. */
@FunctionalInterface
public interface ReleaseMarks
{
    /** There is no journal: a release takes effect at once. */
    ReleaseMarks AT_ONCE = (level, sequence) ->
    {
    };

    /**
     * Wait.
     *
     * @param level    {@link io.firebreak.market.Durability} code that the rulebook asks for.
     * @param sequence record that the journal must have passed.
     */
    void await(int level, long sequence);
}
