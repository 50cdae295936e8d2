package io.firebreak.journal;

import java.nio.file.Path;

/**
 * Where a document begins, and what led to it.
 *
 * @param file         of the queue.
 * @param position     in it, of Chronicle's word before the document.
 * @param documents    before it.
 * @param lastSequence of the last record before it, 0 none.
 * @param chain        chain value of the document before it.
 * @param segment      the last one that began before it; null where none did.
 */
record JournalPlace(
    Path file, long position, long documents, long lastSequence, int chain, JournalSegment segment)
{
}
