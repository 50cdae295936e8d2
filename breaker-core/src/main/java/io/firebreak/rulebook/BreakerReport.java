package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;
import io.firebreak.breaker.ImageSteps;
import io.firebreak.market.OrderKind;
import io.firebreak.market.TradingState;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** One breaker in words. */
final class BreakerReport
{
    private static final String[] MONITORS = {"", "QUOTE", "CONFIRM", "LADDER", "NOTIFY", "BAND"};
    private static final String[] REOPENINGS = {"directly", "by an auction inside collars", "by an auction"};

    private final ByteBuffer image;
    private final int at;
    private final IntFunction<String> names;

    /**
     * A breaker.
     *
     * @param names of the references of its class, by their place there.
     */
    BreakerReport(final ByteBuffer image, final int breaker, final IntFunction<String> names)
    {
        this.image = image;
        this.names = names;
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
            final StringBuilder denies = new StringBuilder("BAND, denies what lies beyond and trips nothing");
            duty(denies);
            return denies.toString();
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
        lengths(text);
        final long call = monitor == ImageLayout.MONITOR_LADDER ? image.getLong(at + ImageLadder.B_CALL_NS) : 0;
        text.append(call == 0 ? "" : ", then a call of " + Show.duration(call));
        final int group = image.getInt(at + ImageReopening.B_GROUP_STATE);
        text.append(group == 0 ? "" : ", its group too: " + TradingState.of(group));
        reopening(text);
        widening(text);
        duty(text);
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

    /** What another length than the first has. */
    private void lengths(final StringBuilder text)
    {
        other(text, ", at the lower band ", ImageReopening.B_LOWER_PAUSE_NS, "", 0);
        other(text, ", ", ImageReopening.B_CONSECUTIVE_NS, " in the same direction within ",
            ImageReopening.B_CONSECUTIVE_WITHIN_NS);
        other(text, ", ", ImageReopening.B_NEAR_CLOSE_NS, " in the last ",
            ImageReopening.B_NEAR_CLOSE_WITHIN_NS);
        text.append(image.getInt(at + ImageReopening.B_CUMULATIVE) == 0 ? "" : ", after those that trip with it");
        other(text, ", ended ", ImageReopening.B_RESUME_BEFORE_NS, " before the close at the latest", 0);
    }

    private void other(
        final StringBuilder text, final String before, final int field, final String between, final int second)
    {
        if (image.getLong(at + field) != 0)
        {
            text.append(before).append(Show.duration(image.getLong(at + field))).append(between)
                .append(second == 0 ? "" : Show.duration(image.getLong(at + second)));
        }
    }

    private void reopening(final StringBuilder text)
    {
        final int reopening = image.getInt(at + ImageLayout.B_REOPENING);
        final boolean isChecked = image.getInt(at + ImageReopening.B_CHECK_STEPS) > 0;
        text.append("; reopens ").append(isChecked ? "by an auction inside " : REOPENINGS[reopening]);
        if (reopening == ImageLayout.REOPEN_UNCROSS)
        {
            final int most = image.getInt(at + ImageLayout.B_MAX_EXTENSIONS);
            text.append(isChecked ? check() : collar()).append(most == Integer.MAX_VALUE ?
                ", extensions without number" : ", at most " + most + " extensions").append(most == 0 ? "" : " of ");
            for (int i = 0; i < image.getInt(at + ImageReopening.B_EXTENSION_STEPS); i++)
            {
                text.append(Show.duration(image.getLong(at + ImageReopening.B_EXTENSIONS_NS + i * Long.BYTES)))
                    .append(", ");
            }
            text.append(most == 0 ? "" : Show.duration(image.getLong(at + ImageLayout.B_EXTENSION_NS)));
            other(text, ", ", ImageReopening.B_OPPOSITE_EXTENSION_NS, " on the other side", 0);
            text.append(image.getInt(at + ImageReopening.B_THEN) == ImageReopening.THEN_MANUAL ?
                ", then operators end the call" : most == Integer.MAX_VALUE ? "" : ", then without a check");
        }
        if (image.getInt(at + ImageReopening.B_LEFTOVER_EXTENSIONS) > 0)
        {
            text.append("; ").append(image.getInt(at + ImageReopening.B_LEFTOVER_EXTENSIONS)).append(" x ")
                .append(Show.duration(image.getLong(at + ImageReopening.B_LEFTOVER_NS)))
                .append(" more while market orders are left over");
        }
        text.append(image.getInt(at + ImageReopening.B_MARKET_HALT) == ImageReopening.MARKET_CANCELS ?
            ", in a halt of the market without a call of its own" : "");
        other(text, "; only the closing auction in the last ", ImageReopening.B_CUTOFF_NS, "", 0);
        other(text, "; does not judge for ", ImageReopening.B_REARM_NS, " after it", 0);
    }

    private String collar()
    {
        final long low = image.getLong(at + ImageLayout.B_COLLAR_LOW_PRICE_E9);
        return " (step " + Show.percent(image.getLong(at + ImageLayout.B_COLLAR_STEP_PPM)) + (low == 0 ? ")" :
            ", or " + Show.price(image.getLong(at + ImageLayout.B_COLLAR_LOW_STEP_E9)) + " at or below " +
            Show.price(low) + ")");
    }

    private String check()
    {
        final int unit = image.getInt(at + ImageReopening.B_CHECK_UNIT);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < image.getInt(at + ImageReopening.B_CHECK_STEPS); i++)
        {
            final long width = image.getLong(at + ImageReopening.B_CHECK_WIDTHS + i * Long.BYTES);
            text.append(i == 0 ? "" : ", then ").append(unit == ImageReopening.UNIT_PPM ? Show.percent(width) :
                unit == ImageReopening.UNIT_E9 ? Show.price(width) : Show.factor(width) + " times the rule's width");
        }
        final int centre = image.getInt(at + ImageReopening.B_CHECK_CENTRE);
        text.append(" of ").append(centre == ImageReopening.CENTRE_CAUSE ? "the limit that caused it" :
            centre == ImageReopening.CENTRE_REFERENCE ? "the reference of the trip" :
            names.apply(centre - ImageReopening.CENTRE_DECLARED) + " at the trip" +
            (image.getInt(at + ImageReopening.B_CHECK_AFTER_SWEEP) == 0 ? "" : ", after the fills before it"));
        final long step = image.getLong(at + ImageSteps.B_CHECK_STEP_PPM);
        return text.append(image.getInt(at + ImageReopening.B_ON_FAILURE) != ImageReopening.FAIL_STEP_REFERENCE ? "" :
            step == 0 ? ", which steps to the nearest price inside" : ", which steps by " + Show.factor(step) +
            " times that width").toString();
    }

    private void duty(final StringBuilder text)
    {
        other(text, "; judges from ", ImageReopening.B_AFTER_OPEN_NS, " after the open", 0);
        other(text, "; judges until ", ImageReopening.B_BEFORE_CLOSE_NS, " before the close", 0);
        text.append(HoursReport.intervals(image, at));
        final int by = Long.bitCount(image.getLong(at + ImageReopening.B_SUPPRESSED_BY));
        text.append(by == 0 ? "" : "; does not judge while " + by + " other breaker" + (by == 1 ? " is" : "s are") +
            " tripped");
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
