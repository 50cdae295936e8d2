package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.record.SnapshotHead;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The state of an engine as the bytes of its arena: the fastest way to save and restore it, for an engine of the same
 * layout version, capacities and parameter image. Nothing outside the arena is needed: what the gate reads is made from
 * it again. Cold; the engine's thread, between two inputs.
 */
public final class EngineImage
{
    private static final int CHUNK = 1 << 20;

    private EngineImage()
    {
    }

    /**
     * What the engine's arena holds now.
     *
     * @param engine whose.
     * @return the head of an image; its body is {@link #body}.
     */
    public static SnapshotHead head(final BreakerEngine engine)
    {
        final DirectBuffer body = body(engine);
        return engine.snapshotHead(SnapshotHead.Kind.IMAGE, body.capacity(), crc(body));
    }

    /**
     * The arena.
     *
     * @param engine whose.
     * @return its bytes, to be read before the next input.
     */
    public static DirectBuffer body(final BreakerEngine engine)
    {
        return engine.arenaBytes();
    }

    /**
     * Bring a fresh engine to the state of an image.
     *
     * @param engine without any input so far.
     * @param head   of the image.
     * @param body   of the image.
     * @throws IllegalArgumentException where the image is not for this engine, or damaged: names what differs. The
     *                                  engine is fresh as before.
     * @throws IllegalStateException    where the engine has worked already.
     */
    public static void restore(final BreakerEngine engine, final SnapshotHead head, final DirectBuffer body)
    {
        engine.requireFresh();
        final String refusal = head.kind() != SnapshotHead.Kind.IMAGE ? "it is no image" :
            engine.snapshotRefusal(head);
        if (refusal != null)
        {
            throw new IllegalArgumentException("the snapshot is refused: " + refusal);
        }
        final UnsafeBuffer arena = engine.arenaBytes();
        if (body.capacity() != arena.capacity() || head.bodyBytes() != body.capacity() || head.bodyCrc() != crc(body))
        {
            throw new IllegalArgumentException("the snapshot is refused: its body is damaged or cut short");
        }
        requireStateOf(engine, head, body);
        arena.putBytes(0, body, 0, body.capacity());
        engine.restored();
    }

    /** Bytes of an arena must be the state that the head of a snapshot names. */
    static void requireStateOf(final BreakerEngine engine, final SnapshotHead head, final DirectBuffer arena)
    {
        final int header = engine.memory().layout().headerOffset();
        final long sequence = arena.getLong(header + EngineLayout.SEQUENCE);
        if (sequence != head.sequence() || arena.getLong(header + EngineLayout.DIGEST) != head.digest() ||
            arena.getLong(header + EngineLayout.DECISION_SEQ) != head.decisionSeq())
        {
            throw new IllegalArgumentException("the snapshot is refused: its body is of sequence " + sequence +
                ", its head names " + head.sequence());
        }
    }

    /**
     * CRC-32C of a body.
     *
     * @param body any bytes.
     * @return the value in the head.
     */
    static int crc(final DirectBuffer body)
    {
        final CRC32C crc = new CRC32C();
        final ByteBuffer chunk = ByteBuffer.allocateDirect(Math.min(CHUNK, Math.max(1, body.capacity())));
        for (int at = 0; at < body.capacity(); at += chunk.capacity())
        {
            final int bytes = Math.min(chunk.capacity(), body.capacity() - at);
            chunk.clear();
            body.getBytes(at, chunk, bytes);
            chunk.flip();
            crc.update(chunk);
        }
        return (int)crc.getValue();
    }
}
