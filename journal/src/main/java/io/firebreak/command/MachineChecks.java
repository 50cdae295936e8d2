package io.firebreak.command;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.firebreak.status.JvmFlags;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.UnsafeApi;

/** What {@code doctor} asks of the JVM and the machine. The kernel's files are found below a root that tests move. */
final class MachineChecks
{
    private static final int LEAST_JDK = 17;
    private static final int USUAL_PAGE_BYTES = 4096;
    private static final int WANTED_CORES = 4;
    private static final String UNSEEN = "not visible here";

    private final Path root;
    private final int cores;
    private final List<HealthCheck> checks = new ArrayList<>();

    /**
     * Checks of a machine.
     *
     * @param root  where {@code proc} and {@code sys} lie.
     * @param cores processors that the JVM may use.
     */
    MachineChecks(final Path root, final int cores)
    {
        this.root = root;
        this.cores = cores;
    }

    List<HealthCheck> all()
    {
        jdk();
        flags();
        fma();
        collectors();
        cores();
        clock();
        governor();
        pages();
        hugePages();
        lockedMemory();
        swap();
        return checks;
    }

    private void jdk()
    {
        final int feature = Runtime.version().feature();
        final String detail = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor");
        add(feature >= LEAST_JDK ? HealthCheck.ok("JDK", detail)
            : HealthCheck.fail("JDK", detail, "set JAVA_HOME to a JDK " + LEAST_JDK + " or later"));
    }

    private void flags()
    {
        try
        {
            JvmFlags.require();
            final List<String> missing = Firebreak.PROPERTIES.stream()
                .filter(name -> !Boolean.getBoolean(name)).toList();
            add(missing.isEmpty() ? HealthCheck.ok("JVM flags", "as config/jvm.args has them")
                : HealthCheck.warn("JVM flags", "not set: " + missing,
                "start with ./firebreak, or with @config/jvm.args"));
        }
        catch (final IllegalStateException ex)
        {
            add(HealthCheck.fail("JVM flags", "an exported package is missing", ex.getMessage()));
        }
    }

    private void fma()
    {
        final String value = vmOption("UseFMA");
        if (value == null)
        {
            add(HealthCheck.warn("UseFMA", UNSEEN, "make sure that the processor's fused multiply-add is in use"));
        }
        else
        {
            add(Boolean.parseBoolean(value) ? HealthCheck.ok("UseFMA", "the processor's fused multiply-add is in use")
                : HealthCheck.warn("UseFMA", "off: fma gives the same bits, but allocates and costs microseconds",
                "remove -XX:-UseFMA, or run live engines on a processor that has it; replay and verify may go on"));
        }
    }

    private void collectors()
    {
        add(HealthCheck.ok("collector", ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName).collect(Collectors.joining(", "))
            + "; the engine's thread allocates nothing after its start"));
    }

    private void cores()
    {
        add(cores >= WANTED_CORES ? HealthCheck.ok("cores", String.valueOf(cores))
            : HealthCheck.warn("cores", cores + ": engine, journal and host share them",
            "give a live venue " + WANTED_CORES + " or more; tapes and replays may go on"));
    }

    private void clock()
    {
        final String source = line("sys/devices/system/clocksource/clocksource0/current_clocksource");
        if (source == null)
        {
            add(HealthCheck.warn("clock source", UNSEEN, "a host's time stamps should come from a fast clock (tsc)"));
        }
        else
        {
            add(List.of("tsc", "kvm-clock", "arch_sys_counter").contains(source)
                ? HealthCheck.ok("clock source", source) : HealthCheck.warn("clock source", source
                + ": reading it takes a system call, about a microsecond", "boot with clocksource=tsc"));
        }
    }

    private void governor()
    {
        final String governor = line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
        add(governor == null ? HealthCheck.ok("governor", UNSEEN + ", as in most virtual machines")
            : governor.equals("performance") ? HealthCheck.ok("governor", governor)
            : HealthCheck.warn("governor", governor + ": the first events after a silence are slow",
            "cpupower frequency-set -g performance"));
    }

    private void pages()
    {
        final int bytes = UnsafeApi.pageSize();
        add(bytes == USUAL_PAGE_BYTES ? HealthCheck.ok("page size", bytes + " bytes")
            : HealthCheck.warn("page size", bytes + " bytes: mapped files round up to it",
            "count the journal's reserve in these pages"));
    }

    private void hugePages()
    {
        final String enabled = line("sys/kernel/mm/transparent_hugepage/enabled");
        final String explicit = field("proc/meminfo", "HugePages_Total:");
        final String detail = (enabled == null ? "transparent " + UNSEEN : "transparent " + enabled) + "; reserved "
            + (explicit == null ? UNSEEN : explicit);
        add(enabled != null && enabled.contains("[always]")
            ? HealthCheck.warn("huge pages", detail + ": the kernel's compaction can stop a thread for milliseconds",
            "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled") : HealthCheck.ok("huge pages", detail));
    }

    private void lockedMemory()
    {
        final String limit = field("proc/self/limits", "Max locked memory");
        add(HealthCheck.ok("locked memory", (limit == null ? UNSEEN : "limit " + limit)
            + "; the arena and the record buffer are touched at the start, and not locked"));
    }

    private void swap()
    {
        final String total = field("proc/meminfo", "SwapTotal:");
        add(total == null || total.startsWith("0 ") ? HealthCheck.ok("swap", total == null ? UNSEEN : "none")
            : HealthCheck.warn("swap", total + ": a page that was swapped out stops the engine for milliseconds",
            "swapoff -a, or vm.swappiness = 1, on a live venue's machine"));
    }

    private String line(final String file)
    {
        try
        {
            return Files.readString(root.resolve(file)).strip();
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    private String field(final String file, final String name)
    {
        final String text = line(file);
        return text == null ? null : text.lines().filter(row -> row.startsWith(name))
            .map(row -> row.substring(name.length()).strip().replaceAll("\\s+", " ")).findFirst().orElse(null);
    }

    private static String vmOption(final String name)
    {
        try
        {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption(name).getValue();
        }
        catch (final IllegalArgumentException ex)
        {
            return null;
        }
    }

    private void add(final HealthCheck check)
    {
        checks.add(check);
    }
}
