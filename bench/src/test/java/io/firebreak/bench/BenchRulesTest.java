package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.rulebook.CompiledRulebook;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BenchRulesTest
{
    @Test
    void shouldHoldTheNumbersOfTheRulebookWhenCompiled()
    {
        final CompiledRulebook rulebook = BenchRulebook.load();
        final UnsafeBuffer b = new UnsafeBuffer(rulebook.image());
        final ParameterImage image = new ParameterImage(b, 0);
        final int c = image.classAt(0);
        assertThat(b.getLong(c + ImageLayout.C_FAST_TAU_NS) * 1e-9).isEqualTo(BenchRules.FAST_TAU_SECONDS);
        assertThat(b.getLong(c + ImageLayout.C_SLOW_TAU_NS) * 1e-9).isEqualTo(BenchRules.SLOW_TAU_SECONDS);
        assertThat(b.getInt(c + ImageLayout.C_FILTER_SWEEPS)).isEqualTo(BenchRules.SWEEPS);
        final int average = image.referenceAt(c, 0);
        assertThat((double)b.getLong(average + ImageLayout.R_TAU_NS)).isEqualTo(BenchRules.AVERAGE_TAU_NS);
        final int mean = image.referenceAt(c, 1);
        assertThat(b.getLong(mean + ImageLayout.R_WINDOW_NS)).isEqualTo(BenchRules.WINDOW_NS);
        assertThat(b.getLong(mean + ImageLayout.R_MIN_HOLD_NS)).isEqualTo(BenchRules.MIN_HOLD_NS);
        assertThat(b.getLong(mean + ImageLayout.R_MIN_CHANGE_PPM))
            .isEqualTo(1_000_000L / BenchRules.MIN_CHANGE_DIVISOR);
        final int price = image.breakerAt(c, 0);
        assertThat(b.getLong(price + ImageLayout.B_PAUSE_NS)).isEqualTo(BenchRules.PAUSE_NS);
        final int band = image.ruleAt(price, 0);
        assertThat(b.getLong(band + ImageLayout.U_PPM) * 1e-6).isEqualTo(BenchRules.FLOOR);
        assertThat(b.getLong(band + ImageLayout.U_CAP_PPM) * 1e-6).isEqualTo(BenchRules.CAP);
        assertThat(b.getLong(band + ImageLayout.U_SIGMAS_PPM) * 1e-6).isEqualTo(BenchRules.SIGMAS);
        assertThat(b.getLong(band + ImageLayout.U_HORIZON_NS) * 1e-9).isEqualTo(BenchRules.HORIZON_SECONDS);
        final int quote = image.ruleAt(image.breakerAt(c, 1), 0);
        assertThat(b.getLong(quote + ImageLayout.U_PPM)).isEqualTo(BenchRules.MEAN_BAND_PPM);
        final int thin = image.ruleAt(image.breakerAt(c, 2), 0);
        assertThat(b.getLong(thin + ImageLayout.U_THRESHOLD)).isEqualTo(BenchRules.THIN_LOTS);
        final int wide = image.ruleAt(image.breakerAt(c, 3), 0);
        assertThat(b.getLong(wide + ImageLayout.U_THRESHOLD)).isEqualTo(BenchRules.WIDE_TICKS);
    }
}
