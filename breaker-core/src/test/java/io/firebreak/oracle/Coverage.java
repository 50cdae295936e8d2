package io.firebreak.oracle;

import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts which transitions a stream reached, so that a comparison that never tested a rule cannot pass unnoticed. */
final class Coverage
{
    private static final String[] STATES =
        {"OPEN", "BAND_ONLY", "REDUCE_ONLY", "AUCTION", "REOPENING", "PAUSED", "CLOSING_AUCTION_ONLY", "CANCEL_ONLY",
            "HALTED", "CLOSED"};

    private final TreeMap<String, Long> counts = new TreeMap<>();

    void count(final OracleDecision decision)
    {
        counts.merge(switch (decision.kind())
        {
            case LIMIT -> "LIMIT " + limit(decision, "previous") + " -> " + limit(decision, "state");
            case STATE -> "STATE " + state(decision, "from") + " -> " + state(decision, "to") +
                (decision.number("level") == 0 ? "" : " level " + decision.number("level"));
            case DENIED -> "DENIED " + (decision.number("state") == 0 ? "limit" : state(decision, "state"));
            case EXTEND -> "EXTEND " + (decision.number("indicativeTicks") == OracleDecision.NONE ? "no price" :
                decision.number("indicativeTicks") < decision.number("testedLowerTicks") ? "below" :
                decision.number("indicativeTicks") > decision.number("testedUpperTicks") ? "above" : "leftover") +
                (decision.number("extension") > 1 ? " again" : "");
            default -> decision.kind().name();
        }, 1L, Long::sum);
    }

    void count(final String what)
    {
        counts.merge(what, 1L, Long::sum);
    }

    long of(final String what)
    {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString()
    {
        return counts.entrySet().stream().map(entry -> String.format("%8d  %s", entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(System.lineSeparator()));
    }

    private static OracleLimit limit(final OracleDecision decision, final String name)
    {
        return OracleLimit.values()[(int)decision.number(name)];
    }

    private static String state(final OracleDecision decision, final String name)
    {
        return STATES[(int)decision.number(name)];
    }
}
