package io.firebreak.engine;

import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.estimator.Wide;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.ReferenceKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Prices that the host publishes: quotes, indices, previous closes, breaker references. Converted once, at the edge,
 * from 1e-9 of the quote currency to millionths of a tick. Owned by the engine thread.
 */
final class PublishedPrices
{
    private static final long MICRO = 1_000_000L;

    private static final long[] POWER = {
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L};

    private final EngineMemory memory;
    private final Parts parts;
    private final Books books;
    private final UnsafeBuffer b;

    PublishedPrices(final EngineMemory memory, final Parts parts, final Books books)
    {
        this.books = books;
        this.memory = memory;
        this.parts = parts;
        b = memory.buffer();
    }

    void onQuote(final int s, final int sourceId, final long nowNs, final UnsafeBuffer in, final int body)
    {
        if (!isValid(s, sourceId, nowNs, in, body) || !isValid(s, sourceId, nowNs, in, body + 16))
        {
            return;
        }
        final int c = memory.image().classAt(b.getInt(s + Layout.S_CLASS));
        final long bid = in.getLong(body);
        final long bidLots = in.getLong(body + 8);
        final long ask = in.getLong(body + 16);
        final long askLots = in.getLong(body + 24);
        if ((in.getByte(body + 32) & 0xFF) == b.getInt(c + ImageLayout.C_QUOTE_KIND))
        {
            parts.quotes().onQuote(s, nowNs, bid, bidLots, ask, askLots);
        }
    }

    private boolean isValid(
        final int s, final int sourceId, final long nowNs, final UnsafeBuffer in, final int side)
    {
        return in.getLong(side) == Layout.ABSENT ||
            books.valid(s, nowNs, sourceId, in.getLong(side), in.getLong(side + 8), 0);
    }

    void onReferencePrice(
        final int s, final int scope, final int sourceId, final long nowNs, final UnsafeBuffer in, final int body)
    {
        final long priceE9 = in.getLong(body);
        final int kind = in.getByte(body + 18) & 0xFF;
        if (kind == ReferenceKind.PREVIOUS_CLOSE.code())
        {
            if (priceE9 <= 0)
            {
                parts.quality().tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, priceE9, 1);
                return;
            }
            parts.bands().onPreviousClose(s, nowNs, priceE9);
            return;
        }
        if (kind == ReferenceKind.FUNDING_RATE.code() || kind == ReferenceKind.FUNDING_TIME.code())
        {
            final int taken = parts.fair().onFunding(s, kind, nowNs, priceE9);
            if (taken <= 0)
            {
                parts.quality().tell(taken < 0 ? DataQualityCode.BAD_PRICE : DataQualityCode.REFERENCE_UNKNOWN, scope,
                    nowNs, sourceId, taken < 0 ? priceE9 : kind, 0);
            }
            return;
        }
        if (kind != ReferenceKind.BREAKER_REFERENCE.code() && kind != ReferenceKind.PRO_FORMA.code())
        {
            onBandReference(s, scope, sourceId, nowNs, priceE9, kind);
            return;
        }
        final int c = memory.image().classAt(b.getInt(s + Layout.S_CLASS));
        final int r = in.getShort(body + 16) & 0xFFFF;
        final boolean breakerReference = kind == ReferenceKind.BREAKER_REFERENCE.code();
        if (r >= b.getInt(c + ImageLayout.C_REFERENCES) ||
            b.getInt(memory.image().referenceAt(c, r) + ImageLayout.R_KIND) != ImageLayout.KIND_MEAN)
        {
            parts.quality().tell(DataQualityCode.REFERENCE_UNKNOWN, scope, nowNs, sourceId, kind, r);
            return;
        }
        if (priceE9 == Layout.ABSENT)
        {
            parts.quality().tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, priceE9, 1);
            return;
        }
        final long micro = micro(s, scope, sourceId, nowNs, priceE9);
        if (micro != Layout.ABSENT)
        {
            parts.references().onPublished(s, r, nowNs, micro, priceE9, !breakerReference);
        }
    }

    /** A price that a band of the instrument's class is measured from; the absent one takes the last back. */
    private void onBandReference(
        final int s, final int scope, final int sourceId, final long nowNs, final long priceE9, final int kind)
    {
        final long micro = priceE9 == Layout.ABSENT ? priceE9 : micro(s, scope, sourceId, nowNs, priceE9);
        if ((micro != Layout.ABSENT || priceE9 == Layout.ABSENT) && !parts.trades().onPublished(s, kind, nowNs, micro))
        {
            parts.quality().tell(DataQualityCode.REFERENCE_UNKNOWN, scope, nowNs, sourceId, kind, 0);
        }
    }

    /** In millionths of a tick, half up; ABSENT where it is out of range, which is told. */
    private long micro(final int s, final int scope, final int sourceId, final long nowNs, final long priceE9)
    {
        final int exponent = b.getInt(s + Layout.S_PRICE_EXPONENT);
        final long micro = exponent >= 3 ?
            Wide.mulDivHalfUp(priceE9, POWER[exponent - 3], 1) : Wide.mulDivHalfUp(priceE9, 1, POWER[3 - exponent]);
        if (micro == Layout.ABSENT)
        {
            parts.quality().tell(DataQualityCode.OVERFLOW, scope, nowNs, sourceId, priceE9, exponent);
            return micro;
        }
        final long maxTicks = memory.image().headerLong(ImageHeader.H_MAX_PRICE_TICKS);
        final long ticks = Math.abs(micro / MICRO);
        if (ticks > maxTicks || ticks == maxTicks && micro % MICRO != 0)
        {
            parts.quality().tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, micro / MICRO, maxTicks);
            return Layout.ABSENT;
        }
        return micro;
    }

    void onMarketPrice(final int s, final int sourceId, final long nowNs, final UnsafeBuffer in, final int body)
    {
        final long priceE9 = in.getLong(body);
        final int kind = in.getByte(body + 18) & 0xFF;
        final int index = in.getShort(body + 16) & 0xFFFF;
        if (priceE9 <= 0)
        {
            parts.quality().tell(DataQualityCode.BAD_PRICE, b.getInt(s + Layout.S_SCOPE), nowNs, sourceId, priceE9, 1);
        }
        else if (index != 0 && !parts.ladder().isIndex(index))
        {
            parts.quality().tell(DataQualityCode.REFERENCE_UNKNOWN, b.getInt(s + Layout.S_SCOPE), nowNs, sourceId, kind,
                index);
        }
        else if (kind == ReferenceKind.PREVIOUS_CLOSE.code())
        {
            parts.ladder().onPreviousClose(index, priceE9);
        }
        else if (kind == ReferenceKind.INDEX.code())
        {
            parts.ladder().onIndex(nowNs, index, priceE9);
        }
        else
        {
            parts.quality().tell(DataQualityCode.REFERENCE_UNKNOWN, b.getInt(s + Layout.S_SCOPE), nowNs, sourceId, kind,
                0);
        }
    }
}
