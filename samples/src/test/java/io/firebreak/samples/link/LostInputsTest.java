package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.Recovery;
import io.firebreak.arena.Capacities;
import io.firebreak.gate.GateCode;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a link does where Firebreak takes nothing more, and where it has lost something. */
class LostInputsTest
{
    private static final int LEVELS = 10;

    private static TestVenue venue()
    {
        final TestVenue venue = new TestVenue("crypto-perp", "perp", false, Map.of("perp.warm_up_s", "1"));
        for (int i = 1; i <= LEVELS / 2; i++)
        {
            venue.enter(Side.BUY, OrderKind.PASSIVE, 10_000 - i, 100);
            venue.enter(Side.SELL, OrderKind.PASSIVE, 10_000 + i, 100);
        }
        venue.idle(2);
        return venue;
    }

    /** From the clearing of a book to its end, and nothing of a book elsewhere. */
    private static void sentOnce(final TestVenue venue, final int levels)
    {
        final int from = venue.told.indexOf("bookClear");
        assertThat(from).isNotNegative();
        assertThat(venue.told.subList(from + 1, from + 1 + levels)).containsOnly("bookLevel");
        assertThat(venue.told.get(from + 1 + levels)).isEqualTo("bookReady");
        assertThat(venue.told.lastIndexOf("bookClear")).isEqualTo(from);
    }

    @Test
    @Timeout(30)
    void shouldCancelAndGoOnWhenThePublisherRefusesForEverAndTellTheGapOnceItTakesAgain()
    {
        try (TestVenue venue = venue())
        {
            venue.told.clear();
            venue.refuses = method -> true;
            assertThat(venue.cancel(1)).isTrue();
            assertThat(venue.enter(Side.BUY, OrderKind.PASSIVE, 9_990, 7)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.enter(Side.SELL, OrderKind.IOC, 9_998, 10)).isEqualTo(VenueLink.NOT_TOLD);
            assertThat(venue.fills).isEmpty();
            assertThat(venue.link.best(Side.BUY)).isEqualTo(9_998);
            venue.refuses = method -> false;
            venue.idle(venue.seconds() + 1);
            venue.idle(venue.seconds() + 1);
            assertThat(venue.told).first().isEqualTo("gap");
            sentOnce(venue, LEVELS);
            assertThat(venue.enter(Side.SELL, OrderKind.IOC, 9_998, 10)).isEqualTo(GateCode.ALLOWED);
            assertThat(venue.fills).hasSize(1);
        }
    }

    @Test
    @Timeout(30)
    void shouldWaitOnceWhenOnlyGapsFindAFreeSlot()
    {
        try (TestVenue venue = venue())
        {
            venue.refuses = method -> !method.equals("gap");
            assertThat(venue.cancel(1)).isTrue();
            final int waited = venue.polls;
            assertThat(waited).isGreaterThan(1_000);
            assertThat(venue.cancel(2)).isTrue();
            assertThat(venue.cancel(3)).isTrue();
            assertThat(venue.told).contains("gap");
            assertThat(venue.polls - waited).as("nothing waits once more").isLessThan(100);
        }
    }

    @Test
    void shouldSendTheWholeBookAnewWhenFirebreakTrustsItNoMore()
    {
        try (TestVenue venue = venue())
        {
            venue.told.clear();
            final long nowNs = TestVenue.ORIGIN + 3 * TestVenue.SECOND;
            venue.breaker.publisher().gap(2, 0, nowNs, Scope.instrument(0), 1, 5, 5);
            venue.idle(3);
            venue.idle(4);
            sentOnce(venue, LEVELS);
        }
    }

    @Test
    void shouldSendABookThatIsTooLargeOnlyWhenItHasShrunk()
    {
        try (TestVenue venue = new TestVenue("crypto-perp", "perp", false, Map.of("perp.warm_up_s", "1"), null,
            new Capacities(2, 4, 4, 2_048, 1_024, 1 << 16, 64, 32)))
        {
            for (int i = 1; i <= 60; i++)
            {
                venue.enter(Side.BUY, OrderKind.PASSIVE, 10_000 - i, 100);
            }
            venue.idle(2);
            assertThat(venue.told).as("it does not fit").doesNotContain("bookClear");
            final int fitting = 26;
            for (int i = 60; i > fitting; i--)
            {
                assertThat(venue.cancel(i)).isTrue();
            }
            venue.idle(3);
            sentOnce(venue, venue.told.indexOf("bookReady") - venue.told.indexOf("bookClear") - 1);
            assertThat(venue.told.indexOf("bookReady") - venue.told.indexOf("bookClear") - 1).isBetween(fitting, 32);
        }
    }

    @Test
    void shouldGoOnBehindTheNumbersOfAnEarlierProcessAndSendTheBookBehindItsOrders()
    {
        try (TestVenue venue = new TestVenue("crypto-perp", "perp", false, Map.of("perp.warm_up_s", "1"),
            new Recovery(true, 900, 900, 0, List.of(0L, 500L), List.of(1), 0, null)))
        {
            venue.idle(1);
            assertThat(venue.told).as("the link has no book").isEmpty();
            assertThatThrownBy(() -> venue.enter(Side.BUY, OrderKind.PASSIVE, 9_990, 1))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("VenueLink.restore");
            venue.link.restore(List.of(new VenueOrder(7, Side.BUY, 9_990, 5), new VenueOrder(8, Side.BUY, 9_989, 5),
                new VenueOrder(9, Side.SELL, 10_010, 5)), List.of(), 40, TestVenue.ORIGIN + TestVenue.SECOND);
            assertThat(venue.sequences).first().isEqualTo(501L);
            sentOnce(venue, 3);
            assertThatThrownBy(() -> venue.link.restore(List.of(), List.of(), 40, TestVenue.ORIGIN))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("before the first");
        }
    }

    @Test
    void shouldRefuseToRestoreOrdersThatWouldMatch()
    {
        try (TestVenue venue = new TestVenue("crypto-perp", "perp", false, Map.of("perp.warm_up_s", "1"), null))
        {
            assertThatThrownBy(() -> venue.link.restore(List.of(new VenueOrder(7, Side.BUY, 9_990, 5),
                new VenueOrder(8, Side.SELL, 9_990, 5)), List.of(), 0, TestVenue.ORIGIN))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("id=8").hasMessageContaining("9990");
        }
    }
}
