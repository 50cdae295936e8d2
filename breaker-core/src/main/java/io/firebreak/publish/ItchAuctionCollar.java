package io.firebreak.publish;

import java.math.BigDecimal;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Nasdaq's LULD Auction Collar, message type J of TotalView-ITCH 5.0, 35 bytes, big-endian: the prices between which a
 * paused stock may reopen, as an {@code UncrossRequest} or an {@code Extend} has them. It is not the band of continuous
 * trading, which the securities information processor publishes.
 * <pre>
 *   0 header, 19 bytes | 19 reference u32 | 23 upper u32 | 27 lower u32, each 1e-4 dollars | 31 extensions u32
 * </pre>
 *
 * @param reference  price the collars stand on: the band that caused the pause, 1e-4 dollars, 0 to 2^32 - 1.
 * @param upper      upper collar, 1e-4 dollars.
 * @param lower      lower collar, 1e-4 dollars.
 * @param extensions extensions so far.
 */
public record ItchAuctionCollar(long reference, long upper, long lower, int extensions)
{
    /** Bytes of a message. */
    public static final int LENGTH = 35;

    private static final char TYPE = 'J';
    private static final int REFERENCE_OFFSET = ItchHeader.LENGTH;
    private static final int UPPER_OFFSET = 23;
    private static final int LOWER_OFFSET = 27;
    private static final int EXTENSIONS_OFFSET = 31;
    private static final int DECIMALS = 4;
    private static final long MOST = 0xFFFF_FFFFL;

    /**
     * Checks the ranges.
     *
     * @param reference  price the collars stand on, 1e-4 dollars.
     * @param upper      upper collar, 1e-4 dollars.
     * @param lower      lower collar, 1e-4 dollars.
     * @param extensions extensions so far.
     * @throws IllegalArgumentException for a price that the message cannot hold.
     */
    public ItchAuctionCollar
    {
        if (Math.min(reference, Math.min(upper, lower)) < 0 || Math.max(reference, Math.max(upper, lower)) > MOST)
        {
            throw new IllegalArgumentException("a price is outside 0 to 429496.7295 dollars: " + reference + ", " +
                lower + ", " + upper + " (1e-4)");
        }
    }

    /**
     * Collars in ticks.
     *
     * @param exponent       decimals of a tick.
     * @param referenceTicks band that caused the pause.
     * @param lowerTicks     lower collar.
     * @param upperTicks     upper collar.
     * @param extensions     extensions so far.
     * @return the message's fields.
     * @throws IllegalArgumentException where a price has more than four decimals or is out of range.
     */
    public static ItchAuctionCollar ofTicks(final int exponent, final long referenceTicks, final long lowerTicks,
        final long upperTicks, final int extensions)
    {
        return new ItchAuctionCollar(tenThousandths(referenceTicks, exponent), tenThousandths(upperTicks, exponent),
            tenThousandths(lowerTicks, exponent), extensions);
    }

    /**
     * Writes a message.
     *
     * @param buffer          receives {@link #LENGTH} bytes.
     * @param offset          of the first.
     * @param stockLocate     the day's number of the stock, 0 to 65535.
     * @param sinceMidnightNs time of day, ns.
     * @param stock           up to 8 letters.
     * @throws IllegalArgumentException for a longer name, or a time that is no time of day.
     */
    public void encode(final MutableDirectBuffer buffer, final int offset, final int stockLocate,
        final long sinceMidnightNs, final String stock)
    {
        ItchHeader.encode(buffer, offset, TYPE, stockLocate, sinceMidnightNs, stock);
        buffer.putInt(offset + REFERENCE_OFFSET, (int)reference, ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + UPPER_OFFSET, (int)upper, ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + LOWER_OFFSET, (int)lower, ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + EXTENSIONS_OFFSET, extensions, ByteOrder.BIG_ENDIAN);
    }

    /**
     * Reads a message.
     *
     * @param buffer holds it.
     * @param offset of its first byte.
     * @return what it says.
     * @throws IllegalArgumentException for another message type.
     */
    public static ItchAuctionCollar decode(final DirectBuffer buffer, final int offset)
    {
        ItchHeader.require(buffer, offset, TYPE);
        return new ItchAuctionCollar(price(buffer, offset + REFERENCE_OFFSET), price(buffer, offset + UPPER_OFFSET),
            price(buffer, offset + LOWER_OFFSET), buffer.getInt(offset + EXTENSIONS_OFFSET, ByteOrder.BIG_ENDIAN));
    }

    private static long price(final DirectBuffer buffer, final int offset)
    {
        return buffer.getInt(offset, ByteOrder.BIG_ENDIAN) & MOST;
    }

    private static long tenThousandths(final long ticks, final int exponent)
    {
        try
        {
            return BigDecimal.valueOf(ticks, exponent).movePointRight(DECIMALS).longValueExact();
        }
        catch (final ArithmeticException ex)
        {
            throw new IllegalArgumentException("a price of " + BigDecimal.valueOf(ticks, exponent).toPlainString() +
                " dollars does not fit four decimals", ex);
        }
    }
}
