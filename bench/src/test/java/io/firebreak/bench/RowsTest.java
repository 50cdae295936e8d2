package io.firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows whose two sides must have computed the same: a few rounds of each, no time is looked at. */
class RowsTest
{
    @Test
    void shouldComputeTheSameOnBothSidesOfTheEstimators()
    {
        final List<Row> rows = new ArrayList<>(new EstimatorRows().rows(2));
        rows.addAll(new WindowRows().rows(2));
        assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row.isVoid()).as(row.check()).isFalse());
    }

    @Test
    void shouldReadBackTheJournalThatWasMeasured() throws IOException
    {
        assertThat(JournalRows.rows(3)).hasSize(1)
            .allSatisfy(row -> assertThat(row.isVoid()).as(row.check()).isFalse());
    }

    @Test
    void shouldDrawEveryRowOfTheEnvelopeAndRefuseWithoutThem()
    {
        final List<Row> rows = new ArrayList<>();
        for (final EnvelopeRows.Place place : EnvelopeRows.Place.values())
        {
            for (final int rules : EnvelopeRows.RULES)
            {
                rows.add(new Row("12", EnvelopeRows.name(place, rules), 1_000 + rules, "ns/event", "off", 2_000 + rules,
                    0.5, 1, 1, false, ""));
            }
        }
        assertThat(FlatCostChart.html(rows, "a machine & a command")).contains("a machine &amp; a command",
            "[\"1\",\"2\",\"4\",\"8\",\"16\",\"32\",\"64\"]", "[1001,1002,1004,1008,1016,1032,1064]",
            "[2001,2002,2004,2008,2016,2032,2064]", "echarts.init").doesNotContain("{{");
        rows.remove(3);
        assertThatThrownBy(() -> FlatCostChart.html(rows, "")).hasMessageContaining("8 rules");
    }
}
