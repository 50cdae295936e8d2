package io.firebreak.engine;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Layout;
import io.firebreak.breaker.Parts;
import io.firebreak.breaker.Quality;
import io.firebreak.codec.AuctionResultDecoder;
import io.firebreak.codec.BookClearDecoder;
import io.firebreak.codec.BookLevelDecoder;
import io.firebreak.codec.BookReadyDecoder;
import io.firebreak.codec.CalendarDayDecoder;
import io.firebreak.codec.DecisionEffectiveDecoder;
import io.firebreak.codec.DurableMarkDecoder;
import io.firebreak.codec.GapDecoder;
import io.firebreak.codec.GateStaleDecoder;
import io.firebreak.codec.HostAckDecoder;
import io.firebreak.codec.IndicativePriceDecoder;
import io.firebreak.codec.InstrumentDefinitionDecoder;
import io.firebreak.codec.InstrumentRemoveDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.OperatorCommandDecoder;
import io.firebreak.codec.PotentialTradeDecoder;
import io.firebreak.codec.QuoteDecoder;
import io.firebreak.codec.ReferencePriceDecoder;
import io.firebreak.codec.RestartDecoder;
import io.firebreak.codec.TickDecoder;
import io.firebreak.codec.TradeDecoder;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Scope;
import io.firebreak.record.InputLayout;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The switch on the message template and the order of work inside an event: time, then what is due, then the message's
 * own work (spec/rulebooks.md section 13). Owned by the engine thread.
 */
final class Inputs
{
    private static final int BODY = InputLayout.BODY_OFFSET;

    private final EngineMemory memory;
    private final EngineLayout layout;
    private final UnsafeBuffer b;
    private final Parts parts;
    private final Quality quality;
    private final InputClock clock;
    private final SourceSequences sources;
    private final DueWork due;
    private final Definitions definitions;
    private final Books books;
    private final Losses losses;
    private final PublishedPrices published;
    private final Restart restart;
    private final ParticipantInputs participants;
    private final int instruments;

    private UnsafeBuffer in;
    private int o;
    private int scope;
    private int sourceId;
    private boolean exposed;

    Inputs(final EngineMemory memory, final Parts parts)
    {
        this.memory = memory;
        this.parts = parts;
        layout = memory.layout();
        instruments = layout.capacities().instruments();
        b = memory.buffer();
        quality = parts.quality();
        clock = new InputClock(memory, quality);
        sources = new SourceSequences(memory, quality);
        books = new Books(memory, parts);
        losses = new Losses(memory, books);
        due = new DueWork(memory, parts, losses);
        definitions = new Definitions(memory, parts, losses);
        published = new PublishedPrices(memory, parts, books);
        restart = new Restart(memory, parts, clock, books, losses);
        participants = new ParticipantInputs(memory, parts);
        definitions.defineMarket();
    }

    Parts parts()
    {
        return parts;
    }

    DueWork due()
    {
        return due;
    }

    boolean isExposed()
    {
        return exposed;
    }

    void onMessage(final long timeNs, final UnsafeBuffer buffer, final int offset, final int length)
    {
        in = buffer;
        o = offset;
        exposed = false;
        if (length < BODY || (in.getShort(o + InputLayout.SCHEMA_OFFSET) & 0xFFFF) != MessageHeaderDecoder.SCHEMA_ID ||
            (in.getShort(o) & 0xFFFF) + InputLayout.SBE_HEADER_LENGTH > length)
        {
            scope = Scope.market(0);
            quality.tell(DataQualityCode.MALFORMED, scope, clock.nowNs(), 0, length, BODY);
            return;
        }
        final int template = in.getShort(o + InputLayout.TEMPLATE_OFFSET) & 0xFFFF;
        scope = in.getInt(o + InputLayout.SCOPE_OFFSET);
        sourceId = in.getShort(o + InputLayout.SOURCE_OFFSET) & 0xFFFF;
        try
        {
            work(timeNs, template, in.getShort(o + InputLayout.FLAGS_OFFSET) & 0xFFFF);
        }
        catch (final RuntimeException ex)
        {
            fault();
        }
    }

    private void work(final long timeNs, final int template, final int flags)
    {
        if (template == RestartDecoder.TEMPLATE_ID && has(RestartDecoder.BLOCK_LENGTH))
        {
            restart.on(timeNs, in.getByte(o + BODY + 24) != 0);
            return;
        }
        final long nowNs = clock.advance(timeNs, scope, sourceId, template == TickDecoder.TEMPLATE_ID, flags);
        final int index = Scope.index(scope);
        final boolean inRange = Scope.kind(scope) == Scope.INSTRUMENT && index < instruments;
        final int s = inRange ? layout.instrument(index) : layout.marketOffset();
        if (template == BookLevelDecoder.TEMPLATE_ID && inRange)
        {
            books.prefetch(s, in.getByte(o + BODY + 16) & 1);
        }
        final boolean known = inRange && b.getInt(s + Layout.S_DEFINED) != 0;
        exposed = memory.isExposed(s);
        due.run(nowNs, known ? index : -1);
        final long sourceSeq = in.getLong(o + InputLayout.SOURCE_SEQ_OFFSET);
        if (sourceSeq != 0 && isDuplicate(template, sourceSeq, nowNs, known ? index : -1))
        {
            return;
        }
        if (known)
        {
            instrument(template, flags, s, nowNs);
        }
        else
        {
            other(template, s, nowNs, inRange);
        }
    }

    private boolean isDuplicate(final int template, final long sourceSeq, final long nowNs, final int own)
    {
        final int verdict = sources.judge(template, sourceId, sourceSeq, scope, nowNs);
        if (verdict == SourceSequences.GAP)
        {
            losses.all(nowNs);
            due.run(nowNs, own);
        }
        return verdict == SourceSequences.DUPLICATE;
    }

    private void other(final int template, final int s, final long nowNs, final boolean inRange)
    {
        if (template == InstrumentDefinitionDecoder.TEMPLATE_ID && inRange)
        {
            rare(template, s, nowNs);
        }
        else if (scope == Scope.market(0))
        {
            market(template, s, nowNs);
        }
        else
        {
            participants.on(template, scope, nowNs, sourceId, in, o);
        }
    }

    private void instrument(final int template, final int flags, final int s, final long nowNs)
    {
        if (template == BookLevelDecoder.TEMPLATE_ID)
        {
            if (has(BookLevelDecoder.BLOCK_LENGTH))
            {
                books.onLevel(s, nowNs, sourceId, flags, in.getByte(o + BODY + 16) & 0xFF, in.getLong(o + BODY),
                    in.getLong(o + BODY + 8));
            }
            return;
        }
        price(template, s, nowNs);
    }

    private void price(final int template, final int s, final long nowNs)
    {
        switch (template)
        {
            case QuoteDecoder.TEMPLATE_ID:
                if (has(QuoteDecoder.BLOCK_LENGTH))
                {
                    published.onQuote(s, sourceId, nowNs, in, o + BODY);
                }
                return;
            case PotentialTradeDecoder.TEMPLATE_ID:
                if (has(PotentialTradeDecoder.BLOCK_LENGTH))
                {
                    potentialTrade(s, nowNs);
                }
                return;
            case TradeDecoder.TEMPLATE_ID:
                if (has(TradeDecoder.BLOCK_LENGTH))
                {
                    trade(s, nowNs);
                }
                return;
            default:
                rare(template, s, nowNs);
        }
    }

    private void rare(final int template, final int s, final long nowNs)
    {
        switch (template)
        {
            case BookClearDecoder.TEMPLATE_ID:
                books.onClear(s, nowNs);
                return;
            case BookReadyDecoder.TEMPLATE_ID:
                books.onReady(s, nowNs);
                return;
            case ReferencePriceDecoder.TEMPLATE_ID:
                if (has(ReferencePriceDecoder.BLOCK_LENGTH))
                {
                    published.onReferencePrice(s, scope, sourceId, nowNs, in, o + BODY);
                }
                return;
            case InstrumentDefinitionDecoder.TEMPLATE_ID:
                if (has(InstrumentDefinitionDecoder.BLOCK_LENGTH))
                {
                    definitions.define(Scope.index(scope), nowNs, sourceId, in, o + BODY);
                }
                return;
            case InstrumentRemoveDecoder.TEMPLATE_ID:
                if (has(InstrumentRemoveDecoder.BLOCK_LENGTH))
                {
                    definitions.remove(Scope.index(scope), nowNs, sourceId, in.getInt(o + BODY));
                }
                return;
            default:
                scoped(template, s, nowNs);
        }
    }

    private void market(final int template, final int s, final long nowNs)
    {
        switch (template)
        {
            case CalendarDayDecoder.TEMPLATE_ID:
                if (has(CalendarDayDecoder.BLOCK_LENGTH))
                {
                    parts.session().onCalendarDay(nowNs, in.getLong(o + BODY), in.getLong(o + BODY + 8),
                        in.getLong(o + BODY + 16));
                }
                return;
            case ReferencePriceDecoder.TEMPLATE_ID:
                if (has(ReferencePriceDecoder.BLOCK_LENGTH))
                {
                    published.onMarketPrice(s, sourceId, nowNs, in, o + BODY);
                }
                return;
            case DurableMarkDecoder.TEMPLATE_ID:
                if (has(DurableMarkDecoder.BLOCK_LENGTH))
                {
                    parts.releases().onMark(nowNs, in.getByte(o + BODY + 8) & 0xFF, in.getLong(o + BODY));
                    due.run(nowNs, -1);
                }
                return;
            default:
                scoped(template, s, nowNs);
        }
    }

    private void scoped(final int template, final int s, final long nowNs)
    {
        switch (template)
        {
            case DecisionEffectiveDecoder.TEMPLATE_ID:
                if (has(DecisionEffectiveDecoder.BLOCK_LENGTH))
                {
                    parts.states().onEffective(s, nowNs, sourceId, in.getLong(o + BODY));
                }
                return;
            case TickDecoder.TEMPLATE_ID:
            case GateStaleDecoder.TEMPLATE_ID:
            case HostAckDecoder.TEMPLATE_ID:
                return;
            case IndicativePriceDecoder.TEMPLATE_ID:
                if (has(IndicativePriceDecoder.BLOCK_LENGTH) && in.getByte(o + BODY + 32) != 0 &&
                    validPrice(s, nowNs, in.getLong(o + BODY + 8)))
                {
                    parts.reopening().onIndicative(s, nowNs, in.getLong(o + BODY), in.getLong(o + BODY + 8),
                        in.getLong(o + BODY + 24));
                }
                return;
            case AuctionResultDecoder.TEMPLATE_ID:
                if (has(AuctionResultDecoder.BLOCK_LENGTH) && validPrice(s, nowNs, in.getLong(o + BODY + 8)))
                {
                    parts.reopening().onResult(s, nowNs, in.getLong(o + BODY), in.getLong(o + BODY + 8));
                }
                return;
            case OperatorCommandDecoder.TEMPLATE_ID:
                if (has(OperatorCommandDecoder.BLOCK_LENGTH))
                {
                    parts.operators().onCommand(s, nowNs, in.getLong(o + BODY), in.getLong(o + BODY + 8),
                        in.getByte(o + BODY + 16) & 0xFF);
                }
                return;
            case GapDecoder.TEMPLATE_ID:
                if (has(GapDecoder.BLOCK_LENGTH))
                {
                    gap(s, nowNs);
                }
                return;
            default:
                quality.tell(DataQualityCode.UNHANDLED_TEMPLATE, scope, nowNs, sourceId, template, 0);
        }
    }

    private void potentialTrade(final int s, final long nowNs)
    {
        final long priceTicks = in.getLong(o + BODY);
        if (books.valid(s, nowNs, sourceId, priceTicks, in.getLong(o + BODY + 8), 0))
        {
            books.age(s, nowNs);
            parts.potentials().onPotentialTrade(s, nowNs, sweepNs(nowNs), priceTicks, in.getByte(o + BODY + 24) & 0xFF,
                in.getByte(o + BODY + 25) & 0xFF, in.getLong(o + BODY + 16), in.getShort(o + BODY + 26) & 0xFFFF);
        }
    }

    private void trade(final int s, final long nowNs)
    {
        final long priceTicks = in.getLong(o + BODY);
        if (books.valid(s, nowNs, sourceId, priceTicks, in.getLong(o + BODY + 8), 1))
        {
            parts.prints().onTrade(s, nowNs, sweepNs(nowNs), priceTicks, in.getLong(o + BODY + 8),
                in.getByte(o + BODY + 33) & 0xFF);
        }
    }

    /** A sweep is keyed by the source's stamp; a source without stamps, or with 0, makes one sweep of each instant. */
    private long sweepNs(final long nowNs)
    {
        final long sourceTimeNs = in.getLong(o + InputLayout.SOURCE_TIME_OFFSET);
        return sourceTimeNs <= 0 ? nowNs : sourceTimeNs;
    }

    private void gap(final int s, final long nowNs)
    {
        quality.tell(DataQualityCode.GAP_REPORTED, scope, nowNs, sourceId, in.getLong(o + BODY + 16),
            in.getLong(o + BODY));
        sources.onGap(sourceId, in, o, scope, nowNs);
        if (Scope.kind(scope) == Scope.INSTRUMENT)
        {
            books.distrust(s, nowNs);
            return;
        }
        losses.all(nowNs);
        due.run(nowNs, -1);
    }

    private boolean validPrice(final int s, final long nowNs, final long priceTicks)
    {
        return priceTicks == Layout.ABSENT || books.valid(s, nowNs, sourceId, priceTicks, 0, 0);
    }

    private boolean has(final int blockLength)
    {
        return quality.isLong(in.getShort(o) & 0xFFFF, blockLength, scope, clock.nowNs(), sourceId);
    }

    /** A fault of the engine is deterministic: the scope latches to the operator, and replay meets the same fault. */
    private void fault()
    {
        final int index = Scope.index(scope);
        if (!participants.isFault(scope, clock.nowNs()))
        {
            parts.operators().suspect(Scope.kind(scope) == Scope.INSTRUMENT && index < instruments ?
                layout.instrument(index) : layout.marketOffset(), clock.nowNs());
        }
    }
}
