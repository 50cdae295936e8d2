package io.firebreak.explain;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageHours;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageSteps;
import io.firebreak.breaker.ParameterImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One rule of a parameter image, with its breaker, its class and its reference. */
final class RuleFacts
{
    private static final int SCALE_DIGITS = 6;
    private static final int PART = 0xFF;
    private static final int STEP_SHIFT = 8;

    private final UnsafeBuffer buffer;
    private final ParameterImage image;
    private final int classAt;
    private final int breakerAt;
    private final int ruleAt;

    private RuleFacts(
        final UnsafeBuffer buffer, final ParameterImage image, final int classAt, final int breakerAt, final int ruleAt)
    {
        this.buffer = buffer;
        this.image = image;
        this.classAt = classAt;
        this.breakerAt = breakerAt;
        this.ruleAt = ruleAt;
    }

    /**
     * Looks a rule up.
     *
     * @param bytes      the image.
     * @param classIndex of the scope that it decided on; classes share the ids of rules that have the same names.
     * @param ruleId     as decisions carry it.
     * @return the rule, or null where the class has none of that id.
     */
    static RuleFacts of(final DirectBuffer bytes, final int classIndex, final int ruleId)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes, 0, bytes.capacity());
        final ParameterImage image = new ParameterImage(buffer, 0);
        if (classIndex < 0 || classIndex >= image.classes())
        {
            return null;
        }
        final int classAt = image.classAt(classIndex);
        for (int k = 0; k < buffer.getInt(classAt + ImageLayout.C_BREAKERS); k++)
        {
            final int breakerAt = image.breakerAt(classAt, k);
            for (int u = 0; u < buffer.getInt(breakerAt + ImageLayout.B_RULES); u++)
            {
                final int ruleAt = image.ruleAt(breakerAt, u);
                if (buffer.getInt(ruleAt + ImageLayout.U_ID) == ruleId)
                {
                    return new RuleFacts(buffer, image, classAt, breakerAt, ruleAt);
                }
            }
        }
        return null;
    }

    /** Whether a rule belongs to the same breaker. */
    boolean isOfBreaker(final RuleFacts other)
    {
        return other != null && other.breakerAt == breakerAt;
    }

    /** What all rules of a breaker have in common and no other rule has. */
    int breakerKey()
    {
        return breakerAt;
    }

    /** Offset of a field of the rule in the image. */
    int ruleAt(final int field)
    {
        return ruleAt + field;
    }

    /** Offset of a field of its breaker in the image. */
    int breakerAt(final int field)
    {
        return breakerAt + field;
    }

    int ruleInt(final int field)
    {
        return buffer.getInt(ruleAt + field);
    }

    long ruleLong(final int field)
    {
        return buffer.getLong(ruleAt + field);
    }

    int breakerInt(final int field)
    {
        return buffer.getInt(breakerAt + field);
    }

    long breakerLong(final int field)
    {
        return buffer.getLong(breakerAt + field);
    }

    int classInt(final int field)
    {
        return buffer.getInt(classAt + field);
    }

    long classLong(final int field)
    {
        return buffer.getLong(classAt + field);
    }

    int referenceInt(final int field)
    {
        return buffer.getInt(referenceAt() + field);
    }

    long referenceLong(final int field)
    {
        return buffer.getLong(referenceAt() + field);
    }

    /** Kind of its reference, one of ImageLayout's KIND constants, or 0 where it has none. */
    int referenceKind()
    {
        return hasReference() ? referenceInt(ImageLayout.R_KIND) : 0;
    }

    /** The rule of the same breaker whose effective width scales the others. */
    RuleFacts scaleRule()
    {
        return new RuleFacts(buffer, image, classAt, breakerAt,
            image.ruleAt(breakerAt, breakerInt(ImageLayout.B_SCALE_RULE)));
    }

    /** Row of the rule's width table for a previous close; 0 where none applies. */
    int rowAt(final long previousCloseE9)
    {
        for (int i = 0; i < ruleInt(ImageLayout.U_ROWS); i++)
        {
            final int row = image.rowAt(ruleAt, i);
            final long upTo = buffer.getLong(row + ImageLayout.W_UP_TO_E9);
            if (previousCloseE9 < upTo
                || previousCloseE9 == upTo && buffer.getInt(row + ImageLayout.W_INCLUSIVE) != 0)
            {
                return row;
            }
        }
        return 0;
    }

    /** Row of a ladder's table of lengths at an instant; 0 where the level has no table. */
    int lengthRowAt(final long timeNs, final long openNs, final long closeNs)
    {
        final int from = ruleInt(ImageLadder.U_LENGTHS_FROM);
        for (int i = 0; i < ruleInt(ImageLayout.U_ROWS) && from != 0; i++)
        {
            final int row = image.rowAt(ruleAt, i);
            final long until = buffer.getLong(row + ImageLadder.L_UNTIL_NS);
            final long untilNs = until == Long.MAX_VALUE ? until :
                from == ImageLadder.AFTER_OPEN ? openNs + until : closeNs - until;
            if (timeNs < untilNs || timeNs == untilNs && buffer.getInt(row + ImageLadder.L_INCLUSIVE) != 0)
            {
                return row;
            }
        }
        return 0;
    }

    int rowInt(final int row, final int field)
    {
        return buffer.getInt(row + field);
    }

    long rowLong(final int row, final int field)
    {
        return buffer.getLong(row + field);
    }

    /** A width in a part of the day, and at a step in the bits above: the part's, or the rule's times its factor. */
    long widthAt(final int part, final int ruleField, final int partField)
    {
        final int step = part >> STEP_SHIFT;
        if (step != 0)
        {
            return scaledAt(part, ruleInt(ImageSteps.U_STEP_PPM + (step - 1) * Integer.BYTES));
        }
        return part != 0 && buffer.getInt(partAt(part) + ImageHours.H_EFFECT) == ImageHours.WIDTHS
            ? buffer.getLong(partAt(part) + partField) : scaledAt(part, ruleLong(ruleField));
    }

    /** A width times the factor of a part of the day. */
    long scaledAt(final int part, final long width)
    {
        return (part & PART) == 0 || buffer.getInt(partAt(part) + ImageHours.H_EFFECT) != ImageHours.SCALE ? width
            : BigDecimal.valueOf(width).multiply(BigDecimal.valueOf(buffer.getLong(
            partAt(part) + ImageHours.H_SCALE_PPM), SCALE_DIGITS)).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private int partAt(final int part)
    {
        return image.row(ruleInt(ImageHours.U_FIRST_HOUR) + (part & PART) - 1);
    }

    /** Whether the rulebook trades around the clock. */
    boolean isAlwaysOpen()
    {
        return image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0;
    }

    private boolean hasReference()
    {
        return ruleInt(ImageLayout.U_REFERENCE) >= 0;
    }

    private int referenceAt()
    {
        return image.referenceAt(classAt, ruleInt(ImageLayout.U_REFERENCE));
    }
}
