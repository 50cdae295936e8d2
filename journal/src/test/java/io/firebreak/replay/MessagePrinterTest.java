package io.firebreak.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.DataQualityCode;
import io.firebreak.codec.DataQualityEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.TradingStateChangeEncoder;
import io.firebreak.codec.TradingStateCode;
import io.firebreak.codec.Reason;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessagePrinterTest
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessagePrinter printer = new MessagePrinter();

    @Test
    void shouldPrintEveryFieldInTheOrderOfTheSchema()
    {
        new DataQualityEncoder().wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder())
            .timeNs(1).decisionSeq(2).causeSeq(3).scope(-4).ruleId(65_535).reason(Reason.VELOCITY)
            .observed(Long.MIN_VALUE).expected(8).count(9).code(DataQualityCode.PRICE_OFF_TICK).sourceId(11)
            .ended((short)1);

        final Message message = printer.print(buffer, 8);

        assertThat(message.name()).isEqualTo("DataQuality");
        assertThat(message.fields()).extracting(MessageField::name).containsExactly("timeNs", "decisionSeq", "causeSeq",
            "scope", "ruleId", "reason", "observed", "expected", "count", "code", "sourceId", "ended");
        assertThat(message.fields()).extracting(MessageField::text).containsExactly("1", "2", "3", "-4", "65535",
            "VELOCITY", "-9223372036854775808", "8", "9", "PRICE_OFF_TICK", "11", "1");
        assertThat(printer.fieldNames(78)).hasSize(12);
    }

    @Test
    void shouldAgreeWithTheGeneratedDecoder()
    {
        for (int i = 0; i < buffer.capacity(); i++)
        {
            buffer.putByte(i, (byte)(i * 31 + 7));
        }
        new TradingStateChangeEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .widening(1.25).toState(TradingStateCode.HALTED);
        final TradingStateChangeDecoder decoder = new TradingStateChangeDecoder().wrap(buffer, 8, 152, 1);

        final Message message = printer.print(buffer, 0);

        assertThat(message.text("widening")).isEqualTo("1.25");
        assertThat(message.text("toState")).isEqualTo("HALTED");
        assertThat(message.text("limitReal")).isEqualTo(Double.toString(decoder.limitReal()));
        assertThat(message.text("deadlineNs")).isEqualTo(Long.toString(decoder.deadlineNs()));
        assertThat(message.text("latched")).isEqualTo(Integer.toString(decoder.latched()));
        assertThat(message.text("fromState")).isEqualTo(Integer.toString(decoder.fromStateRaw()));
    }

    @Test
    void shouldLeaveOutWhatAShorterBlockDoesNotHold()
    {
        buffer.putShort(0, (short)40);
        buffer.putShort(2, (short)78);
        assertThat(printer.print(buffer, 0).fields()).extracting(MessageField::name).endsWith("observed").hasSize(7);
        buffer.putShort(0, (short)-1);
        assertThat(printer.print(buffer, 240).fields()).isEmpty();
        buffer.putShort(2, (short)999);
        assertThat(printer.print(buffer, 0).name()).isEqualTo("template-999");
    }
}
