package io.firebreak.journal;

import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.participant.ParticipantReading;
import java.util.ArrayList;
import java.util.List;

/** One participant a class: quiet habits all day, and in each episode too much of one thing. */
final class DayParticipants
{
    private static final long E9 = 1_000_000_000L;
    private static final ParticipantCounter[] COUNTERS = ParticipantCounter.values();

    private final ShippedDay venue;
    private final int types;

    DayParticipants(final ShippedDay venue)
    {
        this.venue = venue;
        types = venue.rulebook.participantClassNames().size();
        for (int p = 0; p < types; p++)
        {
            venue.publisher.participantDefinition(0, 0, venue.nowNs, p, 100 + p, 1, p, -1);
        }
    }

    void quiet(final long second)
    {
        for (int p = 0; p < types; p++)
        {
            order(p, 1, 100, 0);
            fill(p, second % 2 == 0 ? Side.BUY : Side.SELL, ShippedDay.BASE_TICKS, 1, 0, 0, 10);
        }
    }

    void shock(final int number)
    {
        for (int p = 0; p < types; p++)
        {
            tooMuch(p, COUNTERS[number % COUNTERS.length]);
        }
    }

    private void tooMuch(final int p, final ParticipantCounter counter)
    {
        for (int k = 0; k < 200; k++)
        {
            switch (counter)
            {
                case QUANTITY, NET_QUANTITY -> fill(p, Side.BUY, ShippedDay.BASE_TICKS, 100, 0, 0, 10);
                case DELTA -> fill(p, Side.BUY, ShippedDay.BASE_TICKS, 1, 30 * E9, 0, 10);
                case VEGA -> fill(p, Side.BUY, ShippedDay.BASE_TICKS, 1, 0, 30 * E9, 10);
                case VALUE -> fill(p, Side.BUY, ShippedDay.BASE_TICKS, 100_000, 0, 0, 10);
                case PERCENTAGE -> fill(p, Side.BUY, ShippedDay.BASE_TICKS, 1, 0, 0, 900_000);
                case IMPACT -> fill(p, Side.BUY, ShippedDay.BASE_TICKS + 10 * k, 1, 0, 0, 0);
                case COUNT -> order(p, 1_000_000, 1_000_000_000, 0);
                case KEY -> order(p, 1, 100, 77);
                case MESSAGE_RATIO ->
                {
                    for (int n = 0; n < 10; n++)
                    {
                        message(p, ParticipantEventKind.MESSAGE);
                    }
                }
                case EXECUTIONS ->
                {
                    fill(p, Side.BUY, ShippedDay.BASE_TICKS, 1, 0, 0, 10);
                    message(p, ParticipantEventKind.EXECUTION);
                }
                case MESSAGES -> message(p, ParticipantEventKind.MESSAGE);
                default -> venue.operator(Scope.of(Scope.PARTICIPANT, p), 7, OperatorCommandKind.HALT);
            }
        }
    }

    private void order(final int p, final long lots, final long valueMinor, final long key)
    {
        venue.publisher.participantOrder(0, 0, venue.nowNs, p, 0, ParticipantFlags.TAGGED, Side.BUY.code(),
            OrderKind.QUOTE.code(), ShippedDay.BASE_TICKS, lots, valueMinor, ShippedDay.BASE_TICKS, key);
    }

    /** Of a resting order, with a share of it; without one it took. */
    private void fill(final int p, final Side side, final long ticks, final long lots, final long deltaE9,
        final long vegaE9, final int sharePpm)
    {
        venue.publisher.participantFill(0, 0, venue.nowNs, p, 0, ParticipantFlags.TAGGED, side.code(), sharePpm != 0,
            ticks, lots, lots * ticks, deltaE9, vegaE9, sharePpm);
    }

    private void message(final int p, final ParticipantEventKind kind)
    {
        venue.publisher.participantMessage(0, 0, venue.nowNs, p, kind.code(),
            kind == ParticipantEventKind.REENABLE ? 77 : 0);
    }

    /** The participants, or people, end what does not end by itself. */
    void staff()
    {
        for (int p = 0; p < types; p++)
        {
            final ParticipantReading reading = venue.engine().participant(p);
            if (reading.isKilled())
            {
                venue.resume(Scope.of(Scope.PARTICIPANT, p));
            }
            if (isFrozen(reading, true))
            {
                message(p, ParticipantEventKind.RESET);
            }
            if (isFrozen(reading, false))
            {
                message(p, ParticipantEventKind.REENABLE);
            }
        }
    }

    /** The protection of market makers is reset by themselves, the rest by a human who has a name. */
    private static boolean isFrozen(final ParticipantReading reading, final boolean byItself)
    {
        return reading.controls().stream().anyMatch(control ->
            control.isFrozen() && byItself == (control.kind() == ParticipantControl.MMP));
    }

    List<String> silent()
    {
        final List<String> names = new ArrayList<>();
        for (int p = 0; p < types; p++)
        {
            for (final ParticipantReading.Control control : venue.engine().participant(p).controls())
            {
                if (venue.log.decided(control.ruleId()) == 0)
                {
                    names.add(venue.rulebook.participantClassNames().get(p) + "." +
                        venue.rulebook.ruleName(control.ruleId()));
                }
            }
        }
        return names;
    }

    List<String> held()
    {
        final List<String> names = new ArrayList<>();
        for (int p = 0; p < types; p++)
        {
            final ParticipantReading reading = venue.engine().participant(p);
            if (reading.isKilled() || isFrozen(reading, true) || isFrozen(reading, false))
            {
                names.add(venue.rulebook.participantClassNames().get(p) + " is frozen");
            }
        }
        return names;
    }
}
