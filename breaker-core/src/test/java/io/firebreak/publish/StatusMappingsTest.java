package io.firebreak.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/status-mappings.md, line by line, and every state with every reason. */
class StatusMappingsTest
{
    private static final int CELLS = 7;

    private static Stream<List<String>> lines() throws IOException
    {
        return Files.readAllLines(Path.of("..", "docs", "status-mappings.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| status"))
            .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList());
    }

    private static VenueStatus status(final String text)
    {
        TradingState state = null;
        LimitStateKind limit = LimitStateKind.NONE;
        Reason reason = null;
        int level = 0;
        for (final String word : text.split(" "))
        {
            if (state == null)
            {
                state = TradingState.valueOf(word);
            }
            else if (word.matches("\\d"))
            {
                level = Integer.parseInt(word);
            }
            else if (Arrays.stream(LimitStateKind.values()).anyMatch(kind -> kind.name().equals(word)) &&
                !word.equals("NONE"))
            {
                limit = LimitStateKind.valueOf(word);
            }
            else if (!word.equals("MARKET") && !word.equals("EXTENDED"))
            {
                reason = Reason.valueOf(word);
            }
        }
        return new VenueStatus(state, limit, reason, level, text.endsWith(" MARKET"), text.endsWith(" EXTENDED"));
    }

    private static String back(final Supplier<VenueStatus> read)
    {
        final VenueStatus status;
        try
        {
            status = read.get();
        }
        catch (final IllegalArgumentException ex)
        {
            return "refused";
        }
        return status.state() + (status.limit() == LimitStateKind.NONE ? "" : " " + status.limit()) + " " +
            status.reason() + (status.level() == 0 ? "" : " " + status.level()) +
            (status.isMarket() && status.level() != 0 ? " MARKET" : "") + (status.isExtended() ? " EXTENDED" : "");
    }

    private static String number(final int value, final int none)
    {
        return value == none ? "-" : String.valueOf(value);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shouldSayAndUnderstandWhatTheTableSays(final List<String> cells)
    {
        assertThat(cells).hasSize(CELLS);
        final VenueStatus status = status(cells.get(0));
        final FixSecurityStatus fix = FixSecurityStatus.of(status);
        assertThat(number(fix.tradingStatus(), 0) + " / " + number(fix.haltReason(), FixSecurityStatus.NONE) + " / " +
            number(fix.tradingEvent(), 0)).isEqualTo(cells.get(1));
        assertThat(back(() -> new FixSecurityStatus(fix.tradingStatus(), fix.haltReason(), fix.tradingEvent(), "")
            .toVenueStatus())).isEqualTo(cells.get(2));
        final DbnStatus dbn = DbnStatus.of(status);
        assertThat(dbn.action() + " / " + dbn.reason() + " / " + dbn.isTrading() + " / " + dbn.isQuoting())
            .isEqualTo(cells.get(3));
        assertThat(back(dbn::toVenueStatus)).isEqualTo(cells.get(4));
        final ItchTradingAction itch = ItchTradingAction.of(status);
        assertThat((itch.state() + " " + itch.reason()).strip()).isEqualTo(cells.get(5));
        assertThat(back(itch::toVenueStatus)).isEqualTo(cells.get(6));
    }

    private static List<VenueStatus> all()
    {
        final List<VenueStatus> all = new ArrayList<>();
        for (final TradingState state : TradingState.values())
        {
            for (final Reason reason : Reason.values())
            {
                for (final LimitStateKind limit : LimitStateKind.values())
                {
                    final boolean isAllowed = state.matches() || limit.code() == 0;
                    for (int level = 0; isAllowed && level <= VenueStatus.MAX_LEVEL; level++)
                    {
                        all.add(new VenueStatus(state, limit, reason, level, level % 2 == 1, level % 3 == 1));
                    }
                }
            }
        }
        return all;
    }

    @Test
    void shouldReadBackExactlyWhatWasWrittenWhateverTheStatus()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        final List<VenueStatus> all = all();
        assertThat(all).hasSizeGreaterThan(5_000);
        for (final VenueStatus status : all)
        {
            final FixSecurityStatus fix = FixSecurityStatus.of(status);
            final FixSecurityStatus read = FixSecurityStatus.decode("35=f\u000155=X\u0001" + fix.encode());
            assertThat(read).isEqualTo(fix);
            assertThat(read.toVenueStatus()).isEqualTo(status);
            final DbnStatus dbn = DbnStatus.of(status);
            dbn.encode(buffer, 8, 2, 4_000_000_000L, 1L << 60, (1L << 60) + 1);
            assertThat(DbnStatus.decode(buffer, 8)).isEqualTo(dbn);
            final ItchTradingAction itch = ItchTradingAction.of(status);
            itch.encode(buffer, 8, 7, 34_200_000_000_001L, "ZVZZT");
            assertThat(ItchTradingAction.decode(buffer, 8)).isEqualTo(itch);
            // what comes back is said in the same words again: nothing drifts further with each hand it goes through
            assertThat(ItchTradingAction.of(itch.toVenueStatus()).state()).isEqualTo(itch.state());
            assertThat(DbnStatus.of(dbn.toVenueStatus()).action()).isEqualTo(dbn.action());
            assertThat(status.state().matches()).as("%s", status).isEqualTo(dbn.isTrading() == 'Y')
                .isEqualTo(itch.state() == 'T');
        }
    }

    /** Bytes worked out by hand from the published layouts. */
    @Test
    void shouldWriteTheBytesThatTheSpecificationsDraw()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        ItchTradingAction.of(status("PAUSED PRICE_BAND")).encode(buffer, 0, 0x0102, 0x1F1A_2B3C_4D5EL, "AAPL");
        assertThat(hex(buffer, ItchTradingAction.LENGTH)).isEqualTo(
            "48" + "0102" + "0000" + "1f1a2b3c4d5e" + "4141504c20202020" + "50" + "20" + "4c554450");
        ItchAuctionCollar.ofTicks(2, 4_000, 3_800, 4_421, 1).encode(buffer, 0, 1, 0, "AAPL");
        assertThat(hex(buffer, ItchAuctionCollar.LENGTH)).isEqualTo("4a" + "0001" + "0000" + "000000000000" +
            "4141504c20202020" + "00061a80" + "0006bef4" + "0005cc60" + "00000001");
        DbnStatus.of(status("PAUSED PRICE_BAND")).encode(buffer, 0, 2, 15_144, 0x0102030405060708L, 9);
        assertThat(hex(buffer, DbnStatus.LENGTH)).isEqualTo("0a12" + "0200" + "283b0000" + "0807060504030201" +
            "0900000000000000" + "0900" + "3200" + "0000" + "4e" + "59" + "7e" + "00000000000000");
        assertThat(FixSecurityStatus.of(status("HALTED OPERATOR")).encode()).isEqualTo(
            "326=2\u0001327=3\u000158=FIREBREAK HALTED NONE OPERATOR 0 INSTRUMENT -\u0001");
    }

    @Test
    void shouldReadBackTheCollarsOfAReopening()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final ItchAuctionCollar collar = new ItchAuctionCollar(0xFFFF_FFFFL, 0x8000_0000L, 0, 3);
        collar.encode(buffer, 5, 1, 0, "ZVZZT");
        assertThat(ItchAuctionCollar.decode(buffer, 5)).isEqualTo(collar);
        assertThatThrownBy(() -> ItchAuctionCollar.ofTicks(5, 123_456_789L, 0, 0, 0))
            .hasMessageContaining("1234.56789");
        assertThatThrownBy(() -> ItchAuctionCollar.ofTicks(2, 50_000_000L, 0, 0, 0))
            .hasMessageContaining("429496.7295");
        assertThatThrownBy(() -> ItchAuctionCollar.ofTicks(2, -1, 0, 0, 0)).hasMessageContaining("outside");
    }

    @Test
    void shouldSayWhatIsWrongWithAMessage()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        assertThatThrownBy(() -> DbnStatus.decode(buffer, 0)).hasMessageContaining("rtype 0");
        buffer.putByte(0, (byte)'A');
        assertThatThrownBy(() -> ItchTradingAction.decode(buffer, 0)).hasMessage("message type 'A', not 'H'");
        assertThatThrownBy(() -> new ItchTradingAction('X', "").toVenueStatus()).hasMessageContaining("'X'");
        assertThatThrownBy(() -> new ItchTradingAction('T', "").encode(buffer, 0, 1, 0, "TOOLONGAL"))
            .hasMessageContaining("TOOLONGAL");
        assertThatThrownBy(() -> new ItchTradingAction('T', "").encode(buffer, 0, 1, 86_400_000_000_000L, "A"))
            .hasMessageContaining("time of day");
        assertThatThrownBy(() -> FixSecurityStatus.decode("326=two\u0001")).hasMessage("not a number: 326=two");
        assertThatThrownBy(() -> FixSecurityStatus.decode("326")).hasMessage("not tag=value: 326");
        assertThatThrownBy(() -> new FixSecurityStatus(9, FixSecurityStatus.NONE, 0, "").toVenueStatus())
            .hasMessageContaining("326) 9");
        assertThatThrownBy(() -> new FixSecurityStatus(2, FixSecurityStatus.NONE, 0, "FIREBREAK OPEN").toVenueStatus())
            .hasMessageContaining("1 words");
        assertThatThrownBy(() -> new DbnStatus(14, 0, 'Y', 'Y').toVenueStatus()).hasMessageContaining("action 14");
        assertThatThrownBy(() -> new VenueStatus(
            TradingState.PAUSED, LimitStateKind.AT_LOWER, Reason.PRICE_BAND, 0, false, false))
            .hasMessageContaining("AT_LOWER in PAUSED");
        assertThatThrownBy(() -> new VenueStatus(
            TradingState.OPEN, LimitStateKind.NONE, Reason.NONE, 10, false, false)).hasMessageContaining("level 10");
    }

    private static String hex(final UnsafeBuffer buffer, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
