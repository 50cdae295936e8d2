package io.firebreak.pipeline;

/** Sees each turn of the journal's thread. */
interface JournalCycle
{
    /** Nobody counts. */
    JournalCycle UNCOUNTED = () ->
    {
        // The marks show how far it is.
    };

    /** A turn begins. The journal's thread. */
    void turn();
}
