package io.firebreak.breaker;

import io.firebreak.arena.SeededGenerator;
import io.firebreak.arena.TimerHeap;
import io.firebreak.book.PriceLadder;
import io.firebreak.estimator.EventVariance;
import io.firebreak.estimator.SweepFilter;
import io.firebreak.gate.StateBoard;
import io.firebreak.participant.ControlImage;
import io.firebreak.participant.FaultTeller;
import io.firebreak.participant.ParticipantMemory;
import io.firebreak.record.DecisionWriter;
import io.firebreak.record.Evidence;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What every breaker component works on: the arena, the image, the timers, the decision writer, and where each scope's
 * state lies. One instance an engine; owned by the engine thread. Holds addresses and flyweights only: no field
 * changes after construction.
 */
public final class EngineMemory
{
    /** Arena bytes. */
    final UnsafeBuffer b;

    /** Active parameters. */
    final ParameterImage image;

    /** Deadlines. */
    final TimerHeap timers;

    /** Tails of pauses. */
    final SeededGenerator random;

    /** Where decisions go. */
    final DecisionWriter out;

    /** What the gate reads. */
    final StateBoard board;

    /** Sweeps of prints. */
    final SweepFilter sweeps = new SweepFilter();

    /** Variances. */
    final EventVariance variance = new EventVariance();

    /** One instrument's book at a time. */
    final PriceLadder ladder;

    private final EngineLayout layout;

    /**
     * Create the components' common ground.
     *
     * @param layout where everything lies.
     * @param board  the gate's lines.
     */
    public EngineMemory(final EngineLayout layout, final StateBoard board)
    {
        this.layout = layout;
        this.board = board;
        b = layout.arena().buffer();
        image = new ParameterImage(b, layout.imageOffset());
        timers = layout.newTimerHeap();
        random = layout.newGenerator();
        ladder = layout.newLadder();
        out = new DecisionWriter(b, layout.headerOffset() + EngineLayout.DECISION_SEQ);
    }

    /**
     * The decision writer.
     *
     * @return the one instance.
     */
    public DecisionWriter out()
    {
        return out;
    }

    /**
     * Scopes with a decision that no gate reader has judged under yet.
     *
     * @return count.
     */
    public int exposedScopes()
    {
        return b.getInt(layout.headerOffset() + EngineLayout.EXPOSED_SCOPES);
    }

    /**
     * Whether a scope, or the market, has such a decision.
     *
     * @param s state of the scope.
     * @return false almost always.
     */
    public boolean isExposed(final int s)
    {
        return exposedScopes() != 0 &&
            (b.getLong(s + Layout.S_EXPOSED) | b.getLong(market() + Layout.S_EXPOSED)) != 0;
    }

    void countExposed(final int change)
    {
        b.putInt(layout.headerOffset() + EngineLayout.EXPOSED_SCOPES, exposedScopes() + change);
    }

    /**
     * The parameter image.
     *
     * @return the one instance.
     */
    public ParameterImage image()
    {
        return image;
    }

    /**
     * The timers.
     *
     * @return the one instance.
     */
    public TimerHeap timers()
    {
        return timers;
    }

    /**
     * Where everything lies.
     *
     * @return the layout.
     */
    public EngineLayout layout()
    {
        return layout;
    }

    /**
     * The ladder flyweight.
     *
     * @return the one instance; wrap it on an instrument's state first.
     */
    public PriceLadder ladder()
    {
        return ladder;
    }

    /**
     * Whether the parameters have a class of participants, with no more controls than there is room for.
     *
     * @param index any value.
     * @return true where they do.
     */
    public boolean isParticipantClass(final int index)
    {
        final int first = image.headerInt(ImageHeader.H_PARTICIPANT_OFFSET);
        return index >= 0 &&
            index < (image.headerInt(ImageHeader.H_CONTROL_OFFSET) - first) / ControlImage.CLASS_LENGTH &&
            b.getInt(layout.imageOffset() + first + index * ControlImage.CLASS_LENGTH + ControlImage.P_CONTROLS) <=
                layout.capacities().participantControls();
    }

    /** Common ground of the controls over participants. */
    ParticipantMemory participants(final FaultTeller faults)
    {
        return new ParticipantMemory(layout.capacities(), b, layout.participantsOffset(), layout.imageOffset(), timers,
            layout.participantTimers(), out, board, faults);
    }

    /**
     * The arena.
     *
     * @return its bytes.
     */
    public UnsafeBuffer buffer()
    {
        return b;
    }

    /**
     * Sequence of the record that is being worked on.
     *
     * @return the sequence.
     */
    long sequence()
    {
        return b.getLong(layout.headerOffset() + EngineLayout.SEQUENCE);
    }

    /**
     * State of the market.
     *
     * @return its offset.
     */
    int market()
    {
        return layout.marketOffset();
    }

    /**
     * Address of a scope's class.
     *
     * @param s state of the scope.
     * @return offset into the arena.
     */
    public int classOf(final int s)
    {
        return image.classAt(b.getInt(s + Layout.S_CLASS));
    }

    /**
     * Number of breakers of a class.
     *
     * @param c address of the class.
     * @return count.
     */
    int breakers(final int c)
    {
        return b.getInt(c + ImageLayout.C_BREAKERS);
    }

    /**
     * State of a breaker.
     *
     * @param s state of the scope.
     * @param k breaker of the class.
     * @return its offset.
     */
    public int breaker(final int s, final int k)
    {
        return s + layout.breakersOffset() + k * Layout.BREAKER_LENGTH;
    }

    /**
     * State of a reference.
     *
     * @param s state of the scope.
     * @param r reference of the class.
     * @return its offset.
     */
    public int reference(final int s, final int r)
    {
        return s + Layout.S_REFERENCES + r * Layout.REFERENCE_LENGTH;
    }

    /**
     * Timer slot of a reference.
     *
     * @param s state of the scope.
     * @param r reference of the class.
     * @return slot.
     */
    int referenceTimer(final int s, final int r)
    {
        return b.getInt(s + Layout.S_TIMER_BASE) + r;
    }

    /**
     * Timer slot of a breaker's deadline.
     *
     * @param s state of the scope.
     * @param k breaker of the class.
     * @return slot.
     */
    int breakerTimer(final int s, final int k)
    {
        return b.getInt(s + Layout.S_TIMER_BASE) + layout.capacities().references() + k;
    }

    /**
     * Timer slot of a breaker's wait for a durable mark.
     *
     * @param s state of the scope.
     * @param k breaker of the class.
     * @return slot.
     */
    int releaseTimer(final int s, final int k)
    {
        return breakerTimer(s, k) + layout.capacities().breakers();
    }

    /**
     * Timer slot of the wait for a durable mark that lifts an operator's latch.
     *
     * @param s state of the scope.
     * @return slot.
     */
    int latchTimer(final int s)
    {
        return releaseTimer(s, layout.capacities().breakers());
    }

    /**
     * Timer slot of the state that an unclean restart put a scope in.
     *
     * @param s state of the scope.
     * @return slot, the scope's last.
     */
    int restartTimer(final int s)
    {
        return b.getInt(s + Layout.S_TIMER_BASE) + layout.timersPerScope() - 1;
    }

    /**
     * Arm a timer of a scope.
     *
     * @param s          state of the scope.
     * @param slot       timer slot.
     * @param deadlineNs when; NEVER disarms.
     */
    void arm(final int s, final int slot, final long deadlineNs)
    {
        if (deadlineNs == Layout.NEVER)
        {
            timers.cancel(slot);
        }
        else if (timers.deadlineNs(slot) != deadlineNs)
        {
            timers.schedule(slot, deadlineNs, b.getInt(s + Layout.S_SCOPE), slot - b.getInt(s + Layout.S_TIMER_BASE),
                0);
        }
    }

    /**
     * Evidence with the scope's variances filled in and all else cleared.
     *
     * @param s state of the scope.
     * @return the one instance.
     */
    Evidence evidence(final int s)
    {
        final Evidence evidence = out.evidence().clear();
        evidence.varianceFast = variance.fast(b, s + Layout.S_VARIANCE);
        evidence.varianceSlow = variance.slow(b, s + Layout.S_VARIANCE);
        return evidence;
    }

    /**
     * Whether continuous trading is in session.
     *
     * @param nowNs engine time.
     * @return true around the clock, or from open to before close.
     */
    boolean inSession(final long nowNs)
    {
        if (image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0)
        {
            return true;
        }
        final long openNs = b.getLong(market() + Layout.S_OPEN_NS);
        return openNs != Layout.ABSENT && nowNs >= openNs && nowNs < b.getLong(market() + Layout.S_CLOSE_NS);
    }

    /**
     * From when no reopening takes place.
     *
     * @return UTC ns, NEVER where nothing cuts it off.
     */
    long reopenCutoffNs()
    {
        final long beforeClose = image.headerLong(ImageHeader.H_REOPEN_CUTOFF_NS);
        final boolean always = image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0;
        return always || beforeClose == 0 ? Layout.NEVER : b.getLong(market() + Layout.S_CLOSE_NS) - beforeClose;
    }

    /**
     * From when a breaker does not reopen: what is paused then waits for the closing auction.
     *
     * @param bk parameters of the breaker.
     * @return UTC ns, NEVER where nothing cuts it off.
     */
    long cutoffNs(final int bk)
    {
        final long ownNs = b.getLong(bk + ImageReopening.B_CUTOFF_NS);
        return ownNs != 0 ? beforeCloseNs(ownNs) : b.getInt(bk + ImageLayout.B_REOPENING) ==
            ImageLayout.REOPEN_UNCROSS ? reopenCutoffNs() : Layout.NEVER;
    }

    /**
     * By when every pause of a breaker has ended.
     *
     * @param bk parameters of the breaker.
     * @return UTC ns, NEVER where nothing bounds it.
     */
    long latestResumeNs(final int bk)
    {
        final long ownNs = b.getLong(bk + ImageReopening.B_RESUME_BEFORE_NS);
        return ownNs == 0 ? Layout.NEVER : beforeCloseNs(ownNs);
    }

    private long beforeCloseNs(final long ns)
    {
        return image.headerInt(ImageHeader.H_ALWAYS_OPEN) != 0 ?
            Layout.NEVER : b.getLong(market() + Layout.S_CLOSE_NS) - ns;
    }
}
