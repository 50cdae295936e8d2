package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ConfigSchemaTest
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonSchema schema;

    @TempDir
    private Path directory;

    @BeforeAll
    static void print() throws IOException
    {
        final StringWriter out = new StringWriter();
        final CommandLine commandLine = Firebreak.commandLine(List.of(new TapeCommands()));
        commandLine.setOut(new PrintWriter(out));
        assertThat(commandLine.execute("config", "schema")).isEqualTo(ExitCode.OK);
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(MAPPER.readTree(out.toString()));
    }

    static List<String> shipped()
    {
        return Rulebook.shipped();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldAcceptEveryShippedRulebook(final String name) throws IOException
    {
        // A shipped rulebook may include another, and the parser finds none beside it in a jar.
        for (final String other : shipped())
        {
            try (InputStream in = Rulebook.class.getResourceAsStream("/rulebooks/" + other + ".conf"))
            {
                Files.write(directory.resolve(other + ".conf"), in.readAllBytes());
            }
        }
        final JsonNode json = MAPPER.readTree(ConfigFactory.parseFile(directory.resolve(name + ".conf").toFile())
            .resolve().root().render(ConfigRenderOptions.concise()));
        assertThat(schema.validate(json)).isEmpty();
        // The loader takes the JSON, too: both judge the same text.
        final Path file = Files.writeString(directory.resolve(name + ".json"), json.toString());
        assertThat(Rulebook.load(file.toString(), Map.of()).classNames()).isNotEmpty();
    }

    /** What the loader refuses because of a name, a shape or a word, the schema refuses too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sweeps = 3                          | sweps = 3",
        "sweeps = 3                          | sweeps = three",
        "sweeps = 3                          | sweeps = 3.5",
        "freeze_width = true                 | freeze_width = 1",
        "monitor = CONFIRM                   | monitor = CONFIRMED",
        "kind = EMA                          | kind = EWMA",
        "release_policy = LATCH              | release_policy = { because = \"no value\" }",
        "session { always_open = true }      | session = true",
        "hold_ms = 1000                      | hold_minutes = 1",
        "id = velocity_10s                   | name = velocity_10s",
        "because = \"slow enough to see the first wave; a sweep cannot drag its own reference\" | because = [ no ]"
    })
    void shouldRefuseWhatTheLoaderRefuses(final String good, final String bad) throws IOException
    {
        final String text = text("crypto-perp");
        assertThat(text).contains(good);
        final String changed = text.replace(good, bad);
        final Set<ValidationMessage> messages = schema.validate(json(changed));
        assertThat(messages).isNotEmpty();
        final Path file = Files.writeString(directory.resolve("changed.conf"), changed);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Rulebook.load(file.toString(), Map.of())))
            .isInstanceOf(RulebookException.class);
    }

    @Test
    void shouldAcceptAValueWithItsReasonAndWordsInLowerCase() throws IOException
    {
        final String changed = text("crypto-perp").replace("monitor = CONFIRM", "monitor = confirm")
            .replace("sweeps = 3", "sweeps = { value = 3, because = \"of the tapes\" }");
        assertThat(schema.validate(json(changed))).isEmpty();
        assertThat(Rulebook.load(Files.writeString(directory.resolve("changed.conf"), changed).toString(), Map.of())
            .classNames()).isNotEmpty();
    }

    private static JsonNode json(final String text) throws IOException
    {
        return MAPPER.readTree(ConfigFactory.parseString(text).resolve().root()
            .render(ConfigRenderOptions.concise()));
    }

    private static String text(final String name) throws IOException
    {
        try (InputStream shipped = Rulebook.class.getResourceAsStream("/rulebooks/" + name + ".conf"))
        {
            return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
