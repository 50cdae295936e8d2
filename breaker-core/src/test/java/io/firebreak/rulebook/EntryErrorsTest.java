package io.firebreak.rulebook;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of orders at entry that say too little, or contradict their breaker, are refused with line and fix. */
class EntryErrorsTest
{
    private static final String BOOK = String.join("\n",
        "rulebook { name = sample, version = \"1\", source = test }",                  // 1
        "session { opening_window_s = 0 }",                                            // 2
        "classes { future {",                                                          // 3
        "  references { last { kind = LAST } }",                                       // 4
        "  breakers = [ { id = entry, monitor = BAND, record_bands = false",           // 5
        "    trip_state = OPEN",                                                       // 6
        "    rules = [ { id = collar",                                                 // 7
        "      observe = ORDER_PRICE, entry = AGGRESSIVE, reference = last",           // 8
        "      rounding = NONE, comparator = GT, width_ppm = 10000 } ]",               // 9
        "  } ]",                                                                       // 10
        "} }",                                                                         // 11
        "");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "entry = AGGRESSIVE, | | 7 | rules.collar.entry: is missing",
        "entry = AGGRESSIVE | entry = PASSIVE | 8 | nearest match: AGGRESSIVE",
        "entry = AGGRESSIVE | entry = AGGRESSIVE, sides = LOWER | 8 | has no effect",
        "entry = AGGRESSIVE | entry = ANY, orders = BUYS | 8 | nearest match: BUY",
        "ORDER_PRICE, entry = AGGRESSIVE | POTENTIAL_TRADE, entry = ANY | 8 | has no effect",
        "trip_state = OPEN | trip_state = PAUSED, pause { length_s = 9 }, reopening { kind = DIRECT } | 6 | "
            + "an order that is not taken trips nothing",
        "references { | entry_kinds = \"IOC FIK\", references { | 4 | nearest match: FOK",
        "ORDER_PRICE, entry = AGGRESSIVE, reference = last | PROTECTION | 9 | an amount is wanted",
        "ORDER_PRICE, entry = AGGRESSIVE | POTENTIAL_TRADE, remainder = REST | 8 | has no effect"})
    void shouldRefuseARuleOfEntryThatIsNone(
        final String was, final String is, final int line, final String wrong)
    {
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(BOOK, was, is == null ? "" : is)))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:" + line)
            .hasMessageContaining(wrong).hasMessageContaining("; ");
    }

    @Test
    void shouldRefuseKindsOfEntryWhenNoRuleJudgesThem()
    {
        assertThatThrownBy(() -> Sample.load(directory, Sample.with(Sample.with(BOOK, "references {",
            "entry_kinds = IOC, references {"), "ORDER_PRICE, entry = AGGRESSIVE", "POTENTIAL_TRADE")))
            .isInstanceOf(RulebookException.class).hasMessageContaining("my.conf:4")
            .hasMessageContaining("entry_kinds: has no effect");
    }
}
