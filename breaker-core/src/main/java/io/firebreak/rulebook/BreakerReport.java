package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.OrderKind;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;

/** One breaker in words. */
final class BreakerReport
{
    private static final String[] MONITORS = {"", "QUOTE", "CONFIRM", "LADDER", "NOTIFY", "BAND"};
    private static final String[] REOPENINGS = {"directly", "by an auction inside collars", "by an auction"};

    private final ByteBuffer image;
    private final int at;

    BreakerReport(final ByteBuffer image, final int breaker)
    {
        this.image = image;
        at = image.getInt(ImageHeader.H_BREAKER_OFFSET) + breaker * ImageLayout.BREAKER_LENGTH;
    }

    String text()
    {
        final int monitor = image.getInt(at + ImageLayout.B_MONITOR);
        if (monitor == ImageLayout.MONITOR_NOTIFY)
        {
            return "NOTIFY, stays at least " + Show.duration(image.getLong(at + ImageLayout.B_MIN_DWELL_NS));
        }
        if (monitor == ImageLayout.MONITOR_BAND &&
            image.getInt(at + ImageLayout.B_TRIP_STATE) == TradingState.OPEN.code())
        {
            return "BAND, denies what lies beyond and trips nothing";
        }
        final StringBuilder text = new StringBuilder(MONITORS[monitor]).append(" to ")
            .append(TradingState.of(image.getInt(at + ImageLayout.B_TRIP_STATE)));
        if (monitor == ImageLayout.MONITOR_QUOTE)
        {
            text.append(" after ").append(Show.duration(image.getLong(at + ImageLayout.B_LIMIT_STATE_NS)));
        }
        if (monitor == ImageLayout.MONITOR_CONFIRM)
        {
            text.append(" after ").append(image.getInt(at + ImageLayout.B_CONFIRM_SWEEPS)).append(" sweeps and ")
                .append(Show.duration(image.getLong(at + ImageLayout.B_CONFIRM_NS)));
        }
        text.append(" for ").append(Show.duration(image.getLong(at + ImageLayout.B_PAUSE_NS)));
        final long growth = image.getLong(at + ImageLayout.B_PAUSE_GROWTH_WINDOW_NS);
        if (growth > 0)
        {
            text.append(", doubled within ").append(Show.duration(growth)).append(" up to ")
                .append(Show.duration(image.getLong(at + ImageLayout.B_PAUSE_MAX_NS)));
        }
        reopening(text);
        widening(text);
        spared(text);
        return text.toString();
    }

    private void spared(final StringBuilder text)
    {
        final int rule = image.getInt(ImageHeader.H_RULE_OFFSET) +
            image.getInt(at + ImageLayout.B_FIRST_RULE) * ImageLayout.RULE_LENGTH;
        String before = "; denied without a trip: ";
        for (final OrderKind kind : OrderKind.values())
        {
            if ((image.getInt(rule + ImageBand.U_SPARES) & kind.bit()) != 0)
            {
                text.append(before).append(kind);
                before = ", ";
            }
        }
    }

    private void reopening(final StringBuilder text)
    {
        final int reopening = image.getInt(at + ImageLayout.B_REOPENING);
        text.append("; reopens ").append(REOPENINGS[reopening]);
        if (reopening == ImageLayout.REOPEN_UNCROSS)
        {
            final int most = image.getInt(at + ImageLayout.B_MAX_EXTENSIONS);
            text.append(" (step ").append(Show.percent(image.getLong(at + ImageLayout.B_COLLAR_STEP_PPM)));
            final long low = image.getLong(at + ImageLayout.B_COLLAR_LOW_PRICE_E9);
            text.append(low == 0 ? "" : ", or " + Show.price(image.getLong(at + ImageLayout.B_COLLAR_LOW_STEP_E9)) +
                " at or below " + Show.price(low));
            text.append("), ").append(most == Integer.MAX_VALUE ? "extensions without number" :
                "at most " + most + " extensions").append(" of ")
                .append(Show.duration(image.getLong(at + ImageLayout.B_EXTENSION_NS)));
        }
    }

    private void widening(final StringBuilder text)
    {
        final long step = image.getLong(at + ImageLayout.B_WIDENING_STEP_PPM);
        if (step > Limits.ONE_PPM)
        {
            text.append("; a trip widens x ").append(Show.factor(step)).append(" up to x ")
                .append(Show.factor(image.getLong(at + ImageLayout.B_WIDENING_MAX_PPM))).append(", fading over ")
                .append(Show.duration(image.getLong(at + ImageLayout.B_WIDENING_TAU_NS)));
        }
    }
}
