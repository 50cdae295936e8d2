package io.firebreak.samples.link;

import io.firebreak.engine.BreakerEngine;
import java.lang.reflect.Field;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes an engine fail as a broken machine would: where it touches its memory. */
final class BrokenEngine
{
    private BrokenEngine()
    {
    }

    /** From now on the engine's first store of every event throws. */
    static void throwAtTheFirstStore(final BreakerEngine engine, final Error thrown)
    {
        try
        {
            final Field memory = BreakerEngine.class.getDeclaredField("b");
            memory.setAccessible(true);
            memory.set(engine, new BrokenBuffer((UnsafeBuffer)memory.get(engine), thrown));
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new AssertionError(ex);
        }
    }

    /** Memory that can be read, and fails where an event is stored. */
    private static final class BrokenBuffer extends UnsafeBuffer
    {
        private final Error thrown;

        BrokenBuffer(final UnsafeBuffer buffer, final Error thrown)
        {
            super(buffer);
            this.thrown = thrown;
        }

        @Override
        public void putLong(final int index, final long value)
        {
            throw thrown;
        }
    }
}
