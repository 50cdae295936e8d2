package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateBoardTest
{
    private static final int LINE = Gates.INSTRUMENT * BoardLayout.LINE_LENGTH;

    @Test
    void shouldLieAsDrawn()
    {
        final Gates gates = new Gates();
        gates.board.beginInstrument(Gates.INSTRUMENT).upperLimitTicks(0x1111, 0xA1).lowerLimitTicks(-0x2222, 0xA2)
            .referenceMicroTicks(0x3333).state(TradingState.PAUSED.code(), 0x1FF, 0x201, 0xA3, 0x4444).treatment(3)
            .commit(0x5555);

        final var buffer = gates.board.buffer();
        assertThat(buffer.addressOffset() % 128).isZero();
        assertThat(buffer.getLong(LINE)).isEqualTo(2);
        final int copy = LINE + 8;
        assertThat(buffer.getLong(copy)).isEqualTo(0x1111);
        assertThat(buffer.getLong(copy + 8)).isEqualTo(-0x2222);
        assertThat(buffer.getLong(copy + 16)).isEqualTo(0x3333);
        assertThat(buffer.getLong(copy + 24)).isEqualTo(0x4444);
        assertThat(buffer.getLong(copy + 32)).isEqualTo(0x5555);
        assertThat(buffer.getShort(copy + 40)).isEqualTo((short)0x1FF);
        assertThat(buffer.getShort(copy + 42)).isEqualTo((short)0x201);
        assertThat(buffer.getShort(copy + 44)).isEqualTo((short)0xA1);
        assertThat(buffer.getShort(copy + 46)).isEqualTo((short)0xA2);
        assertThat(buffer.getShort(copy + 48)).isEqualTo((short)0xA3);
        assertThat(buffer.getByte(copy + 50)).isEqualTo((byte)TradingState.PAUSED.code());
        assertThat(buffer.getByte(copy + 51)).isEqualTo((byte)3);
        assertThat(buffer.getByte(copy + 52)).isEqualTo((byte)Gates.MARKET);
        assertThat(buffer.getByte(copy + 53)).isEqualTo((byte)1);
        assertThat(buffer.getShort(copy + 54)).isEqualTo((short)StateBoard.MATCHING_KINDS);
        assertThat(buffer.getLong(LINE + 64)).isEqualTo(4L << 48 | 2L << 32 | 0xFFFFL << 16);
        // The first copy still holds what was in force before.
        assertThat(buffer.getLong(LINE + 72)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldStoreNothingWhenNothingChanged()
    {
        final Gates gates = new Gates().band(90, 110);
        final byte[] before = new byte[BoardLayout.LINE_LENGTH];
        gates.board.buffer().getBytes(LINE, before);

        final boolean changed = gates.board.beginInstrument(Gates.INSTRUMENT).lowerLimitTicks(90, 7)
            .upperLimitTicks(110, 8).referenceMicroTicks(5).commit(99);

        final byte[] after = new byte[BoardLayout.LINE_LENGTH];
        gates.board.buffer().getBytes(LINE, after);
        assertThat(changed).isFalse();
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 6, 7, 8, 9})
    void shouldPublishWhenAnyFieldChanged(final int field)
    {
        final Gates gates = new Gates().band(90, 110);
        final StateBoard line = gates.board.beginInstrument(Gates.INSTRUMENT);
        final int open = TradingState.OPEN.permissions();
        switch (field)
        {
            case 0 -> line.upperLimitTicks(111, 8);
            case 1 -> line.upperLimitTicks(110, 9);
            case 2 -> line.lowerLimitTicks(89, 7);
            case 3 -> line.lowerLimitTicks(90, 9);
            case 5 -> line.state(1, open, open, 0, StateBoard.ABSENT);
            case 6 -> line.state(0, open - 1, open, 0, StateBoard.ABSENT);
            case 7 -> line.state(0, open, open - 1, 0, StateBoard.ABSENT);
            case 8 -> line.state(0, open, open, 1, StateBoard.ABSENT);
            default -> line.state(0, open, open, 0, 1);
        }

        assertThat(line.commit(12)).isTrue();
        assertThat(gates.board.epoch(Gates.INSTRUMENT)).isEqualTo(3);
        assertThat(gates.board.beginInstrument(Gates.INSTRUMENT).treatment(2).commit(13)).isTrue();
        assertThat(gates.board.beginInstrument(Gates.INSTRUMENT).treatment(2).commit(14)).isFalse();
    }

    @Test
    void shouldTakeTheReferenceWithTheNextBandWhenItMovesWithoutOne()
    {
        final Gates gates = new Gates().band(90, 110);
        assertThat(gates.board.beginInstrument(Gates.INSTRUMENT).referenceMicroTicks(6).commit(12)).isFalse();
        assertThat(gates.board.beginInstrument(Gates.INSTRUMENT).referenceMicroTicks(7).upperLimitTicks(111, 8)
            .commit(13)).isTrue();
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 112)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
        assertThat(gates.out.referenceMicroTicks()).isEqualTo(7);
    }

    @Test
    void shouldPublishWhenOnlyTheGroupsChanged()
    {
        final Gates gates = new Gates();
        gates.board.beginGroup(3).state(TradingState.HALTED.code(), 1, 1).commit(2);
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 1)).isEqualTo(GateCode.ALLOWED);

        final boolean changed = gates.board.defineInstrument(Gates.INSTRUMENT, Gates.MARKET, 1,
            StateBoard.MATCHING_KINDS, 0, 3, 2, 4).state(0, 0, StateBoard.ABSENT).commit(3);

        assertThat(changed).isTrue();
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 1)).isEqualTo(GateCode.NOT_PERMITTED);
    }

    @Test
    void shouldShowNothingBeforeCommit()
    {
        final Gates gates = new Gates().band(90, 110);

        gates.board.beginInstrument(Gates.INSTRUMENT).upperLimitTicks(1, 1).state(8, 1, 1);

        assertThat(gates.check(Side.BUY, OrderKind.IOC, 110)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.check(Side.BUY, OrderKind.IOC, 111)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
    }

    @Test
    void shouldNotTouchNeighboursWhenALineIsWritten()
    {
        final Gates gates = new Gates();
        final byte[] before = new byte[gates.board.buffer().capacity()];
        gates.board.buffer().getBytes(0, before);

        gates.band(1, 2).band(3, 4);

        final byte[] after = new byte[before.length];
        gates.board.buffer().getBytes(0, after);
        final int scratch = before.length - BoardLayout.LINE_LENGTH;
        for (int i = 0; i < scratch; i++)
        {
            if (i < LINE || i >= LINE + BoardLayout.LINE_LENGTH)
            {
                assertThat(after[i]).as("byte %s", i).isEqualTo(before[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - 2, -3})
    void shouldKeepAnsweringWhenTheEpochWraps(final long epoch)
    {
        final Gates gates = new Gates().band(1, 1).band(2, 2);
        gates.board.buffer().putLong(LINE, epoch);
        gates.band(10, 10);
        long last = gates.board.epoch(Gates.INSTRUMENT);

        for (int i = 11; i < 30; i++)
        {
            gates.band(i, i);
            assertThat(gates.board.epoch(Gates.INSTRUMENT)).isNotZero().isNotEqualTo(last);
            assertThat((gates.board.epoch(Gates.INSTRUMENT) ^ last) & 1).as("the other copy").isEqualTo(1);
            last = gates.board.epoch(Gates.INSTRUMENT);
            assertThat(gates.check(Side.BUY, OrderKind.IOC, i)).isEqualTo(GateCode.ALLOWED);
            assertThat(gates.out.boardEpoch()).isEqualTo(last);
            assertThat(gates.check(Side.BUY, OrderKind.IOC, i + 1)).isEqualTo(GateCode.ABOVE_UPPER_BAND);
            assertThat(gates.check(Side.SELL, OrderKind.IOC, i - 1)).isEqualTo(GateCode.BELOW_LOWER_BAND);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "1, -1, 1", "1, 65536, 1", "1, 0, 0", "1, 0, 256", "16777216, 0, 1"})
    void shouldRefuseCapacitiesOutOfRange(final int instruments, final int groups, final int markets)
    {
        assertThatThrownBy(() -> new StateBoard(instruments, groups, markets))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(instruments + " instruments");
    }

    @Test
    void shouldRefuseIndexesThatWouldHitAnotherLine()
    {
        final StateBoard board = new StateBoard(4, 5, 2);

        assertThatThrownBy(() -> board.beginInstrument(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.beginGroup(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.beginMarket(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.defineInstrument(0, 2, 0, 0, 0, 0, 0, 0))
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> board.defineInstrument(0, 0, 0, 0, 0, 0, 0, 5))
            .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
