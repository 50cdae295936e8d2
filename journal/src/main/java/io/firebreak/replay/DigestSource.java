package io.firebreak.replay;

/** A run whose running digest can be asked for at any record. Cold; each question reads the run from its beginning. */
public interface DigestSource
{
    /**
     * Last record of the run.
     *
     * @return its sequence, 0 none.
     */
    long last();

    /**
     * The running digest after some records.
     *
     * @param sequences rising, each from 1 to {@link #last()}.
     * @return as many digests, in their order.
     */
    long[] at(long[] sequences);

    /**
     * The first record from which on every digest is one that this build or the run's own writers made.
     *
     * @return its sequence, 1 for all; above {@link #last()} where none is.
     */
    default long from()
    {
        return 1;
    }

    /**
     * The records whose digests are known at all.
     *
     * @return rising sequences, or null where every record's is.
     */
    default long[] known()
    {
        return null;
    }
}
