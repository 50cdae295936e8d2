package io.firebreak.journal;

import io.firebreak.EventPublisher;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.Random;
import java.util.function.LongSupplier;

/** A price that walks and falls from time to time, as one thread of a venue tells it. */
final class PriceWalk
{
    private final Random random;
    private final int sourceId;
    private final LongSupplier nextNumber;
    private double price = 10_000;

    /**
     * A walk.
     *
     * @param seed       of its steps.
     * @param sourceId   source of its prints.
     * @param nextNumber number of its next print in that source.
     */
    PriceWalk(final long seed, final int sourceId, final LongSupplier nextNumber)
    {
        random = new Random(seed);
        this.sourceId = sourceId;
        this.nextNumber = nextNumber;
    }

    /** One print, or a level of a book that is sent whole at first; returns when. */
    long step(final EventPublisher publisher, final long afterNs)
    {
        final long timeNs = afterNs + random.nextInt(500) * 1_000_000L;
        final int instrument = random.nextInt(RecoveringVenue.INSTRUMENTS);
        price = Math.max(1_000, price * (random.nextInt(200) == 0 ? 0.9 : 1 + random.nextGaussian() * 0.001));
        final long ticks = (long)price;
        if (random.nextInt(4) == 0)
        {
            if (random.nextInt(30) == 0)
            {
                publisher.bookClear(1, 0, timeNs, instrument);
                publisher.bookReady(1, 0, timeNs, instrument);
            }
            publisher.bookLevel(1, 0, timeNs, timeNs, instrument, 0, Side.BUY.code(), ticks - 10, 5);
            return timeNs;
        }
        publisher.potentialTrade(0, 0, timeNs, timeNs, instrument, 0, Side.SELL.code(), OrderKind.AGGRESSIVE.code(),
            ticks, 1, 0, 0);
        publisher.trade(sourceId, nextNumber.getAsLong(), timeNs, timeNs, instrument, 0, ticks, 1, 0, Side.SELL.code(),
            InputFlags.ELIGIBLE);
        return timeNs;
    }
}
