package io.firebreak.bench;

import java.util.function.LongSupplier;

/**
 * Runs two pieces of work in turn, in one process, and changes their order every time, so that what else the machine
 * does falls on both. Each answers a checksum of what it computed; where they differ the row is void.
 */
final class Paired
{
    private static final int WARM_UP = 40;

    private Paired()
    {
    }

    /**
     * Measure.
     *
     * @param target       row of the specification.
     * @param name         what is measured.
     * @param baselineName what it is measured against.
     * @param operations   of one round, of either side.
     * @param rounds       that count.
     * @param prepare      before each round, in neither figure.
     * @param ours         one round; answers its checksum.
     * @param baseline     one round of the baseline; answers the same checksum.
     * @param check        what was compared.
     * @return the row, ns per operation.
     */
    static Row row(
        final String target, final String name, final String baselineName, final int operations, final int rounds,
        final Runnable prepare, final LongSupplier ours, final LongSupplier baseline, final String check)
    {
        return row(target, name, baselineName, operations, WARM_UP, rounds, prepare, ours, baseline, check);
    }

    /** The same with a number of rounds that do not count, for long ones. */
    static Row row(
        final String target, final String name, final String baselineName, final int operations, final int warmUp,
        final int rounds, final Runnable prepare, final LongSupplier ours, final LongSupplier baseline,
        final String check)
    {
        final Samples values = new Samples();
        final Samples baselines = new Samples();
        boolean same = true;
        for (int round = -warmUp; round < rounds; round++)
        {
            prepare.run();
            final boolean isOursFirst = (round & 1) == 0;
            final long start = System.nanoTime();
            final long first = isOursFirst ? ours.getAsLong() : baseline.getAsLong();
            final long middle = System.nanoTime();
            final long second = isOursFirst ? baseline.getAsLong() : ours.getAsLong();
            final long end = System.nanoTime();
            same &= first == second;
            if (round >= 0)
            {
                values.add((isOursFirst ? middle - start : end - middle) / (double)operations);
                baselines.add((isOursFirst ? end - middle : middle - start) / (double)operations);
            }
        }
        return new Row(target, name, values.median(), "ns", baselineName, baselines.median(),
            values.medianRatio(baselines), values.spreadPercent(), 1, !same, (same ? "equal: " : "UNEQUAL: ") + check);
    }
}
