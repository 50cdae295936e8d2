package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.record.SnapshotHead;
import io.firebreak.snapshot.StateReader;
import io.firebreak.snapshot.StateWriter;
import org.agrona.DirectBuffer;

/**
 * The state of an engine as state messages in id order, which an engine of another layout version or of larger
 * capacities can take. In the same layout the arena becomes the same byte for byte, so the running digest goes on as
 * if nothing had happened; in another one the decisions are the same and the digest is another from there on. Cold; the
 * engine's thread, between two inputs. Takes the memory of a second engine while it works.
 */
public final class EnginePortable
{
    private EnginePortable()
    {
    }

    /**
     * Write the state.
     *
     * @param engine whose.
     * @return the messages.
     */
    public static DirectBuffer body(final BreakerEngine engine)
    {
        final StateWriter writer = new StateWriter(engine.memory(), engine.parts());
        final BreakerEngine other = engine.fresh();
        new StateReader(other.memory(), other.parts(), true).read(writer.soFar(), false);
        writer.places(other.arenaBytes());
        return writer.end();
    }

    /**
     * The head of a portable snapshot.
     *
     * @param engine whose state the body is, without any input since.
     * @param body   what {@link #body} gave.
     * @return the head.
     */
    public static SnapshotHead head(final BreakerEngine engine, final DirectBuffer body)
    {
        return engine.snapshotHead(SnapshotHead.Kind.PORTABLE, body.capacity(), EngineImage.crc(body));
    }

    /**
     * Bring a fresh engine to the state.
     *
     * @param engine without any input so far.
     * @param head   of the snapshot.
     * @param body   of the snapshot.
     * @throws IllegalArgumentException where it is not for this engine, does not fit its capacities, or is damaged:
     *                                  names what. The engine is fresh as before.
     * @throws IllegalStateException    where the engine has worked already.
     */
    public static void restore(final BreakerEngine engine, final SnapshotHead head, final DirectBuffer body)
    {
        engine.requireFresh();
        final String refusal = head.kind() != SnapshotHead.Kind.PORTABLE ? "it is not portable" :
            engine.snapshotRefusal(head);
        if (refusal != null)
        {
            throw new IllegalArgumentException("the snapshot is refused: " + refusal);
        }
        if (head.bodyBytes() != body.capacity() || head.bodyCrc() != EngineImage.crc(body))
        {
            throw new IllegalArgumentException("the snapshot is refused: its body is damaged or cut short");
        }
        final boolean isSame = isSameLayout(engine, head);
        boolean isRead = false;
        try
        {
            new StateReader(engine.memory(), engine.parts(), isSame).read(body, true);
            if (isSame && engine.arenaHash() != head.arenaHash())
            {
                throw new IllegalArgumentException("the snapshot is refused: it leads to another arena than its head " +
                    "names");
            }
            EngineImage.requireStateOf(engine, head, engine.arenaBytes());
            isRead = true;
        }
        finally
        {
            if (!isRead)
            {
                forget(engine);
            }
        }
        engine.restored();
    }

    /**
     * Gives an engine the arena that a portable snapshot of its state, written under another layout version, leads to:
     * one and the same for a state, wherever pages and slots lay before. The digest stays, its tour begins anew.
     *
     * @param engine between two inputs.
     */
    static void layOutAnew(final BreakerEngine engine)
    {
        final StateWriter writer = new StateWriter(engine.memory(), engine.parts());
        forget(engine);
        new StateReader(engine.memory(), engine.parts(), false).read(writer.soFar(), false);
        engine.restored();
    }

    private static void forget(final BreakerEngine engine)
    {
        engine.arenaBytes().putBytes(0, engine.fresh().arenaBytes(), 0, engine.arenaBytes().capacity());
    }

    /**
     * Whether the running digest of a restored engine goes on as the original's would have.
     *
     * @param engine that takes the snapshot.
     * @param head   of the snapshot.
     * @return false where layout version or capacities differ.
     */
    public static boolean isSameLayout(final BreakerEngine engine, final SnapshotHead head)
    {
        return head.layoutVersion() == EngineLayout.VERSION && head.capacities().equals(engine.capacities().text());
    }
}
