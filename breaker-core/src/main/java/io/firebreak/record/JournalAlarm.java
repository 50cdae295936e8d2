package io.firebreak.record;

/**
 * Told when records can no longer be kept, or soon cannot be, while there is still room to act in. Called on a thread
 * of the journal's, perhaps more than once for the same trouble; must not wait.
 */
@FunctionalInterface
public interface JournalAlarm
{
    /** What is wrong, mildest first. */
    enum Trouble
    {
        /** The disk has less room than was declared to be low; records are still kept. */
        DISK_LOW,

        /** No room could be reserved: once the reserve is used up records wait in the record buffer. */
        DISK_FULL,

        /** An append failed: nothing is acknowledged any more until a restart. */
        FAILED
    }

    /**
     * There is trouble.
     *
     * @param trouble what is wrong.
     */
    void onTrouble(Trouble trouble);
}
