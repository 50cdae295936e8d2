package io.firebreak.samples.feed;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the rows of a user's own file are, and which columns that needs. */
enum CsvKind
{
    /** Prints. */
    TRADES(List.of("time", "price", "qty"), List.of("side", "id", "buy", "sell")),

    /** Best bid and offer, both sides in a row. */
    QUOTES(List.of("time", "bid", "bid_qty", "ask", "ask_qty"), List.of("quote_kind")),

    /** Absolute sizes of price levels. */
    L2(List.of("time", "side", "price", "qty"), List.of("snapshot", "buy", "sell"));

    /** Keys that every kind has. */
    private static final List<String> COMMON = List.of("kind", "time_format", "time_zone", "receive_time", "symbol",
        "instrument", "header", "delimiter", "tick", "lot", "open", "close", "prev_close");

    private final List<String> required;
    private final List<String> optional;

    CsvKind(final List<String> required, final List<String> optional)
    {
        this.required = required;
        this.optional = optional;
    }

    /** The word of a mapping. */
    String word()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Keys without which rows cannot be read. */
    List<String> required()
    {
        return required;
    }

    /** All keys that mean something. */
    Set<String> keys()
    {
        final Set<String> keys = new TreeSet<>(COMMON);
        keys.addAll(required);
        keys.addAll(optional);
        return keys;
    }

    /** Keys of any kind. */
    static Set<String> allKeys()
    {
        final Set<String> keys = new TreeSet<>();
        for (final CsvKind kind : values())
        {
            keys.addAll(kind.keys());
        }
        return keys;
    }
}
