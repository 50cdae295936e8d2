package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("determinism")
class EngineEqualsLoopTest
{
    @ParameterizedTest
    @CsvSource({"1, 500", "100, 20000", "700, 20000"})
    void shouldComputeTheSameWhenBothRunTheSameEvents(final int instruments, final int eventsPerSecond)
    {
        final StreamShape shape = new StreamShape(instruments, eventsPerSecond, false, StreamShape.DEFAULT_SEED);
        final StreamGenerator generator = new StreamGenerator(shape);
        final HandWrittenLoop loop = new HandWrittenLoop(shape);
        try (EngineFeed engine = new EngineFeed(instruments, StreamGenerator.START_NS))
        {
            final EventStream stream = new EventStream(Math.max(generator.startSize(), 100_000));
            generator.start(stream);
            for (int pass = 0; pass < 3; pass++)
            {
                loop.run(stream);
                engine.run(stream);
                assertThat(engine.sums()).hasToString(loop.sums().toString());
                assertThat(engine.sums().isSameAs(loop.sums())).isTrue();
                generator.fill(stream);
            }
            assertThat(loop.sums().trips).isPositive();
            assertThat(loop.sums().denials).isPositive();
            assertThat(loop.sums().varianceSum).isPositive();
        }
    }
}
