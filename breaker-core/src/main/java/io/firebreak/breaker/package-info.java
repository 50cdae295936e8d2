/**
 * Breakers as compositions: references, widths, limit-state monitors, trips, pauses, reopenings and their merge.
 * Everything here is owned by the engine thread and keeps its state in the arena.
 * It must not import the engine, a rulebook, Disruptor, a clock, a thread or a logger.
 */
package io.firebreak.breaker;
