package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Judges cases in the format of {@code vectors/README.md}: each builds its breaker from its parameters through the
 * shipped rulebook of its family, the way a venue does.
 */
public final class Conformance
{
    private Conformance()
    {
    }

    /**
     * Judges a case of a file: one whose {@code rulebook} ends in {@code .conf} goes through that file of the venue.
     *
     * @param vector the case.
     * @param file   where it stands; the venue's rulebook is sought from there.
     * @param line   its line, from 1; messages name it.
     * @return what became of it; a mistake in a venue's own case is a failure that names file, line and key.
     */
    public static Verdict judge(final JsonNode vector, final Path file, final int line)
    {
        return VenueVectors.concerns(vector) ? VenueVectors.judge(vector, file, line) : judge(vector);
    }

    /**
     * Judges a case of a shipped rulebook.
     *
     * @param vector the case.
     * @return what became of it; a defect of the harness or the engine is a failure that says so.
     */
    public static Verdict judge(final JsonNode vector)
    {
        final String name = vector.hasNonNull("rulebook")
            ? vector.path("rulebook").asText() + "/" + vector.path("name").asText()
            : vector.path("topic").asText("?") + "/" + vector.path("name").asText();
        if (ParticipantSettings.concerns(vector) && hasExpectation(vector))
        {
            return participants(name, vector);
        }
        final Family family = Families.of(vector);
        if (family == null)
        {
            return Verdict.unsupported(name, "no shipped rulebook for "
                + (vector.hasNonNull("rulebook") ? Families.name(vector) : "this topic"));
        }
        try
        {
            Rulebook.load(family.rulebook, Map.of());
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
            final String difference = new CaseRunner(vector, family).run();
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

    private static Verdict participants(final String name, final JsonNode vector)
    {
        try
        {
            final String difference = ParticipantCase.run(vector, ParticipantSettings.of(vector));
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
}
