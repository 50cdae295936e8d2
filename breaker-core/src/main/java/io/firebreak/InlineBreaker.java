package io.firebreak;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.book.BookView;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineBook;
import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GuardLine;
import io.firebreak.gate.LivenessLine;
import io.firebreak.market.InputFlags;
import io.firebreak.market.TradingState;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Firebreak on the matching thread: an event is judged before the method that publishes it returns, and the gate knows
 * the decision from then on, so the exposure is zero orders. Finished records leave through the record buffer to the
 * journal's thread.
 *
 * <pre>{@code
 * var rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));   // without a journal
 * try (var breaker = InlineBreaker.launch(new InlineBreaker.Context()
 *     .image(rulebook.image(), rulebook.imageHash())
 *     .capacities(Capacities.forInstruments(100))))
 * {
 *     breaker.publisher().instrumentDefinition(1, 0, nowNs, 0, 7, 1, 0, 2, 3, 1, 1_000_000);
 *     if (breaker.gate().check(0, side, kind, priceTicks, qtyLots, nowNs, verdict) == GateCode.ALLOWED) { match(); }
 *     breaker.publisher().trade(1, 0, nowNs, nowNs, 0, 0, priceTicks, qtyLots, id, side, InputFlags.ELIGIBLE);
 *     breaker.decisions().poll(listener, 16);
 * }
 * }</pre>
 *
 * Owned by the matching thread; {@link #sharedGate()} may be asked from any thread.
 */
public final class InlineBreaker implements AutoCloseable
{
    private final BreakerEngine engine;
    private final RecordBuffer records;
    private final Journal journal;
    private final DecisionPoller decisions;
    private final RecordWriter writer;
    private final InputPublisher publisher;
    private final InlineGate gate;
    private final BreakerGate sharedGate;
    private final GuardLine guard;
    private final DurableMarks marks;
    private final GuardReport guardReport;
    private final Recovery recovery;
    private boolean closed;

    private InlineBreaker(final Context context)
    {
        final UnsafeBuffer image = new UnsafeBuffer(context.image);
        engine = new BreakerEngine(context.capacities, image, context.imageHash, context.isEnvelope);
        records = context.records != null ? context.records : RecordBuffer.inMemory(context.recordBufferBytes);
        journal = context.journal;
        final DecisionBuffer waiting = new DecisionBuffer(context.decisionBufferBytes);
        decisions = new DecisionPoller(waiting);
        guard = new GuardLine(1, TradingState.of(image.getInt(ImageHeader.H_SAFE_STATE)));
        writer = new RecordWriter(engine, records, waiting, journal == null, context.counters, guard, context.errorLog);
        publisher = new InputPublisher(writer);
        final long staleNs = image.getLong(ImageHeader.H_MAX_STALE_NS);
        sharedGate = new BreakerGate(writer.board(), guard, new LivenessLine(), staleNs);
        gate = new InlineGate(sharedGate, engine, publisher);
        marks = DurableMarks.of(context.hostMarks ? null : journal, image, decisions, publisher);
        final PastRecords past = journal == null ? null : new PastRecords(engine)
            .open(journal, records, guard, context.start(JournalStart.Mode.INLINE), context.counters);
        writer.goOn();
        recovery = past == null ? null : past.restart(writer);
        guardReport = new GuardReport(guard, engine.lastNonce(GuardReport.GUARD), publisher, writer);
        writer.publish();
        waiting.releasePendingSeq(engine.waitingReleaseSequence());
    }

    /**
     * Build and start. Goes on with the journal that the directory holds, if it holds one.
     *
     * @param context settings; concluded by this call and not to be used again.
     * @return a running breaker.
     * @throws IllegalArgumentException where a setting is missing or wrong, with its name.
     * @throws IllegalStateException    where the JVM lacks its flag, the context was used, or the journal cannot go on.
     */
    public static InlineBreaker launch(final Context context)
    {
        context.conclude();
        return new InlineBreaker(context);
    }

    /** {@return what was found where the journal's directory held one already; null elsewhere} */
    public Recovery recovery()
    {
        return recovery;
    }

    /** {@return where events go: the publisher of the matching thread} */
    public EventPublisher publisher()
    {
        return publisher;
    }

    /** {@return where decisions come from: the poller of one thread of the host} */
    public DecisionPoller decisions()
    {
        return decisions;
    }

    /** {@return the gate of the matching thread, which also tells the engine when a decision took effect} */
    public InlineGate gate()
    {
        return gate;
    }

    /** {@return the gate for every other thread; it only reads} */
    public BreakerGate sharedGate()
    {
        return sharedGate;
    }

    /**
     * The engine's book of an instrument, for a {@link io.firebreak.book.Simulation} or a look. The matching thread,
     * between its events; behind a pipeline the book is another thread's.
     *
     * @param instrumentIndex below the capacity.
     * @return a flyweight that follows the book; take it once, at set-up, because it is allocated.
     * @throws IllegalArgumentException for an index beyond the capacity.
     */
    public BookView book(final int instrumentIndex)
    {
        return EngineBook.of(engine, instrumentIndex);
    }

    /** {@return the kill latch, for any thread: it tightens at once, and works without the engine} */
    public GuardLine guard()
    {
        return guard;
    }

    /** {@return the engine, to read; its methods that change it belong to the publisher} */
    public BreakerEngine engine()
    {
        return engine;
    }

    /** {@return UTC ns of what the engine has to do next without an event; Long.MAX_VALUE where nothing} */
    public long nextDeadlineNs()
    {
        return isStopped() ? Long.MAX_VALUE : engine.nextDeadlineNs();
    }

    /**
     * Whether the engine has stopped deciding because an error left it. The guard line keeps the market in its safe
     * state, inputs are still journaled, and a restart from the journal is the way back. The host asks after a batch.
     *
     * @return true for good once it happened; the counter {@code ENGINE_STOPS} and the error log say why.
     */
    public boolean isStopped()
    {
        return writer.isStopped();
    }

    /** {@return sequence of the last record, decided or not; 0 before the first} */
    public long sequence()
    {
        return writer.sequence();
    }

    /** {@return sequence of the last committed record, which survives the death of the process} */
    public long committedSequence()
    {
        return records.committedSequence();
    }

    /** The host's batch of events has ended: publish the tail. */
    public void onBatchEnd()
    {
        writer.publish();
    }

    /**
     * The host is idle: let time pass, publish the tail, and submit a durable mark where releases wait for one. A live
     * host calls this at least every millisecond.
     *
     * @param nowNs host's clock.
     * @return decisions made, or BACK_PRESSURED.
     */
    public int onIdle(final long nowNs)
    {
        final int made = publisher.tick(nowNs, 0);
        writer.publish();
        final int told = made < 0 ? made : isStopped() ? 0 : guardReport.submit(nowNs);
        final int released = told < 0 ? told : submitMark(nowNs);
        return released < 0 ? released : made + told + released;
    }

    /**
     * Accept that the host's clock has leapt by more than the rulebook's {@code max_time_step}: after a stall, until
     * this call, the engine refuses every later stamp and its time stands still; the first one is told as TIME_JUMP.
     * What fell due in between fires at once, each as of its own instant. To be called on the matching thread, and only
     * by whoever answers for the clock, once it is known to be right: an operator, or a host that has seen its process
     * stopped and its clock agree with another. A host that called this at every leap would have no check at all.
     *
     * @param nowNs host's clock, UTC ns, before the year 2200.
     * @return decisions made, or BACK_PRESSURED.
     */
    public int acceptClockJump(final long nowNs)
    {
        final int made = publisher.tick(nowNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        writer.publish();
        return made;
    }

    /**
     * Submit a durable mark where a release waits for one and the journal has passed it.
     *
     * @param nowNs engine time of the mark.
     * @return decisions made, 0 without anything to submit, or BACK_PRESSURED.
     */
    public int submitMark(final long nowNs)
    {
        return marks.submit(nowNs);
    }

    /** {@return whether a release waits for a mark that has not been submitted} */
    public boolean isReleaseWaiting()
    {
        return marks.isWaiting();
    }

    /** {@return null where a snapshot of the state is now kept beside the journal, as at the close; else why not} */
    public String snapshot()
    {
        return writer.snapshot(journal);
    }

    /** Publish everything and close the journal with the digest. The journal's thread must have stopped. */
    @Override
    public void close()
    {
        if (!closed)
        {
            closed = true;
            writer.close(journal);
        }
    }

    /** Settings of an inline breaker. Fluent, used once. */
    public static final class Context extends BreakerContext<Context>
    {
        private RecordBuffer records;
        private int recordBufferBytes = 1 << 18;

        /** Create settings with defaults. */
        public Context()
        {
        }

        /**
         * {@return this} Journal every record. Without a journal nothing is kept and nothing is durable.
         * @param value  journal whose {@code drain()} a thread of the host's calls in a loop, such as the journal
         *               module's JournalThread; without one the buffer fills, and the publisher answers BACK_PRESSURED.
         *               That thread is stopped before {@link InlineBreaker#close()}, which drains what is left.
         * @param buffer record buffer that it drains.
         */
        public Context journal(final Journal value, final RecordBuffer buffer)
        {
            journal = value;
            records = buffer;
            return this;
        }

        /**
         * {@return this} Bytes of the record buffer where no journal brings its own.
         * @param bytes power of two, at least 128 KiB; default 256 KiB, because nobody reads it.
         */
        public Context recordBufferBytes(final int bytes)
        {
            recordBufferBytes = bytes;
            return this;
        }

        @Override
        Context self()
        {
            return this;
        }

        @Override
        void conclude()
        {
            super.conclude();
            if ((journal == null) != (records == null))
            {
                throw new IllegalArgumentException("a journal needs the record buffer that it drains, and the reverse");
            }
        }
    }
}
