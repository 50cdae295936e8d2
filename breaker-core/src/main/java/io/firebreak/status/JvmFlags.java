package io.firebreak.status;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.agrona.UnsafeApi;

/**
 * Refuses a JVM that was started without the one flag that off-heap memory needs, and for a live engine one whose fused
 * multiply-add is emulated.
 * <p>
 * A library cannot set JVM flags; the host must. Without this check the first buffer dies with an
 * {@link IllegalAccessError}, and every later one with a {@link NoClassDefFoundError} that names something else: so
 * this class must be the first user of Agrona. Everything that a host launches calls {@link #require()} before its
 * first buffer. May be called from any thread, any number of times; it is not for the hot path.
 */
public final class JvmFlags
{
    static final String SENTENCE = "start the JVM with --add-exports java.base/jdk.internal.misc=ALL-UNNAMED";

    static final String EMULATED = "UseFMA is off: fma gives the same bits, but allocates and costs microseconds, " +
        "which a live engine cannot have; remove -XX:-UseFMA or use a processor that has fused multiply-add " +
        "(-Dfirebreak.fma=emulated starts it all the same; replay and verify need neither)";

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

    /**
     * The same, and that the JVM has fused multiply-add in hardware. Where it cannot be asked, it is believed to.
     *
     * @param isLive whether a host's clock drives the engine; on a tape speed is nobody's matter.
     * @throws IllegalStateException with what is missing and how to mend it.
     */
    public static void require(final boolean isLive)
    {
        require();
        if (isLive && "false".equals(vmOption("UseFMA")) && !"emulated".equals(System.getProperty("firebreak.fma")))
        {
            throw new IllegalStateException(EMULATED);
        }
    }

    private static String vmOption(final String name)
    {
        try
        {
            final Object option = ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "getVMOption", new Object[]{name},
                new String[]{String.class.getName()});
            return String.valueOf(((CompositeData)option).get("value"));
        }
        catch (final JMException | RuntimeMBeanException ex)
        {
            return "";
        }
    }
}
