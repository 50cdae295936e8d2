package io.firebreak.publish;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Nasdaq's Stock Trading Action, message type H of TotalView-ITCH 5.0, 25 bytes, big-endian. It has four states and a
 * reason of four letters; limit states, auctions and cancel-only have none.
 * <pre>
 *   0 header, 19 bytes | 19 trading state: T trading, P paused, H halted, Q quotation only | 20 reserved
 *  21 reason, 4 letters: LUDP volatility pause, MWC1 to MWC3 market-wide, MWCQ its end, T12 information wanted,
 *     O1 operations
 * </pre>
 * Source: the published specification; the letters are marked "verify" in spec/product.md A1.
 *
 * @param state  T, P, H or Q.
 * @param reason up to four letters, empty none.
 */
public record ItchTradingAction(char state, String reason)
{
    /** Bytes of a message. */
    public static final int LENGTH = 25;

    private static final char TYPE = 'H';
    private static final int STATE_OFFSET = ItchHeader.LENGTH;
    private static final int REASON_OFFSET = 21;
    private static final int REASON_LENGTH = 4;
    private static final String LULD_PAUSE = "LUDP";
    private static final String LEVEL = "MWC";
    private static final String MARKET_RESUMES = "MWCQ";
    private static final String INFORMATION = "T12";
    private static final String OPERATIONS = "O1";

    /**
     * Says a status in ITCH's words.
     *
     * @param status what is so.
     * @return the message's two fields.
     */
    public static ItchTradingAction of(final VenueStatus status)
    {
        switch (status.state())
        {
            case OPEN:
            case BAND_ONLY:
                return new ItchTradingAction('T', status.reason() == Reason.MARKET_WIDE ||
                    status.isMarket() && status.reason() == Reason.REOPENED ? MARKET_RESUMES : "");
            case PAUSED:
                return new ItchTradingAction('P', LULD_PAUSE);
            case AUCTION:
            case REOPENING:
            case CLOSING_AUCTION_ONLY:
                return new ItchTradingAction('Q', "");
            default:
                return new ItchTradingAction('H', haltReason(status));
        }
    }

    /**
     * The nearest status of ours; docs/status-mappings.md lists what is lost.
     *
     * @return state, reason and level as far as the message says them.
     * @throws IllegalArgumentException for a state that ITCH has not.
     */
    public VenueStatus toVenueStatus()
    {
        switch (state)
        {
            case 'T':
                return new VenueStatus(TradingState.OPEN, LimitStateKind.NONE, Reason.REOPENED, 0,
                    reason.equals(MARKET_RESUMES), false);
            case 'P':
                return VenueStatus.of(TradingState.PAUSED, Reason.PRICE_BAND);
            case 'Q':
                return VenueStatus.of(TradingState.REOPENING, Reason.PAUSE_ELAPSED);
            case 'H':
                return halted();
            default:
                throw new IllegalArgumentException("trading state '" + state + "': T, P, H or Q");
        }
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
        buffer.putByte(offset + STATE_OFFSET, (byte)state);
        buffer.putByte(offset + STATE_OFFSET + 1, (byte)' ');
        ItchHeader.letters(buffer, offset + REASON_OFFSET, reason, REASON_LENGTH);
    }

    /**
     * Reads a message.
     *
     * @param buffer holds it.
     * @param offset of its first byte.
     * @return what it says.
     * @throws IllegalArgumentException for another message type.
     */
    public static ItchTradingAction decode(final DirectBuffer buffer, final int offset)
    {
        ItchHeader.require(buffer, offset, TYPE);
        return new ItchTradingAction((char)buffer.getByte(offset + STATE_OFFSET),
            ItchHeader.letters(buffer, offset + REASON_OFFSET, REASON_LENGTH));
    }

    private static String haltReason(final VenueStatus status)
    {
        switch (status.reason())
        {
            case MARKET_WIDE:
                return status.level() >= 1 && status.level() <= 3 ? LEVEL + status.level() : "";
            case OPERATOR:
                return INFORMATION;
            case ENGINE_FAULT:
            case RESTART:
            case TRIP_RATE_CAP:
                return OPERATIONS;
            default:
                return "";
        }
    }

    private VenueStatus halted()
    {
        final int level = reason.length() == REASON_LENGTH && reason.startsWith(LEVEL) ? reason.charAt(3) - '0' : 0;
        if (level >= 1 && level <= 3)
        {
            return new VenueStatus(level == 3 ? TradingState.CLOSED : TradingState.HALTED, LimitStateKind.NONE,
                Reason.MARKET_WIDE, level, true, false);
        }
        return VenueStatus.of(TradingState.HALTED, reason.equals(INFORMATION) ? Reason.OPERATOR :
            reason.equals(OPERATIONS) ? Reason.ENGINE_FAULT : Reason.NONE);
    }
}
