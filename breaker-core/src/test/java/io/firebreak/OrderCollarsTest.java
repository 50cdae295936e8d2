package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.gate.BreakerGate;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.Action;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Orders whose price a rulebook does not take at entry: of buys and sells apart, or of the side that would trade. */
class OrderCollarsTest
{
    private static final String FILTER = "binance-percent-price-by-side";
    private static final int PASSES = GateCode.ALLOWED;
    private static final int ABOVE = GateCode.ORDER_ABOVE_COLLAR;
    private static final int BELOW = GateCode.ORDER_BELOW_COLLAR;

    private final VerdictDetail out = new VerdictDetail();

    private int enter(final BandVenue venue, final Side side, final OrderKind kind, final String price)
    {
        return venue.venue.breaker.sharedGate().check(0, side.code(), kind.code(), venue.ticks(price), 1,
            venue.venue.breaker.engine().timeNs(), out);
    }

    private int enter(final BandVenue venue, final Side side, final String price)
    {
        return enter(venue, side, OrderKind.AGGRESSIVE, price);
    }

    @Test
    void shouldHoldEachSideToLimitsOfItsOwnWhenTheFilterIsBySide()
    {
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01", Map.of(
            "spot.filter.bid.width.up_ppm", "100000")))
        {
            assertThat(enter(venue, Side.BUY, "999999.00")).as("no average yet").isEqualTo(PASSES);
            venue.publish(1, ReferenceKind.AVERAGE, "40");
            assertThat(enter(venue, Side.BUY, "44.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, "44.01")).isEqualTo(ABOVE);
            assertThat(enter(venue, Side.BUY, "8.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, "7.99")).isEqualTo(BELOW);
            assertThat(enter(venue, Side.SELL, "200.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.SELL, "200.01")).isEqualTo(ABOVE);
            assertThat(enter(venue, Side.SELL, "32.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.SELL, "31.99")).isEqualTo(BELOW);
            assertThat(enter(venue, Side.NONE, "45.00")).as("no side named: both").isEqualTo(ABOVE);
            assertThat(enter(venue, Side.NONE, "20.00")).isEqualTo(BELOW);
            venue.publish(2, ReferenceKind.AVERAGE, null);
            assertThat(enter(venue, Side.BUY, "44.01")).as("without an average it is not enforced").isEqualTo(PASSES);
        }
    }

    @ParameterizedTest
    @EnumSource(value = OrderKind.class, names = {"CANCEL", "MARKET"}, mode = EnumSource.Mode.EXCLUDE)
    void shouldJudgeEveryKindWithAPriceWhenNoneIsNamed(final OrderKind kind)
    {
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01"))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "100");
            final boolean isPermitted = kind != OrderKind.AUCTION;
            assertThat(enter(venue, Side.BUY, kind, "120.01"))
                .isEqualTo(isPermitted ? ABOVE : GateCode.NOT_PERMITTED);
        }
    }

    @Test
    void shouldLetThePassiveThroughWhenOnlyTakersAreNamed()
    {
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01",
            Map.of("spot.entry_kinds", "AGGRESSIVE IOC")))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "100");
            assertThat(enter(venue, Side.BUY, OrderKind.PASSIVE, "120.01")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, OrderKind.IOC, "120.01")).isEqualTo(ABOVE);
        }
    }

    @Test
    void shouldRefuseOnlyWhatWouldTakeAndKeepWhatRestsWhenTheReferenceOfTheBandingMoves()
    {
        try (BandVenue venue = new BandVenue("cme-banding", "future", "0.01",
            Map.of("future.banding.value.width.width_e9", "1000000000")))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "72.40");
            assertThat(enter(venue, Side.BUY, "73.40")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, "73.41")).isEqualTo(ABOVE);
            assertThat(enter(venue, Side.SELL, "71.40")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.SELL, "71.39")).isEqualTo(BELOW);
            assertThat(enter(venue, Side.BUY, "60.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.SELL, "71.50")).as("rests from now on").isEqualTo(PASSES);

            venue.trade(2, "73.00");
            assertThat(enter(venue, Side.BUY, "74.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, "74.01")).isEqualTo(ABOVE);
            assertThat(enter(venue, Side.SELL, "72.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.SELL, "71.99")).isEqualTo(BELOW);
            assertThat(venue.allows(3, "71.50")).as("the resting offer may still trade").isTrue();
        }
    }

    @Test
    void shouldRefuseAtEntryAndAtThePrintWhenTheLimitIsOneOfReasonability()
    {
        try (BandVenue venue = new BandVenue("ice-reasonability", "future", "0.25"))
        {
            venue.publish(1, ReferenceKind.ANCHOR, "640.00");
            assertThat(enter(venue, Side.BUY, "650.00")).isEqualTo(PASSES);
            assertThat(enter(venue, Side.BUY, "650.25")).isEqualTo(ABOVE);
            assertThat(enter(venue, Side.SELL, "629.75")).isEqualTo(BELOW);
            assertThat(enter(venue, Side.SELL, "700.00")).isEqualTo(PASSES);
            assertThat(venue.allows(2, "650.25")).isFalse();
        }
    }

    @Test
    void shouldSayRuleLimitReferenceAndDistanceWhenAnOrderIsNotTaken()
    {
        try (BandVenue venue = new BandVenue("bybit", "futures", "0.1", Map.of(
            "futures.limit.inner.width_ppm", "15000", "futures.limit.outer.width_ppm", "40000")))
        {
            venue.publish(1, ReferenceKind.MARK, "2000").publish(1, ReferenceKind.INDEX, "2006")
                .publish(1, ReferenceKind.PREMIUM, "90");
            assertThat(enter(venue, Side.BUY, "2080.3")).isEqualTo(ABOVE);
            assertThat(out.limitTicks()).isEqualTo(20_800);
            assertThat(out.marginTicks()).isEqualTo(3);
            assertThat(out.referenceMicroTicks()).isEqualTo(20_000_000_000L);
            assertThat(out.treatment()).as("the venue puts it at the limit").isEqualTo(Action.REPRICE.code());
            assertThat(out.ruleId()).isPositive();
            assertThat(GateCode.name(out.code())).isEqualTo("ORDER_ABOVE_COLLAR");
            final int outer = out.ruleId();
            assertThat(enter(venue, Side.SELL, "1969.9")).isEqualTo(BELOW);
            assertThat(out.ruleId()).as("the inner limit").isNotEqualTo(outer);
            assertThat(venue.limit(Side.BUY)).as("a market order's limit").isEqualTo(20_800);
        }
    }

    @Test
    void shouldWriteTheEvidenceWhenTheHostReportsWhatTheGateRefused()
    {
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01"))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "100");
            venue.venue.decisions();
            assertThat(enter(venue, Side.SELL, "500.01")).isEqualTo(ABOVE);
            report(venue, 1, Side.SELL, "500.01", ABOVE);
            assertThat(venue.venue.decisions()).containsExactly("DENIED PRICE_BAND");
            report(venue, 1, Side.SELL, "400.00", ABOVE);
            assertThat(venue.venue.decisions()).as("it has moved since").containsExactly("DENIED STALE_BAND");
            report(venue, 1, Side.BUY, "400.00", 0);
            assertThat(venue.venue.decisions()).as("a print is not held to it").isEmpty();
        }
    }

    private void report(
        final BandVenue venue, final double seconds, final Side side, final String price, final int code)
    {
        venue.venue.publisher.potentialTrade(0, 0, Venue.at(seconds), Venue.at(seconds), 0, 0, side.code(),
            OrderKind.AGGRESSIVE.code(), venue.ticks(price), 1, 0, code);
    }

    @ParameterizedTest
    @CsvSource({"BUY, 4000.25, 4003.25", "SELL, 4000.00, 3997.00"})
    void shouldStopAMarketOrderAtItsProtectionPointsWhenTheyAreDeclared(
        final Side side, final String best, final String limit)
    {
        try (BandVenue venue = new BandVenue("cme-protection", "future", "0.25"))
        {
            venue.to(1);
            assertThat(protectedLimit(venue, side, best)).isEqualTo(venue.ticks(limit));
            assertThat(out.limitTicks()).isEqualTo(venue.ticks(limit));
            assertThat(out.treatment()).as("the remainder rests there").isEqualTo(Action.REST.code());
            assertThat(out.ruleId()).isPositive();
            assertThat(venue.limit(side)).as("an order with a price has no limit")
                .isEqualTo(side == Side.BUY ? Long.MAX_VALUE : Long.MIN_VALUE);
        }
    }

    @Test
    void shouldCountThePointsFromTheTriggerWhenTheOrderIsAStop()
    {
        try (BandVenue venue = new BandVenue("cme-protection", "future", "0.01",
            Map.of("future.protection.points.width.width_e9", "500000000")))
        {
            venue.to(1);
            assertThat(protectedLimit(venue, Side.SELL, "95.00")).isEqualTo(venue.ticks("94.50"));
        }
    }

    @Test
    void shouldEndAtTheBandWhenThatIsNearerThanThePoints()
    {
        try (BandVenue venue = new BandVenue("src/test/resources/every-entry.conf", "future", "0.01"))
        {
            venue.publish(1, ReferenceKind.SETTLEMENT, "100");
            assertThat(protectedLimit(venue, Side.BUY, "101.00")).isEqualTo(venue.ticks("101.50"));
            assertThat(out.treatment()).isEqualTo(Action.REST.code());
            assertThat(protectedLimit(venue, Side.BUY, "101.80")).as("the collar at 102").isEqualTo(venue.ticks("102"));
            assertThat(out.treatment()).isEqualTo(Action.CANCEL.code());
            assertThat(protectedLimit(venue, Side.SELL, "98.20")).isEqualTo(venue.ticks("98"));
        }
    }

    @Test
    void shouldForgetTheCollarsOfTheInstrumentBeforeWhenAnIndexIsUsedAgain()
    {
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01"))
        {
            venue.publish(1, ReferenceKind.AVERAGE, "100");
            assertThat(enter(venue, Side.BUY, "120.01")).isEqualTo(ABOVE);
            venue.venue.publisher.instrumentRemove(0, 0, Venue.at(1), 0, 1);
            assertThat(enter(venue, Side.BUY, "120.01")).isEqualTo(GateCode.UNKNOWN_INSTRUMENT);
            venue.venue.publisher.instrumentDefinition(0, 0, Venue.at(1), 0, 2, 2, 0, 2, 0, 1, 1_000_000);
            assertThat(enter(venue, Side.BUY, "120.01")).isEqualTo(PASSES);
        }
    }

    /** Four limits against a naive model of unbounded numbers; seed 20261122. */
    @Test
    void shouldAgreeWithANaiveModelWhenReferencesAndPricesAreRandom()
    {
        final SplittableRandom random = new SplittableRandom(20_261_122L);
        try (BandVenue venue = new BandVenue(FILTER, "spot", "0.01"))
        {
            for (int i = 1; i <= 20_000; i++)
            {
                final BigDecimal average = BigDecimal.valueOf(random.nextLong(1, 2_000_000_000L), 5);
                venue.publish(i * 0.01, ReferenceKind.AVERAGE, average.toPlainString());
                final boolean buys = random.nextBoolean();
                final BigDecimal upper = average.multiply(new BigDecimal(buys ? "1.2" : "5"));
                final BigDecimal lower = average.multiply(new BigDecimal(buys ? "0.2" : "0.8"));
                final BigDecimal near = (random.nextBoolean() ? upper : lower).setScale(2, RoundingMode.DOWN)
                    .add(BigDecimal.valueOf(random.nextInt(5) - 2, 2));
                final int expected = near.compareTo(upper) > 0 ? ABOVE : near.compareTo(lower) < 0 ? BELOW : PASSES;
                assertThat(enter(venue, buys ? Side.BUY : Side.SELL, near.toPlainString()))
                    .as(near + " by " + average).isEqualTo(expected);
            }
        }
    }

    private long protectedLimit(final BandVenue venue, final Side side, final String base)
    {
        final BreakerGate gate = venue.venue.breaker.sharedGate();
        return gate.protectedLimit(0, side.code(), OrderKind.MARKET.code(), venue.ticks(base), out);
    }
}
