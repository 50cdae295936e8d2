/**
 * The record: layout of an input with its decisions, the mapped buffer that carries records out of the engine thread,
 * the running digest and the journal's interface.
 * The engine thread writes records and one journal thread reads them.
 * It must not import the engine, a breaker, Disruptor or Chronicle.
 */
package io.firebreak.record;
