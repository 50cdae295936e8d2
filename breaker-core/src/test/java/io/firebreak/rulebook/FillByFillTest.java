package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.BreakerPipeline;
import io.firebreak.PipelineContext;
import io.firebreak.record.JournalStart.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only inline can keep is refused in the pipelined modes, with file, line, key and fix. */
class FillByFillTest
{
    private static final String WRONG = "my.conf:14: classes.stock.references.mean.gate.min_hold: without a hold";
    private static final String GATE = "gate { min_change_ppm = 10000 }";

    @TempDir
    private Path directory;

    @Test
    void shouldNamePlaceAndFixWhenAMeanMayMoveAtEveryFill()
    {
        final CompiledRulebook rulebook = Sample.load(directory, Sample.EQUITY);
        assertThatThrownBy(rulebook::requirePipelined).isInstanceOf(RulebookException.class)
            .hasMessageContaining(WRONG).hasMessageContaining("of rule band")
            .hasMessageEndingWith("write gate { min_hold_s = 1 } or longer, or run it inline");
        assertThat(RulebookReport.check(rulebook)).filteredOn(line -> line.startsWith("modes")).singleElement()
            .asString().contains("inline only").contains(WRONG);
    }

    @Test
    void shouldNameTheLineOfTheHoldWhenItIsWrittenAsNothing()
    {
        final String text = Sample.with(Sample.EQUITY, GATE, "gate { min_change_ppm = 10000,\n min_hold_s = 0 }");
        assertThatThrownBy(Sample.load(directory, text)::requirePipelined)
            .hasMessageContaining("my.conf:15: classes.stock.");
        assertThatThrownBy(Sample.load(directory, Sample.EQUITY,
            Map.of("classes.stock.references.mean.gate.min_hold_s", "0"))::requirePipelined)
            .hasMessageContaining("--set classes.stock.references.mean.gate.min_hold_s");
    }

    @Test
    void shouldRunInEveryModeWhenTheMeanHoldsOrNoRuleMeasuresFromIt()
    {
        final String held = Sample.with(Sample.EQUITY, GATE, "gate { min_change_ppm = 10000, min_hold_ms = 1 }");
        assertThatCode(Sample.load(directory, held)::requirePipelined).doesNotThrowAnyException();
        final String unused = Sample.with(held, "average { kind = EMA, tau_s = 300 }",
            "other { kind = MEAN, window_s = 9 }");
        assertThatCode(Sample.load(directory, unused)::requirePipelined).doesNotThrowAnyException();
        for (final String name : Rulebook.shipped())
        {
            final CompiledRulebook rulebook = Rulebook.load(name, Map.of());
            assertThatCode(rulebook::requirePipelined).as(name).doesNotThrowAnyException();
            assertThat(RulebookReport.check(rulebook)).filteredOn(line -> line.startsWith("modes")).singleElement()
                .asString().contains("direct and sequenced").contains("DecisionEffective");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldNotLaunchAPipelineWhenTheImageNeedsEachFill(final Mode mode)
    {
        final CompiledRulebook rulebook =
            Sample.load(directory, Sample.EQUITY, Map.of("engine.release_after", "NONE"));
        assertThatThrownBy(() -> BreakerPipeline.launch(new PipelineContext().mode(mode)
            .image(rulebook.image(), rulebook.imageHash()))).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("mode=" + mode).hasMessageContaining("stock.references.mean.gate.min_hold")
            .hasMessageContaining("run it inline");
        assertThat(List.of(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toArray()))
            .doesNotContain("firebreak-pipeline");
    }
}
