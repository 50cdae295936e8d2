/**
 * Tapes: the SPI through which other modules bring in feeds, and the driver that plays one into an inline engine.
 * Everything here belongs to the one thread that runs the tape.
 * It must not import Chronicle, the command, or any class of samples or bench: feeds are found through
 * {@link io.firebreak.feed.Feed}.
 */
package io.firebreak.feed;
