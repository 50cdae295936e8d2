package io.firebreak.snapshot;

import io.firebreak.arena.RunningDigest;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.ReferenceLayout;
import io.firebreak.codec.BreakerStateEncoder;
import io.firebreak.codec.ControlStateEncoder;
import io.firebreak.codec.ParticipantStateEncoder;
import io.firebreak.codec.ReferenceStateEncoder;
import io.firebreak.codec.ScopeStateEncoder;
import io.firebreak.codec.StateBeginEncoder;
import io.firebreak.estimator.EventVariance;
import io.firebreak.estimator.SweepFilter;
import io.firebreak.participant.ParticipantLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which field of a state message holds which field of the arena: one table for both ways, so that what is written is
 * what is read. A field that is added to the layout belongs here; where it is missing, a snapshot cannot be taken.
 */
final class StateFields
{
    static final StateFields ENGINE = new StateFields(StateBeginEncoder.BLOCK_LENGTH)
        .words(EngineLayout.SEQUENCE, StateBeginEncoder.sequenceEncodingOffset())
        .words(EngineLayout.DECISION_SEQ, StateBeginEncoder.decisionSeqEncodingOffset())
        .words(EngineLayout.NOW, StateBeginEncoder.timeNsEncodingOffset())
        .words(EngineLayout.LOSS_NS, StateBeginEncoder.lossNsEncodingOffset())
        .words(EngineLayout.DIGEST, StateBeginEncoder.digestEncodingOffset())
        .words(EngineLayout.GENERATOR, StateBeginEncoder.generatorEncodingOffset())
        .word(EngineLayout.STARTED, StateBeginEncoder.startedEncodingOffset())
        .word(EngineLayout.EXPOSED_SCOPES, StateBeginEncoder.exposedScopesEncodingOffset())
        .word(EngineLayout.REFUSED_STEP, StateBeginEncoder.refusedStepEncodingOffset())
        .word(EngineLayout.LOSSES, StateBeginEncoder.lossesEncodingOffset())
        .word(EngineLayout.LOSSES_TOLD, StateBeginEncoder.lossesToldEncodingOffset())
        .word(EngineLayout.LOSSES_PASS, StateBeginEncoder.lossesPassEncodingOffset())
        .word(EngineLayout.LOSSES_CURSOR, StateBeginEncoder.lossesCursorEncodingOffset())
        .word(EngineLayout.DIGEST + RunningDigest.CURSOR, StateBeginEncoder.digestCursorEncodingOffset());

    static final StateFields PARTICIPANT = new StateFields(ParticipantStateEncoder.BLOCK_LENGTH)
        .words(ParticipantLayout.P_EXTERNAL_ID, ParticipantStateEncoder.externalIdEncodingOffset())
        .words(ParticipantLayout.P_FROZEN, ParticipantStateEncoder.frozenEncodingOffset())
        .words(ParticipantLayout.P_RESUME_OPERATOR, ParticipantStateEncoder.resumeOperatorEncodingOffset())
        .words(ParticipantLayout.P_PENDING_SEQ, ParticipantStateEncoder.pendingSeqEncodingOffset())
        .words(ParticipantLayout.P_KILLED_NS, ParticipantStateEncoder.killedNsEncodingOffset())
        .word(ParticipantLayout.P_CLASS, ParticipantStateEncoder.classIndexEncodingOffset())
        .word(ParticipantLayout.P_GENERATION, ParticipantStateEncoder.generationEncodingOffset())
        .word(ParticipantLayout.P_PARENT, ParticipantStateEncoder.parentEncodingOffset())
        .word(ParticipantLayout.P_KILLED, ParticipantStateEncoder.killedEncodingOffset())
        .word(ParticipantLayout.P_DEPTH, ParticipantStateEncoder.depthEncodingOffset());

    static final StateFields CONTROL = new StateFields(ControlStateEncoder.BLOCK_LENGTH)
        .words(ParticipantLayout.C_UNTIL, ControlStateEncoder.untilNsEncodingOffset())
        .words(ParticipantLayout.C_SUM, ControlStateEncoder.sumEncodingOffset())
        .words(ParticipantLayout.C_NEWEST_FIRST, ControlStateEncoder.newestFirstNsEncodingOffset())
        .words(ParticipantLayout.C_BEGAN, ControlStateEncoder.beganNsEncodingOffset())
        .words(ParticipantLayout.C_SO_FAR, ControlStateEncoder.soFarEncodingOffset())
        .words(ParticipantLayout.C_BASELINE, ControlStateEncoder.baselineEncodingOffset())
        .words(ParticipantLayout.C_LAST_TICKS, ControlStateEncoder.lastTicksEncodingOffset())
        .word(ParticipantLayout.C_LAST_INSTRUMENT, ControlStateEncoder.lastInstrumentEncodingOffset())
        .word(ParticipantLayout.C_WINDOWS, ControlStateEncoder.windowsEncodingOffset())
        .word(ParticipantLayout.C_FULL, ControlStateEncoder.fullEncodingOffset());

    static final StateFields SCOPE = new StateFields(ScopeStateEncoder.BLOCK_LENGTH)
        .words(Layout.S_QUALITY, ScopeStateEncoder.qualityEncodingOffset())
        .words(Layout.S_MID_HALF, ScopeStateEncoder.midHalfEncodingOffset())
        .words(Layout.S_MID_NS, ScopeStateEncoder.midNsEncodingOffset())
        .words(Layout.S_BOOK_NS, ScopeStateEncoder.bookNsEncodingOffset())
        .words(Layout.S_INCREMENT, ScopeStateEncoder.incrementEncodingOffset())
        .words(Layout.S_DEPTH_FROM, ScopeStateEncoder.depthFromEncodingOffset())
        .words(Layout.S_DEPTH_BELOW, ScopeStateEncoder.depthBelowEncodingOffset())
        .words(Layout.S_SPREAD_ABOVE, ScopeStateEncoder.spreadAboveEncodingOffset())
        .words(Layout.S_SPREAD_TO, ScopeStateEncoder.spreadToEncodingOffset())
        .words(Layout.S_FIRST_NS, ScopeStateEncoder.firstNsEncodingOffset())
        .words(Layout.S_LAST_TICKS, ScopeStateEncoder.lastTicksEncodingOffset())
        .words(Layout.S_TRADE_RATE, ScopeStateEncoder.tradeRateEncodingOffset())
        .words(Layout.S_TRADE_RATE_NS, ScopeStateEncoder.tradeRateNsEncodingOffset())
        .words(Layout.S_EXPOSED, ScopeStateEncoder.exposedEncodingOffset())
        .words(Layout.S_LEVERAGE_PPM, ScopeStateEncoder.leveragePpmEncodingOffset())
        .words(Layout.S_EXTERNAL_ID, ScopeStateEncoder.externalIdEncodingOffset())
        .words(Layout.S_RESUME_OPERATOR, ScopeStateEncoder.resumeOperatorEncodingOffset())
        .words(Layout.S_PREVIOUS_CLOSE_E9, ScopeStateEncoder.previousCloseE9EncodingOffset())
        .words(Layout.S_OPEN_NS, ScopeStateEncoder.openNsEncodingOffset())
        .words(Layout.S_CLOSE_NS, ScopeStateEncoder.closeNsEncodingOffset())
        .words(Layout.S_NEXT_OPEN_NS, ScopeStateEncoder.nextOpenNsEncodingOffset())
        .words(Layout.S_DAY_BEGUN_NS, ScopeStateEncoder.dayBegunNsEncodingOffset())
        .words(Layout.S_PENDING_SEQ, ScopeStateEncoder.pendingSeqEncodingOffset())
        .words(Layout.S_BID, ScopeStateEncoder.bidEncodingOffset())
        .words(Layout.S_BID_LOTS, ScopeStateEncoder.bidLotsEncodingOffset())
        .words(Layout.S_ASK, ScopeStateEncoder.askEncodingOffset())
        .words(Layout.S_ASK_LOTS, ScopeStateEncoder.askLotsEncodingOffset())
        .words(Layout.S_QUOTE_NS, ScopeStateEncoder.quoteNsEncodingOffset())
        .words(Layout.S_RESTART_SEQ, ScopeStateEncoder.restartSeqEncodingOffset())
        .words(Layout.S_RESTART_DEADLINE, ScopeStateEncoder.restartDeadlineEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.SOURCE, ScopeStateEncoder.sweepSourceNsEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.PRICE, ScopeStateEncoder.sweepPriceEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.TIME, ScopeStateEncoder.sweepTimeNsEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.MEDIAN_HALF, ScopeStateEncoder.sweepMedianHalfEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.STARTED, ScopeStateEncoder.sweepStartedNsEncodingOffset())
        .words(Layout.S_SWEEPS + SweepFilter.PRICES, ScopeStateEncoder.sweepPricesEncodingOffset(), 5)
        .words(Layout.S_VARIANCE + EventVariance.SECOND, ScopeStateEncoder.varianceSecondEncodingOffset())
        .words(Layout.S_VARIANCE + EventVariance.PRICE, ScopeStateEncoder.variancePriceEncodingOffset())
        .words(Layout.S_VARIANCE + EventVariance.FAST, ScopeStateEncoder.varianceFastEncodingOffset())
        .words(Layout.S_VARIANCE + EventVariance.SLOW, ScopeStateEncoder.varianceSlowEncodingOffset())
        .words(Layout.S_VARIANCE + EventVariance.RETURNS, ScopeStateEncoder.varianceReturnsEncodingOffset())
        .word(Layout.S_GROUP_NEXT, ScopeStateEncoder.groupNextEncodingOffset())
        .word(Layout.S_DEFINED, ScopeStateEncoder.definedEncodingOffset())
        .word(Layout.S_CLASS, ScopeStateEncoder.classIndexEncodingOffset())
        .word(Layout.S_TWO_SIDED, ScopeStateEncoder.twoSidedEncodingOffset())
        .word(Layout.S_SEEN, ScopeStateEncoder.seenEncodingOffset())
        .word(Layout.S_MERGED, ScopeStateEncoder.mergedEncodingOffset())
        .word(Layout.S_PRICE_EXPONENT, ScopeStateEncoder.priceExponentEncodingOffset())
        .word(Layout.S_OPERATOR_STATE, ScopeStateEncoder.operatorStateEncodingOffset())
        .word(Layout.S_SUSPECT, ScopeStateEncoder.suspectEncodingOffset())
        .word(Layout.S_GENERATION, ScopeStateEncoder.generationEncodingOffset())
        .word(Layout.S_LOSSES, ScopeStateEncoder.lossesEncodingOffset())
        .word(Layout.S_RESTART_STATE, ScopeStateEncoder.restartStateEncodingOffset())
        .word(Layout.S_RESTART_PHASE, ScopeStateEncoder.restartPhaseEncodingOffset())
        .word(Layout.S_SWEEPS + SweepFilter.PENDING, ScopeStateEncoder.sweepPendingEncodingOffset())
        .word(Layout.S_SWEEPS + SweepFilter.SIZE, ScopeStateEncoder.sweepSizeEncodingOffset())
        .word(Layout.S_SWEEPS + SweepFilter.CURSOR, ScopeStateEncoder.sweepCursorEncodingOffset())
        .word(Layout.S_VARIANCE + EventVariance.STARTED, ScopeStateEncoder.varianceStartedEncodingOffset());

    static final StateFields REFERENCE = new StateFields(ReferenceStateEncoder.BLOCK_LENGTH)
        .words(Layout.F_VALUE, ReferenceStateEncoder.valueEncodingOffset())
        .words(Layout.F_SINCE, ReferenceStateEncoder.sinceEncodingOffset())
        .words(Layout.F_PRO_FORMA, ReferenceStateEncoder.proFormaEncodingOffset())
        .words(Layout.F_AVERAGE, ReferenceStateEncoder.averageEncodingOffset())
        .words(Layout.F_AVERAGE_NS, ReferenceStateEncoder.averageNsEncodingOffset())
        .words(Layout.F_STANDING_HALF, ReferenceStateEncoder.standingHalfEncodingOffset())
        .words(Layout.F_PRO_FORMA_E9, ReferenceStateEncoder.proFormaE9EncodingOffset())
        .words(Layout.F_HIGH, ReferenceStateEncoder.highEncodingOffset())
        .words(Layout.F_NEXT, ReferenceStateEncoder.nextEncodingOffset())
        .words(Layout.F_TOLD_NS, ReferenceStateEncoder.toldNsEncodingOffset())
        .word(Layout.F_STARTED, ReferenceStateEncoder.startedEncodingOffset())
        .word(Layout.F_INPUT, ReferenceStateEncoder.inputEncodingOffset())
        .words(ReferenceLayout.F_OFFER_LOW, ReferenceStateEncoder.offerLowEncodingOffset())
        .words(ReferenceLayout.F_OFFER_HIGH, ReferenceStateEncoder.offerHighEncodingOffset())
        .word(ReferenceLayout.F_OFFER_INPUT, ReferenceStateEncoder.offerInputEncodingOffset())
        .word(ReferenceLayout.F_OFFERED, ReferenceStateEncoder.offeredEncodingOffset())
        .words(ReferenceLayout.F_SWEEP_NS, ReferenceStateEncoder.sweepNsEncodingOffset())
        .words(ReferenceLayout.F_WAKE_NS, ReferenceStateEncoder.wakeNsEncodingOffset())
        .words(ReferenceLayout.F_STALE_NS, ReferenceStateEncoder.staleNsEncodingOffset())
        .words(ReferenceLayout.F_FUNDING_E9, ReferenceStateEncoder.fundingE9EncodingOffset())
        .words(ReferenceLayout.F_FUNDING_NS, ReferenceStateEncoder.fundingNsEncodingOffset())
        .words(ReferenceLayout.F_AVERAGED, ReferenceStateEncoder.averagedEncodingOffset())
        .words(ReferenceLayout.F_SAMPLE_NS, ReferenceStateEncoder.sampleNsEncodingOffset())
        .word(Layout.F_UNKNOWN, ReferenceStateEncoder.unknownEncodingOffset());

    static final StateFields BREAKER = new StateFields(BreakerStateEncoder.BLOCK_LENGTH)
        .words(Layout.X_SINCE, BreakerStateEncoder.sinceEncodingOffset())
        .words(Layout.X_DEADLINE, BreakerStateEncoder.deadlineEncodingOffset())
        .words(Layout.X_LOWER, BreakerStateEncoder.lowerEncodingOffset())
        .words(Layout.X_UPPER, BreakerStateEncoder.upperEncodingOffset())
        .words(Layout.X_CAUSE, BreakerStateEncoder.causeEncodingOffset())
        .words(Layout.X_COLLAR_LOWER, BreakerStateEncoder.collarLowerEncodingOffset())
        .words(Layout.X_COLLAR_UPPER, BreakerStateEncoder.collarUpperEncodingOffset())
        .words(Layout.X_STEP, BreakerStateEncoder.stepEncodingOffset())
        .words(Layout.X_REQUEST, BreakerStateEncoder.requestEncodingOffset())
        .words(Layout.X_PAUSE, BreakerStateEncoder.pauseEncodingOffset())
        .words(Layout.X_LAST_TRIP, BreakerStateEncoder.lastTripEncodingOffset())
        .words(Layout.X_WIDENING, BreakerStateEncoder.wideningEncodingOffset())
        .words(Layout.X_FROZEN_WIDTH, BreakerStateEncoder.frozenWidthEncodingOffset())
        .words(Layout.X_SUSTAINED, BreakerStateEncoder.sustainedEncodingOffset())
        .words(Layout.X_PENDING_SEQ, BreakerStateEncoder.pendingSeqEncodingOffset())
        .words(Layout.X_AUCTION, BreakerStateEncoder.auctionEncodingOffset())
        .words(Layout.X_PENDING_DEADLINE, BreakerStateEncoder.pendingDeadlineEncodingOffset())
        .words(Layout.X_FACTOR_PPM, BreakerStateEncoder.factorPpmEncodingOffset())
        .words(Layout.X_WIDTH_PPM, BreakerStateEncoder.widthPpmEncodingOffset())
        .words(Layout.X_LOWER_FROM, BreakerStateEncoder.lowerFromEncodingOffset())
        .words(Layout.X_UPPER_FROM, BreakerStateEncoder.upperFromEncodingOffset())
        .words(Layout.X_LOWER_BASE, BreakerStateEncoder.lowerBaseEncodingOffset())
        .words(Layout.X_UPPER_BASE, BreakerStateEncoder.upperBaseEncodingOffset())
        .words(Layout.X_LOWER_PLUS, BreakerStateEncoder.lowerPlusEncodingOffset())
        .words(Layout.X_UPPER_PLUS, BreakerStateEncoder.upperPlusEncodingOffset())
        .word(Layout.X_LOWER_RULE, BreakerStateEncoder.lowerRuleEncodingOffset())
        .word(Layout.X_UPPER_RULE, BreakerStateEncoder.upperRuleEncodingOffset())
        .word(Layout.X_LOWER_PART, BreakerStateEncoder.lowerPartEncodingOffset())
        .word(Layout.X_UPPER_PART, BreakerStateEncoder.upperPartEncodingOffset())
        .word(Layout.X_LOWER_STEP, BreakerStateEncoder.lowerStepEncodingOffset())
        .word(Layout.X_UPPER_STEP, BreakerStateEncoder.upperStepEncodingOffset())
        .words(Layout.X_DISTANCE, BreakerStateEncoder.distanceEncodingOffset())
        .word(Layout.X_MISSING, BreakerStateEncoder.missingEncodingOffset())
        .words(Layout.X_CENTRE, BreakerStateEncoder.centreEncodingOffset())
        .words(Layout.X_WAITING, BreakerStateEncoder.waitingEncodingOffset())
        .words(Layout.X_REOPENED, BreakerStateEncoder.reopenedEncodingOffset())
        .words(Layout.X_CAP, BreakerStateEncoder.capTimesNsEncodingOffset(), 16)
        .word(Layout.X_STATE, BreakerStateEncoder.stateEncodingOffset())
        .word(Layout.X_LIMIT, BreakerStateEncoder.limitStateEncodingOffset())
        .word(Layout.X_EXTENSION, BreakerStateEncoder.extensionEncodingOffset())
        .word(Layout.X_PHASE, BreakerStateEncoder.phaseEncodingOffset())
        .word(Layout.X_SWEEPS, BreakerStateEncoder.sweepsEncodingOffset())
        .word(Layout.X_BEYOND, BreakerStateEncoder.beyondEncodingOffset())
        .word(Layout.X_PENDING, BreakerStateEncoder.pendingEncodingOffset())
        .word(Layout.X_PENDING_REASON, BreakerStateEncoder.pendingReasonEncodingOffset())
        .word(Layout.X_LEVEL, BreakerStateEncoder.levelEncodingOffset())
        .word(Layout.X_LATCHED, BreakerStateEncoder.latchedEncodingOffset())
        .word(Layout.X_SIDE, BreakerStateEncoder.sideEncodingOffset())
        .word(Layout.X_RULE, BreakerStateEncoder.ruleEncodingOffset())
        .word(Layout.X_CAP_COUNT, BreakerStateEncoder.capCountEncodingOffset())
        .word(Layout.X_CAP_CURSOR, BreakerStateEncoder.capCursorEncodingOffset())
        .word(Layout.X_LEFTOVER, BreakerStateEncoder.leftoverEncodingOffset())
        .word(Layout.X_MANUAL, BreakerStateEncoder.manualEncodingOffset());

    private static final int MAX_FIELDS = 64;

    private final int blockLength;
    private final int[] arenaOffsets = new int[MAX_FIELDS];
    private final int[] blockOffsets = new int[MAX_FIELDS];
    private final int[] lengths = new int[MAX_FIELDS];
    private int fields;

    private StateFields(final int blockLength)
    {
        this.blockLength = blockLength;
    }

    int blockLength()
    {
        return blockLength;
    }

    /** From the arena into a block. */
    void write(final UnsafeBuffer arena, final int at, final UnsafeBuffer to, final int block)
    {
        for (int i = 0; i < fields; i++)
        {
            to.putBytes(block + blockOffsets[i], arena, at + arenaOffsets[i], lengths[i]);
        }
    }

    /** From a block into the arena; a field that an older block has not keeps what the arena has. */
    void read(final UnsafeBuffer arena, final int at, final UnsafeBuffer from, final int block, final int length)
    {
        for (int i = 0; i < fields; i++)
        {
            if (blockOffsets[i] + lengths[i] <= length)
            {
                arena.putBytes(at + arenaOffsets[i], from, block + blockOffsets[i], lengths[i]);
            }
        }
    }

    private StateFields words(final int arenaOffset, final int blockOffset)
    {
        return words(arenaOffset, blockOffset, 1);
    }

    private StateFields words(final int arenaOffset, final int blockOffset, final int count)
    {
        return add(arenaOffset, blockOffset, count * Long.BYTES);
    }

    private StateFields word(final int arenaOffset, final int blockOffset)
    {
        return add(arenaOffset, blockOffset, Integer.BYTES);
    }

    private StateFields add(final int arenaOffset, final int blockOffset, final int length)
    {
        arenaOffsets[fields] = arenaOffset;
        blockOffsets[fields] = blockOffset;
        lengths[fields] = length;
        fields++;
        return this;
    }
}
