package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a breaker lacks so that it decides nothing: a book, quotes, a trading day, a previous close. Each is told once a
 * scope, when an input comes that would have been judged. Owned by the engine thread; what was told lies in the arena.
 */
final class Inactivity
{
    private static final int BOOK = 1;
    private static final int QUOTE = 2;
    private static final int POTENTIAL_TRADE = 4;
    private static final int NO_SESSION = 8;
    private static final int NO_PREVIOUS_CLOSE = 16;

    private final EngineMemory m;
    private final Parts parts;
    private final UnsafeBuffer b;

    Inactivity(final Parts parts)
    {
        this.parts = parts;
        m = parts.memory;
        b = m.b;
    }

    /**
     * A potential trade is judged; the first one tells what its scope lacks.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onPotentialTrade(final int s, final long nowNs)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & POTENTIAL_TRADE) != 0)
        {
            return;
        }
        b.putInt(s + Layout.S_SEEN, seen | POTENTIAL_TRADE);
        parts.envelope.disarm(s);
        if ((seen & QUOTE) == 0 && watches(s, ImageLayout.MONITOR_QUOTE))
        {
            tell(DataQualityCode.INACTIVE_NO_QUOTES, s, nowNs);
        }
        if ((seen & BOOK) == 0 && watches(s, ImageLayout.MONITOR_NOTIFY))
        {
            tell(DataQualityCode.INACTIVE_NO_BOOK, s, nowNs);
        }
        session(s, nowNs);
    }

    /**
     * Whether what feeds a scope lacks has been told.
     *
     * @param s state of the scope.
     * @return true from the first judged potential trade on.
     */
    boolean isTold(final int s)
    {
        return (b.getInt(s + Layout.S_SEEN) & POTENTIAL_TRADE) != 0;
    }

    /**
     * A quote arrives; the first one tells whether a trading day is missing.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onQuote(final int s, final long nowNs)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & QUOTE) == 0)
        {
            b.putInt(s + Layout.S_SEEN, seen | QUOTE);
            session(s, nowNs);
        }
    }

    /**
     * An input that would be judged in a session: without any announced day there never is one.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void session(final int s, final long nowNs)
    {
        if (m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0 &&
            b.getLong(m.market() + Layout.S_OPEN_NS) == Layout.ABSENT &&
            (watches(s, ImageLayout.MONITOR_QUOTE) || watches(s, ImageLayout.MONITOR_CONFIRM) ||
            watches(s, ImageLayout.MONITOR_LADDER)))
        {
            once(DataQualityCode.INACTIVE_NO_SESSION, NO_SESSION, s, nowNs);
        }
    }

    /**
     * A previous close is needed for a limit and absent.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void previousClose(final int s, final long nowNs)
    {
        once(DataQualityCode.INACTIVE_NO_PREVIOUS_CLOSE, NO_PREVIOUS_CLOSE, s, nowNs);
    }

    private void once(final DataQualityCode code, final int bit, final int s, final long nowNs)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & bit) == 0)
        {
            b.putInt(s + Layout.S_SEEN, seen | bit);
            tell(code, s, nowNs);
        }
    }

    private void tell(final DataQualityCode code, final int s, final long nowNs)
    {
        parts.quality.tell(code, b.getInt(s + Layout.S_SCOPE), nowNs, 0, 0, 0);
    }

    private boolean watches(final int s, final int monitor)
    {
        final int c = m.classOf(s);
        boolean watches = false;
        for (int k = 0; k < m.breakers(c); k++)
        {
            watches |= b.getInt(m.image.breakerAt(c, k) + ImageLayout.B_MONITOR) == monitor;
        }
        return watches;
    }
}
