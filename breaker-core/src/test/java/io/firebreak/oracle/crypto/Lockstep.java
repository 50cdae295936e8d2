package io.firebreak.oracle.crypto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Feeds the same events to model and engine and compares what they decide, event by event. */
final class Lockstep implements AutoCloseable
{
    private static final double RELATIVE = 1e-9;
    private static final int REMEMBERED = 12;

    private final String name;
    private final NaiveCryptoPerp model;
    private final EngineSubject engine;
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final Deque<String> last = new ArrayDeque<>();
    private boolean trusted = true;
    private String tripRule = "";
    private int compared;
    private long events;
    private String excused;

    /**
     * Makes a pair that has seen nothing.
     *
     * @param name      what to call the stream in a report
     * @param settings  of the model
     * @param overrides of the engine's rulebook
     * @param increment quanta of a tick in the engine
     * @param startNs   first time
     */
    Lockstep(final String name, final CryptoPerpSettings settings, final Map<String, String> overrides,
        final long increment, final long startNs)
    {
        this.name = name;
        model = new NaiveCryptoPerp(settings);
        engine = new EngineSubject(overrides, increment, startNs);
    }

    NaiveCryptoPerp model()
    {
        return model;
    }

    long events()
    {
        return events;
    }

    /**
     * Gives the difference that rounding excuses; after it the two have parted and the stream must end.
     *
     * @return report, null while there is none
     */
    String excused()
    {
        return excused;
    }

    void tick(final long timeNs)
    {
        note("%d tick", timeNs);
        model.tick(timeNs);
        engine.tick(timeNs);
        compare(Double.NaN);
    }

    void potentialTrade(final long timeNs, final long sourceTimeNs, final long ticks)
    {
        note("%d potentialTrade source %d price %d", timeNs, sourceTimeNs, ticks);
        model.potentialTrade(timeNs, sourceTimeNs, ticks);
        engine.potentialTrade(timeNs, sourceTimeNs, ticks);
        compare(model.nearness(timeNs, ticks));
    }

    void trade(final long timeNs, final long sourceTimeNs, final long ticks)
    {
        note("%d trade source %d price %d", timeNs, sourceTimeNs, ticks);
        model.trade(timeNs, sourceTimeNs, ticks, 1);
        engine.trade(timeNs, sourceTimeNs, ticks);
        compare(Double.NaN);
    }

    void level(final long timeNs, final int side, final long ticks, final long lots, final boolean moreFollows)
    {
        note("%d level side %d price %d lots %d more %b", timeNs, side, ticks, lots, moreFollows);
        final TreeMap<Long, Long> book = side == 0 ? bids : asks;
        if (lots == 0)
        {
            book.remove(ticks);
        }
        else
        {
            book.put(ticks, lots);
        }
        engine.level(timeNs, side, ticks, lots, moreFollows);
        if (moreFollows)
        {
            model.tick(timeNs);
        }
        else
        {
            touch(timeNs);
        }
        compare(Double.NaN);
    }

    void clear(final long timeNs)
    {
        note("%d clear", timeNs);
        bids.clear();
        asks.clear();
        trusted = false;
        engine.clear(timeNs);
        touch(timeNs);
        compare(Double.NaN);
    }

    void ready(final long timeNs)
    {
        note("%d ready", timeNs);
        trusted = true;
        engine.ready(timeNs);
        touch(timeNs);
        compare(Double.NaN);
    }

    long bestBid()
    {
        return bids.isEmpty() ? 0 : bids.lastKey();
    }

    long bestAsk()
    {
        return asks.isEmpty() ? 0 : asks.firstKey();
    }

    @Override
    public void close()
    {
        engine.close();
    }

    private void touch(final long timeNs)
    {
        model.mid(timeNs, trusted ? bestBid() : 0, trusted ? bestAsk() : 0);
    }

    private void note(final String format, final Object... values)
    {
        events++;
        last.add("#" + events + " " + String.format(Locale.ROOT, format, values));
        if (last.size() > REMEMBERED)
        {
            last.remove();
        }
    }

    private void compare(final double nearness)
    {
        final List<Decision> wanted = model.decisions();
        final List<Decision> got = engine.decisions();
        boolean same = wanted.size() == got.size();
        for (int i = compared; same && i < wanted.size(); i++)
        {
            same = same(wanted.get(i), got.get(i));
        }
        if (same && !engine.state().equals(model.state().replace("LIMIT_STATE", "OPEN")))
        {
            same = false;
        }
        if (!same)
        {
            final String report = name + "\n  events " + String.join("\n         ", last) +
                "\n  model  " + wanted.subList(compared, wanted.size()) + " " + model.state() +
                "\n  engine " + got.subList(Math.min(compared, got.size()), got.size()) + " " + engine.state() +
                "\n  nearest limit " + nearness;
            if (!(nearness < RELATIVE))
            {
                throw new AssertionError(report);
            }
            excused = report;
        }
        compared = wanted.size();
    }

    private boolean same(final Decision wanted, final Decision got)
    {
        if (wanted.timeNs() != got.timeNs() || !wanted.kind().equals(got.kind()))
        {
            return false;
        }
        if (wanted.kind().equals("RELEASE"))
        {
            return got.rule().equals(tripRule);
        }
        final boolean trip = !wanted.kind().startsWith("LIMIT");
        tripRule = trip ? wanted.rule() : tripRule;
        final boolean numbers = wanted.kind().equals("LIMIT_CLOSED") ||
            near(wanted.observed(), got.observed()) && near(wanted.reference(), got.reference()) &&
            near(ownWidth(wanted), got.widthPpm());
        return numbers && wanted.rule().equals(got.rule()) && wanted.side().equals(got.side()) &&
            near(wanted.limit(), got.limit()) && (!trip || wanted.deadlineNs() == got.deadlineNs());
    }

    /** The engine tells the width of the rule that speaks, the model the band's. */
    private static double ownWidth(final Decision wanted)
    {
        final double rho = wanted.widthPpm() / 30_000;
        return wanted.rule().equals("VELOCITY_1") ? 25_000 * rho :
            wanted.rule().equals("VELOCITY_2") ? 35_000 * rho : wanted.widthPpm();
    }

    private static boolean near(final double wanted, final double got)
    {
        return Math.abs(wanted - got) <= RELATIVE * Math.abs(wanted);
    }
}
