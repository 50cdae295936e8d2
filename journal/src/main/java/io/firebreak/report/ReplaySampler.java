package io.firebreak.report;

import io.firebreak.breaker.Gauges;
import io.firebreak.codec.BookClearDecoder;
import io.firebreak.codec.BookLevelDecoder;
import io.firebreak.codec.BookReadyDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.OperatorResultDecoder;
import io.firebreak.codec.QuoteDecoder;
import io.firebreak.codec.TradeDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.market.Scope;
import io.firebreak.market.TradingState;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.ReplayObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes from a replay what is drawn: prints and decisions from the journal, all else from the engine after them. */
final class ReplaySampler implements ReplayObserver
{
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long NO_TIME = Long.MIN_VALUE;

    private final List<Integer> wanted;
    private final Map<Integer, Window> windows;
    private final int columns;
    private final Map<Integer, InstrumentTrack> focus = new TreeMap<>();
    private final Map<Integer, InstrumentTrack> tracks = new TreeMap<>();
    private final Map<Integer, TradingState> states = new HashMap<>();
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final OperatorResultDecoder operator = new OperatorResultDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private BreakerEngine engine;
    private Gauges gauges;
    private TradingState market;
    private long originNs = NO_TIME;
    private long nowNs = NO_TIME;
    private long engineEndNs = NO_TIME;

    /** A stretch of time. */
    record Window(long fromNs, long toNs)
    {
    }

    /**
     * A sampler.
     *
     * @param instruments indexes of those that are drawn.
     * @param windows     by index, where an instrument is looked at more closely.
     * @param columns     of a series, even.
     */
    ReplaySampler(final List<Integer> instruments, final Map<Integer, Window> windows, final int columns)
    {
        wanted = List.copyOf(instruments);
        this.windows = Map.copyOf(windows);
        this.columns = columns;
    }

    /** What was sampled of each instrument that appeared, by index. */
    Map<Integer, InstrumentTrack> tracks()
    {
        return tracks;
    }

    /** The same within its window, where it has one; states are only in the whole. */
    Map<Integer, InstrumentTrack> focus()
    {
        return focus;
    }

    /** Engine time of the first record; Long.MIN_VALUE where there is none. */
    long originNs()
    {
        return originNs;
    }

    /** Engine time of the last record. */
    long endNs()
    {
        return nowNs;
    }

    /** Where the engine's own values end; Long.MIN_VALUE where they go to the end. */
    long engineEndNs()
    {
        return engineEndNs;
    }

    @Override
    public void onRecord(final BreakerEngine now, final UnsafeBuffer buffer, final int offset, final int length)
    {
        final int input = offset + RecordLayout.INPUT_OFFSET;
        final int inputBytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        if (inputBytes < InputLayout.BODY_OFFSET)
        {
            return;
        }
        time(now, buffer.getLong(input + InputLayout.TIME_OFFSET));
        final int scope = buffer.getInt(input + InputLayout.SCOPE_OFFSET);
        if (Scope.kind(scope) == Scope.INSTRUMENT)
        {
            final InstrumentTrack track = track(Scope.index(scope));
            if (track != null)
            {
                onInput(track, now, buffer, input);
                final Window window = windows.get(track.index());
                if (window != null && nowNs >= window.fromNs() && nowNs <= window.toNs())
                {
                    onInput(focus.computeIfAbsent(track.index(),
                        index -> new InstrumentTrack(index, columns, nowNs)), now, buffer, input);
                }
            }
        }
        final int decisions = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF;
        if (decisions > 0)
        {
            onDecisions(buffer, input + RecordLayout.align(inputBytes), decisions);
        }
        else if (now != null)
        {
            final InstrumentTrack track = tracks.get(scope);
            if (track != null)
            {
                settle(track);
            }
        }
    }

    private void time(final BreakerEngine now, final long timeNs)
    {
        if (now != engine)
        {
            if (now == null)
            {
                engineEndNs = nowNs;
                tracks.values().forEach(track -> track.endEngine(nowNs));
                focus.values().forEach(track -> track.endEngine(nowNs));
            }
            engine = now;
            gauges = now == null ? null : now.gauges();
        }
        // Without an engine nothing judges times: one that leaps a day is not believed.
        final long is = now != null ? now.timeNs() : timeNs > nowNs && (nowNs == NO_TIME || timeNs - nowNs < DAY_NS) ?
            timeNs : nowNs;
        nowNs = Math.max(nowNs, is);
        if (originNs == NO_TIME)
        {
            originNs = nowNs;
        }
    }

    private InstrumentTrack track(final int index)
    {
        final InstrumentTrack known = tracks.get(index);
        if (known != null || !wanted.contains(index))
        {
            return known;
        }
        final InstrumentTrack track = new InstrumentTrack(index, columns, originNs);
        tracks.put(index, track);
        settle(track);
        return track;
    }

    private void onInput(
        final InstrumentTrack track, final BreakerEngine now, final UnsafeBuffer buffer, final int input)
    {
        track.rate().add(nowNs);
        track.onArrival(nowNs, buffer.getLong(input + InputLayout.SOURCE_TIME_OFFSET));
        header.wrap(buffer, input);
        boolean isBook = false;
        switch (header.templateId())
        {
            case TradeDecoder.TEMPLATE_ID:
                track.onTrade(nowNs, trade.wrapAndApplyHeader(buffer, input, header).priceTicks());
                break;
            case QuoteDecoder.TEMPLATE_ID:
                quote.wrapAndApplyHeader(buffer, input, header);
                track.onTouch(nowNs, quote.bidTicks(), quote.askTicks());
                break;
            case BookLevelDecoder.TEMPLATE_ID:
            case BookReadyDecoder.TEMPLATE_ID:
            case BookClearDecoder.TEMPLATE_ID:
                isBook = true;
                break;
            default:
                break;
        }
        if (now != null && gauges.isDefined(track.index()))
        {
            final boolean isMatching = TradingState.of(now.governingState(track.index())).matches();
            track.onEngine(nowNs, now, gauges, isBook, isMatching);
        }
    }

    private void onDecisions(final UnsafeBuffer buffer, final int from, final int count)
    {
        int at = from;
        for (int i = 0; i < count; i++)
        {
            header.wrap(buffer, at);
            if (header.templateId() == TradingStateChangeDecoder.TEMPLATE_ID)
            {
                change.wrapAndApplyHeader(buffer, at, header);
                onState(change.timeNs(), change.scope(), TradingState.of(change.mergedStateRaw()));
            }
            else if (header.templateId() == OperatorResultDecoder.TEMPLATE_ID)
            {
                operator.wrapAndApplyHeader(buffer, at, header);
                onState(operator.timeNs(), operator.scope(), TradingState.of(operator.mergedStateRaw()));
            }
            at += MessageHeaderDecoder.ENCODED_LENGTH + (buffer.getShort(at) & 0xFFFF);
        }
        if (engine != null)
        {
            tracks.values().forEach(this::settle);
        }
    }

    private void onState(final long timeNs, final int scope, final TradingState state)
    {
        if (state == null)
        {
            return;
        }
        if (Scope.kind(scope) == Scope.MARKET)
        {
            market = state;
            tracks.values().forEach(track -> track.ribbon().set(Math.max(timeNs, originNs),
                worst(states.get(track.index()), market)));
        }
        else if (tracks.containsKey(scope))
        {
            states.put(scope, state);
            tracks.get(scope).ribbon().set(Math.max(timeNs, originNs), worst(state, market));
        }
    }

    /** The engine knows the states that no decision tells, as before the first. */
    private void settle(final InstrumentTrack track)
    {
        track.ribbon().set(nowNs, engine == null ? worst(states.get(track.index()), market)
            : TradingState.of(engine.governingState(track.index())));
    }

    private static TradingState worst(final TradingState one, final TradingState other)
    {
        final TradingState first = one == null ? TradingState.OPEN : one;
        return other == null || first.severity() >= other.severity() ? first : other;
    }
}
