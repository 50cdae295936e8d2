package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The structs of an image in the order they will lie in, and the names of the things they describe. */
final class ImageDraft
{
    private final Struct header = new Struct(ImageLayout.HEADER_LENGTH);
    private final List<Struct> classes = new ArrayList<>();
    private final List<Struct> references = new ArrayList<>();
    private final List<Struct> breakers = new ArrayList<>();
    private final List<Struct> rules = new ArrayList<>();
    private final List<Struct> rows = new ArrayList<>();
    private final List<Struct> participants = new ArrayList<>();
    private final List<Struct> controls = new ArrayList<>();
    private final StringBuilder names = new StringBuilder();
    private StartBands startBands = new StartBands();

    /** Bands of the class that is being compiled. */
    StartBands startBands()
    {
        return startBands;
    }

    /** The next class begins. */
    void beginClass()
    {
        startBands = new StartBands();
    }

    Struct header()
    {
        return header;
    }

    List<Struct> classes()
    {
        return classes;
    }

    List<Struct> references()
    {
        return references;
    }

    List<Struct> breakers()
    {
        return breakers;
    }

    List<Struct> rules()
    {
        return rules;
    }

    List<Struct> rows()
    {
        return rows;
    }

    List<Struct> participants()
    {
        return participants;
    }

    List<Struct> controls()
    {
        return controls;
    }

    Struct add(final List<Struct> run, final int length)
    {
        final Struct struct = new Struct(length);
        run.add(struct);
        return struct;
    }

    void name(final String kind, final int id, final String name)
    {
        names.append(kind).append(' ').append(id).append(' ').append(name).append('\n');
    }

    byte[] assemble()
    {
        final byte[] text = names.toString().getBytes(StandardCharsets.UTF_8);
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        header.int32(ImageHeader.H_CLASSES, classes.size());
        run(body, ImageHeader.H_CLASS_OFFSET, classes);
        run(body, ImageHeader.H_REFERENCE_OFFSET, references);
        run(body, ImageHeader.H_BREAKER_OFFSET, breakers);
        run(body, ImageHeader.H_RULE_OFFSET, rules);
        run(body, ImageHeader.H_ROW_OFFSET, rows);
        run(body, ImageHeader.H_PARTICIPANT_OFFSET, participants);
        run(body, ImageHeader.H_CONTROL_OFFSET, controls);
        header.int32(ImageHeader.H_NAMES_OFFSET, ImageLayout.HEADER_LENGTH + body.size());
        header.int32(ImageHeader.H_NAMES_LENGTH, text.length);
        body.writeBytes(text);
        // Whole lines, so that the image is copied and hashed without a ragged end.
        body.writeBytes(new byte[-body.size() & 63]);
        header.int64(ImageHeader.H_MAGIC, ImageLayout.MAGIC);
        header.int32(ImageHeader.H_VERSION, ImageLayout.VERSION);
        header.int32(ImageHeader.H_LENGTH, ImageLayout.HEADER_LENGTH + body.size());
        final ByteArrayOutputStream image = new ByteArrayOutputStream();
        image.writeBytes(header.bytes());
        image.writeBytes(body.toByteArray());
        return image.toByteArray();
    }

    private void run(final ByteArrayOutputStream body, final int field, final List<Struct> structs)
    {
        header.int32(field, ImageLayout.HEADER_LENGTH + body.size());
        structs.forEach(struct -> body.writeBytes(struct.bytes()));
    }
}
