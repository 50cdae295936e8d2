/**
 * {@code com.paritytrading.parity:parity-match} as the link sees it: the engine of the demo's venue. It belongs to the
 * venue's one matching thread. It must not import Chronicle, bench or the engine's inner packages.
 */
package io.firebreak.samples.link.parity;
