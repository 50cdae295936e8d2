package io.firebreak.record;

import io.firebreak.codec.BandChangeEncoder;
import io.firebreak.codec.DataQualityEncoder;
import io.firebreak.codec.ExtendEncoder;
import io.firebreak.codec.LimitStateEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.OperatorResultEncoder;
import io.firebreak.codec.ParticipantActionEncoder;
import io.firebreak.codec.ReleasePendingEncoder;
import io.firebreak.codec.TradingStateChangeEncoder;
import io.firebreak.codec.UncrossEncoder;
import io.firebreak.codec.UncrossRequestEncoder;
import io.firebreak.codec.VerdictDeniedEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the decisions of one input behind one another, as SBE messages. Owned by the engine thread. Every byte of a
 * message is written, so what lay there before cannot reach a journal. The contiguous decision number lives in the
 * engine's arena, where the caller points.
 *
 * <pre>
 *   0 SBE header | 8 timeNs | 16 decisionSeq | 24 causeSeq | 32 scope | 36 ruleId | 38 reason | 40 body
 * </pre>
 */
public final class DecisionWriter
{
    /** Offset of the time in every decision. */
    public static final int TIME_OFFSET = 8;

    /** Offset of the decision's number in every decision. */
    public static final int DECISION_SEQ_OFFSET = 16;

    /** Offset of the sequence of the causing record in every decision. */
    public static final int CAUSE_SEQ_OFFSET = 24;

    /** Offset of the scope in every decision. */
    public static final int SCOPE_OFFSET = 32;

    /** Offset of the rule in every decision. */
    public static final int RULE_OFFSET = 36;

    /** Offset of the reason in every decision. */
    public static final int REASON_OFFSET = 38;

    /** Offset of a decision's body. */
    public static final int BODY_OFFSET = 40;

    private static final int EVIDENCE_LENGTH = 88;

    private final UnsafeBuffer counterBuffer;
    private final int counterOffset;
    private final Evidence evidence = new Evidence();

    private UnsafeBuffer buffer;
    private int start;
    private int position;
    private int count;
    private long causeSeq;
    private long imageHash;
    private long timeNs;
    private int scope;
    private int ruleId;
    private int reason;

    /**
     * Create a writer that numbers decisions from a cell of the arena.
     *
     * @param counterBuffer the arena.
     * @param counterOffset offset of the int64 that holds the number of the last decision.
     */
    public DecisionWriter(final UnsafeBuffer counterBuffer, final int counterOffset)
    {
        this.counterBuffer = counterBuffer;
        this.counterOffset = counterOffset;
    }

    /**
     * The hash that every evidence carries.
     *
     * @param hash first 8 bytes of the parameter image's SHA-256.
     */
    public void imageHash(final long hash)
    {
        imageHash = hash;
    }

    /**
     * Start the decisions of an input.
     *
     * @param out      where to.
     * @param offset   first byte, 8-aligned.
     * @param sequence of the record that carries the input.
     */
    public void wrap(final UnsafeBuffer out, final int offset, final long sequence)
    {
        buffer = out;
        start = offset;
        position = offset;
        count = 0;
        causeSeq = sequence;
    }

    /**
     * Bytes written since {@link #wrap}.
     *
     * @return a multiple of 8.
     */
    public int length()
    {
        return position - start;
    }

    /**
     * Decisions written since {@link #wrap}.
     *
     * @return count.
     */
    public int count()
    {
        return count;
    }

    /**
     * Number of the last decision that was written.
     *
     * @return 0 before the first.
     */
    public long lastDecisionSeq()
    {
        return counterBuffer.getLong(counterOffset);
    }

    /**
     * The evidence to fill before the next decision that carries it.
     *
     * @return the one instance, not cleared.
     */
    public Evidence evidence()
    {
        return evidence;
    }

    /**
     * Say who decides, when and why, for the next decisions.
     *
     * @param atNs       engine time of the decision.
     * @param scopeOf    packed scope.
     * @param rule       rule id, 0 none.
     * @param reasonCode code of the reason.
     * @return this.
     */
    public DecisionWriter by(final long atNs, final int scopeOf, final int rule, final int reasonCode)
    {
        timeNs = atNs;
        scope = scopeOf;
        ruleId = rule;
        reason = reasonCode;
        return this;
    }

    /**
     * Write a BandChange.
     *
     * @param referenceMicro reference in force, millionths of a tick.
     * @param previousMicro  the one before.
     * @param lowerTicks     lower band.
     * @param upperTicks     upper band.
     * @param sinceNs        since when the reference is in force.
     * @param widthPpm       configured width, 0 where absolute.
     * @param input          which input won.
     */
    public void bandChange(
        final long referenceMicro, final long previousMicro, final long lowerTicks, final long upperTicks,
        final long sinceNs, final long widthPpm, final int input)
    {
        final int o = begin(BandChangeEncoder.TEMPLATE_ID, BandChangeEncoder.BLOCK_LENGTH);
        buffer.putLong(o, referenceMicro);
        buffer.putLong(o + 8, previousMicro);
        buffer.putLong(o + 16, lowerTicks);
        buffer.putLong(o + 24, upperTicks);
        buffer.putLong(o + 32, sinceNs);
        buffer.putLong(o + 40, imageHash);
        buffer.putLong(o + 48, widthPpm);
        buffer.putLong(o + 56, input);
    }

    /**
     * Write a LimitState with the evidence.
     *
     * @param state      code after.
     * @param previous   code before.
     * @param openedNs   when it opened.
     * @param deadlineNs when it becomes a trip.
     */
    public void limitState(final int state, final int previous, final long openedNs, final long deadlineNs)
    {
        final int o = evidence(begin(LimitStateEncoder.TEMPLATE_ID, LimitStateEncoder.BLOCK_LENGTH));
        buffer.putLong(o, deadlineNs);
        buffer.putLong(o + 8, openedNs);
        buffer.putLong(o + 16, state | previous << 8 | evidence.input << 16);
    }

    /**
     * Write a TradingStateChange with the evidence.
     * @param from         state of the rule before.
     * @param to           state of the rule after.
     * @param merged       state of the scope after.
     * @param deadlineNs   end of the state.
     * @param latestExitNs guaranteed exit.
     * @param tripCount    trips in the cap window.
     * @param level        ladder level, 0 none.
     * @param latched      1 where only an operator releases it.
     */
    public void tradingState(
        final int from, final int to, final int merged, final long deadlineNs, final long latestExitNs,
        final long tripCount, final int level, final int latched)
    {
        final int o = evidence(begin(TradingStateChangeEncoder.TEMPLATE_ID, TradingStateChangeEncoder.BLOCK_LENGTH));
        buffer.putLong(o, deadlineNs);
        buffer.putLong(o + 8, latestExitNs);
        buffer.putLong(o + 16, tripCount);
        buffer.putLong(o + 24, from | to << 8 | merged << 16 | (long)evidence.input << 24 |
            (long)level << 32 | (long)latched << 40);
        buffer.putLong(o + 32, evidence.leader);
    }

    /**
     * Write a ReleasePending.
     *
     * @param from       state of the rule now.
     * @param to         state it will take.
     * @param merged     state of the scope now.
     * @param level      durability it waits for.
     * @param deadlineNs when the declared policy answers instead.
     */
    public void releasePending(
        final int from, final int to, final int merged, final int level, final long deadlineNs)
    {
        final int o = begin(ReleasePendingEncoder.TEMPLATE_ID, ReleasePendingEncoder.BLOCK_LENGTH);
        buffer.putLong(o, deadlineNs);
        buffer.putLong(o + 8, from | to << 8 | merged << 16 | (long)level << 24);
    }

    /**
     * Write an UncrossRequest.
     *
     * @param lowerTicks lower collar.
     * @param upperTicks upper collar.
     * @param deadlineNs host time-out.
     * @param extension  extensions so far.
     */
    public void uncrossRequest(
        final long lowerTicks, final long upperTicks, final long deadlineNs, final long extension)
    {
        final int o = begin(UncrossRequestEncoder.TEMPLATE_ID, UncrossRequestEncoder.BLOCK_LENGTH);
        buffer.putLong(o, lowerTicks);
        buffer.putLong(o + 8, upperTicks);
        buffer.putLong(o + 16, deadlineNs);
        buffer.putLong(o + 24, extension);
    }

    /**
     * Write an Uncross.
     *
     * @param priceTicks indicative price.
     * @param lowerTicks lower collar.
     * @param upperTicks upper collar.
     * @param deadlineNs host time-out.
     */
    public void uncross(
        final long priceTicks, final long lowerTicks, final long upperTicks, final long deadlineNs)
    {
        final int o = begin(UncrossEncoder.TEMPLATE_ID, UncrossEncoder.BLOCK_LENGTH);
        buffer.putLong(o, priceTicks);
        buffer.putLong(o + 8, lowerTicks);
        buffer.putLong(o + 16, upperTicks);
        buffer.putLong(o + 24, deadlineNs);
    }

    /**
     * Write an Extend.
     *
     * @param priceTicks  offending price.
     * @param lowerTicks  collar from now on.
     * @param upperTicks  collar from now on.
     * @param testedLower collar that was tested.
     * @param testedUpper collar that was tested.
     * @param deadlineNs  end of the extension.
     * @param extension   extensions so far.
     */
    public void extend(
        final long priceTicks, final long lowerTicks, final long upperTicks, final long testedLower,
        final long testedUpper, final long deadlineNs, final long extension)
    {
        final int o = begin(ExtendEncoder.TEMPLATE_ID, ExtendEncoder.BLOCK_LENGTH);
        buffer.putLong(o, priceTicks);
        buffer.putLong(o + 8, lowerTicks);
        buffer.putLong(o + 16, upperTicks);
        buffer.putLong(o + 24, testedLower);
        buffer.putLong(o + 32, testedUpper);
        buffer.putLong(o + 40, deadlineNs);
        buffer.putLong(o + 48, extension);
    }

    /**
     * Write a VerdictDenied with the evidence.
     * @param epoch    epoch the gate judged under, 0 not asked.
     * @param gateCode the gate's answer.
     * @param side     aggressor.
     * @param kind     OrderKind code of the order.
     * @param action   Action code for its remainder.
     */
    public void verdictDenied(final long epoch, final int gateCode, final int side, final int kind, final int action)
    {
        final int o = evidence(begin(VerdictDeniedEncoder.TEMPLATE_ID, VerdictDeniedEncoder.BLOCK_LENGTH));
        buffer.putLong(o, epoch);
        buffer.putLong(o + 8, gateCode | (long)side << 16 | (long)evidence.input << 24 |
            (long)kind << 32 | (long)action << 40);
    }

    /**
     * Write a DataQuality.
     *
     * @param code     what.
     * @param sourceId source.
     * @param observed what was seen.
     * @param expected what was expected.
     * @param total    occurrences of this code so far.
     * @param ended    1 where the condition ended.
     */
    public void dataQuality(
        final int code, final int sourceId, final long observed, final long expected, final long total,
        final int ended)
    {
        final int o = begin(DataQualityEncoder.TEMPLATE_ID, DataQualityEncoder.BLOCK_LENGTH);
        buffer.putLong(o, observed);
        buffer.putLong(o + 8, expected);
        buffer.putLong(o + 16, total);
        buffer.putLong(o + 24, code | (long)sourceId << 16 | (long)ended << 32);
    }

    /**
     * Write an OperatorResult.
     *
     * @param operatorId who.
     * @param nonce      of the command.
     * @param command    what was asked.
     * @param result     answer.
     * @param merged     state of the scope after.
     */
    public void operatorResult(
        final long operatorId, final long nonce, final int command, final int result, final int merged)
    {
        final int o = begin(OperatorResultEncoder.TEMPLATE_ID, OperatorResultEncoder.BLOCK_LENGTH);
        buffer.putLong(o, operatorId);
        buffer.putLong(o + 8, nonce);
        buffer.putLong(o + 16, command | result << 8 | merged << 16);
    }

    /** Write a ParticipantAction.
     * @param action the numbers it rests on. */
    public void participantAction(final ParticipantEvidence action)
    {
        action.write(buffer,
            begin(ParticipantActionEncoder.TEMPLATE_ID, ParticipantActionEncoder.BLOCK_LENGTH), imageHash);
    }

    private int begin(final int templateId, final int blockLength)
    {
        final int o = position;
        final long number = counterBuffer.getLong(counterOffset) + 1;
        counterBuffer.putLong(counterOffset, number);
        buffer.putLong(o, blockLength | (long)templateId << 16 |
            (long)MessageHeaderEncoder.SCHEMA_ID << 32 | (long)MessageHeaderEncoder.SCHEMA_VERSION << 48);
        buffer.putLong(o + TIME_OFFSET, timeNs);
        buffer.putLong(o + DECISION_SEQ_OFFSET, number);
        buffer.putLong(o + CAUSE_SEQ_OFFSET, causeSeq);
        buffer.putLong(o + SCOPE_OFFSET, scope & 0xFFFFFFFFL | (long)ruleId << 32 | (long)reason << 48);
        position = o + MessageHeaderEncoder.ENCODED_LENGTH + blockLength;
        count++;
        return o + BODY_OFFSET;
    }

    private int evidence(final int o)
    {
        buffer.putLong(o, evidence.observedMicroTicks);
        buffer.putLong(o + 8, evidence.limitMicroTicks);
        buffer.putLong(o + 16, evidence.referenceMicroTicks);
        buffer.putLong(o + 24, evidence.marginMicroTicks());
        buffer.putDouble(o + 32, evidence.observedReal);
        buffer.putDouble(o + 40, evidence.limitReal);
        buffer.putDouble(o + 48, evidence.widthFraction);
        buffer.putDouble(o + 56, evidence.varianceFast);
        buffer.putDouble(o + 64, evidence.varianceSlow);
        buffer.putDouble(o + 72, evidence.widening);
        buffer.putLong(o + 80, imageHash);
        return o + EVIDENCE_LENGTH;
    }
}
