package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * One rule of a drawn breaker: what it reads, how wide it is, and its own words in the rulebook. A table is one width a
 * row.
 */
record FamilyRule(String id, String reference, boolean isOfBase, String sides, List<Row> rows, String text)
{
    private static final String[] ROUNDINGS = {"NONE", "NEAREST_HALF_UP", "FLOOR", "CEIL", "INWARD", "OUTWARD"};
    private static final String[] WIDTHS = {"PPM", "ABS", "TICKS", "MIN", "MAX", "GEOMETRIC", "TABLE", "QUANTILE"};
    private static final double YEAR_S = 365.25 * 86_400;

    /** A width, up to a price of its key; null for the last one. */
    record Row(BigDecimal upTo, boolean isInclusive, NaiveWidth width)
    {
    }

    /** A rule that watches potential trades. */
    static FamilyRule drawn(final String id, final String reference, final Random random)
    {
        final String shape = WIDTHS[random.nextInt(WIDTHS.length)];
        final String rounding = ROUNDINGS[random.nextInt(ROUNDINGS.length)];
        final boolean isGe = random.nextBoolean();
        final boolean isFloored = random.nextInt(3) == 0 && !shape.equals("GEOMETRIC");
        final boolean isOfBase = random.nextInt(3) == 0 && List.of("PPM", "MIN", "MAX", "TABLE").contains(shape);
        final String sides = random.nextInt(6) > 0 ? "BOTH" : random.nextBoolean() ? "LOWER" : "UPPER";
        final String head = "{ id = " + id + ", observe = POTENTIAL_TRADE, reason = PRICE_BAND, reference = " +
            reference + ", comparator = " + (isGe ? "GE" : "GT") + ", rounding = " + rounding + ", sides = " + sides +
            (isFloored ? ", offset_rounding = FLOOR" : "") + ", width { kind = " + shape +
            (isOfBase ? ", of = base" : "");
        final String up = sides.equals("LOWER") ? "" : ", up";
        final String down = sides.equals("UPPER") ? "" : ", down";
        if (shape.equals("TABLE"))
        {
            return table(id, reference, isOfBase, sides, rounding, isFloored, isGe, head, random);
        }
        if (shape.equals("QUANTILE"))
        {
            final int sigma = 500_000 + random.nextInt(2_000_000);
            final int horizon = 60 + random.nextInt(3_600);
            final int probability = 500_000 + random.nextInt(490_000);
            final double spread = deviations(probability * 1e-6) * sigma * 1e-6 * Math.sqrt(horizon / YEAR_S);
            final double drift = -0.5 * sigma * 1e-6 * sigma * 1e-6 * horizon / YEAR_S;
            final NaiveWidth width = new NaiveWidth("PPM", Math.round(Math.expm1(drift + spread) * 1e6),
                Math.round(-Math.expm1(drift - spread) * 1e6), 0, 0, rounding, isFloored, isGe);
            return new FamilyRule(id, reference, false, sides, List.of(new Row(null, false, width)), head +
                ", sigma_per_sqrt_year_ppm = " + sigma + ", horizon_s = " + horizon + ", probability_ppm = " +
                probability + " } }");
        }
        final boolean isShare = !shape.equals("ABS") && !shape.equals("TICKS");
        final boolean isAmount = !shape.equals("PPM") && !shape.equals("GEOMETRIC");
        final String unit = shape.equals("TICKS") ? "_ticks" : "_e9";
        final NaiveWidth width = new NaiveWidth(shape, 500 + random.nextInt(40_000), 500 + random.nextInt(40_000),
            amount(shape, random), amount(shape, random), rounding, isFloored, isGe);
        final StringBuilder text = new StringBuilder(head);
        if (isShare)
        {
            text.append(up.isEmpty() ? "" : up + "_ppm = " + width.upPpm())
                .append(down.isEmpty() ? "" : down + "_ppm = " + width.downPpm());
        }
        if (isAmount)
        {
            text.append(up.isEmpty() ? "" : up + unit + " = " + width.upAbs())
                .append(down.isEmpty() ? "" : down + unit + " = " + width.downAbs());
        }
        return new FamilyRule(id, reference, isOfBase, sides, List.of(new Row(null, false, width)), text + " } }");
    }

    /** A rule that watches prints: the further ones of a breaker are wider. */
    static FamilyRule ofPrints(final String id, final String reference, final int ppm, final Random random)
    {
        final boolean isGe = random.nextBoolean();
        final NaiveWidth width = new NaiveWidth("PPM", ppm, ppm, 0, 0, "NONE", false, isGe);
        return new FamilyRule(id, reference, false, "BOTH", List.of(new Row(null, false, width)), "{ id = " + id +
            ", observe = TRADE, reason = PRICE_BAND, rounding = NONE, comparator = " + (isGe ? "GE" : "GT") +
            ", reference = " + reference + ", width_ppm = " + ppm + " }");
    }

    /** The width that a key chooses. */
    NaiveWidth width(final BigDecimal key)
    {
        return rows.stream().filter(row -> row.upTo() == null ||
            key.compareTo(row.upTo()) < (row.isInclusive() ? 1 : 0)).findFirst().orElseThrow().width();
    }

    boolean isTable()
    {
        return rows.size() > 1;
    }

    private static FamilyRule table(
        final String id, final String reference, final boolean isOfBase, final String sides, final String rounding,
        final boolean isFloored, final boolean isGe, final String head, final Random random)
    {
        final Row[] rows = new Row[3];
        final StringBuilder text = new StringBuilder(head).append(", rows = [");
        for (int i = 0; i < rows.length; i++)
        {
            final long upTo = 9_900 + 150 * i + random.nextInt(100);
            final boolean isInclusive = random.nextBoolean() && i < 2;
            final boolean isAmount = random.nextBoolean();
            final int ppm = 1_000 + random.nextInt(30_000);
            final long e9 = (10 + random.nextInt(300)) * 10_000_000L;
            rows[i] = new Row(i < 2 ? BigDecimal.valueOf(upTo) : null, isInclusive, new NaiveWidth(
                isAmount ? "ABS" : "PPM", ppm, ppm, e9, e9, rounding, isFloored, isGe));
            text.append(" { id = r").append(i).append(i < 2 ? ", up_to_e9 = " + upTo * 10_000_000L : "")
                .append(isInclusive ? ", inclusive = true" : "")
                .append(isAmount ? ", width_e9 = " + e9 : ", width_ppm = " + ppm).append(" }");
        }
        return new FamilyRule(id, reference, isOfBase, sides, List.of(rows), text + " ] } }");
    }

    /** Half width of the interval that a normal variable lies in with a probability, by summing its density. */
    private static double deviations(final double probability)
    {
        final double step = 1e-4;
        double inside = 0;
        double x = 0;
        double slice = slice(x, step);
        while (inside + slice < probability)
        {
            inside += slice;
            x += step;
            slice = slice(x, step);
        }
        return x + step * (probability - inside) / slice;
    }

    private static double slice(final double from, final double step)
    {
        final double middle = from + step / 2;
        return 2 * step * Math.exp(-middle * middle / 2) / Math.sqrt(2 * Math.PI);
    }

    private static long amount(final String shape, final Random random)
    {
        return shape.equals("TICKS") ? 5 + random.nextInt(300) :
            (5 + random.nextInt(300)) * 10_000_000L + random.nextInt(1_000);
    }
}
