package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;
import io.firebreak.market.TradingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Groups: which classes belong to one, which breaker of it leads, and which breaker of every other class takes the
 * leader's trips: the one with the leader's id. A group that nobody leads, or that cannot follow, is refused.
 */
final class GroupBlock
{
    /** What a trip may put the other members in. */
    static final List<String> STATES = List.of("REDUCE_ONLY", "AUCTION", "PAUSED", "CANCEL_ONLY", "HALTED");

    private final Map<String, List<Member>> groups = new LinkedHashMap<>();

    private record Member(Section type, Struct struct, List<Section> breakers, List<Struct> structs)
    {
        /** Breaker that leads; -1 none. */
        int leader()
        {
            int leader = -1;
            for (int k = 0; k < structs.size(); k++)
            {
                if (structs.get(k).int32(ImageReopening.B_GROUP_STATE) != 0 && leader >= 0)
                {
                    throw breakers.get(k).contradiction("propagates", "a class leads its group by one breaker",
                        breakers.get(leader).where("propagates"), "remove one of the two");
                }
                leader = structs.get(k).int32(ImageReopening.B_GROUP_STATE) != 0 ? k : leader;
            }
            return leader;
        }
    }

    /** The key of a breaker that has been compiled. */
    static void propagates(final Section breaker, final Struct struct, final String monitor)
    {
        if (breaker.has("group_state") && !breaker.has("propagates"))
        {
            throw breaker.error("group_state", "nothing is propagated", "write propagates = GROUP, or remove it");
        }
        if (!breaker.has("propagates"))
        {
            return;
        }
        breaker.word("propagates", List.of("GROUP"), null);
        final String own = TradingState.of(struct.int32(ImageLayout.B_TRIP_STATE)).name();
        if (!BreakerBlock.BAND.equals(monitor) || !STATES.contains(own))
        {
            throw breaker.contradiction("propagates", "only a band that stops its own instrument leads a group",
                breaker.where(BreakerBlock.BAND.equals(monitor) ? "trip_state" : "monitor"),
                "use monitor = BAND and a trip_state of " + STATES);
        }
        struct.int32(ImageReopening.B_GROUP_STATE, TradingState.valueOf(breaker.has("group_state") ?
            breaker.word("group_state", STATES, null) : own).code());
    }

    /** A class that has been compiled, with its breakers. */
    void add(final Section type, final Struct struct, final List<Section> breakers, final List<Struct> structs)
    {
        final Member member = new Member(type, struct, List.copyOf(breakers), List.copyOf(structs));
        if (type.has("group"))
        {
            groups.computeIfAbsent(type.text("group"), name -> new ArrayList<>()).add(member);
        }
        else if (member.leader() >= 0)
        {
            throw breakers.get(member.leader()).error("propagates", "class " + type.id() + " belongs to no group",
                "write group = NAME in the class");
        }
    }

    /** Every class is known: number the groups, and find who follows by which breaker. */
    void finish()
    {
        final Map<String, String> led = new LinkedHashMap<>();
        groups.forEach((name, members) -> led.put(name, leader(members)));
        int number = 0;
        for (final Map.Entry<String, List<Member>> group : groups.entrySet())
        {
            number++;
            final String leader = led.get(group.getKey());
            final Member first = group.getValue().get(0);
            if (leader == null)
            {
                final Set<String> others = new TreeSet<>(groups.keySet());
                others.removeIf(other -> led.get(other) == null);
                throw first.type().error("group", "nobody leads the group " + group.getKey(), others.isEmpty() ?
                    "write propagates = GROUP in a breaker of a class of it" :
                    "nearest match that is led: " + Keys.nearest(group.getKey(), others));
            }
            for (final Member member : group.getValue())
            {
                member.struct().int32(ImageLayout.C_GROUP, number);
                member.struct().int32(ImageLayout.C_GROUP_BREAKER, taker(member, leader, group.getKey()));
            }
        }
    }

    private static String leader(final List<Member> members)
    {
        String id = null;
        for (final Member member : members)
        {
            final int k = member.leader();
            if (k >= 0 && id != null && !id.equals(member.breakers().get(k).id()))
            {
                throw member.breakers().get(k).error("propagates", "breakers of several ids lead the group: " + id +
                    " does too", "give them one id, or let one of them lead");
            }
            id = k >= 0 ? member.breakers().get(k).id() : id;
        }
        return id;
    }

    private static int taker(final Member member, final String leader, final String group)
    {
        final List<String> ids = member.breakers().stream().map(Section::id).toList();
        final int k = ids.indexOf(leader);
        if (k < 0)
        {
            throw member.type().error("group", "the class has no breaker " + leader +
                " to take the trips of the group " + group, ids.isEmpty() ? "write one, with what it does by itself" :
                "nearest match: " + Keys.nearest(leader, ids) + "; rename it, or write one");
        }
        final Struct struct = member.structs().get(k);
        final boolean isBand = struct.int32(ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND;
        final boolean isStop = STATES.contains(TradingState.of(struct.int32(ImageLayout.B_TRIP_STATE)).name());
        final boolean isCentred = struct.int32(ImageLayout.B_REOPENING) == ImageLayout.REOPEN_UNCROSS &&
            struct.int32(ImageReopening.B_CHECK_CENTRE) < ImageReopening.CENTRE_DECLARED;
        if (!isBand || !isStop || isCentred)
        {
            throw member.breakers().get(k).error("id", "cannot take the trips of the group " + group + ": " +
                (isCentred ? "its call is checked around the price of its own trip" :
                "it is no band that stops its instrument"), isCentred ? "write check { reference = NAME }" :
                "use monitor = BAND and a trip_state of " + STATES);
        }
        return k;
    }
}
