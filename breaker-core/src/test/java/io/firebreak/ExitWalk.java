package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.Reason;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A seeded walk of a whole rulebook, one instrument a class and the market: prices that jump, quotes at the bands, an
 * index that falls, calls answered rightly, wrongly, late or never, marks that come or do not, operators who act now
 * and then, day after day. Whatever happens, no breaker stays in a state beyond the exit that it promised when it
 * entered it, unless it said that only operators end it. One that waits for another hold promises nothing of its own:
 * then another breaker, the market or an operator does hold its instrument, and that keeps its own promise.
 */
final class ExitWalk implements DecisionListener, AutoCloseable
{
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final long SESSION = 23_400 * SECOND;
    private static final Set<Reason> NO_TRIP = Set.of(Reason.COLLAR_VIOLATED, Reason.EXTENSION_CUT_OFF,
        Reason.SESSION_CLOSE, Reason.NO_RELEASE_MARK);

    private final CompiledRulebook rulebook;
    private final Venue venue;
    private final SplittableRandom random;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Held> held = new HashMap<>();
    private final Set<Integer> operated = new HashSet<>();
    private final int instruments;
    private final int market;
    private final long[] price;
    private final long[][] band;
    private final long[][] question;
    private final ExitTimes times;
    private long nowNs;
    private long nonce;
    private long dayOpenNs;
    private final WalkedParameters parameters;
    private int steps;

    int trips;
    int exits;
    int latches;
    int waits;

    /** A breaker that does not trade. */
    private static final class Held
    {
        private long promiseNs = Long.MAX_VALUE;
        private boolean latched;
        private boolean waits;
        private String last;
    }

    ExitWalk(final CompiledRulebook rulebook, final long seed)
    {
        this.rulebook = rulebook;
        times = new ExitTimes(rulebook);
        parameters = new WalkedParameters(rulebook);
        random = new SplittableRandom(seed);
        instruments = rulebook.classNames().size();
        market = instruments;
        price = new long[instruments];
        band = new long[instruments][2];
        question = new long[instruments + 1][4];
        venue = new Venue(rulebook.image(), rulebook.imageHash(), Capacities.forInstruments(instruments));
        nowNs = Venue.at(0);
        for (int i = 0; i < instruments; i++)
        {
            venue.publisher.instrumentDefinition(0, 0, nowNs, i, 1000 + i, 1, i, 2, 0, 1, 1_000_000);
            price[i] = 10_000;
        }
        day();
    }

    void run(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            steps++;
            step();
            while (venue.breaker.decisions().poll(this, 1000) > 0)
            {
                continue;
            }
            check();
        }
    }

    private void check()
    {
        for (final Map.Entry<Long, Held> entry : held.entrySet())
        {
            final Held at = entry.getValue();
            if (at.waits && !isHeld(entry.getKey()))
            {
                throw new AssertionError(rulebook.name() + ", step " + steps + ": " + at.last +
                    " waits, and nothing holds it");
            }
            if (!at.latched && !at.waits && venue.breaker.engine().timeNs() > at.promiseNs)
            {
                throw new AssertionError(rulebook.name() + ", step " + steps + ": " + at.last + " promised " +
                    seconds(at.promiseNs) + ", and it is " + seconds(venue.breaker.engine().timeNs()));
            }
        }
    }

    /** Whether anything but what waits holds the instrument of a breaker, or the next input tells it of the end. */
    private boolean isHeld(final long key)
    {
        final int scope = (int)(key >> 32);
        return venue.breaker.nextDeadlineNs() <= venue.breaker.engine().timeNs() ||
            operated.contains(scope) || operated.contains(Scope.market(0)) ||
            Scope.kind(scope) == Scope.INSTRUMENT && venue.breaker.engine().isBehind(Scope.index(scope)) ||
            held.entrySet().stream().anyMatch(other -> !other.getValue().waits &&
                ((int)(other.getKey() >> 32) == scope || (int)(other.getKey() >> 32) == Scope.market(0)));
    }

    private void step()
    {
        final int pace = random.nextInt(400);
        final long deadlineNs = venue.breaker.nextDeadlineNs();
        final boolean isNear = deadlineNs - nowNs < 1_000 * SECOND || random.nextInt(20) == 0;
        if (pace < 4 && isNear && deadlineNs != Long.MAX_VALUE && deadlineNs > nowNs)
        {
            nowNs = deadlineNs - random.nextInt(2);
            venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        }
        else
        {
            nowNs += pace < 40 ? random.nextLong(9 * SECOND) : random.nextLong(200_000_000L);
        }
        if (nowNs - venue.breaker.engine().timeNs() > 9 * SECOND)
        {
            venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        }
        if (nowNs >= dayOpenNs + DAY)
        {
            venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
            day();
        }
        final int instrument = random.nextInt(instruments);
        final int scope = random.nextInt(8) == 0 ? Scope.market(0) : Scope.instrument(instrument);
        switch (random.nextInt(12))
        {
            case 0, 1, 2, 3:
                potential(instrument);
                break;
            case 4, 5, 6:
                quote(instrument);
                break;
            case 7:
                publish(instrument);
                break;
            case 8, 9:
                answer(random.nextInt(instruments + 1));
                break;
            case 10:
                mark();
                break;
            default:
                operators(scope);
        }
    }

    private void day()
    {
        dayOpenNs = nowNs;
        venue.publisher.calendarDay(0, 0, nowNs, 20_251_009, nowNs, nowNs + SESSION, nowNs + DAY);
        for (int i = 0; i < instruments; i++)
        {
            venue.publisher.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(i),
                ReferenceKind.PREVIOUS_CLOSE.code(), 0, price[i] * 10_000_000L, 0);
        }
        venue.publisher.referencePrice(0, 0, nowNs, nowNs, Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 0,
            4_000 * SECOND, 0);
    }

    private void potential(final int i)
    {
        final int most = random.nextInt(30) != 0 ? 10 : random.nextInt(5) == 0 ? 7_000 : 2_000;
        final long jump = random.nextInt(2 * most + 1) - most;
        final long ticks = Math.max(100, price[i] + jump);
        final int side = jump > 0 ? 0 : 1;
        venue.publisher.potentialTrade(0, 0, nowNs, nowNs, i, 0, side, OrderKind.AGGRESSIVE.code(), ticks, 1, 0, 0);
        if (random.nextInt(3) != 0)
        {
            venue.publisher.trade(0, 0, nowNs, nowNs, i, 0, ticks, 1, 0, side, InputFlags.ELIGIBLE);
            price[i] = ticks;
        }
    }

    private void quote(final int i)
    {
        final int kind = random.nextInt(2);
        final boolean isAtBand = band[i][0] > 0 && random.nextInt(3) == 0;
        final boolean isLower = random.nextBoolean();
        final long bid = isAtBand ? isLower ? band[i][0] - 10 : band[i][1] : price[i] - 5;
        final long ask = isAtBand ? isLower ? band[i][0] : band[i][1] + 10 : price[i] + 5;
        venue.publisher.quote(0, 0, nowNs, nowNs, i, 0, kind, bid, 100, ask, 100);
        if (isAtBand && random.nextBoolean())
        {
            nowNs += 20 * SECOND;
            venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        }
    }

    private void publish(final int i)
    {
        final ReferenceKind[] kinds = ReferenceKind.values();
        final ReferenceKind kind = kinds[random.nextInt(kinds.length)];
        if (random.nextInt(4) == 0)
        {
            final boolean isDeep = random.nextInt(20) == 0;
            venue.publisher.referencePrice(0, 0, nowNs, nowNs, Scope.market(0), ReferenceKind.INDEX.code(), 0,
                (4_000 - random.nextLong(isDeep ? 900 : 100)) * SECOND, 0);
            if (isDeep && random.nextInt(3) == 0)
            {
                // a level that must be held for a minute is
                nowNs += 61 * SECOND;
                venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
            }
        }
        else if (kind != ReferenceKind.PREVIOUS_CLOSE)
        {
            venue.publisher.referencePrice(0, 0, nowNs, nowNs, Scope.instrument(i), kind.code(), 0,
                (price[i] + random.nextInt(201) - 100) * 10_000_000L, 0);
        }
    }

    private void answer(final int i)
    {
        final long[] asked = question[i];
        final int scope = i == market ? Scope.market(0) : Scope.instrument(i);
        final long fits = asked[2] <= 0 || asked[3] > 1_000_000_000L || asked[2] > asked[3] ? 10_000 :
            (asked[2] + asked[3]) / 2;
        final long[] prices = {fits, fits, 1, 1_000_000, Long.MIN_VALUE};
        final long ticks = prices[random.nextInt(prices.length)];
        if (asked[0] == UncrossRequestDecoder.TEMPLATE_ID)
        {
            venue.publisher.indicativePrice(0, 0, nowNs, scope, asked[1], ticks, 0, random.nextInt(4) == 0 ? 5 : 0);
            asked[0] = 0;
        }
        else if (asked[0] == UncrossDecoder.TEMPLATE_ID)
        {
            venue.publisher.auctionResult(0, 0, nowNs, scope, asked[1], ticks == 1_000_000 ? fits : ticks, 1);
            asked[0] = 0;
        }
    }

    private void mark()
    {
        if (random.nextInt(3) != 0)
        {
            venue.publisher.durableMark(nowNs, 2, venue.breaker.sequence());
        }
    }

    private void operators(final int scope)
    {
        nonce++;
        final int what = random.nextInt(40);
        if (what == 0)
        {
            venue.publisher.operatorCommand(0, 0, nowNs, scope, 1, nonce, OperatorCommandKind.HALT.code(), 0);
        }
        else if (what < 20)
        {
            venue.publisher.operatorCommand(0, 0, nowNs, scope, 2, nonce, OperatorCommandKind.RESUME.code(), 0);
            venue.publisher.operatorCommand(0, 0, nowNs, scope, 3, nonce, OperatorCommandKind.APPROVE_RESUME.code(), 0);
        }
        else
        {
            venue.publisher.tick(nowNs, 0);
        }
    }

    @Override
    public void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            state(new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header));
        }
        else if (template == UncrossRequestDecoder.TEMPLATE_ID)
        {
            final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
            ask(d.scope(), template, d.decisionSeq(), d.collarLowerTicks(), d.collarUpperTicks());
        }
        else if (template == UncrossDecoder.TEMPLATE_ID)
        {
            final UncrossDecoder d = new UncrossDecoder().wrapAndApplyHeader(buffer, offset, header);
            ask(d.scope(), template, d.decisionSeq(), d.collarLowerTicks(), d.collarUpperTicks());
        }
        else if (template == BandChangeDecoder.TEMPLATE_ID)
        {
            final BandChangeDecoder d = new BandChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            band[Scope.index(d.scope())][0] = d.lowerTicks();
            band[Scope.index(d.scope())][1] = d.upperTicks();
        }
    }

    private void ask(final int scope, final int template, final long seq, final long lower, final long upper)
    {
        final long[] asked = question[Scope.kind(scope) == Scope.MARKET ? market : Scope.index(scope)];
        asked[0] = template;
        asked[1] = seq;
        asked[2] = lower;
        asked[3] = upper;
    }

    private void state(final TradingStateChangeDecoder d)
    {
        if (d.ruleId() == 0)
        {
            if (d.toStateRaw() == TradingState.OPEN.code())
            {
                operated.remove(d.scope());
            }
            else
            {
                operated.add(d.scope());
            }
            return;
        }
        final int breaker = parameters.breaker(d.scope(), d.ruleId());
        final long key = (long)d.scope() << 32 | breaker;
        final String shown = d.fromState() + " -> " + d.toState() + " " + d.reason() + " at " + seconds(d.timeNs());
        final boolean isTrip = d.reason() == Reason.GROUP || !NO_TRIP.contains(d.reason()) &&
            TradingState.severity(d.toStateRaw()) > TradingState.severity(d.fromStateRaw());
        times.onChange(key, parameters.classOf(d.scope()), breaker, isTrip, d);
        trips += isTrip ? 1 : 0;
        latches += d.latched();
        final Held before = held.get(key);
        if (!isTrip && before != null && !before.latched && !before.waits && d.timeNs() > before.promiseNs)
        {
            throw new AssertionError(rulebook.name() + ", step " + steps + ": " + shown + ", later than " +
                before.last + " promised: " + seconds(before.promiseNs));
        }
        if (d.toStateRaw() == TradingState.OPEN.code())
        {
            exits++;
            held.remove(key);
            return;
        }
        final boolean isWait = d.reason() == Reason.NOT_PERMITTED;
        final Held now = isTrip || isWait || before == null || before.latched || before.waits ? new Held() : before;
        held.put(key, now);
        now.latched = d.latched() != 0;
        now.waits = isWait;
        waits += isWait ? 1 : 0;
        now.promiseNs = Math.min(now.promiseNs, d.latestExitNs());
        now.last = shown;
        assertThat(d.latestExitNs() == Long.MAX_VALUE && !isWait).as(shown + ": only a latch has no exit")
            .isEqualTo(now.latched);
    }

    ExitTimes times()
    {
        return times;
    }

    private static String seconds(final long timeNs)
    {
        return timeNs == Long.MAX_VALUE ? "never" : (timeNs - Venue.ORIGIN) / 1e9 + " s";
    }

    @Override
    public void close()
    {
        venue.close();
    }
}
