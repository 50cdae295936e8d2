/**
 * The demo's market: makers, takers, value buyers and leveraged accounts trade one perpetual on a real matching engine
 * behind Firebreak, from a seed, in integers, without a clock. It runs on one thread, the venue's matching thread. It
 * must not import Chronicle, bench or the engine's inner packages.
 */
package io.firebreak.samples.market;
