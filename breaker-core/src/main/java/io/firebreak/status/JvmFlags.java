package io.firebreak.status;

import org.agrona.UnsafeApi;

/**
 * Refuses a JVM that was started without the one flag that off-heap memory needs.
 * <p>
 * A library cannot set JVM flags; the host must. Without this check the first buffer dies with an
 * {@link IllegalAccessError}, and every later one with a {@link NoClassDefFoundError} that names something else: so
 * this class must be the first user of Agrona. Everything that a host launches calls {@link #require()} before its
 * first buffer. May be called from any thread, any number of times; it is not for the hot path.
 */
public final class JvmFlags
{
    static final String SENTENCE = "start the JVM with --add-exports java.base/jdk.internal.misc=ALL-UNNAMED";

    private JvmFlags()
    {
    }

    /**
     * Touches Agrona's memory access once.
     *
     * @throws IllegalStateException with the missing flag spelt out, when the JVM was started without it
     */
    public static void require()
    {
        try
        {
            UnsafeApi.pageSize();
        }
        catch (final IllegalAccessError | NoClassDefFoundError | ExceptionInInitializerError ex)
        {
            throw new IllegalStateException(SENTENCE, ex);
        }
    }
}
