package io.firebreak.bench;

import io.firebreak.DecisionListener;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.TradingState;
import io.firebreak.record.Journal;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.rulebook.CompiledRulebook;
import org.agrona.DirectBuffer;

/**
 * Gives the stream to an {@link InlineBreaker} as a host would, event by event on one thread, polls the decisions and
 * adds them up.
 */
final class EngineFeed implements AutoCloseable
{
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    private final InlineBreaker breaker;
    private final StreamPublisher events;
    private final Runnable onFull;
    private final Checksums sums = new Checksums();
    private final DecisionListener listener = this::onDecision;
    private final int instruments;

    /**
     * Launch a breaker with the bench rulebook and define its instruments.
     *
     * @param instruments how many.
     * @param startNs     event time of the definitions; before the stream.
     */
    EngineFeed(final int instruments, final long startNs)
    {
        this(instruments, startNs, BenchRulebook.load(), Capacities.forInstruments(instruments), true);
    }

    EngineFeed(
        final int instruments, final long startNs, final CompiledRulebook rulebook, final Capacities capacities,
        final boolean isEnvelope)
    {
        this(instruments, startNs, context(rulebook, capacities).envelope(isEnvelope), EngineFeed::full);
    }

    /**
     * Launch with a journal and the bench rulebook. The caller drains it, and drains it again before every close.
     *
     * @param instruments how many.
     * @param startNs     event time of the definitions.
     * @param journal     takes the records.
     * @param records     buffer that it drains.
     */
    EngineFeed(final int instruments, final long startNs, final Journal journal, final RecordBuffer records)
    {
        this(instruments, startNs, journal, records, EngineFeed::full);
    }

    /**
     * The same where another thread drains the journal.
     *
     * @param instruments how many.
     * @param startNs     event time of the definitions.
     * @param journal     takes the records.
     * @param records     buffer that it drains.
     * @param onFull      called again and again while the record buffer has no room.
     */
    EngineFeed(
        final int instruments, final long startNs, final Journal journal, final RecordBuffer records,
        final Runnable onFull)
    {
        this(instruments, startNs,
            context(BenchRulebook.load(), Capacities.forInstruments(instruments)).journal(journal, records)
                .origin("bench", JournalStart.Clock.HOST, startNs), onFull);
    }

    private EngineFeed(
        final int instruments, final long startNs, final InlineBreaker.Context context, final Runnable onFull)
    {
        this.instruments = instruments;
        this.onFull = onFull;
        breaker = InlineBreaker.launch(context);
        events = new StreamPublisher(breaker.publisher());
        events.define(instruments, startNs);
        breaker.decisions().poll(listener, Integer.MAX_VALUE);
        sums.clear();
    }

    private static InlineBreaker.Context context(final CompiledRulebook rulebook, final Capacities capacities)
    {
        return new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash()).capacities(capacities);
    }

    InlineBreaker breaker()
    {
        return breaker;
    }

    Checksums sums()
    {
        return sums;
    }

    int instruments()
    {
        return instruments;
    }

    void run(final EventStream stream)
    {
        final DirectBuffer in = stream.buffer();
        final int end = stream.size() * EventStream.RECORD_LENGTH;
        for (int o = 0; o < end; o += EventStream.RECORD_LENGTH)
        {
            onEvent(in, o);
        }
    }

    /**
     * Give one event and poll what was decided.
     *
     * @param in holds it.
     * @param o  its offset.
     * @return decisions that it caused.
     */
    int onEvent(final DirectBuffer in, final int o)
    {
        int made = events.publish(in, o);
        while (made == EventPublisher.BACK_PRESSURED)
        {
            onFull.run();
            made = events.publish(in, o);
        }
        if (made > 0)
        {
            breaker.decisions().poll(listener, Integer.MAX_VALUE);
        }
        return made;
    }

    private static void full()
    {
        throw new IllegalStateException("the record buffer is full: a slice must fit into it");
    }

    private void onDecision(final int template, final DirectBuffer buffer, final int offset, final int length)
    {
        final int o = offset + HEADER;
        switch (template)
        {
            case VerdictDeniedDecoder.TEMPLATE_ID:
                sums.denials++;
                sums.varianceSum += buffer.getDouble(o + VerdictDeniedDecoder.varianceFastEncodingOffset());
                return;
            case TradingStateChangeDecoder.TEMPLATE_ID:
                if (buffer.getByte(o + TradingStateChangeDecoder.toStateEncodingOffset()) == TradingState.PAUSED.code())
                {
                    sums.trips++;
                }
                return;
            case LimitStateDecoder.TEMPLATE_ID:
                final int from = buffer.getByte(o + LimitStateDecoder.previousEncodingOffset());
                final int to = buffer.getByte(o + LimitStateDecoder.stateEncodingOffset());
                if (from == LimitStateKind.WARNING.code() || to == LimitStateKind.WARNING.code())
                {
                    sums.warnings++;
                    sums.observed += (long)buffer.getDouble(o + LimitStateDecoder.observedRealEncodingOffset());
                }
                return;
            default:
        }
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}
