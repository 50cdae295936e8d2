package io.firebreak.conformance;

import io.firebreak.breaker.ScopeReading;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rulebook of a case: the shipped file of its family with the case's settings, as a venue would set them. */
final class CaseRulebook
{
    private final CaseRunner runner;
    private final CompiledRulebook compiled;

    CaseRulebook(final CaseRunner runner, final CompiledRulebook compiled)
    {
        this.runner = runner;
        this.compiled = compiled;
    }

    /** The name that a case gives the cause of a rule's trip; null where it gives none. */
    String causeOf(final String rule)
    {
        return runner.setup().causes.get(rule);
    }

    String ruleName(final int ruleId)
    {
        return compiled.ruleName(ruleId);
    }

    /** Id of the breaker that a rule of a class is of. */
    String breakerOf(final int classIndex, final int ruleId)
    {
        final String path = compiled.breakerPath(classIndex, ruleId);
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The first breaker of the case at an instant, had the rulebook these settings as well. */
    ScopeReading.Breaker alone(final Map<String, String> settings, final long untilNs)
    {
        final Map<String, String> all = new LinkedHashMap<>(runner.setup().overrides);
        all.putAll(settings);
        return runner.readingAt(Rulebook.load(runner.family().rulebook, all), untilNs).breakers().get(0);
    }
}
