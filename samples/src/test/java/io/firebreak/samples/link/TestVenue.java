package io.firebreak.samples.link;

import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.Recovery;
import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.Action;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.samples.link.parity.ParityEngine;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;

/** A venue for tests: an inline breaker and a link, driven by seconds since an origin. It keeps what happens. */
final class TestVenue implements LinkedVenue, AutoCloseable
{
    static final long SECOND = 1_000_000_000L;
    static final long ORIGIN = 1_760_000_000L * SECOND;

    final InlineBreaker breaker;
    final VenueLink link;
    final List<String> fills = new ArrayList<>();
    final List<String> remainders = new ArrayList<>();
    final List<String> denials = new ArrayList<>();
    final List<TradingState> states = new ArrayList<>();
    final List<Integer> templates = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<Long> sequences = new ArrayList<>();
    int polls;
    /** Which of the publisher's methods answer as a full buffer does. */
    Predicate<String> refuses = method -> false;
    /** Run before the gate is asked for a sweep's limit: what another thread may do just then. */
    Runnable beforeLimit = () -> { };
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TradingStateChangeDecoder change = new TradingStateChangeDecoder();
    private final VerdictDeniedDecoder denied = new VerdictDeniedDecoder();
    private long timeNs = ORIGIN;
    private long ids;
    private long nonce;

    TestVenue(final String name, final String ruleClass, final boolean quotes, final Map<String, String> settings)
    {
        this(name, ruleClass, quotes, settings, null);
    }

    TestVenue(final String name, final String ruleClass, final boolean quotes, final Map<String, String> settings,
        final Recovery past)
    {
        this(name, ruleClass, quotes, settings, past, Capacities.forInstruments(2));
    }

    TestVenue(final String name, final String ruleClass, final boolean quotes, final Map<String, String> settings,
        final Recovery past, final Capacities capacities)
    {
        final Map<String, String> all = new HashMap<>(settings);
        all.put("engine.release_after", "NONE");
        final CompiledRulebook rulebook = Rulebook.load(name, all);
        breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(), rulebook.imageHash())
            .capacities(capacities));
        breaker.publisher().instrumentDefinition(
            0, 0, ORIGIN, 0, 1_000, 1, rulebook.classIndex(ruleClass), 2, 0, 1, 1_000_000);
        link = new VenueLink(watched(VenueBreaker.of(breaker), past), 0, this, quotes, ParityEngine::new);
    }

    /** Keeps what the link tells, and refuses it for as long as it is told to, as a failed journal does. */
    private VenueBreaker watched(final VenueBreaker real, final Recovery past)
    {
        final EventPublisher events = proxy(EventPublisher.class, (method, arguments) ->
        {
            if (refuses.test(method.getName()))
            {
                return EventPublisher.BACK_PRESSURED;
            }
            told.add(method.getName());
            sequences.add(arguments[1] instanceof Long seq ? seq : 0L);
            return method.invoke(real.publisher(), arguments);
        });
        return proxy(VenueBreaker.class, (method, arguments) ->
        {
            switch (method.getName())
            {
                case "publisher":
                    return events;
                case "recovery":
                    return past;
                case "limitFor":
                    beforeLimit.run();
                    break;
                case "poll":
                    polls++;
                    break;
                default:
                    break;
            }
            return method.invoke(real, arguments);
        });
    }

    private interface Call
    {
        Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(final Class<T> type, final Call call)
    {
        return type.cast(Proxy.newProxyInstance(TestVenue.class.getClassLoader(), new Class<?>[]{type},
            (self, method, arguments) -> call.make(method, arguments)));
    }

    /** A calm book of 100 lots a tick from 9,999 down and 10,001 up, and a print a second at 10,000 until a time. */
    TestVenue calm(final int untilSeconds)
    {
        for (int i = 1; i <= 600; i++)
        {
            enter(Side.BUY, OrderKind.PASSIVE, 10_000 - i, 100);
            enter(Side.SELL, OrderKind.PASSIVE, 10_000 + i, 100);
        }
        for (int second = 1; second <= untilSeconds; second++)
        {
            idle(second);
            enter(Side.SELL, OrderKind.PASSIVE, 10_000, 1);
            enter(Side.BUY, OrderKind.AGGRESSIVE, 10_000, 1);
        }
        fills.clear();
        return this;
    }

    /** Time passes, a millisecond more for every order after it. */
    void idle(final double seconds)
    {
        final long untilNs = ORIGIN + Math.round(seconds * SECOND);
        while (timeNs + 5 * SECOND < untilNs)
        {
            timeNs += 5 * SECOND;
            link.onIdle(timeNs);
        }
        timeNs = Math.max(timeNs, untilNs);
        link.onIdle(timeNs);
    }

    int enter(final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        timeNs += 1_000_000;
        return link.enter(++ids, side, kind, priceTicks, lots, timeNs);
    }

    /** Enters an order some seconds on, without an idle call before it. */
    int enterAfter(
        final double seconds, final Side side, final OrderKind kind, final long priceTicks, final long lots)
    {
        timeNs += Math.round(seconds * SECOND);
        return enter(side, kind, priceTicks, lots);
    }

    /** An operator's command, of a number of its own. */
    void operator(final int scope, final OperatorCommandKind command, final long operator)
    {
        timeNs += 1_000_000;
        breaker.publisher().operatorCommand(0, 0, timeNs, scope, operator, ++nonce, command.code(), 0);
        link.onIdle(timeNs);
    }

    boolean cancel(final long id)
    {
        return link.cancel(id, timeNs);
    }

    long lastId()
    {
        return ids;
    }

    double seconds()
    {
        return (timeNs - ORIGIN) / (double)SECOND;
    }

    @Override
    public void onFill(
        final long restingId, final long incomingId, final Side aggressor, final long priceTicks, final long lots)
    {
        fills.add(aggressor + " " + lots + " at " + priceTicks);
    }

    @Override
    public void onRemainder(final long orderId, final Action treatment, final long lots)
    {
        remainders.add(treatment + " " + lots);
    }

    @Override
    public void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        templates.add(templateId);
        if (templateId == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            change.wrapAndApplyHeader(buffer, offset, header);
            states.add(TradingState.of(change.mergedStateRaw()));
        }
        else if (templateId == VerdictDeniedDecoder.TEMPLATE_ID)
        {
            denied.wrapAndApplyHeader(buffer, offset, header);
            denials.add(denied.observedMicroTicks() / 1_000_000 + " code " + denied.gateCode() + " epoch "
                + (denied.gateEpoch() > 0) + " " + denied.reason());
        }
    }

    @Override
    public void close()
    {
        breaker.close();
    }
}
