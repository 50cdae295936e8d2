package io.firebreak.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineImage;
import io.firebreak.engine.EnginePortable;
import io.firebreak.estimator.EventVariance;
import io.firebreak.estimator.SweepFilter;
import io.firebreak.oracle.StockTapes;
import io.firebreak.record.SnapshotHead;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Every field of the arena is in the portable snapshot, whether or not a tape happens to reach a value of it: a bit is
 * flipped in each field that the layout names, and must arrive. Which fields there are comes from the layout's own
 * constants, so a field that is added there and forgotten in the snapshot is found here.
 */
class StateFieldsTest
{
    /** Structures with fields of their own, what says where something lies, and a second name for one place. */
    private static final Set<String> NO_FIELDS = Set.of("S_SCOPE", "S_TIMER_BASE", "S_SWEEPS", "S_VARIANCE", "S_LADDER",
        "S_REFERENCES", "F_WINDOW", "F_LOST_NS");
    /** What a flipped bit would make another state of: tapes carry instruments of several classes. */
    private static final Set<String> TAKEN_BY_TAPES = Set.of("S_DEFINED", "S_CLASS");
    private static final int BIT = 4;
    private static final int OTHER_BIT = 8;

    @Test
    void shouldCarryEveryFieldThatTheLayoutNames() throws ReflectiveOperationException
    {
        final InputTape tape = StockTapes.luld(20_261_130, 2, 4);
        final BreakerEngine original = tape.engine();
        tape.run(original, 0, tape.inputs().size());
        final Map<String, Integer> fields = fields(new EngineLayout(tape.capacities()));
        final UnsafeBuffer arena = (UnsafeBuffer)EngineImage.body(original);
        // A fresh engine has zeros: no field may become one.
        fields.values().forEach(at -> arena.putInt(at, arena.getInt(at) == BIT ? OTHER_BIT : arena.getInt(at) ^ BIT));

        final DirectBuffer body = EnginePortable.body(original);
        final BreakerEngine restored = tape.engine();
        EnginePortable.restore(restored, ofAnotherLayout(EnginePortable.head(original, body)), body);
        final DirectBuffer actual = EngineImage.body(restored);
        final List<String> forgotten = new ArrayList<>();
        fields.forEach((name, at) ->
        {
            if (actual.getInt(at) != arena.getInt(at))
            {
                forgotten.add(name);
            }
        });
        assertThat(forgotten).isEmpty();
        assertThat(fields).hasSizeGreaterThan(120);
    }

    /** Name to place in the arena: of the engine, of the first instrument, its first reference and first breaker. */
    private static Map<String, Integer> fields(final EngineLayout layout) throws ReflectiveOperationException
    {
        final int s = layout.instrument(0);
        final int x = s + Layout.S_REFERENCES + layout.capacities().references() * Layout.REFERENCE_LENGTH;
        final Map<String, Integer> fields = new LinkedHashMap<>();
        for (final String name : List.of("SEQUENCE", "DECISION_SEQ", "NOW", "STARTED", "EXPOSED_SCOPES", "REFUSED_STEP",
            "LOSSES", "LOSSES_TOLD", "LOSSES_PASS", "LOSSES_CURSOR", "LOSS_NS", "DIGEST", "GENERATOR"))
        {
            fields.put(name, layout.headerOffset() + EngineLayout.class.getField(name).getInt(null));
        }
        add(fields, Layout.class, "S_", s);
        add(fields, Layout.class, "F_", s + Layout.S_REFERENCES);
        add(fields, Layout.class, "X_", x);
        add(fields, SweepFilter.class, "", s + Layout.S_SWEEPS);
        add(fields, EventVariance.class, "", s + Layout.S_VARIANCE);
        for (int i = 1; i < Layout.CAP_TRIPS; i++)
        {
            fields.put("X_CAP " + i, x + Layout.X_CAP + i * Long.BYTES);
        }
        return fields;
    }

    private static void add(final Map<String, Integer> fields, final Class<?> owner, final String prefix, final int at)
        throws IllegalAccessException
    {
        for (final Field field : owner.getFields())
        {
            final String name = field.getName();
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class && name.startsWith(prefix) &&
                !name.equals("LENGTH") && !NO_FIELDS.contains(name) && !TAKEN_BY_TAPES.contains(name))
            {
                fields.put(prefix.isEmpty() ? owner.getSimpleName() + " " + name : name, at + field.getInt(null));
            }
        }
    }

    private static SnapshotHead ofAnotherLayout(final SnapshotHead head)
    {
        return new SnapshotHead(head.kind(), EngineLayout.VERSION + 1, head.semanticsVersion(), head.capacities(),
            head.imageHash(), head.sequence(), head.decisionSeq(), head.timeNs(), head.digest(), head.arenaHash(),
            head.bodyBytes(), head.bodyCrc());
    }
}
