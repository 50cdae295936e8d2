package io.firebreak;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import java.lang.reflect.Field;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes an engine fail as a broken machine would: where it touches its memory. */
final class EngineSabotage
{
    private EngineSabotage()
    {
    }

    /** From now on the engine's first store of every event throws. */
    static void throwAtTheFirstStore(final BreakerEngine engine, final Throwable thrown)
    {
        replace(engine, "b", thrown);
    }

    /** From now on every event faults, and the answer to the fault does, too. */
    static void throwInTheEventAndInTheAnswerToIt(final BreakerEngine engine, final RuntimeException thrown)
    {
        final Object inputs = field(engine, "inputs");
        replace(inputs, "b", thrown);
        replace(field(field(inputs, "parts"), "operators"), "b", thrown);
    }

    /** A word of the parameter image that the engine works by becomes another. */
    static void parameter(final BreakerEngine engine, final int offset, final int value)
    {
        final EngineLayout layout = (EngineLayout)field(engine, "layout");
        ((UnsafeBuffer)field(engine, "b")).putInt(layout.imageOffset() + offset, value);
    }

    /** From now on an event's work is done, and what is left to do for its record throws. */
    static void throwBehindTheWork(final BreakerEngine engine, final Error thrown)
    {
        replace(field(engine, "digest"), "arena", thrown);
    }

    private static void replace(final Object owner, final String buffer, final Throwable thrown)
    {
        try
        {
            final Field field = owner.getClass().getDeclaredField(buffer);
            field.setAccessible(true);
            field.set(owner, new FailingBuffer((UnsafeBuffer)field.get(owner), thrown));
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private static Object field(final Object owner, final String name)
    {
        try
        {
            final Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new AssertionError(ex);
        }
    }

    /** Memory that can be read, and fails where an event begins or a definition is looked up. */
    private static final class FailingBuffer extends UnsafeBuffer
    {
        private final Throwable thrown;

        FailingBuffer(final UnsafeBuffer buffer, final Throwable thrown)
        {
            super(buffer);
            this.thrown = thrown;
        }

        @Override
        public void putLong(final int index, final long value)
        {
            fail();
        }

        @Override
        public int getInt(final int index)
        {
            fail();
            return 0;
        }

        private void fail()
        {
            if (thrown instanceof Error error)
            {
                throw error;
            }
            throw (RuntimeException)thrown;
        }
    }
}
