package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.DataQualityEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.UncrossRequestEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DecisionRelayTest
{
    private final DecisionRelay relay = new DecisionRelay();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final List<String> seen = new ArrayList<>();

    private void request(final int offset, final long decisionSeq)
    {
        new UncrossRequestEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
            .decisionSeq(decisionSeq);
        relay.onDecision(UncrossRequestEncoder.TEMPLATE_ID, buffer, offset, 100);
    }

    @Test
    void shouldHandOverWhatCameBeforeTheLinkAndThenWhatComes()
    {
        request(8, 1);
        new DataQualityEncoder().wrapAndApplyHeader(buffer, 16, new MessageHeaderEncoder()).decisionSeq(2);
        relay.onDecision(DataQualityEncoder.TEMPLATE_ID, buffer, 16, 96);
        relay.to((templateId, message, offset, length) -> seen.add(templateId + " " + length + " " +
            message.getLong(offset + MessageHeaderEncoder.ENCODED_LENGTH + decisionSeqOffset())));
        request(24, 3);
        assertThat(seen).containsExactly(UncrossRequestEncoder.TEMPLATE_ID + " 100 1",
            DataQualityEncoder.TEMPLATE_ID + " 96 2", UncrossRequestEncoder.TEMPLATE_ID + " 100 3");
    }

    private static int decisionSeqOffset()
    {
        return UncrossRequestEncoder.decisionSeqEncodingOffset();
    }
}
