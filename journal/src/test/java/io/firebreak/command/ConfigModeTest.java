package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.rulebook.Rulebook;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code config check --mode}: what the mode cannot keep is refused by name. */
class ConfigModeTest extends CommandRun
{
    @TempDir
    private Path directory;

    private String own;

    @BeforeEach
    void write() throws Exception
    {
        try (InputStream luld = Rulebook.class.getResourceAsStream("/rulebooks/us-luld.conf"))
        {
            own = Files.writeString(directory.resolve("own.conf"),
                new String(luld.readAllBytes(), StandardCharsets.UTF_8).replace(", min_hold_s = 30", "")).toString();
        }
    }

    private int run(final String... arguments)
    {
        return execute(List.of(new TapeCommands()), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "sequenced"})
    void shouldRefuseWithFileLineKeyAndFixWhenTheModeIsPipelined(final String mode)
    {
        assertThat(run("config", "check", own, "--mode", mode)).isEqualTo(ExitCode.INVALID_CONFIG);
        assertThat(err.toString()).contains(own + ":34: classes.tier1.references.mean_300s.gate.min_hold: ")
            .contains("min_hold_s = 1").doesNotContain("Exception");
        assertThat(run("config", "check", "us-luld", "--mode", mode)).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldSayInlineOnlyWhenNoModeIsNamed()
    {
        assertThat(run("config", "check", own)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("modes         inline only: " + own + ":34: ");
        assertThat(run("config", "check", own, "--mode", "piped")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--mode piped: write inline or direct or sequenced");
    }
}
