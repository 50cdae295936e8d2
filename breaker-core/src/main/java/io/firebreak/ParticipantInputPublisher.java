package io.firebreak;

import io.firebreak.codec.ParticipantDefinitionEncoder;
import io.firebreak.codec.ParticipantEventEncoder;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.InputWriter;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes what is said of participants; every byte of a message is stored. Owned by the writer's thread. */
abstract class ParticipantInputPublisher implements ParticipantPublisher
{
    private final InputWriter records;
    private final UnsafeBuffer b;

    ParticipantInputPublisher(final InputWriter records)
    {
        this.records = records;
        b = records.buffer();
    }

    @Override
    public final int participantDefinition(
        final int sourceId, final long sourceSeq, final long timeNs, final int participant, final long externalId,
        final int generation, final int classIndex, final int parent)
    {
        final int o = records.begin(ParticipantDefinitionEncoder.TEMPLATE_ID,
            ParticipantDefinitionEncoder.BLOCK_LENGTH, sourceId, sourceSeq, timeNs, EventPublisher.ABSENT,
            Scope.of(Scope.PARTICIPANT, participant), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, externalId);
        b.putLong(o + 8, generation & 0xFFFF_FFFFL | (long)parent << 32);
        b.putLong(o + 16, classIndex & 0xFFFF);
        return records.end();
    }

    @Override
    public final int participantOrder(
        final int sourceId, final long sourceSeq, final long timeNs, final int participant, final int instrument,
        final int flags, final int side, final int orderKind, final long priceTicks, final long qtyLots,
        final long valueMinor, final long referenceTicks, final long key)
    {
        return event(sourceId, sourceSeq, timeNs, participant, ParticipantEventKind.NEW_ORDER.code(), instrument, flags,
            side, orderKind, priceTicks, qtyLots, valueMinor, 0, 0, referenceTicks, key, 0);
    }

    @Override
    public final int participantFill(
        final int sourceId, final long sourceSeq, final long timeNs, final int participant, final int instrument,
        final int flags, final int side, final boolean isMaker, final long priceTicks, final long qtyLots,
        final long valueMinor, final long deltaE9, final long vegaE9, final int sharePpm)
    {
        final ParticipantEventKind kind = isMaker ? ParticipantEventKind.MAKER_FILL : ParticipantEventKind.TAKER_FILL;
        return event(sourceId, sourceSeq, timeNs, participant, kind.code(), instrument, flags, side,
            (isMaker ? OrderKind.PASSIVE : OrderKind.AGGRESSIVE).code(), priceTicks, qtyLots, valueMinor, deltaE9,
            vegaE9, EventPublisher.ABSENT, 0, sharePpm);
    }

    @Override
    public final int participantMessage(
        final int sourceId, final long sourceSeq, final long timeNs, final int participant, final int kind,
        final long humanId)
    {
        return event(sourceId, sourceSeq, timeNs, participant, kind, -1, 0, Side.NONE.code(), OrderKind.CANCEL.code(),
            EventPublisher.ABSENT, 0, 0, 0, 0, EventPublisher.ABSENT, humanId, 0);
    }

    private int event(
        final int sourceId, final long sourceSeq, final long timeNs, final int participant, final int kind,
        final int instrument, final int flags, final int side, final int orderKind, final long priceTicks,
        final long qtyLots, final long valueMinor, final long deltaE9, final long vegaE9, final long referenceTicks,
        final long key, final int sharePpm)
    {
        final int o = records.begin(ParticipantEventEncoder.TEMPLATE_ID, ParticipantEventEncoder.BLOCK_LENGTH, sourceId,
            sourceSeq, timeNs, EventPublisher.ABSENT, Scope.of(Scope.PARTICIPANT, participant), 0);
        if (o < 0)
        {
            return o;
        }
        b.putLong(o, priceTicks);
        b.putLong(o + 8, qtyLots);
        b.putLong(o + 16, valueMinor);
        b.putLong(o + 24, deltaE9);
        b.putLong(o + 32, vegaE9);
        b.putLong(o + 40, referenceTicks);
        b.putLong(o + 48, key);
        b.putLong(o + 56, instrument & 0xFFFF_FFFFL | (long)sharePpm << 32);
        b.putLong(o + 64, kind & 0xFF | (side & 0xFF) << 8 | (orderKind & 0xFF) << 16 | (flags & 0xFFL) << 24);
        return records.end();
    }
}
