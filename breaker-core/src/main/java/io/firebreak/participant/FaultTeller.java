package io.firebreak.participant;

import io.firebreak.market.DataQualityCode;

/** Takes what is wrong with an input about a participant, or with a window of one. Engine thread. */
@FunctionalInterface
public interface FaultTeller
{
    /**
     * One fault.
     *
     * @param code     what.
     * @param scope    packed scope of the participant.
     * @param nowNs    engine time.
     * @param sourceId source, 0 none.
     * @param observed what was seen.
     * @param expected what was expected.
     */
    void tell(DataQualityCode code, int scope, long nowNs, int sourceId, long observed, long expected);
}
