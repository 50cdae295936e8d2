package io.firebreak.journal;

import io.firebreak.DecisionListener;
import io.firebreak.codec.DataQualityCode;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.LimitStateDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ParticipantActionDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.market.TradingState;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/** What a day's decisions were: which rules decided anything, which questions are open, which scopes wait for staff. */
final class DayLog implements DecisionListener
{
    /** A question of the engine to the host. */
    record Question(int template, int scope, long decisionSeq, long lowerTicks, long upperTicks)
    {
    }

    final Queue<Question> questions = new ArrayDeque<>();
    final Set<Integer> latched = new TreeSet<>();
    final Map<DataQualityCode, Integer> quality = new EnumMap<>(DataQualityCode.class);
    final Map<Integer, Integer> decided = new HashMap<>();
    private final Set<Integer> halted = new TreeSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Times a rule of bands, quotes, levels or notices tripped, refused or told something. */
    int decided(final int ruleId)
    {
        return decided.getOrDefault(ruleId, 0);
    }

    /** Whether a rule has taken its breaker out of free trading. */
    boolean halted(final int ruleId)
    {
        return halted.contains(ruleId);
    }

    @Override
    public void onDecision(final int template, final UnsafeBuffer buffer, final int offset, final int length)
    {
        switch (template)
        {
            case TradingStateChangeDecoder.TEMPLATE_ID:
                state(new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header));
                break;
            case VerdictDeniedDecoder.TEMPLATE_ID:
                count(new VerdictDeniedDecoder().wrapAndApplyHeader(buffer, offset, header).ruleId());
                break;
            case LimitStateDecoder.TEMPLATE_ID:
                count(new LimitStateDecoder().wrapAndApplyHeader(buffer, offset, header).ruleId());
                break;
            case ParticipantActionDecoder.TEMPLATE_ID:
                count(new ParticipantActionDecoder().wrapAndApplyHeader(buffer, offset, header).ruleId());
                break;
            case UncrossRequestDecoder.TEMPLATE_ID:
            {
                final UncrossRequestDecoder d = new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header);
                questions.add(new Question(
                    template, d.scope(), d.decisionSeq(), d.collarLowerTicks(), d.collarUpperTicks()));
                break;
            }
            case UncrossDecoder.TEMPLATE_ID:
            {
                final UncrossDecoder d = new UncrossDecoder().wrapAndApplyHeader(buffer, offset, header);
                questions.add(new Question(
                    template, d.scope(), d.decisionSeq(), d.collarLowerTicks(), d.collarUpperTicks()));
                break;
            }
            case DataQualityDecoder.TEMPLATE_ID:
                complaint(new DataQualityDecoder().wrapAndApplyHeader(buffer, offset, header).code());
                break;
            default:
                // bands, extensions, pending releases, operators' answers: the journal has them
        }
    }

    /** A book that is sent level by level has one side first. */
    private void complaint(final DataQualityCode code)
    {
        if (code != DataQualityCode.ONE_SIDED_BOOK)
        {
            quality.merge(code, 1, Integer::sum);
        }
    }

    private void state(final TradingStateChangeDecoder change)
    {
        count(change.ruleId());
        if (change.toStateRaw() != TradingState.OPEN.code())
        {
            halted.add(change.ruleId());
        }
        if (change.latched() != 0)
        {
            latched.add(change.scope());
        }
    }

    private void count(final int ruleId)
    {
        if (ruleId != 0)
        {
            decided.merge(ruleId, 1, Integer::sum);
        }
    }
}
