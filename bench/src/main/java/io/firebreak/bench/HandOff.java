package io.firebreak.bench;

import io.firebreak.record.RecordBuffer;
import io.firebreak.record.RecordLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The hand-off pair of spec/performance.md, "Measure first": what a record of 96 bytes costs the thread that decides,
 * by the record buffer with its tail published every 1, 4, 16 or 64 records, by the bare hand-off, by a mapped append
 * on the other core and by a mapped append in place. The work between two records is the hand-written loop's event.
 * <p>
 * Measured in bursts shorter than the ring, all variants in turn: a burst in which the producer had to wait, or whose
 * consumer had lost its core, is left out, because it says what the machine was doing.
 */
final class HandOff
{
    /** Bytes of a record: one level update with its digest. */
    static final int RECORD_LENGTH = 96;

    private static final int INPUT_LENGTH = 64;
    private static final int BURST = 8_192;
    private static final int RING_BYTES = 4 << 20;
    /** Bytes of a file that is appended to; written before, so that no page is touched for the first time. */
    static final int FILE_BYTES = 64 << 20;

    private static final long WAIT_NS = 1_000;
    private static final int[] BATCHES = {1, 4, 16, 64};

    private final HandWrittenLoop loop;
    private final StreamGenerator generator;
    private final EventStream stream = new EventStream(16 * BURST);
    private final BareRing bare = new BareRing(RING_BYTES / 128);
    private final RecordBuffer read = RecordBuffer.inMemory(RING_BYTES);
    private final RecordBuffer append = RecordBuffer.inMemory(RING_BYTES);
    private final UnsafeBuffer inPlace;
    private final HandOffConsumer consumer;
    private int next;
    private int inPlacePosition;
    private long sequence;
    private long handedOver;
    private long waits;

    /** One way to pass records on. */
    private record Variant(String name, int ring, int batch, long waitNs, Samples samples)
    {
    }

    private HandOff(final UnsafeBuffer inPlace, final UnsafeBuffer onTheOther)
    {
        final StreamShape shape = StreamShape.of(100);
        this.inPlace = inPlace;
        loop = new HandWrittenLoop(shape);
        generator = new StreamGenerator(shape);
        generator.start(stream);
        loop.run(stream);
        generator.fill(stream);
        consumer = new HandOffConsumer(bare, read, append, onTheOther);
    }

    /**
     * Measure.
     *
     * @param rounds bursts of each variant.
     * @return a row per variant, against the same work with nothing passed on.
     * @throws IOException when the two files of 64 MiB cannot be made.
     */
    static List<Row> rows(final int rounds) throws IOException
    {
        final Path directory = Files.createTempDirectory("firebreak-bench");
        final Path one = directory.resolve("in-place");
        final Path two = directory.resolve("other-core");
        try
        {
            return new HandOff(map(one), map(two)).measure(rounds);
        }
        finally
        {
            Files.deleteIfExists(one);
            Files.deleteIfExists(two);
            Files.deleteIfExists(directory);
        }
    }

    private List<Row> measure(final int rounds)
    {
        final List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("mapped append, same thread", HandOffConsumer.NONE, 1, WAIT_NS,
            new Samples()));
        for (final int batch : BATCHES)
        {
            variants.add(new Variant("bare hand-off, batch " + batch, HandOffConsumer.BARE, batch, WAIT_NS,
                new Samples()));
            variants.add(new Variant("record buffer, batch " + batch, HandOffConsumer.READ, batch, WAIT_NS,
                new Samples()));
            variants.add(new Variant("record buffer + mapped append there, batch " + batch, HandOffConsumer.APPEND,
                batch, WAIT_NS, new Samples()));
        }
        variants.add(new Variant("record buffer, batch 16, consumer spins", HandOffConsumer.READ, 16, 0,
            new Samples()));
        variants.add(new Variant("record buffer, batch 64, consumer spins", HandOffConsumer.READ, 64, 0,
            new Samples()));
        final Samples alone = new Samples();
        final Thread thread = new Thread(consumer, "hand-off-consumer");
        thread.setDaemon(true);
        thread.start();
        for (int round = -rounds / 3; round < rounds; round++)
        {
            consumer.select(HandOffConsumer.NONE, WAIT_NS);
            final double base = alone();
            if (round >= 0)
            {
                alone.add(base);
            }
            for (final Variant variant : variants)
            {
                measure(variant, round >= 0);
            }
        }
        consumer.stop();
        final boolean isWhole = consumer.takenRecords() == handedOver;
        final List<Row> rows = new ArrayList<>();
        for (final Variant v : variants)
        {
            final double value = v.samples.median();
            rows.add(new Row("4", v.name, value, "ns/record", "loop alone", alone.median(), value / alone.median(),
                v.samples.spreadPercent(), v.ring == HandOffConsumer.NONE ? 1 : 2, !isWhole,
                v.samples.size() + " of " + rounds + " bursts; " + (isWhole ? "all " : "NOT all ") + "records taken"));
        }
        return rows;
    }

    private void measure(final Variant variant, final boolean isKept)
    {
        consumer.select(variant.ring, variant.waitNs);
        final long before = waits;
        final double ns;
        long lag = 0;
        if (variant.ring == HandOffConsumer.NONE)
        {
            ns = inPlace();
        }
        else
        {
            ns = variant.ring == HandOffConsumer.BARE ? bare(variant.batch) :
                buffered(variant.ring == HandOffConsumer.READ ? read : append, variant.batch);
            handedOver += BURST;
            lag = handedOver - consumer.takenRecords();
            while (consumer.takenRecords() != handedOver)
            {
                Thread.onSpinWait();
            }
        }
        if (isKept && waits == before && lag < BURST / 2)
        {
            variant.samples.add(ns);
        }
    }

    private double alone()
    {
        int o = burst();
        final UnsafeBuffer in = stream.buffer();
        final long startNs = System.nanoTime();
        for (int i = 0; i < BURST; i++, o += EventStream.RECORD_LENGTH)
        {
            loop.onEvent(in, o);
        }
        return (System.nanoTime() - startNs) / (double)BURST;
    }

    private double inPlace()
    {
        int o = burst();
        final UnsafeBuffer in = stream.buffer();
        final long startNs = System.nanoTime();
        for (int i = 0; i < BURST; i++, o += EventStream.RECORD_LENGTH)
        {
            loop.onEvent(in, o);
            if (inPlacePosition + RECORD_LENGTH > FILE_BYTES)
            {
                inPlacePosition = 0;
            }
            write(inPlace, inPlacePosition, in, o);
            inPlace.putIntRelease(inPlacePosition, RECORD_LENGTH);
            inPlacePosition += RECORD_LENGTH;
        }
        return (System.nanoTime() - startNs) / (double)BURST;
    }

    private double bare(final int batch)
    {
        int o = burst();
        final UnsafeBuffer in = stream.buffer();
        final long startNs = System.nanoTime();
        for (int i = 1; i <= BURST; i++, o += EventStream.RECORD_LENGTH)
        {
            loop.onEvent(in, o);
            int at = bare.claim();
            while (at < 0)
            {
                waits++;
                at = bare.claim();
            }
            write(bare.buffer(), at, in, o);
            bare.commit();
            if (i % batch == 0)
            {
                bare.publish();
            }
        }
        return (System.nanoTime() - startNs) / (double)BURST;
    }

    private double buffered(final RecordBuffer records, final int batch)
    {
        int o = burst();
        final UnsafeBuffer in = stream.buffer();
        final UnsafeBuffer out = records.buffer();
        final long startNs = System.nanoTime();
        for (int i = 1; i <= BURST; i++, o += EventStream.RECORD_LENGTH)
        {
            loop.onEvent(in, o);
            int at = records.claim(RECORD_LENGTH);
            while (at < 0)
            {
                waits++;
                at = records.claim(RECORD_LENGTH);
            }
            write(out, at, in, o);
            records.commit(at, RECORD_LENGTH);
            if (i % batch == 0)
            {
                records.publish();
            }
        }
        return (System.nanoTime() - startNs) / (double)BURST;
    }

    /** What an engine writes of an event: sequence, lengths, the input's bytes, the digest; not the length word. */
    private void write(final UnsafeBuffer out, final int at, final UnsafeBuffer in, final int o)
    {
        out.putLong(at + RecordLayout.SEQUENCE_OFFSET, ++sequence);
        out.putLong(at + RecordLayout.INPUT_BYTES_OFFSET, INPUT_LENGTH);
        for (int k = 0; k < INPUT_LENGTH; k += 8)
        {
            out.putLong(at + RecordLayout.INPUT_OFFSET + k, in.getLong(o + (k & 24)));
        }
        out.putLong(at + RECORD_LENGTH - RecordLayout.DIGEST_LENGTH, sequence);
    }

    /** Offset of the next events, so that event time never goes back. */
    private int burst()
    {
        if (next + BURST > stream.size())
        {
            generator.fill(stream);
            next = 0;
        }
        final int o = next * EventStream.RECORD_LENGTH;
        next += BURST;
        return o;
    }

    static UnsafeBuffer map(final Path file) throws IOException
    {
        try (FileChannel channel = FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
            while (channel.position() < FILE_BYTES)
            {
                zeros.clear();
                channel.write(zeros);
            }
            final UnsafeBuffer pages = new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_BYTES));
            for (int o = 0; o < FILE_BYTES; o += 4_096)
            {
                pages.putLong(o, 0);
            }
            return pages;
        }
    }
}
