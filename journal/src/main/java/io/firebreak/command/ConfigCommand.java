package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import io.firebreak.rulebook.RulebookReport;
import io.firebreak.rulebook.RulebookSchema;
import io.firebreak.rulebook.Setting;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks and explains rulebooks; runs nothing. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
        ConfigCommand.Check.class, ConfigCommand.Explain.class, ConfigDiff.class, ConfigCommand.Schema.class},
    description = "Check a rulebook, explain every value of it, compare two, or print the schema of the format.")
final class ConfigCommand implements Runnable
{
    @Spec
    private CommandSpec spec;

    @Override
    public void run()
    {
        throw new ParameterException(spec.commandLine(), "Name a command: check, diff, explain or schema");
    }

    /** What both commands are told. */
    static final class Common
    {
        @Parameters(index = "0", paramLabel = "NAME|FILE", description = "A shipped rulebook's name, or a file.")
        private String rulebook;

        @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Override a value; may be repeated.")
        private List<String> settings = new ArrayList<>();

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean isJson;

        private CompiledRulebook load()
        {
            return Settings.rulebook(rulebook, Settings.of(settings));
        }
    }

    /** {@code config check}. */
    @Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check a rulebook; exit code 7 and one line with file, key and fix where it is refused.")
    static final class Check implements Callable<Integer>
    {
        @Mixin
        private Common common;

        @Option(names = "--mode", paramLabel = "MODE", defaultValue = "inline",
            description = "inline (the default), direct or sequenced: refuse what the mode cannot keep.")
        private String mode;

        @Option(names = "--price", paramLabel = "PRICE", defaultValue = "100",
            description = "Price at which every reference stands where limits are shown (100).")
        private BigDecimal price;

        @Option(names = "--tick", paramLabel = "TICK", defaultValue = "0.01",
            description = "Smallest step of a price where limits are shown (0.01).")
        private BigDecimal tick;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call()
        {
            final CompiledRulebook rulebook = common.load();
            require(rulebook);
            if (price.signum() <= 0 || tick.signum() <= 0)
            {
                throw new UserMistake("--price " + price.toPlainString() + " --tick " + tick.toPlainString() +
                    ": write a price and a tick above 0", ExitCode.USAGE);
            }
            final PrintWriter out = spec.commandLine().getOut();
            if (common.isJson)
            {
                out.println(Json.text(identity(rulebook)));
            }
            else
            {
                RulebookReport.check(rulebook, price, tick).forEach(out::println);
            }
            out.flush();
            return ExitCode.OK;
        }

        private void require(final CompiledRulebook rulebook)
        {
            if (!List.of("inline", "direct", "sequenced").contains(mode))
            {
                throw new UserMistake("--mode " + mode + ": write inline or direct or sequenced", ExitCode.USAGE);
            }
            try
            {
                if (!mode.equals("inline"))
                {
                    rulebook.requirePipelined();
                }
            }
            catch (final RulebookException ex)
            {
                throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
            }
        }
    }

    /** {@code config explain}. */
    @Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Print every final value, the layer and line that set it, and why.")
    static final class Explain implements Callable<Integer>
    {
        @Mixin
        private Common common;

        @Parameters(index = "1", arity = "0..1", paramLabel = "CLASS", description = "Only this class.")
        private String className;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call()
        {
            final CompiledRulebook rulebook = common.load();
            final List<String> wanted = className == null ? rulebook.classNames() : List.of(className);
            final List<List<String>> texts = wanted.stream().map(name -> explain(rulebook, name)).toList();
            final PrintWriter out = spec.commandLine().getOut();
            if (common.isJson)
            {
                final ObjectNode root = identity(rulebook);
                final ArrayNode values = root.putArray("settings");
                for (final Setting setting : rulebook.settings())
                {
                    if (isWanted(setting))
                    {
                        values.addObject().put("path", setting.path()).put("value", setting.value())
                            .put("layer", setting.layer()).put("where", setting.where())
                            .put("because", setting.because());
                    }
                }
                out.println(Json.text(root));
            }
            else
            {
                texts.forEach(text -> text.forEach(out::println));
            }
            out.flush();
            return ExitCode.OK;
        }

        private static List<String> explain(final CompiledRulebook rulebook, final String name)
        {
            try
            {
                return RulebookReport.explain(rulebook, name);
            }
            catch (final RulebookException ex)
            {
                throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
            }
        }

        private boolean isWanted(final Setting setting)
        {
            return className == null || setting.path().startsWith("classes." + className + ".")
                || setting.path().startsWith("instruments." + className + ".");
        }
    }

    /** {@code config schema}. */
    @Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Print the JSON Schema of rulebooks (draft 2020-12), for editors and other checkers; it is "
            + "written from the keys that the loader itself reads by.")
    static final class Schema implements Callable<Integer>
    {
        @Option(names = "--json", description = "The schema is JSON anyway.")
        private boolean isJson;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call()
        {
            final PrintWriter out = spec.commandLine().getOut();
            out.println(Json.text(Json.tree(RulebookSchema.schema())));
            out.flush();
            return ExitCode.OK;
        }
    }

    private static ObjectNode identity(final CompiledRulebook rulebook)
    {
        final ObjectNode root = Json.object();
        root.put("rulebook", rulebook.name());
        root.put("version", rulebook.version());
        root.put("source", rulebook.source());
        root.put("sha256", HexFormat.of().formatHex(rulebook.sha256()));
        rulebook.classNames().forEach(root.putArray("classes")::add);
        final ObjectNode rules = root.putObject("rules");
        rulebook.ruleNames().forEach((id, name) -> rules.put(String.valueOf(id), name));
        final ArrayNode exits = root.putArray("exit");
        for (int i = 0; i < rulebook.classNames().size(); i++)
        {
            final String name = rulebook.classNames().get(i);
            rulebook.worstExit(i).forEach(bound -> exits.addObject().put("class", name)
                .put("breaker", bound.breaker()).put("totalNs", bound.totalNs())
                .put("endsWithSession", bound.endsWithSession()).put("line", bound.line()));
        }
        return root;
    }
}
