package io.firebreak.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The layers of a rulebook: defaults of the venue, classes that may extend others, instruments that derive a class of
 * their own. An option {@code --set} is laid over the layer it names and flows on to what derives from it.
 */
final class Layers
{
    private static final String DEFAULTS = "defaults";
    private static final String CLASSES = "classes";
    private static final String INSTRUMENTS = "instruments";
    private static final String EXTENDS = "extends";
    private static final String CLASS = "class";

    private final Node root;
    private final Overrides overrides;
    private final Map<String, Node> resolved = new LinkedHashMap<>();
    private final List<String> underWay = new ArrayList<>();

    private Layers(final Node root, final Overrides overrides)
    {
        this.root = root;
        this.overrides = overrides;
    }

    /** Resolved classes by path, {@code classes.X} before {@code instruments.X}, each sorted by name. */
    static Map<String, Node> resolve(final Node root, final Overrides overrides)
    {
        final Layers layers = new Layers(root, overrides);
        final Map<String, Node> ordered = new LinkedHashMap<>();
        for (final String group : List.of(CLASSES, INSTRUMENTS))
        {
            for (final String name : new TreeSet<>(layers.members(group).keySet()))
            {
                ordered.put(group + "." + name, layers.derive(group, name));
            }
        }
        return ordered;
    }

    private Map<String, Node> members(final String group)
    {
        final Node node = root.child(group);
        if (node == null)
        {
            return Map.of();
        }
        if (node.shape() != Node.Shape.OBJECT)
        {
            throw RulebookException.at(node.where(), group, "an object of named classes is wanted",
                "write " + group + " { NAME { ... } }");
        }
        return node.children();
    }

    private Node derive(final String group, final String name)
    {
        final String path = group + "." + name;
        if (resolved.containsKey(path))
        {
            return resolved.get(path);
        }
        final Node source = members(group).get(name);
        if (source.shape() != Node.Shape.OBJECT)
        {
            throw RulebookException.at(source.where(), path, "an object is wanted", "write " + name + " { ... }");
        }
        if (underWay.contains(path))
        {
            throw RulebookException.at(source.where(), path, "extends itself through " + underWay,
                "remove one of these extends");
        }
        if (group.equals(INSTRUMENTS) && members(CLASSES).containsKey(name))
        {
            throw RulebookException.at(source.where(), path, "an instrument and a class share this name (" +
                members(CLASSES).get(name).where() + ")", "rename the class");
        }
        underWay.add(path);
        final Node body = source.labelled(group.equals(CLASSES) ? "class " + name : "instrument " + name);
        final Node merged = body.over(base(group, path, body));
        overrides.apply(group, name, merged);
        underWay.remove(path);
        resolved.put(path, merged);
        return merged;
    }

    private Node base(final String group, final String path, final Node body)
    {
        final String key = group.equals(CLASSES) ? EXTENDS : CLASS;
        final Node parent = body.child(key);
        if (parent == null && group.equals(CLASSES))
        {
            final Node defaults = root.child(DEFAULTS);
            if (defaults == null)
            {
                return null;
            }
            final Node copy = defaults.labelled(DEFAULTS);
            overrides.applyDefaults(copy);
            return copy;
        }
        if (parent == null)
        {
            throw RulebookException.at(body.where(), path + "." + CLASS, "is missing", "write class = NAME");
        }
        if (!members(CLASSES).containsKey(parent.text()))
        {
            throw RulebookException.at(parent.where(), path + "." + key, "no class \"" + parent.text() + "\"",
                "nearest match: " + Keys.nearest(parent.text(), members(CLASSES).keySet()));
        }
        return derive(CLASSES, parent.text());
    }
}
