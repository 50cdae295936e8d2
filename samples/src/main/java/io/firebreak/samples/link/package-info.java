/**
 * Links into real matching engines: what every link asks of Firebreak, whichever mode the venue chose. A link belongs
 * to the matching thread of its venue. It must not import Chronicle, bench or the engine's inner packages.
 */
package io.firebreak.samples.link;
