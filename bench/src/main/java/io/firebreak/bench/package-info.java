/**
 * Benchmarks, each beside the baseline that it is published against. JMH owns the threads. Nothing outside this module
 * may import JMH, and nothing in it imports samples or Chronicle.
 */
package io.firebreak.bench;
