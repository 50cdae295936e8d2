package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.TradingState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Compiles a reference of a band by its kind: each kind reads the keys that it can honour, and no others. */
final class BandReference
{
    static final List<String> PRICES = List.of("INDEX", "MARK", "SETTLEMENT", "FIXING", "ANCHOR", "THEORETICAL",
        "AVERAGE", "PREMIUM", "INDICATIVE", "MANUAL");
    static final List<String> ON_EMPTY = List.of("NONE", "KEEP");
    static final List<String> SEEDS = List.of("BAND", "NONE", "KEEP");
    static final List<String> QUOTES = List.of("BOOK", "QUOTE");

    /** Most references that one is made of. */
    static final int MEMBERS = 8;

    private static final String DAY = "DAY";
    private static final String REOPENING = "REOPENING";
    private static final String AUCTION = "AUCTION";
    private static final Map<String, Integer> RESETS = Map.of(DAY, ImageReference.RESET_DAY,
        REOPENING, ImageReference.RESET_REOPENING, AUCTION, ImageReference.RESET_AUCTION);
    private static final List<String> STATES = Arrays.stream(TradingState.values()).map(Enum::name).toList();
    private static final long LEAST_NS = Limits.MILLI_NS;

    /** Most samples of a window. */
    private static final int SAMPLES = 4_096;

    private final Section item;
    private final Struct struct;
    private final List<String> names;

    BandReference(final Section item, final Struct struct, final List<String> names)
    {
        this.item = item;
        this.struct = struct;
        this.names = names;
    }

    /** Returns the least change that its gate publishes, ppm. */
    long compile(final String kind)
    {
        switch (kind)
        {
            case "LAST":
                struct.flag(ImageLayout.R_INSIDE_SWEEP, item.flag("inside_sweep", false));
                stale();
                resets(List.of(), DAY, REOPENING);
                return gate();
            case "LAST_AUCTION":
                resets(List.of(), DAY);
                return gate();
            case "PUBLISHED":
                struct.int32(ImageLayout.R_PRICE, ReferenceKind.valueOf(item.word("price", PRICES, null)).code());
                stale();
                heldInSweep(true);
                return gate();
            case "OPEN":
                struct.int32(ImageReference.R_RESET_ON, ImageReference.RESET_DAY);
                return 0;
            case "TRADE_AGED":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("age", LEAST_NS, Limits.DAY_NS));
                resets(List.of(), DAY, REOPENING);
                return gate();
            case "TRADE_EXTREMA":
                window();
                struct.flag(ImageLayout.R_INSIDE_SWEEP, item.flag("inside_sweep", false));
                resets(List.of(DAY, REOPENING), DAY, REOPENING, AUCTION);
                onEmpty();
                return gate();
            case "ANCHOR_PERIODIC":
                struct.int64(ImageLayout.R_WINDOW_NS, item.duration("period", LEAST_NS, Limits.DAY_NS));
                struct.int32(ImageLayout.R_OF, names.indexOf(item.name("of", names, "reference")));
                return 0;
            case "MID":
                struct.int32(ImageReference.R_QUOTES, QUOTES.indexOf(item.word("quotes", QUOTES, "BOOK")));
                inSweep();
                return gate();
            case "VWAP":
                window();
                inSweep();
                resets(List.of(DAY, REOPENING), DAY, REOPENING, AUCTION);
                onEmpty();
                return gate();
            case "FIRST_VALID", "MEDIAN", "TWAP", "BASIS_AVERAGE", "BASIS_EMA", "FAIR":
                composed(kind);
                return gate();
            default:
                return 0;
        }
    }

    /** What is made of other references: they come before it, and it follows them. */
    private void composed(final String kind)
    {
        switch (kind)
        {
            case "FIRST_VALID":
                members(2);
                break;
            case "MEDIAN":
                struct.int32(ImageReference.R_AT_LEAST,
                    (int)item.integerOr("at_least", 1, "references with a value", 1, members(2)));
                break;
            case "TWAP":
                one("of", 0);
                samples();
                resets(List.of(DAY), DAY, REOPENING);
                onEmpty();
                break;
            case "BASIS_AVERAGE":
                one("of", 0);
                one("index", 1);
                samples();
                resets(List.of(DAY), DAY, REOPENING);
                break;
            case "BASIS_EMA":
                one("of", 0);
                one("index", 1);
                struct.int64(ImageReference.R_SAMPLE_NS, item.duration("sample", 10 * LEAST_NS, Limits.DAY_NS));
                struct.int64(ImageReference.R_WEIGHT_PPM, item.ratio("weight", 1, Limits.ONE_PPM));
                bounds();
                resets(List.of(DAY), DAY, REOPENING);
                break;
            default:
                one("of", 0);
                struct.int64(ImageLayout.R_WINDOW_NS,
                    milliseconds("interval", item.duration("interval", Limits.SECOND_NS, Limits.DAY_NS)));
                struct.int64(ImageReference.R_SAMPLE_NS, item.duration("step", 100 * LEAST_NS, Limits.DAY_NS));
        }
    }

    private int members(final int least)
    {
        final List<String> of = item.names("of", names, "reference", MEMBERS);
        if (of.size() < least || of.stream().distinct().count() < of.size())
        {
            throw item.error("of", of.size() < least ? "one reference alone needs no composition" :
                "names a reference twice", "name " + least + " to " + MEMBERS + " different references");
        }
        struct.int32(ImageReference.R_MEMBERS, of.size());
        for (int i = 0; i < of.size(); i++)
        {
            struct.int32(ImageReference.R_MEMBER + i * Integer.BYTES, names.indexOf(of.get(i)));
        }
        return of.size();
    }

    private void one(final String key, final int member)
    {
        struct.int32(ImageReference.R_MEMBER + member * Integer.BYTES,
            names.indexOf(item.name(key, names, "reference")));
        struct.int32(ImageReference.R_MEMBERS, member + 1);
    }

    /** A sample leaves when another is taken, so that no value moves between two of them. */
    private void samples()
    {
        window();
        final long sampleNs = item.duration("sample", 10 * LEAST_NS, Limits.DAY_NS);
        final long windowNs = struct.int64(ImageLayout.R_WINDOW_NS);
        struct.int64(ImageReference.R_SAMPLE_NS, sampleNs);
        if (windowNs % sampleNs != 0 || windowNs / sampleNs > SAMPLES)
        {
            throw item.contradiction("sample", windowNs % sampleNs != 0 ? "the window is no whole number of samples" :
                "the window has more than " + SAMPLES + " samples", item.where("window"),
                "write a sample that the window is a multiple of, at most " + SAMPLES + " times");
        }
    }

    private void bounds()
    {
        final boolean isApart = item.has("up") || item.has("down");
        final boolean isBounded = isApart || item.has("width");
        final long both = isBounded && !isApart ? item.ratio("width", 0, Limits.ONE_PPM) : Limits.FACTOR_PPM;
        struct.int64(ImageReference.R_UP_PPM, isApart ? item.ratio("up", 0, Limits.ONE_PPM) : both);
        struct.int64(ImageReference.R_DOWN_PPM, isApart ? item.ratio("down", 0, Limits.ONE_PPM) : both);
    }

    private long milliseconds(final String key, final long ns)
    {
        if (ns % LEAST_NS != 0)
        {
            throw item.error(key, "is no whole number of milliseconds", "write it in ms or s");
        }
        return ns;
    }

    /** The prints of an order move it, or it waits for their end. */
    private void inSweep()
    {
        final boolean isInside = item.flag("inside_sweep", false);
        struct.flag(ImageLayout.R_INSIDE_SWEEP, isInside);
        struct.flag(ImageReference.R_SWEEP_HELD, !isInside);
    }

    private void window()
    {
        struct.int64(ImageLayout.R_WINDOW_NS, item.duration("window", LEAST_NS, Limits.DAY_NS));
    }

    private void stale()
    {
        struct.int64(ImageLayout.R_STALE_NS, item.durationOr("stale_after", 0, 0, Limits.DAY_NS));
    }

    private void heldInSweep(final boolean isInsideByDefault)
    {
        struct.flag(ImageReference.R_SWEEP_HELD, !item.flag("inside_sweep", isInsideByDefault));
    }

    private void onEmpty()
    {
        struct.int32(ImageReference.R_ON_EMPTY, ON_EMPTY.indexOf(item.word("on_empty", ON_EMPTY, "NONE")));
    }

    /** What it forgets everything at; a seed has a meaning only where a day or a reopening is one of them. */
    private void resets(final List<String> otherwise, final String... allowed)
    {
        final List<String> resets = !item.has("window_reset_on") ? otherwise :
            item.names("window_reset_on", List.of(allowed), "reset of this kind", allowed.length);
        int bits = 0;
        for (final String reset : resets)
        {
            bits |= RESETS.get(reset);
        }
        struct.int32(ImageReference.R_RESET_ON, bits);
        if ((bits & (ImageReference.RESET_DAY | ImageReference.RESET_REOPENING)) != 0)
        {
            struct.int32(ImageReference.R_SEED, SEEDS.indexOf(item.word("seed", SEEDS, "BAND")));
        }
    }

    private long gate()
    {
        final Section gate = item.section("gate", ReferenceBlock.GATE);
        if (gate == null)
        {
            return 0;
        }
        final long change = gate.ratioOr("min_change", 0, 0, Limits.ONE_PPM);
        struct.int64(ImageLayout.R_MIN_CHANGE_PPM, change);
        struct.int64(ImageLayout.R_MIN_HOLD_NS, gate.durationOr("min_hold", 0, 0, Limits.DAY_NS));
        int states = 0;
        if (gate.has("freeze_in"))
        {
            for (final String state : gate.names("freeze_in", STATES, "trading state", STATES.size()))
            {
                states |= 1 << TradingState.valueOf(state).code();
            }
        }
        struct.int32(ImageReference.R_FREEZE_IN, states);
        gate.finish("");
        return change;
    }
}
