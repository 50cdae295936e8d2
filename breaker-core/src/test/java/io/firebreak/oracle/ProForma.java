package io.firebreak.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The five-minute mean as an exact fraction of ticks, summed again from the prints whenever it is asked for. */
final class ProForma
{
    private static final BigInteger MICRO = BigInteger.valueOf(1_000_000);
    private static final BigInteger E9_PER_TICK = BigInteger.valueOf(10_000_000);

    private record Print(long timeNs, long priceTicks)
    {
    }

    private final List<Print> prints = new ArrayList<>();
    private BigInteger announcedE9;

    void print(final long timeNs, final long priceTicks)
    {
        announcedE9 = null;
        prints.add(new Print(timeNs, priceTicks));
    }

    /** Takes the place of the mean until the next print or expiry. */
    void announce(final long priceE9)
    {
        announcedE9 = BigInteger.valueOf(priceE9);
    }

    void clear()
    {
        prints.clear();
        announcedE9 = null;
    }

    /** A print of time s leaves at s + window: the window is half open. */
    void expire(final long timeNs)
    {
        if (prints.removeIf(print -> print.timeNs + LuldSettings.WINDOW_NS <= timeNs))
        {
            announcedE9 = null;
        }
    }

    long nextExpiryNs()
    {
        return prints.stream().mapToLong(print -> print.timeNs + LuldSettings.WINDOW_NS).min().orElse(Long.MAX_VALUE);
    }

    /** The price whose print would move the mean to so many hundredths of a reference exactly, or 0: there is none. */
    long priceForMean(final long referenceMicro, final int percent)
    {
        final BigInteger[] wanted = BigInteger.valueOf(referenceMicro).multiply(BigInteger.valueOf(percent))
            .multiply(BigInteger.valueOf(prints.size() + 1))
            .divideAndRemainder(MICRO.multiply(BigInteger.valueOf(100)));
        final long price = wanted[0].longValueExact() - prints.stream().mapToLong(Print::priceTicks).sum();
        return wanted[1].signum() == 0 ? Math.max(0, price) : 0;
    }

    boolean known()
    {
        return announcedE9 != null || !prints.isEmpty();
    }

    /** Whether the exact value differs from a reference by 1 % of the reference or more. */
    boolean movedFrom(final long referenceMicro)
    {
        final BigInteger reference = BigInteger.valueOf(referenceMicro).multiply(denominator());
        final BigInteger change = numerator().multiply(MICRO).subtract(reference).abs();
        return change.multiply(BigInteger.valueOf(100)).compareTo(reference) >= 0;
    }

    /** The value in millionths of a tick, half up. */
    long microTicks()
    {
        return new BigDecimal(numerator().multiply(MICRO))
            .divide(new BigDecimal(denominator()), 0, RoundingMode.HALF_UP).longValueExact();
    }

    private BigInteger numerator()
    {
        return announcedE9 != null ? announcedE9 :
            prints.stream().map(print -> BigInteger.valueOf(print.priceTicks)).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private BigInteger denominator()
    {
        return announcedE9 != null ? E9_PER_TICK : BigInteger.valueOf(prints.size());
    }
}
