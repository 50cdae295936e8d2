package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParamsCommandTest extends CommandRun
{
    private int run(final String... args)
    {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return execute(List.of(new TapeCommands()), args);
    }

    /** RFC 4180 by hand. */
    private static List<List<String>> parsed(final String csv)
    {
        final List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < csv.length(); i++)
        {
            final char letter = csv.charAt(i);
            if (isQuoted && letter == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"')
            {
                cell.append('"');
                i++;
            }
            else if (letter == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (letter == ',' || letter == '\n'))
            {
                row.add(cell.toString());
                cell = new StringBuilder();
                if (letter == '\n')
                {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
            else
            {
                cell.append(letter);
            }
        }
        return rows;
    }

    @Test
    void shouldHoldEveryParameterWithItsUnitAndItsReasonAsCsv()
    {
        assertThat(run("params", "export", "us-luld", "--set", "tier1.luld.limit_state_s=30")).isEqualTo(ExitCode.OK);
        final List<List<String>> rows = parsed(out.toString());
        final var rulebook = Rulebook.load("us-luld", Map.of("tier1.luld.limit_state_s", "30"));
        assertThat(rows).hasSize(1 + rulebook.settings().size()).allMatch(row -> row.size() == 10);
        assertThat(rows.get(0)).startsWith("rulebook", "version", "sha256", "parameter");
        assertThat(rows.subList(1, rows.size())).extracting(row -> row.get(3))
            .containsExactlyElementsOf(rulebook.settings().stream().map(Setting::path).toList());
        assertThat(rows.get(1).get(2)).isEqualTo(HexFormat.of().formatHex(rulebook.sha256()));
        final List<String> changed = rows.stream()
            .filter(row -> row.get(3).equals("classes.tier1.breakers.luld.limit_state_ns")).findFirst().orElseThrow();
        assertThat(changed.subList(4, 8)).containsExactly("30000000000", "ns", "30 s", "--set");
        assertThat(rows).anyMatch(row -> row.get(3).endsWith("rows.above_3_00.width_ppm")
            && row.subList(4, 7).equals(List.of("50000", "ppm", "5 %")));
        assertThat(rows).anyMatch(row -> row.get(9).contains(","));
    }

    @ParameterizedTest
    @CsvSource({"x_ns, 15000000000, 15 s", "x_ns, 1500000, 1.5 ms", "x_ns, 9223372036854775807, never",
        "x_ppm, 70000, 7 %", "x_ppm, 1, 0.0001 %", "x_bps, 25, 0.25 %", "x_e9, 150000000, 0.15",
        "x_e9, 100000000000, 100",
        "x_e9, -2500000000, -2.5", "x_ticks, 1000, '1,000 ticks'", "x_lots, 7, 7 lots", "x_ns, NONE, NONE",
        "monitor, QUOTE, QUOTE", "x, 3, 3"})
    void shouldWriteAValueAsPeopleDo(final String path, final String value, final String readable)
    {
        assertThat(ParameterSheet.readable(new Setting(path, value, "", "", ""))).isEqualTo(readable);
    }

    @Test
    void shouldSayTheSameAsJson() throws IOException
    {
        assertThat(run("params", "export", "us-mwcb", "--json")).isEqualTo(ExitCode.OK);
        final JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.get("parameters")).hasSize(Rulebook.load("us-mwcb", Map.of()).settings().size());
        assertThat(root.get("check")).hasSizeGreaterThan(5);
        assertThat(root.get("source").asText()).contains("NYSE");
    }

    @Test
    void shouldRefuseAnotherFormat()
    {
        assertThat(run("params", "export", "us-luld", "--format", "xml")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("csv, json or md");
    }

    @Test
    void shouldNameWhatASecondRulebookSetsOtherwise() throws IOException
    {
        assertThat(run("config", "diff", "us-luld", "us-luld")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).startsWith("the same");
        assertThat(run("config", "diff", "us-luld", "us-luld", "--set", "tier1.luld.limit_state_s=30"))
            .isEqualTo(ExitCode.DIVERGED);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(out.toString()).containsPattern("classes.tier1.breakers.luld.limit_state_ns +15 s +30 s +--set");
        assertThat(run("config", "diff", "us-luld", "us-mwcb", "--json")).isEqualTo(ExitCode.DIVERGED);
        final JsonNode differences = new ObjectMapper().readTree(out.toString()).get("differences");
        assertThat(differences).anyMatch(one -> one.get("parameter").asText().startsWith("classes.tier2")
            && one.get("second").isNull());
        assertThat(differences).anyMatch(one -> one.get("parameter").asText().startsWith("classes.market")
            && one.get("first").isNull());
    }

    private static Stream<String> shipped()
    {
        return Rulebook.shipped().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldShowInTheDocumentationWhatTheRulebookSays(final String name) throws IOException
    {
        assertThat(run("params", "export", name, "--format", "md")).isEqualTo(ExitCode.OK);
        final Path page = Path.of("..", "docs", "rulebooks", name + ".md");
        assertThat(page).as("./firebreak params export %s --format md > docs/rulebooks/%s.md", name, name).exists();
        assertThat(Files.readString(page)).as("./firebreak params export %s --format md > docs/rulebooks/%s.md", name,
            name).isEqualTo(out.toString());
    }
}
