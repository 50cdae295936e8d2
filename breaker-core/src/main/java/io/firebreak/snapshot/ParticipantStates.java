package io.firebreak.snapshot;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.TimerHeap;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.codec.ControlStateDecoder;
import io.firebreak.codec.ControlStateEncoder;
import io.firebreak.codec.CounterStateDecoder;
import io.firebreak.codec.CounterStateEncoder;
import io.firebreak.codec.ParticipantStateDecoder;
import io.firebreak.codec.ParticipantStateEncoder;
import io.firebreak.codec.TimerStateDecoder;
import io.firebreak.codec.TimerStateEncoder;
import io.firebreak.market.Scope;
import io.firebreak.participant.ParticipantEntries;
import io.firebreak.participant.ParticipantLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Participants as state messages, and back. Cold; the engine's thread, between two inputs or before the first.
 */
final class ParticipantStates
{
    private ParticipantStates()
    {
    }

    static void write(final EngineMemory m, final StateStream stream)
    {
        final Capacities capacities = m.layout().capacities();
        final UnsafeBuffer b = m.buffer();
        for (int p = 0; p < capacities.participants(); p++)
        {
            final int at = at(m.layout(), p);
            if (b.getInt(at + ParticipantLayout.P_DEFINED) != 0)
            {
                final int block =
                    stream.append(ParticipantStateEncoder.TEMPLATE_ID, ParticipantStateEncoder.BLOCK_LENGTH);
                stream.buffer().putInt(block, p);
                StateFields.PARTICIPANT.write(b, at, stream.buffer(), block);
                for (int k = 0; k < capacities.participantControls(); k++)
                {
                    control(m, p, k, stream);
                }
            }
        }
    }

    private static void control(final EngineMemory m, final int p, final int k, final StateStream stream)
    {
        final int c = control(m.layout(), p, k);
        final int block = stream.append(ControlStateEncoder.TEMPLATE_ID, ControlStateEncoder.BLOCK_LENGTH);
        stream.buffer().putInt(block, p);
        stream.buffer().putInt(block + Integer.BYTES, k);
        StateFields.CONTROL.write(m.buffer(), c, stream.buffer(), block);
        ParticipantEntries.forEach(m.buffer(), c, m.layout().capacities().participantEntries(), (timeNs, value) ->
            new CounterStateEncoder().wrap(stream.buffer(),
                stream.append(CounterStateEncoder.TEMPLATE_ID, CounterStateEncoder.BLOCK_LENGTH))
                .index(p).number(k).timeNs(timeNs).value(value));
    }

    static void writeTimer(
        final EngineLayout layout, final TimerHeap timers, final int slot, final StateStream stream)
    {
        final int each = ParticipantLayout.timers(layout.capacities());
        final int p = (slot - layout.participantTimers()) / each;
        final boolean isOfMark = (slot - layout.participantTimers()) % each == each - 1;
        new TimerStateEncoder().wrap(stream.buffer(),
            stream.append(TimerStateEncoder.TEMPLATE_ID, TimerStateEncoder.BLOCK_LENGTH))
            .deadlineNs(timers.lastDeadlineNs(slot)).scope(Scope.of(Scope.PARTICIPANT, p)).role(TimerRole.PARTICIPANT)
            .number(isOfMark ? -1 : (slot - layout.participantTimers()) % each);
    }

    static void read(
        final EngineMemory m, final int templateId, final UnsafeBuffer from, final int o, final int block)
    {
        final Capacities capacities = m.layout().capacities();
        final int p = StateReader.below(from.getInt(o), capacities.participants(), "participants");
        if (templateId == ParticipantStateDecoder.TEMPLATE_ID)
        {
            final int at = at(m.layout(), p);
            StateFields.PARTICIPANT.read(m.buffer(), at, from, o, block);
            m.buffer().putInt(at + ParticipantLayout.P_DEFINED, 1);
            final int parent = m.buffer().getInt(at + ParticipantLayout.P_PARENT);
            StateReader.below(
                m.buffer().getInt(at + ParticipantLayout.P_DEPTH), ParticipantLayout.DEPTH_MAX + 1, "levels");
            StateReader.require(parent >= -1 && parent < capacities.participants(), "a participant of nobody");
            StateReader.require(m.isParticipantClass(m.buffer().getInt(at + ParticipantLayout.P_CLASS)),
                "a class of participants that the parameters do not have");
            return;
        }
        final int k = StateReader.below(
            from.getInt(o + Integer.BYTES), capacities.participantControls(), "controls of a participant");
        final int c = control(m.layout(), p, k);
        if (templateId == ControlStateDecoder.TEMPLATE_ID)
        {
            StateFields.CONTROL.read(m.buffer(), c, from, o, block);
            return;
        }
        final CounterStateDecoder state = new CounterStateDecoder().wrap(from, o, block, 0);
        StateReader.require(ParticipantEntries.append(
            m.buffer(), c, capacities.participantEntries(), state.timeNs(), state.value()),
            "more entries of a window than participantEntries=" + capacities.participantEntries() + " holds");
    }

    static void readTimer(final EngineMemory m, final TimerStateDecoder state)
    {
        final Capacities capacities = m.layout().capacities();
        final int p = StateReader.below(Scope.index(state.scope()), capacities.participants(), "participants");
        final int k = state.number() == -1 ? capacities.participantControls() :
            StateReader.below(state.number(), capacities.participantControls(), "timers of a participant");
        m.timers().schedule(TimerRole.first(m.layout(), TimerRole.PARTICIPANT, p) + k, state.deadlineNs(),
            Scope.of(Scope.PARTICIPANT, p), k, 0);
    }

    private static int at(final EngineLayout layout, final int p)
    {
        return layout.participantsOffset() + p * ParticipantLayout.participantBytes(layout.capacities());
    }

    private static int control(final EngineLayout layout, final int p, final int k)
    {
        return at(layout, p) + ParticipantLayout.HEADER_LENGTH +
            k * ParticipantLayout.controlBytes(layout.capacities());
    }
}
