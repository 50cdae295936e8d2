package io.firebreak.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;
import org.agrona.concurrent.status.CountersReader;

/**
 * Counters of a running breaker in Agrona's layout, in memory or in a mapped file that other processes read.
 * <pre>
 *   0  version i32, stored last          | of the file; in memory there is no header
 *   4  counters i32
 *   8  reserved, to 128
 * 128  values, 128 bytes each
 *      metadata, 512 bytes each
 * </pre>
 * Each counter is owned by one thread (see {@link BreakerCounter}); adding is a load and an ordered store, without
 * allocation or lock. Counting changes no decision.
 */
public final class BreakerCounters implements AutoCloseable
{
    /** Name of the file beside a journal where {@code ./firebreak stat} looks for it. */
    public static final String FILE_NAME = "firebreak.counters";

    static final int VERSION = 1;

    private static final int HEADER_LENGTH = 128;
    private static final int COUNT_OFFSET = 4;
    private static final int LENGTH_EACH = CountersReader.COUNTER_LENGTH + CountersReader.METADATA_LENGTH;
    private static final BreakerCounter[] COUNTERS = BreakerCounter.values();

    private final UnsafeBuffer values;
    private final CountersManager counters;
    private final ByteBuffer memory;
    private final int codes;

    private BreakerCounters(final ByteBuffer memory, final int offset, final List<String> dataQualityNames)
    {
        this.memory = memory;
        codes = dataQualityNames.size();
        final int count = COUNTERS.length + codes;
        final int valuesLength = count * CountersReader.COUNTER_LENGTH;
        values = new UnsafeBuffer(memory, offset, valuesLength);
        counters = new CountersManager(
            new UnsafeBuffer(memory, offset + valuesLength, count * CountersReader.METADATA_LENGTH), values,
            StandardCharsets.US_ASCII);
        for (final BreakerCounter counter : COUNTERS)
        {
            counters.allocate(counter.label(), counter.typeId());
        }
        for (int i = 0; i < codes; i++)
        {
            final int code = i;
            counters.allocate("data quality: " + dataQualityNames.get(i), BreakerCounter.DATA_QUALITY_TYPE_ID,
                key -> key.putInt(0, code));
        }
    }

    /**
     * Counters that only this process sees.
     *
     * @param dataQualityNames names of the data quality codes, by code from 0.
     * @return counters, all 0.
     */
    public static BreakerCounters inMemory(final List<String> dataQualityNames)
    {
        JvmFlags.require();
        final int length = length(COUNTERS.length + dataQualityNames.size());
        return new BreakerCounters(
            BufferUtil.allocateDirectAligned(length, CountersReader.COUNTER_LENGTH), 0, dataQualityNames);
    }

    /**
     * Counters in a file, replacing it.
     *
     * @param file             where; its folder exists.
     * @param dataQualityNames names of the data quality codes, by code from 0.
     * @return counters, all 0.
     * @throws UncheckedIOException when the file cannot be written.
     */
    public static BreakerCounters map(final Path file, final List<String> dataQualityNames)
    {
        JvmFlags.require();
        final int count = COUNTERS.length + dataQualityNames.size();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING))
        {
            final MappedByteBuffer memory =
                channel.map(FileChannel.MapMode.READ_WRITE, 0, HEADER_LENGTH + length(count));
            final BreakerCounters mapped = new BreakerCounters(memory, HEADER_LENGTH, dataQualityNames);
            final UnsafeBuffer header = new UnsafeBuffer(memory, 0, HEADER_LENGTH);
            header.putInt(COUNT_OFFSET, count);
            header.putIntRelease(0, VERSION);
            return mapped;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("counters file " + file, ex);
        }
    }

    /**
     * Read the counters of a running or ended breaker. Values move on while they are read.
     *
     * @param file written by {@link #map}.
     * @return a reader; each call maps the file anew.
     * @throws UncheckedIOException  when the file cannot be read.
     * @throws IllegalStateException when it is not a counters file of this version, or not yet whole.
     */
    public static CountersReader read(final Path file)
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ))
        {
            final long size = channel.size();
            final ByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            final UnsafeBuffer header = new UnsafeBuffer(memory);
            final int version = size < HEADER_LENGTH ? 0 : header.getIntVolatile(0);
            final int count = version == VERSION ? header.getInt(COUNT_OFFSET) : 0;
            if (count <= 0 || size < HEADER_LENGTH + (long)count * LENGTH_EACH)
            {
                throw new IllegalStateException(file + " is no counters file of version " + VERSION +
                    ": version " + version + ", " + count + " counters, " + size + " bytes");
            }
            final int valuesLength = count * CountersReader.COUNTER_LENGTH;
            return new CountersReader(
                new UnsafeBuffer(memory, HEADER_LENGTH + valuesLength, count * CountersReader.METADATA_LENGTH),
                new UnsafeBuffer(memory, HEADER_LENGTH, valuesLength), StandardCharsets.US_ASCII);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("counters file " + file, ex);
        }
    }

    /**
     * Count one. The counter's own thread only.
     *
     * @param counter which.
     */
    public void increment(final BreakerCounter counter)
    {
        add(counter, 1);
    }

    /**
     * Count many. The counter's own thread only.
     *
     * @param counter which.
     * @param amount  how many, not negative.
     */
    public void add(final BreakerCounter counter, final long amount)
    {
        addAt(counter.ordinal(), amount);
    }

    /**
     * Count many where several threads do: those that publish.
     *
     * @param counter which.
     * @param amount  how many, not negative.
     */
    public void addShared(final BreakerCounter counter, final long amount)
    {
        values.getAndAddLong(CountersReader.counterOffset(counter.ordinal()), amount);
    }

    /**
     * Set a counter that shows where something stands. The counter's own thread only.
     *
     * @param counter which.
     * @param value   its value.
     */
    public void set(final BreakerCounter counter, final long value)
    {
        values.putLongRelease(CountersReader.counterOffset(counter.ordinal()), value);
    }

    /**
     * Raise a counter that shows the most there was. The counter's own thread only.
     *
     * @param counter which.
     * @param value   its value where that is higher.
     */
    public void raise(final BreakerCounter counter, final long value)
    {
        if (value > values.getLong(CountersReader.counterOffset(counter.ordinal())))
        {
            set(counter, value);
        }
    }

    /**
     * Count one occurrence of a data quality code. Engine thread only.
     *
     * @param code a code; one without a name is counted under code 0.
     */
    public void dataQuality(final int code)
    {
        if (codes > 0)
        {
            addAt(COUNTERS.length + (code >= 0 && code < codes ? code : 0), 1);
        }
    }

    /**
     * Value of a counter, from any thread.
     *
     * @param counter which.
     * @return its value.
     */
    public long value(final BreakerCounter counter)
    {
        return values.getLongVolatile(CountersReader.counterOffset(counter.ordinal()));
    }

    /**
     * Occurrences of a data quality code, from any thread.
     *
     * @param code a code.
     * @return how often it was counted; 0 for a code without a name.
     */
    public long dataQualityCount(final int code)
    {
        return code < 0 || code >= codes ? 0 :
            values.getLongVolatile(CountersReader.counterOffset(COUNTERS.length + code));
    }

    /**
     * All counters with labels and type ids.
     *
     * @return Agrona's view of them, live.
     */
    public CountersReader reader()
    {
        return counters;
    }

    /** Unmap the file. Nothing may be counted or read through this object afterwards. */
    @Override
    public void close()
    {
        BufferUtil.free(memory);
    }

    private void addAt(final int counterId, final long amount)
    {
        final int offset = CountersReader.counterOffset(counterId);
        values.putLongRelease(offset, values.getLong(offset) + amount);
    }

    private static int length(final int count)
    {
        return count * LENGTH_EACH;
    }
}
