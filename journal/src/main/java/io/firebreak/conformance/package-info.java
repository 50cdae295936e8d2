/**
 * Conformance vectors: cases of events and expected states, run through the shipped rulebooks on an inline breaker.
 * Everything here belongs to the one thread that runs the cases.
 * It must not import Chronicle, the command, or any class of samples or bench.
 */
package io.firebreak.conformance;
