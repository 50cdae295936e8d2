package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.codec.BoardLineDecoder;
import io.firebreak.gate.VerdictDetail;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A breaker whose venue waits for the engine after every event, so that the order of inputs is the same in every mode.
 * An input is committed before its effect on the board is in force, so a tick of the same instant follows each: when
 * that is committed, the effect is. The gate's epochs are not told: they count the stores of a board line, which a
 * pipelined engine stores less often than it decides; they are evidence of the mode and not an input of the venue.
 */
final class LockStep implements VenueBreaker
{
    private static final int GATE_EPOCH = 10;
    private static final int TIME = 2;

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final VenueBreaker breaker;
    private final BooleanSupplier isBehind;
    private final EventPublisher publisher;
    private long timeNs;
    private int decisions;

    LockStep(final VenueBreaker breaker, final BooleanSupplier isBehind)
    {
        this.breaker = breaker;
        this.isBehind = isBehind;
        publisher = (EventPublisher)Proxy.newProxyInstance(LockStep.class.getClassLoader(),
            new Class<?>[]{EventPublisher.class}, (proxy, method, arguments) ->
            {
                timeNs = (long)arguments[TIME];
                if (method.getName().equals("potentialTrade"))
                {
                    arguments[GATE_EPOCH] = 0L;
                }
                try
                {
                    final int taken = (int)method.invoke(breaker.publisher(), arguments);
                    return taken < 0 ? taken : step();
                }
                catch (final InvocationTargetException ex)
                {
                    throw ex.getCause();
                }
            });
    }

    /** Decisions that have been made meanwhile; all of them are in force. */
    private int step()
    {
        final int before = decisions;
        await();
        while (breaker.publisher().tick(timeNs, 0) == EventPublisher.BACK_PRESSURED)
        {
            await();
        }
        await();
        return decisions - before;
    }

    private void await()
    {
        do
        {
            while (breaker.poll(this::take, 64) > 0)
            {
                continue;
            }
        }
        while (isBehind.getAsBoolean());
        while (breaker.poll(this::take, 64) > 0)
        {
            continue;
        }
    }

    private void take(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId == BoardLineDecoder.TEMPLATE_ID)
        {
            breaker.apply(templateId, buffer, offset, length);
        }
        else
        {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            waiting.add(bytes);
            decisions++;
        }
    }

    @Override
    public EventPublisher publisher()
    {
        return publisher;
    }

    @Override
    public int check(final int instrument, final int side, final int orderKind, final long priceTicks,
        final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        timeNs = nowNs;
        final int code = breaker.check(instrument, side, orderKind, priceTicks, qtyLots, nowNs, out);
        step();
        return code;
    }

    @Override
    public int checkAgain(final int instrument, final int side, final int orderKind, final long priceTicks,
        final long qtyLots, final long nowNs, final VerdictDetail out)
    {
        return breaker.checkAgain(instrument, side, orderKind, priceTicks, qtyLots, nowNs, out);
    }

    @Override
    public long limitFor(final int instrument, final int side, final int orderKind, final long nowNs)
    {
        timeNs = nowNs;
        final long limitTicks = breaker.limitFor(instrument, side, orderKind, nowNs);
        step();
        return limitTicks;
    }

    @Override
    public int poll(final DecisionListener listener, final int limit)
    {
        int count = 0;
        while (count < limit && !waiting.isEmpty())
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(waiting.poll());
            listener.onDecision(buffer.getShort(2) & 0xFFFF, buffer, 0, buffer.capacity());
            count++;
        }
        return count;
    }

    @Override
    public void apply(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        // applied when it was taken: its turn is at once
    }

    @Override
    public void onIdle(final long nowNs)
    {
        timeNs = nowNs;
        breaker.onIdle(nowNs);
        step();
    }
}
