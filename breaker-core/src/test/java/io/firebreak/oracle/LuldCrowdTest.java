package io.firebreak.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/**
 * A hundred and fifty instruments of one market at once, each compared with a model of its own: what the session does
 * to all of them is more work than one input may do, and must still come out as if each instrument were alone.
 */
class LuldCrowdTest
{
    private static final int INSTRUMENTS = 150;
    private static final int SESSION_MINUTES = 30;

    private record Arrival(long timeNs, int instrument, LuldEvent event)
    {
    }

    private final List<RandomLuldStream> streams = new ArrayList<>();
    private final List<NaiveLuld> models = new ArrayList<>();
    private final List<List<OracleDecision>> expected = new ArrayList<>();
    private final List<List<OracleDecision>> actual = new ArrayList<>();

    @Test
    void shouldAnswerEachInstrumentAsIfItWereAlone()
    {
        final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(
            Comparator.comparingLong(Arrival::timeNs).thenComparingInt(Arrival::instrument));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            streams.add(new RandomLuldStream(7_000_000 + i, SESSION_MINUTES));
            models.add(new NaiveLuld(streams.get(i).settings()));
            expected.add(new ArrayList<>());
            actual.add(new ArrayList<>());
            arrivals.add(next(i, 0));
        }
        final EngineSubject engine = EngineSubject.luld(streams.stream().map(RandomLuldStream::settings).toList(),
            (scope, decision) -> actual.get(scope).add(decision));
        final long enough = streams.get(0).settings().closeNs() + OracleTime.MINUTE;
        long last = 0;
        while (last < enough)
        {
            final Arrival arrival = arrivals.remove();
            last = arrival.timeNs;
            engine.apply(arrival.instrument, arrival.event);
            expected.get(arrival.instrument).addAll(models.get(arrival.instrument).apply(arrival.event));
            assertPrefix(arrival.instrument);
            arrivals.add(next(arrival.instrument, last));
        }
        finish(engine);
    }

    /** An instrument that has just been touched owes nothing; others may still be behind with what the session did. */
    private void assertPrefix(final int instrument)
    {
        final List<OracleDecision> done = actual.get(instrument);
        if (!expected.get(instrument).equals(done))
        {
            final List<OracleDecision> model = expected.get(instrument);
            int same = 0;
            while (same < model.size() && same < done.size() && model.get(same).equals(done.get(same)))
            {
                same++;
            }
            assertThat(done.subList(same, done.size())).as("instrument " + instrument + " " +
                streams.get(instrument).settings() + " after " + same + " equal decisions")
                .isEqualTo(model.subList(same, model.size()));
        }
    }

    private void finish(final EngineSubject engine)
    {
        final long end = streams.get(0).settings().nextOpenNs() + OracleTime.SECOND;
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            final LuldEvent tick = LuldEvent.tick(end);
            engine.apply(i, tick);
            expected.get(i).addAll(models.get(i).apply(tick));
        }
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            assertPrefix(i);
        }
    }

    /** Time of the market never runs backwards, even where a stream's own does. */
    private Arrival next(final int instrument, final long now)
    {
        final LuldEvent event = streams.get(instrument).next();
        final long timeNs = Math.max(event.timeNs(), now);
        return new Arrival(timeNs, instrument, event.at(timeNs));
    }
}
