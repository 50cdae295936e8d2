package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** Something in a case is not what its key asks for; the message names the key and what to write. */
final class CaseMistake extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    CaseMistake(final String key, final String problem, final String fix)
    {
        super(key + ": " + problem + "; " + fix, null, false, false);
    }

    /** Refuses keys that nothing reads. */
    static void keys(final String path, final JsonNode node, final String... known)
    {
        for (final Iterator<String> it = node.fieldNames(); it.hasNext();)
        {
            final String key = it.next();
            if (!List.of(known).contains(key))
            {
                throw new CaseMistake(path + key, "unknown key", "the keys are " + List.of(known));
            }
        }
    }

    static void present(final String path, final JsonNode node, final String key)
    {
        if (!node.hasNonNull(key) || node.get(key).isContainerNode() && node.get(key).isEmpty()
            && key.equals("expect"))
        {
            throw new CaseMistake(path + key, "is missing", "write \"" + key + "\": ...");
        }
    }

    static void word(final String path, final String word, final Collection<String> known)
    {
        if (!known.contains(word))
        {
            throw new CaseMistake(path, "\"" + word + "\" is none of " + known, "write one of them");
        }
    }

    /** UTC nanoseconds of a time of day. */
    static long time(final String path, final JsonNode value)
    {
        try
        {
            return CaseClock.ns(value.asText());
        }
        catch (final DateTimeException ex)
        {
            throw new CaseMistake(path, value + " is no time of day", "write \"HH:MM:SS.mmm\"");
        }
    }

    static BigDecimal number(final String path, final JsonNode value)
    {
        try
        {
            return new BigDecimal(value.asText());
        }
        catch (final NumberFormatException ex)
        {
            throw new CaseMistake(path, value + " is no number", "write a decimal, such as \"50.25\"");
        }
    }

    /** A price of the venue, on its grid. */
    static void price(final String path, final JsonNode value, final BigDecimal tick)
    {
        final BigDecimal price = number(path, value);
        if (tick != null && price.remainder(tick).signum() != 0)
        {
            throw new CaseMistake(path, price.toPlainString() + " is no multiple of params.tick, "
                + tick.toPlainString(), "write a price that the venue can have");
        }
    }
}
