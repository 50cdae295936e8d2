package io.firebreak.replay;

import io.firebreak.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.agrona.DirectBuffer;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Decodes any message of ours into names and values, by the schema on the class path itself: so a new message prints
 * without a line of code. Reads nothing outside the block that the message's own header states, nor outside the buffer.
 * Immutable once made; cold.
 */
public final class MessagePrinter
{
    private static final int FIRST_STATE_ID = 128;
    private static final String SCHEMA = "/firebreak.xml";
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    private final Map<Integer, Template> templates = new TreeMap<>();
    private final Map<String, Code> codes = new TreeMap<>();

    /**
     * Reads the schema.
     *
     * @throws IllegalStateException when it is not on the class path or is not ours: a broken installation.
     */
    public MessagePrinter()
    {
        try (InputStream schema = MessageHeaderDecoder.class.getResourceAsStream(SCHEMA))
        {
            final Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(schema)
                .getDocumentElement();
            for (final Element code : children(root, "enum"))
            {
                codes.put(code.getAttribute("name"), new Code(code));
            }
            for (final Element message : children(root, "sbe:message"))
            {
                final int id = Integer.parseInt(message.getAttribute("id"));
                // State messages lie in snapshots, never in a record, and some of their fields are arrays.
                if (id < FIRST_STATE_ID)
                {
                    templates.put(id, template(message));
                }
            }
        }
        catch (final ParserConfigurationException | SAXException | IllegalArgumentException ex)
        {
            throw new IllegalStateException("the schema " + SCHEMA + " on the class path is not Firebreak's", ex);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Decodes a message.
     *
     * @param buffer where it lies.
     * @param offset of its SBE header.
     * @return its name and fields.
     */
    public Message print(final DirectBuffer buffer, final int offset)
    {
        final int blockLength = buffer.getShort(offset, LE) & 0xFFFF;
        final int templateId = buffer.getShort(offset + 2, LE) & 0xFFFF;
        final int block = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        final Template template = templates.get(templateId);
        if (template == null)
        {
            return new Message(templateId, "template-" + templateId, List.of());
        }
        final int readable = Math.min(blockLength, buffer.capacity() - block);
        final List<MessageField> fields = new ArrayList<>(template.fields.size());
        for (final Field field : template.fields)
        {
            if (field.offset + field.kind.length <= readable)
            {
                fields.add(value(field, buffer, block + field.offset));
            }
        }
        return new Message(templateId, template.name, fields);
    }

    /**
     * Names of a message's fields, for the head of a table.
     *
     * @param templateId of the message.
     * @return names in the order of the schema; empty for a message that this version does not know.
     */
    public List<String> fieldNames(final int templateId)
    {
        final Template template = templates.get(templateId);
        return template == null ? List.of() : template.fields.stream().map(field -> field.name).toList();
    }

    /** Where a field lies behind the SBE header, or -1 when the message has no such field. */
    int fieldOffset(final int templateId, final String name)
    {
        final Template template = templates.get(templateId);
        return template == null ? -1 : template.fields.stream().filter(field -> field.name.equals(name))
            .mapToInt(field -> field.offset).findFirst().orElse(-1);
    }

    private static MessageField value(final Field field, final DirectBuffer buffer, final int offset)
    {
        if (field.kind == Kind.DOUBLE)
        {
            final double value = Double.longBitsToDouble(buffer.getLong(offset, LE));
            return new MessageField(field.name, Double.toString(value), Double.isFinite(value));
        }
        final long value = field.kind.read(buffer, offset);
        final String name = field.code == null ? null : field.code.names.get(value);
        return new MessageField(field.name, name == null ? Long.toString(value) : name, name == null);
    }

    private Template template(final Element message)
    {
        final List<Field> fields = new ArrayList<>();
        for (final Element field : children(message, "field"))
        {
            final Code code = codes.get(field.getAttribute("type"));
            fields.add(new Field(field.getAttribute("name"), Integer.parseInt(field.getAttribute("offset")),
                code == null ? Kind.of(field.getAttribute("type")) : code.kind, code));
        }
        return new Template(message.getAttribute("name"), fields);
    }

    private static List<Element> children(final Element parent, final String tag)
    {
        final NodeList nodes = parent.getElementsByTagName(tag);
        final List<Element> elements = new ArrayList<>(nodes.getLength());
        for (int i = 0; i < nodes.getLength(); i++)
        {
            elements.add((Element)nodes.item(i));
        }
        return elements;
    }

    private record Template(String name, List<Field> fields)
    {
    }

    private record Field(String name, int offset, Kind kind, Code code)
    {
    }

    /** Names of an enum's values. */
    private static final class Code
    {
        private final Map<Long, String> names = new TreeMap<>();
        private final Kind kind;

        Code(final Element element)
        {
            kind = Kind.of(element.getAttribute("encodingType"));
            for (final Element value : children(element, "validValue"))
            {
                names.put(Long.parseLong(value.getTextContent().strip()), value.getAttribute("name"));
            }
        }
    }

    /** The primitive types of the schema. */
    private enum Kind
    {
        UINT8(1),
        UINT16(2),
        INT32(4),
        INT64(8),
        DOUBLE(8);

        private final int length;

        Kind(final int length)
        {
            this.length = length;
        }

        static Kind of(final String type)
        {
            return valueOf(type.toUpperCase(Locale.ROOT));
        }

        long read(final DirectBuffer buffer, final int offset)
        {
            switch (this)
            {
                case UINT8:
                    return buffer.getByte(offset) & 0xFF;
                case UINT16:
                    return buffer.getShort(offset, LE) & 0xFFFF;
                case INT32:
                    return buffer.getInt(offset, LE);
                default:
                    return buffer.getLong(offset, LE);
            }
        }
    }
}
