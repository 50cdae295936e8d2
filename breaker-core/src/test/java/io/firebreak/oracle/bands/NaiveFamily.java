package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A breaker of bands with its trips, days and reopenings, as the specification and the page of the format say it: lists
 * and decimals, everything looked up when it is asked for. It answers with lines, one a decision.
 */
final class NaiveFamily
{
    private static final long NEVER = Long.MAX_VALUE;

    final FamilyPrices prices;
    final FamilyDay day;
    final FamilyCall call;
    String state = "OPEN";
    boolean isLatched;

    private final FamilySettings f;
    private final List<String> lines = new ArrayList<>();
    private final List<Long> trips = new ArrayList<>();
    private final FamilyBand band;
    private final FamilyBand guard;
    private long deadlineNs = NEVER;
    private String rule = "-";
    private Long reopenedNs;
    private int level;
    private long causeTicks;
    private Long auction;

    NaiveFamily(final FamilySettings settings)
    {
        f = settings;
        day = new FamilyDay(f);
        call = new FamilyCall(f);
        prices = new FamilyPrices(f);
        band = new FamilyBand(f, f.isPrints ? List.of() : f.rules, prices);
        guard = new FamilyBand(f, List.of(f.guard), prices);
    }

    List<String> drain()
    {
        final List<String> drained = List.copyOf(lines);
        lines.clear();
        return drained;
    }

    /** Everything that is due up to an instant, each as of its own. */
    void advance(final long toNs)
    {
        boolean isDone = false;
        while (!isDone)
        {
            final long nextNs = Math.min(deadlineNs, day.nextNs());
            isDone = nextNs > toNs;
            prices.advance(Math.min(nextNs, toNs));
            if (!isDone && deadlineNs == nextNs)
            {
                deadline(nextNs);
            }
            else if (!isDone)
            {
                session(nextNs);
            }
        }
    }

    private void session(final long nowNs)
    {
        if (!day.isClosePassed && day.isBegun())
        {
            day.isClosePassed = true;
            prices.close();
            if (!state.equals("OPEN") && !state.equals("CLOSED"))
            {
                close(nowNs);
            }
            return;
        }
        // the open of a day; a day that was not announced has none
        final boolean isFirst = day.begunNs == null;
        day.begunNs = nowNs;
        if (state.equals("CLOSED") && !isLatched)
        {
            open(nowNs, "NEW_DAY");
        }
        level = 0;
        if (!isFirst)
        {
            prices.newDay(nowNs);
        }
    }

    void print(
        final long nowNs, final long key, final long price, final boolean isEligible, final boolean isLast,
        final boolean isAuction)
    {
        prices.sweep(nowNs, key);
        if (isEligible)
        {
            prices.print(nowNs, key, price, isLast, isAuction, day.isInSession(nowNs));
            printed(nowNs, price);
        }
    }

    void auction(final long nowNs, final Long price)
    {
        final boolean isAsked = call.phase == 2 || call.phase == 1 && f.reopening.equals("UNCHECKED");
        if (price != null)
        {
            prices.auction(nowNs, price, day.isInSession(nowNs));
        }
        if (state.equals("REOPENING") && !isLatched && isAsked)
        {
            auction = price;
            open(nowNs, "REOPENED");
        }
        if (price != null)
        {
            // what an auction prints has printed
            printed(nowNs, price);
        }
    }

    void potential(final long nowNs, final long key, final long price, final String kind)
    {
        prices.sweep(nowNs, key);
        if (!isMatching() && (day.isInSession(nowNs) || isLatched))
        {
            line(nowNs, "DENIED - NOT_PERMITTED at " + price);
        }
        else if (day.isInSession(nowNs))
        {
            // who suppresses judges first; a trip denies before a mere denial, else who judged first
            final boolean isFirst = f.isSuppressed && !f.state.equals("OPEN");
            final String before = f.isGuarded && !isFirst ? guard.made().denied(price, "limit") : null;
            final String own = isOn(nowNs) ? own(nowNs, price, kind) : null;
            final String after = f.isGuarded && isFirst && isGuardOn() ? guard.made().denied(price, "limit") : null;
            final boolean isTripped = !state.equals("OPEN") && own != null && own.contains("PRICE_BAND");
            line(nowNs, isTripped || own != null && before == null ? own : before != null ? before : after);
        }
    }

    private String own(final long nowNs, final long price, final String kind)
    {
        final FamilyBand now = band();
        final boolean isBelow = price < now.lowest;
        final boolean trips = state.equals("OPEN") && !f.state.equals("OPEN") && !f.spares.contains(kind);
        if (trips && (isBelow || price > now.highest))
        {
            causeTicks = isBelow ? now.lowest : now.highest;
            trip(nowNs, isBelow ? now.lowestRule : now.highestRule, isBelow, isBelow ? now.lowestLimit :
                now.highestLimit, isBelow ? now.lowestFrom : now.highestFrom, price);
        }
        return now.denied(price, f.rules.get(0).id());
    }

    /** The host's indicative price of a call. */
    void indicative(final long nowNs, final Long price, final long lots)
    {
        if (!state.equals("REOPENING") || call.phase != 1 || isLatched)
        {
            return;
        }
        final boolean isOutside = call.isOutside(price, lots);
        if (isOutside && !call.isLast())
        {
            extend(nowNs, price, true);
        }
        else if (isOutside && f.isManual && !f.isCollar)
        {
            call.manual = 1;
            call.phase = 0;
            isLatched = true;
            change(nowNs, f.state, NEVER, "COLLAR_VIOLATED", "");
        }
        else if (call.goesOnFor(lots))
        {
            extend(nowNs, price, false);
        }
        else
        {
            call.phase = 2;
            deadlineNs = nowNs + FamilySettings.HOST_TIMEOUT;
            line(nowNs, "UNCROSS " + price + " in " + call.lower + " " + call.upper + " until " + at(deadlineNs));
        }
    }

    private void extend(final long nowNs, final Long price, final boolean isOutside)
    {
        final String tested = " tested " + call.lower + " " + call.upper;
        final long wantedNs = nowNs + call.extend(price, isOutside);
        line(nowNs, "EXTEND " + price + " in " + call.lower + " " + call.upper + tested + " until " +
            at(day.isLate(nowNs) ? day.closeNs : day.untilNs(wantedNs)) + " extension " + call.extension);
        pause(nowNs, wantedNs, "COLLAR_VIOLATED", "");
    }

    /** Two operators end a latch. */
    void lift(final long nowNs)
    {
        if (isLatched)
        {
            trips.clear();
            isLatched = false;
            if (call.manual == 1 && day.isInSession(nowNs))
            {
                call.manual = 2;
                ask(nowNs, "OPERATOR");
            }
            else
            {
                open(nowNs, "OPERATOR");
            }
        }
    }

    FamilyBand band()
    {
        // a tripped breaker's band stands
        return state.equals("OPEN") ? band.made() : band;
    }

    boolean isMatching()
    {
        return state.equals("OPEN") || state.equals("BAND_ONLY");
    }

    /** What the gate shows, where orders match at all: the lowest price that may trade. */
    long lowest(final long nowNs)
    {
        return Math.max(isOn(nowNs) ? band().lowest : Long.MIN_VALUE,
            f.isGuarded && isGuardOn() ? guard.made().lowest : Long.MIN_VALUE);
    }

    long highest(final long nowNs)
    {
        return Math.min(isOn(nowNs) ? band().highest : NEVER,
            f.isGuarded && isGuardOn() ? guard.made().highest : NEVER);
    }

    boolean isDenied(final long nowNs)
    {
        return f.isMissingDenied && day.isInSession(nowNs) && (isOn(nowNs) && band().isMissing ||
            f.isGuarded && isGuardOn() && guard.made().isMissing);
    }

    private boolean isGuardOn()
    {
        return !f.isSuppressed || state.equals("OPEN") || f.state.equals("OPEN");
    }

    private boolean isOn(final long nowNs)
    {
        return state.equals("BAND_ONLY") || day.isOn(nowNs, reopenedNs);
    }

    private void printed(final long nowNs, final long price)
    {
        if (!f.isPrints || !state.equals("OPEN") || !day.isInSession(nowNs) || !isOn(nowNs))
        {
            return;
        }
        final FamilyRule one = band.reached(price, level);
        if (one != null)
        {
            final BigDecimal lower = band.lowerLimit(one);
            final boolean isBelow = lower.compareTo(BigDecimal.valueOf(price)) >= 0;
            causeTicks = price;
            level = f.rules.indexOf(one) + 1;
            trip(nowNs, one.id(), isBelow, isBelow ? lower : band.upperLimit(one), prices.of(one).low(), price);
        }
    }

    private void trip(
        final long nowNs, final String by, final boolean isBelow, final BigDecimal limit, final BigDecimal from,
        final long price)
    {
        final long lengthNs = day.lengthNs(nowNs, isBelow, reopenedNs);
        final long earlier = trips.stream().filter(one -> nowNs - one <= f.capNs).count();
        call.trip(prices.around(from, limit), isBelow, causeTicks);
        trips.add(nowNs);
        auction = null;
        rule = by;
        final String evidence = " at " + price + " limit " + FamilyBand.micro(limit);
        if (f.cap > 0 && earlier >= f.cap)
        {
            isLatched = true;
            change(nowNs, "HALTED", NEVER, "TRIP_RATE_CAP", evidence);
        }
        else
        {
            pause(nowNs, nowNs + lengthNs, "PRICE_BAND", evidence);
        }
    }

    /** Into the state of a trip, for as long as the day and the declared ends allow. */
    private void pause(final long nowNs, final long wantedNs, final String reason, final String evidence)
    {
        if (f.state.equals("CLOSED"))
        {
            change(nowNs, "CLOSED", day.nextOpenNs, reason, evidence);
        }
        else if (day.isLate(nowNs))
        {
            change(nowNs, "CLOSING_AUCTION_ONLY", day.closeNs, reason, evidence);
        }
        else
        {
            change(nowNs, f.state, day.untilNs(wantedNs), reason, evidence);
        }
    }

    private void deadline(final long nowNs)
    {
        switch (state)
        {
            case "REOPENING" ->
            {
                auction = null;
                open(nowNs, "HOST_TIMEOUT");
            }
            case "CLOSED" -> open(nowNs, "NEW_DAY");
            case "CLOSING_AUCTION_ONLY" -> close(nowNs);
            default ->
            {
                if (f.reopening.equals("DIRECT"))
                {
                    open(nowNs, "PAUSE_ELAPSED");
                }
                else if (!f.isAlways && nowNs >= day.closeNs)
                {
                    close(nowNs);
                }
                else if (nowNs >= day.cutoffNs())
                {
                    change(nowNs, "CLOSING_AUCTION_ONLY", day.closeNs, "EXTENSION_CUT_OFF", "");
                }
                else
                {
                    ask(nowNs, "PAUSE_ELAPSED");
                }
            }
        }
    }

    private void close(final long nowNs)
    {
        if (!isLatched)
        {
            change(nowNs, "CLOSED", day.nextOpenNs, "SESSION_CLOSE", "");
        }
    }

    private void ask(final long nowNs, final String reason)
    {
        call.ask(band);
        change(nowNs, "REOPENING", nowNs + FamilySettings.HOST_TIMEOUT, reason, "");
        line(nowNs, "ASK in " + call.lower + " " + call.upper + " until " + at(deadlineNs) + " extension " +
            call.extension);
    }

    private void open(final long nowNs, final String reason)
    {
        call.phase = 0;
        call.manual = 0;
        isLatched = false;
        if (!reason.equals("NEW_DAY"))
        {
            reopenedNs = nowNs;
            if (!state.equals("BAND_ONLY"))
            {
                prices.reopen(nowNs, auction, causeTicks);
            }
        }
        change(nowNs, "OPEN", NEVER, reason, "");
    }

    private void change(
        final long nowNs, final String to, final long untilNs, final String reason, final String evidence)
    {
        line(nowNs, "STATE " + state + " " + to + " until " + at(untilNs) + " by " + rule + " " + reason +
            (isLatched ? " latched" : "") + evidence);
        state = to;
        deadlineNs = untilNs;
    }

    private void line(final long nowNs, final String line)
    {
        lines.addAll(line == null ? List.of() : List.of(line + " @" + nowNs));
    }

    static String at(final long ns)
    {
        return ns == NEVER ? "-" : Long.toString(ns);
    }
}
