package io.firebreak.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one JSON mapper of the command's output. */
final class Json
{
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINES = new ObjectMapper();

    private Json()
    {
    }

    static ObjectNode object()
    {
        return MAPPER.createObjectNode();
    }

    /** A tree of maps, lists and plain values. */
    static JsonNode tree(final Object value)
    {
        return MAPPER.valueToTree(value);
    }

    /** Indented text. */
    static String text(final JsonNode node)
    {
        return write(MAPPER, node);
    }

    /** One line. */
    static String line(final JsonNode node)
    {
        return write(LINES, node);
    }

    private static String write(final ObjectMapper mapper, final JsonNode node)
    {
        try
        {
            return mapper.writeValueAsString(node);
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException("a tree of plain values always has a text", ex);
        }
    }
}
