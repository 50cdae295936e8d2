package io.firebreak.pipeline;

import io.firebreak.record.SlotSlab;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import java.util.concurrent.ThreadFactory;

/**
 * How a pipeline is run.
 *
 * @param slab            the slots; one per slot of the ring.
 * @param isSequenced     whether the matching thread stores the board, when a decision comes back to it as a command.
 * @param isMultiProducer whether several threads publish.
 * @param waiting         how the engine thread waits.
 * @param policy          what a full ring does.
 * @param threads         makes the engine's and the journal's thread; pin them there.
 * @param counters        counted into; null for none.
 * @param errors          what ended a stage is kept there; null for nowhere.
 */
public record PipelineSettings(
    SlotSlab slab, boolean isSequenced, boolean isMultiProducer, WaitKind waiting, OverrunPolicy policy,
    ThreadFactory threads, BreakerCounters counters, ErrorLog errors)
{
}
