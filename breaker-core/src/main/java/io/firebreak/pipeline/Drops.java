package io.firebreak.pipeline;

import io.firebreak.market.Scope;

/**
 * What a publisher has dropped and not yet told: per source and instrument the first and last number and the count.
 * Owned by the publisher's thread; {@link #total} may be asked on any. Bounded: what does not find a place of its own
 * is told as dropped from the whole market, without numbers.
 */
final class Drops
{
    private static final int PLACES = 64;
    private static final int REST = PLACES;

    private final int[] sourceIds = new int[PLACES + 1];
    private final int[] scopes = new int[PLACES + 1];
    private final long[] froms = new long[PLACES + 1];
    private final long[] tos = new long[PLACES + 1];
    private final long[] counts = new long[PLACES + 1];
    private int places;
    private volatile long total;

    /** Count an input that is dropped. */
    void add(final int sourceId, final int scope, final long sourceSeq)
    {
        total = total + 1;
        final int i = place(sourceId, scope);
        if (counts[i]++ == 0)
        {
            froms[i] = i == REST ? 0 : sourceSeq;
        }
        tos[i] = i == REST ? 0 : sourceSeq;
    }

    private int place(final int sourceId, final int scope)
    {
        for (int i = 0; i < places; i++)
        {
            if (sourceIds[i] == sourceId && scopes[i] == scope)
            {
                return i;
            }
        }
        if (places == PLACES)
        {
            scopes[REST] = Scope.market(0);
            return REST;
        }
        sourceIds[places] = sourceId;
        scopes[places] = scope;
        return places++;
    }

    /** Entries that are to be told. */
    int pending()
    {
        return places + (counts[REST] > 0 ? 1 : 0);
    }

    /** The next entry to tell; there is one. */
    int next()
    {
        return counts[REST] > 0 ? REST : places - 1;
    }

    /** Forget the entry that {@link #next} named. */
    void told()
    {
        final int entry = next();
        counts[entry] = 0;
        if (entry != REST)
        {
            places--;
        }
    }

    int sourceId(final int entry)
    {
        return sourceIds[entry];
    }

    int scope(final int entry)
    {
        return scopes[entry];
    }

    long from(final int entry)
    {
        return froms[entry];
    }

    long to(final int entry)
    {
        return tos[entry];
    }

    long count(final int entry)
    {
        return counts[entry];
    }

    /** Inputs dropped since the start. */
    long total()
    {
        return total;
    }
}
