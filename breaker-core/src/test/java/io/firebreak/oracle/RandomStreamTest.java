package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The streams reach every transition of the rules within 100,000 events; what they reached is printed. */
class RandomStreamTest
{
    private static final int EVENTS = 100_000;

    @Test
    void shouldReachEveryLuldTransition()
    {
        final Coverage coverage = new Coverage();
        int days = 0;
        for (int events = 0; events < EVENTS; days++)
        {
            final RandomLuldStream stream = new RandomLuldStream(days);
            final NaiveLuld model = new NaiveLuld(stream.settings());
            for (; events < EVENTS && !stream.over(); events++)
            {
                final LuldEvent event = stream.next();
                final long before = model.now;
                final List<OracleDecision> decisions = model.apply(event);
                decisions.forEach(coverage::count);
                count(coverage, event, before, model.now, decisions, stream.settings());
            }
        }
        System.out.println("LULD, " + EVENTS + " events, " + days + " days" + System.lineSeparator() + coverage);
        for (final OracleLimit from : OracleLimit.values())
        {
            for (final OracleLimit to : OracleLimit.values())
            {
                assertThat(from == to || coverage.of("LIMIT " + from + " -> " + to) > 0).as(from + " -> " + to)
                    .isTrue();
            }
        }
        for (final String what : List.of("BAND", "DENIED limit", "DENIED PAUSED", "DENIED REOPENING",
            "DENIED CLOSING_AUCTION_ONLY", "EXTEND above again", "EXTEND below again", "EXTEND leftover",
            "EXTEND no price", "STATE CLOSED -> OPEN", "STATE CLOSING_AUCTION_ONLY -> CLOSED",
            "STATE OPEN -> CLOSING_AUCTION_ONLY", "STATE OPEN -> PAUSED", "STATE PAUSED -> CLOSING_AUCTION_ONLY",
            "STATE PAUSED -> REOPENING", "STATE REOPENING -> CLOSING_AUCTION_ONLY", "STATE REOPENING -> OPEN",
            "STATE REOPENING -> PAUSED", "UNCROSS", "UNCROSS_REQUEST", "event at a deadline", "time repeated",
            "time backwards", "several decisions", "band by the schedule", "band by time alone"))
        {
            assertThat(coverage.of(what)).as(what).isPositive();
        }
    }

    @Test
    void shouldReachEveryMwcbTransition()
    {
        final Coverage coverage = new Coverage();
        int days = 0;
        for (int events = 0; events < EVENTS; days++)
        {
            final RandomMwcbStream stream = new RandomMwcbStream(days);
            final NaiveMwcb model = new NaiveMwcb(stream.settings());
            for (; events < EVENTS && !stream.over(); events++)
            {
                model.apply(stream.next()).forEach(coverage::count);
            }
        }
        System.out.println("MWCB, " + EVENTS + " events, " + days + " days" + System.lineSeparator() + coverage);
        for (final String what : List.of("STATE OPEN -> HALTED level 1", "STATE OPEN -> HALTED level 2",
            "STATE OPEN -> CLOSED level 3", "STATE HALTED -> CLOSED level 3", "STATE REOPENING -> CLOSED level 3",
            "STATE HALTED -> REOPENING level 1", "STATE HALTED -> REOPENING level 2", "STATE REOPENING -> OPEN",
            "STATE CLOSED -> OPEN", "UNCROSS_REQUEST"))
        {
            assertThat(coverage.of(what)).as(what).isPositive();
        }
    }

    private static void count(final Coverage coverage, final LuldEvent event, final long before, final long after,
        final List<OracleDecision> decisions, final LuldSettings settings)
    {
        for (final OracleDecision decision : decisions)
        {
            if (decision.kind() == OracleKind.BAND && decision.timeNs() == settings.doublingNs())
            {
                coverage.count("band by the schedule");
            }
            if (decision.kind() == OracleKind.BAND && decision.timeNs() < after)
            {
                coverage.count("band by time alone");
            }
            if (decision.timeNs() == after && event.timeNs() > before && decision.kind() == OracleKind.STATE)
            {
                coverage.count("event at a deadline");
            }
        }
        coverage.count(event.timeNs() < before ? "time backwards" : event.timeNs() == before ? "time repeated" :
            "time forward");
        if (decisions.size() > 1)
        {
            coverage.count("several decisions");
        }
    }
}
