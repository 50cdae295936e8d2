package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamGeneratorTest
{
    private static final int INSTRUMENTS = 7;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNeverCrossNorNameAnAbsentLevelWhenAppliedToNaiveBooks(final boolean zipf)
    {
        final StreamGenerator generator = new StreamGenerator(new StreamShape(INSTRUMENTS, 20_000, zipf, 7));
        final List<TreeMap<Long, Long>> bids = new ArrayList<>();
        final List<TreeMap<Long, Long>> asks = new ArrayList<>();
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            bids.add(new TreeMap<>());
            asks.add(new TreeMap<>());
        }
        final EventStream stream = new EventStream(100_000);
        generator.start(stream);
        assertThat(stream.size()).isEqualTo(generator.startSize());
        apply(stream, bids, asks, false);
        for (int pass = 0; pass < 3; pass++)
        {
            generator.fill(stream);
            assertThat(stream.size()).isEqualTo(stream.capacity());
            apply(stream, bids, asks, true);
        }
    }

    @Test
    void shouldHoldTenPercentFillsAndMoveTheMidWhenUniform()
    {
        final StreamGenerator generator = new StreamGenerator(StreamShape.of(100));
        final EventStream stream = new EventStream(300_000);
        generator.fill(started(generator, stream));
        int fills = 0;
        int potential = 0;
        long last = 0;
        for (int o = 0; o < stream.size() * EventStream.RECORD_LENGTH; o += EventStream.RECORD_LENGTH)
        {
            final int kind = stream.buffer().getInt(o + EventStream.KIND);
            fills += kind >= EventStream.POTENTIAL ? 1 : 0;
            potential += kind >= EventStream.POTENTIAL && kind < EventStream.TRADE ? 1 : 0;
            assertThat(stream.buffer().getLong(o)).isGreaterThan(last);
            last = stream.buffer().getLong(o);
        }
        assertThat(fills).isBetween(29_000, 31_000);
        assertThat(potential).isBetween(9_300, 10_700);
    }

    @Test
    void shouldRepeatItselfWhenTheSeedIsTheSame()
    {
        final EventStream first = new EventStream(50_000);
        final EventStream second = new EventStream(50_000);
        final StreamGenerator one = new StreamGenerator(StreamShape.of(10));
        final StreamGenerator two = new StreamGenerator(StreamShape.of(10));
        one.fill(started(one, first));
        two.fill(started(two, second));
        assertThat(first.buffer()).isEqualTo(second.buffer());
    }

    private static EventStream started(final StreamGenerator generator, final EventStream stream)
    {
        generator.start(stream);
        return stream;
    }

    private static void apply(
        final EventStream stream, final List<TreeMap<Long, Long>> bids, final List<TreeMap<Long, Long>> asks,
        final boolean isFull)
    {
        for (int o = 0; o < stream.size() * EventStream.RECORD_LENGTH; o += EventStream.RECORD_LENGTH)
        {
            final int i = stream.buffer().getInt(o + EventStream.INSTRUMENT);
            final int kind = stream.buffer().getInt(o + EventStream.KIND);
            final long price = stream.buffer().getLong(o + EventStream.PRICE);
            final long lots = stream.buffer().getLong(o + EventStream.QTY);
            if (kind < EventStream.POTENTIAL)
            {
                final TreeMap<Long, Long> side = kind == 0 ? bids.get(i) : asks.get(i);
                assertThat(lots > 0 || side.containsKey(price)).isTrue();
                if (lots == 0)
                {
                    side.remove(price);
                }
                else
                {
                    side.put(price, lots);
                }
                assertThat(side.size()).isLessThanOrEqualTo(StreamGenerator.LEVELS);
                if (isFull)
                {
                    assertThat(side.size()).isGreaterThanOrEqualTo(8);
                    assertThat(bids.get(i).lastKey()).isLessThan(asks.get(i).firstKey());
                }
            }
        }
    }
}
