package io.firebreak.command;

import io.firebreak.status.JvmFlags;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code firebreak} command: finds the subcommands, runs one, and turns what went wrong into one line and an exit
 * code. With {@code FIREBREAK_DEBUG=1} in the environment the stack trace follows that line.
 */
@Command(
    name = "firebreak",
    mixinStandardHelpOptions = true,
    versionProvider = Firebreak.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Deterministic, journaled circuit breakers: run, replay, verify and explain.",
    footer = {
        "",
        "./firebreak bench [OPTIONS] runs the benchmarks in a JVM of their own.",
        "Every command has --help." })
public final class Firebreak implements Runnable
{
    static final String DEBUG = "FIREBREAK_DEBUG";

    /** The properties of config/jvm.args, which have no form in a jar's manifest; a test compares the two. */
    static final List<String> PROPERTIES = List.of("chronicle.analytics.disable", "chronicle.disk.monitor.disable");

    @Spec
    private CommandSpec spec;

    private Firebreak()
    {
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(final String[] args)
    {
        // Before the first Chronicle class loads.
        PROPERTIES.forEach(property -> System.setProperty(property, "true"));
        System.exit(start(args));
    }

    /** Without a subcommand: the usage, as a mistake. */
    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "Name a command");
    }

    private static int start(final String[] args)
    {
        try
        {
            JvmFlags.require();
        }
        catch (final IllegalStateException ex)
        {
            say(new PrintWriter(System.err), ex.getMessage());
            return ExitCode.FAILED;
        }
        return commandLine(providers()).execute(args);
    }

    static List<CommandProvider> providers()
    {
        final List<CommandProvider> providers = new ArrayList<>();
        ServiceLoader.load(CommandProvider.class).forEach(providers::add);
        providers.sort(Comparator.comparing(provider -> provider.getClass().getName()));
        return providers;
    }

    static CommandLine commandLine(final List<CommandProvider> providers)
    {
        final CommandLine commandLine = new CommandLine(new Firebreak());
        for (final CommandProvider provider : providers)
        {
            provider.commands().forEach(commandLine::addSubcommand);
        }
        return commandLine
            .setParameterExceptionHandler(Firebreak::wrongCommandLine)
            .setExecutionExceptionHandler((ex, failed, parsed) -> failure(ex, failed));
    }

    private static int wrongCommandLine(final ParameterException ex, final String[] args)
    {
        final CommandLine failed = ex.getCommandLine();
        final PrintWriter err = failed.getErr();
        say(err, ex.getMessage() + " (" + failed.getCommandSpec().qualifiedName() + " --help shows what there is)");
        trace(err, ex);
        return ExitCode.USAGE;
    }

    private static int failure(final Exception ex, final CommandLine failed)
    {
        final PrintWriter err = failed.getErr();
        say(err, sentence(ex));
        trace(err, ex);
        return ex instanceof UserMistake mistake ? mistake.exitCode() : ExitCode.FAILED;
    }

    private static String sentence(final Exception ex)
    {
        if (ex instanceof UserMistake)
        {
            return ex.getMessage();
        }
        final Throwable cause = ex instanceof UncheckedIOException ? ex.getCause() : ex;
        if (cause instanceof NoSuchFileException missing)
        {
            return "no such file: " + missing.getFile();
        }
        if (cause instanceof AccessDeniedException denied)
        {
            return "not permitted: " + denied.getFile();
        }
        if (cause instanceof IOException)
        {
            return cause.getMessage() == null ? cause.toString() : cause.getMessage();
        }
        return "unexpected " + ex + " (" + DEBUG + "=1 shows where)";
    }

    private static void say(final PrintWriter err, final String message)
    {
        err.println("firebreak: " + message.strip().replaceAll("\\R\\s*", " "));
        err.flush();
    }

    private static void trace(final PrintWriter err, final Exception ex)
    {
        if ("1".equals(System.getenv(DEBUG)))
        {
            ex.printStackTrace(err);
        }
        err.flush();
    }

    /** The version of the jar that this class came from, with the Java that runs it. */
    static final class Version implements CommandLine.IVersionProvider
    {
        @Override
        public String[] getVersion()
        {
            final String built = Firebreak.class.getPackage().getImplementationVersion();
            return new String[]{
                "firebreak " + (built == null ? "from classes" : built),
                "Java " + Runtime.version() + ", " + System.getProperty("java.vendor") };
        }
    }
}
