package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Moment;
import io.firebreak.participant.ParticipantReading;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The participants of a moment: who is held by what, and how far each counter is from its limit. */
record ParticipantReport(Moment moment)
{
    private static final String NONE = "-";

    void print(final PrintWriter out)
    {
        for (final ParticipantReading reading : readings())
        {
            out.println();
            out.println("participant " + reading.index() + " (" + reading.externalId() + ")  " + state(reading)
                + (reading.parent() < 0 ? "" : ", of participant " + reading.parent()) + "  (class "
                + moment.facts().rulebook().participantClassNames().get(reading.classIndex()) + ")");
            final TextTable controls =
                new TextTable("RULE", "CONTROL", "COUNTER", "IN ITS WINDOW", "LIMIT", "FROZEN UNTIL");
            reading.controls().forEach(control -> controls.row(
                moment.facts().rulebook().ruleName(control.ruleId()), control.kind().name(), control.counter().name(),
                String.valueOf(control.sum()), control.limit() == 0 ? NONE : String.valueOf(control.limit()),
                !control.isFrozen() ? NONE : control.untilNs() == Long.MAX_VALUE ? "ended by hand"
                : UtcText.of(control.untilNs())));
            controls.print(out, "  ");
        }
    }

    void json(final ObjectNode root)
    {
        final List<ParticipantReading> readings = readings();
        if (readings.isEmpty())
        {
            return;
        }
        final ArrayNode nodes = root.putArray("participants");
        for (final ParticipantReading reading : readings)
        {
            final ObjectNode node = nodes.addObject().put("index", reading.index())
                .put("externalId", reading.externalId()).put("state", state(reading)).put("parent", reading.parent())
                .put("class", moment.facts().rulebook().participantClassNames().get(reading.classIndex()));
            final ArrayNode controls = node.putArray("controls");
            reading.controls().forEach(control -> controls.addObject()
                .put("rule", moment.facts().rulebook().ruleName(control.ruleId())).put("control", control.kind().name())
                .put("counter", control.counter().name()).put("sum", control.sum()).put("limit", control.limit())
                .put("windowNs", control.windowNs()).put("frozen", control.isFrozen())
                .put("untilNs", control.untilNs() == Long.MAX_VALUE || !control.isFrozen() ? null
                : (Long)control.untilNs()).put("baseline1024ths", control.baseline()));
        }
    }

    private static String state(final ParticipantReading reading)
    {
        return reading.isKilled() ? "KILLED"
            : reading.controls().stream().anyMatch(ParticipantReading.Control::isFrozen) ? "FROZEN" : "ACTIVE";
    }

    private List<ParticipantReading> readings()
    {
        final BreakerEngine engine = moment.engine();
        final List<ParticipantReading> readings = new ArrayList<>();
        for (int p = 0; p < engine.capacities().participants(); p++)
        {
            final ParticipantReading reading = engine.participant(p);
            if (reading != null)
            {
                readings.add(reading);
            }
        }
        return readings;
    }
}
