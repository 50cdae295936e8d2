package io.firebreak.oracle.bands;

import io.firebreak.DecisionListener;
import io.firebreak.codec.ExtendDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine's decisions as the lines of {@link NaiveFamily}; data quality and answers to operators are left out. */
final class FamilyLog implements DecisionListener
{
    private static final Set<String> TRIPS = Set.of("PRICE_BAND", "TRIP_RATE_CAP");

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder state = new TradingStateChangeDecoder();
    private final VerdictDeniedDecoder denied = new VerdictDeniedDecoder();
    private final UncrossRequestDecoder asked = new UncrossRequestDecoder();
    private final UncrossDecoder uncross = new UncrossDecoder();
    private final ExtendDecoder extend = new ExtendDecoder();
    private final List<String> lines = new ArrayList<>();
    private final CompiledRulebook rulebook;

    FamilyLog(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
    }

    List<String> drain()
    {
        final List<String> drained = List.copyOf(lines);
        lines.clear();
        return drained;
    }

    @Override
    public void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        switch (template)
        {
            case TradingStateChangeDecoder.TEMPLATE_ID ->
            {
                state.wrapAndApplyHeader(buffer, offset, header);
                final String reason = state.reason().name();
                lines.add("STATE " + state.fromState() + " " + state.toState() + " until " +
                    NaiveFamily.at(state.deadlineNs()) + " by " + rule(state.ruleId()) + " " + reason +
                    (state.latched() != 0 ? " latched" : "") + (TRIPS.contains(reason) ? " at " +
                    state.observedMicroTicks() / 1_000_000 + " limit " + state.limitMicroTicks() : "") +
                    " @" + state.timeNs());
            }
            case VerdictDeniedDecoder.TEMPLATE_ID ->
            {
                denied.wrapAndApplyHeader(buffer, offset, header);
                lines.add("DENIED " + rule(denied.ruleId()) + " " + denied.reason() + " at " +
                    denied.observedMicroTicks() / 1_000_000 + (TRIPS.contains(denied.reason().name()) ? " limit " +
                    denied.limitMicroTicks() : "") + " @" + denied.timeNs());
            }
            case UncrossRequestDecoder.TEMPLATE_ID ->
            {
                asked.wrapAndApplyHeader(buffer, offset, header);
                lines.add("ASK in " + asked.collarLowerTicks() + " " + asked.collarUpperTicks() + " until " +
                    NaiveFamily.at(asked.deadlineNs()) + " extension " + asked.extension() + " @" + asked.timeNs());
            }
            case UncrossDecoder.TEMPLATE_ID ->
            {
                uncross.wrapAndApplyHeader(buffer, offset, header);
                lines.add("UNCROSS " + price(uncross.priceTicks()) + " in " + uncross.collarLowerTicks() + " " +
                    uncross.collarUpperTicks() + " until " + NaiveFamily.at(uncross.deadlineNs()) +
                    " @" + uncross.timeNs());
            }
            case ExtendDecoder.TEMPLATE_ID ->
            {
                extend.wrapAndApplyHeader(buffer, offset, header);
                lines.add("EXTEND " + price(extend.indicativeTicks()) + " in " + extend.collarLowerTicks() + " " +
                    extend.collarUpperTicks() + " tested " + extend.testedLowerTicks() + " " +
                    extend.testedUpperTicks() + " until " + NaiveFamily.at(extend.deadlineNs()) + " extension " +
                    extend.extension() + " @" + extend.timeNs());
            }
            default ->
            {
            }
        }
    }

    private String rule(final int id)
    {
        final String name = id == 0 ? "-" : rulebook.ruleName(id);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String price(final long ticks)
    {
        return ticks == Long.MIN_VALUE ? "null" : Long.toString(ticks);
    }
}
