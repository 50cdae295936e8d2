package io.firebreak.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A test of the command line: what it printed, and with which exit code it ended. */
abstract class CommandRun
{
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    final int execute(final List<CommandProvider> providers, final String... args)
    {
        final CommandLine commandLine = Firebreak.commandLine(providers);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }
}
