/**
 * The gate: answers "may this order or print go?" from a board of published states and limits.
 * The engine thread (or, in the sequenced mode, the matching thread) alone writes the board, any thread reads it, and
 * any thread may tighten the guard lines.
 * It must not import the estimators, the book, a breaker, the engine, a clock, a thread or a collection.
 */
package io.firebreak.gate;
