package io.firebreak.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.participant.ParticipantReading;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a case about participants through the shipped rulebook of its family: a venue that asks for every order, message
 * and execution, reports every fill, and cancels what an action says.
 */
final class ParticipantCase
{
    /** Other words for a reason. */
    private static final Map<String, String> REASONS = Map.ofEntries(
        Map.entry("REJECT_QTY", "REJECT_QUANTITY"), Map.entry("REJECT_MAX_QTY", "REJECT_QUANTITY"),
        Map.entry("REJECT_SIZE", "REJECT_QUANTITY"), Map.entry("REJECT_VALUE", "REJECT_NOTIONAL"),
        Map.entry("REJECT_MAX_NOTIONAL", "REJECT_NOTIONAL"), Map.entry("REJECT_COLLAR", "REJECT_PRICE"),
        Map.entry("REJECT_PRICE_COLLAR", "REJECT_PRICE"), Map.entry("REJECT_RATE", "REJECT_THROTTLE"),
        Map.entry("REJECT_MESSAGES", "REJECT_THROTTLE"));
    private static final int MOST = 16;
    private static final long OPERATOR = 1;
    private static final int E9 = 9;
    private static final int EXPONENT = ParticipantSettings.EXPONENT;

    private final JsonNode vector;
    private final CompiledRulebook rulebook;
    private final String type;
    private final int lotDigits;
    private final int minorDigits;
    private final InlineBreaker breaker;
    private final EventPublisher publisher;
    private final ParticipantObserver observer = new ParticipantObserver();
    private final List<String> members = new ArrayList<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, Integer> resting = new HashMap<>();
    private final Map<String, String> orders = new HashMap<>();
    private final Map<String, String> decisions = new HashMap<>();
    private String decision;
    private long referenceTicks = EventPublisher.ABSENT;
    private long timeNs;
    private long nonce;
    private int last;

    private ParticipantCase(final JsonNode vector, final ParticipantSettings settings)
    {
        this.vector = vector;
        lotDigits = settings.lotDigits();
        minorDigits = settings.minorDigits();
        rulebook = settings.rulebook();
        type = settings.type();
        breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1).withParticipants(MOST, 8, 4096))
            .origin("", JournalStart.Clock.EXCHANGE, 0));
        publisher = breaker.publisher();
        vector.path("events").forEach(event -> event.path("ids").properties()
            .forEach(owner -> owners.put(owner.getKey(), owner.getValue().asText())));
    }

    /** What differs from what the case expects; null where nothing does. */
    static String run(final JsonNode vector, final ParticipantSettings settings)
    {
        final ParticipantCase one = new ParticipantCase(vector, settings);
        try
        {
            return one.play();
        }
        finally
        {
            one.breaker.close();
        }
    }

    private String play()
    {
        final TreeSet<Long> times = new TreeSet<>();
        vector.path("events").forEach(event -> times.add(CaseClock.ns(event.path("t").asText())));
        vector.path("expect").forEach(expected -> times.add(CaseClock.ns(expected.path("at").asText())));
        for (final long atNs : times)
        {
            timeNs = atNs;
            publisher.tick(atNs, InputFlags.CLOCK_JUMP_ACCEPTED);
            observer.poll(breaker.decisions());
            for (final JsonNode event : vector.path("events"))
            {
                if (CaseClock.ns(event.path("t").asText()) == atNs)
                {
                    on(event);
                }
            }
            for (final JsonNode expected : vector.path("expect"))
            {
                final String difference = CaseClock.ns(expected.path("at").asText()) == atNs ? differs(expected) : null;
                if (difference != null)
                {
                    return CaseClock.text(atNs) + " " + difference;
                }
            }
        }
        return null;
    }

    private void on(final JsonNode event)
    {
        final String kind = event.path("type").asText();
        switch (kind)
        {
            case "clock", "ownership" ->
            {
                return;
            }
            case "reference" -> referenceTicks = scaled(event, "px", EXPONENT);
            case "mmpFill" -> fill(event);
            case "mmpReset" -> message(event, ParticipantEventKind.RESET);
            case "humanReenable" -> message(event, ParticipantEventKind.REENABLE);
            case "strategyExecution" -> message(event, ParticipantEventKind.EXECUTION);
            case "cancel" -> message(event, ParticipantEventKind.CANCEL);
            case "message" -> message(event, event.path("kind").asText(event.path("msg").asText())
                .toUpperCase(java.util.Locale.ROOT).contains("CANCEL") ?
                ParticipantEventKind.CANCEL : ParticipantEventKind.MESSAGE);
            case "kill" -> kill(event);
            case "order" -> order(event);
            default -> throw new UnsupportedCase("event " + kind);
        }
    }

    private void fill(final JsonNode event)
    {
        final boolean isSell = event.path("side").asText().equalsIgnoreCase("sell");
        publisher.participantFill(0, 0, timeNs, member(event), 0, ParticipantFlags.TAGGED,
            (isSell ? Side.SELL : Side.BUY).code(), !event.path("liquidity").asText("MAKER").equals("TAKER"), 1,
            event.has("qty") ? scaled(event, "qty", lotDigits) : 0, 0,
            event.has("delta") ? scaled(event, "delta", E9) : 0, event.has("vega") ? scaled(event, "vega", E9) : 0, 0);
        observer.poll(breaker.decisions());
        cancel();
    }

    private void message(final JsonNode event, final ParticipantEventKind kind)
    {
        observer.isRefused = false;
        observer.why = "";
        publisher.participantMessage(0, 0, timeNs, member(event), kind.code(),
            kind == ParticipantEventKind.REENABLE ? OPERATOR : 0);
        observer.poll(breaker.decisions());
        decision = observer.isRefused ? "REJECT" + observer.why : "ACCEPT";
        decisions.put(event.path("id").asText(), decision);
        cancel();
    }

    private void kill(final JsonNode event)
    {
        final int who = event.hasNonNull("member") ? member(event) :
            member(vector.path("params").path("scope").asText(""));
        publisher.operatorCommand(0, 0, timeNs, Scope.of(Scope.PARTICIPANT, who), OPERATOR, ++nonce,
            OperatorCommandKind.HALT.code(), 0);
        observer.poll(breaker.decisions());
        cancel();
    }

    private void order(final JsonNode event)
    {
        final String id = event.path("id").asText();
        final int who = member(event);
        final int side = (event.path("side").asText().equalsIgnoreCase("sell") ? Side.SELL : Side.BUY).code();
        final long ticks = event.hasNonNull("px") ? scaled(event, "px", EXPONENT) : EventPublisher.ABSENT;
        final BigDecimal price = event.hasNonNull("px") ? number(event, "px") :
            BigDecimal.valueOf(Math.max(0, referenceTicks), EXPONENT);
        final long value = price.multiply(number(event, "qty")).movePointRight(minorDigits).longValue();
        observer.isRefused = false;
        observer.why = "";
        publisher.participantOrder(0, 0, timeNs, who, 0, ParticipantFlags.TAGGED, side, OrderKind.AGGRESSIVE.code(),
            ticks, scaled(event, "qty", lotDigits), value, referenceTicks,
            event.path("key").asText(side + "/" + ticks + "/" + event.path("qty").asText()).hashCode() | 1L << 40);
        observer.poll(breaker.decisions());
        decision = observer.isRefused ? "REJECT" + observer.why : "ACCEPT";
        decisions.put(id, decision);
        if (!observer.isRefused)
        {
            resting.put(id, who);
            orders.put(id, "RESTING");
        }
        cancel();
    }

    /** The venue carries out what was decided. */
    private void cancel()
    {
        resting.entrySet().removeIf(order ->
        {
            final boolean isCancelled = observer.cancelled.contains(order.getValue());
            if (isCancelled)
            {
                orders.put(order.getKey(), "CANCELLED");
            }
            return isCancelled;
        });
        observer.cancelled.clear();
    }

    private String differs(final JsonNode expected)
    {
        for (final Map.Entry<String, JsonNode> key : expected.properties())
        {
            final JsonNode value = key.getValue();
            final String wrong = switch (key.getKey())
            {
                case "at", "note" -> null;
                case "state" -> same("state", value.asText(), state(value.asText()));
                case "cancelMmpOrders" ->
                    same("cancelMmpOrders", value.asText(), String.valueOf(observer.cancelledNs == timeNs));
                case "windowQty" -> number("windowQty", value, sum(ParticipantCounter.QUANTITY, 0), lotDigits);
                case "windowDelta" -> number("windowDelta", value, sum(ParticipantCounter.DELTA, 1), E9);
                case "decision" -> same("decision", value.asText(), decision);
                case "decisions" -> all("decisions", value, decisions);
                case "orders" -> all("orders", value, orders);
                default -> throw new UnsupportedCase("expectation " + key.getKey());
            };
            if (wrong != null)
            {
                return wrong;
            }
        }
        return null;
    }

    /** The rulebook's own name of a state. */
    private String state(final String expected)
    {
        final boolean isHeld = observer.held.contains(last);
        final boolean isAbility = expected.equals("ENABLED") || expected.equals("DISABLED");
        return isAbility ? isHeld ? "DISABLED" : "ENABLED" : isHeld ? "FROZEN" : "ACTIVE";
    }

    /** Sum of the window of the first control of a counter; where none counts it, of a place in the list. */
    private long sum(final ParticipantCounter counter, final int otherwise)
    {
        if (members.isEmpty())
        {
            return 0;
        }
        final List<ParticipantReading.Control> controls = breaker.engine().participant(last).controls();
        return controls.stream().filter(control -> control.counter() == counter).findFirst()
            .orElseGet(() -> controls.get(otherwise)).sum();
    }

    private static String all(final String what, final JsonNode expected, final Map<String, String> actual)
    {
        for (final Map.Entry<String, JsonNode> one : expected.properties())
        {
            final String wrong = same(what + " " + one.getKey(), one.getValue().asText(), actual.get(one.getKey()));
            if (wrong != null)
            {
                return wrong;
            }
        }
        return null;
    }

    private static String same(final String what, final String expected, final String actual)
    {
        // a refusal without its reason may be expected
        final boolean isSame = expected.equals(actual) || actual != null && actual.startsWith("REJECT") &&
            (expected.equals("REJECT") || REASONS.getOrDefault(expected, expected).equals(actual));
        return isSame ? null : what + ": expected " + expected + ", got " + actual;
    }

    private static String number(final String what, final JsonNode expected, final long actual, final int exponent)
    {
        final BigDecimal have = BigDecimal.valueOf(actual, exponent);
        return have.compareTo(new BigDecimal(expected.asText())) == 0 ? null :
            what + ": expected " + expected.asText() + ", got " + have.stripTrailingZeros().toPlainString();
    }

    /** Index of the participant that an event is about, defined when it is first met. */
    private int member(final JsonNode event)
    {
        final String id = event.path("id").asText("");
        // a strategy is named by its executions; an order or a message has a name of its own
        final boolean isNamed = Set.of("strategyExecution", "humanReenable").contains(event.path("type").asText());
        final String name = event.hasNonNull("member") ? event.get("member").asText() :
            owners.getOrDefault(id, isNamed ? id : "");
        return member(name);
    }

    private int member(final String name)
    {
        int index = members.indexOf(name);
        if (index < 0)
        {
            index = members.size();
            members.add(name);
            if (index >= MOST)
            {
                throw new UnsupportedCase("more than " + MOST + " participants");
            }
            publisher.participantDefinition(0, 0, timeNs, index, index, 1, rulebook.participantClassIndex(type), -1);
        }
        last = index;
        return index;
    }

    private static long scaled(final JsonNode node, final String key, final int exponent)
    {
        return number(node, key).movePointRight(exponent).longValueExact();
    }

    private static BigDecimal number(final JsonNode node, final String key)
    {
        if (!node.hasNonNull(key))
        {
            throw new UnsupportedCase("an event without " + key);
        }
        return new BigDecimal(node.get(key).asText());
    }
}
