package io.firebreak.feed;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.codec.LimitStateEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.ReleasePendingEncoder;
import io.firebreak.codec.TradingStateChangeEncoder;
import io.firebreak.codec.UncrossEncoder;
import io.firebreak.codec.UncrossRequestEncoder;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;

/** An engine that does what a test tells it to do at the n-th input of a kind, and writes down all inputs. */
final class ScriptedEngine implements TapeEngine
{
    final List<String> inputs = new ArrayList<>();
    final List<Long> awaited = new ArrayList<>();
    final PriorityQueue<Long> deadlines = new PriorityQueue<>();
    int refusals;
    int relieved;

    private final Map<Integer, TradingState> states = new HashMap<>();
    private final Map<String, Runnable> script = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Deque<byte[]> decisions = new ArrayDeque<>();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[512]);
    private final EventPublisher publisher = (EventPublisher)Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[]{EventPublisher.class}, this::onInput);
    private long decisionSeq;

    /** At the n-th input of a kind, counted from 1. */
    void when(final String kind, final int number, final Runnable action)
    {
        script.put(kind + " " + number, action);
    }

    void limitState(final long timeNs, final long referenceTicks)
    {
        final LimitStateEncoder encoder = new LimitStateEncoder().wrapAndApplyHeader(scratch, 0, header());
        encoder.timeNs(timeNs).decisionSeq(++decisionSeq).scope(0).ruleId(7);
        encoder.referenceMicroTicks(referenceTicks * 1_000_000L);
        scratch.putByte(MessageHeaderEncoder.ENCODED_LENGTH + LimitStateEncoder.stateEncodingOffset(), (byte)5);
        scratch.putByte(MessageHeaderEncoder.ENCODED_LENGTH + LimitStateEncoder.previousEncodingOffset(), (byte)0);
        push(encoder.encodedLength());
    }

    void change(final long timeNs, final TradingState to, final long priceTicks, final long referenceTicks)
    {
        change(timeNs, 0, to, priceTicks, referenceTicks);
    }

    void change(
        final long timeNs, final int instrument, final TradingState to, final long priceTicks,
        final long referenceTicks)
    {
        final TradingStateChangeEncoder encoder =
            new TradingStateChangeEncoder().wrapAndApplyHeader(scratch, 0, header());
        encoder.timeNs(timeNs).decisionSeq(++decisionSeq).scope(Scope.instrument(instrument)).ruleId(7);
        encoder.observedMicroTicks(priceTicks * 1_000_000L).referenceMicroTicks(referenceTicks * 1_000_000L);
        encoder.limitMicroTicks(referenceTicks * 970_000L).deadlineNs(timeNs + 60_000_000_000L);
        final int body = MessageHeaderEncoder.ENCODED_LENGTH;
        scratch.putByte(body + TradingStateChangeEncoder.fromStateEncodingOffset(), (byte)mergedState(instrument));
        scratch.putByte(body + TradingStateChangeEncoder.toStateEncodingOffset(), (byte)to.code());
        scratch.putByte(body + TradingStateChangeEncoder.mergedStateEncodingOffset(), (byte)to.code());
        scratch.putShort(body + TradingStateChangeEncoder.reasonEncodingOffset(), (short)1);
        states.put(instrument, to);
        push(encoder.encodedLength());
    }

    void releasePending(final long timeNs, final long causeSeq)
    {
        final ReleasePendingEncoder encoder = new ReleasePendingEncoder().wrapAndApplyHeader(scratch, 0, header());
        encoder.timeNs(timeNs).decisionSeq(++decisionSeq).causeSeq(causeSeq).scope(0).ruleId(7);
        scratch.putByte(MessageHeaderEncoder.ENCODED_LENGTH + ReleasePendingEncoder.levelEncodingOffset(), (byte)1);
        push(encoder.encodedLength());
    }

    void uncrossRequest(final long timeNs)
    {
        uncrossRequest(timeNs, 0);
    }

    void uncrossRequest(final long timeNs, final int instrument)
    {
        final UncrossRequestEncoder encoder = new UncrossRequestEncoder().wrapAndApplyHeader(scratch, 0, header());
        encoder.timeNs(timeNs).decisionSeq(++decisionSeq).scope(Scope.instrument(instrument)).ruleId(7);
        push(encoder.encodedLength());
    }

    void uncross(final long timeNs)
    {
        uncross(timeNs, 0);
    }

    void uncross(final long timeNs, final int instrument)
    {
        final UncrossEncoder encoder = new UncrossEncoder().wrapAndApplyHeader(scratch, 0, header());
        encoder.timeNs(timeNs).decisionSeq(++decisionSeq).scope(Scope.instrument(instrument)).ruleId(7);
        push(encoder.encodedLength());
    }

    long decisionSeq()
    {
        return decisionSeq;
    }

    @Override
    public EventPublisher publisher()
    {
        return publisher;
    }

    @Override
    public long inputs()
    {
        return inputs.size();
    }

    @Override
    public VerdictDetail checkPrint(
        final int instrument, final int aggressorCode, final long priceTicks, final long qtyLots, final long nowNs)
    {
        return new VerdictDetail();
    }

    @Override
    public int poll(final DecisionListener listener)
    {
        final byte[] decision = decisions.poll();
        if (decision == null)
        {
            return 0;
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(decision);
        listener.onDecision(buffer.getShort(2) & 0xffff, buffer, 0, decision.length);
        return 1;
    }

    @Override
    public long nextDeadlineNs()
    {
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek();
    }

    @Override
    public int mergedState(final int instrument)
    {
        return states.getOrDefault(instrument, TradingState.OPEN).code();
    }

    @Override
    public long bestBidTicks(final int instrument)
    {
        return FeedSink.NONE;
    }

    @Override
    public long bestAskTicks(final int instrument)
    {
        return FeedSink.NONE;
    }

    @Override
    public long awaitDurable(final int levelCode, final long sequence)
    {
        awaited.add(sequence);
        return sequence + 1;
    }

    @Override
    public void relieve()
    {
        relieved++;
    }

    private Object onInput(final Object proxy, final Method method, final Object[] args)
    {
        if (refusals > 0)
        {
            refusals--;
            return EventPublisher.BACK_PRESSURED;
        }
        final int before = decisions.size();
        final String kind = method.getName();
        inputs.add(kind + Arrays.stream(args).map(String::valueOf).collect(Collectors.joining(" ", " ", "")));
        final int number = seen.merge(kind, 1, Integer::sum);
        if (kind.equals("tick"))
        {
            while (!deadlines.isEmpty() && deadlines.peek() <= (Long)args[0])
            {
                deadlines.poll();
            }
        }
        final Runnable action = script.get(kind + " " + number);
        if (action != null)
        {
            action.run();
        }
        return decisions.size() - before;
    }

    private MessageHeaderEncoder header()
    {
        scratch.setMemory(0, scratch.capacity(), (byte)0);
        return new MessageHeaderEncoder();
    }

    private void push(final int encodedLength)
    {
        final byte[] decision = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encodedLength];
        scratch.getBytes(0, decision);
        decisions.add(decision);
    }
}
