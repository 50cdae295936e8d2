package io.firebreak.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * US Limit Up-Limit Down for one instrument and one day, written from the rules' words and from nothing else: it shares
 * no line with the engine that it judges. Slow on purpose; one thread.
 */
final class NaiveLuld implements OracleSubject<LuldEvent>
{
    /** What a timer does; the order decides between timers of the same instant. */
    private enum Timer
    {
        REFERENCE, LIMIT_END, PAUSE_END, HOST_TIMEOUT, SCHEDULE
    }

    private record Due(long timeNs, Timer timer)
    {
    }

    private static final long NONE = OracleDecision.NONE;

    final ProForma proForma = new ProForma();
    long now = Long.MIN_VALUE;
    long reference = NONE;
    LuldBands bands;
    OracleLimit limit = OracleLimit.NONE;
    OracleState state = OracleState.OPEN;
    LuldReopening reopening;

    private final LuldSettings settings;
    private final TreeSet<Long> schedule = new TreeSet<>();
    private final List<OracleDecision> out = new ArrayList<>();

    private long referenceSince = NONE;
    private long holdEnd = NONE;
    private boolean firstReferencePending = true;
    private int factor = 1;

    private long bid = NONE;
    private long ask = NONE;
    private long limitEnd = NONE;

    private long stateEnd = NONE;

    NaiveLuld(final LuldSettings settings)
    {
        this.settings = settings;
        schedule.addAll(List.of(settings.doublingNs(), settings.closeNs(), settings.nextOpenNs()));
    }

    @Override
    public List<OracleDecision> apply(final LuldEvent event)
    {
        switch (event.type())
        {
            case QUOTE -> quote(event.timeNs(), event.a(), event.b());
            case PRINT -> print(event.timeNs(), event.a(), event.b() != 0);
            case REFERENCE -> breakerReference(event.timeNs(), event.a());
            case PRO_FORMA -> proForma(event.timeNs(), event.a());
            case POTENTIAL_TRADE -> potentialTrade(event.timeNs(), event.a());
            case INDICATIVE -> indicative(event.timeNs(), event.a(), event.c());
            case AUCTION_RESULT -> auctionResult(event.timeNs(), event.a());
            default -> tick(event.timeNs());
        }
        return drain();
    }

    List<OracleDecision> drain()
    {
        final List<OracleDecision> drained = List.copyOf(out);
        out.clear();
        return drained;
    }

    void tick(final long timeNs)
    {
        final long target = Math.max(now, timeNs);
        for (Due due = nextDue(); due.timeNs <= target; due = nextDue())
        {
            now = Math.max(now, due.timeNs);
            fire(due.timer);
        }
        now = target;
    }

    void quote(final long timeNs, final long bidTicks, final long askTicks)
    {
        tick(timeNs);
        bid = bidTicks;
        ask = askTicks;
        judgeQuote();
    }

    void print(final long timeNs, final long priceTicks, final boolean eligible)
    {
        tick(timeNs);
        final boolean counts = eligible && settings.inSession(now);
        if (counts && reference == NONE)
        {
            seed(priceTicks);
        }
        else if (counts)
        {
            proForma.print(now, priceTicks);
            publish(false);
        }
    }

    void breakerReference(final long timeNs, final long priceE9)
    {
        tick(timeNs);
        if (state == OracleState.OPEN && !limit.frozen())
        {
            firstReferencePending = false;
            setReference(BigDecimal.valueOf(priceE9).divide(BigDecimal.TEN).setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
        }
    }

    void proForma(final long timeNs, final long priceE9)
    {
        tick(timeNs);
        proForma.announce(priceE9);
        publish(false);
    }

    void potentialTrade(final long timeNs, final long priceTicks)
    {
        tick(timeNs);
        if (!settings.inSession(now) || reference == NONE)
        {
            return;
        }
        if (state != OracleState.OPEN)
        {
            emit(OracleKind.DENIED, priceTicks, NONE, state.code);
        }
        else if (priceTicks < bands.lower() || priceTicks > bands.upper())
        {
            emit(OracleKind.DENIED, priceTicks, priceTicks < bands.lower() ? bands.lower() : bands.upper(), state.code);
        }
    }

    void indicative(final long timeNs, final long priceTicks, final long leftover)
    {
        tick(timeNs);
        if (state != OracleState.REOPENING || reopening.uncrossing)
        {
            return;
        }
        final LuldBands collars = reopening.collars;
        final boolean below = priceTicks != NONE && priceTicks < collars.lower();
        final boolean above = priceTicks != NONE && priceTicks > collars.upper();
        if (below || above || priceTicks == NONE || leftover > 0)
        {
            extend(priceTicks, below || !above && reopening.atLower);
            return;
        }
        reopening.uncrossing = true;
        stateEnd = now + LuldSettings.HOST_NS;
        emit(OracleKind.UNCROSS, priceTicks, collars.lower(), collars.upper(), stateEnd);
    }

    void auctionResult(final long timeNs, final long priceTicks)
    {
        tick(timeNs);
        if (state == OracleState.REOPENING && reopening.uncrossing)
        {
            reopen(priceTicks == NONE ? reopening.auctionReference : priceTicks);
        }
        else if (reference == NONE && priceTicks != NONE && settings.inSession(now))
        {
            seed(priceTicks);
        }
    }

    private Due nextDue()
    {
        final Stream<Due> references = Stream.of(proForma.nextExpiryNs(), or(holdEnd), firstReferencePending ?
            settings.openNs() + LuldSettings.FIRST_REFERENCE_NS : Long.MAX_VALUE)
            .map(timeNs -> new Due(timeNs, Timer.REFERENCE));
        final Stream<Due> others = Stream.of(
            new Due(or(limitEnd), Timer.LIMIT_END),
            new Due(state == OracleState.PAUSED ? stateEnd : Long.MAX_VALUE, Timer.PAUSE_END),
            new Due(state == OracleState.REOPENING ? stateEnd : Long.MAX_VALUE, Timer.HOST_TIMEOUT),
            new Due(schedule.isEmpty() ? Long.MAX_VALUE : schedule.first(), Timer.SCHEDULE));
        return Stream.concat(references, others)
            .min(Comparator.comparingLong(Due::timeNs).thenComparing(Due::timer)).orElseThrow();
    }

    /** The next instant at which something may happen by itself. */
    long nextDeadlineNs()
    {
        return nextDue().timeNs;
    }

    private static long or(final long timeNs)
    {
        return timeNs == NONE ? Long.MAX_VALUE : timeNs;
    }

    private void fire(final Timer timer)
    {
        switch (timer)
        {
            case REFERENCE -> referenceTimer();
            case LIMIT_END -> limitElapsed();
            case PAUSE_END -> pauseElapsed();
            case HOST_TIMEOUT -> reopen(reopening.auctionReference);
            default -> scheduleStep(schedule.pollFirst());
        }
    }

    private void referenceTimer()
    {
        proForma.expire(now);
        holdEnd = holdEnd <= now ? NONE : holdEnd;
        publish(false);
        if (firstReferencePending && now >= settings.openNs() + LuldSettings.FIRST_REFERENCE_NS)
        {
            firstReferencePending = false;
            setReference(settings.prevCloseTicks() * 1_000_000);
        }
    }

    private void limitElapsed()
    {
        limitEnd = NONE;
        if (settings.inSession(now))
        {
            reopening = new LuldReopening(limit == OracleLimit.AT_LOWER, bands);
            limit = OracleLimit.NONE;
            pause();
        }
    }

    private void pause()
    {
        if (!tooLateToReopen())
        {
            enter(OracleState.PAUSED, Math.min(now + LuldSettings.PAUSE_NS, settings.lastReopeningNs()));
        }
    }

    private void pauseElapsed()
    {
        if (!tooLateToReopen())
        {
            reopening.uncrossing = false;
            enter(OracleState.REOPENING, now + LuldSettings.HOST_NS);
            emit(OracleKind.UNCROSS_REQUEST, reopening.collars.lower(), reopening.collars.upper(), stateEnd,
                reopening.extensions);
        }
    }

    private boolean tooLateToReopen()
    {
        final boolean late = now >= settings.lastReopeningNs();
        if (late)
        {
            enter(OracleState.CLOSING_AUCTION_ONLY, settings.closeNs());
        }
        return late;
    }

    private void extend(final long priceTicks, final boolean lowerSide)
    {
        final LuldBands tested = reopening.collars;
        reopening.widen(lowerSide);
        final LuldBands collars = reopening.collars;
        final long end = now >= settings.lastReopeningNs() ? settings.closeNs() :
            Math.min(now + LuldSettings.PAUSE_NS, settings.lastReopeningNs());
        emit(OracleKind.EXTEND, priceTicks, collars.lower(), collars.upper(), tested.lower(), tested.upper(), end,
            reopening.extensions);
        pause();
    }

    private void reopen(final long priceTicks)
    {
        proForma.clear();
        enter(OracleState.OPEN, NONE);
        setReference(priceTicks * 1_000_000);
    }

    private void scheduleStep(final long timeNs)
    {
        if (timeNs == settings.doublingNs())
        {
            if (reference != NONE && state == OracleState.OPEN && !limit.frozen() &&
                LuldBands.factor(settings, now) != factor)
            {
                band();
            }
        }
        else if (timeNs == settings.closeNs())
        {
            close();
        }
        else if (state == OracleState.CLOSED)
        {
            reference = NONE;
            holdEnd = NONE;
            proForma.clear();
            enter(OracleState.OPEN, NONE);
        }
    }

    /** No published state outlives the session: a pause becomes the night, a limit state or a straddle ends. */
    private void close()
    {
        if (state != OracleState.OPEN)
        {
            enter(OracleState.CLOSED, settings.nextOpenNs());
        }
        else if (limit != OracleLimit.NONE)
        {
            emit(OracleKind.LIMIT, OracleLimit.NONE.ordinal(), limit.ordinal(), NONE);
            limit = OracleLimit.NONE;
            limitEnd = NONE;
        }
    }

    private void enter(final OracleState to, final long deadlineNs)
    {
        emit(OracleKind.STATE, state.code, to.code, deadlineNs, 0);
        state = to;
        stateEnd = deadlineNs;
    }

    /** The first reference of the day: its print is not part of the mean. */
    private void seed(final long priceTicks)
    {
        firstReferencePending = false;
        proForma.clear();
        setReference(priceTicks * 1_000_000);
    }

    private void setReference(final long microTicks)
    {
        reference = microTicks;
        referenceSince = now;
        holdEnd = now + settings.holdNs();
        band();
    }

    private void band()
    {
        factor = LuldBands.factor(settings, now);
        // The stream sends the previous close once: on the day after it is two days old, and there is no table row.
        bands = now < settings.nextOpenNs() ? LuldBands.of(settings, reference, factor) :
            new LuldBands(NONE, Long.MAX_VALUE);
        emit(OracleKind.BAND, reference, bands.lower(), bands.upper());
        judgeQuote();
    }

    /** Puts the pro-forma value in force where its gate opens; the end of a limit state overrides the hold only. */
    private boolean publish(final boolean limitStateEnded)
    {
        if (reference == NONE || state != OracleState.OPEN || limit.frozen() || !settings.inSession(now) ||
            !proForma.known() || !limitStateEnded && now - referenceSince < settings.holdNs() ||
            !proForma.movedFrom(reference) || proForma.microTicks() == reference)
        {
            return false;
        }
        setReference(proForma.microTicks());
        return true;
    }

    private void judgeQuote()
    {
        if (state != OracleState.OPEN || reference == NONE || !settings.inSession(now))
        {
            return;
        }
        final OracleLimit next = OracleLimit.of(bid, ask, bands);
        final OracleLimit previous = limit;
        if (next == previous)
        {
            return;
        }
        limit = next;
        limitEnd = next.frozen() ? now + LuldSettings.LIMIT_NS : NONE;
        emit(OracleKind.LIMIT, next.ordinal(), previous.ordinal(), limitEnd);
        if (previous.frozen() && !next.frozen() && !publish(true) && LuldBands.factor(settings, now) != factor)
        {
            band();
        }
    }

    private void emit(final OracleKind kind, final long... numbers)
    {
        out.add(OracleDecision.of(kind, now, numbers));
    }
}
