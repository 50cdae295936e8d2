/**
 * A link between a matching engine and Firebreak, written once for every mode and every continuous matcher: read
 * {@link io.firebreak.samples.link.VenueLink} first. A link belongs to the matching thread of its venue. It must not
 * import Chronicle, bench or the engine's inner packages: a venue needs none of them.
 */
package io.firebreak.samples.link;
