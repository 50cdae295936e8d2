package io.firebreak.pipeline;

import io.firebreak.codec.BoardLineEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.TradingStateChangeEncoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.BoardRelay;
import io.firebreak.market.Scope;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.DecisionWriter;
import io.firebreak.record.SlotLayout;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What happens outside the engine once a slot is committed. DIRECT: the changed lines of the board are stored, by the
 * engine thread. SEQUENCED: they leave as BoardLine messages before the decisions, and the matching thread stores each
 * when the venue's own order of commands has come to it. Then the decisions are handed to the host. Owned by the engine
 * thread but for that second {@code apply}.
 */
public final class Effects
{
    private static final int BODY = DecisionWriter.BODY_OFFSET;
    private static final int ORDERS = BODY + BoardRelay.LINE_BYTES;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BoardLineEncoder.BLOCK_LENGTH;

    private final BreakerEngine engine;
    private final BoardRelay relay;
    private final Exposures exposures;
    private final DecisionBuffer decisions;
    private final UnsafeBuffer slots;
    private final UnsafeBuffer message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(LENGTH, 8));
    private final Pause pause = new Pause();
    private long marketSeq;
    private boolean isCarrying;
    private volatile boolean halting;

    Effects(
        final BreakerEngine engine, final BoardRelay relay, final Exposures exposures, final DecisionBuffer decisions,
        final UnsafeBuffer slots)
    {
        this.engine = engine;
        this.relay = relay;
        this.exposures = exposures;
        this.decisions = decisions;
        this.slots = slots;
    }

    /**
     * From the next input on the board's changes leave as messages: what came before stands in no order of the venue's.
     * The launching thread, while the engine thread has nothing to do; the next input's publication tells it.
     */
    void carry()
    {
        isCarrying = true;
    }

    /** Whether the input that was just worked on has any effect outside the engine. */
    boolean isAny(final int decisionCount)
    {
        return decisionCount != 0 || relay.count() != 0;
    }

    void apply(
        final int slot, final long sequence, final UnsafeBuffer buffer, final int offset, final int length)
    {
        noteExposed(buffer, offset, length);
        final long orders = slots.getInt(slot + SlotLayout.ORDERS_OFFSET) & 0xFFFF_FFFFL;
        for (int line = relay.take(); line >= 0; line = relay.take())
        {
            final int scope = relay.scopeOf(line);
            final long exposed = hasStates(scope) ? engine.exposedDecisionSeq(scope) : 0;
            if (isCarrying)
            {
                carry(line, scope, exposed, orders, sequence);
            }
            else
            {
                relay.publish(line);
                effective(scope, exposed, orders);
            }
        }
        decisions.watch(buffer, offset, length, sequence);
        decisions.offer(buffer, offset, length);
    }

    /**
     * Stores a line of the board that a BoardLine message carries. Sequenced mode; the matching thread.
     *
     * @param buffer holds the message.
     * @param offset of its SBE header.
     * @param length of header and block; a shorter message is ignored, as is one of a scope that the board has not.
     */
    public void apply(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (length < LENGTH)
        {
            return;
        }
        final int scope = buffer.getInt(offset + DecisionWriter.SCOPE_OFFSET);
        final int line = relay.lineOf(scope);
        if (line < 0)
        {
            return;
        }
        relay.apply(line, buffer, offset + BODY);
        if (Scope.kind(scope) == Scope.MARKET)
        {
            marketSeq = buffer.getLong(offset + DecisionWriter.CAUSE_SEQ_OFFSET);
        }
        effective(scope, buffer.getLong(offset + DecisionWriter.DECISION_SEQ_OFFSET),
            buffer.getLong(offset + ORDERS));
    }

    /** The input behind the market's line that was applied last, 0 none. Sequenced mode; the matching thread. */
    long marketSeq()
    {
        return marketSeq;
    }

    private void effective(final int scope, final long decisionSeq, final long orders)
    {
        if (hasStates(scope))
        {
            exposures.effective(scope, decisionSeq, orders);
        }
    }

    /** A reader's orders are counted under the lines that have states of their own. */
    private static boolean hasStates(final int scope)
    {
        return Scope.kind(scope) == Scope.INSTRUMENT || Scope.kind(scope) == Scope.MARKET;
    }

    /** A decision that raised a state counts as exposed even where it changed nothing that the gate reads. */
    private void noteExposed(final UnsafeBuffer buffer, final int offset, final int length)
    {
        int at = offset;
        while (at < offset + length)
        {
            final int line = relay.lineOf(buffer.getInt(at + DecisionWriter.SCOPE_OFFSET));
            if ((buffer.getShort(at + 2) & 0xFFFF) == TradingStateChangeEncoder.TEMPLATE_ID && line >= 0)
            {
                relay.note(line);
            }
            at += (buffer.getShort(at) & 0xFFFF) + MessageHeaderEncoder.ENCODED_LENGTH;
        }
    }

    private void carry(
        final int line, final int scope, final long exposed, final long orders, final long sequence)
    {
        message.putLong(0, BoardLineEncoder.BLOCK_LENGTH | (long)BoardLineEncoder.TEMPLATE_ID << 16 |
            (long)MessageHeaderEncoder.SCHEMA_ID << 32 | (long)MessageHeaderEncoder.SCHEMA_VERSION << 48);
        message.putLong(DecisionWriter.TIME_OFFSET, engine.timeNs());
        message.putLong(DecisionWriter.DECISION_SEQ_OFFSET, exposed);
        message.putLong(DecisionWriter.CAUSE_SEQ_OFFSET, sequence);
        message.putLong(DecisionWriter.SCOPE_OFFSET, scope & 0xFFFF_FFFFL);
        relay.copy(line, message, BODY);
        message.putLong(ORDERS, orders);
        awaitRoom();
        decisions.offer(message, 0, LENGTH);
    }

    private void awaitRoom()
    {
        pause.reset();
        while (!decisions.hasRoom() && !halting)
        {
            pause.idle();
        }
    }

    void halt()
    {
        halting = true;
    }
}
