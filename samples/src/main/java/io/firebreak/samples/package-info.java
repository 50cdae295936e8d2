/**
 * What a user copies from: feeds, the demo, and links into real matching engines. Samples run on the threads of their
 * own process. They use breaker-core and journal as any host would and must not import Chronicle or bench.
 */
package io.firebreak.samples;
