package io.firebreak;

import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Participant protection as the specification says it, with lists that keep everything and exact numbers; shares no
 * code with the engine. It answers with the lines that {@link DecisionLog} would make.
 */
final class NaiveParticipants
{
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private final List<Member> members = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** A control, as its rulebook describes it, and all that has ever happened to it. */
    static final class Control
    {
        String kind;
        String counter = "";
        BigDecimal limit = BigDecimal.ZERO;
        boolean isGe;
        long windowNs;
        long frozenNs;
        boolean isMakerOnly;
        boolean isTaggedFills;
        boolean isAll;
        boolean isHuman;
        boolean countsCancels;
        boolean freezes;
        BigDecimal maxValue;
        BigDecimal collar;
        BigDecimal multiple;
        int over;
        int warmUp;
        int leastMessages;

        private final List<Event> seen = new ArrayList<>();
        private Long untilNs;
        private long executions;
        private long gridNs = -1;
        private final List<Event> grid = new ArrayList<>();
        private BigInteger baseline = BigInteger.ZERO;
        private int learned;
        private BigDecimal lastPrice;
        private int lastInstrument;
    }

    /** A participant. */
    static final class Member
    {
        final Integer parent;
        final List<Control> controls;
        private boolean isKilled;
        private int asked;

        Member(final Integer parent, final List<Control> controls)
        {
            this.parent = parent;
            this.controls = controls;
        }
    }

    /** What happened. */
    static final class Event
    {
        long timeNs;
        ParticipantEventKind kind;
        int flags;
        boolean isSell;
        long lots;
        long value;
        long delta;
        long vega;
        long share;
        long key;
        int instrument;
        BigDecimal price;
        BigDecimal reference;
        private BigDecimal impact = BigDecimal.ZERO;
    }

    void add(final Member member)
    {
        members.add(member);
    }

    List<String> drain()
    {
        final List<String> drained = new ArrayList<>(lines);
        lines.clear();
        return drained;
    }

    /** Freezes end in the order of their instants, then of participants, then of controls. */
    void advance(final long toNs)
    {
        boolean isDone = false;
        while (!isDone)
        {
            Control first = null;
            int whose = 0;
            for (int p = 0; p < members.size(); p++)
            {
                for (final Control control : members.get(p).controls)
                {
                    if (control.untilNs != null && control.untilNs <= toNs &&
                        (first == null || control.untilNs < first.untilNs))
                    {
                        first = control;
                        whose = p;
                    }
                }
            }
            isDone = first == null;
            if (!isDone)
            {
                final long atNs = first.untilNs;
                thaw(whose, first, atNs, "PAUSE_ELAPSED");
            }
        }
    }

    void operator(final int p, final int who, final OperatorCommandKind what, final long nowNs)
    {
        final Member member = members.get(p);
        String answer = "ACCEPTED";
        if (what == OperatorCommandKind.HALT)
        {
            if (!member.isKilled)
            {
                lines.add("KILL " + p + " OPERATOR by hand cancel all");
            }
            member.isKilled = true;
            member.asked = 0;
        }
        else if (!member.isKilled || what == OperatorCommandKind.APPROVE_RESUME && member.asked == 0)
        {
            answer = "REFUSED_NOT_LATCHED";
        }
        else if (what == OperatorCommandKind.RESUME)
        {
            member.asked = who;
            answer = "AWAITING_SECOND_APPROVAL";
        }
        else if (member.asked == who)
        {
            answer = "REFUSED_SAME_OPERATOR";
        }
        else
        {
            member.isKilled = false;
            member.asked = 0;
            lines.add("LIFT " + p + " OPERATOR" + byHand(member));
        }
        lines.add("OPERATOR " + what + " " + answer);
    }

    void on(final int p, final Event event)
    {
        final List<Integer> chain = new ArrayList<>();
        for (Integer q = p; q != null; q = members.get(q).parent)
        {
            chain.add(q);
        }
        switch (event.kind)
        {
            case MAKER_FILL, TAKER_FILL ->
            {
                for (final int q : chain)
                {
                    fill(q, event);
                    runaway(q, event);
                }
            }
            case RESET, REENABLE -> byHand(p, event);
            default -> message(chain, event);
        }
    }

    private void byHand(final int p, final Event event)
    {
        final boolean isHuman = event.kind == ParticipantEventKind.REENABLE;
        boolean isAny = false;
        for (final Control control : members.get(p).controls)
        {
            if (control.untilNs != null && control.isHuman == isHuman)
            {
                thaw(p, control, event.timeNs, isHuman ? "OPERATOR" : "PARTICIPANT_RESET");
                isAny = true;
            }
        }
        if (!isAny)
        {
            lines.add("QUALITY UNEXPECTED_ANSWER " + event.kind.code() + " expected 0");
        }
    }

    private void message(final List<Integer> chain, final Event event)
    {
        final boolean isExecution = event.kind == ParticipantEventKind.EXECUTION;
        if (!isExecution)
        {
            chain.forEach(q -> runaway(q, event));
        }
        if (event.kind != ParticipantEventKind.CANCEL)
        {
            for (final int q : chain)
            {
                if (refused(q, event))
                {
                    return;
                }
            }
        }
        for (final int q : chain)
        {
            count(q, event);
            if (isExecution)
            {
                runaway(q, event);
            }
        }
    }

    private boolean refused(final int p, final Event event)
    {
        final Member member = members.get(p);
        if (event.kind != ParticipantEventKind.MESSAGE)
        {
            if (member.isKilled)
            {
                lines.add("REJECT " + p + " NOT_PERMITTED by hand");
                return true;
            }
            for (final Control control : member.controls)
            {
                if (control.untilNs != null && (control.isAll || (event.flags & ParticipantFlags.TAGGED) != 0))
                {
                    lines.add("REJECT " + p + " NOT_PERMITTED " + control.kind + byHand(member));
                    return true;
                }
            }
        }
        for (final Control control : member.controls)
        {
            final String against = against(control, event);
            if (against != null)
            {
                if (control.freezes && control.untilNs == null)
                {
                    freeze(p, control, event.timeNs, against);
                }
                else
                {
                    lines.add("REJECT " + p + " PARTICIPANT_LIMIT " + control.kind + " " + against + byHand(member));
                }
                return true;
            }
        }
        return false;
    }

    private String against(final Control control, final Event event)
    {
        final boolean isOrder = event.kind == ParticipantEventKind.NEW_ORDER;
        if (control.kind.equals("FAT_FINGER") && isOrder)
        {
            return fat(control, event);
        }
        if (control.kind.equals("DUPLICATE") && isOrder && event.key != 0)
        {
            final long same = window(control, event.timeNs).stream().filter(one -> one.key == event.key).count() + 1;
            return BigDecimal.valueOf(same).compareTo(control.limit) > 0 ? "KEY " + same + " > " + control.limit : null;
        }
        if (control.kind.equals("THROTTLE") && event.kind != ParticipantEventKind.EXECUTION)
        {
            final long count = window(control, event.timeNs).size() + 1;
            return BigDecimal.valueOf(count).compareTo(control.limit) > 0 ?
                "MESSAGES " + count + " > " + control.limit : null;
        }
        return null;
    }

    private static String fat(final Control control, final Event event)
    {
        if (control.limit.signum() > 0 && BigDecimal.valueOf(event.lots).compareTo(control.limit) > 0)
        {
            return "QUANTITY " + event.lots + " > " + control.limit;
        }
        if (control.maxValue != null && BigDecimal.valueOf(event.value).compareTo(control.maxValue) > 0)
        {
            return "VALUE " + event.value + " > " + control.maxValue;
        }
        if (control.collar == null || event.price == null || event.reference == null)
        {
            return null;
        }
        final BigDecimal distance =
            event.reference.abs().multiply(control.collar).setScale(0, java.math.RoundingMode.DOWN);
        final BigDecimal last = event.isSell ? event.reference.subtract(distance) : event.reference.add(distance);
        final int beyond = event.price.compareTo(last);
        return (event.isSell ? beyond < 0 : beyond > 0) ?
            "PRICE " + event.price.toPlainString() + " > " + last.toPlainString() : null;
    }

    private void count(final int p, final Event event)
    {
        for (final Control control : members.get(p).controls)
        {
            final boolean isMessage = event.kind == ParticipantEventKind.MESSAGE ||
                event.kind == ParticipantEventKind.NEW_ORDER ||
                event.kind == ParticipantEventKind.CANCEL && control.countsCancels;
            if (control.kind.equals("THROTTLE") && isMessage ||
                control.kind.equals("DUPLICATE") && event.kind == ParticipantEventKind.NEW_ORDER && event.key != 0)
            {
                control.seen.add(event);
            }
            if (control.kind.equals("EXECUTIONS") && event.kind == ParticipantEventKind.EXECUTION)
            {
                control.executions++;
                if (beyond(control, BigDecimal.valueOf(control.executions), control.limit) && control.untilNs == null)
                {
                    freeze(p, control, event.timeNs, "EXECUTIONS " + control.executions +
                        (control.isGe ? " >= " : " > ") + control.limit);
                }
            }
        }
    }

    private void fill(final int p, final Event event)
    {
        final Member member = members.get(p);
        if (member.controls.stream().anyMatch(one -> one.kind.equals("MMP") && one.untilNs != null))
        {
            return;
        }
        for (final Control control : member.controls)
        {
            if (!control.kind.equals("MMP") || control.isMakerOnly && event.kind != ParticipantEventKind.MAKER_FILL ||
                control.isTaggedFills && (event.flags & ParticipantFlags.TAGGED) == 0)
            {
                continue;
            }
            control.seen.add(event);
            BigDecimal sum = BigDecimal.ZERO;
            for (final Event one : window(control, event.timeNs))
            {
                sum = sum.add(BigDecimal.valueOf(switch (control.counter)
                {
                    case "QUANTITY" -> one.lots;
                    case "NET_QUANTITY" -> one.isSell ? -one.lots : one.lots;
                    case "DELTA" -> one.delta;
                    case "VEGA" -> one.vega;
                    case "VALUE" -> one.value;
                    case "COUNT" -> 1;
                    default -> one.share;
                }));
            }
            if (beyond(control, sum.abs(), control.limit))
            {
                freeze(p, control, event.timeNs, control.counter + " " + sum.abs().toPlainString() +
                    (control.isGe ? " >= " : " > ") + control.limit.toPlainString());
                return;
            }
        }
    }

    private void runaway(final int p, final Event event)
    {
        for (final Control control : members.get(p).controls)
        {
            if (control.kind.equals("RUNAWAY") && control.untilNs == null && concerns(control, event))
            {
                final Event own = control.counter.equals("IMPACT") ? moved(control, event) : event;
                if (own != null)
                {
                    judge(p, control, own);
                }
            }
        }
    }

    private void judge(final int p, final Control control, final Event event)
    {
        final long grid = Math.floorDiv(event.timeNs, control.windowNs);
        if (control.gridNs != grid)
        {
            if (control.gridNs >= 0)
            {
                // what lies above the plain limit teaches no more than twice what is the habit already
                final BigInteger most = control.limit.toBigInteger().shiftLeft(10).max(control.baseline.shiftLeft(1));
                final BigInteger scaled = output(control, control.grid).toBigInteger().shiftLeft(10).min(most);
                final BigInteger[] step =
                    scaled.subtract(control.baseline).divideAndRemainder(BigInteger.valueOf(control.over));
                control.baseline = control.learned == 0 ? scaled : control.baseline.add(
                    step[1].signum() < 0 ? step[0].subtract(BigInteger.ONE) : step[0]);
                control.learned++;
            }
            control.gridNs = grid;
            control.grid.clear();
        }
        control.grid.add(event);
        control.seen.add(event);
        final List<Event> window = window(control, event.timeNs);
        final BigDecimal observed = output(control, window);
        final BigDecimal limit = control.learned < control.warmUp ? control.limit :
            new BigDecimal(control.baseline).multiply(control.multiple)
            .divide(BigDecimal.valueOf(1024), 0, java.math.RoundingMode.HALF_UP).max(control.limit);
        final boolean isEnough = !control.counter.equals("MESSAGE_RATIO") ||
            window.stream().filter(one -> !isFill(one)).count() >= control.leastMessages;
        if (isEnough && beyond(control, observed, limit))
        {
            freeze(p, control, event.timeNs, control.counter + " " + observed.toPlainString() +
                (control.isGe ? " >= " : " > ") + limit.toPlainString());
            control.gridNs = -1;
            control.grid.clear();
        }
    }

    private static boolean concerns(final Control control, final Event event)
    {
        return switch (control.counter)
        {
            case "EXECUTIONS" -> isFill(event) || event.kind == ParticipantEventKind.EXECUTION;
            case "VALUE" -> isFill(event) && event.value != 0;
            case "MESSAGE_RATIO" -> isFill(event) || event.kind == ParticipantEventKind.MESSAGE ||
                event.kind == ParticipantEventKind.NEW_ORDER || event.kind == ParticipantEventKind.CANCEL;
            default -> event.kind == ParticipantEventKind.TAKER_FILL;
        };
    }

    /** A fill with its own impact; null where it moved nothing. */
    private static Event moved(final Control control, final Event event)
    {
        final BigDecimal last = control.lastPrice;
        final boolean isSame = last != null && control.lastInstrument == event.instrument;
        control.lastPrice = event.price;
        control.lastInstrument = event.instrument;
        final BigDecimal ppm = !isSame ? BigDecimal.ZERO : event.price.subtract(last).multiply(MILLION)
            .divide(last.abs(), 0, java.math.RoundingMode.HALF_UP);
        if (ppm.signum() == 0)
        {
            return null;
        }
        final Event own = new Event();
        own.timeNs = event.timeNs;
        own.kind = event.kind;
        own.impact = event.isSell ? ppm.negate() : ppm;
        return own;
    }

    private static BigDecimal output(final Control control, final List<Event> events)
    {
        final long fills = events.stream().filter(NaiveParticipants::isFill).count();
        return switch (control.counter)
        {
            case "EXECUTIONS" -> BigDecimal.valueOf(events.size());
            case "VALUE" -> events.stream().map(one -> BigDecimal.valueOf(one.value))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
            case "MESSAGE_RATIO" -> BigDecimal.valueOf(events.size() - fills).multiply(MILLION)
                .divide(BigDecimal.valueOf(Math.max(1, fills)), 0, java.math.RoundingMode.DOWN);
            default -> events.stream().map(one -> one.impact).reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(BigDecimal.ZERO);
        };
    }

    private static boolean isFill(final Event event)
    {
        return event.kind == ParticipantEventKind.MAKER_FILL || event.kind == ParticipantEventKind.TAKER_FILL;
    }

    private static boolean beyond(final Control control, final BigDecimal observed, final BigDecimal limit)
    {
        return observed.compareTo(limit) > (control.isGe ? -1 : 0);
    }

    private static List<Event> window(final Control control, final long nowNs)
    {
        control.seen.removeIf(one -> one.timeNs <= nowNs - control.windowNs);
        return control.seen;
    }

    private void freeze(final int p, final Control control, final long nowNs, final String why)
    {
        control.untilNs = control.frozenNs == 0 ? Long.MAX_VALUE : nowNs + control.frozenNs;
        for (final Control other : members.get(p).controls)
        {
            if (other == control || control.kind.equals("MMP") && other.kind.equals("MMP"))
            {
                other.seen.clear();
                other.executions = 0;
            }
        }
        lines.add("FREEZE " + p + " PARTICIPANT_LIMIT " + control.kind + " " + why +
            (control.frozenNs == 0 ? " by hand" : " until " + (control.untilNs - Venue.ORIGIN) / 1e9) +
            (control.isAll ? " cancel all" : " cancel tagged"));
    }

    private void thaw(final int p, final Control control, final long nowNs, final String reason)
    {
        control.untilNs = null;
        lines.add("UNFREEZE " + p + " " + reason + " " + control.kind + byHand(members.get(p)));
    }

    private static String byHand(final Member member)
    {
        return member.isKilled || member.controls.stream()
            .anyMatch(one -> one.untilNs != null && one.untilNs == Long.MAX_VALUE) ? " by hand" : "";
    }
}
