package io.firebreak.explain;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.codec.CalendarDayDecoder;
import io.firebreak.codec.InstrumentDefinitionDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.ReferencePriceDecoder;
import io.firebreak.journal.JournalSegment;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.record.JournalStart;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a journal has said so far about the things its decisions name: rulebook, clock, instruments, previous closes.
 */
public final class JournalFacts
{
    private static final String SYMBOL = "instrument.";
    private static final long PPM = 1_000_000L;
    private static final Instrument UNKNOWN = new Instrument(0, 0, 1, PPM, -1);

    /** A trading day, UTC ns. */
    record Day(long openNs, long closeNs, long nextOpenNs)
    {
    }

    private final Map<Integer, String> symbols = new HashMap<>();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    private final Map<Integer, Long> previousClosesE9 = new HashMap<>();
    private final Map<Long, RuleFacts> rules = new HashMap<>();
    private final TreeMap<Long, Day> days = new TreeMap<>();
    private final CalendarDayDecoder day = new CalendarDayDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final ReferencePriceDecoder price = new ReferencePriceDecoder();
    private CompiledRulebook rulebook;
    private JournalStart start;

    /** An instrument as it was defined. */
    record Instrument(int priceExponent, int qtyExponent, long increment, long leveragePpm, int classIndex)
    {
    }

    JournalFacts()
    {
    }

    /**
     * The rulebook of the segment that is being read.
     *
     * @return never null once a decision has been read.
     */
    public CompiledRulebook rulebook()
    {
        return rulebook;
    }

    /**
     * The clock that stamped the inputs, in words.
     *
     * @return such as "the exchange's clock".
     */
    public String clock()
    {
        switch (start.clock())
        {
            case EXCHANGE:
                return "the exchange's clock";
            case RECEIVE:
                return "the recorder's clock";
            default:
                return "the host's clock";
        }
    }

    /**
     * Name of a scope.
     *
     * @param scope packed.
     * @return the instrument's symbol where the run wrote it down.
     */
    public String scopeName(final int scope)
    {
        final String symbol = Scope.kind(scope) == Scope.INSTRUMENT ? symbols.get(Scope.index(scope)) : null;
        return symbol == null ? Scope.describe(scope) : symbol;
    }

    /**
     * Decimals of a scope's prices.
     *
     * @param scope packed.
     * @return 0 where it is no defined instrument.
     */
    public int exponent(final int scope)
    {
        return instrument(scope).priceExponent();
    }

    /**
     * Whether an instrument was defined.
     *
     * @param scope packed.
     * @return true from its definition on.
     */
    public boolean isDefined(final int scope)
    {
        return Scope.kind(scope) == Scope.INSTRUMENT && instruments.containsKey(Scope.index(scope));
    }

    /** The instrument of a scope; one unit a tick where it is none. */
    Instrument instrument(final int scope)
    {
        return Scope.kind(scope) == Scope.INSTRUMENT ? instruments.getOrDefault(Scope.index(scope), UNKNOWN) : UNKNOWN;
    }

    /** Previous close of a scope, 1e-9; null where none was published. */
    Long previousCloseE9(final int scope)
    {
        return previousClosesE9.get(scope);
    }

    /** The trading day of an instant as it was announced last; null where none was. */
    Day day(final long timeNs)
    {
        final Map.Entry<Long, Day> last = days.floorEntry(timeNs);
        return last == null ? null : last.getValue();
    }

    /** Class of a scope: an instrument's as it was defined, the market's own; -1 where it has none. */
    int classIndex(final int scope)
    {
        final CompiledRulebook now = rulebook;
        return Scope.kind(scope) == Scope.PARTICIPANT ? -1 :
            Scope.kind(scope) == Scope.INSTRUMENT ? instrument(scope).classIndex() :
            new UnsafeBuffer(now.image()).getInt(ImageHeader.H_MARKET_CLASS);
    }

    /** The rule that decided on a scope, by its id, or null. */
    RuleFacts rule(final int scope, final int ruleId)
    {
        final int classIndex = classIndex(scope);
        return rules.computeIfAbsent((long)classIndex << 32 | ruleId,
            key -> RuleFacts.of(new UnsafeBuffer(rulebook.image()), classIndex, ruleId));
    }

    /**
     * A segment begins.
     *
     * @throws RulebookException where its image is of another version.
     */
    void onSegment(final JournalSegment segment)
    {
        start = segment.start();
        rulebook = CompiledRulebook.fromImage(start.image());
        rules.clear();
        start.properties().lines().filter(line -> line.startsWith(SYMBOL)).forEach(line ->
        {
            final int equals = line.indexOf('=');
            symbols.put(Integer.parseInt(line.substring(SYMBOL.length(), equals)), line.substring(equals + 1));
        });
    }

    /** An input was read. */
    void onInput(final UnsafeBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        if (header.templateId() == InstrumentDefinitionDecoder.TEMPLATE_ID)
        {
            definition.wrapAndApplyHeader(buffer, offset, header);
            instruments.put(Scope.index(definition.scope()), new Instrument((int)definition.priceExponent(),
                (int)definition.qtyExponent(), definition.tickIncrement(), definition.leveragePpm(),
                definition.classIndex()));
        }
        else if (header.templateId() == CalendarDayDecoder.TEMPLATE_ID)
        {
            day.wrapAndApplyHeader(buffer, offset, header);
            days.put(day.openNs(), new Day(day.openNs(), day.closeNs(), day.nextOpenNs()));
        }
        else if (header.templateId() == ReferencePriceDecoder.TEMPLATE_ID)
        {
            price.wrapAndApplyHeader(buffer, offset, header);
            if (price.kindRaw() == ReferenceKind.PREVIOUS_CLOSE.code())
            {
                previousClosesE9.put(price.scope(), price.priceE9());
            }
        }
    }
}
