package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.gate.BreakerGate;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Seeded orders of every kind around a price that falls and recovers, so that bands, trips and reopenings occur. */
public final class OrderFlow implements LinkedVenue
{
    public static final long ORIGIN = 1_760_000_000_000_000_000L;

    private static final long STEP_NS = 50_000_000L;

    private final Random random;
    private final VenueLink link;
    private final List<Long> ids = new ArrayList<>();
    private final StringBuilder log = new StringBuilder();
    private long timeNs = ORIGIN;
    private long lastId;

    public OrderFlow(final VenueBreaker breaker, final MatchingEngine.Factory engines, final long seed)
    {
        random = new Random(seed);
        link = new VenueLink(breaker, 0, this, false, engines);
    }

    DecisionListener decisions()
    {
        return link.decisions();
    }

    public void run(final int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            timeNs += STEP_NS;
            link.onIdle(timeNs);
            // every 40 s a fall of 8 % within 5 s, and back within 15 s
            final int phase = step % 800;
            final long middle = 10_000 - (phase < 400 ? 0 : phase < 500 ? (phase - 400) * 8 : phase < 800 ?
                (800 - phase) * 8 / 3 : 0);
            for (int i = 0; i < 4; i++)
            {
                order(middle);
            }
        }
    }

    private void order(final long middle)
    {
        timeNs += 1_000;
        final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        final long sign = side == Side.BUY ? 1 : -1;
        final OrderKind kind = OrderKind.of(1 + random.nextInt(9));
        final long away = random.nextInt(60);
        final boolean takes = kind != OrderKind.PASSIVE && kind != OrderKind.QUOTE && random.nextInt(3) == 0;
        final long price = (kind == OrderKind.MARKET || kind == OrderKind.LIQUIDATION) && random.nextBoolean() ?
            BreakerGate.NO_PRICE : middle + (takes ? sign * away * 10 : -sign * (1 + away));
        final long lots = 1 + random.nextInt(200);
        ids.add(++lastId);
        final int code = link.enter(lastId, side, kind, price, lots, timeNs);
        log.append(lastId).append(' ').append(kind).append(' ').append(code).append('\n');
        if (ids.size() > 400 || random.nextInt(4) == 0)
        {
            final long id = ids.remove(random.nextInt(ids.size()));
            log.append("cancel ").append(id).append(' ').append(link.cancel(id, timeNs)).append('\n');
        }
    }

    /** What members saw: answers, fills, remainders, cancels. */
    public String log()
    {
        return log.toString();
    }

    @Override
    public void onFill(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        log.append(restingId).append(" meets ").append(incomingId).append(' ').append(lots).append(" at ")
            .append(priceTicks).append('\n');
    }

    @Override
    public void onRemainder(final long orderId, final Action treatment, final long lots)
    {
        log.append(orderId).append(' ').append(treatment).append(' ').append(lots).append('\n');
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        // the journal has them
    }
}
