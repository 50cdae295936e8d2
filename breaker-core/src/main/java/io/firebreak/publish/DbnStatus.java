package io.firebreak.publish;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A record of Databento's status schema (DBN, rtype 18). Source: the schema's page and the enums StatusAction and
 * StatusReason of the dbn library; spec/product.md A1.
 * <pre>
 *   0 length in words of 4 bytes u8 (10) | 1 rtype u8 (18) | 2 publisher u16 | 4 instrument u32 | 8 event ns u64
 *  16 received ns u64 | 24 action u16 | 26 reason u16 | 28 trading event u16 (0)
 *  30 is trading, 31 is quoting, 32 is short sell restricted: 'Y', 'N' or '~' unknown | 33 reserved, 7 bytes
 * </pre>
 * Little-endian.
 *
 * @param action    StatusAction.
 * @param reason    StatusReason.
 * @param isTrading 'Y' where orders match continuously, 'N' where they do not, '~' where that is not a yes or no.
 * @param isQuoting the same for quotes.
 */
public record DbnStatus(int action, int reason, char isTrading, char isQuoting)
{
    /** Bytes of a record. */
    public static final int LENGTH = 40;

    private static final int WORDS = LENGTH / 4;
    private static final int RTYPE = 18;
    private static final char YES = 'Y';
    private static final char NO = 'N';
    private static final char UNKNOWN = '~';

    private static final int ACTION_NONE = 0;
    private static final int PRE_CROSS = 2;
    private static final int CROSS = 4;
    private static final int NEW_PRICE_INDICATION = 6;
    private static final int TRADING = 7;
    private static final int HALT = 8;
    private static final int PAUSE = 9;
    private static final int PRE_CLOSE = 11;
    private static final int CLOSE = 12;

    private static final int SCHEDULED = 1;
    private static final int SURVEILLANCE = 2;
    private static final int MARKET_EVENT = 3;
    private static final int RECOVERY = 6;
    private static final int IMBALANCE = 40;
    private static final int LULD_PAUSE = 50;
    private static final int OPERATIONAL = 60;
    private static final int LEVEL_1 = 120;
    private static final int LEVEL_3 = 122;
    private static final int RESUMPTION = 124;

    /**
     * Says a status in Databento's words.
     *
     * @param status what is so.
     * @return the fields.
     */
    public static DbnStatus of(final VenueStatus status)
    {
        final int permissions = status.state().permissions();
        final char trading = status.state().matches() ? YES : status.state() == TradingState.REDUCE_ONLY ? UNKNOWN : NO;
        return new DbnStatus(actionOf(status), reasonOf(status), trading,
            (permissions & OrderKind.QUOTE.bit()) != 0 ? YES : NO);
    }

    /**
     * The nearest status of ours; docs/status-mappings.md lists what is lost.
     *
     * @return state, reason and level as far as the record says them.
     * @throws IllegalArgumentException where the action says no state of ours.
     */
    public VenueStatus toVenueStatus()
    {
        final boolean isLevel = reason >= LEVEL_1 && reason <= LEVEL_3;
        switch (action)
        {
            case TRADING:
                return new VenueStatus(TradingState.OPEN, LimitStateKind.NONE,
                    reason == SCHEDULED ? Reason.SESSION_OPEN : Reason.REOPENED, 0, reason == RESUMPTION, false);
            case NEW_PRICE_INDICATION:
                return VenueStatus.of(TradingState.BAND_ONLY, Reason.PRICE_BAND);
            case PRE_CROSS:
                return VenueStatus.of(TradingState.AUCTION, Reason.NONE);
            case CROSS:
                return VenueStatus.of(TradingState.REOPENING, Reason.PAUSE_ELAPSED);
            case PAUSE:
                return VenueStatus.of(
                    TradingState.PAUSED, reason == LULD_PAUSE ? Reason.PRICE_BAND : Reason.VOLATILITY);
            case HALT:
                return new VenueStatus(reason == LEVEL_3 ? TradingState.CLOSED : TradingState.HALTED,
                    LimitStateKind.NONE, isLevel ? Reason.MARKET_WIDE : haltReason(),
                    isLevel ? reason - LEVEL_1 + 1 : 0, isLevel, false);
            case PRE_CLOSE:
                return VenueStatus.of(TradingState.CLOSING_AUCTION_ONLY, Reason.EXTENSION_CUT_OFF);
            case CLOSE:
                return VenueStatus.of(TradingState.CLOSED, Reason.SESSION_CLOSE);
            case ACTION_NONE:
                if (isTrading == UNKNOWN)
                {
                    return VenueStatus.of(TradingState.REDUCE_ONLY, Reason.NONE);
                }
                break;
            default:
                break;
        }
        throw new IllegalArgumentException("status action " + action + " says no state of ours");
    }

    /**
     * Writes a record.
     *
     * @param buffer       receives {@link #LENGTH} bytes.
     * @param offset       of the first.
     * @param publisherId  0 to 65535.
     * @param instrumentId 0 to 2^32 - 1.
     * @param eventNs      time of the decision, UTC nanoseconds.
     * @param receivedNs   time of publication, UTC nanoseconds.
     */
    public void encode(final MutableDirectBuffer buffer, final int offset, final int publisherId,
        final long instrumentId, final long eventNs, final long receivedNs)
    {
        buffer.setMemory(offset, LENGTH, (byte)0);
        buffer.putByte(offset, (byte)WORDS);
        buffer.putByte(offset + 1, (byte)RTYPE);
        buffer.putShort(offset + 2, (short)publisherId, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + 4, (int)instrumentId, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + 8, eventNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(offset + 16, receivedNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 24, (short)action, ByteOrder.LITTLE_ENDIAN);
        buffer.putShort(offset + 26, (short)reason, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(offset + 30, (byte)isTrading);
        buffer.putByte(offset + 31, (byte)isQuoting);
        buffer.putByte(offset + 32, (byte)UNKNOWN);
    }

    /**
     * Reads a record.
     *
     * @param buffer holds it.
     * @param offset of its first byte.
     * @return what it says.
     * @throws IllegalArgumentException where it is no status record of 40 bytes.
     */
    public static DbnStatus decode(final DirectBuffer buffer, final int offset)
    {
        if (buffer.getByte(offset) != WORDS || buffer.getByte(offset + 1) != RTYPE)
        {
            throw new IllegalArgumentException("not a status record: length " + (buffer.getByte(offset) & 0xFF) * 4 +
                ", rtype " + (buffer.getByte(offset + 1) & 0xFF) + "; 40 and 18 are wanted");
        }
        return new DbnStatus(buffer.getShort(offset + 24, ByteOrder.LITTLE_ENDIAN) & 0xFFFF,
            buffer.getShort(offset + 26, ByteOrder.LITTLE_ENDIAN) & 0xFFFF, (char)buffer.getByte(offset + 30),
            (char)buffer.getByte(offset + 31));
    }

    private static int actionOf(final VenueStatus status)
    {
        switch (status.state())
        {
            case OPEN:
            case BAND_ONLY:
                return status.isAtLimit() ? NEW_PRICE_INDICATION : TRADING;
            case REDUCE_ONLY:
                return ACTION_NONE;
            case AUCTION:
                return PRE_CROSS;
            case REOPENING:
                return CROSS;
            case PAUSED:
                return PAUSE;
            case CLOSING_AUCTION_ONLY:
                return PRE_CLOSE;
            case CLOSED:
                return status.reason() == Reason.MARKET_WIDE ? HALT : CLOSE;
            default:
                return HALT;
        }
    }

    private static int reasonOf(final VenueStatus status)
    {
        switch (status.reason())
        {
            case MARKET_WIDE:
                return status.state().matches() ? RESUMPTION :
                    status.level() >= 1 && status.level() <= 3 ? LEVEL_1 + status.level() - 1 : MARKET_EVENT;
            case SESSION_OPEN:
            case SESSION_CLOSE:
            case NEW_DAY:
            case SCHEDULE:
                return SCHEDULED;
            case OPERATOR:
                return SURVEILLANCE;
            case ENGINE_FAULT:
            case TRIP_RATE_CAP:
                return OPERATIONAL;
            case RESTART:
                return RECOVERY;
            case DEPTH:
            case SPREAD:
                return IMBALANCE;
            case PRICE_BAND:
            case LIMIT_STATE_ELAPSED:
            case COLLAR_VIOLATED:
                return status.state() == TradingState.PAUSED ? LULD_PAUSE : MARKET_EVENT;
            case REOPENED:
            case PAUSE_ELAPSED:
                return status.isMarket() && status.state().matches() ? RESUMPTION : MARKET_EVENT;
            default:
                return MARKET_EVENT;
        }
    }

    private Reason haltReason()
    {
        switch (reason)
        {
            case SURVEILLANCE:
                return Reason.OPERATOR;
            case OPERATIONAL:
                return Reason.ENGINE_FAULT;
            case RECOVERY:
                return Reason.RESTART;
            case IMBALANCE:
                return Reason.DEPTH;
            default:
                return Reason.NONE;
        }
    }
}
