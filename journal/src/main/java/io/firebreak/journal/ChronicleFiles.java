package io.firebreak.journal;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.RollCycles;

/** How the queue's files are opened to be written, and what they are called. */
final class ChronicleFiles
{
    /** Large, because every new block is a pause of the journal thread; all openers of a queue must agree. */
    static final int BLOCK_LENGTH = 64 << 20;

    static final String SUFFIX = ".cq4";
    static final String METADATA = "metadata.cq4t";

    private ChronicleFiles()
    {
    }

    /** Chronicle reaches into the JDK: without these flags its first class dies and names neither. */
    static void requireOpen()
    {
        final Module base = Object.class.getModule();
        final Module own = ChronicleFiles.class.getModule();
        if (!base.isOpen("sun.nio.ch", own) || !base.isOpen("java.lang.reflect", own))
        {
            throw new IllegalStateException("a journal needs two more flags: start the JVM with " +
                "--add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.base/java.lang.reflect=ALL-UNNAMED " +
                "(config/jvm.args has all that are useful: java @config/jvm.args ...)");
        }
    }

    /** No network, no watcher thread: read by Chronicle when its classes load, so ours must be the first use. */
    static void configure()
    {
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.disk.monitor.disable", "true");
    }

    /** The file of a cycle: days since 1970 in UTC. */
    static Path file(final Path directory, final int cycle)
    {
        return directory.resolve(LocalDate.ofEpochDay(cycle).format(DateTimeFormatter.BASIC_ISO_DATE) + "F" + SUFFIX);
    }

    static SingleChronicleQueue writing(final Path directory, final LongSupplier epochMillis)
    {
        configure();
        return SingleChronicleQueueBuilder.binary(directory)
            .blockSize(BLOCK_LENGTH)
            .rollCycle(RollCycles.FAST_DAILY)
            .timeProvider(epochMillis::getAsLong)
            .build();
    }
}
