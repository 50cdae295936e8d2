package io.firebreak;

import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.util.SplittableRandom;

/**
 * A seeded stream of every kind of input, good and bad, for a number of instruments: prices that walk and sometimes
 * fall, books, quotes, prints, references, sessions, operators, gaps, time that jumps. The same seed gives the same
 * inputs, whoever takes them.
 */
final class RandomInputs
{
    private static final long START_NS = 1_760_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final SplittableRandom random;
    private final int instruments;
    private long timeNs = START_NS;
    private long nonce;
    private int defined;
    private int days;

    private int kind;
    private int instrument;
    private int side;
    private long price;
    private long qty;
    private long any;

    RandomInputs(final long seed, final int instruments)
    {
        random = new SplittableRandom(seed);
        this.instruments = instruments;
    }

    /** Choose the next input. */
    void next()
    {
        timeNs += random.nextInt(100) == 0 ? random.nextLong(8 * SECOND) : random.nextLong(2_000_000L);
        kind = defined < instruments ? 0 : days == 0 || random.nextInt(20_000) == 0 ? 1 : 2 + random.nextInt(98);
        instrument = kind == 0 ? defined++ : random.nextInt(instruments);
        days += kind == 1 ? 1 : 0;
        side = random.nextInt(2);
        final long wave = (timeNs / SECOND + instrument * 40L) % 600 < 20 ? 2_500 : 0;
        price = 10_000 - wave + random.nextInt(21);
        qty = 1 + random.nextInt(500);
        any = random.nextLong();
        nonce += kind == 92 ? 1 : 0;
    }

    /** Publish it; may be repeated where it was not taken. */
    int publish(final EventPublisher p)
    {
        if (kind == 0)
        {
            return p.instrumentDefinition(1, 0, timeNs, instrument, 100 + instrument, 1, 0, 2, 0, 1, 1_000_000);
        }
        if (kind == 1)
        {
            return p.calendarDay(1, 0, timeNs, 20_251_009, timeNs + SECOND, timeNs + 3_600 * SECOND,
                timeNs + 86_400 * SECOND);
        }
        if (kind < 40)
        {
            return p.bookLevel(1, 0, timeNs, timeNs, instrument, 0, side, price + (side == 0 ? -5 : 5) + any % 5,
                random(4) == 0 ? 0 : qty);
        }
        if (kind < 60)
        {
            return p.quote(2, 0, timeNs, timeNs, instrument, 0, 1, price - random(4), qty, price + 1 + random(4), qty);
        }
        if (kind < 75)
        {
            return p.potentialTrade(3, 0, timeNs, timeNs, instrument, 0, side, OrderKind.AGGRESSIVE.code(), price, qty,
                0, 0);
        }
        if (kind < 90)
        {
            return p.trade(3, 0, timeNs, timeNs, instrument, 0, price, qty, any, side, InputFlags.ELIGIBLE);
        }
        return seldom(p);
    }

    private int seldom(final EventPublisher p)
    {
        switch (kind)
        {
            case 90:
                return p.referencePrice(4, 0, timeNs, timeNs, Scope.instrument(instrument),
                    ReferenceKind.PREVIOUS_CLOSE.code(), 0, price * 10_000_000L, 0);

            case 91:
                return p.referencePrice(4, 0, timeNs, timeNs, Scope.market(0), ReferenceKind.INDEX.code(), 0,
                    price * 1_000_000_000L, 0);

            case 92:
                return p.operatorCommand(0, 0, timeNs, random(8) == 0 ? Scope.market(0) : Scope.instrument(instrument),
                    1 + random(3), nonce, random(4), 0);

            case 93:
                return p.bookClear(1, 0, timeNs, instrument);

            case 94:
                return p.bookReady(1, 0, timeNs, instrument);

            case 95:
                return p.gap(1, 0, timeNs, Scope.instrument(instrument), 5, 9, 5);

            case 96:
                return p.indicativePrice(0, 0, timeNs, Scope.instrument(instrument), 0, price, 0, 0);

            case 97:
                return p.auctionResult(0, 0, timeNs, Scope.instrument(instrument), 0, price, qty);

            case 98:
                return p.trade(3, 0, timeNs - SECOND, timeNs, instruments + 3, 0, -price, -qty, any, 9, 255);

            default:
                return p.tick(timeNs, 0);
        }
    }

    /** Drawn once for an input: repeating it repeats the draw. */
    private int random(final int bound)
    {
        return (int)((any >>> 8) % bound & Integer.MAX_VALUE) % bound;
    }

    long timeNs()
    {
        return timeNs;
    }
}
