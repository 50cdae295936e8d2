/**
 * Feeds: recorded market data of several venues, read row by row from CSV (plain or gzip) into a
 * {@link io.firebreak.feed.FeedSink}.
 * Each reader belongs to the one thread that runs the tape.
 * It must not import the engine or anything above its face: a feed knows only the SPI and the market's vocabulary.
 */
package io.firebreak.samples.feed;
