package io.firebreak.engine;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.RunningDigest;
import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Gauges;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.breaker.Parts;
import io.firebreak.breaker.ScopeReader;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.gate.StateBoard;
import io.firebreak.market.Scope;
import io.firebreak.participant.ParticipantReading;
import io.firebreak.record.SnapshotHead;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The deterministic engine: inputs in, decisions out, all state in one arena. The same inputs under the same parameter
 * image give the same decision bytes and the same digest on every JDK. It reads no clock, starts no thread, and throws
 * nothing: bad input becomes a decision, a fault of its own latches the scope to the operator. Owned by one thread.
 */
public final class BreakerEngine
{
    /** Version of the decisions' meaning: rises exactly when a decision byte could change. */
    public static final int SEMANTICS_VERSION = 6;

    private final EngineLayout layout;
    private final EngineMemory memory;
    private final StateBoard board;
    private final RunningDigest digest;
    private final Inputs inputs;
    private final UnsafeBuffer b;
    private final long imageHash;

    /**
     * Build an engine and allocate its arena.
     *
     * @param capacities what it is for.
     * @param image      parameter image, copied into the arena.
     * @param imageHash  first 8 bytes of the image's SHA-256, little-endian: every decision carries it.
     * @throws IllegalArgumentException where the image is not one or does not fit the capacities, with the numbers.
     */
    public BreakerEngine(final Capacities capacities, final DirectBuffer image, final long imageHash)
    {
        this(capacities, image, imageHash, true);
    }

    /**
     * Build an engine and allocate its arena, with or without the armed envelope.
     *
     * @param capacities what it is for.
     * @param image      parameter image, copied into the arena.
     * @param imageHash  first 8 bytes of the image's SHA-256, little-endian: every decision carries it.
     * @param isEnvelope false: every rule is evaluated with every event. No decision, digest or limit differs by it; it
     *                   proves that, and costs time.
     * @throws IllegalArgumentException where the image is not one or does not fit the capacities, with the numbers.
     */
    public BreakerEngine(
        final Capacities capacities, final DirectBuffer image, final long imageHash, final boolean isEnvelope)
    {
        ParameterImage.validate(image);
        if (image.capacity() > capacities.imageBytes())
        {
            throw new IllegalArgumentException("the parameter image has " + image.capacity() +
                " bytes, the capacity imageBytes is " + capacities.imageBytes());
        }
        layout = new EngineLayout(capacities);
        b = layout.arena().buffer();
        b.putBytes(layout.imageOffset(), image, 0, image.capacity());
        board = new StateBoard(capacities.instruments(), 0, 1, capacities.participants());
        memory = new EngineMemory(layout, board);
        memory.out().imageHash(imageHash);
        this.imageHash = imageHash;
        digest = new RunningDigest(b, layout.headerOffset() + EngineLayout.DIGEST);
        inputs = new Inputs(memory, new Parts(memory, isEnvelope));
    }

    /**
     * Work on one input.
     *
     * @param timeNs    host's clock for it.
     * @param in        where the input lies.
     * @param offset    of its SBE header.
     * @param length    of header and block.
     * @param out       where decisions go.
     * @param outOffset of the first, 8-aligned.
     * @return bytes of decisions written, a multiple of 8.
     */
    public int onMessage(
        final long timeNs, final UnsafeBuffer in, final int offset, final int length, final UnsafeBuffer out,
        final int outOffset)
    {
        final int header = layout.headerOffset();
        final long sequence = b.getLong(header + EngineLayout.SEQUENCE) + 1;
        b.putLong(header + EngineLayout.SEQUENCE, sequence);
        memory.out().wrap(out, outOffset, sequence);
        inputs.onMessage(timeNs, in, offset, length);
        final int bytes = memory.out().length();
        digest.fold(out, outOffset, bytes);
        return bytes;
    }

    /** {@return count of decisions of the last input} */
    public int decisionCount()
    {
        return memory.out().count();
    }

    /** {@return running digest after the last input, 64 bits} */
    public long digest()
    {
        return digest.value();
    }

    /** {@return hash of the whole arena, 64 bits; cold} */
    public long arenaHash()
    {
        return layout.arena().hash();
    }

    /** {@return sequence of the last input, 0 before the first} */
    public long sequence()
    {
        return b.getLong(layout.headerOffset() + EngineLayout.SEQUENCE);
    }

    /** {@return number of the last decision, 0 before the first} */
    public long decisionSeq()
    {
        return b.getLong(layout.headerOffset() + EngineLayout.DECISION_SEQ);
    }

    /** {@return UTC ns} */
    public long timeNs()
    {
        return b.getLong(layout.headerOffset() + EngineLayout.NOW);
    }

    /** {@return UTC ns, Long.MAX_VALUE where none is armed} */
    public long nextDeadlineNs()
    {
        return memory.timers().nextDeadlineNs();
    }

    /**
     * State that governs an instrument, the market's included.
     *
     * @param instrumentIndex below the capacity.
     * @return TradingState code.
     */
    public int governingState(final int instrumentIndex)
    {
        return inputs.parts().states().governing(layout.instrument(instrumentIndex));
    }

    /**
     * Best bid of an instrument's ladder; cold, between inputs.
     *
     * @param instrumentIndex below the capacity.
     * @return ticks, Long.MIN_VALUE where the side is empty.
     */
    public long bestBidTicks(final int instrumentIndex)
    {
        return ladder(instrumentIndex).bestBidTicks();
    }

    /**
     * Best offer of an instrument's ladder; cold, between inputs.
     *
     * @param instrumentIndex below the capacity.
     * @return ticks, Long.MIN_VALUE where the side is empty.
     */
    public long bestAskTicks(final int instrumentIndex)
    {
        return ladder(instrumentIndex).bestAskTicks();
    }

    /**
     * Trade rate of an instrument as of engine time; cold, between inputs. Each print counts 1 / tau, and all of it
     * fades by tau / (tau + dt) between prints; tau is the class's {@code rate_tau_s}.
     *
     * @param instrumentIndex below the capacity.
     * @return prints a second, 0 before the first.
     */
    public double tradesPerSecond(final int instrumentIndex)
    {
        return inputs.parts().prints().tradesPerSecond(layout.instrument(instrumentIndex), timeNs());
    }

    /**
     * Everything about a scope, for people; cold, between inputs.
     *
     * @param scope packed {@link Scope} of an instrument below the capacity, or of the market.
     * @return a copy.
     */
    public ScopeReading read(final int scope)
    {
        return new ScopeReader(inputs.parts()).read(Scope.kind(scope) == Scope.INSTRUMENT ?
            layout.instrument(Scope.index(scope)) : layout.marketOffset(), timeNs());
    }

    /** {@return true for a record that is marked EXPOSED} */
    public boolean isExposed()
    {
        return inputs.isExposed();
    }

    /** {@return count; almost always 0} */
    public int exposedScopes()
    {
        return memory.exposedScopes();
    }

    /**
     * The decision of a scope that no gate reader has judged under yet.
     *
     * @param scope packed {@link Scope} of a defined instrument, or of the market.
     * @return its number, 0 where there is none.
     */
    public long exposedDecisionSeq(final int scope)
    {
        final int s = Scope.kind(scope) == Scope.INSTRUMENT ?
            layout.instrument(Scope.index(scope)) : layout.marketOffset();
        return b.getLong(s + Layout.S_EXPOSED);
    }

    /**
     * Last number of a source.
     *
     * @param sourceId below the capacity of sources.
     * @return 0 where the source has not numbered anything.
     */
    public long lastSourceSequence(final int sourceId)
    {
        return sourceId < layout.capacities().sources() ? b.getLong(layout.sourcesOffset() + (sourceId << 3)) : 0;
    }

    /**
     * Sequence of the last record with a release that waits for a durable mark.
     *
     * @return 0 where none waits.
     */
    public long waitingReleaseSequence()
    {
        return inputs.parts().releases().waitingSequence();
    }

    /**
     * Whether something that concerns every instrument, a step of the day or a loss of inputs, has not reached this one
     * yet: its next input brings it up to date first.
     *
     * @param instrumentIndex any value.
     * @return false where it is up to date or no instrument.
     */
    public boolean isBehind(final int instrumentIndex)
    {
        return inputs.due().isBehind(instrumentIndex);
    }

    /**
     * How often rules, conditions or limits were evaluated: the share of events outside the armed envelope.
     *
     * @return count since this engine was built; no state, and not the same with the envelope on and off.
     */
    public long evaluations()
    {
        return inputs.parts().evaluations();
    }

    /**
     * Whether an operator holds a scope halted.
     *
     * @param scope packed {@link Scope} of a defined instrument, or of the market.
     * @return true from the halt until the resume that two people approved has taken effect.
     */
    public boolean isHeldByOperator(final int scope)
    {
        final int s = Scope.kind(scope) == Scope.INSTRUMENT ?
            layout.instrument(Scope.index(scope)) : layout.marketOffset();
        return b.getInt(s + Layout.S_OPERATOR_STATE) != 0;
    }

    /** {@return highest nonce of an operator; Long.MIN_VALUE of one that the engine does not know}
     * @param operatorId who. */
    public long lastNonce(final long operatorId)
    {
        return inputs.parts().operators().lastNonce(operatorId);
    }

    /** {@return what the gate reads} */
    public StateBoard board()
    {
        return board;
    }

    /** {@return everything about a participant, for people; null where it is not defined; cold, between inputs}
     * @param index any value. */
    public ParticipantReading participant(final int index)
    {
        return inputs.parts().participants().read(index, timeNs());
    }

    /** {@return what the rules would compare now, of every instrument; cold, between inputs, on the engine's thread} */
    public Gauges gauges()
    {
        return new Gauges(memory, inputs.parts());
    }

    /** {@return what the engine was built for} */
    public Capacities capacities()
    {
        return layout.capacities();
    }

    /** {@return bytes of an instrument, without pages of windows and far levels} */
    public int bytesPerInstrument()
    {
        return layout.bytesPerInstrument();
    }

    /** {@return the arena's sections as a table, for people} */
    public String describe()
    {
        return layout.arena().describe();
    }

    /** The head of a snapshot of the state after the last input. */
    SnapshotHead snapshotHead(final SnapshotHead.Kind kind, final long bodyBytes, final int bodyCrc)
    {
        return new SnapshotHead(kind, EngineLayout.VERSION, SEMANTICS_VERSION, capacities().text(), imageHash,
            sequence(), decisionSeq(), timeNs(), digest(), arenaHash(), bodyBytes, bodyCrc);
    }

    /** Why this engine cannot take a snapshot, or null. */
    String snapshotRefusal(final SnapshotHead head)
    {
        return head.refusal(EngineLayout.VERSION, SEMANTICS_VERSION, capacities().text(), imageHash);
    }

    EngineMemory memory()
    {
        return memory;
    }

    Parts parts()
    {
        return inputs.parts();
    }

    /** Another engine of the same capacities and parameters, without any input. */
    BreakerEngine fresh()
    {
        return fresh(new UnsafeBuffer(b, layout.imageOffset(), memory.image().headerInt(ImageHeader.H_LENGTH)));
    }

    /** The same with other parameters. */
    BreakerEngine fresh(final DirectBuffer image)
    {
        return new BreakerEngine(capacities(), image, imageHash);
    }

    /** As a record of another layout version has it: that engine's lines are not this one's. */
    void digest(final long journaled)
    {
        b.putLong(layout.headerOffset() + EngineLayout.DIGEST, journaled);
    }

    UnsafeBuffer arenaBytes()
    {
        return b;
    }

    void requireFresh()
    {
        if (sequence() != 0 || timeNs() != 0)
        {
            throw new IllegalStateException("an engine that has worked up to sequence " + sequence() +
                " cannot be restored: build a new one");
        }
    }

    /** The arena holds a restored state: show it to the gate. */
    void restored()
    {
        inputs.parts().board().rebuild(timeNs());
        inputs.parts().participants().rebuild(timeNs());
    }

    private PriceLadder ladder(final int instrumentIndex)
    {
        memory.ladder().wrap(layout.instrument(instrumentIndex) + layout.ladderOffset());
        return memory.ladder();
    }
}
