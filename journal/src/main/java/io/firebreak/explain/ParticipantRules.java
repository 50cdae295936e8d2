package io.firebreak.explain;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.participant.ControlImage;
import org.agrona.concurrent.UnsafeBuffer;

/** A control over participants in a parameter image, as a decision names it: by the class and the rule's number. */
final class ParticipantRules
{
    private final UnsafeBuffer image;
    private final int at;

    private ParticipantRules(final UnsafeBuffer image, final int at)
    {
        this.image = image;
        this.at = at;
    }

    /** Null where the class has no such control. */
    static ParticipantRules of(final JournalFacts facts, final Decision decision)
    {
        final UnsafeBuffer image = new UnsafeBuffer(facts.rulebook().image());
        final int classes = image.getInt(ImageHeader.H_PARTICIPANT_OFFSET);
        final int controls = image.getInt(ImageHeader.H_CONTROL_OFFSET);
        final int type = classes + (int)decision.integer("classIndex") * ControlImage.CLASS_LENGTH;
        for (int k = 0; type < controls && k < image.getInt(type + ControlImage.P_CONTROLS); k++)
        {
            final int at = controls +
                (image.getInt(type + ControlImage.P_FIRST_CONTROL) + k) * ControlImage.CONTROL_LENGTH;
            if (image.getInt(at + ControlImage.K_ID) == decision.ruleId())
            {
                return new ParticipantRules(image, at);
            }
        }
        return null;
    }

    int int32(final int field)
    {
        return image.getInt(at + field);
    }

    long int64(final int field)
    {
        return image.getLong(at + field);
    }
}
