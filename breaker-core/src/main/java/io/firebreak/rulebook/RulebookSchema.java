package io.firebreak.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The format of rulebooks as a JSON Schema, written from the very keys that the loader reads by, so that it cannot say
 * anything else. It judges names, shapes and words; what a value may be beside another, the loader alone judges.
 */
public final class RulebookSchema
{
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final String TYPE = "type";
    private static final String REF = "$ref";
    private static final String DEFINITIONS = "#/$defs/";
    private static final String OBJECT = "object";
    private static final String STRING = "string";
    private static final String INTEGER = "integer";
    private static final String BECAUSE = "because";
    private static final String ADDITIONAL = "additionalProperties";

    private final Map<Keys, String> names = new LinkedHashMap<>();
    private final Map<String, Object> definitions = new TreeMap<>();

    private RulebookSchema()
    {
    }

    /**
     * Writes the schema.
     *
     * @return a JSON object as maps, lists and strings; draft 2020-12.
     */
    public static Map<String, Object> schema()
    {
        return new RulebookSchema().root();
    }

    private Map<String, Object> root()
    {
        final Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DRAFT);
        schema.put("title", "Firebreak rulebook");
        schema.put("description", "Any scalar may be written { value = ..., because = \"...\" }. Integers only; a key "
            + "names its unit: _ns _ms _s, _ppm _bps, _ticks, _lots, _e9. Layers leave values to one another, so "
            + "nothing inside a class is required here; config check says what is missing.");
        schema.putAll(object(Rulebook.ROOT));
        schema.put("required", List.of("rulebook", "classes"));
        schema.put("$defs", definitions);
        return schema;
    }

    private Map<String, Object> object(final Keys keys)
    {
        final Map<String, Object> properties = new LinkedHashMap<>();
        keys.all().forEach((name, key) -> properties.put(name, property(name, key)));
        final Map<String, Object> object = new LinkedHashMap<>();
        object.put(TYPE, OBJECT);
        object.put("properties", properties);
        object.put(ADDITIONAL, false);
        return object;
    }

    private Map<String, Object> property(final String name, final Keys.Key key)
    {
        switch (key.kind())
        {
            case SECTION:
                return section(name, key.inner());
            case NAMED:
                return ordered(TYPE, OBJECT, ADDITIONAL, section(name, key.inner()));
            case ITEMS:
                return items(name, key.inner());
            case INTEGER:
                return scalar(name, Map.of(TYPE, INTEGER));
            case FLAG:
                return scalar(name, Map.of(TYPE, "boolean"));
            case NUMBERS:
                return scalar(name, Map.of(TYPE, "array", "items", Map.of(TYPE, INTEGER)));
            case TEXTS:
                return scalar(name, Map.of(TYPE, "array", "items", Map.of(TYPE, STRING)));
            case NAMES:
                return scalar(name, Map.of(TYPE, List.of(STRING, "array"), "items", Map.of(TYPE, STRING)));
            case WORD:
                return scalar(name, Map.of("enum", words(key.words())));
            default:
                return name.equals(BECAUSE) ? Map.of(TYPE, STRING) : scalar(name, Map.of(TYPE, STRING));
        }
    }

    /** A value alone, or with its reason. */
    private static Map<String, Object> scalar(final String name, final Map<String, Object> plain)
    {
        final Map<String, Object> reasoned = new LinkedHashMap<>();
        reasoned.put(TYPE, OBJECT);
        reasoned.put("properties", ordered("value", plain, BECAUSE, Map.of(TYPE, STRING)));
        reasoned.put("required", List.of("value"));
        reasoned.put(ADDITIONAL, false);
        final Map<String, Object> property = new LinkedHashMap<>();
        final String unit = unit(name);
        if (unit != null)
        {
            property.put("description", unit);
        }
        property.put("anyOf", List.of(plain, reasoned));
        return property;
    }

    private Map<String, Object> items(final String name, final Keys inner)
    {
        final Map<String, Object> list = new LinkedHashMap<>();
        list.put(TYPE, "array");
        list.put("items", Map.of(REF, DEFINITIONS + define(name + "_item", inner, true)));
        return Map.of("anyOf", List.of(list,
            ordered(TYPE, OBJECT, ADDITIONAL, section(name, inner))));
    }

    private Map<String, Object> section(final String name, final Keys inner)
    {
        return Map.of(REF, DEFINITIONS + define(name, inner, false));
    }

    /** A section is written once, under the name of the first key that holds it. */
    private String define(final String name, final Keys keys, final boolean hasId)
    {
        if (!hasId && names.containsKey(keys))
        {
            return names.get(keys);
        }
        if (hasId && definitions.containsKey(name))
        {
            return name;
        }
        if (!hasId)
        {
            names.put(keys, name);
        }
        definitions.put(name, Map.of());
        final Map<String, Object> object = object(keys);
        if (hasId)
        {
            @SuppressWarnings("unchecked")
            final Map<String, Object> properties = (Map<String, Object>)object.get("properties");
            properties.put("id", Map.of(TYPE, STRING));
            object.put("required", List.of("id"));
        }
        definitions.put(name, object);
        return name;
    }

    /** In this order: the schema is the same text every time. */
    private static Map<String, Object> ordered(
        final String first, final Object one, final String second, final Object other)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }

    /** The file may write words in upper or lower case. */
    private static List<String> words(final List<String> words)
    {
        final List<String> all = new ArrayList<>(words);
        words.forEach(word -> all.add(word.toLowerCase(Locale.ROOT)));
        return all;
    }

    private static String unit(final String name)
    {
        for (final Unit unit : Unit.values())
        {
            if (name.endsWith(unit.suffix()))
            {
                return unit.words();
            }
        }
        return name.endsWith("_e9") ? "1e-9 of the quote currency" : name.endsWith("_ticks") ? "ticks"
            : name.endsWith("_lots") ? "lots" : null;
    }
}
