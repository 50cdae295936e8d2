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
    void shouldComputeTheSameAtEverySizeWhenGrowing()
    {
        assertThat(GrowthRows.rows(1)).hasSize(2).allSatisfy(row -> assertThat(row.isVoid()).as(row.check()).isFalse());
    }

    @Test
    void shouldDecideTheSameJournaledAndAloneWhenSustained() throws IOException
    {
        assertThat(SustainedRows.rows(100, 1 << 14)).hasSize(1)
            .allSatisfy(row -> assertThat(row.isVoid()).as(row.check()).isFalse());
    }

    @Test
    void shouldGoThroughItsLineWithPercentiles()
    {
        final Row row = new Row("7", "a", 1, "ns", "b", 2, 0.5, 3, 1, false, "c", new Percentiles(1, 2, 3, 4, 5));
        assertThat(Row.fromLine(row.toLine())).isEqualTo(row);
        assertThat(row.toMap().get("percentiles")).hasToString("{p50=1, p99=2, p99.9=3, max=4, count=5}");
        final Row plain = new Row("1", "a", 1, "ns", "b", 2, 0.5, 3, 1, false, "c");
        assertThat(Row.fromLine(plain.toLine())).isEqualTo(plain);
        assertThat(plain.toMap()).containsKeys("target", "name", "value", "unit", "baseline", "ratio", "spread",
            "threads", "cores", "contended").doesNotContainKey("percentiles");
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
