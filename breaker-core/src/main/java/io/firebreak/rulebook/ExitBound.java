package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Guaranteed exit of one breaker: the longest chain from the first limit state to continuous trading, every step at
 * its worst, and what only an operator can lift. Computed from the image alone.
 */
public final class ExitBound
{
    /** Extensions without a bound of their own. */
    private static final int WITHOUT_END = Integer.MAX_VALUE;

    private final String breaker;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> operatorOnly = new ArrayList<>();
    private boolean untilSessionEnd;
    private long cutoffNs;
    private long resumeNs;
    private boolean session;
    private boolean closes;
    private boolean denies;

    private ExitBound(final String breaker)
    {
        this.breaker = breaker;
    }

    /**
     * A step of the chain.
     *
     * @param what what is waited for.
     * @param ns   at most so long.
     */
    public record Step(String what, long ns)
    {
    }

    /**
     * Compute the bound of a breaker.
     *
     * @param rulebook compiled rulebook.
     * @param breaker  index of the breaker in the image.
     * @return its bound; no steps where the breaker only notifies.
     */
    static ExitBound of(final CompiledRulebook rulebook, final int breaker)
    {
        final ByteBuffer image = rulebook.view();
        final int at = image.getInt(ImageHeader.H_BREAKER_OFFSET) + breaker * ImageLayout.BREAKER_LENGTH;
        final ExitBound bound = new ExitBound(rulebook.breakerName(breaker));
        bound.denies = image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND &&
            image.getInt(at + ImageLayout.B_TRIP_STATE) == TradingState.OPEN.code();
        if (image.getInt(at + ImageLayout.B_MONITOR) != ImageLayout.MONITOR_NOTIFY && !bound.denies)
        {
            bound.chain(image, at);
            bound.latches(image, at);
        }
        return bound;
    }

    /**
     * Name of the breaker.
     *
     * @return name.
     */
    public String breaker()
    {
        return breaker;
    }

    /**
     * The chain, first step first.
     *
     * @return steps; empty where the breaker only notifies.
     */
    public List<Step> steps()
    {
        return List.copyOf(steps);
    }

    /**
     * Sum of the steps.
     *
     * @return ns; {@link Long#MAX_VALUE} where only the end of the session bounds the chain.
     */
    public long totalNs()
    {
        return untilSessionEnd ? Long.MAX_VALUE : steps.stream().mapToLong(Step::ns).sum();
    }

    /**
     * Whether a session ends every state that is longer: closed at the close, open with the next trading day.
     *
     * @return false where the rulebook trades around the clock.
     */
    public boolean endsWithSession()
    {
        return session;
    }

    /**
     * What stays until an operator acts.
     *
     * @return a line each; empty where nothing does.
     */
    public List<String> operatorOnly()
    {
        return List.copyOf(operatorOnly);
    }

    /**
     * The line that {@code config check} prints.
     *
     * @return for example {@code worst-case time to resume without an operator: 315 s = ...}.
     */
    public String line()
    {
        if (steps.isEmpty())
        {
            return (denies ? "denies" : "notifies") + " only: nothing to resume from";
        }
        final String chain = steps.stream().map(step -> step.what() + " " + Show.duration(step.ns()))
            .collect(Collectors.joining(" + "));
        final StringBuilder line = new StringBuilder("worst-case time to resume without an operator: ");
        line.append(untilSessionEnd ? "the end of the session; first chain " + chain :
            Show.duration(totalNs()) + " = " + chain);
        if (session)
        {
            line.append(cutoffNs > 0 ?
                "; no reopening in the last " + Show.duration(cutoffNs) + ", then the closing auction" : "");
            line.append(resumeNs > 0 ?
                "; every pause ends " + Show.duration(resumeNs) + " before the close at the latest" : "");
            line.append("; CLOSED at the close, OPEN with the next trading day");
        }
        return line.append(closes ? "; a level that closes lasts to the next trading day" : "").toString();
    }

    private void chain(final ByteBuffer image, final int at)
    {
        final int reopening = image.getInt(at + ImageLayout.B_REOPENING);
        final long hostNs = image.getLong(ImageHeader.H_HOST_TIMEOUT_NS);
        session = image.getInt(ImageHeader.H_ALWAYS_OPEN) == 0;
        if (image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_QUOTE)
        {
            add("limit state", image.getLong(at + ImageLayout.B_LIMIT_STATE_NS), 1);
        }
        final boolean grows = image.getLong(at + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS) > 0;
        final boolean ladder = image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER;
        final long pauseNs = image.getLong(at + ImageLayout.B_PAUSE_NS);
        final long longestNs = Math.max(longestPauseNs(image, at, grows), ladder ? longestNs(image, at) :
            leaderNs(image, at));
        add(grows || longestNs > pauseNs ? "longest pause" : "pause", longestNs, 1);
        add("random tail", image.getLong(at + ImageLayout.B_PAUSE_TAIL_NS), 1);
        add("pauses of the other triggers", othersNs(image, at), 1);
        final long callNs = ladder ? image.getLong(at + ImageLadder.B_CALL_NS) : 0;
        add("call", callNs, 1);
        int asked = reopening == ImageLayout.REOPEN_DIRECT ? 0 : 1;
        if (reopening == ImageLayout.REOPEN_UNCROSS)
        {
            final int extensions = image.getInt(at + ImageLayout.B_MAX_EXTENSIONS);
            untilSessionEnd = extensions == WITHOUT_END;
            asked = untilSessionEnd ? 1 : extensions + 1;
            extensions(image, at, asked - 1);
        }
        final int leftovers = reopening == ImageLayout.REOPEN_DIRECT ? 0 :
            Math.max(0, image.getInt(at + ImageReopening.B_LEFTOVER_EXTENSIONS));
        add("extensions for market orders", image.getLong(at + ImageReopening.B_LEFTOVER_NS), leftovers);
        asked += leftovers;
        truncation(image, at, reopening);
        add("indicative price", hostNs, asked);
        add("auction result", hostNs, Math.min(asked, 1));
        // A call is a release where the trip was more severe than it: every extension then waits for a mark again.
        final int tripState = image.getInt(at + ImageLayout.B_TRIP_STATE);
        final boolean callIsRelease =
            TradingState.severity(tripState) > TradingState.severity(TradingState.REOPENING.code());
        final boolean marks = image.getInt(ImageHeader.H_RELEASE_AFTER) != 0;
        final boolean callEnds =
            TradingState.severity(tripState) > TradingState.severity(TradingState.AUCTION.code());
        add("durable mark", marks ? image.getLong(ImageHeader.H_RELEASE_WAIT_NS) : 0,
            callNs > 0 ? callEnds ? 2 : 1 : callIsRelease ? asked + 1 : 1);
        closes = tripState == TradingState.CLOSED.code();
        for (int u = 0; u < image.getInt(at + ImageLayout.B_RULES); u++)
        {
            final int rule = image.getInt(ImageHeader.H_RULE_OFFSET) +
                (image.getInt(at + ImageLayout.B_FIRST_RULE) + u) * ImageLayout.RULE_LENGTH;
            closes |= image.getInt(rule + ImageLayout.U_TRIP_STATE) == TradingState.CLOSED.code();
            for (int i = 0; i < image.getInt(rule + ImageLayout.U_ROWS) && ladder; i++)
            {
                closes |= image.getInt(row(image, rule, i) + ImageLadder.L_STATE) == TradingState.CLOSED.code();
            }
        }
    }

    /** What the pauses add up to of those that may trip with a breaker: of its class, one after another. */
    private static long othersNs(final ByteBuffer image, final int at)
    {
        final int first = image.getInt(ImageHeader.H_BREAKER_OFFSET);
        final int own = (at - first) / ImageLayout.BREAKER_LENGTH;
        long sumNs = 0;
        for (int i = 0; i < image.getInt(ImageHeader.H_CLASSES) && isAdded(image, at); i++)
        {
            final int c = image.getInt(ImageHeader.H_CLASS_OFFSET) + i * ImageLayout.CLASS_LENGTH;
            final int from = image.getInt(c + ImageLayout.C_FIRST_BREAKER);
            final int to = from + image.getInt(c + ImageLayout.C_BREAKERS);
            for (int k = from; k < to && own >= from && own < to; k++)
            {
                final int other = first + k * ImageLayout.BREAKER_LENGTH;
                sumNs += k == own || !isAdded(image, other) ? 0 : image.getLong(other + ImageLayout.B_PAUSE_TAIL_NS) +
                    longestPauseNs(image, other, image.getLong(other + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS) > 0);
            }
        }
        return sumNs;
    }

    /** Longest pause that a leader of its group may put a breaker in. */
    private static long leaderNs(final ByteBuffer image, final int at)
    {
        final int first = image.getInt(ImageHeader.H_BREAKER_OFFSET);
        final int own = (at - first) / ImageLayout.BREAKER_LENGTH;
        int group = 0;
        long longestNs = 0;
        for (int i = 0; i < 2 * image.getInt(ImageHeader.H_CLASSES); i++)
        {
            // first whether it takes such trips, then who leads
            final int c = image.getInt(ImageHeader.H_CLASS_OFFSET) +
                i % image.getInt(ImageHeader.H_CLASSES) * ImageLayout.CLASS_LENGTH;
            final int from = image.getInt(c + ImageLayout.C_FIRST_BREAKER);
            final boolean isTaker = from + image.getInt(c + ImageLayout.C_GROUP_BREAKER) == own;
            group = isTaker ? image.getInt(c + ImageLayout.C_GROUP) : group;
            for (int k = from; k < from + image.getInt(c + ImageLayout.C_BREAKERS) && group != 0; k++)
            {
                final int other = first + k * ImageLayout.BREAKER_LENGTH;
                longestNs = image.getInt(c + ImageLayout.C_GROUP) != group ||
                    image.getInt(other + ImageReopening.B_GROUP_STATE) == 0 ? longestNs : Math.max(longestNs,
                    image.getLong(other + ImageLayout.B_PAUSE_TAIL_NS) + longestPauseNs(image, other,
                    image.getLong(other + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS) > 0));
            }
        }
        return longestNs;
    }

    private static boolean isAdded(final ByteBuffer image, final int at)
    {
        return image.getInt(at + ImageReopening.B_CUMULATIVE) != 0;
    }

    private static long longestPauseNs(final ByteBuffer image, final int at, final boolean grows)
    {
        long longest = image.getLong(at + (grows ? ImageLayout.B_PAUSE_MAX_NS : ImageLayout.B_PAUSE_NS));
        longest = Math.max(longest, image.getLong(at + ImageReopening.B_LOWER_PAUSE_NS));
        longest = Math.max(longest, image.getLong(at + ImageReopening.B_CONSECUTIVE_NS));
        return Math.max(longest, image.getLong(at + ImageReopening.B_NEAR_CLOSE_NS));
    }

    private void extensions(final ByteBuffer image, final int at, final int count)
    {
        final long oppositeNs = image.getLong(at + ImageReopening.B_OPPOSITE_EXTENSION_NS);
        final int own = Math.min(count, image.getInt(at + ImageReopening.B_EXTENSION_STEPS));
        long ownNs = 0;
        for (int i = 0; i < own; i++)
        {
            ownNs += Math.max(oppositeNs, image.getLong(at + ImageReopening.B_EXTENSIONS_NS + i * Long.BYTES));
        }
        add(own == 1 ? "first extension" : "first " + own + " extensions", ownNs, 1);
        add("extensions", Math.max(oppositeNs, image.getLong(at + ImageLayout.B_EXTENSION_NS)), count - own);
    }

    private void truncation(final ByteBuffer image, final int at, final int reopening)
    {
        final long ownNs = image.getLong(at + ImageReopening.B_CUTOFF_NS);
        final boolean isUncross = reopening == ImageLayout.REOPEN_UNCROSS;
        cutoffNs = !session ? 0 : ownNs != 0 ? ownNs : isUncross ? image.getLong(ImageHeader.H_REOPEN_CUTOFF_NS) : 0;
        resumeNs = image.getLong(at + ImageReopening.B_RESUME_BEFORE_NS);
    }

    /** Longest halt of the tables by the time of day. */
    private static long longestNs(final ByteBuffer image, final int at)
    {
        long longestNs = 0;
        for (int u = 0; u < image.getInt(at + ImageLayout.B_RULES); u++)
        {
            final int rule = image.getInt(ImageHeader.H_RULE_OFFSET) +
                (image.getInt(at + ImageLayout.B_FIRST_RULE) + u) * ImageLayout.RULE_LENGTH;
            for (int i = 0; i < image.getInt(rule + ImageLayout.U_ROWS); i++)
            {
                longestNs = Math.max(longestNs, image.getLong(row(image, rule, i) + ImageLadder.L_LENGTH_NS));
            }
        }
        return longestNs;
    }

    private static int row(final ByteBuffer image, final int rule, final int index)
    {
        return image.getInt(ImageHeader.H_ROW_OFFSET) +
            (image.getInt(rule + ImageLayout.U_FIRST_ROW) + index) * ImageLayout.ROW_LENGTH;
    }

    private void latches(final ByteBuffer image, final int at)
    {
        if (image.getInt(at + ImageLayout.B_REOPENING) == ImageLayout.REOPEN_UNCROSS && !untilSessionEnd &&
            image.getInt(at + ImageReopening.B_THEN) == ImageReopening.THEN_MANUAL)
        {
            operatorOnly.add("a price outside the last band of the call waits for two operators, who end it without " +
                "a check");
        }
        final int cap = image.getInt(at + ImageLayout.B_TRIP_CAP);
        if (cap > 0)
        {
            operatorOnly.add("trip " + (cap + 1) + " within " +
                Show.duration(image.getLong(at + ImageLayout.B_TRIP_CAP_WINDOW_NS)) + " latches HALTED");
        }
        if (image.getInt(ImageHeader.H_RELEASE_AFTER) != 0 && image.getInt(ImageHeader.H_RELEASE_POLICY) == 0)
        {
            operatorOnly.add("no durable mark within " + Show.duration(image.getLong(ImageHeader.H_RELEASE_WAIT_NS)) +
                " of a release latches the state");
        }
    }

    private void add(final String what, final long ns, final int times)
    {
        if (ns > 0 && times > 0)
        {
            steps.add(new Step(times == 1 ? what : times + " x " + what, ns * times));
        }
    }
}
