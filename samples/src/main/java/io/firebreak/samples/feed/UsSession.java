package io.firebreak.samples.feed;

import io.firebreak.feed.TapeInstrument;

/**
 * A trading day of one US stock.
 *
 * @param instrument      the stock.
 * @param dayId           yyyymmdd.
 * @param openNs          regular open, UTC.
 * @param closeNs         regular close, UTC.
 * @param nextOpenNs      next regular open, UTC.
 * @param previousCloseE9 previous close in 1e-9 dollars.
 */
record UsSession(
    TapeInstrument instrument, int dayId, long openNs, long closeNs, long nextOpenNs, long previousCloseE9)
{
}
