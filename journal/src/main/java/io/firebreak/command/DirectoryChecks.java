package io.firebreak.command;

import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSettings;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.replay.Replayer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code doctor} asks of the directory of a journal, or of one that is to hold a journal. It writes nothing. */
final class DirectoryChecks
{
    private static final String LOCK_FILE = "writer.lock";
    private static final long MIB = 1 << 20;
    private static final Set<String> OVERWRITING = Set.of("ext4", "ext3", "ext2", "xfs");
    private static final Set<String> COPYING = Set.of("btrfs", "zfs", "bcachefs", "overlay");
    private static final Set<String> FORGETTING = Set.of("tmpfs", "ramfs");

    private final Path directory;
    private final JournalSettings settings;
    private final List<HealthCheck> checks = new ArrayList<>();

    DirectoryChecks(final Path directory, final JournalSettings settings)
    {
        this.directory = directory.toAbsolutePath().normalize();
        this.settings = settings;
    }

    List<HealthCheck> all() throws IOException
    {
        final Path existing = existing();
        if (!Files.isDirectory(existing))
        {
            add(HealthCheck.fail("directory", existing + " is a file", "name a directory"));
            return checks;
        }
        final String what = existing.equals(directory) ? existing.toString()
            : directory + " (not there yet, in " + existing + ")";
        add(Files.isWritable(existing) ? HealthCheck.ok("directory", what)
            : HealthCheck.fail("directory", what + " cannot be written", "chmod or chown it, or name another"));
        final FileStore store = Files.getFileStore(existing);
        fileSystem(store.type().toLowerCase(Locale.ROOT), store.name());
        space(store.getUsableSpace());
        if (Files.isDirectory(directory))
        {
            final boolean isWritten = lock();
            journal(isWritten);
        }
        return checks;
    }

    private Path existing()
    {
        Path path = directory;
        while (!Files.exists(path) && path.getParent() != null)
        {
            path = path.getParent();
        }
        return path;
    }

    private void fileSystem(final String type, final String name)
    {
        final String kind = type + " on " + name;
        if (OVERWRITING.contains(type))
        {
            add(HealthCheck.ok("file system", kind));
            add(HealthCheck.ok("reserve ahead", "zeros written ahead keep their blocks: "
                + settings.reserveBytes() / MIB + " MiB before the last record and as much for the next roll"));
        }
        else if (FORGETTING.contains(type))
        {
            add(HealthCheck.warn("file system", kind + ": it does not survive the machine's end",
                "put a journal that matters on ext4 or xfs"));
            add(HealthCheck.ok("reserve ahead", "pages written ahead stay"));
        }
        else if (COPYING.contains(type))
        {
            add(HealthCheck.ok("file system", kind));
            add(HealthCheck.warn("reserve ahead", type + " may need new blocks for bytes that are written again, so "
                + "zeros written ahead promise nothing", "put the journal on ext4 or xfs"));
        }
        else
        {
            add(HealthCheck.fail("file system", kind + ": mapped files and locks are not known to hold there",
                "put the journal on a local ext4 or xfs"));
            add(HealthCheck.warn("reserve ahead", "not known for " + type, "put the journal on ext4 or xfs"));
        }
    }

    private void space(final long usable)
    {
        final String detail = String.format(Locale.ROOT, "%,d MiB usable", usable / MIB);
        final long needed = settings.diskStopBytes() + 2L * settings.reserveBytes();
        if (usable < needed)
        {
            add(HealthCheck.fail("free space", detail + ": below what is left to others and reserved ahead, "
                + needed / MIB + " MiB", "make room, or name another directory"));
        }
        else
        {
            add(usable >= settings.diskLowBytes() + needed ? HealthCheck.ok("free space", detail)
                : HealthCheck.warn("free space", detail + ": near the alarm at " + settings.diskLowBytes() / MIB
                + " MiB", "make room"));
        }
    }

    /** A lock of a process that died is free; the file stays and names it. */
    private boolean lock() throws IOException
    {
        final Path file = directory.resolve(LOCK_FILE);
        if (!Files.isReadable(file))
        {
            add(HealthCheck.ok("writer", "no lock: nothing has written here"));
            return false;
        }
        final String owner = Files.readString(file).strip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            FileLock free = channel.tryLock(0, Long.MAX_VALUE, true))
        {
            add(HealthCheck.ok("writer", free == null ? "process " + owner + " is writing"
                : "none now" + (owner.isEmpty() ? "" : "; the last was process " + owner + ", and its lock is free")));
            return free == null;
        }
        catch (final OverlappingFileLockException ex)
        {
            add(HealthCheck.ok("writer", "this process is writing"));
            return true;
        }
    }

    private void journal(final boolean isWritten) throws IOException
    {
        final JournalReader reader;
        try
        {
            reader = JournalReader.open(directory);
        }
        catch (final IOException ex)
        {
            add(HealthCheck.ok("journal", "none here yet"));
            return;
        }
        final JournalVerdict verdict = Replayer.readOnly(reader, sequence ->
        {
        }).integrity();
        final String verify = "./firebreak verify " + directory + " says where";
        if (verdict instanceof JournalVerdict.Whole whole)
        {
            final String detail = String.format(Locale.ROOT, "%,d records", whole.records());
            add(whole.closed() ? HealthCheck.ok("journal", detail + ", closed")
                : isWritten ? HealthCheck.ok("journal", detail + " so far")
                : HealthCheck.warn("journal", detail + ", not closed: open end at sequence " + whole.lastSequence(),
                "the next writer recovers it; nothing that was acknowledged is missing"));
        }
        else if (verdict instanceof JournalVerdict.Unsupported unsupported)
        {
            add(HealthCheck.fail("journal", unsupported.what(), "use the build that wrote it, or another directory"));
        }
        else
        {
            add(HealthCheck.fail("journal", verdict instanceof JournalVerdict.Truncated
                ? "shorter than what was acknowledged" : "damaged", verify));
        }
    }

    private void add(final HealthCheck check)
    {
        checks.add(check);
    }
}
