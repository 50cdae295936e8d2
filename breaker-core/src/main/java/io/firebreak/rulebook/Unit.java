package io.firebreak.rulebook;

import java.util.List;

/** The unit that a key names as its suffix, and its value in the image's unit. */
enum Unit
{
    /** Nanoseconds. */
    NS("_ns", 1, "nanoseconds"),

    /** Milliseconds. */
    MS("_ms", 1_000_000L, "milliseconds"),

    /** Seconds. */
    S("_s", 1_000_000_000L, "seconds"),

    /** Millionths. */
    PPM("_ppm", 1, "millionths"),

    /** Ten-thousandths. */
    BPS("_bps", 100, "ten-thousandths");

    /** Units of a duration; the image keeps the first. */
    static final List<Unit> DURATION = List.of(NS, MS, S);

    /** Units of a ratio; the image keeps the first. */
    static final List<Unit> RATIO = List.of(PPM, BPS);

    private final String suffix;
    private final long scale;
    private final String words;

    Unit(final String suffix, final long scale, final String words)
    {
        this.suffix = suffix;
        this.scale = scale;
        this.words = words;
    }

    String suffix()
    {
        return suffix;
    }

    long scale()
    {
        return scale;
    }

    /** As a range names it: a ratio with what one per cent is, for that is what people mistake it for. */
    String named()
    {
        final String own = suffix.substring(1);
        return RATIO.contains(this) ? own + " (1 % is " + 10_000 / scale + " " + own + ")" : own;
    }

    String words()
    {
        return words;
    }

    /** A key without its unit; the key itself where it has none of these. */
    static String stem(final String key)
    {
        for (final Unit unit : values())
        {
            if (key.endsWith(unit.suffix))
            {
                return key.substring(0, key.length() - unit.suffix.length());
            }
        }
        return key;
    }
}
