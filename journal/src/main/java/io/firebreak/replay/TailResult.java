package io.firebreak.replay;

import io.firebreak.record.RecoveryStart;

/**
 * What a replay of the records behind a snapshot found.
 *
 * @param result     what was found; its counts are of those records only.
 * @param start      the snapshot, and newer ones that could not be used.
 * @param walkedOver last record of which not even the bytes were read, 0 none; those between it and the snapshot's own
 *                   were read and not decided again.
 */
public record TailResult(ReplayResult result, RecoveryStart start, long walkedOver)
{
}
