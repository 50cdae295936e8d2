package io.firebreak.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader whose line is written right between its copy and its second look at the epoch, as often as told. */
class BusyLineTest
{
    private static final int FIRST_GROUP = 4;
    private static final int FIRST_MARKET = 9;

    @ParameterizedTest
    @CsvSource({"1", "4", "6", "8", "10"})
    void shouldReadAgainWhenTheLineChangedOnce(final int line)
    {
        final Gates gates = new Gates().band(90, 110);
        final Interrupted interrupted = new Interrupted(gates, line, 1);

        assertThat(interrupted.check(OrderKind.IOC, 100)).isEqualTo(GateCode.ALLOWED);
        assertThat(interrupted.left).isZero();
        assertThat(interrupted.gates.out.staleness().checks()).isZero();
        assertThat(new Interrupted(gates, line, 1).limitFor()).isEqualTo(line == Gates.INSTRUMENT ? 112 : 110);
        if (line == Gates.INSTRUMENT)
        {
            assertThat(gates.out.upperLimitTicks).as("what was written in between").isEqualTo(111);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, OPEN, ALLOWED", "1, LAST, BOARD_BUSY", "1, CANCEL_ONLY, BOARD_BUSY", "1, HALT, BOARD_BUSY",
        "4, OPEN, ALLOWED", "4, LAST, BOARD_BUSY", "6, CANCEL_ONLY, BOARD_BUSY", "8, HALT, BOARD_BUSY",
        "10, OPEN, ALLOWED", "10, LAST, BOARD_BUSY", "10, CANCEL_ONLY, BOARD_BUSY", "10, HALT, BOARD_BUSY"})
    void shouldAnswerByThePolicyWhenTheLineChangedTwice(
        final int line, final StalePolicy policy, final String expected)
    {
        final Gates gates = new Gates(policy).band(90, 110);
        final TradingState added = policy == StalePolicy.LAST ? TradingState.CANCEL_ONLY : policy.state();

        assertThat(GateCode.name(new Interrupted(gates, line, 2).check(OrderKind.IOC, 200))).isEqualTo(expected);
        assertThat(gates.out.state()).isEqualTo(added.code());
        assertThat(new Interrupted(gates, line, 2).check(OrderKind.CANCEL, 200)).isEqualTo(GateCode.ALLOWED);
        assertThat(gates.out.staleness().checks()).isEqualTo(2);
        assertThat(gates.out.staleness().denied()).isEqualTo("ALLOWED".equals(expected) ? 0 : 1);
        assertThat(new Interrupted(gates, line, 2).limitFor()).isEqualTo(BreakerGate.NO_BUY);
    }

    @ParameterizedTest
    @EnumSource(StalePolicy.class)
    void shouldStillSeeAHaltWhenAnotherLineIsBusy(final StalePolicy policy)
    {
        final Gates gates = new Gates(policy);
        gates.board.beginMarket(Gates.MARKET).state(TradingState.HALTED.code(), 3, 9).commit(2);

        assertThat(new Interrupted(gates, Gates.INSTRUMENT, 2).check(OrderKind.IOC, 100))
            .isEqualTo(GateCode.NOT_PERMITTED);
        gates.guard.kill(Gates.MARKET);
        assertThat(new Interrupted(gates, Gates.INSTRUMENT, 2).check(OrderKind.IOC, 100))
            .isEqualTo(GateCode.MARKET_SAFE_STATE);
    }

    /** Counts the looks at one line's epoch: the second of each attempt is preceded by a write. */
    private static final class Interrupted extends UnsafeBuffer
    {
        private final Gates gates;
        private final int index;
        private final BreakerGate gate;
        private int looks;
        private int left;

        Interrupted(final Gates gates, final int index, final int times)
        {
            super(gates.board.buffer());
            this.gates = gates;
            this.index = index;
            this.left = times;
            gate = new BreakerGate(gates.board, new BoardReader(gates.board, this), gates.guard, gates.engine.line,
                Gates.MAX_STALE_NS);
        }

        int check(final OrderKind kind, final long priceTicks)
        {
            return gate.check(
                Gates.INSTRUMENT, Side.BUY.code(), kind.code(), priceTicks, 1, Gates.NOW, gates.out);
        }

        long limitFor()
        {
            return gate.limitFor(Gates.INSTRUMENT, Side.BUY.code(), OrderKind.IOC.code());
        }

        @Override
        public long getLongAcquire(final int offset)
        {
            if (gate != null && offset == index * BoardLayout.LINE_LENGTH && ++looks % 2 == 0 && left > 0)
            {
                left--;
                write();
            }
            return super.getLongAcquire(offset);
        }

        private void write()
        {
            final long epoch = getLong(index * BoardLayout.LINE_LENGTH);
            final StateBoard line = index >= FIRST_MARKET ? gates.board.beginMarket(index - FIRST_MARKET) :
                index >= FIRST_GROUP ? gates.board.beginGroup(index - FIRST_GROUP) : gates.board.beginInstrument(index);
            line.upperLimitTicks(109 + epoch, 8).commit(epoch);
        }
    }
}
