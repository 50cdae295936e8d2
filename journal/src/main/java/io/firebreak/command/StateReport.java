package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReference;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.explain.Moment;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.TradingState;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code state} says, as text or as one JSON object.
 *
 * @param moment the engine and the names.
 * @param scopes what is shown.
 */
record StateReport(Moment moment, List<Integer> scopes)
{
    private static final String[] COMPOSED = {
        "FIRST_VALID", "MEDIAN", "MID", "VWAP", "TWAP", "BASIS_AVERAGE", "BASIS_EMA", "FAIR"};
    private static final int MICRO_DIGITS = 6;
    private static final String NONE = "-";

    void print(final PrintWriter out)
    {
        final BreakerEngine engine = moment.engine();
        out.println("After record " + engine.sequence() + ", " + UtcText.of(engine.timeNs()) + " ("
            + moment.facts().clock() + "), decision " + engine.decisionSeq() + "; next deadline "
            + UtcText.of(engine.nextDeadlineNs()));
        out.println("Rulebook " + moment.facts().rulebook().name() + " " + moment.facts().rulebook().version()
            + "; digest " + String.format("%016x", engine.digest()) + agreement());
        scopes.forEach(scope -> print(out, engine.read(scope)));
        new ParticipantReport(moment).print(out);
    }

    private String agreement()
    {
        if (!moment.isAsJournaled())
        {
            return "; THE JOURNAL HAS ANOTHER THERE, or other decisions before: ./firebreak verify shows where";
        }
        if (moment.isUndecided())
        {
            return "; the live engine had stopped and did not decide this input: no process had this state";
        }
        return moment.isOtherLayout() ? ", taken from the journal: another layout version wrote it, and only the "
            + "decisions were compared" : ", as the journal has it there";
    }

    private void print(final PrintWriter out, final ScopeReading reading)
    {
        final int exponent = moment.facts().exponent(reading.scope());
        out.println();
        out.println(moment.facts().scopeName(reading.scope()) + "  " + reading.merged()
            + (reading.operatorState() == null ? "" : ", latched by operators in " + reading.operatorState())
            + (reading.isSuspect() ? ", suspect after a fault of the engine" : "") + "  (class "
            + moment.facts().rulebook().classNames().get(reading.classIndex()) + ")");
        final ScopeReading.Estimators estimators = reading.estimators();
        line(out, "last print", ticks(reading.lastTicks(), exponent) + "; filtered "
            + micro(half(estimators.medianHalfTicks()), exponent) + "; "
            + fixed(estimators.tradesPerSecond(), 2) + " trades/s");
        line(out, "volatility", "fast " + sigma(estimators.varianceFast()) + ", slow "
            + sigma(estimators.varianceSlow()) + " per square root of a minute");
        line(out, "book", touch(reading.book(), exponent, "top levels"));
        line(out, "quote", touch(reading.quote(), exponent, "size"));
        line(out, "data", reading.quality().isEmpty() ? "no condition holds" : reading.quality().stream()
            .map(Enum::name).collect(Collectors.joining(", ")));
        out.println();
        final TextTable references = new TextTable("REFERENCE", "SPAN", "VALUE", "LOWEST|PRO FORMA", "SINCE", "FROM");
        reading.references().forEach(reference -> references.row(kind(reference.kind()),
            reference.spanNs() == 0 ? NONE : fixed(reference.spanNs() / 1e9, 0) + " s",
            micro(reference.valueMicroTicks(), exponent), micro(reference.otherMicroTicks(), exponent),
            UtcText.of(reference.sinceNs()), reference.input() == null ? NONE : reference.input().name()));
        references.print(out, "  ");
        out.println();
        final TextTable breakers = new TextTable("RULES", "STATE", "UNTIL", "RELEASE", "LIMIT STATE", "SINCE", "LOWEST",
            "HIGHEST", "WIDENED", "TRIPS", "LAST TRIP");
        reading.breakers().forEach(breaker -> breakers.row(rules(breaker), breaker.state()
            + (breaker.isLatched() ? ", latched" : "") + (breaker.level() == 0 ? "" : ", level " + breaker.level()),
            breaker.state() == TradingState.OPEN ? NONE : UtcText.of(breaker.deadlineNs()),
            breaker.pendingState() == null ? NONE : breaker.pendingState() + " by " + UtcText.of(breaker.pendingNs()),
            limit(breaker), isLimit(breaker) ? UtcText.of(breaker.limitSinceNs()) : NONE,
            ticks(breaker.lowerTicks(), exponent), ticks(breaker.upperTicks(), exponent),
            fixed(breaker.widening(), 3), String.valueOf(breaker.trips()), UtcText.of(breaker.lastTripNs())));
        breakers.print(out, "  ");
    }

    ObjectNode json()
    {
        final BreakerEngine engine = moment.engine();
        final ObjectNode root = Json.object();
        root.put("record", engine.sequence()).put("timeNs", engine.timeNs()).put("decisionSeq", engine.decisionSeq());
        bounded(root, "nextDeadlineNs", engine.nextDeadlineNs());
        root.put("digest", String.format("%016x", engine.digest())).put("asJournaled", moment.isAsJournaled())
            .put("undecided", moment.isUndecided()).put("otherLayout", moment.isOtherLayout());
        final ArrayNode nodes = root.putArray("scopes");
        scopes.forEach(scope -> json(nodes.addObject(), engine.read(scope)));
        new ParticipantReport(moment).json(root);
        return root;
    }

    private void json(final ObjectNode node, final ScopeReading reading)
    {
        node.put("name", moment.facts().scopeName(reading.scope())).put("state", reading.merged().name())
            .put("operatorState", reading.operatorState() == null ? null : reading.operatorState().name())
            .put("suspect", reading.isSuspect())
            .put("class", moment.facts().rulebook().classNames().get(reading.classIndex()))
            .put("priceExponent", moment.facts().exponent(reading.scope()));
        bounded(node, "lastTicks", reading.lastTicks());
        bounded(node, "filteredMicroTicks", half(reading.estimators().medianHalfTicks()));
        node.put("varianceFast", reading.estimators().varianceFast())
            .put("varianceSlow", reading.estimators().varianceSlow())
            .put("tradesPerSecond", reading.estimators().tradesPerSecond());
        touch(node.putObject("book"), reading.book());
        touch(node.putObject("quote"), reading.quote());
        reading.quality().forEach(code -> node.withArray("/dataQuality").add(code.name()));
        final ArrayNode references = node.putArray("references");
        for (final ScopeReading.Reference reference : reading.references())
        {
            final ObjectNode child = references.addObject().put("kind", kind(reference.kind()))
                .put("spanNs", reference.spanNs());
            bounded(child, "valueMicroTicks", reference.valueMicroTicks());
            bounded(child, reference.kind() == ImageLayout.KIND_EXTREMA
                || reference.kind() == ImageLayout.KIND_TRADE_EXTREMA ? "lowestMicroTicks" : "proFormaMicroTicks",
                reference.otherMicroTicks());
            bounded(child, "sinceNs", reference.sinceNs());
            child.put("input", reference.input() == null ? null : reference.input().name());
        }
        final ArrayNode breakers = node.putArray("breakers");
        reading.breakers().forEach(breaker -> json(breakers.addObject(), breaker));
    }

    private void json(final ObjectNode node, final ScopeReading.Breaker breaker)
    {
        breaker.ruleIds().forEach(id -> node.withArray("/rules").add(moment.facts().rulebook().ruleName(id)));
        node.put("state", breaker.state().name()).put("latched", breaker.isLatched());
        bounded(node, "deadlineNs", breaker.deadlineNs());
        node.put("pendingState", breaker.pendingState() == null ? null : breaker.pendingState().name());
        bounded(node, "pendingDeadlineNs", breaker.pendingNs());
        node.put("limitState", limit(breaker));
        bounded(node, "limitSinceNs", isLimit(breaker) ? breaker.limitSinceNs() : Long.MIN_VALUE);
        bounded(node, "lowestTicks", breaker.lowerTicks());
        bounded(node, "highestTicks", breaker.upperTicks());
        node.put("widening", breaker.widening()).put("trips", breaker.trips()).put("level", breaker.level());
        bounded(node, "lastTripNs", breaker.lastTripNs());
        bounded(node, "collarLowerTicks", breaker.collarLowerTicks());
        bounded(node, "collarUpperTicks", breaker.collarUpperTicks());
    }

    private String rules(final ScopeReading.Breaker breaker)
    {
        return breaker.ruleIds().stream().map(moment.facts().rulebook()::ruleName).collect(Collectors.joining("+"));
    }

    private static void touch(final ObjectNode node, final ScopeReading.Touch touch)
    {
        bounded(node, "bidTicks", touch.bidTicks());
        node.put("bidLots", touch.bidLots());
        bounded(node, "askTicks", touch.askTicks());
        node.put("askLots", touch.askLots());
        bounded(node, "timeNs", touch.timeNs());
    }

    private static String touch(final ScopeReading.Touch touch, final int exponent, final String lots)
    {
        return touch.bidTicks() == Long.MIN_VALUE && touch.askTicks() == Long.MIN_VALUE ? "none"
            : ticks(touch.bidTicks(), exponent) + " / " + ticks(touch.askTicks(), exponent) + ", " + lots + " "
            + touch.bidLots() + " / " + touch.askLots() + " lots, at " + UtcText.of(touch.timeNs());
    }

    private static boolean isLimit(final ScopeReading.Breaker breaker)
    {
        return breaker.limitState() != LimitStateKind.NONE.code();
    }

    private static String limit(final ScopeReading.Breaker breaker)
    {
        return isLimit(breaker) ? LimitStateKind.of(breaker.limitState()).name() : NONE;
    }

    private static String kind(final int kind)
    {
        switch (kind)
        {
            case ImageLayout.KIND_MEAN:
                return "MEAN";
            case ImageLayout.KIND_EMA:
                return "EMA";
            case ImageLayout.KIND_EXTREMA:
                return "EXTREMA";
            case ImageLayout.KIND_PREVIOUS_CLOSE:
                return "PREVIOUS_CLOSE";
            case ImageLayout.KIND_LAST:
                return "LAST";
            case ImageLayout.KIND_LAST_AUCTION:
                return "LAST_AUCTION";
            case ImageLayout.KIND_PUBLISHED:
                return "PUBLISHED";
            case ImageLayout.KIND_OPEN:
                return "OPEN";
            case ImageLayout.KIND_TRADE_AGED:
                return "TRADE_AGED";
            case ImageLayout.KIND_TRADE_EXTREMA:
                return "TRADE_EXTREMA";
            case ImageLayout.KIND_ANCHOR_PERIODIC:
                return "ANCHOR_PERIODIC";
            default:
                return COMPOSED[kind - ImageReference.KIND_FIRST_VALID];
        }
    }

    private static void bounded(final ObjectNode node, final String name, final long value)
    {
        node.put(name, value == Long.MIN_VALUE || value == Long.MAX_VALUE ? null : (Long)value);
    }

    private static long half(final long halfTicks)
    {
        return halfTicks == Long.MIN_VALUE ? halfTicks : halfTicks * 500_000L;
    }

    private static String ticks(final long ticks, final int exponent)
    {
        return ticks == Long.MIN_VALUE || ticks == Long.MAX_VALUE ? NONE
            : BigDecimal.valueOf(ticks, exponent).toPlainString();
    }

    private static String micro(final long microTicks, final int exponent)
    {
        return microTicks == Long.MIN_VALUE || microTicks == Long.MAX_VALUE ? NONE
            : BigDecimal.valueOf(microTicks, MICRO_DIGITS + exponent).setScale(exponent + 2, RoundingMode.HALF_EVEN)
            .toPlainString();
    }

    private static String sigma(final double variancePerSecond)
    {
        return fixed(Math.sqrt(variancePerSecond * 60) * 100, 4) + " %";
    }

    private static String fixed(final double value, final int decimals)
    {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static void line(final PrintWriter out, final String name, final String text)
    {
        out.printf(Locale.ROOT, "  %-10s  %s%n", name, text);
    }
}
