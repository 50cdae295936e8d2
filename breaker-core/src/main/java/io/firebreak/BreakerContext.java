package io.firebreak;

import io.firebreak.arena.Capacities;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import io.firebreak.status.JvmFlags;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Settings that a breaker has in every mode. Fluent, used once.
 *
 * @param <C> the settings of a mode.
 */
public abstract class BreakerContext<C extends BreakerContext<C>>
{
    private static final int MIN_DECISION_BUFFER = 1 << 18;

    byte[] image;
    long imageHash;
    Capacities capacities = Capacities.forInstruments(64);
    Journal journal;
    int decisionBufferBytes = 1 << 20;
    String properties = "";
    JournalStart.Clock clock = JournalStart.Clock.HOST;
    long createdNs;
    BreakerCounters counters;
    ErrorLog errorLog;
    boolean isEnvelope = true;
    boolean hostMarks;
    private boolean concluded;

    BreakerContext()
    {
    }

    abstract C self();

    /**
     * The rulebook, compiled.
     *
     * @param bytes parameter image.
     * @param hash  first 8 bytes of its SHA-256, little-endian.
     * @return this.
     */
    public C image(final byte[] bytes, final long hash)
    {
        image = bytes.clone();
        imageHash = hash;
        return self();
    }

    /**
     * What the engine is built for.
     *
     * @param value capacities; default 64 instruments.
     * @return this.
     */
    public C capacities(final Capacities value)
    {
        capacities = value;
        return self();
    }

    /**
     * Bytes of the buffer decisions wait in.
     *
     * @param bytes power of two, at least 256 KiB; default 1 MiB.
     * @return this.
     */
    public C decisionBufferBytes(final int bytes)
    {
        decisionBufferBytes = bytes;
        return self();
    }

    /**
     * Facts of the run for the journal's first segment.
     *
     * @param text      lines of key=value, such as {@code venue=A}; {@code instrument.0=BTC-PERP} names an instrument's
     *                  index for every command that shows it.
     * @param source    whose clock stamps the inputs.
     * @param startedNs host's clock at the start.
     * @return this.
     */
    public C origin(final String text, final JournalStart.Clock source, final long startedNs)
    {
        properties = text;
        clock = source;
        createdNs = startedNs;
        return self();
    }

    /**
     * Count what happens where another process can read it, as {@code ./firebreak stat} does.
     *
     * @param value counters; null, the default, counts nothing. Not closed with the breaker.
     * @return this.
     */
    public C counters(final BreakerCounters value)
    {
        counters = value;
        return self();
    }

    /**
     * Keep the error that stopped the engine or the journal where another process can read it.
     *
     * @param value log; null, the default, keeps nothing. Not closed with the breaker.
     * @return this.
     */
    public C errorLog(final ErrorLog value)
    {
        errorLog = value;
        return self();
    }

    /**
     * Whether the armed envelope spares evaluations that cannot decide anything. Without it every event evaluates every
     * rule; no decision, digest or limit differs.
     *
     * @param value default true.
     * @return this.
     */
    public C envelope(final boolean value)
    {
        isEnvelope = value;
        return self();
    }

    /**
     * The host submits every durable mark itself.
     *
     * @return this.
     */
    public C hostMarks()
    {
        hostMarks = true;
        return self();
    }

    /** Who launches; what they give is complete and fits. Once. */
    void conclude()
    {
        if (concluded)
        {
            throw new IllegalStateException("this context has launched a breaker before: make a new one");
        }
        concluded = true;
        JvmFlags.require(clock == JournalStart.Clock.HOST);
        Objects.requireNonNull(capacities, "capacities");
        if (image == null)
        {
            throw new IllegalArgumentException("image is missing: Rulebook.load(name) gives one");
        }
        if (decisionBufferBytes < MIN_DECISION_BUFFER || Integer.bitCount(decisionBufferBytes) != 1)
        {
            throw new IllegalArgumentException("decisionBufferBytes=" + decisionBufferBytes +
                " must be a power of two of at least " + MIN_DECISION_BUFFER);
        }
        DurableMarks.require(journal, new UnsafeBuffer(image), hostMarks);
    }

    /** What the journal's segment says of who writes. */
    JournalStart start(final JournalStart.Mode mode)
    {
        return new JournalStart(image, capacities.text(), properties, clock, mode, EngineLayout.VERSION,
            BreakerEngine.SEMANTICS_VERSION, createdNs);
    }
}
