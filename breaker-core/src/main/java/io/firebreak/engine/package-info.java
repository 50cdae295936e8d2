/**
 * The engine: one switch on the message template, one method per message, and the order of work inside an event.
 * Owned by one thread, the engine thread, which in inline mode is the matching thread.
 * It must not import Disruptor, a clock, a thread, a logger, a rulebook or the journal.
 */
package io.firebreak.engine;
