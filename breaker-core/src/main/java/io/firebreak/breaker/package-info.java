/**
 * Breakers as compositions of reference, width, trigger, limit state, action, timer and reopening, read from the
 * parameter image. Owned by the engine thread; the image itself never changes once it is compiled. Must not import the
 * rulebook, which compiles the image, or anything else above this floor.
 */
package io.firebreak.breaker;
