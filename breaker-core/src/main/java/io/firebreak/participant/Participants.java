package io.firebreak.participant;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Reason;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Participants: their definition, their events and their deadlines. What one does counts for it and for the up to three
 * it belongs to (strategy, session, member). Every method is bounded by the declared capacities. Engine thread.
 */
public final class Participants
{
    /** Killed by an operator. */
    public static final int BY_OPERATOR = 1;

    /** Killed by a fault of the engine. */
    public static final int BY_FAULT = 2;

    private final ParticipantMemory m;
    private final UnsafeBuffer b;
    private final Freezes freezes;
    private final MakerProtection protection;
    private final OrderControls orders;
    private final Runaway runaway;
    private final ParticipantInput in = new ParticipantInput();

    /**
     * Wire the controls.
     *
     * @param memory common ground.
     */
    public Participants(final ParticipantMemory memory)
    {
        m = memory;
        b = memory.b;
        freezes = new Freezes(memory);
        protection = new MakerProtection(memory, freezes);
        orders = new OrderControls(memory, freezes);
        runaway = new Runaway(memory, freezes);
    }

    /**
     * Whether a participant is defined.
     *
     * @param p any value.
     * @return false beyond the capacity, too.
     */
    public boolean isDefined(final int p)
    {
        return m.isDefined(p);
    }

    /**
     * Define a participant. An index is used again with a higher generation, under the same parent, and never while
     * something holds it.
     *
     * @param p          its index.
     * @param nowNs      engine time.
     * @param sourceId   of the input.
     * @param externalId the venue's id.
     * @param generation rises with every use of the index.
     * @param classIndex class of the rulebook.
     * @param parent     the one it belongs to, defined; -1 none.
     */
    public void define(
        final int p, final long nowNs, final int sourceId, final long externalId, final int generation,
        final int classIndex, final int parent)
    {
        final int scope = ParticipantMemory.scope(p);
        if (p >= m.participants())
        {
            m.faults.tell(DataQualityCode.UNKNOWN_PARTICIPANT, scope, nowNs, sourceId, p, m.participants());
            return;
        }
        final int at = m.at(p);
        final boolean isAgain = m.isDefined(p);
        if (generation <= b.getInt(at + ParticipantLayout.P_GENERATION))
        {
            m.faults.tell(DataQualityCode.GENERATION, scope, nowNs, sourceId, generation,
                b.getInt(at + ParticipantLayout.P_GENERATION) + 1L);
            return;
        }
        if (isAgain && freezes.untilNs(p, nowNs) != nowNs)
        {
            m.faults.tell(DataQualityCode.HELD_INSTRUMENT, scope, nowNs, sourceId,
                b.getLong(at + ParticipantLayout.P_FROZEN), 0);
            return;
        }
        final boolean hasParent = parent != -1;
        final int depth = hasParent && m.isDefined(parent) && parent != p ?
            b.getInt(m.at(parent) + ParticipantLayout.P_DEPTH) + 1 : hasParent ? Integer.MAX_VALUE : 0;
        if (classIndex >= m.classes() || m.controlsOf(m.type(classIndex)) > m.controls() ||
            depth > ParticipantLayout.DEPTH_MAX || isAgain && parent != m.parent(p))
        {
            m.faults.tell(DataQualityCode.BAD_DEFINITION, scope, nowNs, sourceId, classIndex, m.classes());
            return;
        }
        b.setMemory(at, m.stride(), (byte)0);
        b.putLong(at + ParticipantLayout.P_EXTERNAL_ID, externalId);
        b.putInt(at + ParticipantLayout.P_DEFINED, 1);
        b.putInt(at + ParticipantLayout.P_GENERATION, generation);
        b.putInt(at + ParticipantLayout.P_CLASS, classIndex);
        b.putInt(at + ParticipantLayout.P_PARENT, parent);
        b.putInt(at + ParticipantLayout.P_DEPTH, depth);
        show(p, nowNs);
    }

    /**
     * Work on a participant's event.
     *
     * @param p        any index.
     * @param nowNs    engine time.
     * @param sourceId of the input.
     * @param buffer   holds the message, which is long enough.
     * @param offset   of its SBE header.
     */
    public void onEvent(
        final int p, final long nowNs, final int sourceId, final UnsafeBuffer buffer, final int offset)
    {
        if (!m.isDefined(p))
        {
            m.faults.tell(DataQualityCode.UNKNOWN_PARTICIPANT, ParticipantMemory.scope(p), nowNs, sourceId, p,
                m.participants());
            return;
        }
        in.wrap(buffer, offset);
        if (!InputCheck.isValid(m, p, nowNs, sourceId, in))
        {
            return;
        }
        if (m.timers.nextDeadlineNs() <= nowNs)
        {
            catchUp(p, nowNs);
        }
        if (in.isFill())
        {
            for (int q = p; q >= 0; q = m.parent(q))
            {
                protection.onFill(q, nowNs, in);
                runaway.onEvent(q, nowNs, in);
            }
        }
        else if (in.kind() < ParticipantEventKind.RESET.code())
        {
            message(p, nowNs);
        }
        else if (!freezes.byHand(p, nowNs, in.is(ParticipantEventKind.REENABLE)))
        {
            m.faults.tell(DataQualityCode.UNEXPECTED_ANSWER, ParticipantMemory.scope(p), nowNs, sourceId, in.kind(), 0);
        }
    }

    /**
     * A timer of a participant is due.
     *
     * @param slot its slot.
     * @param atNs the deadline itself.
     * @return -1, or the participant whose lift of a kill has waited long enough for its mark.
     */
    public int onDeadline(final int slot, final long atNs)
    {
        final int p = m.participantOf(slot);
        final int k = m.numberOf(slot);
        if (k == m.controls())
        {
            return p;
        }
        if (freezes.isFrozen(p, k))
        {
            freezes.unfreeze(p, k, atNs, Reason.PAUSE_ELAPSED);
        }
        return -1;
    }

    /**
     * Kill a participant: all of it is cancelled, and nothing but cancels is taken. A second kill changes nothing.
     *
     * @param p      defined.
     * @param nowNs  engine time.
     * @param how    {@link #BY_OPERATOR} or {@link #BY_FAULT}.
     * @param reason why.
     */
    public void kill(final int p, final long nowNs, final int how, final Reason reason)
    {
        freezes.kill(p, nowNs, how, reason);
    }

    /**
     * The lift of a kill takes effect.
     *
     * @param p      defined.
     * @param nowNs  engine time.
     * @param reason why now.
     */
    public void lift(final int p, final long nowNs, final Reason reason)
    {
        freezes.lift(p, nowNs, reason);
    }

    /**
     * No mark came: two operators must ask again.
     *
     * @param p     defined.
     * @param nowNs engine time.
     */
    public void stayKilled(final int p, final long nowNs)
    {
        freezes.forgetApproval(p);
        freezes.killed(p, nowNs, Reason.NO_RELEASE_MARK);
    }

    /**
     * Whether a participant is killed.
     *
     * @param p defined.
     * @return true until two people have lifted it.
     */
    public boolean isKilled(final int p)
    {
        return b.getInt(m.at(p) + ParticipantLayout.P_KILLED) != 0;
    }

    /**
     * Who has asked to lift a kill.
     *
     * @param p defined.
     * @return 0 nobody.
     */
    public long resumeOperator(final int p)
    {
        return b.getLong(m.at(p) + ParticipantLayout.P_RESUME_OPERATOR);
    }

    /**
     * Somebody asks to lift a kill.
     *
     * @param p          killed.
     * @param operatorId who.
     */
    public void resumeOperator(final int p, final long operatorId)
    {
        b.putLong(m.at(p) + ParticipantLayout.P_RESUME_OPERATOR, operatorId);
    }

    /**
     * Lift that waits for a mark.
     *
     * @param p defined.
     * @return sequence of its ReleasePending, 0 none.
     */
    public long pendingSeq(final int p)
    {
        return b.getLong(m.at(p) + ParticipantLayout.P_PENDING_SEQ);
    }

    /**
     * A lift waits for a mark.
     *
     * @param p          killed.
     * @param sequence   that carries its ReleasePending.
     * @param deadlineNs end of the wait.
     */
    public void pending(final int p, final long sequence, final long deadlineNs)
    {
        b.putLong(m.at(p) + ParticipantLayout.P_PENDING_SEQ, sequence);
        m.arm(p, m.controls(), deadlineNs);
    }

    /**
     * Whether anything holds a participant.
     *
     * @param p defined.
     * @return true while it is killed or frozen.
     */
    public boolean isHeld(final int p)
    {
        return isKilled(p) || b.getLong(m.at(p) + ParticipantLayout.P_FROZEN) != 0;
    }

    /**
     * A process goes on with this state: what is frozen or killed stays so.
     *
     * @param nowNs  engine time of the restart.
     * @param heldNs when freezes end that should have ended meanwhile.
     * @param markNs when waits for a mark end that should have ended meanwhile.
     */
    public void onRestart(final long nowNs, final long heldNs, final long markNs)
    {
        for (int p = 0; p < m.participants(); p++)
        {
            if (m.isDefined(p))
            {
                freezes.onRestart(p, nowNs, heldNs, markNs);
            }
        }
    }

    /**
     * The arena holds a restored state: show all of it to the gate. Cold.
     *
     * @param nowNs engine time.
     */
    public void rebuild(final long nowNs)
    {
        for (int p = 0; p < m.participants(); p++)
        {
            if (m.isDefined(p))
            {
                show(p, nowNs);
            }
        }
    }

    /**
     * Everything about a participant, for people. Cold; between inputs.
     *
     * @param p     any value.
     * @param nowNs engine time.
     * @return a copy, null where it is not defined.
     */
    public ParticipantReading read(final int p, final long nowNs)
    {
        return m.isDefined(p) ? ParticipantReading.of(m, p, nowNs) : null;
    }

    private void message(final int p, final long nowNs)
    {
        final boolean isExecution = in.is(ParticipantEventKind.EXECUTION);
        for (int q = p; q >= 0 && !isExecution; q = m.parent(q))
        {
            // a refused message was put out all the same
            runaway.onEvent(q, nowNs, in);
        }
        for (int q = p; q >= 0 && !in.is(ParticipantEventKind.CANCEL); q = m.parent(q))
        {
            if (orders.isRefused(q, nowNs, in))
            {
                return;
            }
        }
        for (int q = p; q >= 0; q = m.parent(q))
        {
            orders.count(q, nowNs, in);
            if (isExecution)
            {
                runaway.onEvent(q, nowNs, in);
            }
        }
    }

    /** With more timers due than one input may fire, those that concern this one fire first. */
    private void catchUp(final int p, final long nowNs)
    {
        for (int q = p; q >= 0; q = m.parent(q))
        {
            for (int k = 0; k < m.controls(); k++)
            {
                final int slot = m.timer(q, k);
                final long atNs = m.timers.deadlineNs(slot);
                if (atNs <= nowNs)
                {
                    m.timers.cancel(slot);
                    onDeadline(slot, atNs);
                }
            }
        }
    }

    private void show(final int p, final long nowNs)
    {
        final int type = m.typeOf(p);
        int finger = -1;
        for (int k = 0; k < m.controlsOf(type); k++)
        {
            final int parameters = m.parameters(type, k);
            finger = b.getInt(parameters + ControlImage.K_KIND) == ParticipantControl.FAT_FINGER.code() ?
                parameters : finger;
        }
        final boolean has = finger >= 0;
        m.board.define(p, m.parent(p), b.getInt(type + ControlImage.P_ON_STALE),
            has ? b.getInt(finger + ControlImage.K_COLLAR_PPM) : 0,
            has ? b.getLong(finger + ControlImage.K_LIMIT) : 0,
            has ? b.getLong(finger + ControlImage.K_MAX_VALUE) : 0, has ? b.getInt(finger + ControlImage.K_ID) : 0,
            has && m.has(finger, ControlImage.FLAG_MISSING_DENIES), nowNs);
        freezes.refresh(p, nowNs);
    }
}
