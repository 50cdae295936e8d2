package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs the inputs of records again on an engine. Records of this build's layout version lead it to the same arena and
 * digest; records of another one to the same decisions, while the digest, which folds the arena's lines, is taken from
 * the record as it stands there. Where records of this layout follow such ones, the engine is laid out anew first, so
 * that it has one and the same arena there however it came so far. Cold; one thread.
 */
public final class EngineReplay
{
    private final BreakerEngine engine;
    private final UnsafeBuffer decided = new UnsafeBuffer(new byte[2 * RecordLayout.MAX_RECORD_LENGTH]);
    private boolean isOtherLayout;

    /**
     * A replay.
     *
     * @param engine fresh, or restored from a snapshot.
     */
    public EngineReplay(final BreakerEngine engine)
    {
        this.engine = engine;
    }

    /**
     * Who wrote the records that follow; for an engine that was restored, also who wrote the record whose state it has.
     *
     * @param layoutVersion of the writer.
     */
    public void onLayout(final int layoutVersion)
    {
        if (isOtherLayout && layoutVersion == EngineLayout.VERSION)
        {
            EnginePortable.layOutAnew(engine);
        }
        isOtherLayout = layoutVersion != EngineLayout.VERSION;
    }

    /**
     * One record.
     *
     * @param buffer where it lies.
     * @param offset of the record, {@link RecordLayout}.
     * @param length of the record.
     * @return bytes of decisions made, in {@link #decided()}; -1 where the record is not one.
     */
    public int onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int input = offset + RecordLayout.INPUT_OFFSET;
        final int inputBytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        if (inputBytes > RecordLayout.MAX_INPUT_LENGTH ||
            input + RecordLayout.align(inputBytes) > offset + length - RecordLayout.DIGEST_LENGTH)
        {
            return -1;
        }
        final int made = engine.onMessage(timeNs(buffer, offset), buffer, input, inputBytes, decided, 0);
        if (isOtherLayout)
        {
            engine.digest(buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH));
        }
        return made;
    }

    /**
     * Host's clock of a record's input.
     *
     * @param buffer where it lies.
     * @param offset of the record.
     * @return UTC ns; the engine's own time where the input is too short to have one.
     */
    public long timeNs(final UnsafeBuffer buffer, final int offset)
    {
        return (buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF) < InputLayout.BODY_OFFSET ?
            engine.timeNs() : buffer.getLong(offset + RecordLayout.INPUT_OFFSET + InputLayout.TIME_OFFSET);
    }

    /**
     * Whether the records are of another layout version, so that there is no digest or arena to compare with.
     *
     * @return of the last {@link #onLayout}.
     */
    public boolean isOtherLayout()
    {
        return isOtherLayout;
    }

    /**
     * Decisions of the last record.
     *
     * @return they begin at 0; valid until the next record.
     */
    public UnsafeBuffer decided()
    {
        return decided;
    }

    /**
     * The engine.
     *
     * @return as it is after the last record.
     */
    public BreakerEngine engine()
    {
        return engine;
    }
}
