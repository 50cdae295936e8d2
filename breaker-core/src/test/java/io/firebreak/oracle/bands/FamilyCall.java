package io.firebreak.oracle.bands;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The prices at which a call of a drawn breaker may end, and how it goes on where its price is none of them. */
final class FamilyCall
{
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Nobody was asked, the price was, the uncross was. */
    int phase;

    /** Operators have no part in it, have it in hand, have given it back. */
    int manual;

    long lower = Long.MIN_VALUE;
    long upper = Long.MAX_VALUE;
    int extension;

    private final FamilySettings f;
    private int leftover;
    private long step;
    private BigDecimal centre;
    private boolean isLower;
    private long causeTicks;

    FamilyCall(final FamilySettings settings)
    {
        f = settings;
    }

    /** A trip: what the check lies around is what it is now. */
    void trip(final BigDecimal around, final boolean isBelow, final long cause)
    {
        phase = 0;
        manual = 0;
        extension = 0;
        leftover = 0;
        centre = around;
        isLower = isBelow;
        causeTicks = cause;
    }

    boolean isChecked()
    {
        return f.reopening.equals("UNCROSS") && manual == 0;
    }

    /** The price is asked for: the limits of its test, beside the band of the trip. */
    void ask(final FamilyBand band)
    {
        phase = 1;
        if (!isChecked())
        {
            lower = Long.MIN_VALUE;
            upper = Long.MAX_VALUE;
        }
        else if (!f.isCollar)
        {
            check();
        }
        else if (extension == 0)
        {
            final BigDecimal steps = BigDecimal.valueOf(causeTicks * f.collarPpm)
                .divide(MILLION.multiply(BigDecimal.valueOf(f.increment)), 0, RoundingMode.HALF_UP);
            step = causeTicks <= f.lowPriceTicks ? f.lowStepTicks : steps.longValueExact() * f.increment;
            lower = isLower ? causeTicks - step : band.lowestRule == null ? Long.MIN_VALUE : band.lowest;
            upper = isLower ? band.highestRule == null ? Long.MAX_VALUE : band.highest : causeTicks + step;
        }
    }

    /** Whether a price, or what is left over, is reason to go on. */
    boolean isOutside(final Long price, final long lots)
    {
        final boolean isBeyond = price == null ? f.isCollar : price < lower || price > upper;
        return isChecked() && (isBeyond || lots > 0 && f.isCollar && f.leftovers == 0);
    }

    boolean isLast()
    {
        return extension - leftover >= f.extensions;
    }

    boolean goesOnFor(final long lots)
    {
        return lots > 0 && leftover < f.leftovers && manual == 0;
    }

    /** One more extension, for a price or for market orders; returns its length. */
    long extend(final Long price, final boolean isOutside)
    {
        phase = 0;
        extension++;
        if (!isOutside)
        {
            leftover++;
            return f.leftoverNs;
        }
        final boolean isOpposite = f.oppositeNs != 0 && price != null && (isLower ? price > upper : price < lower);
        final int steps = extension - leftover - 1;
        if (f.isCollar)
        {
            final boolean isMovedLower = price != null && price < lower || isLower && (price == null || price <= upper);
            lower = isMovedLower ? lower - step : lower;
            upper = isMovedLower ? upper : upper + step;
        }
        else
        {
            centre = f.isStep && lower <= upper ? BigDecimal.valueOf(price < lower ? lower : upper) : centre;
            check();
        }
        return isOpposite ? f.oppositeNs : f.extensionsNs[Math.min(steps, f.extensionsNs.length - 1)];
    }

    private void check()
    {
        if (centre == null)
        {
            lower = Long.MAX_VALUE;
            upper = Long.MIN_VALUE;
            return;
        }
        final BigDecimal width = BigDecimal.valueOf(f.checks[Math.min(extension - leftover, f.checks.length - 1)]);
        final BigDecimal distance = f.isCheckPpm ? centre.multiply(width).divide(MILLION, 6, RoundingMode.HALF_UP) :
            width.movePointLeft(7).setScale(6, RoundingMode.HALF_UP);
        final BigDecimal increment = BigDecimal.valueOf(f.increment);
        lower = centre.subtract(distance).divide(increment, 0, RoundingMode.CEILING).longValueExact() * f.increment;
        upper = centre.add(distance).divide(increment, 0, RoundingMode.FLOOR).longValueExact() * f.increment;
    }
}
