package io.firebreak.explain;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.market.ReferenceKind;
import java.util.Locale;

/** What the reference of a band's rule is, in words. */
final class BandWords
{
    private BandWords()
    {
    }

    static String reference(final RuleFacts rule, final boolean isLower)
    {
        switch (rule.referenceKind())
        {
            case ImageLayout.KIND_LAST:
                return "the last price";
            case ImageLayout.KIND_LAST_AUCTION:
                return "the last auction's price";
            case ImageLayout.KIND_PUBLISHED:
                return "the " + ReferenceKind.of(rule.referenceInt(ImageLayout.R_PRICE)).name().toLowerCase(Locale.ROOT)
                    + " price that the venue published";
            case ImageLayout.KIND_OPEN:
                return "the day's first price";
            case ImageLayout.KIND_TRADE_AGED:
                return "the last trade that was " + Figures.duration(rule.referenceLong(ImageLayout.R_WINDOW_NS))
                    + " old or older";
            case ImageLayout.KIND_TRADE_EXTREMA:
                return "the " + (isLower ? "highest" : "lowest") + " trade of the "
                    + Figures.duration(rule.referenceLong(ImageLayout.R_WINDOW_NS)) + " before";
            case ImageLayout.KIND_ANCHOR_PERIODIC:
                return "the anchor of the last " + Figures.duration(rule.referenceLong(ImageLayout.R_WINDOW_NS));
            case ImageReference.KIND_FIRST_VALID:
                return "the first price that there was";
            case ImageReference.KIND_MEDIAN:
                return "the median of several prices";
            case ImageReference.KIND_MID:
                return "the middle of the best bid and offer";
            case ImageReference.KIND_VWAP:
                return "the mean of the "
                    + Figures.duration(rule.referenceLong(ImageLayout.R_WINDOW_NS)) + " before, by quantity";
            case ImageReference.KIND_TWAP:
                return "the mean of the "
                    + Figures.duration(rule.referenceLong(ImageLayout.R_WINDOW_NS)) + " before, by time";
            case ImageReference.KIND_BASIS_AVERAGE, ImageReference.KIND_BASIS_EMA:
                return "the index and its average basis";
            case ImageReference.KIND_FAIR:
                return "the index and what is left of the funding";
            default:
                return "the reference";
        }
    }
}
