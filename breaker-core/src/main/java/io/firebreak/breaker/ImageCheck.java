package io.firebreak.breaker;

import io.firebreak.book.PriceLadder;
import io.firebreak.market.Action;
import io.firebreak.market.Durability;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Reason;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import io.firebreak.participant.ControlCheck;
import io.firebreak.participant.ControlImage;
import java.util.function.LongPredicate;
import org.agrona.DirectBuffer;

/**
 * Checks that every offset, count, code and divisor of a parameter image is one that the engine can follow. A compiled
 * rulebook always passes; a journal's image may have been damaged or made by hand, and the engine reads it without
 * bounds checks. Cold, before an engine is built; used on any thread, once.
 */
final class ImageCheck
{
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long FACTOR_PPM = 1_000_000_000L;
    private static final long RULE_IDS = 65_535;
    private static final long FILTER_SWEEPS = 5;
    private static final long TRIPS = 16;
    private static final long WORK = 4_096;
    private static final long PRINTS = 32_768;
    private static final long MAX_PRICE_TICKS = 4_000_000_000_000L;
    private static final long QUINTILLION = 1_000_000_000_000_000_000L;

    final DirectBuffer image;
    private String struct = "header";
    int at;
    private int places;

    private ImageCheck(final DirectBuffer image)
    {
        this.image = image;
    }

    /**
     * Check an image whose magic, version and length are right.
     *
     * @throws IllegalArgumentException that names the struct, its offset and the field.
     */
    static void check(final DirectBuffer image)
    {
        final ImageCheck check = new ImageCheck(image);
        check.header();
        final int references = check.run(ImageHeader.H_REFERENCE_OFFSET, ImageHeader.H_BREAKER_OFFSET,
            ImageLayout.REFERENCE_LENGTH, "references");
        final int breakers = check.run(
            ImageHeader.H_BREAKER_OFFSET, ImageHeader.H_RULE_OFFSET, ImageLayout.BREAKER_LENGTH, "breakers");
        final int rules =
            check.run(ImageHeader.H_RULE_OFFSET, ImageHeader.H_ROW_OFFSET, ImageLayout.RULE_LENGTH, "rules");
        final int rows =
            check.run(ImageHeader.H_ROW_OFFSET, ImageHeader.H_PARTICIPANT_OFFSET, ImageLayout.ROW_LENGTH, "rows");
        check.run(ImageHeader.H_PARTICIPANT_OFFSET, ImageHeader.H_CONTROL_OFFSET, ControlImage.CLASS_LENGTH,
            "participant classes");
        check.run(
            ImageHeader.H_CONTROL_OFFSET, ImageHeader.H_NAMES_OFFSET, ControlImage.CONTROL_LENGTH, "controls");
        ControlCheck.check(image, image.getInt(ImageHeader.H_PARTICIPANT_OFFSET),
            image.getInt(ImageHeader.H_CONTROL_OFFSET), image.getInt(ImageHeader.H_NAMES_OFFSET));
        for (int i = 0; i < references; i++)
        {
            check.begin("reference", ImageHeader.H_REFERENCE_OFFSET, i, ImageLayout.REFERENCE_LENGTH);
            check.reference();
        }
        for (int i = 0; i < rows; i++)
        {
            check.begin("row", ImageHeader.H_ROW_OFFSET, i, ImageLayout.ROW_LENGTH);
            check.row();
        }
        for (int i = 0; i < image.getInt(ImageHeader.H_CLASSES); i++)
        {
            check.begin("class", ImageHeader.H_CLASS_OFFSET, i, ImageLayout.CLASS_LENGTH);
            check.type(references, breakers);
            check.breakersOf(i, rules, rows);
        }
    }

    private void header()
    {
        range("classes", image.getInt(ImageHeader.H_CLASSES), 1, image.capacity() / ImageLayout.CLASS_LENGTH);
        final int classes = run(
            ImageHeader.H_CLASS_OFFSET, ImageHeader.H_REFERENCE_OFFSET, ImageLayout.CLASS_LENGTH, "classes");
        range("classes", image.getInt(ImageHeader.H_CLASSES), classes, classes);
        range("H_CLASS_OFFSET", image.getInt(ImageHeader.H_CLASS_OFFSET), ImageLayout.HEADER_LENGTH,
            ImageLayout.HEADER_LENGTH);
        range("H_NAMES_OFFSET", image.getInt(ImageHeader.H_NAMES_OFFSET), ImageLayout.HEADER_LENGTH, image.capacity());
        range("H_NAMES_LENGTH", image.getInt(ImageHeader.H_NAMES_LENGTH), 0,
            image.capacity() - image.getInt(ImageHeader.H_NAMES_OFFSET));
        integer("H_MARKET_CLASS", ImageHeader.H_MARKET_CLASS, -1, classes - 1);
        code("H_RELEASE_AFTER", ImageHeader.H_RELEASE_AFTER, value -> Durability.of((int)value) != null);
        integer("H_RELEASE_POLICY", ImageHeader.H_RELEASE_POLICY, 0, 1);
        integer("H_WORK_LIMIT", ImageHeader.H_WORK_LIMIT, 1, WORK);
        wide("H_MAX_TIME_STEP_NS", ImageHeader.H_MAX_TIME_STEP_NS, 1, DAY_NS);
        wide("H_HOST_TIMEOUT_NS", ImageHeader.H_HOST_TIMEOUT_NS, 1, DAY_NS);
        wide("H_RELEASE_WAIT_NS", ImageHeader.H_RELEASE_WAIT_NS, 1, DAY_NS);
        wide("H_MAX_QTY_LOTS", ImageHeader.H_MAX_QTY_LOTS, 1, PriceLadder.MAX_LOTS);
        wide("H_MAX_PRICE_TICKS", ImageHeader.H_MAX_PRICE_TICKS, 1, MAX_PRICE_TICKS);
        wide("H_CLOSING_WINDOW_NS", ImageHeader.H_CLOSING_WINDOW_NS, 0, DAY_NS);
        wide("H_REOPEN_CUTOFF_NS", ImageHeader.H_REOPEN_CUTOFF_NS, 0, DAY_NS);
        wide("H_OPENING_WINDOW_NS", ImageHeader.H_OPENING_WINDOW_NS, 0, DAY_NS);
        flag("H_ALWAYS_OPEN", ImageHeader.H_ALWAYS_OPEN);
        integer("H_WINDOW_PRINTS", ImageHeader.H_WINDOW_PRINTS, 1, PRINTS);
        code("H_SAFE_STATE", ImageHeader.H_SAFE_STATE,
            value -> TradingState.of((int)value) != null && !TradingState.of((int)value).matches());
        wide("H_MAX_STALE_NS", ImageHeader.H_MAX_STALE_NS, 0, DAY_NS);
        code("H_RESTART_STATE", ImageHeader.H_RESTART_STATE, value -> TradingState.of((int)value) != null);
        wide("H_RESTART_HOLD_NS", ImageHeader.H_RESTART_HOLD_NS, 0, DAY_NS);
    }

    private void type(final int references, final int breakers)
    {
        part("C_FIRST_REFERENCE", ImageLayout.C_FIRST_REFERENCE, ImageLayout.C_REFERENCES, references, 0);
        part("C_FIRST_BREAKER", ImageLayout.C_FIRST_BREAKER, ImageLayout.C_BREAKERS, breakers, 0);
        final int first = image.getInt(ImageHeader.H_REFERENCE_OFFSET) +
            image.getInt(at + ImageLayout.C_FIRST_REFERENCE) * ImageLayout.REFERENCE_LENGTH;
        final int own = image.getInt(at + ImageLayout.C_REFERENCES);
        for (int r = 0; r < own; r++)
        {
            final int of = image.getInt(first + r * ImageLayout.REFERENCE_LENGTH + ImageLayout.R_OF);
            range("reference that reference " + r + " is taken from", of, 0, Math.max(0, own - 1L));
            int other = r;
            for (int steps = 0; other >= 0; steps++)
            {
                range("reference that stands in for reference " + r, other, -1, own - 1L);
                range("references in turn that stand in for reference " + r, steps, 0, own);
                other = image.getInt(first + other * ImageLayout.REFERENCE_LENGTH + ImageLayout.R_OTHERWISE);
            }
        }
        ReferenceCheck.checkMembers(this, image, first, own);
        code("C_QUOTE_KIND", ImageLayout.C_QUOTE_KIND, value -> QuoteKind.of((int)value) != null);
        integer("C_FILTER_SWEEPS", ImageLayout.C_FILTER_SWEEPS, 1, FILTER_SWEEPS);
        wide("C_FAST_TAU_NS", ImageLayout.C_FAST_TAU_NS, 1, DAY_NS);
        wide("C_SLOW_TAU_NS", ImageLayout.C_SLOW_TAU_NS, 1, DAY_NS);
        wide("C_WARM_UP_NS", ImageLayout.C_WARM_UP_NS, 0, DAY_NS);
        wide("C_MID_FRESH_NS", ImageLayout.C_MID_FRESH_NS, 0, DAY_NS);
        wide("C_BOOK_STALE_NS", ImageLayout.C_BOOK_STALE_NS, 0, DAY_NS);
        flag("C_OPENING_FROM_TRADE", ImageLayout.C_OPENING_FROM_TRADE);
        flag("C_MISSING_DENIES", ImageLayout.C_MISSING_DENIES);
        code("C_ON_STALE", ImageLayout.C_ON_STALE, value -> StalePolicy.of((int)value) != null);
        integer("C_REMAINDER", ImageLayout.C_REMAINDER, Action.REPRICE.code(), Action.AUCTION.code());
        Remainders.check(this);
        Groups.check(this);
        integer("C_TOP_LEVELS", ImageBook.C_TOP_LEVELS, 1, PriceLadder.MAX_TOP_LEVELS);
        wide("C_WITHIN_TICKS", ImageBook.C_WITHIN_TICKS, 0, QUINTILLION);
        integer("C_WITHIN_BPS", ImageBook.C_WITHIN_BPS, 0, 10_000);
        flag("C_KEEP_DEPTH", ImageBook.C_KEEP_DEPTH);
        wide("C_RATE_TAU_NS", ImageBook.C_RATE_TAU_NS, 1, DAY_NS);
        flag("C_HAS_ENTRY", ImageEntry.C_HAS_ENTRY);
        integer("C_ENTRY_KINDS", ImageEntry.C_ENTRY_KINDS, 0, BandCheck.KINDS);
    }

    private void reference()
    {
        integer("R_KIND", ImageLayout.R_KIND, ImageLayout.KIND_MEAN, ImageReference.KIND_FAIR);
        final int kind = image.getInt(at + ImageLayout.R_KIND);
        final boolean window = kind == ImageLayout.KIND_MEAN || kind == ImageLayout.KIND_EXTREMA ||
            ReferenceCheck.hasWindow(kind);
        wide("R_STALE_NS", ImageLayout.R_STALE_NS, 0, DAY_NS);
        flag("R_INSIDE_SWEEP", ImageLayout.R_INSIDE_SWEEP);
        code("R_PRICE", ImageLayout.R_PRICE, value -> ReferenceKind.of((int)value) != null);
        wide("R_WINDOW_NS", ImageLayout.R_WINDOW_NS, window ? 1 : 0, DAY_NS);
        wide("R_TAU_NS", ImageLayout.R_TAU_NS, kind == ImageLayout.KIND_EMA ? 1 : 0, DAY_NS);
        wide("R_MIN_CHANGE_PPM", ImageLayout.R_MIN_CHANGE_PPM, 0, FACTOR_PPM);
        wide("R_MIN_HOLD_NS", ImageLayout.R_MIN_HOLD_NS, 0, DAY_NS);
        ReferenceCheck.check(this, image, at);
    }

    private void breakersOf(final int index, final int rules, final int rows)
    {
        final int type = at;
        final int first = image.getInt(type + ImageLayout.C_FIRST_BREAKER);
        for (int k = 0; k < image.getInt(type + ImageLayout.C_BREAKERS); k++)
        {
            begin("breaker", ImageHeader.H_BREAKER_OFFSET, first + k, ImageLayout.BREAKER_LENGTH);
            breaker(rules);
            HoursCheck.intervals(this, image, at, rows);
            ReopeningCheck.check(this, image.getInt(type + ImageLayout.C_REFERENCES),
                image.getInt(type + ImageLayout.C_BREAKERS));
            places = 0;
            final boolean market = image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_LADDER;
            code("B_MONITOR", ImageLayout.B_MONITOR,
                value -> market == (index == image.getInt(ImageHeader.H_MARKET_CLASS)));
            final int breaker = at;
            for (int u = 0; u < image.getInt(breaker + ImageLayout.B_RULES); u++)
            {
                begin("rule", ImageHeader.H_RULE_OFFSET, image.getInt(breaker + ImageLayout.B_FIRST_RULE) + u,
                    ImageLayout.RULE_LENGTH);
                rule(type, image.getInt(breaker + ImageLayout.B_MONITOR), rows);
            }
        }
    }

    private void breaker(final int rules)
    {
        part("B_FIRST_RULE", ImageLayout.B_FIRST_RULE, ImageLayout.B_RULES, rules, 1);
        integer("B_MONITOR", ImageLayout.B_MONITOR, ImageLayout.MONITOR_QUOTE, ImageLayout.MONITOR_BAND);
        code("B_TRIP_STATE", ImageLayout.B_TRIP_STATE, value -> TradingState.of((int)value) != null);
        integer("B_CONFIRM_SWEEPS", ImageLayout.B_CONFIRM_SWEEPS, 0, 1_000);
        flag("B_FREEZE_WIDTH", ImageLayout.B_FREEZE_WIDTH);
        integer("B_REOPENING", ImageLayout.B_REOPENING, ImageLayout.REOPEN_DIRECT, ImageLayout.REOPEN_UNCHECKED);
        final int most = image.getInt(at + ImageLayout.B_MAX_EXTENSIONS);
        integer("B_MAX_EXTENSIONS", ImageLayout.B_MAX_EXTENSIONS, 0,
            most == Integer.MAX_VALUE ? Integer.MAX_VALUE : ReopeningCheck.EXTENSIONS);
        integer("B_TRIP_CAP", ImageLayout.B_TRIP_CAP, 0, TRIPS);
        flag("B_RESEED", ImageLayout.B_RESEED);
        flag("B_RECORD_BANDS", ImageLayout.B_RECORD_BANDS);
        // Only a confirming breaker scales by one of its rules; the compiler writes -1 into the others.
        integer("B_SCALE_RULE", ImageLayout.B_SCALE_RULE,
            image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_CONFIRM ? 0 : -1,
            image.getInt(at + ImageLayout.B_RULES) - 1L);
        final int[] durations = {
            ImageLayout.B_LIMIT_STATE_NS, ImageLayout.B_CONFIRM_NS, ImageLayout.B_PAUSE_NS, ImageLayout.B_PAUSE_MAX_NS,
            ImageLayout.B_PAUSE_GROWTH_WINDOW_NS, ImageLayout.B_PAUSE_TAIL_NS, ImageLayout.B_EXTENSION_NS,
            ImageLayout.B_WIDENING_TAU_NS, ImageLayout.B_TRIP_CAP_WINDOW_NS, ImageLayout.B_MIN_DWELL_NS};
        for (final int field : durations)
        {
            wide("duration at " + field, field, 0, DAY_NS);
        }
        wide("B_COLLAR_STEP_PPM", ImageLayout.B_COLLAR_STEP_PPM, 0, FACTOR_PPM);
        wide("B_COLLAR_LOW_PRICE_E9", ImageLayout.B_COLLAR_LOW_PRICE_E9, 0, QUINTILLION);
        wide("B_COLLAR_LOW_STEP_E9", ImageLayout.B_COLLAR_LOW_STEP_E9, 0, QUINTILLION);
        wide("B_WIDENING_STEP_PPM", ImageLayout.B_WIDENING_STEP_PPM, 1, FACTOR_PPM);
        wide("B_WIDENING_MAX_PPM", ImageLayout.B_WIDENING_MAX_PPM, 1, FACTOR_PPM);
    }

    private void rule(final int type, final int monitor, final int rows)
    {
        integer("U_ID", ImageLayout.U_ID, 1, RULE_IDS);
        final int observed = image.getInt(at + ImageLayout.U_OBSERVABLE);
        code("U_OBSERVABLE", ImageLayout.U_OBSERVABLE, value -> fits(monitor, (int)value));
        final boolean centred = observed <= ImageLayout.OBSERVE_VARIANCE || observed == ImageLayout.OBSERVE_TRADE ||
            observed == ImageLayout.OBSERVE_ORDER_PRICE;
        integer("U_REFERENCE", ImageLayout.U_REFERENCE, centred ? 0 : -1,
            centred ? image.getInt(type + ImageLayout.C_REFERENCES) - 1L : -1);
        integer("U_WIDTH", ImageLayout.U_WIDTH, 0,
            monitor == ImageLayout.MONITOR_BAND ? ImageBand.WIDTH_GEOMETRIC : ImageLayout.WIDTH_VOLATILITY);
        final boolean table = image.getInt(at + ImageLayout.U_WIDTH) == ImageLayout.WIDTH_TABLE ||
            image.getInt(at + ImageLadder.U_LENGTHS_FROM) != 0;
        part("U_FIRST_ROW", ImageLayout.U_FIRST_ROW, ImageLayout.U_ROWS, rows, table ? 1 : 0);
        code("U_REASON", ImageLayout.U_REASON, value -> Reason.of((int)value) != null);
        integer("U_LEVEL", ImageLayout.U_LEVEL, 0, RULE_IDS);
        code("U_TRIP_STATE", ImageLayout.U_TRIP_STATE, value -> TradingState.of((int)value) != null);
        flag("U_SCALED", ImageLayout.U_SCALED);
        flag("U_CUTOFF_INCLUSIVE", ImageLayout.U_CUTOFF_INCLUSIVE);
        wide("U_PPM", ImageLayout.U_PPM, 0, FACTOR_PPM);
        wide("U_CAP_PPM", ImageLayout.U_CAP_PPM, 0, FACTOR_PPM);
        wide("U_SIGMAS_PPM", ImageLayout.U_SIGMAS_PPM, 0, FACTOR_PPM);
        wide("U_HORIZON_NS", ImageLayout.U_HORIZON_NS, 0, DAY_NS);
        wide("U_SUSTAIN_NS", ImageLayout.U_SUSTAIN_NS, 0, DAY_NS);
        wide("U_RATIO_PPM", ImageLayout.U_RATIO_PPM, 0, FACTOR_PPM);
        wide("U_CUTOFF_NS", ImageLayout.U_CUTOFF_NS, 0, DAY_NS);
        wide("U_ROUND_E9", ImageLayout.U_ROUND_E9, 0, QUINTILLION);
        wide("U_THRESHOLD", ImageLayout.U_THRESHOLD, 0, QUINTILLION);
        if (monitor == ImageLayout.MONITOR_BAND)
        {
            new BandCheck(this, image, at).check(type);
        }
        ladder(type, monitor == ImageLayout.MONITOR_LADDER);
        for (int i = 0; i < image.getInt(at + ImageLayout.U_ROWS); i++)
        {
            final int row = image.getInt(ImageHeader.H_ROW_OFFSET) +
                (image.getInt(at + ImageLayout.U_FIRST_ROW) + i) * ImageLayout.ROW_LENGTH;
            range("kind of its row " + i, image.getInt(row + ImageLadder.W_KIND),
                image.getInt(at + ImageLadder.U_LENGTHS_FROM) == 0 ? 0 : 1,
                image.getInt(at + ImageLadder.U_LENGTHS_FROM) == 0 ? 0 : 1);
        }
        HoursCheck.part(this, image, at, rows, monitor == ImageLayout.MONITOR_BAND);
    }

    /** What a level has that no other rule has; each time that it keeps has a place of its own. */
    private void ladder(final int type, final boolean isLadder)
    {
        integer("U_DIRECTION", ImageLadder.U_DIRECTION, 0, isLadder ? ImageLadder.EITHER : 0);
        integer("U_ANY_INDEX", ImageLadder.U_ANY_INDEX, 0, isLadder ? 1 : 0);
        wide("U_BEYOND_LAST_PPM", ImageLadder.U_BEYOND_LAST_PPM, 0, isLadder ? FACTOR_PPM : 0);
        integer("U_LENGTHS_FROM", ImageLadder.U_LENGTHS_FROM, 0, isLadder ? ImageLadder.BEFORE_CLOSE : 0);
        final boolean keeps = isLadder && image.getLong(at + ImageLayout.U_SUSTAIN_NS) > 0;
        integer("U_SUSTAIN_PLACE", ImageLadder.U_SUSTAIN_PLACE, keeps ? places : 0, keeps ? places : 0);
        if (keeps)
        {
            places += image.getInt(at + ImageLadder.U_ANY_INDEX) == 0 ? 1 :
                Math.min(LadderLayout.INDICES, image.getInt(type + ImageLayout.C_REFERENCES));
            range("times that the breaker's levels keep", places, 0, LadderLayout.PLACES);
        }
    }

    /** Which observables a monitor can judge. */
    private static boolean fits(final int monitor, final int observed)
    {
        return switch (monitor)
        {
            case ImageLayout.MONITOR_QUOTE -> observed == ImageLayout.OBSERVE_FAR_QUOTE;
            case ImageLayout.MONITOR_LADDER -> observed == ImageLayout.OBSERVE_INDEX;
            case ImageLayout.MONITOR_BAND ->
                observed == ImageLayout.OBSERVE_POTENTIAL_TRADE || observed >= ImageLayout.OBSERVE_TRADE;
            case ImageLayout.MONITOR_CONFIRM ->
                observed == ImageLayout.OBSERVE_POTENTIAL_TRADE || observed == ImageLayout.OBSERVE_VARIANCE;
            default -> observed == ImageLayout.OBSERVE_DEPTH || observed == ImageLayout.OBSERVE_SPREAD;
        };
    }

    private void row()
    {
        integer("W_KIND", ImageLadder.W_KIND, 0, ImageHours.KIND_INTERVAL);
        if (HoursCheck.row(this, image.getInt(at + ImageLadder.W_KIND)))
        {
            return;
        }
        if (image.getInt(at + ImageLadder.W_KIND) == 1)
        {
            wide("L_UNTIL_NS", ImageLadder.L_UNTIL_NS, 0, Long.MAX_VALUE);
            flag("L_INCLUSIVE", ImageLadder.L_INCLUSIVE);
            wide("L_LENGTH_NS", ImageLadder.L_LENGTH_NS, 0, DAY_NS);
            code("L_STATE", ImageLadder.L_STATE, value -> TradingState.of((int)value) != null);
            return;
        }
        wide("W_UP_TO_E9", ImageLayout.W_UP_TO_E9, 1, Long.MAX_VALUE);
        flag("W_INCLUSIVE", ImageLayout.W_INCLUSIVE);
        wide("W_ABS_E9", ImageBand.W_ABS_E9, 0, QUINTILLION);
        wide("W_PPM", ImageLayout.W_PPM, image.getLong(at + ImageBand.W_ABS_E9) > 0 ? 0 : 1, FACTOR_PPM);
        wide("W_AT_MOST_E9", ImageLayout.W_AT_MOST_E9, 0, QUINTILLION);
        wide("W_CLOSING_PPM", ImageLayout.W_CLOSING_PPM, 1, FACTOR_PPM);
    }

    private void begin(final String name, final int offsetField, final int index, final int length)
    {
        struct = name + " " + index;
        at = image.getInt(offsetField) + index * length;
    }

    /** Structs between two offsets of the header, which must hold a whole number of them. */
    private int run(final int from, final int to, final int length, final String name)
    {
        final int first = image.getInt(from);
        final int end = image.getInt(to);
        range("offset of the " + name, first, ImageLayout.HEADER_LENGTH, image.capacity());
        range("end of the " + name, end, first, image.capacity());
        range("ragged bytes of the " + name, (end - first) % length, 0, 0);
        return (end - first) / length;
    }

    /** A run of a struct's own members. */
    void part(final String name, final int firstField, final int countField, final int size, final int least)
    {
        final int first = image.getInt(at + firstField);
        final int count = image.getInt(at + countField);
        range("count behind " + name, count, least, size);
        range(name, first, 0, (long)size - count);
    }

    void flag(final String name, final int field)
    {
        integer(name, field, 0, 1);
    }

    void integer(final String name, final int field, final long least, final long most)
    {
        range(name, image.getInt(at + field), least, most);
    }

    void wide(final String name, final int field, final long least, final long most)
    {
        range(name, image.getLong(at + field), least, most);
    }

    void code(final String name, final int field, final LongPredicate known)
    {
        if (!known.test(image.getInt(at + field)))
        {
            throw refuse(name, image.getInt(at + field), "which means nothing there");
        }
    }

    void range(final String name, final long value, final long least, final long most)
    {
        if (value < least || value > most)
        {
            throw refuse(name, value, "need " + least + " to " + most);
        }
    }

    private IllegalArgumentException refuse(final String name, final long value, final String why)
    {
        return new IllegalArgumentException("parameter image, " + struct + " at byte " + at + ": " + name + " is " +
            value + ", " + why + "; compile the rulebook again");
    }
}
