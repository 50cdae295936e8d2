package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a composed reference is worth at an instant, from lists of everything that was told, searched from end to end:
 * no window, no running sum, no shared code. Prices are ticks as decimals, times nanoseconds; null is "none".
 */
final class NaiveComposition
{
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000L);

    /** Something told at an instant; a price of null takes the last one back. */
    private record Told(long timeNs, BigDecimal price, long qty)
    {
    }

    final List<String> of;
    final long windowNs;
    final long sampleNs;
    final long staleNs;
    final long freshNs;
    final long weightPpm;
    final long boundPpm;
    final int atLeast;
    private final String kind;
    private final List<Told> index = new ArrayList<>();
    private final List<Told> settle = new ArrayList<>();
    private final List<Told> prints = new ArrayList<>();
    private final List<Told> mids = new ArrayList<>();
    private final List<Told> samples = new ArrayList<>();
    private BigDecimal average;
    private BigDecimal rate;
    private long endNs = Long.MIN_VALUE;

    NaiveComposition(final String kind, final List<String> of, final long[] times, final long[] shares,
        final int atLeast)
    {
        this.kind = kind;
        this.of = of;
        windowNs = times[0];
        sampleNs = times[1];
        staleNs = times[2];
        freshNs = times[3];
        weightPpm = shares[0];
        boundPpm = shares[1];
        this.atLeast = atLeast;
    }

    void index(final long nowNs, final BigDecimal price)
    {
        index.add(new Told(nowNs, price, 0));
    }

    void settle(final long nowNs, final BigDecimal price)
    {
        settle.add(new Told(nowNs, price, 0));
    }

    void print(final long nowNs, final BigDecimal price, final long qty)
    {
        prints.add(new Told(nowNs, price, qty));
    }

    void mid(final long nowNs, final BigDecimal price)
    {
        mids.add(new Told(nowNs, price, 0));
    }

    void funding(final BigDecimal newRate)
    {
        rate = newRate;
    }

    void fundingEnds(final long atNs)
    {
        endNs = atNs;
    }

    /** A whole multiple of the sample: what is observed now is a sample, where there is something. */
    void sample(final long nowNs)
    {
        final BigDecimal observed = observed(nowNs);
        if (observed != null)
        {
            samples.add(new Told(nowNs, observed, 1));
            average = average == null ? observed : average.add(observed.subtract(average)
                .multiply(BigDecimal.valueOf(weightPpm)).divide(MILLION, 6, RoundingMode.HALF_UP));
        }
    }

    /** What the reference is worth, before its gate. */
    BigDecimal value(final long nowNs)
    {
        return switch (kind)
        {
            case "FIRST_VALID" -> of.stream().map(name -> part(name, nowNs)).filter(value -> value != null)
                .findFirst().orElse(null);
            case "MEDIAN" -> median(of.stream().map(name -> part(name, nowNs)).filter(value -> value != null).sorted()
                .toList());
            case "MID" -> part("mid", nowNs);
            case "VWAP" -> mean(inside(prints, nowNs));
            case "TWAP" -> mean(inside(samples, nowNs - nowNs % sampleNs));
            case "BASIS_AVERAGE" -> plus(mean(inside(samples, nowNs - nowNs % sampleNs)), nowNs);
            case "BASIS_EMA" -> bounded(nowNs);
            default -> fair(nowNs);
        };
    }

    /** Instants in (from, to] at which time alone may change the value. */
    List<Long> instants(final long fromNs, final long toNs)
    {
        final List<Long> instants = new ArrayList<>();
        for (long at = fromNs - fromNs % sampleNs + sampleNs; at <= toNs; at += sampleNs)
        {
            instants.add(at);
        }
        for (final List<Told> list : List.of(prints, mids))
        {
            final long sinceNs = kind.equals("FAIR") ? Long.MAX_VALUE : fromNs - windowNs - staleNs - freshNs;
            for (int i = list.size() - 1; i >= 0 && list.get(i).timeNs() > sinceNs; i--)
            {
                final long atNs = list.get(i).timeNs();
                instants.addAll(List.of(atNs + windowNs, atNs + staleNs, atNs + freshNs + 1));
            }
        }
        instants.add(endNs);
        return instants.stream().filter(at -> at > fromNs && at <= toNs).distinct().sorted().toList();
    }

    private BigDecimal part(final String name, final long nowNs)
    {
        return switch (name)
        {
            case "index" -> last(index, nowNs, Long.MAX_VALUE);
            case "settle" -> last(settle, nowNs, Long.MAX_VALUE);
            case "last" -> last(prints, nowNs, staleNs);
            default -> last(mids, nowNs, freshNs + 1);
        };
    }

    private static BigDecimal last(final List<Told> list, final long nowNs, final long untilNs)
    {
        final Told told = list.isEmpty() ? null : list.get(list.size() - 1);
        return told == null || untilNs != Long.MAX_VALUE && nowNs >= told.timeNs() + untilNs ? null : told.price();
    }

    private BigDecimal observed(final long nowNs)
    {
        final BigDecimal value = part(of.get(0), nowNs);
        final BigDecimal from = kind.equals("TWAP") ? BigDecimal.ZERO : part("index", nowNs);
        return value == null || from == null ? null : value.subtract(from);
    }

    private BigDecimal median(final List<BigDecimal> sorted)
    {
        final int count = sorted.size();
        if (count < atLeast)
        {
            return null;
        }
        return count % 2 == 1 ? sorted.get(count / 2) : sorted.get(count / 2 - 1).add(sorted.get(count / 2))
            .divide(BigDecimal.valueOf(2), 6, RoundingMode.HALF_UP);
    }

    private List<Told> inside(final List<Told> list, final long nowNs)
    {
        return list.stream().filter(told -> told.timeNs() > nowNs - windowNs && told.timeNs() <= nowNs).toList();
    }

    private static BigDecimal mean(final List<Told> list)
    {
        BigDecimal sum = BigDecimal.ZERO;
        long weight = 0;
        for (final Told told : list)
        {
            sum = sum.add(told.price().multiply(BigDecimal.valueOf(told.qty())));
            weight += told.qty();
        }
        return weight == 0 ? null : sum.divide(BigDecimal.valueOf(weight), 6, RoundingMode.HALF_UP);
    }

    private BigDecimal plus(final BigDecimal basis, final long nowNs)
    {
        final BigDecimal from = part("index", nowNs);
        return basis == null || from == null ? null : from.add(basis);
    }

    private BigDecimal bounded(final long nowNs)
    {
        final BigDecimal from = part("index", nowNs);
        if (average == null || from == null)
        {
            return null;
        }
        final BigDecimal bound = from.abs().multiply(BigDecimal.valueOf(boundPpm)).divide(MILLION, 6,
            RoundingMode.FLOOR);
        return from.add(average.min(bound).max(bound.negate()));
    }

    private BigDecimal fair(final long nowNs)
    {
        final BigDecimal from = part("index", nowNs);
        if (from == null || rate == null || endNs == Long.MIN_VALUE)
        {
            return null;
        }
        final BigDecimal leftMs = BigDecimal.valueOf(Math.max(0, endNs - nowNs))
            .divide(MILLION, 0, RoundingMode.CEILING);
        return from.add(from.multiply(rate).multiply(leftMs)
            .divide(BigDecimal.valueOf(windowNs / 1_000_000L), 6, RoundingMode.HALF_UP));
    }
}
