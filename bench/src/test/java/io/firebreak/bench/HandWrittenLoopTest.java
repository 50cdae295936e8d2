package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandWrittenLoopTest
{
    @Test
    void shouldDenyTripAndWarnWhenThePublishedStreamRuns()
    {
        final StreamShape shape = StreamShape.of(100);
        final StreamGenerator generator = new StreamGenerator(shape);
        final EventStream stream = new EventStream(1_000_000);
        final HandWrittenLoop loop = new HandWrittenLoop(shape);
        generator.start(stream);
        loop.run(stream);
        for (int pass = 0; pass < 2; pass++)
        {
            generator.fill(stream);
            loop.sums().clear();
            loop.run(stream);
        }
        assertThat(loop.sums().trips).isPositive();
        assertThat(loop.sums().denials).isGreaterThan(loop.sums().trips);
        assertThat(loop.sums().warnings).isPositive();
        assertThat(loop.sums().varianceSum).isPositive();
    }
}
