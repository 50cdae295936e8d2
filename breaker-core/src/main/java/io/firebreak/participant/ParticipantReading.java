package io.firebreak.participant;

import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of what is known of a participant, for people. Immutable.
 *
 * @param index      its index.
 * @param externalId the venue's id.
 * @param classIndex its class.
 * @param parent     the one it belongs to, -1 none.
 * @param isKilled   whether it is killed.
 * @param controls   its controls.
 */
public record ParticipantReading(
    int index, long externalId, int classIndex, int parent, boolean isKilled, List<Control> controls)
{
    /**
     * A control.
     *
     * @param ruleId    id that decisions carry.
     * @param kind      what it is.
     * @param counter   what it counts.
     * @param sum       sum of its window; of messages for each fill a word of both.
     * @param entries   entries of its window.
     * @param limit     limit of the rulebook.
     * @param windowNs  window, ns.
     * @param isFrozen  whether it freezes the participant.
     * @param untilNs   end of the freeze; Long.MAX_VALUE by hand.
     * @param baseline  baseline of a runaway detector, 1024ths.
     */
    public record Control(
        int ruleId, ParticipantControl kind, ParticipantCounter counter, long sum, int entries, long limit,
        long windowNs, boolean isFrozen, long untilNs, long baseline)
    {
    }

    static ParticipantReading of(final ParticipantMemory m, final int p, final long nowNs)
    {
        final int type = m.typeOf(p);
        final int at = m.at(p);
        final long frozen = m.b.getLong(at + ParticipantLayout.P_FROZEN);
        final List<Control> controls = new ArrayList<>();
        for (int k = 0; k < m.controlsOf(type); k++)
        {
            final int parameters = m.parameters(type, k);
            final int c = m.control(p, k);
            final long windowNs = m.b.getLong(parameters + ControlImage.K_WINDOW_NS);
            long sum = m.windows.sum(c);
            int entries = m.windows.entries(c);
            for (int i = 0; i < m.windows.entries(c) && m.windows.timeNs(c, i) <= nowNs - windowNs; i++)
            {
                sum -= m.windows.value(c, i);
                entries--;
            }
            controls.add(new Control(m.b.getInt(parameters + ControlImage.K_ID),
                ParticipantControl.of(m.b.getInt(parameters + ControlImage.K_KIND)),
                ParticipantCounter.of(m.b.getInt(parameters + ControlImage.K_COUNTER)), sum, entries,
                m.b.getLong(parameters + ControlImage.K_LIMIT), windowNs, (frozen >>> k & 1) != 0,
                m.b.getLong(c + ParticipantLayout.C_UNTIL), m.b.getLong(c + ParticipantLayout.C_BASELINE)));
        }
        return new ParticipantReading(p, m.b.getLong(at + ParticipantLayout.P_EXTERNAL_ID),
            m.b.getInt(at + ParticipantLayout.P_CLASS), m.parent(p),
            m.b.getInt(at + ParticipantLayout.P_KILLED) != 0, List.copyOf(controls));
    }
}
