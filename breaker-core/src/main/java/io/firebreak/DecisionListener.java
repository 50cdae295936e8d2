package io.firebreak;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Receives decisions as messages on the host's thread that polls. The buffer is valid only during the call.
 */
@FunctionalInterface
public interface DecisionListener
{
    /**
     * One decision.
     *
     * @param templateId SBE template id, 64 to 119.
     * @param buffer     where it lies.
     * @param offset     of its SBE header.
     * @param length     with the header.
     */
    void onDecision(int templateId, UnsafeBuffer buffer, int offset, int length);
}
