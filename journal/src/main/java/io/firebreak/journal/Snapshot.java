package io.firebreak.journal;

import io.firebreak.record.SnapshotHead;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * A snapshot that was read whole and found sound.
 *
 * @param head which state it holds, and for what engine.
 * @param body what follows the head; read only.
 * @param file where it lies.
 */
public record Snapshot(SnapshotHead head, DirectBuffer body, Path file)
{
}
