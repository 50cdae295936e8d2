package io.firebreak.samples.feed;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a user's own file is to be read: keys and values, each with the place that set it. From a file of
 * {@code key = value} lines, from {@code --set}, which goes before the file, or both.
 */
final class CsvMapping
{
    private static final String FILES = "files";
    private static final String MAP = "map";

    private final Map<String, Entry> entries;
    private final CsvKind kind;

    private record Entry(String value, String place)
    {
    }

    private CsvMapping(final Map<String, Entry> entries)
    {
        this.entries = entries;
        kind = kind();
        for (final Map.Entry<String, Entry> entry : entries.entrySet())
        {
            if (!kind.keys().contains(entry.getKey()))
            {
                throw new FeedMistake(entry.getValue().place() + ": " + entry.getKey() + (CsvKind.allKeys()
                    .contains(entry.getKey()) ? " means nothing where kind = " + kind.word() + ": remove it"
                    : " is no key of a mapping: there are " + String.join(", ", kind.keys())));
            }
        }
        for (final String key : kind.required())
        {
            if (!entries.containsKey(key))
            {
                throw new FeedMistake("kind = " + kind.word() + " needs " + key + ": name its column in the mapping, "
                    + "or with --set " + key + "=NAME");
            }
        }
    }

    /**
     * The mappings of all inputs.
     *
     * @param request the user's request.
     * @return one an input, in their order.
     * @throws FeedMistake that names file, line and key.
     */
    static List<CsvMapping> of(final FeedRequest request)
    {
        final Map<String, Entry> set = new TreeMap<>();
        request.settings().forEach((key, value) ->
        {
            if (!key.equals(MAP))
            {
                set.put(key, new Entry(value, "--set " + key + "=" + value));
            }
        });
        final List<Map<String, Entry>> files = files(request);
        if (files.size() > 1 && files.size() != request.inputs().size())
        {
            throw new FeedMistake(request.settings().get(MAP) + ": files describes " + files.size()
                + " files, --input names " + request.inputs().size());
        }
        final List<CsvMapping> mappings = new ArrayList<>();
        for (int i = 0; i < request.inputs().size(); i++)
        {
            final Map<String, Entry> entries = new TreeMap<>(files.get(Math.min(i, files.size() - 1)));
            entries.putAll(set);
            mappings.add(new CsvMapping(entries));
        }
        return mappings;
    }

    CsvKind kindOfRows()
    {
        return kind;
    }

    boolean has(final String key)
    {
        return entries.containsKey(key);
    }

    String value(final String key, final String standard)
    {
        final Entry entry = entries.get(key);
        return entry == null ? standard : entry.value();
    }

    /** Where a key was set, for the user. */
    String place(final String key, final String standard)
    {
        final Entry entry = entries.get(key);
        return entry == null ? standard : entry.place();
    }

    /** A value that is one of a few words. */
    String oneOf(final String key, final String standard, final List<String> words)
    {
        final String value = value(key, standard);
        if (!words.contains(value))
        {
            throw wrong(key, "write " + String.join(" or ", words));
        }
        return value;
    }

    /** The delimiter between fields. */
    char delimiter()
    {
        final String text = value("delimiter", ",");
        final String delimiter = text.equals("tab") || text.equals("\\t") ? "\t" : text;
        if (delimiter.length() != 1 || delimiter.charAt(0) > 126 || delimiter.charAt(0) == '"')
        {
            throw wrong("delimiter", "write one character, or tab");
        }
        return delimiter.charAt(0);
    }

    boolean hasHeader()
    {
        return oneOf("header", "yes", List.of("yes", "no")).equals("yes");
    }

    /** Opens a file as the mapping says. */
    CsvTape open(final Path path)
    {
        final CsvTape tape = CsvTape.open(path, delimiter(), hasHeader());
        if (tape.columns().equals(List.of("")))
        {
            tape.close();
            throw new FeedMistake(path + ":1: the first line is empty: it must name the columns");
        }
        return tape;
    }

    /**
     * Index of a key's column.
     *
     * @return from 0; -1 where the mapping has no such key.
     * @throws FeedMistake that names the columns there are.
     */
    int column(final String key, final CsvTape tape)
    {
        final Entry entry = entries.get(key);
        if (entry == null)
        {
            return -1;
        }
        final int named = hasHeader() ? tape.columns().indexOf(entry.value()) : -1;
        if (named >= 0)
        {
            return named;
        }
        if (!entry.value().matches("[0-9]{1,3}"))
        {
            throw wrong(key, hasHeader() ? "the file's columns are " + String.join(", ", tape.columns())
                : "without a header, write the column's number, from 1");
        }
        final int number = Integer.parseInt(entry.value());
        if (number < 1 || number > tape.columns().size())
        {
            throw wrong(key, "the file has columns 1 to " + tape.columns().size());
        }
        return number - 1;
    }

    /** A mistake in a key's value. */
    FeedMistake wrong(final String key, final String fix)
    {
        final Entry entry = entries.get(key);
        final String what = entry == null ? key
            : entry.place() + (entry.place().startsWith("--set") ? "" : ": " + key + " = " + entry.value());
        return new FeedMistake(what + ": " + fix);
    }

    private CsvKind kind()
    {
        final Entry entry = entries.get("kind");
        if (entry == null)
        {
            throw new FeedMistake("the csv feed needs to know what the rows are: kind = trades, quotes or l2 in the "
                + "file of --map, or --set kind=trades (docs/csv-feed.md has an example of each)");
        }
        for (final CsvKind candidate : CsvKind.values())
        {
            if (candidate.word().equals(entry.value()))
            {
                return candidate;
            }
        }
        throw wrong("kind", "write trades, quotes or l2");
    }

    private static List<Map<String, Entry>> files(final FeedRequest request)
    {
        final String map = request.settings().get(MAP);
        if (map == null)
        {
            return List.of(Map.of());
        }
        if (!Files.isReadable(Path.of(map)) || Files.isDirectory(Path.of(map)))
        {
            throw new FeedMistake("no such file: " + map + " (of --map)");
        }
        try
        {
            final Config config = ConfigFactory.parseFile(Path.of(map).toFile(),
                ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF)).resolve();
            if (!config.hasPath(FILES))
            {
                return List.of(entries(map, config));
            }
            final List<Map<String, Entry>> files = new ArrayList<>();
            for (final Config file : config.getConfigList(FILES))
            {
                files.add(entries(map, file.withFallback(config.withoutPath(FILES))));
            }
            return files;
        }
        catch (final ConfigException ex)
        {
            throw new FeedMistake(map + ": " + ex.getMessage());
        }
    }

    private static Map<String, Entry> entries(final String map, final Config config)
    {
        final Map<String, Entry> entries = new TreeMap<>();
        for (final Map.Entry<String, ConfigValue> entry : config.root().entrySet())
        {
            final ConfigValue value = entry.getValue();
            final String place = map + ":" + value.origin().lineNumber();
            if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST)
            {
                throw new FeedMistake(place + ": " + entry.getKey() + " is one value: write " + entry.getKey()
                    + " = \"...\"");
            }
            // As text: 0.01 must not become 0.010000000000000000208.
            final String text = config.getString(quoted(entry.getKey()));
            entries.put(entry.getKey(), new Entry(value.valueType() != ConfigValueType.BOOLEAN ? text
                : Boolean.TRUE.equals(value.unwrapped()) ? "yes" : "no", place));
        }
        return entries;
    }

    private static String quoted(final String key)
    {
        return '"' + key.replace("\"", "\\\"") + '"';
    }
}
