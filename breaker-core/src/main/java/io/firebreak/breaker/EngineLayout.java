package io.firebreak.breaker;

import io.firebreak.arena.Arena;
import io.firebreak.arena.ArenaLayout;
import io.firebreak.arena.Capacities;
import io.firebreak.arena.ExtremaWindow;
import io.firebreak.arena.PrintWindow;
import io.firebreak.arena.SeededGenerator;
import io.firebreak.arena.TimerHeap;
import io.firebreak.arena.WeightedWindow;
import io.firebreak.arena.WindowPool;
import io.firebreak.arena.WorkQueue;
import io.firebreak.book.BookPool;
import io.firebreak.book.BookView;
import io.firebreak.book.PriceLadder;
import io.firebreak.market.Scope;
import io.firebreak.participant.ParticipantLayout;
import org.agrona.BitUtil;

/**
 * Where everything of an engine lies in its arena. Depends on the layout version and the capacities only.
 *
 * <pre>
 *  header | data quality counts | sources | operators | releases | timers | work | market | image | instruments
 *         | window pool | book pool | participants
 *
 *  header: 0 sequence | 8 decision number | 16 engine time | 24 started (int32) | 28 exposed scopes (int32)
 *        | 32 refused step (int32) | 36 losses, told, pass, cursor (4 x int32) | 56 time of the last loss
 *        | 64 running digest (64 B) | 128 generator (64 B)
 * </pre>
 */
public final class EngineLayout
{
    /** Version of the arena's layout; rises whenever a state would lie elsewhere. */
    public static final int VERSION = 5;

    /** Header: sequence of the record being worked on, int64. */
    public static final int SEQUENCE = 0;

    /** Header: number of the last decision, int64. */
    public static final int DECISION_SEQ = 8;

    /** Header: engine time, int64 ns. */
    public static final int NOW = 16;

    /** Header: 1 once the first input has set the time, int32. */
    public static final int STARTED = 24;

    /** Header: scopes with a decision that no gate reader has judged under yet, int32. */
    public static final int EXPOSED_SCOPES = 28;

    /** Header: 1 since a step of time was refused and none was taken, int32. */
    public static final int REFUSED_STEP = 32;

    /** Header: losses of inputs that concern every instrument, so far, int32. */
    public static final int LOSSES = 36;

    /** Header: of them, how many every instrument has been told, int32. */
    public static final int LOSSES_TOLD = 40;

    /** Header: losses that the pass under way tells, int32. */
    public static final int LOSSES_PASS = 44;

    /** Header: next instrument of that pass, int32. */
    public static final int LOSSES_CURSOR = 48;

    /** Header: instant of the last loss, int64 ns. */
    public static final int LOSS_NS = 56;

    /** Header: running digest. */
    public static final int DIGEST = 64;

    /** Header: seeded generator. */
    public static final int GENERATOR = 128;

    /** Data quality codes that are counted. */
    public static final int QUALITY_CODES = 64;

    /** Timers of the market that step through the trading day. */
    public static final int SESSION_TIMERS = Session.STEPS;

    private static final int HEADER_LENGTH = 192;

    private final Capacities capacities;
    private final Arena arena;
    private final int header;
    private final int quality;
    private final int sources;
    private final int operators;
    private final int releases;
    private final int releaseEntries;
    private final int timers;
    private final int timersPerScope;
    private final int timerCount;
    private final int work;
    private final int market;
    private final int image;
    private final int instruments;
    private final int stride;
    private final int participants;
    private final WindowPool windowPool;
    private final BookPool bookPool;

    /**
     * Lay out and allocate an arena.
     *
     * @param capacities what it is for.
     */
    public EngineLayout(final Capacities capacities)
    {
        this.capacities = capacities;
        final int scopes = capacities.instruments() + 1;
        timersPerScope = capacities.references() + 2 * capacities.breakers() + 2;
        timerCount = scopes * timersPerScope + Session.STEPS +
            capacities.participants() * ParticipantLayout.timers(capacities);
        releaseEntries = BitUtil.findNextPositivePowerOfTwo(
            2 * (scopes * (capacities.breakers() + 2) + capacities.participants()));
        // an odd number of lines, so that the same line of many instruments does not fall into a few sets of a cache
        stride = BitUtil.align(breakersOffset() + capacities.breakers() * Layout.BREAKER_LENGTH, 64) | 64;

        final ArenaLayout sections = new ArenaLayout();
        header = sections.section("header", HEADER_LENGTH);
        quality = sections.section("data quality counts", QUALITY_CODES * 8);
        sources = sections.section("sources", capacities.sources() * 8L);
        operators = sections.section("operators", Operators.BYTES);
        releases = sections.section("releases", Releases.bytes(releaseEntries));
        timers = sections.section("timers", TimerHeap.bytes(timerCount));
        work = sections.section("work", WorkQueue.bytes(capacities.instruments()));
        market = sections.section("market", stride);
        image = sections.section("parameter image", capacities.imageBytes());
        instruments = sections.section("instruments", (long)stride * capacities.instruments());
        final int windows = sections.section("window pool", WindowPool.bytes(capacities.windowPages()));
        final int books = sections.section("book pool", BookPool.bytes(capacities.bookPages()));
        participants = sections.section("participants", ParticipantLayout.bytes(capacities));
        arena = Arena.allocate(sections);
        windowPool = new WindowPool(arena.buffer(), windows, capacities.windowPages());
        bookPool = new BookPool(arena.buffer(), books);
        bookPool.initialise(capacities.bookPages());
    }

    /**
     * The arena.
     *
     * @return the region.
     */
    public Arena arena()
    {
        return arena;
    }

    /**
     * The capacities.
     *
     * @return as declared.
     */
    public Capacities capacities()
    {
        return capacities;
    }

    /**
     * Bytes of state per instrument, without pages of windows and far levels.
     *
     * @return stride.
     */
    public int bytesPerInstrument()
    {
        return stride;
    }

    /**
     * State of an instrument.
     *
     * @param index dense index.
     * @return offset.
     */
    public int instrument(final int index)
    {
        return instruments + index * stride;
    }

    /**
     * Whose state lies somewhere.
     *
     * @param s state of an instrument or of the market.
     * @return packed scope.
     */
    public int scopeOf(final int s)
    {
        return s == market ? Scope.market(0) : Scope.instrument((s - instruments) / stride);
    }

    /**
     * State of the market.
     *
     * @return offset.
     */
    public int marketOffset()
    {
        return market;
    }

    /**
     * Header.
     *
     * @return offset.
     */
    public int headerOffset()
    {
        return header;
    }

    /**
     * Last sequence of each source.
     *
     * @return offset.
     */
    public int sourcesOffset()
    {
        return sources;
    }

    /**
     * Parameter image.
     *
     * @return offset.
     */
    public int imageOffset()
    {
        return image;
    }

    /**
     * Ladder within a scope's state.
     *
     * @return relative offset.
     */
    public int ladderOffset()
    {
        return Layout.S_LADDER;
    }

    /**
     * First timer of an instrument.
     *
     * @param index dense index; the capacity itself is the market.
     * @return slot.
     */
    public int timerBase(final int index)
    {
        return index * timersPerScope;
    }

    /**
     * Timers of a scope.
     *
     * @return count.
     */
    public int timersPerScope()
    {
        return timersPerScope;
    }

    /**
     * Timer of a step of the trading day.
     *
     * @param step which.
     * @return slot.
     */
    public int sessionTimer(final int step)
    {
        return (capacities.instruments() + 1) * timersPerScope + step;
    }

    /** {@return first timer of the first participant} */
    public int participantTimers()
    {
        return sessionTimer(Session.STEPS);
    }

    /** {@return first participant, see {@link ParticipantLayout}} */
    public int participantsOffset()
    {
        return participants;
    }

    /**
     * A work queue over its section.
     *
     * @return a new flyweight.
     */
    public WorkQueue newWorkQueue()
    {
        return new WorkQueue(arena.buffer(), work, capacities.instruments());
    }

    /** {@return count of each data quality code} */
    public int qualityOffset()
    {
        return quality;
    }

    /** {@return table of operators: id and last nonce of each} */
    public int operatorsOffset()
    {
        return operators;
    }

    int releasesOffset()
    {
        return releases;
    }

    int releaseEntries()
    {
        return releaseEntries;
    }

    int breakersOffset()
    {
        return Layout.S_REFERENCES + capacities.references() * Layout.REFERENCE_LENGTH;
    }

    TimerHeap newTimerHeap()
    {
        return new TimerHeap(arena.buffer(), timers, timerCount);
    }

    SeededGenerator newGenerator()
    {
        return new SeededGenerator(arena.buffer(), header + GENERATOR);
    }

    /** {@return a new flyweight over the pool of windows} */
    public PrintWindow newPrintWindow()
    {
        return new PrintWindow(windowPool);
    }

    /** {@return a new flyweight over the pool of windows} */
    public WeightedWindow newWeightedWindow()
    {
        return new WeightedWindow(windowPool);
    }

    /** {@return a new flyweight over the pool of windows} */
    public ExtremaWindow newExtremaWindow()
    {
        return new ExtremaWindow(windowPool);
    }

    PriceLadder newLadder()
    {
        return new PriceLadder(bookPool);
    }

    /**
     * A book to look at.
     *
     * @param instrumentIndex below the capacity.
     * @return a new flyweight at that instrument's book.
     */
    public BookView newBookView(final int instrumentIndex)
    {
        return newLadder().wrap(instrument(instrumentIndex) + ladderOffset());
    }
}
