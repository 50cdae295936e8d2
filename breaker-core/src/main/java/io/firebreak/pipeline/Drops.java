package io.firebreak.pipeline;

import io.firebreak.market.Scope;

/**
 * What a publisher has dropped and not yet told: per source and instrument the first and last number and the count. It
 * is told oldest first, so that of the numbers of one source none is missed between two reports.
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
    private int first;
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
            final int known = first + i & PLACES - 1;
            if (sourceIds[known] == sourceId && scopes[known] == scope)
            {
                return known;
            }
        }
        if (places == PLACES)
        {
            scopes[REST] = Scope.market(0);
            return REST;
        }
        final int free = first + places & PLACES - 1;
        sourceIds[free] = sourceId;
        scopes[free] = scope;
        places++;
        return free;
    }

    /** Entries that are to be told. */
    int pending()
    {
        return places + (counts[REST] > 0 ? 1 : 0);
    }

    /** The next entry to tell, of the oldest drop; there is one. */
    int next()
    {
        return places > 0 ? first : REST;
    }

    /** Forget the entry that {@link #next} named. */
    void told()
    {
        final int entry = next();
        counts[entry] = 0;
        if (entry != REST)
        {
            first = first + 1 & PLACES - 1;
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
