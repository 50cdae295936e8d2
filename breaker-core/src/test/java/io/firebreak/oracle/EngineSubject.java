package io.firebreak.oracle;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.ReferenceKindCode;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine with a shipped rulebook, as what a model is compared with. It starts ten seconds before the open. */
final class EngineSubject
{
    private static final Map<String, String> AT_ONCE = Map.of("engine.release_after", "NONE");
    private static final CompiledRulebook LULD = Rulebook.load("us-luld", AT_ONCE);
    private static final CompiledRulebook MWCB = Rulebook.load("us-mwcb", AT_ONCE);
    private static final long LARGEST_STEP_NS = 10 * OracleTime.SECOND;
    private static final int MARKET = Scope.market(0);

    private final UnsafeBuffer out = new UnsafeBuffer(new byte[1 << 20]);
    private final EngineDecisions decisions = new EngineDecisions();
    private final List<EngineInputs> inputs = new ArrayList<>();
    private final EngineInputs market = new EngineInputs(MARKET);
    private final BreakerEngine engine;
    private final EngineDecisions.Sink sink;
    private final Tap tap;

    /** Sees each input before the engine does. */
    @FunctionalInterface
    interface Tap
    {
        void onInput(long timeNs, UnsafeBuffer buffer, int length);
    }

    private EngineSubject(
        final CompiledRulebook rulebook, final int instruments, final EngineDecisions.Sink sink, final Tap tap)
    {
        engine = new BreakerEngine(capacities(instruments), new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
        this.sink = sink;
        this.tap = tap;
    }

    static Capacities capacities(final int instruments)
    {
        return new Capacities(instruments, 4, 4, 64 * instruments, 16, 1 << 16, 4, 8_192);
    }

    static CompiledRulebook luldRulebook()
    {
        return LULD;
    }

    static CompiledRulebook mwcbRulebook()
    {
        return MWCB;
    }

    /** Instruments of one market; the first one's settings give the session. */
    static EngineSubject luld(final List<LuldSettings> settings, final EngineDecisions.Sink sink)
    {
        return luld(settings, sink, (timeNs, buffer, length) -> { });
    }

    static EngineSubject luld(final List<LuldSettings> settings, final EngineDecisions.Sink sink, final Tap tap)
    {
        final EngineSubject subject = new EngineSubject(LULD, settings.size(), sink, tap);
        final LuldSettings day = settings.get(0);
        final long start = subject.start(day.openNs(), day.closeNs(), day.nextOpenNs());
        for (int i = 0; i < settings.size(); i++)
        {
            final LuldSettings one = settings.get(i);
            final EngineInputs input = new EngineInputs(i);
            subject.inputs.add(input);
            subject.send(start, input, input.instrument(start, LULD.classIndex("tier" + one.tier()),
                one.leveragePpm()), 0);
            subject.send(start, input, input.price(start, ReferenceKindCode.PREVIOUS_CLOSE,
                one.prevCloseTicks() * 10_000_000), 0);
        }
        return subject;
    }

    static OracleSubject<LuldEvent> luld(final LuldSettings settings)
    {
        final List<OracleDecision> answer = new ArrayList<>();
        final EngineSubject subject = luld(List.of(settings), (scope, decision) -> answer.add(decision));
        return event ->
        {
            answer.clear();
            subject.apply(0, event);
            return List.copyOf(answer);
        };
    }

    static OracleSubject<MwcbEvent> mwcb(final MwcbSettings settings)
    {
        return mwcb(settings, (timeNs, buffer, length) -> { });
    }

    static OracleSubject<MwcbEvent> mwcb(final MwcbSettings settings, final Tap tap)
    {
        final List<OracleDecision> answer = new ArrayList<>();
        final EngineSubject subject = new EngineSubject(MWCB, 1, (scope, decision) -> answer.add(decision), tap);
        final long start = subject.start(settings.openNs(), settings.closeNs(), settings.nextOpenNs());
        subject.send(start, subject.market, subject.market.price(start, ReferenceKindCode.PREVIOUS_CLOSE,
            settings.prevClose().movePointRight(9).longValueExact()), 0);
        return event ->
        {
            answer.clear();
            subject.catchUp(event.timeNs());
            subject.send(event.timeNs(), subject.market, subject.market.of(event), 0);
            return List.copyOf(answer);
        };
    }

    void apply(final int instrument, final LuldEvent event)
    {
        catchUp(event.timeNs());
        final EngineInputs input = inputs.get(instrument);
        send(event.timeNs(), input, input.of(event), instrument);
    }

    private long start(final long openNs, final long closeNs, final long nextOpenNs)
    {
        final long start = openNs - LARGEST_STEP_NS;
        send(start, market, market.tick(start, true), 0);
        send(start, market, market.day(start, MARKET, openNs, closeNs, nextOpenNs), 0);
        return start;
    }

    /** Time that jumps must be meant: the models have no such guard. */
    private void catchUp(final long timeNs)
    {
        if (timeNs - engine.timeNs() > LARGEST_STEP_NS)
        {
            send(timeNs, market, market.tick(timeNs, true), 0);
        }
    }

    private void send(final long timeNs, final EngineInputs input, final int length, final int instrument)
    {
        tap.onInput(timeNs, input.buffer, length);
        final int bytes = engine.onMessage(timeNs, input.buffer, 0, length, out, 0);
        decisions.read(out, bytes, bytes == 0 ? 0 : engine.governingState(instrument), sink);
    }
}
