package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in {@code participants}: each names its line, its key and a fix. */
class ParticipantErrorsTest
{
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "kind = MMQ, counter = QUANTITY, limit_lots = 5, window_s = 1, frozen_s = 0|is none of|nearest match: MMP",
        "kind = MMP, counter = QUANTITY, limit_lot = 5, window_s = 1, frozen_s = 0|limit_lot: unknown key|limit_lots",
        "kind = MMP, counter = QUANTITY, limit_e9 = 5, window_s = 1, frozen_s = 0|limit_lots: is missing|limit_lots = ",
        "kind = MMP, counter = QUANTITY, limit_lots = 0, window_s = 1, frozen_s = 0|out of range|an integer from 1",
        "kind = MMP, counter = QUANTITY, limit_lots = 5, window_s = 1|frozen_s: is missing|write frozen",
        "kind = MMP, counter = QUANTITY, limit_lots = 5, window_s = 90000, frozen_s = 0|out of range|86400 s",
        "kind = MMP, counter = QUANTITY, limit_lots = 5, window_s = 1, frozen_s = 0, collar_bps = 5|has no effect|x",
        "kind = MMP, counter = IMPACT, limit_ppm = 5, window_s = 1, frozen_s = 0|is none of|nearest match: ",
        "kind = THROTTLE, limit_count = 5, window_s = 1, frozen_s = 1|has no effect with kind = THROTTLE|remove it",
        "kind = FAT_FINGER|FAT_FINGER has no limit|write max_qty_lots",
        "kind = FAT_FINGER, max_qty_lots = 5, missing_reference = DENY|has no effect|remove it",
        "kind = RUNAWAY, counter = MESSAGE_RATIO, limit_ppm = 5, multiple_ppm = 999999|out of range|from 1000000",
        "kind = DUPLICATE, window_us = 5|window_us: unknown key|nearest match: window_"})
    void shouldNameLineKeyAndFixWhenAControlIsWrong(final String control, final String wrong, final String fix)
        throws IOException
    {
        final Path file = write("{ id = one, " + control + (control.contains("window") || control.contains("FAT") ?
            "" : ", window_s = 1, baseline_windows = 5, least_messages = 5") + " }");
        assertThatThrownBy(() -> Rulebook.load(file.toString(), Map.of())).isInstanceOf(RulebookException.class)
            .hasMessageContaining("mistake.conf:6").hasMessageContaining("participants.mm.controls.one")
            .hasMessageContaining(wrong).hasMessageContaining(fix.equals("x") ? "remove it" : fix);
    }

    @Test
    void shouldRefuseAClassWithoutControlsAndASecondFatFinger() throws IOException
    {
        final Path none = write("");
        assertThatThrownBy(() -> Rulebook.load(none.toString(), Map.of())).hasMessageContaining("has none");
        final Path two = write("{ id = a, kind = FAT_FINGER, max_qty_lots = 1 }, "
            + "{ id = b, kind = FAT_FINGER, max_qty_lots = 2 }");
        assertThatThrownBy(() -> Rulebook.load(two.toString(), Map.of())).hasMessageContaining("is the second");
    }

    @Test
    void shouldLayAnOptionOverAControlAndNameTheNearestWhereItNamesNothing()
    {
        assertThat(Rulebook.load("deribit-mmp", Map.of("participants.mmp_group.quantity.limit_lots", "7")).canonical())
            .contains("participants.mmp_group.controls.quantity.limit_lots = 7");
        assertThatThrownBy(() -> Rulebook.load("deribit-mmp", Map.of("participants.mmp_grup.quantity.limit_lots", "7")))
            .hasMessageContaining("nearest match: mmp_group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deribit-mmp", "derive-mmp", "bybit-mmp", "eurex-mmp", "participant-controls"})
    void shouldEchoEveryControlAndItsExitWhenChecked(final String name)
    {
        final CompiledRulebook rulebook = Rulebook.load(name, Map.of());
        final String echo = String.join("\n", RulebookReport.check(rulebook));
        rulebook.ruleNames().values().forEach(rule -> assertThat(echo).contains(": ").contains(rule));
        assertThat(echo).contains("exit").contains("participants");
        assertThat(rulebook.settings()).filteredOn(setting -> setting.path().startsWith("participants"))
            .anyMatch(setting -> !setting.because().isEmpty());
    }

    private Path write(final String controls) throws IOException
    {
        final Path file = folder.resolve("mistake.conf");
        Files.writeString(file, "rulebook { name = m, version = \"1\", source = test }\n"
            + "session { always_open = true }\nclasses { i { breakers = [] } }\n"
            + "participants {\n  mm { controls = [\n    " + controls + "\n  ] }\n}\n");
        return file;
    }
}
