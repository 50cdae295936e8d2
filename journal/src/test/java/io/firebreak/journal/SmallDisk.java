package io.firebreak.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** A file system of a few megabytes, mounted for one test. Without root and mount(8) it aborts the test aloud. */
final class SmallDisk implements AutoCloseable
{
    private final Path image;
    private final Path mounted;

    enum Kind
    {
        EXT4, TMPFS
    }

    private SmallDisk(final Path image, final Path mounted)
    {
        this.image = image;
        this.mounted = mounted;
    }

    static SmallDisk mount(final Kind kind, final Path scratch, final int megabytes) throws IOException
    {
        final Path point = Files.createTempDirectory(scratch, "disk");
        final Path image = Files.createTempFile(scratch, "disk", ".image");
        if (kind == Kind.EXT4)
        {
            run("truncate", "-s", megabytes + "M", image.toString());
            run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
            run("mount", "-o", "loop", image.toString(), point.toString());
        }
        else
        {
            run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", point.toString());
        }
        return new SmallDisk(image, point);
    }

    Path path()
    {
        return mounted;
    }

    /** Takes room away from everybody else. */
    Path ballast(final int megabytes) throws IOException
    {
        return Files.write(mounted.resolve("ballast"), new byte[megabytes << 20]);
    }

    /** Nobody may write to it any more, nor root. */
    void makeReadOnly() throws IOException
    {
        run("mount", "-o", "remount,ro", mounted.toString());
    }

    /** Takes all the room there is. */
    Path fill() throws IOException
    {
        final Path file = mounted.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(file))
        {
            final byte[] zeros = new byte[4096];
            while (true)
            {
                out.write(zeros);
            }
        }
        catch (final IOException ex)
        {
            return file;
        }
    }

    private static void run(final String... command) throws IOException
    {
        final Process process;
        try
        {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        }
        catch (final IOException ex)
        {
            throw skipped(ex.getMessage());
        }
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try
        {
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0)
            {
                throw skipped(String.join(" ", command) + ": " + output.strip());
            }
        }
        catch (final InterruptedException ex)
        {
            throw new IOException(ex);
        }
    }

    private static TestAbortedException skipped(final String why)
    {
        System.err.println("SKIPPED, a full disk was NOT tried: no small disk can be mounted here (" + why + ")");
        return new TestAbortedException(why);
    }

    @Override
    public void close() throws IOException
    {
        // Lazily: where a test failed the journal may still have its files open.
        run("umount", "-l", mounted.toString());
        Files.delete(mounted);
        Files.delete(image);
    }
}
