/**
 * What is estimated from the flow of events, and the arithmetic that the estimates stand on: fixed polynomials for log
 * and exp, 128-bit products. The estimates belong to the engine thread; the arithmetic is stateless and for any thread.
 * It must not import a breaker, the engine, a clock, a thread, a logger, or any {@code Math} function whose last bits
 * may differ between JVMs.
 */
package io.firebreak.estimator;
