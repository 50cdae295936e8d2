package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageReference;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mark prices of spec/rulebooks.md section 7, computed by the rulebooks that are shipped. */
class ShippedMarksTest
{
    private static final int BID = 0;
    private static final int ASK = 1;

    @Test
    void shouldAddTheFundingThatIsLeftWhenTheIntervalPasses()
    {
        try (BandVenue venue = new BandVenue("bitmex", "perpetual", "0.5"))
        {
            venue.publish(1, ReferenceKind.INDEX, "50000");
            assertThat(mark(venue, ImageReference.KIND_FAIR)).isNull();
            venue.publish(1, ReferenceKind.FUNDING_RATE, "0.0003").publish(1, ReferenceKind.FUNDING_TIME, "7200");
            assertThat(mark(venue, ImageReference.KIND_FAIR)).isEqualByComparingTo("50003.75");
            venue.to(3_601);
            assertThat(mark(venue, ImageReference.KIND_FAIR)).as("half of it").isEqualByComparingTo("50001.875");
            venue.publish(3_601, ReferenceKind.INDEX, "-50000");
            assertThat(mark(venue, ImageReference.KIND_FAIR)).isEqualByComparingTo("-50001.875");
            venue.publish(3_602, ReferenceKind.INDEX, "50000");
            venue.to(7_201);
            assertThat(mark(venue, ImageReference.KIND_FAIR)).as("paid").isEqualByComparingTo("50000");
            venue.publish(7_202, ReferenceKind.FUNDING_RATE, "-0.0001").publish(7_202, ReferenceKind.FUNDING_TIME,
                "28800");
            assertThat(mark(venue, ImageReference.KIND_FAIR)).isEqualByComparingTo("49995");
            venue.publish(7_203, ReferenceKind.FUNDING_TIME, "28801").publish(7_203, ReferenceKind.FUNDING_RATE, "1.1");
            assertThat(venue.venue.decisions()).as("longer than the interval, and more than the whole")
                .anyMatch(line -> line.contains("BAD_PRICE"));
        }
    }

    @Test
    void shouldTakeTheMiddleOfThreePricesWhenAllAreFresh()
    {
        try (BandVenue venue = new BandVenue("mark-median", "perpetual", "0.25"))
        {
            venue.publish(1, ReferenceKind.INDEX, "25000").publish(1, ReferenceKind.FUNDING_RATE, "-0.0002")
                .publish(1, ReferenceKind.FUNDING_TIME, "21600");
            assertThat(venue.band()).as("one of three: the index stands in").isEqualTo("23750.00 26250.00");
            book(venue, 2, "25003.75", "25004.25");
            venue.to(3);
            assertThat(mark(venue, ImageReference.KIND_BASIS_AVERAGE)).isEqualByComparingTo("25004");
            venue.trade(3.5, "25010");
            assertThat(mark(venue, ImageReference.KIND_FAIR)).isLessThan(new BigDecimal("24996.26"));
            assertThat(mark(venue, ImageReference.KIND_MEDIAN)).isEqualByComparingTo("25004");
            assertThat(venue.band()).isEqualTo("23753.80 26254.20");
        }
    }

    @Test
    void shouldLeaveOutATradeThatIsStaleAndAMidThatNothingConfirms()
    {
        try (BandVenue venue = new BandVenue("mark-median", "perpetual", "0.25"))
        {
            venue.publish(1, ReferenceKind.INDEX, "25000").publish(1, ReferenceKind.FUNDING_RATE, "0")
                .publish(1, ReferenceKind.FUNDING_TIME, "21600");
            book(venue, 2, "25003.75", "25004.25");
            venue.trade(3, "25010").to(36.999);
            assertThat(mark(venue, ImageReference.KIND_BASIS_AVERAGE)).as("the last sample was at the seventh second")
                .isEqualByComparingTo("25004");
            venue.to(37);
            assertThat(mark(venue, ImageReference.KIND_BASIS_AVERAGE)).isNull();
            assertThat(mark(venue, ImageReference.KIND_MEDIAN)).as("of two").isEqualByComparingTo("25005");
            venue.to(63);
            assertThat(mark(venue, ImageReference.KIND_MEDIAN)).as("one alone").isNull();
            assertThat(venue.band()).isEqualTo("23750.00 26250.00");
        }
    }

    @Test
    void shouldBoundTheAverageOfTheBasisAroundTheIndexWhenTheMarkIsComputedHere()
    {
        try (BandVenue venue = new BandVenue("deribit", "perpetual_computed", "0.5"))
        {
            venue.publish(0.5, ReferenceKind.INDEX, "3000");
            book(venue, 0.6, "3009.5", "3010.5");
            venue.to(1);
            assertThat(mark(venue, ImageReference.KIND_BASIS_EMA)).isEqualByComparingTo("3010");
            book(venue, 1.5, "3041", "3042");
            venue.to(2);
            assertThat(mark(venue, ImageReference.KIND_BASIS_EMA)).as("10 + 0.064516 x 31.5")
                .isEqualByComparingTo("3012.032254");
            for (int second = 3; second < 40; second++)
            {
                book(venue, second + 0.5, "3041", "3042");
            }
            assertThat(mark(venue, ImageReference.KIND_BASIS_EMA)).as("0.5 % of the index")
                .isEqualByComparingTo("3015");
            venue.publish(41, ReferenceKind.INDEX, "3100");
            assertThat(mark(venue, ImageReference.KIND_BASIS_EMA)).as("a genuine move carries the mark along")
                .isEqualByComparingTo("3115.5");
        }
    }

    @Test
    void shouldKeepTheOraclePriceOfABlockWhenTheNextComesWithinAnOrder()
    {
        try (BandVenue venue = new BandVenue("dydx", "perpetual", "1"))
        {
            venue.publish(1, ReferenceKind.INDEX, "40000");
            assertThat(venue.allows(2, 2, "42000", OrderKind.IOC)).isTrue();
            venue.publish(2.1, ReferenceKind.INDEX, "41000");
            assertThat(venue.allows(2.2, 2, "42001", OrderKind.IOC)).isFalse();
            venue.trade(2.3, "42000");
            assertThat(venue.allows(2.4, "43050")).isTrue();
        }
    }

    /** The book has one level a side. */
    private static void book(final BandVenue venue, final double seconds, final String bid, final String ask)
    {
        venue.to(seconds);
        venue.venue.publisher.bookClear(0, 0, Venue.at(seconds), 0);
        venue.level(seconds, BID, bid);
        venue.level(seconds, ASK, ask);
        venue.venue.publisher.bookReady(0, 0, Venue.at(seconds), 0);
    }

    private static List<ScopeReading.Reference> references(final BandVenue venue)
    {
        return venue.venue.breaker.engine().read(Scope.instrument(0)).references();
    }

    /** What a reference of a kind is worth in the quote currency; null where it has no value. */
    private static BigDecimal mark(final BandVenue venue, final int kind)
    {
        final long micro = references(venue).stream().filter(reference -> reference.kind() == kind).findFirst()
            .orElseThrow().valueMicroTicks();
        return micro == Long.MIN_VALUE ? null : BigDecimal.valueOf(micro, 6 + venue.exponent());
    }
}
