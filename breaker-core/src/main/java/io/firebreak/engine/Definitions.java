package io.firebreak.engine;

import io.firebreak.arena.WorkQueue;
import io.firebreak.breaker.EngineLayout;
import io.firebreak.breaker.EngineMemory;
import io.firebreak.breaker.Groups;
import io.firebreak.breaker.ImageBook;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.Parts;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Scope;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Defines and removes instruments. An index is used again only with a higher generation; a definition that does not
 * fit the rulebook is told and changes nothing. Owned by the engine thread.
 */
final class Definitions
{
    private static final int MAX_EXPONENT = 12;
    private static final long LEAST_LEVERAGE_PPM = 100_000L;
    private static final long MOST_LEVERAGE_PPM = 1_000_000_000L;

    private final WorkQueue work;
    private final Losses losses;
    private final EngineMemory memory;
    private final Parts parts;
    private final UnsafeBuffer b;
    private final EngineLayout layout;

    Definitions(final EngineMemory memory, final Parts parts, final Losses losses)
    {
        this.memory = memory;
        this.parts = parts;
        this.losses = losses;
        b = memory.buffer();
        layout = memory.layout();
        work = layout.newWorkQueue();
    }

    void defineMarket()
    {
        final int marketClass = memory.image().headerInt(ImageHeader.H_MARKET_CLASS);
        parts.scopes().define(layout.marketOffset(), Scope.market(0),
            layout.timerBase(layout.capacities().instruments()),
            Math.max(0, marketClass), marketClass >= 0 ? 1 : 0);
        parts.board().refresh(layout.marketOffset(), 0);
    }

    void define(
        final int index, final long nowNs, final int sourceId, final UnsafeBuffer in, final int body)
    {
        final long externalId = in.getLong(body);
        final long increment = in.getLong(body + 8);
        final long leveragePpm = in.getLong(body + 16);
        final int generation = in.getInt(body + 24);
        final int classIndex = in.getShort(body + 28) & 0xFFFF;
        final int priceExponent = in.getByte(body + 38) & 0xFF;
        final int qtyExponent = in.getByte(body + 39) & 0xFF;
        final int scope = Scope.instrument(index);
        final int s = layout.instrument(index);
        if (parts.scopes().isDefined(s) || generation <= parts.scopes().generation(s))
        {
            parts.quality().tell(DataQualityCode.GENERATION, scope, nowNs, sourceId, generation,
                parts.scopes().generation(s) + 1L);
            return;
        }
        final boolean classFits = classIndex < memory.image().classes() &&
            classIndex != memory.image().headerInt(ImageHeader.H_MARKET_CLASS);
        if (!classFits || !fits(classIndex) || priceExponent > MAX_EXPONENT || qtyExponent > MAX_EXPONENT ||
            increment < 1 || increment > 1_000_000 ||
            leveragePpm < LEAST_LEVERAGE_PPM || leveragePpm > MOST_LEVERAGE_PPM)
        {
            parts.quality().tell(DataQualityCode.BAD_DEFINITION, scope, nowNs, sourceId, classIndex,
                memory.image().classes());
            return;
        }
        if (!parts.groups().hasRoom(classIndex))
        {
            parts.quality().tell(DataQualityCode.GROUP_FULL, scope, nowNs, sourceId, Groups.MEMBERS + 1L,
                Groups.MEMBERS);
            return;
        }
        b.setMemory(s, layout.bytesPerInstrument(), (byte)0);
        parts.scopes().instrument(s, externalId, generation, increment, leveragePpm, priceExponent);
        parts.scopes().define(s, scope, layout.timerBase(index), classIndex, 1);
        memory.ladder().wrap(s + layout.ladderOffset());
        final int c = memory.image().classAt(classIndex);
        memory.ladder().initialise(layout.capacities().bookLevels(), b.getInt(c + ImageBook.C_TOP_LEVELS),
            b.getLong(c + ImageBook.C_WITHIN_TICKS), b.getInt(c + ImageBook.C_WITHIN_BPS),
            b.getInt(c + ImageBook.C_KEEP_DEPTH) != 0);
        memory.ladder().ready();
        parts.groups().join(index);
        work.join(index);
        losses.join(s);
        parts.board().define(s, nowNs);
        parts.board().refresh(s, nowNs);
    }

    void remove(final int index, final long nowNs, final int sourceId, final int generation)
    {
        final int s = layout.instrument(index);
        if (!parts.scopes().isDefined(s) || generation != parts.scopes().generation(s))
        {
            parts.quality().tell(DataQualityCode.GENERATION, Scope.instrument(index), nowNs, sourceId, generation,
                parts.scopes().generation(s));
            return;
        }
        if (parts.states().isHeld(s, nowNs))
        {
            // defined anew it would trade, without the mark, the time or the two people that its state waits for
            parts.quality().tell(DataQualityCode.HELD_INSTRUMENT, Scope.instrument(index), nowNs, sourceId,
                parts.states().merged(s), 0);
            return;
        }
        for (int slot = layout.timerBase(index); slot < layout.timerBase(index) + layout.timersPerScope(); slot++)
        {
            memory.timers().cancel(slot);
        }
        parts.groups().leave(index);
        parts.references().release(s);
        memory.ladder().wrap(s + layout.ladderOffset());
        memory.ladder().clear();
        parts.states().effective(s);
        b.setMemory(s, layout.bytesPerInstrument(), (byte)0);
        parts.scopes().instrument(s, 0, generation, 1, 1, 0);
        parts.board().remove(index, nowNs);
    }

    private boolean fits(final int classIndex)
    {
        final int c = memory.image().classAt(classIndex);
        return b.getInt(c + ImageLayout.C_REFERENCES) <= layout.capacities().references() &&
            b.getInt(c + ImageLayout.C_BREAKERS) <= layout.capacities().breakers();
    }
}
