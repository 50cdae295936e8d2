package io.firebreak;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.record.RecordLayout;
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

    /** From now on the store of a record's sequence throws: the engine has decided, and nothing is committed. */
    static void throwAtTheCommit(final InlineBreaker breaker, final Error thrown)
    {
        final Object writer = field(breaker, "writer");
        replace(writer, "b", new FailingRecord((UnsafeBuffer)field(writer, "b"), writer, thrown));
    }

    private static void replace(final Object owner, final String buffer, final Throwable thrown)
    {
        replace(owner, buffer, new FailingBuffer((UnsafeBuffer)field(owner, buffer), thrown));
    }

    private static void replace(final Object owner, final String buffer, final UnsafeBuffer by)
    {
        try
        {
            final Field field = owner.getClass().getDeclaredField(buffer);
            field.setAccessible(true);
            field.set(owner, by);
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

    /** A record buffer that fails where a finished record gets its sequence. */
    private static final class FailingRecord extends UnsafeBuffer
    {
        private final Object writer;
        private final Error thrown;

        FailingRecord(final UnsafeBuffer buffer, final Object writer, final Error thrown)
        {
            super(buffer);
            this.writer = writer;
            this.thrown = thrown;
        }

        @Override
        public void putLong(final int index, final long value)
        {
            if (index == (Integer)field(writer, "record") + RecordLayout.SEQUENCE_OFFSET)
            {
                throw thrown;
            }
            super.putLong(index, value);
        }
    }
}
