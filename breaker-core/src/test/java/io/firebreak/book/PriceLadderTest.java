package io.firebreak.book;

import static io.firebreak.book.LadderFixture.ASK;
import static io.firebreak.book.LadderFixture.BID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceLadderTest
{
    private final LadderFixture fixture = LadderFixture.book();
    private final PriceLadder ladder = fixture.ladder;
    private final SweepCost cost = new SweepCost();

    @Test
    void shouldBeEmptyAndUntrustedWhenInitialised()
    {
        assertThat(ladder.state()).isEqualTo(BookState.EMPTY | BookState.UNTRUSTED);
        assertThat(ladder.bestBidTicks()).isEqualTo(BookView.NONE);
        assertThat(ladder.bestAskTicks()).isEqualTo(BookView.NONE);
        assertThat(ladder.bestAskLots()).isZero();
        assertThat(ladder.imbalancePpm()).isZero();
        ladder.ready();
        assertThat(ladder.state()).isEqualTo(BookState.EMPTY);
    }

    @Test
    void shouldSeparatePriceFromSizeWhenTouchMoves()
    {
        assertThat(ladder.update(BID, 100, 5))
            .isEqualTo(BookStatus.TOUCH_PRICE_CHANGED | BookStatus.TOUCH_SIZE_CHANGED);
        assertThat(ladder.update(BID, 101, 5)).isEqualTo(BookStatus.TOUCH_PRICE_CHANGED);
        assertThat(ladder.update(BID, 101, 7)).isEqualTo(BookStatus.TOUCH_SIZE_CHANGED);
        assertThat(ladder.update(BID, 101, 7)).isZero();
        assertThat(ladder.update(BID, 100, 9)).isZero();
        assertThat(ladder.update(BID, 101, 0)).isEqualTo(BookStatus.TOUCH_CHANGED);
        assertThat(ladder.bestBidTicks()).isEqualTo(100);
        assertThat(ladder.bestBidLots()).isEqualTo(9);
    }

    @Test
    void shouldReportAbsentLevelWhenNothingIsThere()
    {
        assertThat(ladder.update(ASK, 50, 0)).isEqualTo(BookStatus.ABSENT_LEVEL);
        for (int i = 0; i < 100; i++)
        {
            ladder.update(ASK, 1_000 + 2 * i, 1);
        }
        final byte[] before = fixture.bytes();
        assertThat(ladder.update(ASK, 1_003, 0)).as("near").isEqualTo(BookStatus.ABSENT_LEVEL);
        assertThat(ladder.update(ASK, 1_151, 0)).as("far").isEqualTo(BookStatus.ABSENT_LEVEL);
        assertThat(ladder.update(ASK, 5_000, 0)).as("beyond").isEqualTo(BookStatus.ABSENT_LEVEL);
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void shouldReportLockedThenCrossedThenNeither()
    {
        ladder.ready();
        ladder.update(BID, 100, 1);
        assertThat(ladder.state()).isEqualTo(BookState.ONE_SIDED);
        assertThat(ladder.update(ASK, 100, 1) & BookStatus.LOCKED).isNotZero();
        assertThat(ladder.state()).isEqualTo(BookState.LOCKED);
        assertThat(ladder.update(BID, 101, 1) & BookStatus.CROSSED).isNotZero();
        assertThat(ladder.state()).isEqualTo(BookState.CROSSED);
        assertThat(ladder.update(BID, 101, 0) & BookStatus.LOCKED).isNotZero();
        assertThat(ladder.update(BID, 100, 0) & (BookStatus.LOCKED | BookStatus.CROSSED)).isZero();
        assertThat(ladder.state()).isEqualTo(BookState.ONE_SIDED);
    }

    @Test
    void shouldBeStaleWhenItsMarkIsOlderThanAllowed()
    {
        ladder.ready();
        ladder.asOf(1_000);
        assertThat(ladder.asOfNs()).isEqualTo(1_000);
        assertThat(ladder.state(1_500, 500)).isEqualTo(BookState.EMPTY);
        assertThat(ladder.state(1_501, 500)).isEqualTo(BookState.EMPTY | BookState.STALE);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "-1, 1, 1", "0, 1, -1", "1, 1, 9007199254740993", "0, 2305843009213693952, 1",
        "0, -2305843009213693952, 1", "0, -9223372036854775808, 1", "1, 9223372036854775807, 0"})
    void shouldChangeNothingWhenAnArgumentIsOutOfRange(final int side, final long price, final long lots)
    {
        ladder.update(BID, 7, 7);
        final byte[] before = fixture.bytes();
        assertThat(ladder.update(side, price, lots)).isEqualTo(BookStatus.INVALID);
        assertThat(fixture.bytes()).isEqualTo(before);
    }

    @Test
    void shouldKeepNegativeAndZeroPricesInOrder()
    {
        ladder.update(BID, -3, 1);
        ladder.update(BID, -1, 2);
        ladder.update(BID, 0, 3);
        ladder.update(ASK, 2, 4);
        ladder.update(ASK, 1, 5);
        assertThat(ladder.bestBidTicks()).isZero();
        assertThat(ladder.nextTicks(BID, 0)).isEqualTo(-1);
        assertThat(ladder.nextTicks(BID, -2)).isEqualTo(-3);
        assertThat(ladder.nextTicks(BID, -3)).isEqualTo(BookView.NONE);
        assertThat(ladder.bestAskTicks()).isEqualTo(1);
        assertThat(ladder.nextTicks(ASK, -50)).isEqualTo(1);
        assertThat(ladder.ticksAtRank(ASK, 1)).isEqualTo(2);
    }

    @Test
    void shouldLoseNoLevelWhenTheTouchRunsThroughTheFarPart()
    {
        for (int i = 0; i < 1_000; i++)
        {
            ladder.update(ASK, 10_000 + 7 * i, 1 + i);
        }
        assertThat(ladder.levelCount(ASK)).isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++)
        {
            assertThat(ladder.bestAskTicks()).isEqualTo(10_000 + 7 * i);
            assertThat(ladder.bestAskLots()).isEqualTo(1 + i);
            ladder.update(ASK, 10_000 + 7 * i, 0);
        }
        assertThat(ladder.levelCount(ASK)).isZero();
        assertThat(fixture.pool.freePages()).isEqualTo(fixture.pool.pages());
    }

    @Test
    void shouldKeepDepthsWhenLevelsEnterAndLeaveTheBands()
    {
        final PriceLadder book = LadderFixture.book(64, 2, 10, 100).ladder;
        book.update(BID, 1_000, 1);
        book.update(BID, 990, 2);
        book.update(BID, 989, 4);
        assertThat(book.topDepthLots(BID)).isEqualTo(3);
        assertThat(book.depthWithinTicks(BID)).isEqualTo(3);
        assertThat(book.depthWithinBps(BID)).isEqualTo(3);
        book.update(BID, 1_001, 8);
        assertThat(book.topDepthLots(BID)).isEqualTo(9);
        assertThat(book.depthWithinTicks(BID)).isEqualTo(9);
        assertThat(book.depthWithinTicks(BID, 12)).isEqualTo(15);
        book.update(BID, 1_001, 0);
        book.update(BID, 1_000, 0);
        assertThat(book.depthWithinTicks(BID)).isEqualTo(6);
        assertThat(book.depthWithinBps(BID, 0)).isEqualTo(2);
        assertThat(book.totalLots(BID)).isEqualTo(6);
    }

    @Test
    void shouldGiveImbalanceInPpmTowardsZero()
    {
        ladder.update(BID, 10, 1);
        ladder.update(ASK, 11, 2);
        assertThat(ladder.imbalancePpm()).isEqualTo(-333_333);
        ladder.update(BID, 10, PriceLadder.MAX_LOTS);
        ladder.update(ASK, 11, PriceLadder.MAX_LOTS / 2);
        assertThat(ladder.imbalancePpm()).isEqualTo(333_333);
        ladder.update(ASK, 11, 0);
        assertThat(ladder.imbalancePpm()).isEqualTo(1_000_000);
    }

    @Test
    void shouldPriceASweepAndSayWhenDepthIsMissing()
    {
        ladder.update(ASK, 100, 5);
        ladder.update(ASK, 103, 5);
        ladder.sweepCost(ASK, 7, cost);
        assertThat(cost.isComplete()).isTrue();
        assertThat(cost.costLow()).isEqualTo(5 * 100 + 2 * 103);
        assertThat(cost.fitsLong()).isTrue();
        assertThat(cost.worstTicks()).isEqualTo(103);
        assertThat(cost.levels()).isEqualTo(2);
        ladder.sweepCost(ASK, 11, cost);
        assertThat(cost.isComplete()).isFalse();
        assertThat(cost.filledLots()).isEqualTo(10);
        ladder.sweepCost(BID, 1, cost);
        assertThat(cost.isComplete()).isFalse();
        assertThat(cost.worstTicks()).isEqualTo(BookView.NONE);
    }

    @Test
    void shouldCarryIntoTheHighHalfWhenACostExceedsALong()
    {
        ladder.update(BID, -PriceLadder.MAX_TICKS + 1, PriceLadder.MAX_LOTS);
        ladder.sweepCost(BID, PriceLadder.MAX_LOTS, cost);
        assertThat(cost.fitsLong()).isFalse();
        assertThat(cost.costHigh()).isEqualTo(-(1L << 50));
        assertThat(cost.costLow()).isEqualTo(PriceLadder.MAX_LOTS);
    }

    @Test
    void shouldSetInitialSettingsOnlyWithinTheirRanges()
    {
        assertThatThrownBy(() -> ladder.initialise(31, 10, 1, 1)).hasMessageContaining("levels must be between 32");
        assertThatThrownBy(() -> ladder.initialise(12_001, 10, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ladder.initialise(100, 17, 1, 1)).hasMessageContaining("topLevels");
        assertThatThrownBy(() -> ladder.initialise(100, 10, -1, 1)).hasMessageContaining("withinTicks");
        assertThatThrownBy(() -> ladder.initialise(100, 10, 1, 10_001)).hasMessageContaining("withinBps");
    }
}
