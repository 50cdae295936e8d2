/**
 * The journal: documents of records appended to a Chronicle Queue, the sidecar that says how far they go, and the
 * reader that believes none of it. The writer belongs to one journal thread; a reader to any one thread of its own,
 * also while the writer is alive. It must not import the engine or a command, and nothing else imports Chronicle.
 */
package io.firebreak.journal;
