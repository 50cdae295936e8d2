package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.GapDecoder;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.InputLayout;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What a full ring drops is journaled with its source, its instrument, its count and its range. */
class OverrunGapTest
{
    private static final int SLOTS = 64;
    private static final int SOURCE = 5;

    @Test
    void shouldJournalSourceCountAndRangeOfEachBookWhenLevelsAreShed()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        final SlotSlab slab = SlotSlab.inMemory(SLOTS, 1 << 18);
        final RecordTape tape = new RecordTape(new SlotRecords(slab));
        final BreakerPipeline pipeline = BreakerPipeline.launch(new PipelineContext()
            .overrun(OverrunPolicy.SHED_MARKED).listener((template, buffer, offset, length) -> { })
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(4))
            .journal(tape, slab).origin("", JournalStart.Clock.HOST, Venue.at(0)));
        for (int i = 0; i < 4; i++)
        {
            pipeline.publisher().instrumentDefinition(1, 0, Venue.at(0), i, i, 1, 0, 2, 0, 1, 1_000_000);
        }
        tape.stalled = true;
        final long[] first = new long[2];
        final long[] last = new long[2];
        final long[] count = new long[2];
        for (long seq = 1; seq <= 3 * SLOTS; seq++)
        {
            final int book = (seq % 3 == 0 ? 1 : 0);
            if (pipeline.publisher().bookLevel(SOURCE, seq, Venue.at(1), Venue.at(1), 2 + book, 0, 0, 9_000, seq) ==
                EventPublisher.DROPPED)
            {
                first[book] = count[book]++ == 0 ? seq : first[book];
                last[book] = seq;
            }
        }
        tape.stalled = false;
        while (!pipeline.writer().tellDrops(Venue.at(2)))
        {
            Thread.yield();
        }
        assertThat(pipeline.close(TimeUnit.SECONDS.toNanos(30)).isClean()).isTrue();
        assertThat(count).doesNotContain(0);
        assertThat(gaps(tape)).containsExactlyInAnyOrder(
            "source 5 scope " + Scope.instrument(2) + " " + first[0] + " to " + last[0] + " count " + count[0],
            "source 5 scope " + Scope.instrument(3) + " " + first[1] + " to " + last[1] + " count " + count[1]);
    }

    private static List<String> gaps(final RecordTape tape)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(tape.bytes, 0, tape.length);
        final List<String> gaps = new ArrayList<>();
        for (int at = 0; at < tape.length; at += bytes.getInt(at))
        {
            final int input = at + RecordLayout.INPUT_OFFSET;
            if ((bytes.getShort(input + InputLayout.TEMPLATE_OFFSET) & 0xFFFF) == GapDecoder.TEMPLATE_ID)
            {
                final int body = input + InputLayout.BODY_OFFSET;
                gaps.add("source " + bytes.getShort(input + InputLayout.SOURCE_OFFSET) + " scope " +
                    bytes.getInt(input + InputLayout.SCOPE_OFFSET) + " " + bytes.getLong(body) + " to " +
                    bytes.getLong(body + 8) + " count " + bytes.getLong(body + 16));
            }
        }
        return gaps;
    }
}
