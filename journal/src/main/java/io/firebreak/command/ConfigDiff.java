package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.rulebook.Setting;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config diff}: what two rulebooks set otherwise, after all their layers. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Print what a second rulebook sets otherwise than a first, after all layers; exit code 4 where "
        + "anything differs.",
    footer = {
        "",
        "--set is laid over the second: `config diff us-luld us-luld --set ...` shows what an option does."})
final class ConfigDiff implements Callable<Integer>
{
    @Parameters(index = "0", paramLabel = "FIRST", description = "A shipped rulebook's name, or a file.")
    private String first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Another.")
    private String second;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
        description = "Override a value of the second one; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        final Map<String, Setting> one = byPath(Settings.rulebook(first, Map.of()).settings());
        final Map<String, Setting> other = byPath(Settings.rulebook(second, Settings.of(settings)).settings());
        final TreeSet<String> paths = new TreeSet<>(one.keySet());
        paths.addAll(other.keySet());
        paths.removeIf(path -> one.containsKey(path) && other.containsKey(path)
            && one.get(path).value().equals(other.get(path).value()));
        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            out.println(Json.text(json(paths, one, other)));
        }
        else if (paths.isEmpty())
        {
            out.println("the same: every parameter has the same value in both");
        }
        else
        {
            final TextTable table = new TextTable("PARAMETER", "FIRST", "SECOND", "SET BY");
            paths.forEach(path -> table.row(path, value(one.get(path)), value(other.get(path)),
                other.containsKey(path) ? other.get(path).where() : "-"));
            table.print(out, "");
        }
        out.flush();
        return paths.isEmpty() ? ExitCode.OK : ExitCode.DIVERGED;
    }

    private static Map<String, Setting> byPath(final List<Setting> settings)
    {
        final Map<String, Setting> byPath = new LinkedHashMap<>();
        settings.forEach(setting -> byPath.put(setting.path(), setting));
        return byPath;
    }

    private static String value(final Setting setting)
    {
        return setting == null ? "-" : ParameterSheet.readable(setting);
    }

    private static ObjectNode json(
        final TreeSet<String> paths, final Map<String, Setting> one, final Map<String, Setting> other)
    {
        final ObjectNode root = Json.object();
        final ArrayNode differences = root.putArray("differences");
        paths.forEach(path -> differences.addObject().put("parameter", path)
            .put("first", one.containsKey(path) ? one.get(path).value() : null)
            .put("second", other.containsKey(path) ? other.get(path).value() : null)
            .put("where", other.containsKey(path) ? other.get(path).where() : null));
        return root;
    }
}
