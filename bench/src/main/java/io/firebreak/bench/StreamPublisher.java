package io.firebreak.bench;

import io.firebreak.EventPublisher;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import org.agrona.DirectBuffer;

/**
 * The records of an {@link EventStream} as calls of a publisher. The publisher's thread.
 */
final class StreamPublisher
{
    private static final int SOURCE = 1;

    private final EventPublisher publisher;

    StreamPublisher(final EventPublisher publisher)
    {
        this.publisher = publisher;
    }

    void define(final int instruments, final long startNs)
    {
        for (int i = 0; i < instruments; i++)
        {
            publisher.instrumentDefinition(SOURCE, 0, startNs, i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
    }

    /**
     * Publish one record.
     *
     * @param in holds it.
     * @param o  its offset.
     * @return what the publisher answered.
     */
    int publish(final DirectBuffer in, final int o)
    {
        final long nowNs = in.getLong(o);
        final int instrument = in.getInt(o + EventStream.INSTRUMENT);
        final int kind = in.getInt(o + EventStream.KIND);
        final long price = in.getLong(o + EventStream.PRICE);
        final long lots = in.getLong(o + EventStream.QTY);
        if (kind < EventStream.POTENTIAL)
        {
            return publisher.bookLevel(SOURCE, 0, nowNs, nowNs, instrument, 0, kind, price, lots);
        }
        if (kind < EventStream.TRADE)
        {
            return publisher.potentialTrade(SOURCE, 0, nowNs, nowNs, instrument, 0, kind & 1,
                OrderKind.AGGRESSIVE.code(), price, lots, 0, 0);
        }
        return publisher.trade(SOURCE, 0, nowNs, nowNs, instrument, 0, price, lots, 0, kind & 1, InputFlags.ELIGIBLE);
    }
}
