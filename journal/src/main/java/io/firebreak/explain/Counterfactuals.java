package io.firebreak.explain;

import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.engine.EngineReplay;
import io.firebreak.engine.OtherParameters;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.market.TradingState;
import io.firebreak.record.RecordLayout;
import io.firebreak.replay.RecordReplay;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which single setting, by how little, would have kept a breaker from tripping: found by running the recorded inputs
 * again, from before the limit state to the end of the halt, under ever nearer values, on a copy of the engine as it
 * stood there. Inputs that a halt would have kept from coming, or brought, are as they were recorded. Cold; one thread.
 */
public final class Counterfactuals
{
    /** How long before the trip the other value holds at least: conditions begin that must hold for a time. */
    private static final long BEFORE_NS = 60_000_000_000L;

    /** Beyond that many bytes of inputs nothing is tried: it would take long, and memory. */
    private static final long MOST_BYTES = 1L << 28;

    private final long mostBytes;
    private final Decision trip;
    private final RuleFacts rule;
    private final int classIndex;
    private final CompiledRulebook rulebook;
    private final List<byte[]> records = new ArrayList<>();
    private BreakerEngine before;
    private boolean isTooLong;

    private Counterfactuals(final Incident incident, final long mostBytes)
    {
        this.mostBytes = mostBytes;
        trip = incident.decision();
        rule = incident.facts().rule(trip.scope(), trip.ruleId());
        classIndex = incident.facts().classIndex(trip.scope());
        rulebook = incident.facts().rulebook();
    }

    /**
     * The nearest settings with which a trip would not have come.
     *
     * @param journal     to read from its beginning.
     * @param explanation of the trip.
     * @return one for each setting that the trip depends on by itself, none where it is no trip of a rule; or why
     *         nothing was tried.
     */
    public static NearestSettings of(final JournalReader journal, final Explanation explanation)
    {
        return of(journal, explanation, MOST_BYTES);
    }

    static NearestSettings of(final JournalReader journal, final Explanation explanation, final long mostBytes)
    {
        final Incident incident = explanation.incident();
        if (!incident.decision().isTrip() ||
            incident.facts().rule(incident.decision().scope(), incident.decision().ruleId()) == null)
        {
            return NearestSettings.NONE;
        }
        final Counterfactuals tries = new Counterfactuals(incident, mostBytes);
        tries.read(journal, incident);
        if (tries.isTooLong)
        {
            return new NearestSettings(List.of(), "the inputs of all instruments from a minute before the trip to the "
                + "end of the halt are more than " + (mostBytes >> 20) + " MiB; ./firebreak replay --rulebook tries "
                + "one other setting on the whole journal");
        }
        if (tries.before == null)
        {
            return NearestSettings.NONE;
        }
        final List<Knob> knobs = Knob.of(tries.rulebook, tries.rule, tries.classIndex, incident.decision().ruleId(),
            isUpper(incident.decision()));
        return new NearestSettings(knobs.stream().map(tries::nearest).toList(), null);
    }

    private static boolean isUpper(final Decision trip)
    {
        return trip.has("observedMicroTicks") && trip.has("limitMicroTicks") &&
            trip.integer("observedMicroTicks") >= trip.integer("limitMicroTicks");
    }

    private void read(final JournalReader journal, final Incident incident)
    {
        final long openedSequence = incident.episode() == null ? Long.MAX_VALUE :
            incident.episode().firstOpening().sequence();
        final long untilSequence = incident.end() == null ? Long.MAX_VALUE : incident.end().sequence();
        journal.read(new JournalVisitor()
        {
            private final RecordReplay replay = new RecordReplay();
            private long bytes;

            @Override
            public boolean onSegment(final JournalSegment segment)
            {
                replay.onSegment(segment.start());
                return true;
            }

            @Override
            public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
            {
                final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
                if (before == null && sequence < openedSequence &&
                    replay.timeNs(buffer, offset) < trip.timeNs() - BEFORE_NS && sequence < trip.sequence())
                {
                    replay.onRecord(buffer, offset, length);
                    return true;
                }
                before = before == null ? replay.engine() : before;
                final byte[] record = new byte[length];
                buffer.getBytes(offset, record);
                records.add(record);
                bytes += length;
                isTooLong = bytes > mostBytes;
                return sequence < untilSequence && !isTooLong;
            }
        });
    }

    private NearestSetting nearest(final Knob knob)
    {
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        final long was = knob.value(image);
        if (was >= knob.most() || isTripping(knob, knob.most()))
        {
            return new NearestSetting(knob.path(), was, null, knob.most());
        }
        // Nothing says that larger is always safer; what is found is the edge that lies nearest among those tried.
        long tripping = was;
        long step = 1;
        while (tripping + step < knob.most() && isTripping(knob, tripping + step))
        {
            tripping += step;
            step *= 2;
        }
        long free = Math.min(knob.most(), tripping + step);
        while (free - tripping > 1)
        {
            final long middle = tripping + (free - tripping) / 2;
            if (isTripping(knob, middle))
            {
                tripping = middle;
            }
            else
            {
                free = middle;
            }
        }
        return new NearestSetting(knob.path(), was, free, knob.most());
    }

    private boolean isTripping(final Knob knob, final long value)
    {
        final UnsafeBuffer image = new UnsafeBuffer(rulebook.image());
        knob.value(image, value);
        final EngineReplay replay = new EngineReplay(OtherParameters.of(before, image));
        for (final byte[] record : records)
        {
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            final int made = replay.onRecord(buffer, 0, record.length);
            if (made > 0 && hasTrip(replay.decided(), made))
            {
                return true;
            }
        }
        return false;
    }

    private boolean hasTrip(final UnsafeBuffer decided, final int bytes)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
        for (int at = 0; at < bytes; at += RecordLayout.align(header.encodedLength() + header.blockLength()))
        {
            header.wrap(decided, at);
            if (header.templateId() == TradingStateChangeDecoder.TEMPLATE_ID)
            {
                change.wrapAndApplyHeader(decided, at, header);
                if (change.scope() == trip.scope() && isOfBreaker(change.ruleId()) &&
                    TradingState.of(change.fromStateRaw()).matches() && !TradingState.of(change.toStateRaw()).matches())
                {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOfBreaker(final int ruleId)
    {
        return rule.isOfBreaker(RuleFacts.of(new UnsafeBuffer(rulebook.image()), classIndex, ruleId));
    }
}
