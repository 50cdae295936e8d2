/**
 * The state of an engine as a stream of messages in id order, which an arena of another layout can take.
 * Cold: the engine's thread uses it between two inputs, or a thread that owns an engine of its own.
 * It must not import the engine, a rulebook, a clock, a thread or the journal.
 */
package io.firebreak.snapshot;
