package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Judges a case of a venue's own rulebook: its {@code rulebook} is a file's path, seen from the file of vectors, and
 * nothing of the case has a meaning but the library's own. Whatever in the case is a mistake fails it and names file,
 * line and key: a case that is passed over would look like one that holds.
 */
final class VenueVectors
{
    private static final String ENDING = ".conf";
    private static final String PARTICIPANTS = "participants.";
    private static final String MARKET = "MARKET";

    private final JsonNode vector;
    private final Path rulebook;

    private VenueVectors(final JsonNode vector, final Path file)
    {
        this.vector = vector;
        rulebook = file.resolveSibling(vector.path("rulebook").asText());
    }

    /** Whether a case goes through a file of its own. */
    static boolean concerns(final JsonNode vector)
    {
        return vector.path("rulebook").asText().endsWith(ENDING);
    }

    static Verdict judge(final JsonNode vector, final Path file, final int line)
    {
        final String name = vector.path("rulebook").asText() + "/" + vector.path("name").asText("?");
        try
        {
            final String difference = new VenueVectors(vector, file).run();
            return difference == null ? Verdict.pass(name) : Verdict.fail(name, file + ":" + line + ": " + difference);
        }
        catch (final CaseMistake | UnsupportedCase | RulebookException ex)
        {
            return Verdict.fail(name, file + ":" + line + ": " + ex.getMessage());
        }
        catch (final RuntimeException ex)
        {
            return Verdict.fail(name, file + ":" + line + ": unexpected " + ex);
        }
    }

    private String run()
    {
        CaseMistake.keys("", vector, "rulebook", "name", "class", "params", "events", "expect", "source", "note");
        for (final String key : List.of("name", "class", "events", "expect"))
        {
            CaseMistake.present("", vector, key);
        }
        if (!Files.isRegularFile(rulebook))
        {
            throw new CaseMistake("rulebook", "there is no file " + rulebook, beside());
        }
        final CompiledRulebook compiled = Rulebook.load(rulebook.toString(), settings());
        final String type = vector.path("class").asText();
        if (type.startsWith(PARTICIPANTS))
        {
            CaseMistake.word("class", type.substring(PARTICIPANTS.length()), compiled.participantClassNames());
            new VenueCase(vector, compiled, CaseKind.PARTICIPANT).check();
            return ParticipantCase.run(vector, ParticipantSettings.of(
                rulebook.toString(), settings(), type.substring(PARTICIPANTS.length())));
        }
        CaseMistake.word("class", type, classes(compiled));
        new VenueCase(vector, compiled, type.equals(MARKET) ? CaseKind.MARKET : CaseKind.INSTRUMENT).check();
        return new CaseRunner(vector, family(type)).run();
    }

    private Family family(final String type)
    {
        final Family family = new Family(vector.path("rulebook").asText(), rulebook.toString()).answersWithoutPrice();
        family.instrument(type.equals(MARKET) ? "" : type);
        if (type.equals(MARKET))
        {
            family.market();
        }
        VenueCase.prices().forEach((event, kind) -> family.event(event, CaseEvents.publishes(kind)));
        family.param("open", (setup, value) -> setup.open = value.asText())
            .param("close", (setup, value) -> setup.close = value.asText())
            .param("tick", CaseSetup::tick).param("prevClose", VenueCase::previousClose)
            .param("lastAuction", (setup, value) -> setup.lastAuction = CaseSetup.number(value));
        settings().keySet().forEach(path -> family.param(path, CaseSetup.set(path)));
        return family;
    }

    /** What the case lays over the file, as {@code --set} would: its parameters that are paths. */
    private Map<String, String> settings()
    {
        final Map<String, String> settings = new LinkedHashMap<>();
        for (final Map.Entry<String, JsonNode> param : vector.path("params").properties())
        {
            if (param.getKey().indexOf('.') >= 0)
            {
                settings.put(param.getKey(), param.getValue().asText());
            }
        }
        return settings;
    }

    private static List<String> classes(final CompiledRulebook compiled)
    {
        final List<String> names = new ArrayList<>(compiled.classNames());
        compiled.participantClassNames().forEach(name -> names.add(PARTICIPANTS + name));
        names.add(MARKET);
        return names;
    }

    /** The rulebooks that lie where the case looks for its own. */
    private String beside()
    {
        final TreeSet<String> names = new TreeSet<>();
        final Path directory = rulebook.toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING))
        {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        catch (final IOException ex)
        {
            return "there is no directory " + directory + " either";
        }
        return names.isEmpty() ? "no rulebook lies in " + directory : "in that directory lie " + names;
    }
}
