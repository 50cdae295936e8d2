package io.firebreak.publish;

import io.firebreak.market.LimitStateKind;
import io.firebreak.market.Reason;
import io.firebreak.market.TradingState;
import java.util.Locale;

/**
 * The fields of a FIX SecurityStatus (35=f) that say a state: SecurityTradingStatus (326), HaltReason (327),
 * SecurityTradingEvent (1174) and Text (58). FIX has no halt reason for volatility or liquidity, and no status for
 * cancel-only and reduce-only, so Text carries our own words and is what {@link #toVenueStatus} believes first. Source:
 * FIX 5.0 SP2 fields 326, 327, 1174; spec/product.md A1. One of its gateways documents 326=9 as "circuit breaker",
 * which the standard gives to an imbalance: it is never written.
 *
 * @param tradingStatus 326; 0 left out.
 * @param haltReason    327; {@link #NONE} left out, because 0 is a reason.
 * @param tradingEvent  1174; 0 left out.
 * @param text          58; empty where it says nothing.
 */
public record FixSecurityStatus(int tradingStatus, int haltReason, int tradingEvent, String text)
{
    /** No halt reason. */
    public static final int NONE = -1;

    private static final int TRADING_HALT = 2;
    private static final int RESUME = 3;
    private static final int NO_RESUME = 4;
    private static final int RANGE_INDICATION = 6;
    private static final int READY = 17;
    private static final int NOT_AVAILABLE = 18;
    private static final int FAST_MARKET = 23;
    private static final int PRE_CROSS = 24;
    private static final int CROSS = 25;
    private static final int ORDER_IMBALANCE = 2;
    private static final int ADDITIONAL_INFORMATION = 3;
    private static final int AUCTION_EXTENDED = 1;
    private static final int RESUMES = 2;
    private static final int VOLATILITY_INTERRUPTION = 3;
    private static final String OURS = "FIREBREAK ";
    private static final int WORDS = 6;

    /**
     * Says a status in FIX.
     *
     * @param status what is so.
     * @return the fields.
     */
    public static FixSecurityStatus of(final VenueStatus status)
    {
        final String text = OURS + String.join(" ", status.state().name(), status.limit().name(),
            status.reason().name(), String.valueOf(status.level()), status.isMarket() ? "MARKET" : "INSTRUMENT",
            status.isExtended() ? "EXTENDED" : "-");
        return new FixSecurityStatus(tradingStatusOf(status), haltReasonOf(status), eventOf(status), text);
    }

    /**
     * Understands the fields.
     *
     * @return exactly what {@link #of} was told where Text is ours; else the nearest that the numbers say, which
     *         docs/status-mappings.md lists.
     * @throws IllegalArgumentException where neither Text nor 326 says anything.
     */
    public VenueStatus toVenueStatus()
    {
        if (text.startsWith(OURS))
        {
            final String[] words = text.substring(OURS.length()).split(" ");
            if (words.length != WORDS)
            {
                throw new IllegalArgumentException(
                    "Text (58) of " + words.length + " words, not " + WORDS + ": " + text);
            }
            return new VenueStatus(TradingState.valueOf(words[0]), LimitStateKind.valueOf(words[1]),
                Reason.valueOf(words[2]), Integer.parseInt(words[3]), words[4].equals("MARKET"),
                words[5].equals("EXTENDED"));
        }
        final boolean isExtended = tradingEvent == AUCTION_EXTENDED;
        switch (tradingStatus)
        {
            case TRADING_HALT:
                return tradingEvent == VOLATILITY_INTERRUPTION || isExtended ?
                    new VenueStatus(TradingState.PAUSED, LimitStateKind.NONE, Reason.VOLATILITY, 0, false, isExtended) :
                    VenueStatus.of(TradingState.HALTED, haltReason == ORDER_IMBALANCE ? Reason.DEPTH :
                        haltReason == ADDITIONAL_INFORMATION ? Reason.OPERATOR : Reason.NONE);
            case RESUME:
                return VenueStatus.of(TradingState.OPEN, Reason.REOPENED);
            case READY:
                return VenueStatus.of(TradingState.OPEN, Reason.SESSION_OPEN);
            case RANGE_INDICATION:
                return VenueStatus.of(TradingState.BAND_ONLY, Reason.PRICE_BAND);
            case FAST_MARKET:
                return new VenueStatus(
                    TradingState.OPEN, LimitStateKind.WARNING, Reason.DEPTH, 0, false, false);
            case PRE_CROSS:
                return VenueStatus.of(TradingState.AUCTION, Reason.NONE);
            case CROSS:
                return VenueStatus.of(TradingState.REOPENING, Reason.PAUSE_ELAPSED);
            case NO_RESUME:
                return VenueStatus.of(TradingState.CLOSING_AUCTION_ONLY, Reason.EXTENSION_CUT_OFF);
            case NOT_AVAILABLE:
                return VenueStatus.of(TradingState.CLOSED, Reason.SESSION_CLOSE);
            default:
                throw new IllegalArgumentException("SecurityTradingStatus (326) " + tradingStatus +
                    " says no state of ours, and Text (58) is not ours: " + text);
        }
    }

    /**
     * The fields as FIX writes them.
     *
     * @return {@code tag=value} each ended by SOH, in the order 326, 327, 58, 1174; what is left out is not written.
     */
    public String encode()
    {
        final StringBuilder fields = new StringBuilder();
        append(fields, tradingStatus != 0, 326, String.valueOf(tradingStatus));
        append(fields, haltReason != NONE, 327, String.valueOf(haltReason));
        append(fields, !text.isEmpty(), 58, text);
        append(fields, tradingEvent != 0, 1174, String.valueOf(tradingEvent));
        return fields.toString();
    }

    /**
     * Reads the fields out of a message; others are passed over.
     *
     * @param message {@code tag=value} fields ended by SOH, in any order.
     * @return what it says.
     * @throws IllegalArgumentException where a field is no {@code tag=value}, or a number is none: names the field.
     */
    public static FixSecurityStatus decode(final String message)
    {
        int status = 0;
        int halt = NONE;
        int event = 0;
        String words = "";
        for (final String field : message.split("\u0001"))
        {
            final int equals = field.indexOf('=');
            if (equals <= 0)
            {
                throw new IllegalArgumentException("not tag=value: " + field);
            }
            final String value = field.substring(equals + 1);
            switch (field.substring(0, equals))
            {
                case "326":
                    status = number(field, value);
                    break;
                case "327":
                    halt = number(field, value);
                    break;
                case "1174":
                    event = number(field, value);
                    break;
                case "58":
                    words = value;
                    break;
                default:
                    break;
            }
        }
        return new FixSecurityStatus(status, halt, event, words);
    }

    private static int tradingStatusOf(final VenueStatus status)
    {
        switch (status.state())
        {
            case OPEN:
            case BAND_ONLY:
                return status.isAtLimit() ? RANGE_INDICATION : status.limit() == LimitStateKind.WARNING ? FAST_MARKET :
                    status.reason() == Reason.SESSION_OPEN || status.reason() == Reason.NEW_DAY ? READY : RESUME;
            case REDUCE_ONLY:
                return 0;
            case AUCTION:
                return PRE_CROSS;
            case REOPENING:
                return CROSS;
            case CLOSING_AUCTION_ONLY:
                return NO_RESUME;
            case CLOSED:
                return NOT_AVAILABLE;
            default:
                return TRADING_HALT;
        }
    }

    private static int haltReasonOf(final VenueStatus status)
    {
        if (status.state().matches())
        {
            return NONE;
        }
        switch (status.reason())
        {
            case DEPTH:
            case SPREAD:
                return ORDER_IMBALANCE;
            case OPERATOR:
                return ADDITIONAL_INFORMATION;
            default:
                return NONE;
        }
    }

    private static int eventOf(final VenueStatus status)
    {
        if (status.isExtended())
        {
            return AUCTION_EXTENDED;
        }
        if (status.state() == TradingState.OPEN && !status.isAtLimit())
        {
            return status.reason() == Reason.REOPENED || status.reason() == Reason.PAUSE_ELAPSED ? RESUMES : 0;
        }
        return status.isAtLimit() || status.state() == TradingState.PAUSED || status.reason() == Reason.MARKET_WIDE ?
            VOLATILITY_INTERRUPTION : 0;
    }

    private static void append(final StringBuilder fields, final boolean isThere, final int tag, final String value)
    {
        if (isThere)
        {
            fields.append(String.format(Locale.ROOT, "%d=%s\u0001", tag, value));
        }
    }

    private static int number(final String field, final String value)
    {
        try
        {
            return Integer.parseInt(value);
        }
        catch (final NumberFormatException ex)
        {
            throw new IllegalArgumentException("not a number: " + field, ex);
        }
    }
}
