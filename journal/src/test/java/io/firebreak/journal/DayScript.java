package io.firebreak.journal;

import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.ExitBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A day that any rulebook can be put through: twenty episodes, each a quiet time, a shock that walks away from the
 * price of the morning by steps of one size, and the way back; then the close, and the next morning. Steps grow from
 * one episode to the next, so that what is narrow trips first and what is wide trips too. Nothing is drawn by chance.
 */
final class DayScript
{
    private static final long SECOND = ShippedDay.SECOND;
    private static final long OPEN_NS = 1_760_000_400L * SECOND;
    private static final long SESSION_S = 23_400;
    private static final long DAY_S = 86_400;
    private static final int[] STEPS_PPM = {3_000, 8_000, 18_000, 28_000, 45_000, 75_000, 95_000, 140_000, 220_000,
        350_000};
    private static final int[] FALLS_PPM = {20_000, 52_000, 55_000, 65_000, 75_000, 85_000, 85_000, 105_000, 105_000,
        120_000, 135_000, 155_000, 155_000, 170_000, 175_000, 180_000, 180_000, 205_000, 205_000, 205_000};
    private static final int EPISODE_S = 1_080;
    private static final int QUIET_S = 330;
    private static final int SHOCK_S = 60;
    private static final int CALL_S = 700;
    private static final int PACE_S = 5;
    private static final long INDEX_E9 = 4_000 * SECOND;
    private static final long TICK_E9 = 10_000_000L;

    final Set<String> silent = new TreeSet<>();
    final List<String> held = new ArrayList<>();
    private final ShippedDay venue;
    private final DayParticipants participants;

    DayScript(final ShippedDay venue)
    {
        this.venue = venue;
        participants = new DayParticipants(venue);
    }

    static long startNs()
    {
        return OPEN_NS - 600 * SECOND;
    }

    void run()
    {
        announce(OPEN_NS);
        at(0);
        for (final int i : venue.traded)
        {
            opening(i);
        }
        quiet(5, 900);
        for (int k = 0; k < 2 * STEPS_PPM.length; k++)
        {
            episode(900 + k * EPISODE_S, STEPS_PPM[k / 2], k % 2 == 0, k);
        }
        shock(23_000, 45_000, true, 23_000 + SHOCK_S);
        recover(23_000 + SHOCK_S, SESSION_S);
        at(SESSION_S);
        closeAndOpen();
        read();
    }

    private void at(final long second)
    {
        venue.to(OPEN_NS + second * SECOND);
    }

    /** The day, where the rulebook has one, and the closes of the day before. */
    private void announce(final long openNs)
    {
        if (!venue.isAlwaysOpen())
        {
            venue.publisher.calendarDay(0, 0, venue.nowNs, 20_251_009, openNs, openNs + SESSION_S * SECOND,
                openNs + DAY_S * SECOND);
        }
        for (final int i : venue.traded)
        {
            venue.publisher.referencePrice(0, 0, venue.nowNs, venue.nowNs, Scope.instrument(i),
                ReferenceKind.PREVIOUS_CLOSE.code(), 0, ShippedDay.BASE_TICKS * TICK_E9, 0);
        }
        for (int which = 0; which < venue.indices(); which++)
        {
            venue.publisher.referencePrice(0, 0, venue.nowNs, venue.nowNs, Scope.market(0),
                ReferenceKind.PREVIOUS_CLOSE.code(), which, INDEX_E9, 0);
        }
    }

    private void opening(final int i)
    {
        venue.publisher.trade(0, 0, venue.nowNs, venue.nowNs, i, 0, ShippedDay.BASE_TICKS, 100, 0, Side.BUY.code(),
            InputFlags.ELIGIBLE | InputFlags.AUCTION_PRINT);
        book(i, false);
        venue.publisher.bookReady(0, 0, venue.nowNs, i);
        quote(i, ShippedDay.BASE_TICKS - 5, ShippedDay.BASE_TICKS + 5);
        venue.last[i] = ShippedDay.BASE_TICKS;
    }

    /** A book of many lots at two prices, or of a single lot at each of two that lie a long way off. */
    private void book(final int i, final boolean isThin)
    {
        level(i, 2_000, 1);
        level(i, 10, isThin ? 0 : 100_000);
    }

    private void level(final int i, final int distance, final long lots)
    {
        venue.publisher.bookLevel(0, 0, venue.nowNs, venue.nowNs, i, 0, Side.BUY.code(),
            ShippedDay.BASE_TICKS - distance, lots);
        venue.publisher.bookLevel(0, 0, venue.nowNs, venue.nowNs, i, 0, Side.SELL.code(),
            ShippedDay.BASE_TICKS + distance, lots);
    }

    /** The references that the venue publishes, the index, and a level of the book. */
    private void publish(final long indexE9)
    {
        for (int which = 0; which < venue.indices(); which++)
        {
            venue.publisher.referencePrice(0, 0, venue.nowNs, venue.nowNs, Scope.market(0), ReferenceKind.INDEX.code(),
                which, indexE9, 0);
        }
        for (final int i : venue.traded)
        {
            level(i, 2_000, 1);
            for (final ReferenceKind kind : venue.published(i))
            {
                venue.publisher.referencePrice(0, 0, venue.nowNs, venue.nowNs, Scope.instrument(i), kind.code(), 0,
                    published(kind), 0);
            }
        }
    }

    /** A premium of nothing, one part in ten thousand of funding in an hour, and prices. */
    private static long published(final ReferenceKind kind)
    {
        return switch (kind)
        {
            case PREMIUM -> 0;
            case FUNDING_RATE -> 100_000;
            case FUNDING_TIME -> 3_600 * SECOND;
            default -> ShippedDay.BASE_TICKS * TICK_E9;
        };
    }

    private void quote(final int i, final long bid, final long ask)
    {
        venue.publisher.quote(0, 0, venue.nowNs, venue.nowNs, i, 0, venue.quoteKind(i), bid, 100, ask, 100);
    }

    /** Back to the price of the morning, as far as the bands let it at each step. */
    private void quiet(final long from, final long until)
    {
        for (long s = from; s < until; s += PACE_S)
        {
            at(s);
            publish(INDEX_E9);
            for (final int i : venue.traded)
            {
                final long ticks = ShippedDay.BASE_TICKS + s / PACE_S % 3;
                if (venue.isTrading(i))
                {
                    venue.printTowards(i, ticks);
                    quote(i, venue.last[i] - 5, venue.last[i] + 5);
                }
            }
            participants.quiet(s);
        }
    }

    private void recover(final long from, final long until)
    {
        quiet(from, until);
        venue.resumeLatched();
    }

    private void episode(final long from, final int stepPpm, final boolean isDown, final int number)
    {
        quiet(from, from + QUIET_S);
        final long shockS = from + QUIET_S;
        for (final int i : venue.traded)
        {
            book(i, number % 2 != 0);
        }
        shock(shockS, stepPpm, isDown, shockS + SHOCK_S);
        if (number % 2 == 0)
        {
            limitState(shockS + SHOCK_S, isDown);
        }
        fall(shockS + SHOCK_S + 40, FALLS_PPM[number]);
        for (final int i : venue.traded)
        {
            book(i, false);
        }
        participants.shock(number);
        quietCalls(shockS + SHOCK_S + 140, from + CALL_S);
        participants.staff();
        venue.resumeLatched();
        if (number % 5 == 1)
        {
            venue.operator(Scope.instrument(0), 7, OperatorCommandKind.HALT);
        }
        recover(from + CALL_S, from + EPISODE_S);
        if (number % 5 == 1)
        {
            venue.resume(Scope.instrument(0));
        }
    }

    /** Prices run away by steps of one size, one a second, and rest where they are refused. */
    private void shock(final long from, final int stepPpm, final boolean isDown, final long until)
    {
        final double[] price = new double[venue.last.length];
        for (final int i : venue.traded)
        {
            price[i] = venue.last[i];
        }
        for (long s = from; s < until; s++)
        {
            at(s);
            if ((s - from) % 20 == 0)
            {
                publish(INDEX_E9);
            }
            for (final int i : venue.traded)
            {
                price[i] *= 1 + (isDown ? -stepPpm : stepPpm) / 1e6;
                final long ticks = Math.round(price[i]);
                if (ticks > ShippedDay.BASE_TICKS / 3 && ticks < ShippedDay.BASE_TICKS * 3 && venue.isTrading(i) &&
                    !venue.print(i, ticks))
                {
                    price[i] = venue.last[i];
                }
            }
        }
    }

    /** The far side stands at the band, for as long as a limit state takes, or is withdrawn in time. */
    private void limitState(final long from, final boolean isDown)
    {
        at(from);
        for (final int i : venue.traded)
        {
            final List<ScopeReading.Breaker> breakers = venue.engine().read(Scope.instrument(i)).breakers();
            if (!breakers.isEmpty() && breakers.get(0).lowerTicks() > 0 && venue.isTrading(i))
            {
                final long band = isDown ? breakers.get(0).lowerTicks() : breakers.get(0).upperTicks();
                quote(i, isDown ? band - 10 : band, isDown ? band : band + 10);
            }
        }
        at(from + 20);
    }

    /** The index falls and stays there for longer than a minute. */
    private void fall(final long from, final int ppm)
    {
        for (long s = from; s < from + 90; s += PACE_S)
        {
            at(s);
            publish(INDEX_E9 - INDEX_E9 / 1_000_000 * ppm);
        }
    }

    private void quietCalls(final long from, final long until)
    {
        for (long s = from; s < until; s += PACE_S)
        {
            at(s);
            publish(INDEX_E9);
        }
    }

    private void closeAndOpen()
    {
        final long nextNs = OPEN_NS + DAY_S * SECOND;
        venue.to(nextNs - 600 * SECOND);
        announce(nextNs);
        at(DAY_S);
        for (final int i : venue.traded)
        {
            opening(i);
        }
        quiet(DAY_S + PACE_S, DAY_S + 900);
        participants.staff();
        venue.resumeLatched();
        quiet(DAY_S + 900, DAY_S + 930);
    }

    /** Which breakers never tripped, or never refused or told anything where that is all they do; what is held. */
    private void read()
    {
        for (final int i : venue.traded)
        {
            read(Scope.instrument(i), venue.rulebook.classNames().get(i));
        }
        if (venue.marketClass() >= 0)
        {
            read(Scope.market(0), venue.rulebook.classNames().get(venue.marketClass()));
        }
        silent.addAll(participants.silent());
        held.addAll(participants.held());
    }

    private void read(final int scope, final String className)
    {
        final ScopeReading reading = venue.engine().read(scope);
        if (reading.merged() != TradingState.OPEN || reading.isSuspect())
        {
            held.add(className + " is " + reading.merged());
        }
        final List<ExitBound> exits = venue.rulebook.worstExit(reading.classIndex());
        for (int k = 0; k < exits.size(); k++)
        {
            final List<Integer> rules = reading.breakers().get(k).ruleIds();
            final boolean onlyTells = exits.get(k).steps().isEmpty();
            if (rules.stream().noneMatch(id -> onlyTells ? venue.log.decided(id) > 0 : venue.log.halted(id)))
            {
                silent.add(venue.rulebook.breakerPath(reading.classIndex(), rules.get(0)));
            }
        }
    }
}
