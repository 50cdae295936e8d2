/**
 * The one off-heap region that holds all mutable engine state, and the structures in it that know no market: sections,
 * running digest, timer heap, time windows in pooled pages, seeded generator, work queue.
 * The engine thread owns it all; every structure is a flyweight, and nothing on the heap can change a decision.
 * It must not import any package of Firebreak above it, and no clock, thread, logger or collection.
 */
package io.firebreak.arena;
