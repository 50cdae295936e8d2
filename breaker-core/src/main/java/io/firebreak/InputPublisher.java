package io.firebreak;

import io.firebreak.codec.AuctionResultEncoder;
import io.firebreak.codec.BookClearEncoder;
import io.firebreak.codec.BookLevelEncoder;
import io.firebreak.codec.BookReadyEncoder;
import io.firebreak.codec.CalendarDayEncoder;
import io.firebreak.codec.DecisionEffectiveEncoder;
import io.firebreak.codec.DurableMarkEncoder;
import io.firebreak.codec.GapEncoder;
import io.firebreak.codec.GateStaleEncoder;
import io.firebreak.codec.HostAckEncoder;
import io.firebreak.codec.IndicativePriceEncoder;
import io.firebreak.codec.InstrumentDefinitionEncoder;
import io.firebreak.codec.InstrumentRemoveEncoder;
import io.firebreak.codec.OperatorCommandEncoder;
import io.firebreak.codec.PotentialTradeEncoder;
import io.firebreak.codec.QuoteEncoder;
import io.firebreak.codec.ReferencePriceEncoder;
import io.firebreak.codec.TickEncoder;
import io.firebreak.codec.TradeEncoder;
import io.firebreak.market.Scope;
import io.firebreak.record.InputWriter;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes each input straight to where the engine reads it and appends its decisions: the record buffer, or the ring's
 * slot. Every byte of a message is stored. Owned by the thread that owns the writer.
 */
final class InputPublisher extends ParticipantInputPublisher implements EventPublisher
{
    private static final int NO_GROUPS = -1;

    private final InputWriter records;
    private final UnsafeBuffer b;

    InputPublisher(final InputWriter records)
    {
        super(records);
        this.records = records;
        b = records.buffer();
    }

    @Override
    public int instrumentDefinition(
        final int sourceId, final long sourceSeq, final long timeNs, final int instrument, final long externalId,
        final int generation, final int classIndex, final int priceExponent, final int qtyExponent,
        final long tickIncrement, final long leveragePpm)
    {
        final int o = records.begin(InstrumentDefinitionEncoder.TEMPLATE_ID, InstrumentDefinitionEncoder.BLOCK_LENGTH,
            sourceId, sourceSeq, timeNs, ABSENT, Scope.instrument(instrument), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, externalId);
        b.putLong(o + 8, tickIncrement);
        b.putLong(o + 16, leveragePpm);
        b.putLong(o + 24, generation & 0xFFFFFFFFL | (long)(classIndex & 0xFFFF) << 32 | (long)NO_GROUPS << 48);
        b.putLong(o + 32, 0xFFFF_FFFF_FFFFL | (long)(priceExponent & 0xFF) << 48 | (long)(qtyExponent & 0xFF) << 56);
        return records.end();
    }

    @Override
    public int instrumentRemove(
        final int sourceId, final long sourceSeq, final long timeNs, final int instrument, final int generation)
    {
        final int o = records.begin(InstrumentRemoveEncoder.TEMPLATE_ID, InstrumentRemoveEncoder.BLOCK_LENGTH,
            sourceId, sourceSeq, timeNs, ABSENT, Scope.instrument(instrument), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, generation & 0xFFFFFFFFL);
        return records.end();
    }

    @Override
    public int calendarDay(
        final int sourceId, final long sourceSeq, final long timeNs, final int dayId, final long openNs,
        final long closeNs, final long nextOpenNs)
    {
        final int o = records.begin(CalendarDayEncoder.TEMPLATE_ID, CalendarDayEncoder.BLOCK_LENGTH, sourceId,
            sourceSeq, timeNs, ABSENT, Scope.market(0), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, openNs);
        b.putLong(o + 8, closeNs);
        b.putLong(o + 16, nextOpenNs);
        b.putLong(o + 24, dayId & 0xFFFFFFFFL);
        return records.end();
    }

    @Override
    public int bookLevel(
        final int sourceId, final long sourceSeq, final long timeNs, final long sourceTimeNs, final int instrument,
        final int flags, final int side, final long priceTicks, final long qtyLots)
    {
        final int o = records.begin(BookLevelEncoder.TEMPLATE_ID, BookLevelEncoder.BLOCK_LENGTH, sourceId, sourceSeq,
            timeNs, sourceTimeNs, Scope.instrument(instrument), flags);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, priceTicks);
        b.putLong(o + 8, qtyLots);
        b.putLong(o + 16, side & 0xFF);
        return records.end();
    }

    @Override
    public int bookClear(final int sourceId, final long sourceSeq, final long timeNs, final int instrument)
    {
        return bare(BookClearEncoder.TEMPLATE_ID, BookClearEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs,
            Scope.instrument(instrument), 0);
    }

    @Override
    public int bookReady(final int sourceId, final long sourceSeq, final long timeNs, final int instrument)
    {
        return bare(BookReadyEncoder.TEMPLATE_ID, BookReadyEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs,
            Scope.instrument(instrument), 0);
    }

    @Override
    public int quote(
        final int sourceId, final long sourceSeq, final long timeNs, final long sourceTimeNs, final int instrument,
        final int flags, final int kind, final long bidTicks, final long bidLots, final long askTicks,
        final long askLots)
    {
        final int o = records.begin(QuoteEncoder.TEMPLATE_ID, QuoteEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs,
            sourceTimeNs, Scope.instrument(instrument), flags);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, bidTicks);
        b.putLong(o + 8, bidLots);
        b.putLong(o + 16, askTicks);
        b.putLong(o + 24, askLots);
        b.putLong(o + 32, kind & 0xFF);
        return records.end();
    }

    @Override
    public int potentialTrade(
        final int sourceId, final long sourceSeq, final long timeNs, final long sourceTimeNs, final int instrument,
        final int flags, final int side, final int orderKind, final long priceTicks, final long qtyLots,
        final long gateEpoch, final int gateCode)
    {
        final int o = records.begin(PotentialTradeEncoder.TEMPLATE_ID, PotentialTradeEncoder.BLOCK_LENGTH, sourceId,
            sourceSeq, timeNs, sourceTimeNs, Scope.instrument(instrument), flags);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, priceTicks);
        b.putLong(o + 8, qtyLots);
        b.putLong(o + 16, gateEpoch);
        b.putLong(o + 24, side & 0xFF | (orderKind & 0xFF) << 8 | (gateCode & 0xFFFFL) << 16);
        return records.end();
    }

    @Override
    public int trade(
        final int sourceId, final long sourceSeq, final long timeNs, final long sourceTimeNs, final int instrument,
        final int flags, final long priceTicks, final long qtyLots, final long tradeId, final int aggressor,
        final int eligibility)
    {
        final int o = records.begin(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs,
            sourceTimeNs, Scope.instrument(instrument), flags);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, priceTicks);
        b.putLong(o + 8, qtyLots);
        b.putLong(o + 16, tradeId);
        b.putLong(o + 24, -1L);
        b.putLong(o + 32, aggressor & 0xFF | (eligibility & 0xFF) << 8);
        return records.end();
    }

    @Override
    public int referencePrice(
        final int sourceId, final long sourceSeq, final long timeNs, final long sourceTimeNs, final int scope,
        final int kind, final int referenceIndex, final long priceE9, final long ageNs)
    {
        final int o = records.begin(ReferencePriceEncoder.TEMPLATE_ID, ReferencePriceEncoder.BLOCK_LENGTH, sourceId,
            sourceSeq, timeNs, sourceTimeNs, scope, 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, priceE9);
        b.putLong(o + 8, ageNs);
        b.putLong(o + 16, referenceIndex & 0xFFFF | (kind & 0xFF) << 16);
        return records.end();
    }

    @Override
    public int indicativePrice(
        final int sourceId, final long sourceSeq, final long timeNs, final int scope, final long requestSeq,
        final long priceTicks, final long imbalanceLots, final long leftoverMarketLots)
    {
        final int o = records.begin(IndicativePriceEncoder.TEMPLATE_ID, IndicativePriceEncoder.BLOCK_LENGTH, sourceId,
            sourceSeq, timeNs, ABSENT, scope, 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, requestSeq);
        b.putLong(o + 8, priceTicks);
        b.putLong(o + 16, imbalanceLots);
        b.putLong(o + 24, leftoverMarketLots);
        b.putLong(o + 32, 1);
        return records.end();
    }

    @Override
    public int auctionResult(
        final int sourceId, final long sourceSeq, final long timeNs, final int scope, final long requestSeq,
        final long priceTicks, final long qtyLots)
    {
        return three(AuctionResultEncoder.TEMPLATE_ID, AuctionResultEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs,
            scope, requestSeq, priceTicks, qtyLots);
    }

    @Override
    public int hostAck(
        final int sourceId, final long sourceSeq, final long timeNs, final int scope, final long ackedSeq,
        final long count)
    {
        final int o = records.begin(HostAckEncoder.TEMPLATE_ID, HostAckEncoder.BLOCK_LENGTH, sourceId, sourceSeq,
            timeNs, ABSENT, scope, 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, ackedSeq);
        b.putLong(o + 8, count);
        return records.end();
    }

    @Override
    public int operatorCommand(
        final int sourceId, final long sourceSeq, final long timeNs, final int scope, final long operatorId,
        final long nonce, final int command, final int reasonCode)
    {
        return three(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, sourceId, sourceSeq,
            timeNs, scope, operatorId, nonce, command & 0xFF | (reasonCode & 0xFF) << 8);
    }

    @Override
    public int tick(final long timeNs, final int flags)
    {
        return bare(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH, 0, 0, timeNs, Scope.market(0), flags);
    }

    /**
     * Bring an instrument up to date before its line is believed: a Tick of its own.
     *
     * @param timeNs     host's clock.
     * @param instrument dense index.
     */
    void touch(final long timeNs, final int instrument)
    {
        if (!records.isStopped())
        {
            bare(TickEncoder.TEMPLATE_ID, TickEncoder.BLOCK_LENGTH, 0, 0, timeNs, Scope.instrument(instrument), 0);
        }
    }

    @Override
    public int decisionEffective(
        final long timeNs, final int scope, final long decisionSeq, final long effectSeq, final long effectTimeNs,
        final long ordersBetween)
    {
        if (records.isStopped())
        {
            // The gate says it of every order then, because nothing will take the exposure away any more.
            return 0;
        }
        return four(DecisionEffectiveEncoder.TEMPLATE_ID, DecisionEffectiveEncoder.BLOCK_LENGTH, timeNs, scope,
            decisionSeq, effectSeq, effectTimeNs, ordersBetween);
    }

    @Override
    public int durableMark(final long timeNs, final int level, final long durableSeq)
    {
        final int o = records.begin(DurableMarkEncoder.TEMPLATE_ID, DurableMarkEncoder.BLOCK_LENGTH, 0, 0, timeNs,
            ABSENT, Scope.market(0), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, durableSeq);
        b.putLong(o + 8, level & 0xFF);
        return records.end();
    }

    @Override
    public int gateStale(
        final long timeNs, final int scope, final long fromNs, final long toNs, final long checks, final long denied)
    {
        return four(GateStaleEncoder.TEMPLATE_ID, GateStaleEncoder.BLOCK_LENGTH, timeNs, scope, fromNs, toNs, checks,
            denied);
    }

    @Override
    public int gap(
        final int sourceId, final long sourceSeq, final long timeNs, final int scope, final long fromSeq,
        final long toSeq, final long count)
    {
        return three(GapEncoder.TEMPLATE_ID, GapEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs, scope, fromSeq,
            toSeq, count);
    }

    private int bare(
        final int templateId, final int blockLength, final int sourceId, final long sourceSeq, final long timeNs,
        final int scope, final int flags)
    {
        final int o = records.begin(templateId, blockLength, sourceId, sourceSeq, timeNs, ABSENT, scope, flags);
        return o < 0 ? o : records.end();
    }

    private int three(
        final int templateId, final int blockLength, final int sourceId, final long sourceSeq, final long timeNs,
        final int scope, final long first, final long second, final long third)
    {
        final int o = records.begin(templateId, blockLength, sourceId, sourceSeq, timeNs, ABSENT, scope, 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, first);
        b.putLong(o + 8, second);
        b.putLong(o + 16, third);
        return records.end();
    }

    private int four(
        final int templateId, final int blockLength, final long timeNs, final int scope, final long first,
        final long second, final long third, final long fourth)
    {
        final int o = records.begin(templateId, blockLength, 0, 0, timeNs, ABSENT, scope, 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, first);
        b.putLong(o + 8, second);
        b.putLong(o + 16, third);
        b.putLong(o + 24, fourth);
        return records.end();
    }
}
