package io.firebreak.participant;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.TimerHeap;
import io.firebreak.gate.ParticipantLines;
import io.firebreak.gate.StateBoard;
import io.firebreak.market.Scope;
import io.firebreak.record.DecisionWriter;
import io.firebreak.record.ParticipantEvidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Common ground of the controls over participants: where each one's state and parameters lie, and where decisions,
 * deadlines, board lines and faults go. Addresses and flyweights only; no field changes after construction. Engine
 * thread.
 */
public final class ParticipantMemory
{
    /** Arena bytes. */
    final UnsafeBuffer b;

    /** Where decisions go. */
    final DecisionWriter out;

    /** Deadlines of the whole engine. */
    final TimerHeap timers;

    /** What the gate reads. */
    final ParticipantLines board;

    /** Where faults go. */
    final FaultTeller faults;

    /** Windows of counters. */
    final CounterWindow windows;

    /** What the next decision rests on. */
    final ParticipantEvidence evidence = new ParticipantEvidence();

    private final int participants;
    private final int controls;
    private final int region;
    private final int stride;
    private final int controlStride;
    private final int image;
    private final int timerBase;
    private final int timersEach;

    /**
     * Address it.
     *
     * @param capacities declared.
     * @param buffer     the arena.
     * @param region     offset of the participants in it.
     * @param image      offset of the parameter image in it.
     * @param timers     deadlines.
     * @param timerBase  first timer of the first participant.
     * @param out        where decisions go.
     * @param board      what the gate reads, with a line for each participant.
     * @param faults     where faults go.
     */
    public ParticipantMemory(
        final Capacities capacities, final UnsafeBuffer buffer, final int region, final int image,
        final TimerHeap timers, final int timerBase, final DecisionWriter out, final StateBoard board,
        final FaultTeller faults)
    {
        b = buffer;
        this.out = out;
        this.timers = timers;
        this.board = new ParticipantLines(board);
        this.faults = faults;
        this.region = region;
        this.image = image;
        this.timerBase = timerBase;
        participants = capacities.participants();
        controls = capacities.participantControls();
        stride = ParticipantLayout.participantBytes(capacities);
        controlStride = ParticipantLayout.controlBytes(capacities);
        timersEach = ParticipantLayout.timers(capacities);
        windows = new CounterWindow(buffer, capacities.participantEntries());
    }

    int participants()
    {
        return participants;
    }

    /** Controls that there is room for. */
    int controls()
    {
        return controls;
    }

    int stride()
    {
        return stride;
    }

    /** State of a participant. */
    int at(final int p)
    {
        return region + p * stride;
    }

    boolean isDefined(final int p)
    {
        return p >= 0 && p < participants && b.getInt(at(p) + ParticipantLayout.P_DEFINED) != 0;
    }

    /** The one that a participant belongs to, -1 none; each stands higher than the one before, so a walk ends. */
    int parent(final int p)
    {
        final int depth = b.getInt(at(p) + ParticipantLayout.P_DEPTH);
        final int parent = depth == 0 ? -1 : b.getInt(at(p) + ParticipantLayout.P_PARENT);
        return parent >= 0 && b.getInt(at(parent) + ParticipantLayout.P_DEPTH) < depth ? parent : -1;
    }

    /** State of a control. */
    int control(final int p, final int k)
    {
        return at(p) + ParticipantLayout.HEADER_LENGTH + k * controlStride;
    }

    /** Classes that the image has. */
    int classes()
    {
        return (b.getInt(image + ControlImage.H_CONTROLS) - b.getInt(image + ControlImage.H_CLASSES)) /
            ControlImage.CLASS_LENGTH;
    }

    /** Parameters of a class. */
    int type(final int classIndex)
    {
        return image + b.getInt(image + ControlImage.H_CLASSES) + classIndex * ControlImage.CLASS_LENGTH;
    }

    /** Parameters of a participant's class. */
    int typeOf(final int p)
    {
        return type(b.getInt(at(p) + ParticipantLayout.P_CLASS));
    }

    /** Controls of a class. */
    int controlsOf(final int type)
    {
        return b.getInt(type + ControlImage.P_CONTROLS);
    }

    /** Parameters of a control. */
    int parameters(final int type, final int k)
    {
        return image + b.getInt(image + ControlImage.H_CONTROLS) +
            (b.getInt(type + ControlImage.P_FIRST_CONTROL) + k) * ControlImage.CONTROL_LENGTH;
    }

    boolean has(final int parameters, final int flag)
    {
        return (b.getInt(parameters + ControlImage.K_FLAGS) & flag) != 0;
    }

    /** Timer of a control's freeze; behind the last control the wait for a mark. */
    int timer(final int p, final int k)
    {
        return timerBase + p * timersEach + k;
    }

    /** Whose timer a slot is. */
    int participantOf(final int slot)
    {
        return (slot - timerBase) / timersEach;
    }

    /** Which of its timers a slot is. */
    int numberOf(final int slot)
    {
        return (slot - timerBase) % timersEach;
    }

    /** Set, move or, with Long.MAX_VALUE, cancel a timer. */
    void arm(final int p, final int k, final long deadlineNs)
    {
        timers.schedule(timer(p, k), deadlineNs, scope(p), k, 0);
    }

    static int scope(final int p)
    {
        return Scope.of(Scope.PARTICIPANT, p);
    }
}
