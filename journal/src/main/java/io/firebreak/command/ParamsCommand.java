package io.firebreak.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A rulebook's parameters for those who must file them. */
@Command(
    name = "params",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ParamsCommand.Export.class,
    description = "Write the parameters of a rulebook for a regulator.")
final class ParamsCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "Name a command: export");
    }

    /** {@code params export}. */
    @Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write every parameter with its value, its unit, how people write it, the layer and line that "
            + "set it, and why, to the standard output.",
        footer = {
            "",
            "csv and json hold every parameter, the built-in ones too; md is the page that docs/rulebooks shows: what "
            + "the rulebook does in words, and what its file sets."})
    static final class Export implements Callable<Integer>
    {
        @Parameters(paramLabel = "NAME|FILE", description = "A shipped rulebook's name, or a file.")
        private String rulebook;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value; may be repeated.")
        private List<String> settings = new ArrayList<>();

        @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "csv",
            description = "csv (the default), json or md.")
        private String format;

        @Option(names = "--json", description = "The same as --format json.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call()
        {
            final String form = isJson ? "json" : format;
            if (!List.of("csv", "json", "md").contains(form))
            {
                throw new UserMistake("--format " + form + ": write csv, json or md", ExitCode.USAGE);
            }
            final ParameterSheet sheet = new ParameterSheet(Settings.rulebook(rulebook, Settings.of(settings)));
            final PrintWriter out = spec.commandLine().getOut();
            if (form.equals("json"))
            {
                out.println(Json.text(sheet.json()));
            }
            else
            {
                // the same bytes on every system: a filed sheet has a checksum
                (form.equals("md") ? sheet.markdown() : sheet.csv()).forEach(line -> out.print(line + "\n"));
            }
            out.flush();
            return ExitCode.OK;
        }
    }
}
