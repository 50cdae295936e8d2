package io.firebreak.feed;

/**
 * An instrument of a tape, as its feed defines it.
 *
 * @param symbol        the venue's name of it.
 * @param priceExponent a tick is 10^-priceExponent of the quote currency, 0 to 12.
 * @param tickIncrement the venue's tick in these ticks, at least 1.
 * @param qtyExponent   a lot is 10^-qtyExponent units, 0 to 12.
 * @param ruleClass     name of the rulebook's class that the feed means, or null for the rulebook's first.
 */
public record TapeInstrument(
    String symbol, int priceExponent, long tickIncrement, int qtyExponent, String ruleClass)
{
}
