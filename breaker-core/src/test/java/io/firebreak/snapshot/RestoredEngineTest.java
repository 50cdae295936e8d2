package io.firebreak.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.engine.EnginePortable;
import io.firebreak.gate.BoardLines;
import io.firebreak.oracle.StockTapes;
import io.firebreak.record.SnapshotHead;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Snapshots in the middle of the models' random streams: what is restored decides the rest of the stream to the same
 * bytes, with the same digest after every input and the same arena at the end. Seeds are in the tests.
 */
@Tag("determinism")
class RestoredEngineTest
{
    private static final int AT_DECISIONS = 6;
    private static final int ANYWHERE = 3;

    @Test
    void shouldGoOnAlikeWhenPerpetualsAreRestored()
    {
        goesOn(VenueTape.perpetuals(20_261_121, 12_000), 1, 0);
    }

    @Test
    void shouldGoOnAlikeWhenBandsAreRestored()
    {
        goesOn(VenueTape.bands(20_261_202, 12_000), 1, 0);
    }

    @Test
    void shouldGoOnAlikeWhenMarksAreRestored()
    {
        goesOn(VenueTape.marks(20_261_206, 12_000), 1, 0);
    }

    @Test
    void shouldGoOnAlikeWhenStocksAreRestored()
    {
        goesOn(StockTapes.luld(20_261_122, 3, 40), 2, 3);
    }

    @Test
    void shouldGoOnAlikeWhenTheSessionStillOwesWorkToACrowd()
    {
        goesOn(StockTapes.luld(7_000_000, 60, 10), 3, 5);
    }

    @Test
    void shouldGoOnAlikeWhenTheMarketIsRestored()
    {
        goesOn(StockTapes.mwcb(20_261_123), 4, 1);
    }

    @Test
    void shouldGoOnAlikeWhenParticipantsAreFrozenAndKilled()
    {
        goesOn(ParticipantTape.crowd(20_261_124, 6_000), 5, 2);
    }

    private static void goesOn(final InputTape tape, final long seed, final int moreInstruments)
    {
        final int end = tape.inputs().size();
        final BreakerEngine ended = tape.engine();
        final List<InputTape.Step> steps = tape.run(ended, 0, end);
        final BreakerEngine original = tape.engine();
        for (final int at : points(steps, new Random(seed)))
        {
            tape.run(original, (int)original.sequence(), at);
            final BreakerEngine image = imageOf(tape, original);
            assertAlike(image, original, at);
            assertRest(tape.run(image, at, end), steps.subList(at, end), "image at " + at);
            assertThat(image.arenaHash()).as("image at " + at).isEqualTo(ended.arenaHash());
            goesOnPortably(tape, original, ended, steps.subList(at, end), moreInstruments);
        }
    }

    private static void goesOnPortably(final InputTape tape, final BreakerEngine original, final BreakerEngine ended,
        final List<InputTape.Step> rest, final int moreInstruments)
    {
        final int at = (int)original.sequence();
        final DirectBuffer body = EnginePortable.body(original);
        final SnapshotHead head = SnapshotHead.decode(EnginePortable.head(original, body).encode());
        final int end = at + rest.size();
        final BreakerEngine same = tape.engine();
        EnginePortable.restore(same, head, body);
        assertAlike(same, original, at);
        assertRest(tape.run(same, at, end), rest, "portable at " + at);
        assertThat(same.arenaHash()).as("portable at " + at).isEqualTo(ended.arenaHash());

        final BreakerEngine larger = tape.engine(larger(tape.capacities(), moreInstruments));
        EnginePortable.restore(larger, head, body);
        final int instruments = tape.capacities().instruments();
        assertThat(BoardLines.of(larger.board()).subList(0, instruments))
            .isEqualTo(BoardLines.of(original.board()).subList(0, instruments));
        assertThat(EnginePortable.isSameLayout(larger, head)).isFalse();
        assertDecisions(tape.run(larger, at, end), rest, "larger at " + at);
    }

    /** More of everything; of instruments only where no decision names how many there may be. */
    private static Capacities larger(final Capacities one, final int moreInstruments)
    {
        return new Capacities(one.instruments() + moreInstruments, one.references() + 1, one.breakers() + 2,
            one.windowPages() + 7, one.bookPages() + 9, one.imageBytes() + 640, one.sources() + 1, one.bookLevels(),
            one.participants(), one.participantControls() == 0 ? 0 : one.participantControls() + 2,
            one.participantEntries());
    }

    private static void assertDecisions(
        final List<InputTape.Step> actual, final List<InputTape.Step> expected, final String what)
    {
        int same = 0;
        while (same < expected.size() && actual.get(same).decisions().equals(expected.get(same).decisions()))
        {
            same++;
        }
        assertThat(same).as("equal decisions of " + what).isEqualTo(expected.size());
    }

    private static BreakerEngine imageOf(final InputTape tape, final BreakerEngine original)
    {
        final BreakerEngine restored = tape.engine();
        final SnapshotHead head = SnapshotHead.decode(EngineImage.head(original).encode());
        final byte[] body = new byte[EngineImage.body(original).capacity()];
        EngineImage.body(original).getBytes(0, body);
        EngineImage.restore(restored, head, new UnsafeBuffer(body));
        return restored;
    }

    private static void assertAlike(final BreakerEngine restored, final BreakerEngine original, final int at)
    {
        assertThat(restored.arenaHash()).as("arena at " + at).isEqualTo(original.arenaHash());
        assertThat(restored.sequence()).isEqualTo(at);
        assertThat(restored.nextDeadlineNs()).isEqualTo(original.nextDeadlineNs());
        assertThat(BoardLines.of(restored.board())).as("board at " + at).isEqualTo(BoardLines.of(original.board()));
    }

    private static void assertRest(
        final List<InputTape.Step> actual, final List<InputTape.Step> expected, final String what)
    {
        int same = 0;
        while (same < expected.size() && actual.get(same).equals(expected.get(same)))
        {
            same++;
        }
        assertThat(same).as("equal steps of " + what).isEqualTo(expected.size());
    }

    /** Right after decisions, where states have just begun or ended, and anywhere. */
    private static TreeSet<Integer> points(final List<InputTape.Step> steps, final Random random)
    {
        final TreeSet<Integer> points = new TreeSet<>();
        while (points.size() < AT_DECISIONS)
        {
            final int from = random.nextInt(steps.size());
            int at = from;
            while (at < steps.size() && steps.get(at).decisions().capacity() == 0)
            {
                at++;
            }
            points.add(Math.min(at + 1, steps.size()));
        }
        for (int i = 0; i < ANYWHERE; i++)
        {
            points.add(1 + random.nextInt(steps.size()));
        }
        return points;
    }
}
