package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.BookLevelEncoder;
import io.firebreak.codec.MessageHeaderEncoder;
import io.firebreak.codec.TradeEncoder;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that say more than they hold, and indexes just beyond the last: told, and nothing else happens. */
class MalformedInputTest
{
    private static final int INSTRUMENTS = 2;
    private static final int BODY = 40;

    private final Venue venue = new Venue("crypto-perp", INSTRUMENTS, Map.of("engine.release_after", "NONE")).define(0);

    @AfterEach
    void close()
    {
        venue.close();
    }

    @Test
    void shouldTellMalformedWhenTheBlockIsLongerThanTheMessage()
    {
        final UnsafeBuffer in = level();
        assertThat(decided(in, BODY + 8)).singleElement().asString().startsWith("QUALITY MALFORMED");
        assertThat(venue.breaker.engine().bestBidTicks(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldTellMalformedWhenTheBlockIsShorterThanItsFields()
    {
        final UnsafeBuffer in = level();
        in.putShort(0, (short)(BODY - MessageHeaderEncoder.ENCODED_LENGTH + 8));
        assertThat(decided(in, BODY + 8)).singleElement().asString().startsWith("QUALITY MALFORMED");
        in.putShort(2, (short)TradeEncoder.TEMPLATE_ID);
        assertThat(decided(in, BODY + 8)).singleElement().asString().startsWith("QUALITY MALFORMED");
        assertThat(venue.breaker.engine().bestBidTicks(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldTellMalformedWhenTheMessageEndsBeforeItsCommonFields()
    {
        final UnsafeBuffer in = level();
        in.putShort(0, (short)0);
        for (final int length : new int[]{0, MessageHeaderEncoder.ENCODED_LENGTH, BODY - 1})
        {
            assertThat(decided(in, length)).containsExactly("QUALITY MALFORMED " + length + " expected " + BODY);
        }
        assertThat(venue.breaker.engine().bestBidTicks(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldTellMalformedWhenTheMessageIsOfAnotherSchema()
    {
        final UnsafeBuffer in = level();
        in.putShort(4, (short)(MessageHeaderEncoder.SCHEMA_ID + 1));
        assertThat(decided(in, BODY + 24)).containsExactly("QUALITY MALFORMED 64 expected " + BODY);
        assertThat(venue.breaker.engine().bestBidTicks(0)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void shouldTouchNothingWhenAnIndexIsTheFirstBeyondTheLast()
    {
        venue.publisher.instrumentDefinition(0, 0, at(1), INSTRUMENTS, 9, 1, 0, 2, 0, 1, 1_000_000);
        venue.publisher.bookLevel(0, 0, at(1), at(1), INSTRUMENTS, 0, 0, 100, 1);
        venue.publisher.trade(0, 0, at(1), at(1), INSTRUMENTS, 0, 100, 1, 0, 0, 1);
        assertThat(venue.decisions()).hasSize(3).allMatch(line -> line.startsWith("QUALITY UNKNOWN_INSTRUMENT 2"));
        assertThat(venue.breaker.engine().governingState(0)).isEqualTo(TradingState.OPEN.code());
    }

    private static UnsafeBuffer level()
    {
        final UnsafeBuffer in = new UnsafeBuffer(new byte[256]);
        new BookLevelEncoder().wrapAndApplyHeader(in, 0, new MessageHeaderEncoder()).timeNs(at(1)).scope(0)
            .priceTicks(100).qtyLots(5);
        return in;
    }

    private List<String> decided(final UnsafeBuffer in, final int length)
    {
        final UnsafeBuffer out = new UnsafeBuffer(new byte[4096]);
        final DecisionLog log = new DecisionLog();
        int at = 0;
        final int bytes = venue.breaker.engine().onMessage(at(1), in, 0, length, out, 0);
        while (at < bytes)
        {
            final int block = out.getShort(at) & 0xFFFF;
            log.onDecision(out.getShort(at + 2), out, at, block + MessageHeaderEncoder.ENCODED_LENGTH);
            at += block + MessageHeaderEncoder.ENCODED_LENGTH;
        }
        return log.drain();
    }
}
