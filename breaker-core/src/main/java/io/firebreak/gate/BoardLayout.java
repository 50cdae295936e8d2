package io.firebreak.gate;

/**
 * Layout of a board line: two copies of the same 56 bytes and one epoch. Stride and alignment 128 bytes, so that no two
 * lines share a pair of cache lines. Instrument, group and market lines look alike; group and market lines leave the
 * fields that only an instrument has at their defaults.
 *
 * <pre>
 *   0  epoch i64: 0 never written; bit 0 = copy in force; 0 is skipped when it wraps
 *   8  copy 0, 56 bytes                     | of a copy:
 *  64  groups, 4 x u16, 65535 none          |   0 upper limit, ticks, i64; INT64_MAX none
 *  72  copy 1, 56 bytes                     |   8 lower limit, ticks, i64; INT64_MIN none
 *                                           |  16 reference, millionths of a tick, i64; INT64_MIN none
 *                                           |  24 earliest resume, ns, i64; INT64_MIN none, INT64_MAX an operator's
 *                                           |  32 as of, ns, i64
 *                                           |  40 permissions of buyers u16   42 permissions of sellers u16
 *                                           |  44 rule of the upper limit u16 46 rule of the lower limit u16
 *                                           |  48 rule of the state u16       50 state u8   51 treatment u8
 *                                           |  52 market u8, 255 not defined  53 staleness policy u8
 *                                           |  54 kinds that are price-tested u16, and Treatments
 * </pre>
 *
 * A participant's line: UPPER_LIMIT its most lots, LOWER_LIMIT its most value, PERMISSIONS_BUY those of its plain and
 * PERMISSIONS_SELL of its tagged orders, TESTED_KINDS the rule of these limits, TREATMENT 1 where a collar without
 * a reference denies, MARKET 0 once defined, GROUPS its parent (low i32) and its collar in ppm (high i32).
 *
 * Entry lines, one for an instrument's buys and one for its sells: limits of an order's price, their rules, REFERENCE
 * that of the upper limit, that of the lower one at 48; ENTRY_POINTS how far an order without a price may reach, ticks,
 * INT64_MAX any, its rule at 40; ENTRY_KINDS at 42; GROUPS what its remainder does.
 *
 * <p>The writer fills the copy not in force and then release-stores the epoch + 1; while a reader's epoch stands, the
 * copy it names is not written.
 */
final class BoardLayout
{
    static final int LINE_LENGTH = 128;
    static final int COPY_LENGTH = 56;

    static final int EPOCH = 0;
    static final int FIRST_COPY = 8;
    static final int GROUPS = 64;
    static final int SECOND_COPY = 72;

    static final int UPPER_LIMIT = 0;
    static final int LOWER_LIMIT = 8;
    static final int REFERENCE = 16;
    static final int EARLIEST_RESUME = 24;
    static final int AS_OF = 32;
    static final int PERMISSIONS_BUY = 40;
    static final int PERMISSIONS_SELL = 42;
    static final int UPPER_RULE = 44;
    static final int LOWER_RULE = 46;
    static final int STATE_RULE = 48;
    static final int STATE = 50;
    static final int TREATMENT = 51;
    static final int MARKET = 52;
    static final int STALE_POLICY = 53;
    static final int TESTED_KINDS = 54;

    /** Entry line: distance of an order without a price. */
    static final int ENTRY_POINTS = EARLIEST_RESUME;

    /** Entry line: rule of that distance. */
    static final int ENTRY_POINTS_RULE = PERMISSIONS_BUY;

    /** Entry line: kinds whose price is judged. */
    static final int ENTRY_KINDS = PERMISSIONS_SELL;

    /** Entry line: what the lower limit is measured from. */
    static final int ENTRY_LOWER_FROM = STATE_RULE;

    /** Bit of an instrument's tested kinds: it has entry lines. No kind of order has it. */
    static final int HAS_ENTRY = 1 << 15;

    static final int NO_MARKET = 255;
    static final int NO_GROUP = 65535;
    static final int MAX_GROUPS = 4;

    /** The groups word of an instrument in no group. */
    static final long NO_GROUPS = -1L;

    private BoardLayout()
    {
    }

    /** Offset of the copy that an epoch names. */
    static int copy(final int line, final long epoch)
    {
        return line + FIRST_COPY + ((int)epoch & 1) * (SECOND_COPY - FIRST_COPY);
    }

    /** The epoch after this one: the other copy's, and never 0. */
    static long next(final long epoch)
    {
        return epoch == -1L ? 2L : epoch + 1;
    }
}
