package io.firebreak.feed;

import io.firebreak.EventPublisher;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.Scope;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers the engine's requests in a venue's place: the indicative price of a call is the instrument's last price on
 * the tape, its auction prints at the instrument's first trade behind the request, and a release waits until the
 * journal has passed it. A call of the whole market takes the price of any instrument.
 * <p>
 * A tape cannot react: it goes on printing while the breaker is in a pause. Those prints are counted by the driver,
 * and the auction's print is also the tape's next trade. Answers carry the time of the request. Owned by the thread
 * that runs the tape.
 */
public final class TapeHost
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UncrossRequestDecoder request = new UncrossRequestDecoder();
    private final UncrossDecoder uncross = new UncrossDecoder();
    private final ReleasePendingDecoder pending = new ReleasePendingDecoder();
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private final ArrayDeque<Answer> auctions = new ArrayDeque<>();
    private final TapeEngine engine;
    private final int sourceId;
    private final Long2LongHashMap lastPriceTicks = new Long2LongHashMap(FeedSink.NONE);

    private record Answer(boolean isRelease, long timeNs, int scope, long seq, int levelCode)
    {
    }

    /**
     * A host of an engine.
     *
     * @param engine   where the answers go.
     * @param sourceId the source they name; they carry no sequence numbers.
     */
    public TapeHost(final TapeEngine engine, final int sourceId)
    {
        this.engine = engine;
        this.sourceId = sourceId;
    }

    void onDecision(final int templateId, final UnsafeBuffer buffer)
    {
        switch (templateId)
        {
            case UncrossRequestDecoder.TEMPLATE_ID:
                request.wrapAndApplyHeader(buffer, 0, header);
                answers.add(new Answer(false, request.timeNs(), request.scope(), request.decisionSeq(), 0));
                break;
            case UncrossDecoder.TEMPLATE_ID:
                uncross.wrapAndApplyHeader(buffer, 0, header);
                auctions.add(new Answer(false, uncross.timeNs(), uncross.scope(), uncross.decisionSeq(), 0));
                break;
            case ReleasePendingDecoder.TEMPLATE_ID:
                pending.wrapAndApplyHeader(buffer, 0, header);
                answers.add(new Answer(
                    true, pending.timeNs(), pending.scope(), pending.causeSeq(), pending.levelRaw()));
                break;
            default:
                break;
        }
    }

    /**
     * Gives one answer that is due.
     *
     * @return false where none is; otherwise there may be new decisions.
     */
    boolean answer()
    {
        final Answer due = answers.peek();
        if (due == null)
        {
            return false;
        }
        final EventPublisher publisher = engine.publisher();
        final int taken;
        if (due.isRelease)
        {
            final long durable = engine.awaitDurable(due.levelCode, due.seq);
            taken = publisher.durableMark(due.timeNs, due.levelCode, durable);
        }
        else
        {
            taken = publisher.indicativePrice(sourceId, 0, due.timeNs, due.scope, due.seq,
                lastPriceTicks.get(due.scope), 0, 0);
        }
        if (taken == EventPublisher.BACK_PRESSURED)
        {
            engine.relieve();
        }
        else
        {
            answers.poll();
        }
        return true;
    }

    /**
     * An instrument's next trade is the result of its open auction, or of the market's.
     *
     * @param timeNs     engine time of the trade.
     * @param instrument that traded.
     * @param priceTicks its price.
     * @param qtyLots    its size.
     * @return whether there was an auction; then there may be new decisions.
     */
    boolean auction(final long timeNs, final int instrument, final long priceTicks, final long qtyLots)
    {
        for (final Iterator<Answer> waiting = auctions.iterator(); waiting.hasNext();)
        {
            final Answer open = waiting.next();
            if (open.scope == Scope.instrument(instrument) || Scope.kind(open.scope) != Scope.INSTRUMENT)
            {
                if (engine.publisher().auctionResult(sourceId, 0, timeNs, open.scope, open.seq, priceTicks, qtyLots) ==
                    EventPublisher.BACK_PRESSURED)
                {
                    engine.relieve();
                }
                else
                {
                    waiting.remove();
                }
                return true;
            }
        }
        return false;
    }

    /** The last print of an instrument, once it is published. */
    void lastPriceTicks(final int instrument, final long priceTicks)
    {
        lastPriceTicks.put(Scope.instrument(instrument), priceTicks);
        lastPriceTicks.put(Scope.market(0), priceTicks);
    }
}
