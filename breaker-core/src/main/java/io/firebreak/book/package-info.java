/**
 * The price ladder: one instrument's book from absolute-size level updates, with best prices, depths and sweep costs.
 * All its state lies in the arena and is owned by the engine thread.
 * It must not import an estimator, a breaker, the gate, the engine or any floor above them.
 */
package io.firebreak.book;
