package io.firebreak.bench;

import java.util.Arrays;

/**
 * Values of the passes of one figure.
 */
final class Samples
{
    private double[] values = new double[64];
    private int size;

    void add(final double value)
    {
        if (size == values.length)
        {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size()
    {
        return size;
    }

    double median()
    {
        return at(0.5);
    }

    double spreadPercent()
    {
        return 100.0 * (at(0.75) - at(0.25)) / median();
    }

    /** Median of this over other, pass by pass. */
    double medianRatio(final Samples other)
    {
        return ratiosTo(other).median();
    }

    /** This over other, pass by pass. */
    Samples ratiosTo(final Samples other)
    {
        final Samples ratios = new Samples();
        for (int i = 0; i < Math.min(size, other.size); i++)
        {
            ratios.add(values[i] / other.values[i]);
        }
        return ratios;
    }

    private double at(final double quantile)
    {
        if (size == 0)
        {
            return Double.NaN;
        }
        final double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        return sorted[(int)Math.min(size - 1, Math.round(quantile * (size - 1)))];
    }
}
