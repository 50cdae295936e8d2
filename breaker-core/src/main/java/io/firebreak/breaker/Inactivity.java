package io.firebreak.breaker;

import io.firebreak.market.DataQualityCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a breaker lacks so that it decides nothing: a book, quotes, a trading day, a previous close. Each is told once a
 * scope, the last two once a day, when an input comes that would have been judged. Owned by the engine thread; what was
 * told lies in the arena.
 */
final class Inactivity
{
    private static final int BOOK = 1;
    private static final int QUOTE = 2;
    private static final int POTENTIAL_TRADE = 4;
    private static final int NO_SESSION = 8;
    private static final int NO_PREVIOUS_CLOSE = 16;
    private static final int PREVIOUS_CLOSE_USED = 32;

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
     * A potential trade is judged; the first one tells what its scope lacks, the first one of a day that nobody
     * announced tells that.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void onPotentialTrade(final int s, final long nowNs)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & POTENTIAL_TRADE) == 0)
        {
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
        }
        session(s, nowNs);
    }

    /**
     * Whether the next potential trade has nothing to tell of what its scope lacks.
     *
     * @param s state of the scope.
     * @return true from the first judged potential trade on, but for a day that nobody announced.
     */
    boolean isTold(final int s)
    {
        return (b.getInt(s + Layout.S_SEEN) & POTENTIAL_TRADE) != 0 && !owesSession(s);
    }

    /**
     * A previous close arrives. From the close of a day on it is the next day's.
     *
     * @param s       state of the scope.
     * @param priceE9 the close, 1e-9 of the quote currency.
     */
    void onPreviousClose(final int s, final long priceE9)
    {
        onPreviousClose(s, 0, priceE9);
    }

    /**
     * The previous close of one of a market's indices arrives.
     *
     * @param s       state of the scope.
     * @param index   which; of an instrument always 0.
     * @param priceE9 the close, 1e-9 of the quote currency.
     */
    void onPreviousClose(final int s, final int index, final long priceE9)
    {
        b.putLong(s + LadderLayout.close(index), priceE9);
        b.putInt(s + Layout.S_SEEN, b.getInt(s + Layout.S_SEEN) & ~(PREVIOUS_CLOSE_USED << index));
    }

    /**
     * The day closes: the previous close that it had is not the next day's, and no level is reached any longer.
     *
     * @param s state of the scope.
     */
    void onClose(final int s)
    {
        if (b.getLong(s + Layout.S_PREVIOUS_CLOSE_E9) != Layout.ABSENT)
        {
            b.putInt(s + Layout.S_SEEN, b.getInt(s + Layout.S_SEEN) | PREVIOUS_CLOSE_USED);
        }
        if (s == m.market())
        {
            parts.ladder.onClose(s);
        }
        for (int index = 1; index < LadderLayout.INDICES && s == m.market(); index++)
        {
            if (b.getLong(s + LadderLayout.close(index)) > 0)
            {
                b.putInt(s + Layout.S_SEEN, b.getInt(s + Layout.S_SEEN) | PREVIOUS_CLOSE_USED << index);
            }
        }
    }

    /**
     * A day begins: what it lacks is told anew, and a previous close that an earlier day had is forgotten.
     *
     * @param s state of the scope.
     */
    void onNewDay(final int s)
    {
        final int seen = b.getInt(s + Layout.S_SEEN);
        if ((seen & PREVIOUS_CLOSE_USED) != 0)
        {
            b.putLong(s + Layout.S_PREVIOUS_CLOSE_E9, Layout.ABSENT);
        }
        b.putInt(s + Layout.S_SEEN, seen & ~(NO_SESSION | NO_PREVIOUS_CLOSE | PREVIOUS_CLOSE_USED));
        for (int index = 1; index < LadderLayout.INDICES && s == m.market(); index++)
        {
            if ((seen & PREVIOUS_CLOSE_USED << index) != 0)
            {
                b.putLong(s + LadderLayout.close(index), Layout.ABSENT);
                b.putInt(s + Layout.S_SEEN, b.getInt(s + Layout.S_SEEN) & ~(PREVIOUS_CLOSE_USED << index));
            }
        }
    }

    /**
     * A quote arrives; the first one of a day tells whether that was announced.
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
        }
        session(s, nowNs);
    }

    /**
     * An input that would be judged in a session: without an announced day there is none.
     *
     * @param s     state of the scope.
     * @param nowNs engine time.
     */
    void session(final int s, final long nowNs)
    {
        if (owesSession(s))
        {
            once(DataQualityCode.INACTIVE_NO_SESSION, NO_SESSION, s, nowNs);
            parts.envelope.disarm(s);
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

    private boolean owesSession(final int s)
    {
        return m.image.headerInt(ImageHeader.H_ALWAYS_OPEN) == 0 &&
            b.getLong(m.market() + Layout.S_OPEN_NS) == Layout.ABSENT &&
            (b.getInt(s + Layout.S_SEEN) & NO_SESSION) == 0 &&
            (watches(s, ImageLayout.MONITOR_QUOTE) || watches(s, ImageLayout.MONITOR_CONFIRM) ||
            watches(s, ImageLayout.MONITOR_LADDER) || watches(s, ImageLayout.MONITOR_BAND));
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
