package io.firebreak.rulebook;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads HOCON into nodes: the source text of every number, the file and line of every value. It never asks the
 * library for a number, because that would round 12.5 and clamp what is too large, and never lets the environment or
 * a system property into a limit.
 */
final class HoconReader
{
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final String shown;
    private final boolean fromFile;

    private HoconReader(final String shown, final boolean fromFile)
    {
        this.shown = shown;
        this.fromFile = fromFile;
    }

    static Node read(final Path file)
    {
        final Where where = new Where(file.toString(), 0);
        if (!Files.isReadable(file) || Files.isDirectory(file))
        {
            throw RulebookException.at(where, "rulebook", "no such readable file",
                "name a file, or one of " + String.join(", ", Shipped.NAMES));
        }
        return new HoconReader(file.toString(), true).parse(
            options -> ConfigFactory.parseFile(file.toFile(), options), where, null);
    }

    static Node read(final URL resource, final String shown)
    {
        return new HoconReader(shown, false).parse(
            options -> ConfigFactory.parseURL(resource, options), new Where(shown, 0), resource);
    }

    static Node.Shape shape(final String text)
    {
        if (INTEGER.matcher(text).matches())
        {
            return Node.Shape.INTEGER;
        }
        return "true".equals(text) || "false".equals(text) ? Node.Shape.FLAG : Node.Shape.TEXT;
    }

    private Node parse(
        final Function<ConfigParseOptions, Config> parser, final Where where, final URL resource)
    {
        try
        {
            final Config config = parser.apply(ConfigParseOptions.defaults().setAllowMissing(false)
                .setSyntax(ConfigSyntax.CONF).setIncluder(new StrictIncluder(where, resource)))
                .resolve(ConfigResolveOptions.noSystem());
            return object(config.root());
        }
        catch (final ConfigException ex)
        {
            final Where at = ex.origin() == null ? where : where(ex.origin());
            final String message = message(ex);
            throw RulebookException.at(at, "syntax", message, message.contains("end of file") ?
                "a { or a [ further up is not closed: close it" : "see the HOCON rules: key = value, { }, [ ]");
        }
    }

    private static String message(final ConfigException ex)
    {
        final Throwable cause = ex.getCause() instanceof IOException ? ex.getCause() : ex;
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").replaceFirst("^.*?: \\d+: ", "");
    }

    private Node value(final ConfigValue value, final String path)
    {
        final Where where = where(value.origin());
        switch (value.valueType())
        {
            case OBJECT:
                return object((ConfigObject)value);
            case LIST:
                return list((ConfigList)value, path);
            case NULL:
                throw RulebookException.at(where, path, "null is no value", "remove the key to take its default");
            case NUMBER:
                final String number = value.atKey("v").getString("v");
                return Node.scalar(INTEGER.matcher(number).matches() ? Node.Shape.INTEGER : Node.Shape.TEXT,
                    number, where, "", null);
            case BOOLEAN:
                return Node.scalar(Node.Shape.FLAG, value.unwrapped().toString(), where, "", null);
            default:
                return Node.scalar(Node.Shape.TEXT, value.unwrapped().toString(), where, "", null);
        }
    }

    private Node object(final ConfigObject source)
    {
        final Node node = Node.object(where(source.origin()), "");
        // The library iterates in hash order; names are sorted so that an index never depends on it.
        source.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .forEach(entry -> put(node, entry.getKey(), entry.getValue()));
        return node;
    }

    private void put(final Node node, final String key, final ConfigValue value)
    {
        if (value.valueType() == ConfigValueType.OBJECT)
        {
            final ConfigObject object = (ConfigObject)value;
            if (object.containsKey("value") && List.of("value", "because").containsAll(object.keySet()))
            {
                final Node plain = value(object.get("value"), key);
                final ConfigValue because = object.get("because");
                node.children().put(key, Node.scalar(plain.shape(), plain.text(), plain.where(), "",
                    because == null ? null : because.unwrapped().toString()));
                return;
            }
        }
        node.children().put(key, value(value, key));
    }

    /** A list of plain values is one value: a later layer replaces it whole. */
    private Node plain(final ConfigList source, final String path)
    {
        final StringJoiner words = new StringJoiner(" ");
        for (final ConfigValue item : source)
        {
            final Node node = value(item, path);
            if (node.isContainer() || node.text().isBlank() || node.text().indexOf(' ') >= 0)
            {
                throw RulebookException.at(where(item.origin()), path, "an item that is no plain value",
                    "write [ VALUE, VALUE ]");
            }
            words.add(node.text());
        }
        return Node.scalar(Node.Shape.VALUES, words.toString(), where(source.origin()), "", null);
    }

    private Node list(final ConfigList source, final String path)
    {
        // a reason is a sentence: no list of words is one
        if (!source.isEmpty() && !path.equals("because") && !List.of(ConfigValueType.OBJECT, ConfigValueType.LIST,
            ConfigValueType.NULL).contains(source.get(0).valueType()))
        {
            return plain(source, path);
        }
        final Node node = Node.list(where(source.origin()), "");
        for (final ConfigValue item : source)
        {
            final Where where = where(item.origin());
            final ConfigValue id = item.valueType() == ConfigValueType.OBJECT ? ((ConfigObject)item).get("id") : null;
            if (id == null || id.valueType() != ConfigValueType.STRING)
            {
                throw RulebookException.at(where, path, "an item without an id", "write { id = NAME, ... }");
            }
            final String name = id.unwrapped().toString();
            final Node earlier = node.child(name);
            if (earlier != null)
            {
                throw RulebookException.at(where, path + "." + name, "this id is already at " + earlier.where(),
                    "give one of them another id");
            }
            final Node object = object((ConfigObject)item);
            object.children().remove("id");
            node.children().put(name, object);
        }
        return node;
    }

    private Where where(final ConfigOrigin origin)
    {
        final int line = Math.max(0, origin.lineNumber());
        if (fromFile && origin.filename() != null)
        {
            return new Where(origin.filename(), line);
        }
        if (origin.url() == null)
        {
            return new Where(shown, line);
        }
        final String path = origin.url().getPath();
        final String name = path.substring(path.lastIndexOf('/') + 1);
        return new Where(name, line);
    }
}
