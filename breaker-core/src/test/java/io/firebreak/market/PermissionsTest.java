package io.firebreak.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PermissionsTest
{
    private static final int ALL = 1 << OrderKind.values().length;

    @Test
    void shouldNotDependOnTheOrderOfMerging()
    {
        final int[] masks = {0, 1, 0b1000, 0b10_0000_0000, 0b10_0000_1000, Permissions.UNRESTRICTED, ALL - 1,
            0b10_1000_0111, 0b01_1111_1111, 0b01_0000_0011};
        for (final int a : masks)
        {
            for (final int b : masks)
            {
                assertThat(Permissions.merge(a, b)).isEqualTo(Permissions.merge(b, a));
                for (final int c : masks)
                {
                    assertThat(Permissions.merge(Permissions.merge(a, b), c))
                        .isEqualTo(Permissions.merge(a, Permissions.merge(b, c)));
                }
            }
        }
    }

    @Test
    void shouldKeepAMaskWhenTheOtherRestrictsNothing()
    {
        for (int mask = 0; mask < ALL; mask++)
        {
            assertThat(Permissions.merge(mask, Permissions.UNRESTRICTED)).isEqualTo(mask);
            assertThat(Permissions.merge(mask, mask)).isEqualTo(mask);
        }
    }

    @Test
    void shouldBeTheAndOfBothForEveryKindButAuction()
    {
        for (int a = 0; a < ALL; a += 3)
        {
            for (int b = 0; b < ALL; b += 7)
            {
                assertThat(Permissions.merge(a, b) & ~OrderKind.AUCTION.bit())
                    .isEqualTo(a & b & ~OrderKind.AUCTION.bit());
            }
        }
    }

    @Test
    void shouldTakeAuctionOrdersWhenOneHoldsACallAndTheOtherIsOpen()
    {
        final int open = TradingState.OPEN.permissions();
        final int paused = TradingState.PAUSED.permissions();

        assertThat(Permissions.merge(open, paused)).isEqualTo(paused & (open | OrderKind.AUCTION.bit()));
        assertThat(Permissions.merge(open, open) & OrderKind.AUCTION.bit()).isZero();
        assertThat(Permissions.merge(paused, TradingState.HALTED.permissions())).isEqualTo(OrderKind.CANCEL.bit());
        assertThat(Permissions.merge(paused, TradingState.REDUCE_ONLY.permissions()) & OrderKind.AUCTION.bit())
            .isZero();
    }
}
