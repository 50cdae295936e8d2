package io.firebreak.journal;

import io.firebreak.Recovery;

/** A venue in any mode, as the process that is killed runs it. Its main thread's. */
interface KillableVenue extends AutoCloseable
{
    /** Takes a committed record. */
    interface Acknowledgement
    {
        /** A record that survives the process, and the running digest behind it. */
        void accept(long sequence, long digest);
    }

    /** Lets the journal's thread, and further producers, begin. */
    void start();

    /** One step of the walk. */
    void step();

    /** The host's idle turn. */
    void idle();

    /** An operator halts an instrument. */
    void halt(int instrument);

    /** The host's clock. */
    long timeNs();

    /** What was found at the launch; null in a new directory. */
    Recovery recovery();

    /** Tells the last committed record. */
    void acknowledge(Acknowledgement committed);

    /** The journal's J1 mark. */
    long journaledSequence();

    /** Keeps a snapshot; null, or why not. */
    String snapshot();

    @Override
    void close();
}
