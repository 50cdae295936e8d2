package io.firebreak.command;

import io.firebreak.codec.AuctionResultDecoder;
import io.firebreak.codec.BandChangeDecoder;
import io.firebreak.codec.BookClearDecoder;
import io.firebreak.codec.BookLevelDecoder;
import io.firebreak.codec.BookReadyDecoder;
import io.firebreak.codec.CalendarDayDecoder;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.DecisionEffectiveDecoder;
import io.firebreak.codec.DurableMarkDecoder;
import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.GapDecoder;
import io.firebreak.codec.GateStaleDecoder;
import io.firebreak.codec.HostAckDecoder;
import io.firebreak.codec.IndicativePriceDecoder;
import io.firebreak.codec.InstrumentDefinitionDecoder;
import io.firebreak.codec.InstrumentRemoveDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.OperatorCommandDecoder;
import io.firebreak.codec.OperatorResultDecoder;
import io.firebreak.codec.PotentialTradeDecoder;
import io.firebreak.codec.QuoteDecoder;
import io.firebreak.codec.ReferencePriceDecoder;
import io.firebreak.codec.ReleasePendingDecoder;
import io.firebreak.codec.TickDecoder;
import io.firebreak.codec.TradeDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The fields of a message by name, as the schema orders them. Cold: it allocates for every field.
 */
final class MessageFields
{
    private static final Map<Integer, Text> TEXTS = new HashMap<>();
    private static final String NAME = "message";

    static
    {
        TEXTS.put(InstrumentDefinitionDecoder.TEMPLATE_ID,
            (b, o, h) -> new InstrumentDefinitionDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(InstrumentRemoveDecoder.TEMPLATE_ID,
            (b, o, h) -> new InstrumentRemoveDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(CalendarDayDecoder.TEMPLATE_ID,
            (b, o, h) -> new CalendarDayDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(BookLevelDecoder.TEMPLATE_ID,
            (b, o, h) -> new BookLevelDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(BookClearDecoder.TEMPLATE_ID,
            (b, o, h) -> new BookClearDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(BookReadyDecoder.TEMPLATE_ID,
            (b, o, h) -> new BookReadyDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(QuoteDecoder.TEMPLATE_ID,
            (b, o, h) -> new QuoteDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(TradeDecoder.TEMPLATE_ID,
            (b, o, h) -> new TradeDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(PotentialTradeDecoder.TEMPLATE_ID,
            (b, o, h) -> new PotentialTradeDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(IndicativePriceDecoder.TEMPLATE_ID,
            (b, o, h) -> new IndicativePriceDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(AuctionResultDecoder.TEMPLATE_ID,
            (b, o, h) -> new AuctionResultDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(HostAckDecoder.TEMPLATE_ID,
            (b, o, h) -> new HostAckDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(ReferencePriceDecoder.TEMPLATE_ID,
            (b, o, h) -> new ReferencePriceDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(TickDecoder.TEMPLATE_ID,
            (b, o, h) -> new TickDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(OperatorCommandDecoder.TEMPLATE_ID,
            (b, o, h) -> new OperatorCommandDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(DecisionEffectiveDecoder.TEMPLATE_ID,
            (b, o, h) -> new DecisionEffectiveDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(DurableMarkDecoder.TEMPLATE_ID,
            (b, o, h) -> new DurableMarkDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(GateStaleDecoder.TEMPLATE_ID,
            (b, o, h) -> new GateStaleDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(GapDecoder.TEMPLATE_ID,
            (b, o, h) -> new GapDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(BandChangeDecoder.TEMPLATE_ID,
            (b, o, h) -> new BandChangeDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(LimitStateDecoder.TEMPLATE_ID,
            (b, o, h) -> new LimitStateDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(TradingStateChangeDecoder.TEMPLATE_ID,
            (b, o, h) -> new TradingStateChangeDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(ReleasePendingDecoder.TEMPLATE_ID,
            (b, o, h) -> new ReleasePendingDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(UncrossRequestDecoder.TEMPLATE_ID,
            (b, o, h) -> new UncrossRequestDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(UncrossDecoder.TEMPLATE_ID,
            (b, o, h) -> new UncrossDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(ExtendDecoder.TEMPLATE_ID,
            (b, o, h) -> new ExtendDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(VerdictDeniedDecoder.TEMPLATE_ID,
            (b, o, h) -> new VerdictDeniedDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(DataQualityDecoder.TEMPLATE_ID,
            (b, o, h) -> new DataQualityDecoder().wrapAndApplyHeader(b, o, h).toString());
        TEXTS.put(OperatorResultDecoder.TEMPLATE_ID,
            (b, o, h) -> new OperatorResultDecoder().wrapAndApplyHeader(b, o, h).toString());
    }

    private interface Text
    {
        String of(UnsafeBuffer buffer, int offset, MessageHeaderDecoder header);
    }

    private MessageFields()
    {
    }

    /**
     * Reads a message.
     *
     * @param buffer where it lies.
     * @param offset of its SBE header.
     * @return its fields; the first, {@code message}, is its name.
     */
    static Map<String, String> of(final UnsafeBuffer buffer, final int offset)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        final Map<String, String> fields = new LinkedHashMap<>();
        final Text decoded = TEXTS.get(header.templateId());
        if (decoded == null)
        {
            fields.put(NAME, "template " + header.templateId());
            return fields;
        }
        // The generated text is [Name](header):a=1|b=2, and no value of the schema holds one of these signs.
        final String text = decoded.of(buffer, offset, header);
        fields.put(NAME, text.substring(1, text.indexOf(']')));
        final String body = text.substring(text.indexOf("):") + 2);
        for (final String pair : body.split("\\|"))
        {
            final int equals = pair.indexOf('=');
            if (equals > 0)
            {
                fields.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return fields;
    }
}
