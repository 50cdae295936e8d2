package io.firebreak.samples.link;

import io.firebreak.DecisionListener;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import java.util.ArrayDeque;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes Firebreak's decisions in the venue's order and does what they ask for: every change of state is acknowledged,
 * the end of a call is answered with its price, the auction is held and its result told, and orders that were held
 * return to the gate when the state opens. A decision can arrive in the middle of a match, so it is only noted there;
 * {@link #next} acts on it when the engine has returned. Owned by the matching thread.
 */
final class VenueDecisions implements DecisionListener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final UncrossRequestDecoder request = new UncrossRequestDecoder();
    private final UncrossDecoder uncross = new UncrossDecoder();
    private final DataQualityDecoder quality = new DataQualityDecoder();
    private final ArrayDeque<Due> due = new ArrayDeque<>();
    private final VenueBreaker breaker;
    private final LinkedVenue venue;
    private final int instrument;

    private record Due(
        int templateId, int scope, long decisionSeq, boolean opens, int quality, long lowestTicks, long highestTicks)
    {
    }

    VenueDecisions(final VenueBreaker breaker, final LinkedVenue venue, final int instrument)
    {
        this.breaker = breaker;
        this.venue = venue;
        this.instrument = instrument;
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        // SEQUENCED: the board changes here, at this message's place in the venue's own order of commands. A replicated
        // venue would first put the message into its log, and come here when it returns from there.
        breaker.apply(templateId, buffer, offset, length);
        venue.onDecision(templateId, buffer, offset, length);
        switch (templateId)
        {
            case TradingStateChangeDecoder.TEMPLATE_ID:
                change.wrapAndApplyHeader(buffer, offset, header);
                final boolean opens = TradingState.of(change.mergedStateRaw()).matches();
                due.add(new Due(templateId, change.scope(), change.decisionSeq(), opens, 0, 0, 0));
                break;
            case UncrossRequestDecoder.TEMPLATE_ID:
                request.wrapAndApplyHeader(buffer, offset, header);
                due.add(new Due(templateId, request.scope(), request.decisionSeq(), false, 0, 0, 0));
                break;
            case UncrossDecoder.TEMPLATE_ID:
                uncross.wrapAndApplyHeader(buffer, offset, header);
                due.add(new Due(templateId, uncross.scope(), uncross.decisionSeq(), false, 0,
                    uncross.collarLowerTicks(), uncross.collarUpperTicks()));
                break;
            case DataQualityDecoder.TEMPLATE_ID:
                quality.wrapAndApplyHeader(buffer, offset, header);
                due.add(new Due(templateId, quality.scope(), quality.decisionSeq(), quality.ended() == 1,
                    quality.codeRaw(), 0, 0));
                break;
            default:
                break;
        }
    }

    /** Acts on the oldest decision that was noted; false where there is none. */
    boolean next(final CallAuction call, final VenueFeed feed)
    {
        final Due next = due.poll();
        if (next == null)
        {
            return false;
        }
        if (next.scope != instrument && Scope.kind(next.scope) == Scope.INSTRUMENT)
        {
            return true;                                             // another link's
        }
        if (next.templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            feed.acknowledge(next.scope, next.decisionSeq, 0);       // this venue cancels nobody's orders in a pause
            if (next.opens)
            {
                call.releaseSoon();                                  // another scope may still hold the instrument
            }
        }
        else if (next.templateId == DataQualityDecoder.TEMPLATE_ID)
        {
            if (next.quality == DataQualityCode.UNTRUSTED_BOOK.code())
            {
                feed.whole().onTrust(next.opens);
            }
            else if (next.quality == DataQualityCode.BOOK_CAPACITY.code())
            {
                feed.whole().onTooLarge();
            }
        }
        else if (next.scope == instrument)
        {
            final long priceTicks = call.priceTicks();
            if (next.templateId == UncrossRequestDecoder.TEMPLATE_ID)
            {
                feed.indicative(next.scope, next.decisionSeq, priceTicks, call.imbalanceLots());
            }
            else
            {
                auction(next, call, feed, priceTicks);
            }
        }
        return true;
    }

    /** Orders may have come since the indicative price: outside the collars nothing trades, and all wait to open. */
    private static void auction(final Due next, final CallAuction call, final VenueFeed feed, final long priceTicks)
    {
        if (priceTicks == VenueBook.NONE || priceTicks < next.lowestTicks || priceTicks > next.highestTicks)
        {
            feed.auctionResult(next.scope, next.decisionSeq, VenueBook.NONE, 0);
            return;
        }
        final long lots = call.volumeLots();
        feed.auction(true);
        call.uncross(priceTicks);
        feed.auction(false);
        feed.auctionResult(next.scope, next.decisionSeq, priceTicks, lots);
    }
}
