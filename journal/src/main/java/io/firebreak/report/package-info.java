/**
 * Writes a report of a journal as one HTML file that needs no network: what it decided and why, drawn over the market
 * that it saw, with a fresh engine's proof. Cold and read-only; one thread, the caller's. Imports neither the command,
 * Chronicle, nor any class of samples or bench.
 */
package io.firebreak.report;
