package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

class FirebreakTest
{
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldEndWithTheCommandsOwnCodeWhenItReturnsOne()
    {
        assertThat(run("fail", "returns")).isEqualTo(ExitCode.DIVERGED);
        assertThat(err).hasToString("");
    }

    @Test
    void shouldPrintOneLineWithoutATraceWhenTheUserErred()
    {
        assertThat(run("fail", "mistake")).isEqualTo(ExitCode.INVALID_CONFIG);
        assertThat(err.toString().lines()).containsExactly("firebreak: width_bps is 12.5: write an integer");
    }

    @Test
    void shouldNameTheFileWhenItIsMissing()
    {
        assertThat(run("fail", "missing")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines()).containsExactly("firebreak: no such file: tape.csv");
    }

    @Test
    void shouldPrintOneLineWhenItIsADefect()
    {
        assertThat(run("fail", "defect")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString().lines()).singleElement().asString()
            .startsWith("firebreak: unexpected java.lang.ArithmeticException").contains("FIREBREAK_DEBUG=1");
    }

    @Test
    void shouldNameTheOptionAndTheHelpWhenTheCommandLineIsWrong()
    {
        assertThat(run("fail", "returns", "--loud")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).singleElement().asString()
            .startsWith("firebreak: ").contains("--loud").contains("firebreak fail --help");
    }

    @Test
    void shouldAskForACommandWhenThereIsNone()
    {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).singleElement().asString().contains("firebreak --help");
    }

    @Test
    void shouldNameTheWordWhenThereIsNoSuchCommand()
    {
        assertThat(run("replya")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines()).singleElement().asString().contains("'replya'");
    }

    @Test
    void shouldListEveryProvidersCommandsInHelp()
    {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("fail", "Fails in several ways");
    }

    @Test
    void shouldRefuseTwoCommandsOfOneName()
    {
        final CommandProvider provider = () -> List.of(new Fail());
        assertThatThrownBy(() -> Firebreak.commandLine(List.of(provider, provider))).hasMessageContaining("fail");
    }

    @Test
    void shouldSortProvidersByClassName()
    {
        assertThat(Firebreak.providers()).extracting(provider -> provider.getClass().getName()).isSorted()
            .contains(Alpha.class.getName(), Omega.class.getName());
    }

    @Test
    void shouldSetInCodeWhatTheFlagFileSetsByProperty() throws IOException
    {
        final Path file = Path.of("").toAbsolutePath().getParent().resolve("config/jvm.args");
        assertThat(Files.readAllLines(file)).filteredOn(line -> line.startsWith("-D"))
            .containsExactlyElementsOf(Firebreak.PROPERTIES.stream().map(name -> "-D" + name + "=true").toList());
    }

    private int run(final String... args)
    {
        final CommandLine commandLine = Firebreak.commandLine(List.of(() -> List.of(new Fail())));
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }

    @Command(name = "fail", description = "Fails in several ways.", mixinStandardHelpOptions = true)
    static final class Fail implements Callable<Integer>
    {
        @Parameters
        private String how;

        @Override
        public Integer call()
        {
            switch (how)
            {
                case "mistake":
                    throw new UserMistake("width_bps is 12.5:\n  write an integer", ExitCode.INVALID_CONFIG);
                case "missing":
                    throw new UncheckedIOException(new NoSuchFileException("tape.csv"));
                case "defect":
                    throw new ArithmeticException("/ by zero");
                default:
                    return ExitCode.DIVERGED;
            }
        }
    }

    /** Named after Omega in the provider file. */
    public static final class Alpha implements CommandProvider
    {
        @Override
        public List<Object> commands()
        {
            return List.of();
        }
    }

    /** Named first in the provider file. */
    public static final class Omega implements CommandProvider
    {
        @Override
        public List<Object> commands()
        {
            return List.of();
        }
    }
}
