package io.firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.MessageHeaderEncoder;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DecisionBufferTest
{
    private static final int BODY = 136;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BODY;

    /** A reader that stops where nothing is handed over would leave a decision lying each time the ring comes round. */
    @Test
    void shouldHandOverEveryDecisionAtOnceWhenTheRingComesRound()
    {
        final DecisionBuffer decisions = new DecisionBuffer(1 << 18);
        final UnsafeBuffer message = new UnsafeBuffer(new byte[LENGTH]);
        message.putShort(0, (short)BODY);
        message.putShort(2, (short)71);
        final AtomicLong seen = new AtomicLong(-1);
        for (long i = 0; i < 10_000; i++)
        {
            message.putLong(MessageHeaderEncoder.ENCODED_LENGTH, i);
            decisions.offer(message, 0, LENGTH);
            final int count = decisions.read((type, buffer, offset, length) ->
                seen.set(buffer.getLong(offset + MessageHeaderEncoder.ENCODED_LENGTH)), 1);
            assertThat(count).as("decision %d", i).isEqualTo(1);
            assertThat(seen).hasValue(i);
        }
        assertThat(decisions.read((type, buffer, offset, length) -> seen.set(-2), 1)).isZero();
        assertThat(seen).hasValue(9_999);
    }
}
