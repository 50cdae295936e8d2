package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.ExitBound;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every chain driven to its worst: the exit that each state promised is kept, and reached to the last nanosecond. */
class GuaranteedExitTest
{
    private static final long SECOND = Venue.SECOND;

    private final List<Change> changes = new ArrayList<>();
    private long requestSeq;
    private long requestDeadlineNs;

    private record Change(long timeNs, int toState, long latestExitNs)
    {
    }

    private static CompiledRulebook rulebook(final String name, final String... settings)
    {
        final Map<String, String> overrides = new HashMap<>(Map.of("engine.release_policy", "UNDURABLE"));
        for (final String setting : settings)
        {
            overrides.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return Rulebook.load(name, overrides);
    }

    private static Venue venue(final CompiledRulebook rulebook)
    {
        return new Venue(rulebook.image(), rulebook.imageHash(), Capacities.forInstruments(1));
    }

    private void poll(final Venue venue)
    {
        while (venue.breaker.decisions().poll(this::onDecision, 1000) > 0)
        {
            continue;
        }
    }

    private void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            final TradingStateChangeDecoder d =
                new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            changes.add(new Change(d.timeNs(), d.toStateRaw(), d.latestExitNs()));
        }
        else if (template == UncrossRequestDecoder.TEMPLATE_ID)
        {
            final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
            requestSeq = d.decisionSeq();
            requestDeadlineNs = d.deadlineNs();
        }
    }

    /** Answers each call in its last nanosecond with a price that does not fit, and never with a result. */
    private long driveToTheEnd(final Venue venue, final int scope, final long tickSeconds, final long limitNs)
    {
        int answers = 0;
        for (long now = venue.breaker.engine().timeNs(); now < limitNs; now += tickSeconds * SECOND)
        {
            if (requestSeq != 0 && now >= requestDeadlineNs)
            {
                final long last = requestDeadlineNs - 1;
                venue.publisher.indicativePrice(0, 0, last, scope, requestSeq, 1, 0, 0);
                requestSeq = 0;
                answers++;
            }
            venue.publisher.tick(now, 0);
            poll(venue);
            if (changes.get(changes.size() - 1).toState == TradingState.OPEN.code())
            {
                break;
            }
        }
        return answers;
    }

    private void assertKept(final long answers)
    {
        final Change open = changes.get(changes.size() - 1);
        assertThat(open.toState).isEqualTo(TradingState.OPEN.code());
        for (final Change change : changes)
        {
            if (change != open)
            {
                assertThat(open.timeNs).as("exit promised at " + change).isLessThanOrEqualTo(change.latestExitNs);
            }
        }
        assertThat(changes.get(0).latestExitNs - open.timeNs).as("the worst is reached").isLessThanOrEqualTo(answers);
    }

    @Test
    void shouldKeepTheExitWhenADirectReopeningNeverGetsItsMark()
    {
        final CompiledRulebook rulebook = rulebook("crypto-perp", "perp.price.pause.tail_s=0");
        try (Venue venue = venue(rulebook).define(0))
        {
            for (int i = 0; i <= 600; i += 5)
            {
                venue.print(1 + i, 0, 10_000);
            }
            venue.print(602, 0, 9_500);
            venue.print(602.5, 0, 9_500);
            venue.print(603, 0, 9_500);
            poll(venue);
            assertKept(driveToTheEnd(venue, Scope.instrument(0), 1, at(2_000)));
            assertThat(changes.get(changes.size() - 1).timeNs - changes.get(0).timeNs)
                .isEqualTo(70 * SECOND).isLessThanOrEqualTo(rulebook.worstExit(0).get(0).totalNs());
        }
    }

    @Test
    void shouldKeepTheExitWhenTheMarketsAuctionIsNeverReported()
    {
        final CompiledRulebook rulebook = rulebook("us-mwcb");
        try (Venue venue = venue(rulebook))
        {
            venue.calendar(0, 23_400);
            venue.publisher.referencePrice(0, 0, at(1), at(1), Scope.market(0), ReferenceKind.PREVIOUS_CLOSE.code(), 0,
                5_000 * SECOND, 0);
            venue.tick(600);
            venue.publisher.referencePrice(0, 0, at(600), at(600), Scope.market(0), ReferenceKind.INDEX.code(), 0,
                4_600 * SECOND, 0);
            poll(venue);
            assertKept(driveToTheEnd(venue, Scope.market(0), 1, at(4_000)));
            final ExitBound bound = rulebook.worstExit(rulebook.classIndex("market")).get(0);
            assertThat(changes.get(0).latestExitNs - changes.get(0).timeNs).isEqualTo(bound.totalNs());
        }
    }

    @Test
    void shouldKeepTheExitWhenEveryExtensionIsUsedAndEveryAnswerIsLate()
    {
        final CompiledRulebook rulebook =
            rulebook("us-luld", "*.luld.reopening.max_extensions=2", "*.luld.trip_state=HALTED");
        try (Venue venue = venue(rulebook))
        {
            limitState(venue, 1_000, 9_500);
            assertKept(driveToTheEnd(venue, Scope.instrument(0), 1, at(6_000)));
            final Change halted = changes.get(0);
            final ExitBound bound = rulebook.worstExit(0).get(0);
            assertThat(halted.latestExitNs - halted.timeNs + 15 * SECOND).isEqualTo(bound.totalNs());
        }
    }

    @Test
    void shouldPromiseTheNextDayWhenTheChainDoesNotFitTheSession()
    {
        for (final String extensions : List.of("2", "-1"))
        {
            changes.clear();
            requestSeq = 0;
            try (Venue venue = venue(rulebook("us-luld", "*.luld.reopening.max_extensions=" + extensions)))
            {
                limitState(venue, 22_500, 9_000);
                driveToTheEnd(venue, Scope.instrument(0), 5, at(23_405));
                assertThat(changes).extracting(Change::toState).contains(
                    TradingState.CLOSING_AUCTION_ONLY.code(), TradingState.CLOSED.code());
                venue.tick(86_399);
                assertThat(driveToTheEnd(venue, Scope.instrument(0), 1, at(86_500))).isZero();
                assertKept(0);
                assertThat(changes).allSatisfy(change -> assertThat(change.toState == 0 ||
                    change.latestExitNs == at(86_400) + 10 * SECOND).isTrue());
            }
        }
    }

    private void limitState(final Venue venue, final double from, final long lowerBandTicks)
    {
        venue.publisher.instrumentDefinition(0, 0, at(0), 0, 1, 1, 0, 2, 0, 1, 1_000_000);
        venue.calendar(0, 23_400);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 99 * SECOND);
        venue.tick(from - 1);
        venue.reference(from, ReferenceKind.BREAKER_REFERENCE, 100 * SECOND);
        venue.quote(from, lowerBandTicks - 10, lowerBandTicks);
        venue.tick(from + 10);
        venue.tick(from + 15);
        poll(venue);
        assertThat(changes).hasSize(1);
    }
}
