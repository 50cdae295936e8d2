package io.firebreak.breaker;

import io.firebreak.market.TradingState;
import org.agrona.DirectBuffer;

/** Checks the fields of a reference of a band: bits and codes are known, and what it is made of comes before it. */
final class ReferenceCheck
{
    private static final int RESETS = ImageReference.RESET_DAY | ImageReference.RESET_REOPENING |
        ImageReference.RESET_AUCTION;
    private static final int STATES = (1 << TradingState.values().length) - 1;

    private static final int MEMBERS = 8;
    private static final long PPM = 1_000_000L;
    private static final long FACTOR_PPM = 1_000 * PPM;
    private static final long DAY_NS = 86_400_000_000_000L;

    private ReferenceCheck()
    {
    }

    static void check(final ImageCheck check, final DirectBuffer image, final int at)
    {
        check.integer("R_RESET_ON", ImageReference.R_RESET_ON, 0, RESETS);
        check.integer("R_ON_EMPTY", ImageReference.R_ON_EMPTY, 0, ImageReference.EMPTY_KEEP);
        check.integer("R_SEED", ImageReference.R_SEED, 0, ImageReference.SEED_KEEP);
        check.flag("R_SWEEP_HELD", ImageReference.R_SWEEP_HELD);
        check.integer("R_FREEZE_IN", ImageReference.R_FREEZE_IN, 0, STATES);
        final int kind = image.getInt(at + ImageLayout.R_KIND);
        final int least = leastMembers(kind);
        check.integer("R_MEMBERS", ImageReference.R_MEMBERS, least,
            kind == ImageReference.KIND_FIRST_VALID || kind == ImageReference.KIND_MEDIAN ? MEMBERS : least);
        check.integer("R_AT_LEAST", ImageReference.R_AT_LEAST, kind == ImageReference.KIND_MEDIAN ? 1 : 0,
            kind == ImageReference.KIND_MEDIAN ? MEMBERS : 0);
        check.integer("R_QUOTES", ImageReference.R_QUOTES, 0, 1);
        check.wide("R_SAMPLE_NS", ImageReference.R_SAMPLE_NS, kind >= ImageReference.KIND_TWAP ? 1_000_000 : 0, DAY_NS);
        check.wide("R_WEIGHT_PPM", ImageReference.R_WEIGHT_PPM, kind == ImageReference.KIND_BASIS_EMA ? 1 : 0, PPM);
        check.wide("R_UP_PPM", ImageReference.R_UP_PPM, 0, FACTOR_PPM);
        check.wide("R_DOWN_PPM", ImageReference.R_DOWN_PPM, 0, FACTOR_PPM);
    }

    /** Of a class whose references are all checked: each is made of whole numbers of the class, none of itself. */
    static void checkMembers(final ImageCheck check, final DirectBuffer image, final int first, final int references)
    {
        for (int r = 0; r < references; r++)
        {
            final int at = first + r * ImageLayout.REFERENCE_LENGTH;
            final int members = image.getInt(at + ImageReference.R_MEMBERS);
            int depends = 0;
            for (int i = 0; i < members; i++)
            {
                final int member = image.getInt(at + ImageReference.R_MEMBER + i * Integer.BYTES);
                check.range("member " + i + " of reference " + r, member, 0, references - 1L);
                check.range("kind of that member", image.getInt(first + member * ImageLayout.REFERENCE_LENGTH +
                    ImageLayout.R_KIND), ImageLayout.KIND_PREVIOUS_CLOSE, ImageReference.KIND_FAIR);
                int other = member;
                while (other >= 0)
                {
                    depends |= 1 << other;
                    other = image.getInt(first + other * ImageLayout.REFERENCE_LENGTH + ImageLayout.R_OTHERWISE);
                }
            }
            check.range("R_DEPENDS of reference " + r, image.getInt(at + ImageReference.R_DEPENDS), depends, depends);
        }
        for (int r = 0; r < references; r++)
        {
            check.range("reference that is made of itself", reach(image, first, references, r) >>> r & 1, 0, 0);
        }
    }

    /** Everything that a reference is made of, at any remove. */
    private static int reach(final DirectBuffer image, final int first, final int references, final int reference)
    {
        int reach = image.getInt(first + reference * ImageLayout.REFERENCE_LENGTH + ImageReference.R_DEPENDS);
        for (int pass = 0; pass < references; pass++)
        {
            for (int r = 0; r < references; r++)
            {
                reach |= (reach >>> r & 1) == 0 ? 0 :
                    image.getInt(first + r * ImageLayout.REFERENCE_LENGTH + ImageReference.R_DEPENDS);
            }
        }
        return reach;
    }

    /** Whether a kind of reference of a band has a window, an age, a period or an interval. */
    static boolean hasWindow(final int kind)
    {
        return kind >= ImageLayout.KIND_TRADE_AGED && kind != ImageReference.KIND_FIRST_VALID &&
            kind != ImageReference.KIND_MEDIAN && kind != ImageReference.KIND_MID &&
            kind != ImageReference.KIND_BASIS_EMA;
    }

    private static int leastMembers(final int kind)
    {
        return switch (kind)
        {
            case ImageReference.KIND_FIRST_VALID, ImageReference.KIND_MEDIAN, ImageReference.KIND_BASIS_AVERAGE,
                ImageReference.KIND_BASIS_EMA -> 2;
            case ImageReference.KIND_TWAP, ImageReference.KIND_FAIR -> 1;
            default -> 0;
        };
    }
}
