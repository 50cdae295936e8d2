/**
 * A small venue on a real matching engine, {@code com.paritytrading.parity:parity-match}, as a guide to linking one.
 * Everything here belongs to the venue's one matching thread. It must not import Chronicle, bench or the engine's inner
 * packages: a venue needs none of them.
 */
package io.firebreak.samples.link.parity;
