/**
 * A link into {@code exchange.core2:exchange-core}, whose libraries are older than ours and live in a class loader of
 * their own. Everything here belongs to the venue's one matching thread. It must not import exchange-core, Chronicle,
 * bench or the engine's inner packages.
 */
package io.firebreak.samples.link.exchangecore;
