package io.firebreak.oracle;

import io.firebreak.snapshot.InputTape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.agrona.concurrent.UnsafeBuffer;

/** The models' random streams for the rulebooks of stocks, as tapes of inputs. */
public final class StockTapes
{
    private StockTapes()
    {
    }

    /** Instruments of one market, from before its open until after its close. */
    public static InputTape luld(final long seed, final int instruments, final int sessionMinutes)
    {
        final List<RandomLuldStream> streams = new ArrayList<>();
        for (int i = 0; i < instruments; i++)
        {
            streams.add(new RandomLuldStream(seed + i, sessionMinutes));
        }
        final List<InputTape.Input> inputs = new ArrayList<>();
        final EngineSubject engine = EngineSubject.luld(streams.stream().map(RandomLuldStream::settings).toList(),
            (scope, decision) -> { }, (timeNs, buffer, length) -> inputs.add(input(timeNs, buffer, length)));
        final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(
            Comparator.comparingLong(Arrival::timeNs).thenComparingInt(Arrival::instrument));
        for (int i = 0; i < instruments; i++)
        {
            arrivals.add(next(streams, i, 0));
        }
        final long enough = streams.get(0).settings().closeNs() + OracleTime.MINUTE;
        long last = 0;
        while (last < enough)
        {
            final Arrival arrival = arrivals.remove();
            last = arrival.timeNs;
            engine.apply(arrival.instrument, arrival.event);
            arrivals.add(next(streams, arrival.instrument, last));
        }
        return new InputTape(EngineSubject.luldRulebook(), EngineSubject.capacities(instruments), inputs);
    }

    /** A market's index through its day. */
    public static InputTape mwcb(final long seed)
    {
        final RandomMwcbStream stream = new RandomMwcbStream(seed);
        final List<InputTape.Input> inputs = new ArrayList<>();
        final OracleSubject<MwcbEvent> engine = EngineSubject.mwcb(stream.settings(),
            (timeNs, buffer, length) -> inputs.add(input(timeNs, buffer, length)));
        while (!stream.over())
        {
            engine.apply(stream.next());
        }
        return new InputTape(EngineSubject.mwcbRulebook(), EngineSubject.capacities(1), inputs);
    }

    private static InputTape.Input input(final long timeNs, final UnsafeBuffer buffer, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return new InputTape.Input(timeNs, bytes);
    }

    /** Time of the market never runs backwards, even where a stream's own does. */
    private static Arrival next(final List<RandomLuldStream> streams, final int instrument, final long now)
    {
        final LuldEvent event = streams.get(instrument).next();
        final long timeNs = Math.max(event.timeNs(), now);
        return new Arrival(timeNs, instrument, event.at(timeNs));
    }

    private record Arrival(long timeNs, int instrument, LuldEvent event)
    {
    }
}
