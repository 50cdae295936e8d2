package io.firebreak.command;

import io.firebreak.codec.InstrumentDefinitionDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.market.Scope;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal from its beginning and hands over each input and decision with what names it: the rulebook and the
 * instruments' names and exponents. Cold, one thread, writes nothing.
 */
final class JournalScan implements JournalVisitor
{
    private static final String SYMBOL = "instrument.";

    private final Visitor visitor;
    private final Map<Integer, String> symbols = new HashMap<>();
    private final Map<Integer, Integer> exponents = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private CompiledRulebook rulebook;

    /** Sees the messages of a journal in order. */
    interface Visitor
    {
        /**
         * One message.
         *
         * @param scan     what is known so far.
         * @param sequence of its record.
         * @param isInput  an input, or a decision of it.
         * @param buffer   where it lies, until this returns.
         * @param offset   of its SBE header.
         * @return false to stop.
         */
        boolean onMessage(JournalScan scan, long sequence, boolean isInput, UnsafeBuffer buffer, int offset);
    }

    private JournalScan(final Visitor visitor)
    {
        this.visitor = visitor;
    }

    /**
     * Reads a journal.
     *
     * @param directory of the journal.
     * @param visitor   sees its messages.
     * @param warnings  told in a sentence where the journal is not whole; what is sound has been handed over.
     * @throws IOException where there is no journal.
     */
    static void read(final Path directory, final Visitor visitor, final Consumer<String> warnings) throws IOException
    {
        final JournalVerdict verdict = JournalReader.open(directory).read(new JournalScan(visitor));
        if (!(verdict instanceof JournalVerdict.Whole) && !(verdict instanceof JournalVerdict.Stopped))
        {
            warnings.accept("the journal in " + directory + " is not whole (" + verdict
                + "): this is what lies before; ./firebreak verify " + directory + " says more");
        }
    }

    /** The rulebook of the journal. */
    CompiledRulebook rulebook()
    {
        return rulebook;
    }

    /** Name of a scope: the instrument's symbol where the run wrote it down. */
    String scopeName(final int scope)
    {
        final String symbol = Scope.kind(scope) == Scope.INSTRUMENT ? symbols.get(Scope.index(scope)) : null;
        return symbol == null ? Scope.describe(scope) : symbol;
    }

    /** Decimals of a scope's prices; 0 where it is no defined instrument. */
    int exponent(final int scope)
    {
        return Scope.kind(scope) == Scope.INSTRUMENT ? exponents.getOrDefault(Scope.index(scope), 0) : 0;
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        try
        {
            rulebook = CompiledRulebook.fromImage(segment.start().image());
        }
        catch (final RulebookException ex)
        {
            throw new UserMistake("the journal was written by another version of Firebreak (" + ex.getMessage()
                + "): use the build that wrote it", ExitCode.UNSUPPORTED);
        }
        segment.start().properties().lines().filter(line -> line.startsWith(SYMBOL)).forEach(line ->
        {
            final int equals = line.indexOf('=');
            symbols.put(Integer.parseInt(line.substring(SYMBOL.length(), equals)), line.substring(equals + 1));
        });
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        final int input = offset + RecordLayout.INPUT_OFFSET;
        final int inputBytes = buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF;
        header.wrap(buffer, input);
        if (header.templateId() == InstrumentDefinitionDecoder.TEMPLATE_ID)
        {
            definition.wrapAndApplyHeader(buffer, input, header);
            exponents.put(Scope.index(definition.scope()), (int)definition.priceExponent());
        }
        if (!visitor.onMessage(this, sequence, true, buffer, input))
        {
            return false;
        }
        int decision = input + RecordLayout.align(inputBytes);
        for (int i = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF; i > 0; i--)
        {
            if (!visitor.onMessage(this, sequence, false, buffer, decision))
            {
                return false;
            }
            decision += MessageHeaderDecoder.ENCODED_LENGTH + (buffer.getShort(decision) & 0xFFFF);
        }
        return true;
    }
}
