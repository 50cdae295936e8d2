package io.firebreak.oracle.bands;

import java.math.BigDecimal;

/** The references of a drawn breaker together: what happens happens to all of them. */
final class FamilyPrices
{
    final NaiveReference centre;
    final NaiveReference far;
    final NaiveReference base = new NaiveReference("PUBLISHED", 0, false);

    private final FamilySettings f;
    private boolean isCloseUsed;

    FamilyPrices(final FamilySettings settings)
    {
        f = settings;
        centre = reference(f.centre, f.centreNs);
        far = reference(f.far, f.farNs);
    }

    private NaiveReference reference(final String kind, final long ns)
    {
        return new NaiveReference(kind, kind.equals("PUBLISHED") ? 0 : ns, f.isMoved(kind));
    }

    NaiveReference of(final FamilyRule rule)
    {
        return rule.reference().equals("centre") ? centre : far;
    }

    void advance(final long nowNs)
    {
        centre.advance(nowNs);
        far.advance(nowNs);
    }

    void sweep(final long nowNs, final long key)
    {
        centre.sweep(nowNs, key);
        far.sweep(nowNs, key);
    }

    void print(
        final long nowNs, final long key, final long price, final boolean isLast, final boolean isAuction,
        final boolean isInSession)
    {
        if (isInSession || !f.centre.equals("OPEN"))
        {
            centre.print(nowNs, key, BigDecimal.valueOf(price), isLast, isAuction);
        }
        if (isInSession || !f.far.equals("OPEN"))
        {
            far.print(nowNs, key, BigDecimal.valueOf(price), isLast, isAuction);
        }
    }

    void auction(final long nowNs, final long price, final boolean isInSession)
    {
        if (isInSession || !f.centre.equals("OPEN"))
        {
            centre.auction(nowNs, BigDecimal.valueOf(price));
        }
        if (isInSession || !f.far.equals("OPEN"))
        {
            far.auction(nowNs, BigDecimal.valueOf(price));
        }
    }

    /** The host publishes a close, a mark or, for the widths alone, a settlement. */
    void publish(final long nowNs, final String what, final BigDecimal price)
    {
        if (what.equals("SETTLEMENT"))
        {
            base.publish(nowNs, "PUBLISHED", price);
            return;
        }
        centre.publish(nowNs, what, price);
        far.publish(nowNs, what, price);
        isCloseUsed &= !what.equals("PREVIOUS_CLOSE");
    }

    /** The close that a day had is none of the next one. */
    void close()
    {
        isCloseUsed = true;
    }

    void newDay(final long nowNs)
    {
        centre.newDay(nowNs, isCloseUsed);
        far.newDay(nowNs, isCloseUsed);
        isCloseUsed = false;
    }

    /** The breaker trades again: what its rules look back on starts anew. */
    void reopen(final long nowNs, final Long auction, final long causeTicks)
    {
        final BigDecimal price = auction == null ? null : BigDecimal.valueOf(auction);
        final BigDecimal cause = BigDecimal.valueOf(causeTicks);
        if (isRead("centre"))
        {
            centre.reopen(nowNs, price, cause);
        }
        if (isRead("far"))
        {
            far.reopen(nowNs, price, cause);
        }
    }

    /** What a check lies around, at the trip of a rule. */
    BigDecimal around(final BigDecimal from, final BigDecimal limit)
    {
        return switch (f.checkCentre)
        {
            case "REFERENCE" -> from;
            case "CAUSE" -> limit.setScale(6, java.math.RoundingMode.HALF_UP);
            case "centre" -> centre.low();
            default -> far.low();
        };
    }

    private boolean isRead(final String reference)
    {
        return f.rules.stream().anyMatch(one -> one.reference().equals(reference));
    }
}
