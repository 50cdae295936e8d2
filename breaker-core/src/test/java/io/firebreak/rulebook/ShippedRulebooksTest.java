package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.market.Durability;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedRulebooksTest
{
    private static final long PPM = 1_000_000L;

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "us-luld-single-venue", "us-mwcb", "crypto-perp"})
    void shouldCompileAndNameItsSource(final String name)
    {
        final CompiledRulebook rulebook = Rulebook.load(name, Map.of());
        assertThat(rulebook.name()).isEqualTo(name);
        assertThat(rulebook.source()).isNotBlank();
        assertThat(rulebook.version()).isNotBlank();
        assertThat(rulebook.image().length % 64).isZero();
        ParameterImage.validate(new UnsafeBuffer(rulebook.image()));
    }

    @Test
    void shouldHoldEveryNumberOfLuld()
    {
        final CompiledRulebook rulebook = Rulebook.load("us-luld", Map.of());
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        final ParameterImage parameters = new ParameterImage(image, 0);
        assertThat(rulebook.classNames()).containsExactly("tier1", "tier2");
        assertThat(parameters.headerInt(ImageHeader.H_MARKET_CLASS)).isEqualTo(-1);
        assertThat(parameters.headerInt(ImageHeader.H_RELEASE_AFTER)).isEqualTo(Durability.J1.code());
        assertThat(parameters.headerLong(ImageHeader.H_HOST_TIMEOUT_NS)).isEqualTo(seconds(60));
        assertThat(parameters.headerLong(ImageHeader.H_CLOSING_WINDOW_NS)).isEqualTo(seconds(1500));
        assertThat(parameters.headerLong(ImageHeader.H_REOPEN_CUTOFF_NS)).isEqualTo(seconds(600));
        assertThat(parameters.headerLong(ImageHeader.H_OPENING_WINDOW_NS)).isEqualTo(seconds(300));
        assertThat(parameters.headerInt(ImageHeader.H_ALWAYS_OPEN)).isZero();
        for (int index = 0; index < 2; index++)
        {
            final int type = parameters.classAt(index);
            assertThat(image.getInt(type + ImageLayout.C_QUOTE_KIND)).isEqualTo(QuoteKind.CONSOLIDATED.code());
            assertThat(image.getInt(type + ImageLayout.C_OPENING_FROM_TRADE)).isOne();
            final int mean = parameters.referenceAt(type, 0);
            assertThat(image.getInt(mean + ImageLayout.R_KIND)).isEqualTo(ImageLayout.KIND_MEAN);
            assertThat(image.getLong(mean + ImageLayout.R_WINDOW_NS)).isEqualTo(seconds(300));
            assertThat(image.getLong(mean + ImageLayout.R_MIN_CHANGE_PPM)).isEqualTo(10_000);
            assertThat(image.getLong(mean + ImageLayout.R_MIN_HOLD_NS)).isEqualTo(seconds(30));
            final int breaker = parameters.breakerAt(type, 0);
            assertThat(image.getInt(breaker + ImageLayout.B_MONITOR)).isEqualTo(ImageLayout.MONITOR_QUOTE);
            assertThat(image.getInt(breaker + ImageLayout.B_TRIP_STATE)).isEqualTo(TradingState.PAUSED.code());
            assertThat(image.getLong(breaker + ImageLayout.B_LIMIT_STATE_NS)).isEqualTo(seconds(15));
            assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_NS)).isEqualTo(seconds(300));
            assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_MAX_NS)).isEqualTo(seconds(300));
            assertThat(image.getInt(breaker + ImageLayout.B_REOPENING)).isEqualTo(ImageLayout.REOPEN_UNCROSS);
            assertThat(image.getInt(breaker + ImageLayout.B_MAX_EXTENSIONS)).isEqualTo(Integer.MAX_VALUE);
            assertThat(image.getLong(breaker + ImageLayout.B_EXTENSION_NS)).isEqualTo(seconds(300));
            assertThat(image.getLong(breaker + ImageLayout.B_COLLAR_STEP_PPM)).isEqualTo(50_000);
            assertThat(image.getLong(breaker + ImageLayout.B_COLLAR_LOW_PRICE_E9)).isEqualTo(3_000_000_000L);
            assertThat(image.getLong(breaker + ImageLayout.B_COLLAR_LOW_STEP_E9)).isEqualTo(150_000_000L);
            assertThat(image.getLong(breaker + ImageLayout.B_WIDENING_STEP_PPM)).isEqualTo(PPM);
            assertThat(image.getInt(breaker + ImageLayout.B_SCALE_RULE)).isEqualTo(-1);
            assertThat(image.getInt(breaker + ImageLayout.B_RECORD_BANDS)).isOne();
            final int band = parameters.ruleAt(breaker, 0);
            assertThat(image.getInt(band + ImageLayout.U_OBSERVABLE)).isEqualTo(ImageLayout.OBSERVE_FAR_QUOTE);
            assertThat(image.getInt(band + ImageLayout.U_REASON)).isEqualTo(Reason.PRICE_BAND.code());
            assertThat(image.getInt(band + ImageLayout.U_WIDTH)).isEqualTo(ImageLayout.WIDTH_TABLE);
            assertThat(image.getInt(band + ImageLayout.U_ROWS)).isEqualTo(3);
            row(image, parameters.rowAt(band, 0), 750_000_000L, 0, 750_000, 150_000_000L, 2 * PPM);
            row(image, parameters.rowAt(band, 1), 3_000_000_000L, 1, 200_000, 0, 2 * PPM);
            row(image, parameters.rowAt(band, 2), Long.MAX_VALUE, 0, index == 0 ? 50_000 : 100_000, 0,
                index == 0 ? 2 * PPM : PPM);
        }
    }

    @Test
    void shouldHoldEveryNumberOfTheMarketWideBreaker()
    {
        final CompiledRulebook rulebook = Rulebook.load("us-mwcb", Map.of());
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        final ParameterImage parameters = new ParameterImage(image, 0);
        final int market = rulebook.classIndex("market");
        assertThat(parameters.headerInt(ImageHeader.H_MARKET_CLASS)).isEqualTo(market);
        final int breaker = parameters.breakerAt(parameters.classAt(market), 0);
        assertThat(image.getInt(breaker + ImageLayout.B_MONITOR)).isEqualTo(ImageLayout.MONITOR_LADDER);
        assertThat(image.getInt(breaker + ImageLayout.B_TRIP_STATE)).isEqualTo(TradingState.HALTED.code());
        assertThat(image.getInt(breaker + ImageLayout.B_REOPENING)).isEqualTo(ImageLayout.REOPEN_UNCHECKED);
        assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_NS)).isEqualTo(seconds(900));
        assertThat(image.getInt(breaker + ImageLayout.B_RULES)).isEqualTo(3);
        final long[] widths = {70_000, 130_000, 200_000};
        for (int i = 0; i < 3; i++)
        {
            final int rule = parameters.ruleAt(breaker, i);
            assertThat(image.getInt(rule + ImageLayout.U_LEVEL)).isEqualTo(i + 1);
            assertThat(image.getLong(rule + ImageLayout.U_PPM)).isEqualTo(widths[i]);
            assertThat(image.getInt(rule + ImageLayout.U_REASON)).isEqualTo(Reason.MARKET_WIDE.code());
            assertThat(image.getLong(rule + ImageLayout.U_ROUND_E9)).isEqualTo(10_000_000L);
            assertThat(image.getLong(rule + ImageLayout.U_CUTOFF_NS)).isEqualTo(i < 2 ? seconds(2100) : 0);
            assertThat(image.getInt(rule + ImageLayout.U_CUTOFF_INCLUSIVE)).isZero();
            assertThat(image.getInt(rule + ImageLayout.U_TRIP_STATE))
                .isEqualTo(i < 2 ? 0 : TradingState.CLOSED.code());
        }
    }

    @Test
    void shouldHoldEveryNumberOfCryptoPerp()
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        final ParameterImage parameters = new ParameterImage(image, 0);
        final int type = parameters.classAt(rulebook.classIndex("perp"));
        assertThat(parameters.headerInt(ImageHeader.H_ALWAYS_OPEN)).isOne();
        assertThat(image.getInt(type + ImageLayout.C_FILTER_SWEEPS)).isEqualTo(5);
        assertThat(image.getLong(type + ImageLayout.C_FAST_TAU_NS)).isEqualTo(seconds(30));
        assertThat(image.getLong(type + ImageLayout.C_SLOW_TAU_NS)).isEqualTo(seconds(3600));
        assertThat(image.getLong(type + ImageLayout.C_WARM_UP_NS)).isEqualTo(seconds(300));
        assertThat(image.getInt(type + ImageLayout.C_REFERENCES)).isEqualTo(3);
        final int breaker = parameters.breakerAt(type, 0);
        assertThat(image.getInt(breaker + ImageLayout.B_MONITOR)).isEqualTo(ImageLayout.MONITOR_CONFIRM);
        assertThat(image.getInt(breaker + ImageLayout.B_CONFIRM_SWEEPS)).isEqualTo(3);
        assertThat(image.getLong(breaker + ImageLayout.B_CONFIRM_NS)).isEqualTo(seconds(1));
        assertThat(image.getInt(breaker + ImageLayout.B_FREEZE_WIDTH)).isOne();
        assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_NS)).isEqualTo(seconds(60));
        assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_MAX_NS)).isEqualTo(seconds(300));
        assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS)).isEqualTo(seconds(900));
        assertThat(image.getLong(breaker + ImageLayout.B_PAUSE_TAIL_NS)).isEqualTo(seconds(5));
        assertThat(image.getLong(breaker + ImageLayout.B_WIDENING_STEP_PPM)).isEqualTo(1_500_000);
        assertThat(image.getLong(breaker + ImageLayout.B_WIDENING_MAX_PPM)).isEqualTo(4 * PPM);
        assertThat(image.getLong(breaker + ImageLayout.B_WIDENING_TAU_NS)).isEqualTo(seconds(1200));
        assertThat(image.getInt(breaker + ImageLayout.B_TRIP_CAP)).isEqualTo(12);
        assertThat(image.getLong(breaker + ImageLayout.B_TRIP_CAP_WINDOW_NS)).isEqualTo(seconds(3600));
        assertThat(image.getInt(breaker + ImageLayout.B_REOPENING)).isEqualTo(ImageLayout.REOPEN_DIRECT);
        assertThat(image.getInt(breaker + ImageLayout.B_RESEED)).isOne();
        assertThat(image.getInt(breaker + ImageLayout.B_SCALE_RULE)).isZero();
        assertThat(image.getInt(breaker + ImageLayout.B_RECORD_BANDS)).isZero();
        final int band = parameters.ruleAt(breaker, 0);
        assertThat(image.getInt(band + ImageLayout.U_WIDTH)).isEqualTo(ImageLayout.WIDTH_VOLATILITY);
        assertThat(image.getLong(band + ImageLayout.U_PPM)).isEqualTo(30_000);
        assertThat(image.getLong(band + ImageLayout.U_CAP_PPM)).isEqualTo(120_000);
        assertThat(image.getLong(band + ImageLayout.U_SIGMAS_PPM)).isEqualTo(4 * PPM);
        assertThat(image.getLong(band + ImageLayout.U_HORIZON_NS)).isEqualTo(seconds(300));
        assertThat(image.getLong(parameters.ruleAt(breaker, 1) + ImageLayout.U_PPM)).isEqualTo(25_000);
        assertThat(image.getLong(parameters.ruleAt(breaker, 2) + ImageLayout.U_PPM)).isEqualTo(35_000);
        assertThat(image.getInt(parameters.ruleAt(breaker, 2) + ImageLayout.U_SCALED)).isOne();
        final int volatility = parameters.ruleAt(breaker, 3);
        assertThat(image.getInt(volatility + ImageLayout.U_OBSERVABLE)).isEqualTo(ImageLayout.OBSERVE_VARIANCE);
        assertThat(image.getLong(volatility + ImageLayout.U_PPM)).isEqualTo(12_500);
        assertThat(image.getLong(volatility + ImageLayout.U_RATIO_PPM)).isEqualTo(3 * PPM);
        assertThat(image.getLong(volatility + ImageLayout.U_SUSTAIN_NS)).isEqualTo(seconds(2));
        assertThat(rulebook.ruleNames()).containsExactly(Map.entry(1, "band"), Map.entry(2, "velocity_10s"),
            Map.entry(3, "velocity_60s"), Map.entry(4, "volatility"), Map.entry(5, "thin"), Map.entry(6, "wide"));
        assertThat(image.getInt(parameters.breakerAt(type, 1) + ImageLayout.B_MONITOR))
            .isEqualTo(ImageLayout.MONITOR_NOTIFY);
        assertThat(image.getInt(parameters.breakerAt(type, 2) + ImageLayout.B_TRIP_STATE)).isZero();
    }

    private static void row(final UnsafeBuffer image, final int at, final long upTo, final int inclusive,
        final long ppm, final long atMost, final long closing)
    {
        assertThat(image.getLong(at + ImageLayout.W_UP_TO_E9)).isEqualTo(upTo);
        assertThat(image.getInt(at + ImageLayout.W_INCLUSIVE)).isEqualTo(inclusive);
        assertThat(image.getLong(at + ImageLayout.W_PPM)).isEqualTo(ppm);
        assertThat(image.getLong(at + ImageLayout.W_AT_MOST_E9)).isEqualTo(atMost);
        assertThat(image.getLong(at + ImageLayout.W_CLOSING_PPM)).isEqualTo(closing);
    }

    private static long seconds(final long seconds)
    {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
