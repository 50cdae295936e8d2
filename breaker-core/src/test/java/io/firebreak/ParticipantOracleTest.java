package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random events of a firm, two of its sessions and a stranger against a naive model that keeps lists and exact numbers:
 * the same decisions, event by event. Seeds 20261121 and, slow, 20261122.
 */
class ParticipantOracleTest
{
    private static final ParticipantEventKind[] KINDS = ParticipantEventKind.values();
    private static final String[] HEAD = {"rulebook { name = oracle, version = \"1\", source = test }",
        "engine { release_after = NONE }", "session { always_open = true }",
        "classes { instrument { breakers = [] } }"};
    private static final List<String> SESSION = List.of(
        "id = quantity, kind = MMP, counter = QUANTITY, limit_lots = 60, window_ms = 700, frozen_ms = 300",
        "id = net, kind = MMP, counter = NET_QUANTITY, limit_lots = 45, window_ms = 900, frozen_ms = 450, "
            + "comparator = GE",
        "id = delta, kind = MMP, counter = DELTA, limit_e9 = 32, window_ms = 800, frozen_ms = 0",
        "id = vega, kind = MMP, counter = VEGA, limit_e9 = 30, window_ms = 650, frozen_ms = 250, orders = ALL",
        "id = value, kind = MMP, counter = VALUE, limit_minor = 2500, window_ms = 600, frozen_ms = 200, "
            + "maker_fills_only = true",
        "id = count, kind = MMP, counter = COUNT, limit_count = 5, window_ms = 1000, frozen_ms = 150",
        "id = share, kind = MMP, counter = PERCENTAGE, limit_ppm = 900000, window_ms = 500, frozen_ms = 100, "
            + "tagged_fills_only = true, comparator = GE",
        "id = order, kind = FAT_FINGER, max_qty_lots = 19, max_value_minor = 1960, collar_bps = 60",
        "id = twice, kind = DUPLICATE, window_ms = 400",
        "id = rate, kind = THROTTLE, limit_count = 5, window_ms = 600, count_cancels = true",
        "id = burst, kind = THROTTLE, limit_count = 13, window_ms = 2000, on_limit = FREEZE, frozen_ms = 350",
        "id = again, kind = EXECUTIONS, limit_count = 15");
    private static final List<String> FIRM = List.of(
        "id = fills, kind = RUNAWAY, counter = EXECUTIONS, limit_count = 12, multiple_ppm = 1800000, window_ms = 800, "
            + "baseline_windows = 7, warm_up_windows = 3",
        "id = worth, kind = RUNAWAY, counter = VALUE, limit_minor = 9000, multiple_ppm = 1700000, window_ms = 700, "
            + "baseline_windows = 5, warm_up_windows = 4, comparator = GE",
        "id = ratio, kind = RUNAWAY, counter = MESSAGE_RATIO, limit_ppm = 900000, multiple_ppm = 1500000, "
            + "window_ms = 900, baseline_windows = 6, warm_up_windows = 2, least_messages = 5",
        "id = impact, kind = RUNAWAY, counter = IMPACT, limit_ppm = 9000, multiple_ppm = 2000000, window_ms = 600, "
            + "baseline_windows = 9, warm_up_windows = 1",
        "id = members, kind = THROTTLE, limit_count = 20, window_ms = 1500");

    @TempDir
    private Path folder;

    @Test
    void shouldDecideAsTheNaiveModelWhenFiftyThousandRandomEventsCome() throws IOException
    {
        agree(20261121L, 50_000);
    }

    @Test
    @Tag("slow")
    void shouldDecideAsTheNaiveModelWhenManyRandomEventsCome() throws IOException
    {
        agree(20261122L, Integer.getInteger("firebreak.steps", 1_000_000));
    }

    private void agree(final long seed, final int events) throws IOException
    {
        final CompiledRulebook rulebook = rulebook();
        final NaiveParticipants naive = new NaiveParticipants();
        naive.add(new NaiveParticipants.Member(null, controls(FIRM)));
        naive.add(new NaiveParticipants.Member(0, controls(SESSION)));
        naive.add(new NaiveParticipants.Member(0, controls(SESSION)));
        naive.add(new NaiveParticipants.Member(null, controls(SESSION)));
        final DecisionLog log = new DecisionLog();
        final Map<String, Integer> seen = new HashMap<>();
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context().hostMarks()
            .image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(1).withParticipants(4, 12, 4096))
            .origin("", JournalStart.Clock.HOST, at(0))))
        {
            for (int p = 0; p < 4; p++)
            {
                breaker.publisher().participantDefinition(0, 0, at(0), p, p, 1,
                    rulebook.participantClassIndex(p == 0 ? "firm" : "session"), p == 1 || p == 2 ? 0 : -1);
            }
            final SplittableRandom random = new SplittableRandom(seed);
            long timeNs = at(1);
            long nonce = 0;
            for (int i = 0; i < events; i++)
            {
                timeNs += random.nextInt(40) == 0 ? random.nextLong(3_000_000_000L) :
                    random.nextInt(3) * (random.nextInt(4) == 0 ? random.nextLong(20_000_000L) : 10_000_000L);
                naive.advance(timeNs);
                final int p = random.nextInt(4);
                if (random.nextInt(60) == 0)
                {
                    final int who = 1 + random.nextInt(3);
                    final OperatorCommandKind what =
                        OperatorCommandKind.values()[random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2)];
                    naive.operator(p, who, what, timeNs);
                    breaker.publisher().operatorCommand(0, 0, timeNs, Scope.of(Scope.PARTICIPANT, p), who, ++nonce,
                        what.code(), 0);
                }
                else
                {
                    final NaiveParticipants.Event event = event(random, timeNs);
                    naive.on(p, event);
                    publish(breaker.publisher(), p, event);
                }
                // the first may meet nothing but the end of the buffer
                breaker.decisions().poll(log, 1000);
                breaker.decisions().poll(log, 1000);
                final List<String> expected = naive.drain();
                assertThat(log.drain()).as("seed %d event %d", seed, i).isEqualTo(expected);
                expected.forEach(line -> seen.merge(line.replaceAll(" [0-9.].*| until .*", "") + line.replaceAll(
                    "^.*?(MMP|THROTTLE|RUNAWAY|FAT_FINGER|DUPLICATE|EXECUTIONS)( [A-Z_]+)?.*$", " $1$2"), 1,
                    Integer::sum));
            }
        }
        // every control has tripped or refused, many times
        for (final String what : List.of("MMP QUANTITY", "MMP NET_QUANTITY", "MMP DELTA", "MMP VEGA", "MMP VALUE",
            "MMP COUNT", "MMP PERCENTAGE", "THROTTLE MESSAGES", "EXECUTIONS EXECUTIONS", "FAT_FINGER QUANTITY",
            "FAT_FINGER VALUE", "FAT_FINGER PRICE", "DUPLICATE KEY", "RUNAWAY EXECUTIONS", "RUNAWAY VALUE",
            "RUNAWAY MESSAGE_RATIO", "RUNAWAY IMPACT"))
        {
            assertThat(seen.entrySet().stream().filter(entry -> entry.getKey().endsWith(what))
                .mapToInt(Map.Entry::getValue).sum()).as(what + " in " + seen).isGreaterThan(events / 10_000);
        }
    }

    private static NaiveParticipants.Event event(final SplittableRandom random, final long timeNs)
    {
        final NaiveParticipants.Event event = new NaiveParticipants.Event();
        final int kind = random.nextInt(100);
        event.timeNs = timeNs;
        event.kind = KINDS[kind < 38 ? 3 : kind < 62 ? 4 : kind < 80 ? 1 : kind < 84 ? 0 : kind < 88 ? 2 :
            kind < 93 ? 5 : kind < 98 ? 6 : 7];
        final boolean isPlain = random.nextInt(3) == 0 || kind >= 80;
        event.flags = isPlain ? 0 : ParticipantFlags.TAGGED;
        event.isSell = random.nextBoolean();
        event.lots = random.nextInt(1, 21);
        event.value = event.lots * (90 + random.nextInt(20));
        event.delta = random.nextInt(-14, 15);
        event.vega = random.nextInt(-12, 13);
        event.share = random.nextInt(400_000);
        event.key = random.nextInt(6);
        event.instrument = random.nextInt(2);
        event.price = BigDecimal.valueOf(10_000 + random.nextInt(-80, 81));
        event.reference = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(10_000 + random.nextInt(-20, 21));
        return event;
    }

    private static void publish(final EventPublisher publisher, final int p, final NaiveParticipants.Event event)
    {
        final int side = (event.isSell ? Side.SELL : Side.BUY).code();
        switch (event.kind)
        {
            case MAKER_FILL, TAKER_FILL -> publisher.participantFill(0, 0, event.timeNs, p, event.instrument,
                event.flags, side, event.kind == ParticipantEventKind.MAKER_FILL, event.price.longValueExact(),
                event.lots, event.value, event.delta, event.vega, (int)event.share);
            case NEW_ORDER -> publisher.participantOrder(0, 0, event.timeNs, p, event.instrument, event.flags, side,
                OrderKind.QUOTE.code(), event.price.longValueExact(), event.lots, event.value,
                event.reference == null ? EventPublisher.ABSENT : event.reference.longValueExact(), event.key);
            default -> publisher.participantMessage(0, 0, event.timeNs, p, event.kind.code(),
                event.kind == ParticipantEventKind.REENABLE ? 9 : 0);
        }
    }

    private CompiledRulebook rulebook() throws IOException
    {
        final StringBuilder text = new StringBuilder(String.join("\n", HEAD)).append("\nparticipants {\n");
        text.append("firm { controls = [ { ").append(String.join(" }, { ", FIRM)).append(" } ] }\n");
        text.append("session { controls = [ { ").append(String.join(" }, { ", SESSION)).append(" } ] }\n}\n");
        final Path file = folder.resolve("oracle.conf");
        Files.writeString(file, text);
        return Rulebook.load(file.toString(), Map.of());
    }

    /** The model's own reading of the same lines. */
    private static List<NaiveParticipants.Control> controls(final List<String> lines)
    {
        final List<NaiveParticipants.Control> controls = new ArrayList<>();
        for (final String line : lines)
        {
            final Map<String, String> keys = new HashMap<>();
            for (final String part : line.split(", "))
            {
                keys.put(part.substring(0, part.indexOf(" = ")), part.substring(part.indexOf(" = ") + 3));
            }
            final NaiveParticipants.Control control = new NaiveParticipants.Control();
            control.kind = keys.get("kind");
            control.counter = keys.getOrDefault("counter", "");
            control.limit = keys.entrySet().stream().filter(key -> key.getKey().matches("limit_.*|max_qty_lots"))
                .map(key -> new BigDecimal(key.getValue())).findFirst().orElse(BigDecimal.ONE);
            control.isGe = keys.getOrDefault("comparator", control.kind.equals("EXECUTIONS") ? "GE" : "GT")
                .equals("GE");
            control.windowNs = 1_000_000L * Long.parseLong(keys.getOrDefault("window_ms", "0"));
            control.frozenNs = 1_000_000L * Long.parseLong(keys.getOrDefault("frozen_ms", "0"));
            control.isMakerOnly = keys.containsKey("maker_fills_only");
            control.isTaggedFills = keys.containsKey("tagged_fills_only");
            control.isAll = !control.kind.equals("MMP") || "ALL".equals(keys.get("orders"));
            control.isHuman = control.kind.equals("EXECUTIONS") || control.kind.equals("RUNAWAY");
            control.countsCancels = keys.containsKey("count_cancels");
            control.freezes = keys.containsKey("on_limit");
            control.maxValue = keys.containsKey("max_value_minor") ? new BigDecimal(keys.get("max_value_minor")) : null;
            control.collar = keys.containsKey("collar_bps") ?
                new BigDecimal(keys.get("collar_bps")).movePointLeft(4) : null;
            control.multiple = new BigDecimal(keys.getOrDefault("multiple_ppm", "0")).movePointLeft(6);
            control.over = Integer.parseInt(keys.getOrDefault("baseline_windows", "1"));
            control.warmUp = Integer.parseInt(keys.getOrDefault("warm_up_windows", "0"));
            control.leastMessages = Integer.parseInt(keys.getOrDefault("least_messages", "0"));
            controls.add(control);
        }
        return controls;
    }
}
