package io.firebreak.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The US market-wide circuit breaker for one day, written from the rules' words. Slow on purpose; one thread. */
final class NaiveMwcb implements OracleSubject<MwcbEvent>
{
    private static final long NONE = OracleDecision.NONE;

    long now = Long.MIN_VALUE;
    OracleState state = OracleState.OPEN;
    int highestUsed;

    private final MwcbSettings settings;
    private final List<OracleDecision> out = new ArrayList<>();
    private long stateEnd = Long.MAX_VALUE;

    NaiveMwcb(final MwcbSettings settings)
    {
        this.settings = settings;
    }

    @Override
    public List<OracleDecision> apply(final MwcbEvent event)
    {
        switch (event.type())
        {
            case INDEX -> index(event.timeNs(), event.indexE9());
            case AUCTION_RESULT -> auctionResult(event.timeNs());
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

    /** Every state but OPEN has one end; several may follow one another before the event's own work. */
    void tick(final long timeNs)
    {
        final long target = Math.max(now, timeNs);
        while (stateEnd <= target)
        {
            now = Math.max(now, stateEnd);
            elapsed();
        }
        now = target;
    }

    void index(final long timeNs, final long indexE9)
    {
        tick(timeNs);
        if (now < settings.openNs() || now >= settings.closeNs() || state == OracleState.CLOSED)
        {
            return;
        }
        final int level = reached(BigDecimal.valueOf(indexE9, 9));
        if (level == 3)
        {
            highestUsed = 3;
            enter(OracleState.CLOSED, settings.nextOpenNs(), 3);
        }
        else if (level > highestUsed && state == OracleState.OPEN && now < settings.cutoffNs())
        {
            highestUsed = level;
            enter(OracleState.HALTED, Math.min(now + settings.haltNs(), settings.closeNs()), level);
        }
    }

    void auctionResult(final long timeNs)
    {
        tick(timeNs);
        if (state == OracleState.REOPENING)
        {
            enter(OracleState.OPEN, Long.MAX_VALUE, 0);
        }
    }

    long nextDeadlineNs()
    {
        return stateEnd;
    }

    private int reached(final BigDecimal index)
    {
        int level = 3;
        while (level > 0 && index.compareTo(settings.level(level)) > 0)
        {
            level--;
        }
        return level;
    }

    private void elapsed()
    {
        if (state == OracleState.CLOSED)
        {
            highestUsed = 0;
            enter(OracleState.OPEN, Long.MAX_VALUE, 0);
        }
        else if (now >= settings.closeNs())
        {
            enter(OracleState.CLOSED, settings.nextOpenNs(), highestUsed);
        }
        else if (state == OracleState.HALTED)
        {
            enter(OracleState.REOPENING, Math.min(now + MwcbSettings.HOST_NS, settings.closeNs()), highestUsed);
            out.add(OracleDecision.of(OracleKind.UNCROSS_REQUEST, now, NONE, Long.MAX_VALUE, stateEnd, 0));
        }
        else
        {
            enter(OracleState.OPEN, Long.MAX_VALUE, 0);
        }
    }

    private void enter(final OracleState to, final long deadlineNs, final int level)
    {
        out.add(OracleDecision.of(OracleKind.STATE, now, state.code, to.code,
            to == OracleState.OPEN ? NONE : deadlineNs, level));
        state = to;
        stateEnd = deadlineNs;
    }
}
