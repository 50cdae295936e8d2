package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.StalePolicy;
import io.firebreak.participant.ControlImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What {@code config check} says of participants: every limit in its unit, what it does, and how it ends. */
final class ParticipantEcho
{
    private static final int LABEL = 14;

    private final CompiledRulebook rulebook;
    private final ByteBuffer image;
    private final List<String> lines = new ArrayList<>();

    private ParticipantEcho(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
        image = rulebook.view();
    }

    static List<String> lines(final CompiledRulebook rulebook)
    {
        final ParticipantEcho echo = new ParticipantEcho(rulebook);
        for (int i = 0; i < rulebook.participantClassNames().size(); i++)
        {
            echo.type(i);
        }
        return echo.lines;
    }

    private void type(final int index)
    {
        final int type = image.getInt(ImageHeader.H_PARTICIPANT_OFFSET) + index * ControlImage.CLASS_LENGTH;
        line("participants", rulebook.participantClassNames().get(index) + "; while the gate is stale " +
            StalePolicy.of(image.getInt(type + ControlImage.P_ON_STALE)) + ", cancels always pass");
        for (int k = 0; k < image.getInt(type + ControlImage.P_CONTROLS); k++)
        {
            final int at = image.getInt(ImageHeader.H_CONTROL_OFFSET) +
                (image.getInt(type + ControlImage.P_FIRST_CONTROL) + k) * ControlImage.CONTROL_LENGTH;
            final int id = image.getInt(at + ControlImage.K_ID);
            line("  control " + id, rulebook.ruleName(id) + ": " + what(at));
            line("    exit", exit(at));
        }
    }

    private String what(final int at)
    {
        final ParticipantControl kind = ParticipantControl.of(image.getInt(at + ControlImage.K_KIND));
        final long limit = image.getLong(at + ControlImage.K_LIMIT);
        final long windowNs = image.getLong(at + ControlImage.K_WINDOW_NS);
        final String within = windowNs == 0 ? "" : " within " + Show.duration(windowNs);
        return kind + " " + switch (kind)
        {
            case MMP -> counted(at, limit) + within +
                (has(at, ControlImage.FLAG_MAKER_ONLY) ? ", maker fills only" : "") +
                (has(at, ControlImage.FLAG_TAGGED_FILLS) ? ", tagged fills only" : "") +
                (has(at, ControlImage.FLAG_NO_AUCTION) ? ", no auctions" : "");
            case THROTTLE -> "more than " + Show.count(limit) + " messages" + within +
                (has(at, ControlImage.FLAG_COUNT_CANCELS) ? ", cancels counted" : ", cancels not counted");
            case EXECUTIONS -> counted(at, limit) + within;
            case FAT_FINGER -> fatFinger(at, limit);
            case DUPLICATE -> "more than " + Show.count(limit) + " of the same key" + within;
            default -> "more than " + Show.factor(image.getLong(at + ControlImage.K_MULTIPLE_PPM)) + " x its own " +
                "habit of " + image.getInt(at + ControlImage.K_BASELINE_WINDOWS) + " active windows" + within +
                ", and " + counted(at, limit) +
                ", from " + image.getInt(at + ControlImage.K_WARM_UP_WINDOWS) + " windows on";
        };
    }

    private String counted(final int at, final long limit)
    {
        final ParticipantCounter counter = ParticipantCounter.of(image.getInt(at + ControlImage.K_COUNTER));
        return counter + (image.getInt(at + ControlImage.K_AT_LIMIT) != 0 ? " at least " : " above ") + switch (counter)
        {
            case QUANTITY, NET_QUANTITY -> Show.count(limit) + " lots";
            case DELTA, VEGA -> Show.price(limit);
            case VALUE -> Show.count(limit) + " minor units";
            case PERCENTAGE, IMPACT -> Show.percent(limit);
            case MESSAGE_RATIO -> Show.factor(limit) + " messages for each fill";
            default -> Show.count(limit);
        };
    }

    private String fatFinger(final int at, final long limit)
    {
        final long value = image.getLong(at + ControlImage.K_MAX_VALUE);
        final int collarPpm = image.getInt(at + ControlImage.K_COLLAR_PPM);
        final List<String> parts = new ArrayList<>();
        if (limit != 0)
        {
            parts.add("above " + Show.count(limit) + " lots");
        }
        if (value != 0)
        {
            parts.add("above " + Show.count(value) + " minor units");
        }
        if (collarPpm != 0)
        {
            parts.add("beyond " + Show.percent(collarPpm) + " of the reference" +
                (has(at, ControlImage.FLAG_MISSING_DENIES) ? ", or without one" : ""));
        }
        return String.join(", ", parts);
    }

    private String exit(final int at)
    {
        final ParticipantControl kind = ParticipantControl.of(image.getInt(at + ControlImage.K_KIND));
        final boolean refuses = kind == ParticipantControl.FAT_FINGER || kind == ParticipantControl.DUPLICATE ||
            kind == ParticipantControl.THROTTLE && !has(at, ControlImage.FLAG_FREEZES);
        if (refuses)
        {
            return "refuses one order or message, and holds nothing";
        }
        final long frozenNs = image.getLong(at + ControlImage.K_FROZEN_NS);
        final String orders = has(at, ControlImage.FLAG_ALL_ORDERS) ? "all orders" : "tagged orders";
        return "cancels and refuses " + orders + (frozenNs != 0 ? " for " + Show.duration(frozenNs) :
            has(at, ControlImage.FLAG_HUMAN) ? " until a human, named, ends it" : " until the participant resets it");
    }

    private boolean has(final int at, final int flag)
    {
        return (image.getInt(at + ControlImage.K_FLAGS) & flag) != 0;
    }

    private void line(final String label, final String text)
    {
        lines.add(label + " ".repeat(Math.max(1, LABEL - label.length())) + text);
    }
}
