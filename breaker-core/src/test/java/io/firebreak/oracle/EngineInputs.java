package io.firebreak.oracle;

import io.firebreak.codec.AuctionResultEncoder;
import io.firebreak.codec.CalendarDayEncoder;
import io.firebreak.codec.IndicativePriceEncoder;
import io.firebreak.codec.InstrumentDefinitionEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.OrderKindCode;
import io.firebreak.codec.PotentialTradeEncoder;
import io.firebreak.codec.QuoteEncoder;
import io.firebreak.codec.QuoteKindCode;
import io.firebreak.codec.ReferenceKindCode;
import io.firebreak.codec.ReferencePriceEncoder;
import io.firebreak.codec.SideCode;
import io.firebreak.codec.TickEncoder;
import io.firebreak.codec.TradeEncoder;
import io.firebreak.market.InputFlags;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a model's events as the engine's messages; each method returns the message's length. */
final class EngineInputs
{
    private static final long ABSENT = Long.MIN_VALUE;
    private static final int NO_GROUP = 65_535;
    private static final long LOTS = 100;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final int scope;

    EngineInputs(final int scope)
    {
        this.scope = scope;
    }

    int instrument(final long timeNs, final int classIndex, final long leveragePpm)
    {
        final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder()
            .wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(timeNs).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.externalId(1 + scope).tickIncrement(1).leveragePpm(leveragePpm).generation(1).classIndex(classIndex)
            .group0(NO_GROUP).group1(NO_GROUP).group2(NO_GROUP).group3(NO_GROUP).priceExponent((short)2)
            .qtyExponent((short)0);
        return length(encoder.encodedLength());
    }

    int day(final long timeNs, final int market, final long openNs, final long closeNs, final long nextOpenNs)
    {
        final CalendarDayEncoder encoder = new CalendarDayEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(timeNs).sourceTimeNs(ABSENT).sourceSeq(0).scope(market).sourceId(1).flags(0);
        encoder.openNs(openNs).closeNs(closeNs).nextOpenNs(nextOpenNs).dayId(20_260_102);
        return length(encoder.encodedLength());
    }

    int price(final long timeNs, final ReferenceKindCode kind, final long priceE9)
    {
        final ReferencePriceEncoder encoder = new ReferencePriceEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(timeNs).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.priceE9(priceE9).ageNs(0).referenceIndex(0).kind(kind);
        return length(encoder.encodedLength());
    }

    int tick(final long timeNs, final boolean jump)
    {
        final TickEncoder encoder = new TickEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(timeNs).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1)
            .flags(jump ? InputFlags.CLOCK_JUMP_ACCEPTED : 0);
        return length(encoder.encodedLength());
    }

    int of(final LuldEvent event)
    {
        return switch (event.type())
        {
            case QUOTE -> quote(event);
            case PRINT -> trade(event);
            case REFERENCE -> price(event.timeNs(), ReferenceKindCode.BREAKER_REFERENCE, event.a());
            case PRO_FORMA -> price(event.timeNs(), ReferenceKindCode.PRO_FORMA, event.a());
            case POTENTIAL_TRADE -> potentialTrade(event);
            case INDICATIVE -> indicative(event);
            case AUCTION_RESULT -> auctionResult(event.timeNs(), event.a());
            default -> tick(event.timeNs(), false);
        };
    }

    int of(final MwcbEvent event)
    {
        return switch (event.type())
        {
            case INDEX -> price(event.timeNs(), ReferenceKindCode.INDEX, event.indexE9());
            case AUCTION_RESULT -> auctionResult(event.timeNs(), ABSENT);
            default -> tick(event.timeNs(), false);
        };
    }

    private int quote(final LuldEvent event)
    {
        final QuoteEncoder encoder = new QuoteEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(event.timeNs()).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.bidTicks(event.a()).bidLots(event.a() == ABSENT ? 0 : LOTS).askTicks(event.b())
            .askLots(event.b() == ABSENT ? 0 : LOTS).kind(QuoteKindCode.CONSOLIDATED);
        return length(encoder.encodedLength());
    }

    private int trade(final LuldEvent event)
    {
        final TradeEncoder encoder = new TradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(event.timeNs()).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.priceTicks(event.a()).qtyLots(LOTS).tradeId(0).buyer(-1).seller(-1).aggressor(SideCode.NONE)
            .eligibility((short)(event.b() != 0 ? InputFlags.ELIGIBLE : 0));
        return length(encoder.encodedLength());
    }

    private int potentialTrade(final LuldEvent event)
    {
        final PotentialTradeEncoder encoder = new PotentialTradeEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(event.timeNs()).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.priceTicks(event.a()).qtyLots(LOTS).gateEpoch(0).side(SideCode.BUY)
            .orderKind(OrderKindCode.AGGRESSIVE).gateCode(0);
        return length(encoder.encodedLength());
    }

    private int indicative(final LuldEvent event)
    {
        final IndicativePriceEncoder encoder = new IndicativePriceEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(event.timeNs()).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.requestSeq(0).priceTicks(event.a()).imbalanceLots(event.b()).leftoverMarketLots(event.c())
            .finalPrice((short)1);
        return length(encoder.encodedLength());
    }

    private int auctionResult(final long timeNs, final long priceTicks)
    {
        final AuctionResultEncoder encoder = new AuctionResultEncoder().wrapAndApplyHeader(buffer, 0, header);
        encoder.timeNs(timeNs).sourceTimeNs(ABSENT).sourceSeq(0).scope(scope).sourceId(1).flags(0);
        encoder.requestSeq(0).priceTicks(priceTicks).qtyLots(priceTicks == ABSENT ? 0 : LOTS);
        return length(encoder.encodedLength());
    }

    private static int length(final int block)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + block;
    }
}
