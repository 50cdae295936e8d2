package io.firebreak.feed;

import io.firebreak.EventPublisher;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers the engine's requests in a venue's place: the indicative price of a call is the last price of the tape, its
 * auction prints at the first trade behind the request, and a release waits until the journal has passed it.
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
    private long lastPriceTicks = FeedSink.NONE;

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
            taken = publisher.indicativePrice(sourceId, 0, due.timeNs, due.scope, due.seq, lastPriceTicks, 0, 0);
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
     * The tape's next trade is an open auction's result.
     *
     * @param timeNs     engine time of the trade.
     * @param priceTicks its price.
     * @param qtyLots    its size.
     * @return whether there was an auction; then there may be new decisions.
     */
    boolean auction(final long timeNs, final long priceTicks, final long qtyLots)
    {
        final Answer open = auctions.peek();
        if (open == null)
        {
            return false;
        }
        final int taken =
            engine.publisher().auctionResult(sourceId, 0, timeNs, open.scope, open.seq, priceTicks, qtyLots);
        if (taken == EventPublisher.BACK_PRESSURED)
        {
            engine.relieve();
        }
        else
        {
            auctions.poll();
        }
        return true;
    }

    /** The last print, once it is published. */
    void lastPriceTicks(final long priceTicks)
    {
        lastPriceTicks = priceTicks;
    }
}
