package io.firebreak.journal;

import io.firebreak.record.SnapshotHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * The snapshots of a journal, files in the folder {@code snapshots} inside its directory:
 *
 * <pre>
 *  image-0000000000000004711.snapshot     portable-0000000000000004711.snapshot
 * </pre>
 *
 * named by the last input that each holds. A file gets its name when it is whole and forced to the disk; what is cut,
 * damaged or not for this engine is passed over with a reason. They are only a shorter way: the journal alone leads to
 * the same state. Cold; one thread at a time a store, and several stores of a directory do not disturb each other.
 */
public final class SnapshotStore
{
    /** Folder inside the journal directory. */
    public static final String FOLDER = "snapshots";

    /** Snapshots of each kind that stay. */
    public static final int KEPT = 2;

    private static final String SUFFIX = ".snapshot";
    private static final Pattern NAME = Pattern.compile("(image|portable)-([0-8]\\d{18})\\.snapshot");
    private static final Pattern PART = Pattern.compile("(?:image|portable)-\\d{19}\\.(\\d{1,10})\\.part");
    private static final Comparator<Named> NEWEST_FIRST = Comparator.comparingLong(Named::sequence).reversed()
        .thenComparing(Named::kind);

    private final Path folder;
    private final int kept;

    /**
     * The snapshots of a journal.
     *
     * @param journal its directory; touched by {@link #write} only.
     */
    public SnapshotStore(final Path journal)
    {
        this(journal, KEPT);
    }

    /**
     * The snapshots of a journal.
     *
     * @param journal its directory; touched by {@link #write} only.
     * @param kept    snapshots of each kind that stay, at least 1.
     * @throws IllegalArgumentException when none would stay.
     */
    public SnapshotStore(final Path journal, final int kept)
    {
        if (kept < 1)
        {
            throw new IllegalArgumentException("kept=" + kept + " must be at least 1");
        }
        this.folder = journal.resolve(FOLDER);
        this.kept = kept;
    }

    /**
     * Write one, forced to the disk, and delete what is older than those that stay.
     *
     * @param head of the snapshot.
     * @param body of the snapshot.
     * @return its file.
     * @throws IOException when it cannot be written; what was there stays.
     */
    public Path write(final SnapshotHead head, final DirectBuffer body) throws IOException
    {
        Files.createDirectories(folder);
        final Path file = folder.resolve(name(head));
        final Path part = folder.resolve(
            name(head).replace(SUFFIX, "." + ProcessHandle.current().pid() + ".part"));
        boolean written = false;
        try
        {
            SnapshotFile.write(file, part, head, body);
            written = true;
        }
        finally
        {
            if (!written)
            {
                Files.deleteIfExists(part);
            }
        }
        prune(head);
        return file;
    }

    /**
     * The newest snapshot that is whole and that an engine can take.
     *
     * @param atMostSequence last sequence of the journal: one that is ahead of it is passed over.
     * @param engine         why an engine cannot take a head, or null; {@link SnapshotHead#refusal} answers that.
     * @param refusals       gets a line for each newer file that was passed over: its name and why.
     * @return the snapshot; empty where there is none, and the journal has to be replayed from its beginning.
     */
    public Optional<Snapshot> newest(
        final long atMostSequence, final Function<SnapshotHead, String> engine, final List<String> refusals)
    {
        return newest(head -> head.sequence() > atMostSequence ?
            "it holds sequence " + head.sequence() + ", the journal ends at " + atMostSequence : engine.apply(head),
            snapshot -> null, refusals);
    }

    /**
     * What the file of a snapshot is called.
     *
     * @param head of the snapshot.
     * @return its name in the folder.
     */
    public static String name(final SnapshotHead head)
    {
        return String.format("%s-%019d", head.kind().label(), head.sequence()) + SUFFIX;
    }

    /**
     * The newest snapshot that is whole and that is taken.
     *
     * @param engine   why a head need not be looked at further, or null.
     * @param taker    why a whole snapshot is not taken, or null.
     * @param refusals gets a line for each newer file that was passed over: its name and why.
     * @return the snapshot; empty where none was taken.
     */
    public Optional<Snapshot> newest(
        final Function<SnapshotHead, String> engine, final Function<Snapshot, String> taker,
        final List<String> refusals)
    {
        for (final Named named : named(refusals))
        {
            String refusal;
            try
            {
                final SnapshotHead head = SnapshotFile.head(named.file());
                refusal = head.sequence() != named.sequence() || head.kind() != named.kind() ?
                    "its name is that of another" : engine.apply(head);
                if (refusal == null)
                {
                    final Snapshot snapshot = SnapshotFile.read(named.file());
                    refusal = taker.apply(snapshot);
                    if (refusal == null)
                    {
                        return Optional.of(snapshot);
                    }
                }
            }
            catch (final IOException | IllegalArgumentException ex)
            {
                refusal = ex.getMessage();
            }
            refusals.add(named.file().getFileName() + ": " + refusal);
        }
        return Optional.empty();
    }

    /**
     * The names of what lies there, newest first, an image before a portable one of the same sequence. Nothing is read.
     *
     * @return the files.
     */
    public List<Path> files()
    {
        return named(new ArrayList<>()).stream().map(Named::file).toList();
    }

    private List<Named> named(final List<String> refusals)
    {
        final List<Named> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder))
        {
            files.forEach(file ->
            {
                final String name = file.getFileName().toString();
                final Matcher matcher = NAME.matcher(name);
                if (matcher.matches())
                {
                    found.add(new Named(kind(matcher), Long.parseLong(matcher.group(2)), file));
                }
                else if (PART.matcher(name).matches())
                {
                    refusals.add(name + ": it was not finished");
                }
            });
        }
        catch (final IOException ex)
        {
            return List.of();
        }
        found.sort(NEWEST_FIRST);
        return found;
    }

    private void prune(final SnapshotHead newest) throws IOException
    {
        forgetUnfinished();
        int seen = 0;
        for (final Named named : named(new ArrayList<>()))
        {
            if (named.kind() == newest.kind() && named.sequence() <= newest.sequence() && ++seen > kept)
            {
                Files.deleteIfExists(named.file());
            }
        }
    }

    /** What a process that is gone has left unfinished. */
    private void forgetUnfinished() throws IOException
    {
        try (Stream<Path> files = Files.list(folder))
        {
            for (final Path file : files.toList())
            {
                final Matcher part = PART.matcher(file.getFileName().toString());
                if (part.matches() && ProcessHandle.of(Long.parseLong(part.group(1))).isEmpty())
                {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static SnapshotHead.Kind kind(final Matcher name)
    {
        return SnapshotHead.Kind.valueOf(name.group(1).toUpperCase(Locale.ROOT));
    }

    private record Named(SnapshotHead.Kind kind, long sequence, Path file)
    {
    }
}
