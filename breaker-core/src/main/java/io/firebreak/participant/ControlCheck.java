package io.firebreak.participant;

import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.StalePolicy;
import org.agrona.DirectBuffer;

/**
 * Checks that every count, code and divisor of an image's controls over participants is one that the engine can follow.
 * Cold, before an engine is built; any thread.
 */
public final class ControlCheck
{
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long RULE_IDS = 65_535;
    private static final long PPM_MAX = 1_000_000_000L;
    private static final int WINDOWS_MAX = 1_000_000;

    private final DirectBuffer image;
    private String struct;
    private int at;

    private ControlCheck(final DirectBuffer image)
    {
        this.image = image;
    }

    /**
     * Check.
     *
     * @param image    an image.
     * @param classes  offset of the first class of participants.
     * @param controls offset of the first control, where the classes end.
     * @param end      where the controls end; whole structs lie between the three.
     * @throws IllegalArgumentException that names the struct, its offset and the field.
     */
    public static void check(final DirectBuffer image, final int classes, final int controls, final int end)
    {
        final ControlCheck check = new ControlCheck(image);
        final int count = (end - controls) / ControlImage.CONTROL_LENGTH;
        for (int at = classes; at < controls; at += ControlImage.CLASS_LENGTH)
        {
            check.begin("participant class", at);
            check.type(count);
        }
        for (int at = controls; at < end; at += ControlImage.CONTROL_LENGTH)
        {
            check.begin("control", at);
            check.control();
        }
    }

    private void type(final int count)
    {
        final int own = image.getInt(at + ControlImage.P_CONTROLS);
        range("P_CONTROLS", own, 1, Math.min(count, ControlImage.CONTROLS_MAX));
        range("P_FIRST_CONTROL", image.getInt(at + ControlImage.P_FIRST_CONTROL), 0, (long)count - own);
        if (StalePolicy.of(image.getInt(at + ControlImage.P_ON_STALE)) == null)
        {
            throw refuse("P_ON_STALE", image.getInt(at + ControlImage.P_ON_STALE), "which means nothing there");
        }
    }

    private void control()
    {
        final int kind = image.getInt(at + ControlImage.K_KIND);
        range("K_ID", image.getInt(at + ControlImage.K_ID), 1, RULE_IDS);
        range("K_KIND", kind, ParticipantControl.MMP.code(), ParticipantControl.RUNAWAY.code());
        if (!fits(ParticipantControl.of(kind), image.getInt(at + ControlImage.K_COUNTER)))
        {
            throw refuse("K_COUNTER", image.getInt(at + ControlImage.K_COUNTER), "which means nothing there");
        }
        range("K_AT_LIMIT", image.getInt(at + ControlImage.K_AT_LIMIT), 0, 1);
        final boolean isFinger = kind == ParticipantControl.FAT_FINGER.code();
        range("K_LIMIT", image.getLong(at + ControlImage.K_LIMIT), isFinger ? 0 : 1, ControlImage.LIMIT_MAX);
        range("K_WINDOW_NS", image.getLong(at + ControlImage.K_WINDOW_NS),
            isFinger || kind == ParticipantControl.EXECUTIONS.code() ? 0 : 1, DAY_NS);
        range("K_FROZEN_NS", image.getLong(at + ControlImage.K_FROZEN_NS), 0, DAY_NS);
        range("K_FLAGS", image.getInt(at + ControlImage.K_FLAGS), 0, ControlImage.FLAGS);
        final int least = kind == ParticipantControl.RUNAWAY.code() ? 1 : 0;
        range("K_BASELINE_WINDOWS", image.getInt(at + ControlImage.K_BASELINE_WINDOWS), least, WINDOWS_MAX);
        range("K_MULTIPLE_PPM", image.getLong(at + ControlImage.K_MULTIPLE_PPM), least, PPM_MAX);
        range("K_WARM_UP_WINDOWS", image.getInt(at + ControlImage.K_WARM_UP_WINDOWS), 0, WINDOWS_MAX);
        range("K_COLLAR_PPM", image.getInt(at + ControlImage.K_COLLAR_PPM), 0, PPM_MAX);
        range("K_MAX_VALUE", image.getLong(at + ControlImage.K_MAX_VALUE), 0, ControlImage.LIMIT_MAX);
        range("K_LEAST_MESSAGES", image.getLong(at + ControlImage.K_LEAST_MESSAGES), 0, ControlImage.LIMIT_MAX);
    }

    /** Which counters a control can have. */
    private static boolean fits(final ParticipantControl kind, final int counter)
    {
        return switch (kind)
        {
            case MMP -> counter >= ParticipantCounter.QUANTITY.code() &&
                counter <= ParticipantCounter.PERCENTAGE.code();
            case THROTTLE -> counter == ParticipantCounter.MESSAGES.code();
            case EXECUTIONS -> counter == ParticipantCounter.EXECUTIONS.code();
            case DUPLICATE -> counter == ParticipantCounter.KEY.code();
            case RUNAWAY -> counter == ParticipantCounter.EXECUTIONS.code() ||
                counter == ParticipantCounter.VALUE.code() || counter == ParticipantCounter.MESSAGE_RATIO.code() ||
                counter == ParticipantCounter.IMPACT.code();
            default -> counter == ParticipantCounter.NONE.code();
        };
    }

    private void begin(final String name, final int offset)
    {
        struct = name;
        at = offset;
    }

    private void range(final String name, final long value, final long least, final long most)
    {
        if (value < least || value > most)
        {
            throw refuse(name, value, "need " + least + " to " + most);
        }
    }

    private IllegalArgumentException refuse(final String name, final long value, final String why)
    {
        return new IllegalArgumentException("parameter image, " + struct + " at byte " + at + ": " + name + " is " +
            value + ", " + why + "; compile the rulebook again");
    }
}
