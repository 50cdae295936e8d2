package io.firebreak.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One decision as plain numbers, so that a model and an engine can be compared as lists. Prices are ticks, references
 * millionths of a tick, times nanoseconds, states the codes of the schema. A number that does not exist is
 * {@link #NONE}, except an absent upper collar, which is {@link Long#MAX_VALUE}.
 *
 * @param kind what was decided.
 * @param timeNs instant of the decision: a timer's own, not that of the event that made time pass.
 * @param numbers the numbers, in the order of {@link OracleKind#names}.
 */
record OracleDecision(OracleKind kind, long timeNs, List<Long> numbers)
{
    static final long NONE = Long.MIN_VALUE;

    OracleDecision
    {
        if (numbers.size() != kind.names.size())
        {
            throw new IllegalArgumentException(kind + " takes " + kind.names + ", not " + numbers);
        }
    }

    static OracleDecision of(final OracleKind kind, final long timeNs, final long... numbers)
    {
        return new OracleDecision(kind, timeNs, Arrays.stream(numbers).boxed().toList());
    }

    /** The number with a name; for assertions. */
    long number(final String name)
    {
        return numbers.get(kind.names.indexOf(name));
    }

    @Override
    public String toString()
    {
        return Stream.iterate(0, i -> i < numbers.size(), i -> i + 1)
            .map(i -> kind.names.get(i) + "=" + shown(numbers.get(i)))
            .collect(Collectors.joining(" ", kind + "@" + OracleTime.text(timeNs) + "[", "]"));
    }

    private static String shown(final long value)
    {
        return value == NONE ? "none" : value == Long.MAX_VALUE ? "unbounded" : Long.toString(value);
    }
}
