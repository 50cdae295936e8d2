package io.firebreak.journal;

import io.firebreak.BreakerPipeline;
import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.PipelineContext;
import io.firebreak.Recovery;
import io.firebreak.arena.Capacities;
import io.firebreak.market.Durability;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotLayout;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/** A venue behind the ring, with one or several threads that publish, each a source of its own. */
final class PipelinedVenue implements KillableVenue
{
    private static final int FIRST_SOURCE = 2;

    private final SlotSlab slab;
    private final ChronicleJournal journal;
    private final BreakerPipeline pipeline;
    private final EventPublisher publisher;
    private final PriceWalk walk;
    private final AtomicLong clock;
    private final List<Thread> others = new ArrayList<>();
    private final DecisionListener listener;
    private volatile boolean isRunning = true;
    private long nonce;

    PipelinedVenue(
        final Path directory, final JournalStart.Mode mode, final int producers, final long seed,
        final LongSupplier epochMillis, final long hostNs)
    {
        final CompiledRulebook rulebook = RecoveringVenue.rulebook();
        slab = SlotSlab.map(directory, 1 << 10, 1 << 18);
        journal = new ChronicleJournal(directory, new SlotRecords(slab), epochMillis);
        final BreakerPipeline[] self = new BreakerPipeline[1];
        listener = (template, buffer, offset, length) -> self[0].apply(template, buffer, offset, length);
        pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode).multiProducer(producers > 1)
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(RecoveringVenue.INSTRUMENTS)).journal(journal, slab)
            .origin("feed=test\n", JournalStart.Clock.HOST, hostNs).listener(listener));
        self[0] = pipeline;
        publisher = pipeline.publisher();
        clock = new AtomicLong(hostNs);
        nonce = pipeline.publishedSequence() + 1;
        for (int i = 0; i < RecoveringVenue.INSTRUMENTS; i++)
        {
            if (RecoveringVenue.isUnknown(pipeline.recovery(), i))
            {
                publisher.instrumentDefinition(0, 0, hostNs, i, 1000 + i, 1, 0, 2, 0, 1, 1_000_000);
            }
        }
        walk = new PriceWalk(seed, FIRST_SOURCE, numbers(FIRST_SOURCE));
        for (int i = 1; i < producers; i++)
        {
            final EventPublisher own = BreakerPipeline.publisher(pipeline.newWriter());
            final PriceWalk ownWalk = new PriceWalk(seed + i, FIRST_SOURCE + i, numbers(FIRST_SOURCE + i));
            final Random pauses = new Random(seed - i);
            others.add(new Thread(() -> publish(own, ownWalk, pauses)));
        }
    }

    /** A source goes on behind what the journal has of it. */
    private LongSupplier numbers(final int sourceId)
    {
        final Recovery past = pipeline.recovery();
        final AtomicLong last = new AtomicLong(past == null ? 0 : past.sourceSequences().get(sourceId));
        return last::incrementAndGet;
    }

    private void publish(final EventPublisher own, final PriceWalk ownWalk, final Random pauses)
    {
        while (isRunning)
        {
            clock.accumulateAndGet(ownWalk.step(own, clock.get()), Math::max);
            LockSupport.parkNanos(pauses.nextInt(200_000));
        }
    }

    @Override
    public void start()
    {
        others.forEach(thread ->
        {
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public void step()
    {
        clock.accumulateAndGet(walk.step(publisher, clock.get()), Math::max);
    }

    @Override
    public void idle()
    {
        poll();
        pipeline.onIdle(clock.get());
        poll();
    }

    private void poll()
    {
        while (pipeline.decisions().poll(listener, 1_000) > 0)
        {
            continue;
        }
    }

    @Override
    public void halt(final int instrument)
    {
        publisher.operatorCommand(0, 0, clock.get(), Scope.instrument(instrument), 7, nonce++,
            OperatorCommandKind.HALT.code(), 0);
        final long sequence = pipeline.publishedSequence();
        while (pipeline.committedSequence() < sequence)
        {
            poll();
        }
    }

    @Override
    public long timeNs()
    {
        return clock.get();
    }

    @Override
    public Recovery recovery()
    {
        return pipeline.recovery();
    }

    @Override
    public void acknowledge(final Acknowledgement committed)
    {
        poll();
        final UnsafeBuffer slots = slab.slots();
        for (int i = 0; i < 1_000; i++)
        {
            final long sequence = pipeline.committedSequence();
            final int slot = slab.slot(sequence);
            final long digest = slots.getLongVolatile(slot + SlotLayout.DIGEST_OFFSET);
            // The slot may have been taken for a later input meanwhile; then its digest is not this record's.
            if (slots.getLongVolatile(slot + SlotLayout.COMMITTED_OFFSET) == sequence &&
                slots.getLongVolatile(slot + SlotLayout.PUBLISHED_OFFSET) == sequence)
            {
                committed.accept(sequence, digest);
                return;
            }
        }
    }

    @Override
    public long journaledSequence()
    {
        return journal.durableSequence(Durability.J1);
    }

    @Override
    public String snapshot()
    {
        return "a pipeline keeps a snapshot when it is closed";
    }

    @Override
    public void close()
    {
        isRunning = false;
        others.forEach(PipelinedVenue::join);
        if (!pipeline.close(TimeUnit.SECONDS.toNanos(30)).isClean())
        {
            throw new IllegalStateException("not clean");
        }
    }

    private static void join(final Thread thread)
    {
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
