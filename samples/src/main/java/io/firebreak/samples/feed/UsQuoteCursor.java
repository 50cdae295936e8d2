package io.firebreak.samples.feed;

import java.util.List;

/** Rows that each set one side of the national best bid and offer. */
final class UsQuoteCursor extends RowCursor
{
    static final List<String> HEADER = List.of("ms_since_midnight_et", "bid_price_e4", "bid_size", "ask_price_e4",
        "ask_size", "exchange", "condition", "suspicious");

    private static final int TIME = 0;
    private static final int BID = 1;
    private static final int BID_SIZE = 2;
    private static final int ASK = 3;
    private static final int ASK_SIZE = 4;
    private static final int SUSPICIOUS = 7;

    private final NewYorkDay day;
    private final PriceStep tick;

    long timeNs;
    long bidTicks;
    long bidLots;
    long askTicks;
    long askLots;
    boolean isSuspicious;

    private long aheadTimeNs;
    private long aheadBidTicks;
    private long aheadBidLots;
    private long aheadAskTicks;
    private long aheadAskLots;
    private boolean isAheadSuspicious;

    UsQuoteCursor(final CsvTape tape, final NewYorkDay day, final PriceStep tick)
    {
        super(tape);
        this.day = day;
        this.tick = tick;
    }

    @Override
    void parse()
    {
        aheadTimeNs = UsTradeCursor.time(tape, TIME, day);
        aheadBidTicks = UsTradeCursor.ticks(tape, BID, tick);
        aheadBidLots = tape.size(BID_SIZE, 0);
        aheadAskTicks = UsTradeCursor.ticks(tape, ASK, tick);
        aheadAskLots = tape.size(ASK_SIZE, 0);
        isAheadSuspicious = !tape.is(SUSPICIOUS, '0');
    }

    @Override
    void take()
    {
        timeNs = aheadTimeNs;
        bidTicks = aheadBidTicks;
        bidLots = aheadBidLots;
        askTicks = aheadAskTicks;
        askLots = aheadAskLots;
        isSuspicious = isAheadSuspicious;
    }

    @Override
    long aheadTimeNs()
    {
        return aheadTimeNs;
    }
}
