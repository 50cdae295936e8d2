/**
 * What a user copies from: feeds, the demo, and links into real matching engines. Samples run on the threads of their
 * own process. They use the public face of breaker-core and journal and must not import Chronicle, the engine's
 * packages or bench.
 */
package io.firebreak.samples;
