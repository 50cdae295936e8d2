package io.firebreak.conformance;

import io.firebreak.DecisionPoller;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ParticipantActionDecoder;
import io.firebreak.market.ParticipantActionKind;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.Scope;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** What the actions against participants come to. */
final class ParticipantObserver
{
    private static final int POLL_LIMIT = 64;

    /** Who is frozen or killed. */
    final Set<Integer> held = new HashSet<>();

    /** Whose orders are to be cancelled and are not yet. */
    final Set<Integer> cancelled = new HashSet<>();

    /** Whether something was refused since this was set to false. */
    boolean isRefused;

    /** Why, as a suffix. */
    String why = "";

    /** When orders were last to be cancelled. */
    long cancelledNs = Long.MIN_VALUE;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ParticipantActionDecoder action = new ParticipantActionDecoder();

    void poll(final DecisionPoller decisions)
    {
        while (decisions.poll(this::onDecision, POLL_LIMIT) > 0)
        {
            continue;
        }
    }

    private void onDecision(final int templateId, final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (templateId != ParticipantActionDecoder.TEMPLATE_ID)
        {
            return;
        }
        action.wrapAndApplyHeader(buffer, offset, header);
        final int who = Scope.index(action.scope());
        final ParticipantActionKind kind = ParticipantActionKind.of(action.actionRaw());
        switch (kind)
        {
            case FREEZE, KILL ->
            {
                held.add(who);
                cancelled.add(who);
                cancelledNs = action.timeNs();
            }
            case REJECT ->
            {
                isRefused = true;
                why = suffix(ParticipantCounter.of(action.counterRaw()));
            }
            default ->
            {
                if (action.untilNs() <= action.timeNs())
                {
                    held.remove(who);
                }
            }
        }
    }

    private static String suffix(final ParticipantCounter counter)
    {
        return switch (counter)
        {
            case VALUE -> "_NOTIONAL";
            case QUANTITY -> "_QUANTITY";
            case PRICE -> "_PRICE";
            case KEY -> "_DUPLICATE";
            case MESSAGES -> "_THROTTLE";
            default -> "";
        };
    }
}
