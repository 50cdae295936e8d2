package io.firebreak.conformance;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.InlineGate;
import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ImageNeeds;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.Scope;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;

/**
 * The venue of a case: an inline breaker without a journal, its time, and the answers to its requests. Timers fire at
 * exactly their instants; a request is answered with the last indicative price, at once or, where an event of the
 * same instant may bring a newer one, after the events of that instant.
 */
final class CaseHost implements AutoCloseable
{
    static final int SOURCE = 1;

    /** Flag of a print behind which no other of the same order follows. */
    static final int SWEEP_END = InputFlags.SWEEP_END;

    private static final int POLL_LIMIT = 64;

    private final InlineBreaker breaker;
    private final ObservedState observed = new ObservedState();
    private final long auctionsUntilNs;
    private final boolean isAnsweredWithoutPrice;
    private long timeNs;
    private int operators;
    private long indicativeTicks = EventPublisher.ABSENT;

    /**
     * A host.
     *
     * @param rulebook          what decides.
     * @param auctionsUntilNs   the case brings the prices of auctions itself until then; an auction behind it prints
     *                          its indicative price at once.
     * @param isAnsweredWithoutPrice whether a request is answered although the case has given no indicative price.
     */
    CaseHost(final CompiledRulebook rulebook, final long auctionsUntilNs, final boolean isAnsweredWithoutPrice)
    {
        this.isAnsweredWithoutPrice = isAnsweredWithoutPrice;
        this.auctionsUntilNs = auctionsUntilNs;
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(1)
                .withReferences(ImageNeeds.references(rulebook.image())))
            .origin("", JournalStart.Clock.EXCHANGE, 0));
    }

    InlineGate gate()
    {
        return breaker.gate();
    }

    ScopeReading reading(final int scope)
    {
        return breaker.engine().read(scope);
    }

    EventPublisher publisher()
    {
        return breaker.publisher();
    }

    ObservedState observed()
    {
        return observed;
    }

    long timeNs()
    {
        return timeNs;
    }

    /** Lets time pass to an instant; requests of that very instant stay open for its events. */
    void advance(final long toNs)
    {
        for (long dueNs = nextNs(toNs); dueNs <= toNs; dueNs = nextNs(toNs))
        {
            tick(dueNs);
            if (dueNs < toNs)
            {
                answer();
            }
        }
        if (timeNs < toNs)
        {
            tick(toNs);
        }
    }

    /** The case's indicative price; it answers an open request of the instrument. */
    void indicative(final long priceTicks)
    {
        indicativeTicks = priceTicks;
        answer();
    }

    /** The case's auction price. */
    void auction(final long priceTicks)
    {
        publisher().auctionResult(SOURCE, 0, timeNs, Scope.instrument(0), observed.uncrossSeq, priceTicks, 1);
        observed.uncrossSeq = 0;
        settle();
    }

    /** Two people end what only they may end. */
    void resume()
    {
        operators++;
        publisher().operatorCommand(SOURCE, 0, timeNs, Scope.instrument(0), 1, operators,
            OperatorCommandKind.RESUME.code(), 0);
        publisher().operatorCommand(SOURCE, 0, timeNs, Scope.instrument(0), 2, operators,
            OperatorCommandKind.APPROVE_RESUME.code(), 0);
        settle();
        answer();
    }

    /** A market-wide reopening ends: its call asks for no price. */
    void reopenMarket()
    {
        publisher().auctionResult(SOURCE, 0, timeNs, Scope.market(0), 0, EventPublisher.ABSENT, 0);
        observed.requestSeq = 0;
        settle();
    }

    /** Answers what is open, if there is a price to answer with. */
    void answer()
    {
        if (observed.requestSeq != 0 && (indicativeTicks != EventPublisher.ABSENT || isAnsweredWithoutPrice)
            && Scope.kind(observed.requestScope) == Scope.INSTRUMENT)
        {
            final long seq = observed.requestSeq;
            observed.requestSeq = 0;
            publisher().indicativePrice(SOURCE, 0, timeNs, observed.requestScope, seq, indicativeTicks, 0, 0);
            settle();
        }
    }

    /** Reads the decisions and lets an auction print. */
    void settle()
    {
        while (breaker.decisions().poll(observed::onDecision, POLL_LIMIT) > 0)
        {
            continue;
        }
        if (observed.uncrossSeq != 0 && timeNs > auctionsUntilNs)
        {
            auction(observed.reopenTicks);
        }
    }

    @Override
    public void close()
    {
        breaker.close();
    }

    /** The next instant at which something happens by itself; a request of an earlier instant is answered first. */
    private long nextNs(final long toNs)
    {
        if (timeNs < toNs)
        {
            answer();
        }
        return breaker.nextDeadlineNs() <= toNs ? Math.max(breaker.nextDeadlineNs(), timeNs) : Long.MAX_VALUE;
    }

    private void tick(final long atNs)
    {
        timeNs = atNs;
        publisher().tick(atNs, InputFlags.CLOCK_JUMP_ACCEPTED);
        settle();
    }
}
