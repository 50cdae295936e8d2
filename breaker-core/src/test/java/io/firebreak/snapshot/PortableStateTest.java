package io.firebreak.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.arena.Capacities;
import io.firebreak.arena.ExtremaWindow;
import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.engine.EnginePortable;
import io.firebreak.oracle.StockTapes;
import io.firebreak.record.SnapshotHead;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the state messages hold, and what is refused. Seeds are in the tests. */
@Tag("determinism")
class PortableStateTest
{
    private static final List<String> PLACES = List.of("releases", "timers", "work", "window pool", "book pool");

    @Test
    void shouldCarryEveryByteOfPerpetualsThatIsNoPlace()
    {
        carriesAllBut(VenueTape.perpetuals(20_261_124, 9_000));
    }

    @Test
    void shouldCarryEveryByteOfBandsThatIsNoPlace()
    {
        carriesAllBut(VenueTape.bands(20_261_201, 9_000));
    }

    @Test
    void shouldCarryEveryByteOfMarksThatIsNoPlace()
    {
        carriesAllBut(VenueTape.marks(20_261_205, 9_000));
    }

    @Test
    void shouldCarryEveryByteOfStocksThatIsNoPlace()
    {
        carriesAllBut(StockTapes.luld(20_261_125, 4, 20));
    }

    @Test
    void shouldCarryEveryByteOfTheMarketThatIsNoPlace()
    {
        carriesAllBut(StockTapes.mwcb(20_261_126));
    }

    @Test
    void shouldNameTheLayoutVersionOfAnImageAndTakeThePortableSnapshot()
    {
        final InputTape tape = VenueTape.perpetuals(20_261_127, 3_000);
        final int at = 2_000;
        final BreakerEngine original = tape.engine();
        tape.run(original, 0, at);
        final DirectBuffer body = EnginePortable.body(original);
        final SnapshotHead portable = ofLayout(EnginePortable.head(original, body), EngineLayout.VERSION + 1);
        final SnapshotHead image = ofLayout(EngineImage.head(original), EngineLayout.VERSION + 1);

        assertThatThrownBy(() -> EngineImage.restore(tape.engine(), image, EngineImage.body(original)))
            .hasMessage("the snapshot is refused: layout version " + (EngineLayout.VERSION + 1) + ", this build has " +
                EngineLayout.VERSION);
        final BreakerEngine restored = tape.engine();
        EnginePortable.restore(restored, portable, body);
        assertThat(restored.sequence()).isEqualTo(at);
        final int end = tape.inputs().size();
        assertThat(tape.run(restored, at, end)).extracting(InputTape.Step::decisions)
            .isEqualTo(tape.run(original, at, end).stream().map(InputTape.Step::decisions).toList());
    }

    @Test
    void shouldNameTheCapacityThatTheStateDoesNotFit()
    {
        final InputTape tape = VenueTape.perpetuals(20_261_128, 3_000);
        final BreakerEngine original = tape.engine();
        tape.run(original, 0, tape.inputs().size());
        final DirectBuffer body = EnginePortable.body(original);
        final SnapshotHead head = EnginePortable.head(original, body);

        assertThatThrownBy(() -> EnginePortable.restore(
            tape.engine(new Capacities(4, 9, 4, 600, 300, 1 << 14, 8, 4_096)), head, body))
            .hasMessageContaining("number 4 of instruments, the capacity is 4");
        assertThatThrownBy(() -> EnginePortable.restore(
            tape.engine(new Capacities(8, 9, 4, 2, 300, 1 << 14, 8, 4_096)), head, body))
            .hasMessageContaining("windowPages=2");
        assertThatThrownBy(() -> EnginePortable.restore(
            tape.engine(new Capacities(8, 9, 4, 600, 1, 1 << 14, 8, 4_096)), head, body))
            .hasMessageContaining("bookPages=1");
    }

    @Test
    void shouldRefuseEveryCutBodyWhateverItsChecksumAndStayFresh()
    {
        final InputTape tape = VenueTape.perpetuals(20_261_129, 300);
        final BreakerEngine original = tape.engine();
        tape.run(original, 0, tape.inputs().size());
        final DirectBuffer body = EnginePortable.body(original);
        final SnapshotHead head = EnginePortable.head(original, body);
        final BreakerEngine restored = tape.engine();
        final long fresh = restored.arenaHash();
        for (int length = 0; length < body.capacity(); length += 8 * 37)
        {
            final UnsafeBuffer cut = new UnsafeBuffer(body, 0, length);
            assertThatThrownBy(() -> EnginePortable.restore(restored, sealed(head, cut), cut)).as("at " + length)
                .isInstanceOf(IllegalArgumentException.class);
            // What was read of it is forgotten, so that the next snapshot can be taken.
            assertThat(restored.arenaHash()).as("at " + length).isEqualTo(fresh);
        }
        EnginePortable.restore(restored, head, body);
        assertThat(restored.arenaHash()).isEqualTo(original.arenaHash());
    }

    /**
     * Restored without its places, an arena of the same layout differs only where pages, slots and leftovers lie: a
     * field that is forgotten by the messages shows here.
     */
    private static void carriesAllBut(final InputTape tape)
    {
        final BreakerEngine original = tape.engine();
        final int end = tape.inputs().size();
        for (int i = 1; i <= 6; i++)
        {
            tape.run(original, (int)original.sequence(), end * i / 6);
            final DirectBuffer body = EnginePortable.body(original);
            final BreakerEngine restored = tape.engine();
            EnginePortable.restore(restored, ofLayout(EnginePortable.head(original, body), EngineLayout.VERSION + 1),
                body);
            final DirectBuffer expected = EngineImage.body(original);
            final DirectBuffer actual = EngineImage.body(restored);
            final Sections sections = new Sections(tape.capacities(), original.describe());
            final List<String> forgotten = new ArrayList<>();
            for (int at = 0; at < expected.capacity(); at += Long.BYTES)
            {
                if (expected.getLong(at) != actual.getLong(at) && !sections.isPlace(at))
                {
                    forgotten.add(sections.name(at));
                }
            }
            assertThat(forgotten).as("after " + end * i / 6).isEmpty();
        }
    }

    private static SnapshotHead ofLayout(final SnapshotHead head, final int layoutVersion)
    {
        return new SnapshotHead(head.kind(), layoutVersion, head.semanticsVersion(), head.capacities(),
            head.imageHash(), head.sequence(), head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash(),
            head.bodyBytes(), head.bodyCrc());
    }

    private static SnapshotHead sealed(final SnapshotHead head, final DirectBuffer body)
    {
        final byte[] bytes = new byte[body.capacity()];
        body.getBytes(0, bytes);
        final CRC32C crc = new CRC32C();
        crc.update(bytes);
        return new SnapshotHead(head.kind(), head.layoutVersion(), head.semanticsVersion(), head.capacities(),
            head.imageHash(), head.sequence(), head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash(),
            bytes.length, (int)crc.getValue());
    }

    /** Which bytes of an arena say where something lies, not what. */
    private static final class Sections
    {
        private static final int DIGEST_CURSOR = EngineLayout.DIGEST + 8;

        private final EngineLayout layout;
        private final List<String> lines;

        Sections(final Capacities capacities, final String described)
        {
            layout = new EngineLayout(capacities);
            lines = described.lines().skip(1).filter(line -> !line.contains("total")).toList();
        }

        String name(final int at)
        {
            final String section = section(at);
            return section + " + " + (at - from(section));
        }

        boolean isPlace(final int at)
        {
            final String section = section(at);
            if (section.endsWith("  header"))
            {
                return at - from(section) == DIGEST_CURSOR;
            }
            if (section.endsWith("  instruments") || section.endsWith("  market"))
            {
                return isPlaceOfScope((at - from(section)) % layout.bytesPerInstrument());
            }
            return PLACES.stream().anyMatch(place -> section.endsWith("  " + place));
        }

        private boolean isPlaceOfScope(final int at)
        {
            if (at < layout.ladderOffset() || at >= layout.ladderOffset() + PriceLadder.bytes())
            {
                final int inReference = (at - Layout.S_REFERENCES) % Layout.REFERENCE_LENGTH - Layout.F_WINDOW;
                return at >= Layout.S_REFERENCES && at < Layout.S_REFERENCES +
                    layout.capacities().references() * Layout.REFERENCE_LENGTH &&
                    inReference >= 0 && inReference < ExtremaWindow.HEADER_LENGTH && inReference % 64 < 16;
            }
            // Which levels are near, and the pages of those that are far.
            final int inLadder = at - layout.ladderOffset();
            return inLadder >= 192 || inLadder >= 64 && (inLadder % 64 == 0 || inLadder % 64 == 56);
        }

        private static int from(final String line)
        {
            return Integer.decode(line.strip().split(" ")[0]);
        }

        private String section(final int at)
        {
            String found = lines.get(0);
            for (final String line : lines)
            {
                found = from(line) <= at ? line : found;
            }
            return found;
        }
    }
}
