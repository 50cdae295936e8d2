package io.firebreak.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.Recovery;
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

    private static TestVenue venue(final Recovery past)
    {
        final TestVenue venue = new TestVenue("crypto-perp", "perp", false, Map.of("perp.warm_up_s", "1"), past);
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
    @Timeout(60)
    void shouldCancelAndGoOnWhenThePublisherRefusesForEverAndTellTheGapOnceItTakesAgain()
    {
        try (TestVenue venue = venue(null))
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
    void shouldSendTheWholeBookAnewWhenFirebreakTrustsItNoMore()
    {
        try (TestVenue venue = venue(null))
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
    void shouldGoOnBehindTheNumbersOfAnEarlierProcessAndSendTheBookAnew()
    {
        try (TestVenue venue = venue(new Recovery(true, 900, 900, 0, List.of(0L, 500L), 0, null)))
        {
            assertThat(venue.sequences).first().isEqualTo(501L);
            sentOnce(venue, 1);
        }
    }
}
