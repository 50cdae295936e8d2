package io.firebreak.journal;

import io.firebreak.BreakerPipeline;
import io.firebreak.EventPublisher;
import io.firebreak.PipelineContext;
import io.firebreak.PipelineInStep;
import io.firebreak.arena.Capacities;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Durability;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.pipeline.WaitKind;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.rulebook.CompiledRulebook;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue under a whole rulebook, one instrument a class, behind the ring and journaled: it asks the gate before every
 * print, prints what may be printed, answers every call, lets marks follow the journal, and its staff ends what only
 * staff ends. It waits for the decisions of each input, so that the same day gives the same records.
 */
final class ShippedDay implements AutoCloseable
{
    static final long SECOND = 1_000_000_000L;
    static final long BASE_TICKS = 10_000;
    private static final int AGGRESSIVE = OrderKind.AGGRESSIVE.code();
    private static final long CLOSE_NS = TimeUnit.SECONDS.toNanos(60);

    final CompiledRulebook rulebook;
    final DayLog log = new DayLog();
    final EventPublisher publisher;
    final long[] last;
    long nowNs;
    final List<Integer> traded;
    private final UnsafeBuffer image;
    private final SlotSlab slab;
    private final ChronicleJournal journal;
    private final BreakerPipeline pipeline;
    private final PipelineInStep step;
    private final VerdictDetail verdict = new VerdictDetail();
    private long nonce;
    private int asked;

    ShippedDay(final CompiledRulebook rulebook, final Path directory, final JournalStart.Mode mode, final long startNs)
    {
        this.rulebook = rulebook;
        nowNs = startNs;
        image = new UnsafeBuffer(rulebook.image());
        slab = SlotSlab.map(directory, 1 << 12, 1 << 20);
        journal = new ChronicleJournal(directory, new SlotRecords(slab));
        final int instruments = rulebook.classNames().size();
        final int types = rulebook.participantClassNames().size();
        final Capacities capacities = Capacities.forInstruments(instruments).withReferences(8);
        pipeline = BreakerPipeline.launch(new PipelineContext().mode(mode).waiting(WaitKind.YIELD)
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(types == 0 ? capacities : capacities.withParticipants(types, 16, 4096))
            .journal(journal, slab).origin("feed=day\n", JournalStart.Clock.HOST, startNs));
        step = new PipelineInStep(pipeline);
        publisher = patient(step.publisher());
        last = new long[instruments];
        traded = IntStream.range(0, instruments).filter(i -> i != marketClass()).boxed().toList();
        for (int i = 0; i < instruments; i++)
        {
            if (i != marketClass())
            {
                publisher.instrumentDefinition(0, 0, nowNs, i, 1000 + i, 1, i, 2, 0, 1, 1_000_000);
            }
            last[i] = BASE_TICKS;
        }
    }

    /** Offers an input again until the journal has made room. */
    private static EventPublisher patient(final EventPublisher direct)
    {
        return (EventPublisher)Proxy.newProxyInstance(ShippedDay.class.getClassLoader(),
            new Class<?>[]{EventPublisher.class}, (proxy, method, arguments) ->
            {
                try
                {
                    int made = (int)method.invoke(direct, arguments);
                    while (made == EventPublisher.BACK_PRESSURED)
                    {
                        Thread.yield();
                        made = (int)method.invoke(direct, arguments);
                    }
                    return made;
                }
                catch (final InvocationTargetException ex)
                {
                    throw ex.getCause();
                }
            });
    }

    /** Class of the market's own breakers, which no instrument is of; -1 none. */
    int marketClass()
    {
        return image.getInt(ImageHeader.H_MARKET_CLASS);
    }

    /** Indices that the market's breakers know, 0 where it has none. */
    int indices()
    {
        return marketClass() < 0 ? 0 :
            image.getInt(new ParameterImage(image, 0).classAt(marketClass()) + ImageLayout.C_REFERENCES);
    }

    /** Whether the rulebook has no days. */
    boolean isAlwaysOpen()
    {
        return image.getInt(ImageHeader.H_ALWAYS_OPEN) != 0;
    }

    /** Kinds of prices that the references of a class are published by. */
    Set<ReferenceKind> published(final int classIndex)
    {
        final ParameterImage parameters = new ParameterImage(image, 0);
        final int type = parameters.classAt(classIndex);
        final Set<ReferenceKind> kinds = EnumSet.noneOf(ReferenceKind.class);
        for (int r = 0; r < image.getInt(type + ImageLayout.C_REFERENCES); r++)
        {
            final int at = parameters.referenceAt(type, r);
            if (image.getInt(at + ImageLayout.R_KIND) == ImageLayout.KIND_PUBLISHED)
            {
                kinds.add(ReferenceKind.of(image.getInt(at + ImageLayout.R_PRICE)));
            }
            else if (image.getInt(at + ImageLayout.R_KIND) == ImageReference.KIND_FAIR)
            {
                kinds.add(ReferenceKind.FUNDING_RATE);
                kinds.add(ReferenceKind.FUNDING_TIME);
            }
        }
        return kinds;
    }

    /** Kind of quotes that the rules of a class listen to. */
    int quoteKind(final int classIndex)
    {
        return image.getInt(new ParameterImage(image, 0).classAt(classIndex) + ImageLayout.C_QUOTE_KIND);
    }

    BreakerEngine engine()
    {
        return step.engine();
    }

    /** Time passes to an instant; what falls due before is done when it is due, and answered at once. */
    void to(final long timeNs)
    {
        for (long due = step.nextDeadlineNs(); due > nowNs && due < timeNs; due = step.nextDeadlineNs())
        {
            tick(due);
        }
        tick(timeNs);
    }

    private void tick(final long timeNs)
    {
        publisher.tick(timeNs, timeNs - nowNs > SECOND ? InputFlags.CLOCK_JUMP_ACCEPTED : 0);
        nowNs = timeNs;
        take();
        answer();
    }

    private void take()
    {
        step.poll(log, Integer.MAX_VALUE);
        final long waiting = engine().waitingReleaseSequence();
        if (waiting > 0)
        {
            while (journal.durableSequence(Durability.J1) < waiting)
            {
                Thread.yield();
            }
            publisher.durableMark(nowNs, Durability.J1.code(), waiting);
            step.poll(log, Integer.MAX_VALUE);
        }
    }

    /** Prints at a price if gate and engine let it; what the gate refuses for its price is told to the engine. */
    boolean print(final int i, final long ticks)
    {
        final int side = ticks < last[i] ? Side.SELL.code() : Side.BUY.code();
        final int answer = gate(i, side, ticks);
        if (answer == GateCode.NOT_PERMITTED)
        {
            return false;
        }
        publisher.potentialTrade(0, 0, nowNs, nowNs, i, 0, side, AGGRESSIVE, ticks, 1,
            answer == GateCode.ALLOWED ? 0 : verdict.boardEpoch(), answer);
        take();
        if (answer != GateCode.ALLOWED || gate(i, side, ticks) != GateCode.ALLOWED)
        {
            return false;
        }
        publisher.trade(0, 0, nowNs, nowNs, i, 0, ticks, 1, 0, side, InputFlags.ELIGIBLE);
        take();
        last[i] = ticks;
        return true;
    }

    /** Prints as near to a price as the gate lets it. */
    void printTowards(final int i, final long ticks)
    {
        final boolean isBuy = ticks >= last[i];
        final long limit = limit(i, isBuy ? Side.BUY : Side.SELL);
        print(i, isBuy ? Math.min(ticks, limit) : Math.max(ticks, limit));
    }

    long limit(final int i, final Side side)
    {
        return step.gate().limitFor(i, side.code(), AGGRESSIVE, nowNs);
    }

    boolean isTrading(final int i)
    {
        return gate(i, Side.BUY.code(), last[i]) != GateCode.NOT_PERMITTED;
    }

    private int gate(final int i, final int side, final long ticks)
    {
        return step.gate().check(i, side, AGGRESSIVE, ticks, 1, nowNs, verdict);
    }

    /**
     * Answers what the engine has asked. Every second indicative price lies outside the collar, every third has market
     * orders left over, and every seventh question is forgotten.
     */
    private void answer()
    {
        while (!log.questions.isEmpty())
        {
            final DayLog.Question question = log.questions.remove();
            asked++;
            if (asked % 7 != 0)
            {
                answer(question, Scope.kind(question.scope()) == Scope.MARKET);
            }
        }
    }

    private void answer(final DayLog.Question question, final boolean isMarket)
    {
        final long fits = isMarket ? EventPublisher.ABSENT : fits(question);
        if (question.template() == UncrossRequestDecoder.TEMPLATE_ID)
        {
            publisher.indicativePrice(0, 0, nowNs, question.scope(), question.decisionSeq(),
                asked % 2 == 0 && !isMarket ? fits * 3 : fits, 0, asked % 3 == 0 ? 5 : 0);
        }
        else
        {
            publisher.auctionResult(0, 0, nowNs, question.scope(), question.decisionSeq(), fits, isMarket ? 0 : 10);
            if (!isMarket)
            {
                last[Scope.index(question.scope())] = fits;
            }
        }
        take();
    }

    /** The price of before the trip, or what the collar leaves of it. */
    private long fits(final DayLog.Question question)
    {
        final long price = last[Scope.index(question.scope())];
        final boolean isCollared = question.lowerTicks() > 0 && question.upperTicks() < Long.MAX_VALUE / 2;
        return isCollared ? Math.max(question.lowerTicks(), Math.min(question.upperTicks(), price)) : price;
    }

    void operator(final int scope, final long who, final OperatorCommandKind what)
    {
        nonce++;
        publisher.operatorCommand(0, 0, nowNs, scope, who, nonce, what.code(), 0);
        take();
    }

    /** Two of the staff end what holds a scope. */
    void resume(final int scope)
    {
        operator(scope, 8, OperatorCommandKind.RESUME);
        operator(scope, 9, OperatorCommandKind.APPROVE_RESUME);
    }

    /** What a breaker promised that only staff ends, staff ends. */
    void resumeLatched()
    {
        final List<Integer> scopes = List.copyOf(log.latched);
        log.latched.clear();
        log.questions.removeIf(question -> scopes.contains(question.scope()));
        scopes.forEach(this::resume);
    }

    /** Records of the journal, once it is closed. */
    long end()
    {
        final long records = pipeline.publishedSequence();
        if (!pipeline.close(CLOSE_NS).isClean())
        {
            throw new IllegalStateException("not clean");
        }
        return records;
    }

    @Override
    public void close()
    {
        pipeline.close(CLOSE_NS);
    }
}
