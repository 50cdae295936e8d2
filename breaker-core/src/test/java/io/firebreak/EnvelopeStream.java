package io.firebreak;

import io.firebreak.gate.BreakerGate;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import java.util.SplittableRandom;

/** Random and adversarial streams for {@link EnvelopePair}, from a seed. */
final class EnvelopeStream
{
    /** What a stream is like. */
    enum Kind
    {
        /** Everything that a host can send, near the price and at the bands. */
        RANDOM,

        /** Every price lies at a band, one tick inside, or one beyond. */
        AT_THE_BAND,

        /** Every event moves the mid and prints follow it, so that every reference moves all the time. */
        MOVING,

        /** Time passes to each deadline on its own, and hardly anything else happens. */
        EXPIRY
    }

    private static final long SECOND = 1_000_000_000L;
    private static final int INSTRUMENTS = 3;

    private final EnvelopePair pair;
    private final Kind kind;
    private final SplittableRandom random;
    private final int classIndex;
    private final int quoteKind;
    private final long[] mids = new long[INSTRUMENTS];
    private final int[] generations = new int[INSTRUMENTS];
    private long nowNs = Venue.ORIGIN;
    private long nonce;

    EnvelopeStream(
        final EnvelopePair pair, final Kind kind, final long seed, final int classIndex, final int quoteKind)
    {
        this.pair = pair;
        this.kind = kind;
        this.classIndex = classIndex;
        this.quoteKind = quoteKind;
        random = new SplittableRandom(seed);
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            mids[i] = 10_000 + 1_000 * i;
            define(i);
        }
        day();
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            reference(Scope.instrument(i), ReferenceKind.PREVIOUS_CLOSE, mids[i] * 10_000_000L);
        }
        reference(Scope.market(0), ReferenceKind.PREVIOUS_CLOSE, 4_000 * SECOND);
    }

    void run(final int events)
    {
        for (int n = 0; n < events; n++)
        {
            final int i = random.nextInt(INSTRUMENTS);
            step(i);
            pair.look(i);
        }
        pair.end();
    }

    private void step(final int i)
    {
        final int dice = random.nextInt(1_000);
        pass(dice);
        if (kind == Kind.EXPIRY && dice < 700)
        {
            tick();
        }
        else if (kind == Kind.MOVING && dice < 450)
        {
            mids[i] += random.nextInt(41) - 20;
            level(i, dice & 1, mids[i] - 5 + 10 * (dice & 1), 1 + random.nextInt(3_000));
        }
        else if (dice < 500 && kind != Kind.AT_THE_BAND)
        {
            levelNear(i);
        }
        else if (dice < 720)
        {
            potential(i);
        }
        else if (dice < 850)
        {
            trade(i, random.nextInt(20) == 0 ? price(i) : near(i));
        }
        else if (dice < 970)
        {
            quote(i);
        }
        else
        {
            rare(i, random.nextInt(30));
        }
    }

    /** Mostly milliseconds, sometimes seconds, now and then nothing. */
    private void pass(final int dice)
    {
        nowNs += dice % 10 == 0 ? 0 : dice % 50 == 1 ? random.nextLong(3 * SECOND) : random.nextLong(20_000_000L);
    }

    private void tick()
    {
        final long deadlineNs = pair.on.nextDeadlineNs();
        final long leapNs = random.nextInt(200) == 0 ? 400 * SECOND : 5 * SECOND;
        nowNs = Math.max(nowNs, Math.min(deadlineNs, nowNs + random.nextLong(leapNs)));
        pair.give(p -> p.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED));
    }

    private void levelNear(final int i)
    {
        if (random.nextInt(12) == 0)
        {
            mids[i] = Math.max(100, mids[i] + random.nextInt(7) - 3);
        }
        final int side = random.nextInt(2);
        final int away = 1 + random.nextInt(12);
        final long lots = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1_500);
        // one in forty crosses, locks, or widens the book
        final long price = random.nextInt(40) == 0 ? near(i) : mids[i] + (side == 0 ? -away : away);
        level(i, side, price, lots);
    }

    private void level(final int i, final int side, final long price, final long lots)
    {
        final int flags = random.nextInt(10) == 0 ? InputFlags.MORE_FOLLOWS : 0;
        pair.give(p -> p.bookLevel(0, 0, nowNs, nowNs, i, flags, side, price, lots));
    }

    private void potential(final int i)
    {
        final boolean wild = kind == Kind.AT_THE_BAND || random.nextInt(6) == 0;
        final long price = wild ? price(i) : near(i);
        final int gateCode = random.nextInt(50) == 0 ? 3 : 0;
        final long sourceNs = random.nextInt(4) == 0 ? nowNs - nowNs % 100_000_000L : nowNs;
        pair.give(p -> p.potentialTrade(0, 0, nowNs, sourceNs, i, 0, Side.BUY.code(), OrderKind.AGGRESSIVE.code(),
            price, 1, 7, gateCode));
        if (random.nextInt(3) != 0)
        {
            pair.give(p -> p.trade(0, 0, nowNs, sourceNs, i, 0, price, 1, 0, 0, InputFlags.ELIGIBLE));
        }
    }

    private void trade(final int i, final long price)
    {
        final int eligibility = random.nextInt(10) == 0 ? 0 : InputFlags.ELIGIBLE;
        pair.give(p -> p.trade(0, 0, nowNs, nowNs, i, 0, price, 1, 0, 0, eligibility));
    }

    private void quote(final int i)
    {
        final boolean wild = kind == Kind.AT_THE_BAND || random.nextInt(8) == 0;
        final long bid = wild ? price(i) : near(i);
        final long ask = wild && random.nextBoolean() ? price(i) : bid + random.nextInt(30) - (wild ? 3 : 0);
        final long noBid = random.nextInt(60) == 0 ? Long.MIN_VALUE : bid;
        final long noAsk = random.nextInt(60) == 0 ? Long.MIN_VALUE : ask;
        pair.give(p -> p.quote(0, 0, nowNs, nowNs, i, 0, quoteKind, noBid, 1, noAsk, 1));
    }

    private long near(final int i)
    {
        return mids[i] + random.nextInt(21) - 10;
    }

    /** At a band, a tick inside or beyond, where there is one; else far away. */
    private long price(final int i)
    {
        final int side = random.nextInt(2);
        final long limit = pair.limitTicks(i, side);
        if (limit == BreakerGate.NO_BUY || limit == BreakerGate.NO_SELL)
        {
            return near(i) + (random.nextInt(4) == 0 ? (random.nextBoolean() ? 1 : -1) * (mids[i] / 3) : 0);
        }
        return limit + random.nextInt(5) - 2;
    }

    private void rare(final int i, final int which)
    {
        final long price = near(i);
        final long sequence = pair.on.engine().sequence();
        final long decision = pair.on.engine().decisionSeq();
        switch (which)
        {
            case 0 -> pair.give(p -> p.bookClear(0, 0, nowNs, i));
            case 1, 2, 3, 4 -> pair.give(p -> p.bookReady(0, 0, nowNs, i));
            case 5 -> pair.give(p -> p.gap(0, 0, nowNs, Scope.instrument(i), 1, 2, 1));
            case 6 -> operator(Scope.instrument(i), 0);
            case 7, 8, 9 -> operator(Scope.instrument(i), 1 + random.nextInt(2));
            case 10 -> operator(Scope.market(0), random.nextInt(3));
            case 11 -> operator(Scope.market(0), 1 + random.nextInt(2));
            case 12 -> reference(Scope.instrument(i), ReferenceKind.BREAKER_REFERENCE, near(i) * 10_000_000L);
            case 13 -> reference(Scope.instrument(i), ReferenceKind.PRO_FORMA, near(i) * 10_000_000L + 3_333_333L);
            case 14 -> reference(Scope.market(0), ReferenceKind.INDEX, (3_400 + random.nextInt(700)) * SECOND);
            case 15, 16, 17 -> pair.give(p -> p.indicativePrice(0, 0, nowNs, Scope.instrument(i), 0, price, 0, 0));
            case 18, 19, 20 -> pair.give(p -> p.auctionResult(0, 0, nowNs, Scope.instrument(i), 0, price, 10));
            case 21 -> redefine(i);
            case 22 -> day();
            case 23 -> pair.give(p -> p.decisionEffective(nowNs, Scope.instrument(i), decision, 1, nowNs, 0));
            case 24 -> pair.give(p -> p.durableMark(nowNs, 1, sequence));
            case 25 -> pair.give(p -> p.bookLevel(0, 0, nowNs - SECOND, nowNs, i, 0, 0, price, 5));
            default -> tick();
        }
    }

    private void operator(final int scope, final int command)
    {
        final long operator = 1 + random.nextInt(2);
        final long used = ++nonce;
        pair.give(p -> p.operatorCommand(0, 0, nowNs, scope, operator, used, command, 0));
    }

    private void reference(final int scope, final ReferenceKind of, final long priceE9)
    {
        pair.give(p -> p.referencePrice(0, 0, nowNs, nowNs, scope, of.code(), 0, priceE9, 0));
    }

    private void redefine(final int i)
    {
        if (random.nextInt(4) == 0)
        {
            pair.give(p -> p.instrumentRemove(0, 0, nowNs, i, generations[i]));
            define(i);
            reference(Scope.instrument(i), ReferenceKind.PREVIOUS_CLOSE, mids[i] * 10_000_000L);
        }
    }

    private void define(final int i)
    {
        final int generation = ++generations[i];
        pair.give(p -> p.instrumentDefinition(0, 0, nowNs, i, 100 + i, generation, classIndex, 2, 0, 1 + i % 2,
            1_000_000));
    }

    private void day()
    {
        final long openNs = nowNs + 1;
        final long closeNs = openNs + 3_000 * SECOND;
        pair.give(p -> p.calendarDay(0, 0, nowNs, 20_251_010, openNs, closeNs, closeNs + 600 * SECOND));
    }
}
