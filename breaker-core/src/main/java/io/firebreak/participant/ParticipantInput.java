package io.firebreak.participant;

import io.firebreak.codec.ParticipantEventDecoder;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads a ParticipantEvent in place. Engine thread. */
final class ParticipantInput
{
    private static final int HEADER = 8;
    private static final int PRICE = HEADER + ParticipantEventDecoder.priceTicksEncodingOffset();
    private static final int QTY = HEADER + ParticipantEventDecoder.qtyLotsEncodingOffset();
    private static final int VALUE = HEADER + ParticipantEventDecoder.valueMinorEncodingOffset();
    private static final int DELTA = HEADER + ParticipantEventDecoder.deltaE9EncodingOffset();
    private static final int VEGA = HEADER + ParticipantEventDecoder.vegaE9EncodingOffset();
    private static final int REFERENCE = HEADER + ParticipantEventDecoder.referenceTicksEncodingOffset();
    private static final int KEY = HEADER + ParticipantEventDecoder.keyEncodingOffset();
    private static final int INSTRUMENT = HEADER + ParticipantEventDecoder.instrumentEncodingOffset();
    private static final int SHARE = HEADER + ParticipantEventDecoder.sharePpmEncodingOffset();
    private static final int KIND = HEADER + ParticipantEventDecoder.kindEncodingOffset();
    private static final int SIDE = HEADER + ParticipantEventDecoder.sideEncodingOffset();
    private static final int FLAGS = HEADER + ParticipantEventDecoder.eventFlagsEncodingOffset();

    private UnsafeBuffer in;
    private int o;

    /** Go to a message, its SBE header. */
    void wrap(final UnsafeBuffer buffer, final int offset)
    {
        in = buffer;
        o = offset;
    }

    int kind()
    {
        return in.getByte(o + KIND) & 0xFF;
    }

    boolean is(final ParticipantEventKind kind)
    {
        return kind() == kind.code();
    }

    boolean isFill()
    {
        return is(ParticipantEventKind.MAKER_FILL) || is(ParticipantEventKind.TAKER_FILL);
    }

    boolean isTagged()
    {
        return (flags() & ParticipantFlags.TAGGED) != 0;
    }

    int flags()
    {
        return in.getByte(o + FLAGS) & 0xFF;
    }

    int side()
    {
        return in.getByte(o + SIDE) & 0xFF;
    }

    int instrument()
    {
        return in.getInt(o + INSTRUMENT);
    }

    long sharePpm()
    {
        return in.getInt(o + SHARE);
    }

    long priceTicks()
    {
        return in.getLong(o + PRICE);
    }

    long qtyLots()
    {
        return in.getLong(o + QTY);
    }

    long valueMinor()
    {
        return in.getLong(o + VALUE);
    }

    long deltaE9()
    {
        return in.getLong(o + DELTA);
    }

    long vegaE9()
    {
        return in.getLong(o + VEGA);
    }

    long referenceTicks()
    {
        return in.getLong(o + REFERENCE);
    }

    long key()
    {
        return in.getLong(o + KEY);
    }
}
