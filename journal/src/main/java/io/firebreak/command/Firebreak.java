package io.firebreak.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
        // Before the first Chronicle class loads; these two have no form in a jar's manifest (config/jvm.args).
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
        System.exit(commandLine(providers()).execute(args));
    }

    /** Without a subcommand: the usage, as a mistake. */
    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "name a command; --help lists them");
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
        say(err, ex.getMessage());
        final CommandSpec spec = failed.getCommandSpec();
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(ex, err) && spec.parent() != null)
        {
            err.println("try: " + spec.qualifiedName() + " --help");
        }
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
        if (cause instanceof FileSystemException || cause instanceof IOException)
        {
            return String.valueOf(cause.getMessage());
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
