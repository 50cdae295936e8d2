package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Judges cases in the format of {@code vectors/README.md}: each builds its breaker from its parameters through the
 * shipped rulebook of its family, the way a venue does.
 */
public final class Conformance
{
    private static final Map<String, String> RULEBOOKS = Map.of("US_LULD", "us-luld", "US_MWCB", "us-mwcb");
    private static final Set<String> LULD_PARAMS =
        Set.of("tier", "prevClose", "regularClose", "windowSec", "tolerance", "leverage");
    private static final Set<String> MWCB_PARAMS = Set.of("prevClose", "regularClose", "tolerance");

    private Conformance()
    {
    }

    /**
     * Judges a case.
     *
     * @param vector the case.
     * @return what became of it; a defect of the harness or the engine is a failure that says so.
     */
    public static Verdict judge(final JsonNode vector)
    {
        final String family = vector.path("rulebook").asText();
        final String name = vector.hasNonNull("rulebook")
            ? family + "/" + vector.path("name").asText()
            : vector.path("topic").asText("?") + "/" + vector.path("name").asText();
        if (!RULEBOOKS.containsKey(family))
        {
            return Verdict.unsupported(name, "no shipped rulebook for " + (family.isEmpty() ? "this topic" : family));
        }
        try
        {
            Rulebook.load(RULEBOOKS.get(family), Map.of());
        }
        catch (final RulebookException ex)
        {
            return Verdict.fail(name, "the shipped rulebook does not load: " + ex.getMessage());
        }
        if (!hasExpectation(vector))
        {
            return Verdict.unsupported(name, "the case expects nothing");
        }
        try
        {
            final boolean isMarket = family.equals("US_MWCB");
            requireKnown(vector.path("params"), isMarket ? MWCB_PARAMS : LULD_PARAMS);
            final CompiledRulebook rulebook = Rulebook.load(RULEBOOKS.get(family), overrides(vector.path("params")));
            final String difference = CaseRunner.run(vector, isMarket, rulebook);
            return difference == null ? Verdict.pass(name) : Verdict.fail(name, difference);
        }
        catch (final UnsupportedCase | RulebookException ex)
        {
            return Verdict.unsupported(name, ex.getMessage());
        }
        catch (final RuntimeException ex)
        {
            return Verdict.fail(name, "unexpected " + ex);
        }
    }

    /** A case without an expectation would pass whatever the engine does. */
    private static boolean hasExpectation(final JsonNode vector)
    {
        return !vector.path("expect").isEmpty();
    }

    private static Map<String, String> overrides(final JsonNode params)
    {
        final Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("engine.release_after", "NONE");
        if (params.hasNonNull("windowSec") && params.path("windowSec").asLong() != 300)
        {
            overrides.put("*.mean_300s.window_s", params.path("windowSec").asText());
        }
        return overrides;
    }

    private static void requireKnown(final JsonNode params, final Set<String> known)
    {
        for (final Iterator<String> it = params.fieldNames(); it.hasNext();)
        {
            final String key = it.next();
            if (!known.contains(key))
            {
                throw new UnsupportedCase("parameter " + key);
            }
        }
    }
}
