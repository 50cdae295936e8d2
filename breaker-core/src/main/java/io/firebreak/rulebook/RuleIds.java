package io.firebreak.rulebook;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers of rules, 1 up in order of first appearance. The same breaker and rule have the same number in every class,
 * so that a decision reads the same whichever class its instrument is in.
 */
final class RuleIds
{
    private static final int MOST = 65_535;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int of(final String breaker, final String rule, final Where where)
    {
        final int number = numbers.computeIfAbsent(breaker + "." + rule, key -> numbers.size() + 1);
        Limits.within(where, rule, "different rules", number, MOST);
        return number;
    }

    /** Short names where they are unambiguous, otherwise breaker and rule. */
    Map<Integer, String> names()
    {
        final Map<Integer, String> names = new LinkedHashMap<>();
        numbers.forEach((full, number) ->
        {
            final String rule = full.substring(full.lastIndexOf('.') + 1);
            final long same = numbers.keySet().stream().filter(other -> other.endsWith("." + rule)).count();
            names.put(number, same == 1 ? rule : full);
        });
        return names;
    }
}
