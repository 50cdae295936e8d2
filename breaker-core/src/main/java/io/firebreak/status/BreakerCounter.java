package io.firebreak.status;

/**
 * What is counted, with the type id it has in a counters file. Ids are stable and never re-used.
 * Each counter has one writing thread, named here; the others may read it.
 */
public enum BreakerCounter
{
    /** Inputs processed. Engine thread. */
    INPUTS(7701, "inputs processed"),

    /** Decisions made. Engine thread. */
    DECISIONS(7702, "decisions made"),

    /** Changes to a state that does not match orders continuously. Engine thread. */
    TRIPS(7703, "trips"),

    /** Potential trades that the engine denied. Engine thread. */
    VERDICTS_DENIED(7704, "verdicts denied"),

    /** Faults that latched a scope to the operator. Engine thread. */
    ENGINE_FAULTS(7705, "engine faults"),

    /** Inputs dropped, each covered by a Gap record. Publishing threads. */
    DROPS(7706, "inputs dropped"),

    /** Times a publisher found no room. Publishing threads. */
    BACK_PRESSURE(7707, "back pressure"),

    /** Checks the gate answered by its staleness policy, as reported. Publishing threads. */
    STALE_CHECKS(7708, "stale gate checks"),

    /** Bytes of records journaled by this process. Journal thread. */
    JOURNAL_BYTES(7710, "journal bytes"),

    /** Documents in the journal. Journal thread. */
    JOURNAL_DOCUMENTS(7711, "journal documents"),

    /** Errors for which the error log had no room. The thread that records errors. */
    ERRORS_NOT_LOGGED(7712, "errors not logged"),

    /** Times the engine stopped deciding; the market is in its safe state until a restart. Engine thread. */
    ENGINE_STOPS(7713, "engine stops"),

    /** Inputs journaled after the engine stopped deciding. Engine thread. */
    INPUTS_UNDECIDED(7714, "inputs undecided"),

    /** Sequence of the last decided record, as of the engine's last batch. Engine thread. */
    DECIDED_SEQUENCE(7715, "decided sequence"),

    /** Sequence of the last record whose append returned. Journal thread. */
    JOURNALED_SEQUENCE(7716, "journaled sequence, J1"),

    /** Most slots of the ring that waited for the engine at once. Engine thread; 0 inline. */
    RING_DEPTH_MAX(7717, "ring depth, most"),

    /** Longest duty cycle of the journal thread, nanoseconds. Journal thread. */
    JOURNAL_CYCLE_MAX_NS(7718, "journal cycle, longest ns"),

    /** Duty cycles of the journal thread beyond 10 ms. Journal thread. */
    JOURNAL_STALLS(7719, "journal cycles over 10 ms"),

    /** Longest time in which waiting inputs saw the engine decide nothing, nanoseconds. Journal thread. */
    ENGINE_STALL_MAX_NS(7720, "engine stall, longest ns"),

    /** Times over 10 ms in which waiting inputs saw the engine decide nothing. Journal thread. */
    ENGINE_STALLS(7721, "engine stalls over 10 ms");

    /** Type id of all counters of data quality; their key is the code, an int32. */
    public static final int DATA_QUALITY_TYPE_ID = 7750;

    private final int typeId;
    private final String label;

    BreakerCounter(final int typeId, final String label)
    {
        this.typeId = typeId;
        this.label = label;
    }

    /**
     * Type id in a counters file.
     *
     * @return the id.
     */
    public int typeId()
    {
        return typeId;
    }

    /**
     * Label in a counters file.
     *
     * @return lower-case English.
     */
    public String label()
    {
        return label;
    }
}
