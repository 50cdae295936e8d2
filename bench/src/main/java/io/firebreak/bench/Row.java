package io.firebreak.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One published figure beside its baseline.
 *
 * @param target        row of spec/performance.md, "Targets", or "-".
 * @param name          what was measured.
 * @param value         median.
 * @param unit          of value and baseline.
 * @param baselineName  what the ratio is taken against; empty where there is none.
 * @param baseline      median of the baseline in the same run; NaN where there is none.
 * @param ratio         median of the ratios of paired passes; NaN where there is none.
 * @param spreadPercent width of the middle half of the kept passes' values, per cent of the median.
 * @param threads       busy threads.
 * @param isVoid        the two sides did not compute the same, or a control did not fail: the row says nothing.
 * @param check         what was compared.
 * @param percentiles   of the distribution behind the value; null where the value is no latency.
 */
record Row(
    String target, String name, double value, String unit, String baselineName, double baseline, double ratio,
    double spreadPercent, int threads, boolean isVoid, String check, Percentiles percentiles)
{
    private static final String SEPARATOR = "\t";

    /** A row that is no distribution. */
    Row(
        final String target, final String name, final double value, final String unit, final String baselineName,
        final double baseline, final double ratio, final double spreadPercent, final int threads, final boolean isVoid,
        final String check)
    {
        this(target, name, value, unit, baselineName, baseline, ratio, spreadPercent, threads, isVoid, check, null);
    }

    static int cores()
    {
        return Runtime.getRuntime().availableProcessors();
    }

    boolean isContended()
    {
        return threads > cores();
    }

    /** One line for the process that started this one. */
    String toLine()
    {
        return String.join(SEPARATOR, target, name, Double.toString(value), unit, baselineName,
            Double.toString(baseline), Double.toString(ratio), Double.toString(spreadPercent),
            Integer.toString(threads), Boolean.toString(isVoid), check,
            percentiles == null ? "" : percentiles.toField());
    }

    static Row fromLine(final String line)
    {
        final String[] f = line.split(SEPARATOR, -1);
        return new Row(f[0], f[1], Double.parseDouble(f[2]), f[3], f[4], Double.parseDouble(f[5]),
            Double.parseDouble(f[6]), Double.parseDouble(f[7]), Integer.parseInt(f[8]), Boolean.parseBoolean(f[9]),
            f[10], f[11].isEmpty() ? null : Percentiles.fromField(f[11]));
    }

    /** The fields as printed; no ratio where it would mislead. */
    Map<String, Object> toMap()
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", target);
        map.put("name", name);
        map.put("value", number(value));
        map.put("unit", unit);
        map.put("baselineName", baselineName);
        map.put("baseline", number(baseline));
        map.put("ratio", isVoid || isContended() ? null : number(ratio));
        map.put("spread", number(spreadPercent));
        map.put("threads", threads);
        map.put("cores", cores());
        map.put("contended", isContended());
        map.put("void", isVoid);
        map.put("check", check);
        if (percentiles != null)
        {
            map.put("percentiles", percentiles.toMap());
        }
        return map;
    }

    private static Double number(final double value)
    {
        return Double.isNaN(value) || Double.isInfinite(value) ? null : Math.round(value * 1e4) / 1e4;
    }
}
