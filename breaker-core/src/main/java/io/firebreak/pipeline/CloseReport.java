package io.firebreak.pipeline;

/**
 * What a pipeline left behind when it was closed.
 *
 * @param undecided  inputs that were published and that the engine did not come to, or met after it had stopped
 *                   deciding.
 * @param unjournaled records that were decided and that the journal did not take in time: a restart finds them in the
 *                   slab.
 * @param decisionBytes bytes of decisions, headers included, that the host has not polled.
 * @param isClean    whether everything was decided and journaled and the journal has its clean end.
 * @param notKept    why no snapshot of the end lies beside the journal: a restart runs more records again; null where
 *                   one does, or where nobody asked for one because there is no journal or no clean end.
 */
public record CloseReport(long undecided, long unjournaled, int decisionBytes, boolean isClean, String notKept)
{
}
