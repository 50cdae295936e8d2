package io.firebreak;

import static io.firebreak.Venue.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.ExitBound;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of reopening, walked with every answer that a host can give to each of its questions, each at its last
 * nanosecond: no path is stuck, none ends later than any state on it promised, none is longer than what config check
 * prints, and only what the rulebook leaves to operators waits for them.
 */
class ExitExplorationTest
{
    private static final int PRICES = 6;
    private static final int RESULTS = 3;
    private static final int MARKS = 2;
    private static final String LADDER = "check { widths_ppm = [50000, 100000] }";
    private static final String STEP = "on_failure = STEP_REFERENCE, check { widths_e9 = [1000000000] }";

    @TempDir
    private Path directory;

    /** What is chosen at each question of a path; the next path differs in the last one that has an answer left. */
    private final List<int[]> choices = new ArrayList<>();
    private int at;
    private final Watch watch = new Watch();

    static Stream<String> reopenings()
    {
        final List<String> reopenings = new ArrayList<>(List.of("kind = DIRECT"));
        for (final String leftover : List.of("", ", leftover { extensions = 1, length_s = 7 }"))
        {
            reopenings.add("kind = UNCHECKED" + leftover);
            for (final String check : List.of("collar { step_ppm = 10000 }", LADDER, "then = MANUAL, " + LADDER, STEP,
                "then = MANUAL, " + STEP))
            {
                final boolean isCollar = check.startsWith("collar");
                reopenings.add("kind = UNCROSS, max_extensions = 1, extension_s = 30, " + check + leftover);
                reopenings.add("kind = UNCROSS, max_extensions = 2, extensions_s = [30, 5], opposite_extension_s = 12, "
                    + check + (isCollar ? "" : leftover));
            }
        }
        return reopenings.stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("reopenings")
    void shouldEndEveryPathWithinWhatWasPromised(final String reopening)
    {
        int paths = 0;
        for (final String state : List.of("PAUSED", "HALTED"))
        {
            for (final String release : List.of("NONE", "J1"))
            {
                final CompiledRulebook rulebook = CallVenue.load(directory, reopening, "trip_state = " + state +
                    "\npause { length_s = 60, tail_s = 3 }", "session { always_open = true }", release);
                paths += explore(rulebook, reopening + " " + state + " " + release);
            }
        }
        assertThat(paths).as("paths walked").isGreaterThanOrEqualTo(reopening.contains("DIRECT") ? 6 : 40);
    }

    private int explore(final CompiledRulebook rulebook, final String what)
    {
        final ExitBound bound = rulebook.worstExit(0).get(0);
        long longestNs = 0;
        int paths = 0;
        int latched = 0;
        choices.clear();
        try (CallVenue venue = new CallVenue(rulebook))
        {
            double seconds = 10;
            do
            {
                at = 0;
                venue.reference(seconds);
                seconds += 10;
                venue.trip(seconds, paths % 2 == 0);
                watch.promises.clear();
                venue.venue.breaker.decisions().poll(watch, 100);
                final long tripNs = Venue.at(seconds);
                final boolean handedOver = walk(venue, what);
                latched += handedOver ? 1 : 0;
                longestNs = Math.max(longestNs, handedOver ? 0 : watch.timeNs - tripNs + SECOND);
                seconds = Math.ceil((watch.timeNs - Venue.ORIGIN) / 1e9) + 1;
                paths++;
            }
            while (advance());
        }
        assertThat(longestNs).as(what).isLessThanOrEqualTo(bound.totalNs());
        assertThat(bound.totalNs() - longestNs).as(what + ": the bound is reached but for its tail and answers")
            .isLessThan(3 * SECOND + 100);
        assertThat(latched > 0).as(what + ": operators").isEqualTo(!bound.operatorOnly().isEmpty());
        return paths;
    }

    /** Walks one path to its end and says whether operators had to act. */
    private boolean walk(final CallVenue venue, final String what)
    {
        boolean handedOver = false;
        for (int steps = 0; watch.state != TradingState.OPEN.code(); steps++)
        {
            assertThat(steps).as(what + ": stuck at " + path()).isLessThan(100);
            if (watch.latched)
            {
                handedOver = true;
                watch.promises.clear();
                operators(venue);
            }
            else
            {
                answer(venue);
            }
            while (venue.venue.breaker.decisions().poll(watch, 100) > 0)
            {
                continue;
            }
        }
        for (final long promise : watch.promises)
        {
            assertThat(watch.timeNs).as(what + ": promised at " + path()).isLessThanOrEqualTo(promise);
        }
        return handedOver;
    }

    private void answer(final CallVenue venue)
    {
        final long deadlineNs = venue.venue.breaker.nextDeadlineNs();
        final long lastNs = deadlineNs - 1;
        if (watch.question == Watch.PRICE)
        {
            final int choice = choose(PRICES);
            final long fits = watch.lower == Long.MIN_VALUE ? 10_000 : (watch.lower + watch.upper) / 2;
            final long[] prices = {fits, 1, 1_000_000, CallVenue.NONE, fits};
            if (choice < prices.length)
            {
                venue.venue.publisher.indicativePrice(0, 0, lastNs, Scope.instrument(0), watch.request, prices[choice],
                    0, choice == 4 ? 1 : 0);
                return;
            }
        }
        else if (watch.question == Watch.RESULT)
        {
            final int choice = choose(RESULTS);
            if (choice < 2)
            {
                venue.venue.publisher.auctionResult(0, 0, lastNs, Scope.instrument(0), watch.request,
                    choice == 0 ? 10_000 : CallVenue.NONE, 1);
                return;
            }
        }
        else if (watch.question == Watch.MARK && choose(MARKS) == 0)
        {
            venue.venue.publisher.durableMark(lastNs, 2, venue.venue.breaker.sequence());
            venue.venue.publisher.tick(lastNs, 0);
            return;
        }
        watch.question = 0;
        venue.venue.publisher.tick(deadlineNs, InputFlags.CLOCK_JUMP_ACCEPTED);
    }

    private void operators(final CallVenue venue)
    {
        final long nowNs = watch.timeNs + 1_000 * SECOND;
        watch.nonce++;
        watch.latched = false;
        venue.venue.publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        assertThat(venue.venue.breaker.decisions().poll(watch, 100)).as("a latch waits").isZero();
        venue.venue.publisher.operatorCommand(0, 0, nowNs, Scope.instrument(0), 7, watch.nonce,
            OperatorCommandKind.RESUME.code(), 0);
        venue.venue.publisher.operatorCommand(0, 0, nowNs, Scope.instrument(0), 8, watch.nonce,
            OperatorCommandKind.APPROVE_RESUME.code(), 0);
        venue.venue.publisher.durableMark(nowNs, 2, venue.venue.breaker.sequence());
        venue.venue.publisher.tick(nowNs, 0);
    }

    private int choose(final int answers)
    {
        if (at == choices.size())
        {
            choices.add(new int[] {0, answers});
        }
        return choices.get(at++)[0];
    }

    private String path()
    {
        return choices.stream().map(choice -> choice[0] + "/" + choice[1]).toList().toString();
    }

    private boolean advance()
    {
        while (choices.size() > at)
        {
            choices.remove(choices.size() - 1);
        }
        while (!choices.isEmpty())
        {
            final int[] last = choices.get(choices.size() - 1);
            last[0]++;
            if (last[0] < last[1])
            {
                return true;
            }
            choices.remove(choices.size() - 1);
        }
        return false;
    }

    /** What the engine last asked for, and what its states promised. */
    private static final class Watch implements DecisionListener
    {
        static final int PRICE = 1;
        static final int RESULT = 2;
        static final int MARK = 3;

        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<Long> promises = new ArrayList<>();
        int state;
        boolean latched;
        int question;
        long request;
        long lower;
        long upper;
        long timeNs;
        long nonce;

        @Override
        public void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
        {
            if (template == TradingStateChangeDecoder.TEMPLATE_ID)
            {
                final TradingStateChangeDecoder d =
                    new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
                state = d.toStateRaw();
                latched = d.latched() != 0;
                question = 0;
                timeNs = d.timeNs();
                if (state != TradingState.OPEN.code())
                {
                    promises.add(d.latestExitNs());
                }
            }
            else if (template == UncrossRequestDecoder.TEMPLATE_ID)
            {
                final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
                question = PRICE;
                request = d.decisionSeq();
                lower = d.collarLowerTicks();
                upper = d.collarUpperTicks();
            }
            else if (template == UncrossDecoder.TEMPLATE_ID)
            {
                final UncrossDecoder d = new UncrossDecoder().wrapAndApplyHeader(buffer, offset, header);
                question = RESULT;
                request = d.decisionSeq();
            }
            else if (template == ReleasePendingDecoder.TEMPLATE_ID)
            {
                question = MARK;
            }
        }
    }
}
