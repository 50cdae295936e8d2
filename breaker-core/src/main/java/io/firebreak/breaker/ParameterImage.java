package io.firebreak.breaker;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads the active parameter image in place, where it lies in the arena. Owned by the engine thread. Addresses of
 * classes, references, breakers and rules are plain offsets into the arena, so a read is one load.
 */
public final class ParameterImage
{
    private final UnsafeBuffer buffer;
    private final int base;

    /**
     * Address an image.
     *
     * @param buffer the arena.
     * @param base   offset of the image's first byte.
     */
    public ParameterImage(final UnsafeBuffer buffer, final int base)
    {
        this.buffer = buffer;
        this.base = base;
    }

    /**
     * Check that bytes are an image this engine can read: magic, version, length, and every offset, count and code.
     *
     * @param image the bytes.
     * @throws IllegalArgumentException that says what is wrong.
     */
    public static void validate(final DirectBuffer image)
    {
        if (image.capacity() < ImageLayout.HEADER_LENGTH || image.getLong(ImageHeader.H_MAGIC) != ImageLayout.MAGIC)
        {
            throw new IllegalArgumentException("not a parameter image: compile a rulebook with Rulebook.load");
        }
        final int version = image.getInt(ImageHeader.H_VERSION);
        if (version != ImageLayout.VERSION)
        {
            throw new IllegalArgumentException("parameter image version " + version + ", this engine reads " +
                ImageLayout.VERSION + ": compile the rulebook again");
        }
        if (image.getInt(ImageHeader.H_LENGTH) != image.capacity())
        {
            throw new IllegalArgumentException("parameter image of " + image.capacity() + " bytes says it has " +
                image.getInt(ImageHeader.H_LENGTH));
        }
        ImageCheck.check(image);
    }

    /**
     * A 32-bit header field.
     *
     * @param field offset of the field.
     * @return its value.
     */
    public int headerInt(final int field)
    {
        return buffer.getInt(base + field);
    }

    /**
     * A 64-bit header field.
     *
     * @param field offset of the field.
     * @return its value.
     */
    public long headerLong(final int field)
    {
        return buffer.getLong(base + field);
    }

    /**
     * Number of classes.
     *
     * @return count.
     */
    public int classes()
    {
        return headerInt(ImageHeader.H_CLASSES);
    }

    /**
     * Address of a class.
     *
     * @param index class index.
     * @return offset into the arena.
     */
    public int classAt(final int index)
    {
        return base + headerInt(ImageHeader.H_CLASS_OFFSET) + index * ImageLayout.CLASS_LENGTH;
    }

    /**
     * Address of a reference of a class.
     *
     * @param classAt address of the class.
     * @param index   relative to the class.
     * @return offset into the arena.
     */
    public int referenceAt(final int classAt, final int index)
    {
        return base + headerInt(ImageHeader.H_REFERENCE_OFFSET) +
            (buffer.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + index) * ImageLayout.REFERENCE_LENGTH;
    }

    /**
     * Address of a breaker of a class.
     *
     * @param classAt address of the class.
     * @param index   relative to the class.
     * @return offset into the arena.
     */
    public int breakerAt(final int classAt, final int index)
    {
        return base + headerInt(ImageHeader.H_BREAKER_OFFSET) +
            (buffer.getInt(classAt + ImageLayout.C_FIRST_BREAKER) + index) * ImageLayout.BREAKER_LENGTH;
    }

    /**
     * Address of a rule of a breaker.
     *
     * @param breakerAt address of the breaker.
     * @param index     relative to the breaker.
     * @return offset into the arena.
     */
    public int ruleAt(final int breakerAt, final int index)
    {
        return base + headerInt(ImageHeader.H_RULE_OFFSET) +
            (buffer.getInt(breakerAt + ImageLayout.B_FIRST_RULE) + index) * ImageLayout.RULE_LENGTH;
    }

    /**
     * Address of a row of a rule's width table.
     *
     * @param ruleAt address of the rule.
     * @param index  relative to the rule.
     * @return offset into the arena.
     */
    public int rowAt(final int ruleAt, final int index)
    {
        return base + headerInt(ImageHeader.H_ROW_OFFSET) +
            (buffer.getInt(ruleAt + ImageLayout.U_FIRST_ROW) + index) * ImageLayout.ROW_LENGTH;
    }

    /**
     * Whether a breaker judges potential trades by rules of its own: rules that watch prints deny nothing.
     *
     * @param breaker its address.
     * @return true where one of its rules does.
     */
    boolean hasBand(final int breaker)
    {
        boolean has = false;
        for (int u = 0; u < buffer.getInt(breaker + ImageLayout.B_RULES); u++)
        {
            has |= buffer.getInt(ruleAt(breaker, u) + ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_POTENTIAL_TRADE;
        }
        return has;
    }

    /**
     * Address of a row of any kind.
     *
     * @param index of all rows.
     * @return offset into the arena.
     */
    public int row(final int index)
    {
        return base + headerInt(ImageHeader.H_ROW_OFFSET) + index * ImageLayout.ROW_LENGTH;
    }
}
