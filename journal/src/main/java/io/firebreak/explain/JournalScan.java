package io.firebreak.explain;

import io.firebreak.codec.DataQualityCode;
import io.firebreak.codec.DataQualityDecoder;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.journal.JournalReader;
import io.firebreak.journal.JournalSegment;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.journal.JournalVisitor;
import io.firebreak.record.RecordLayout;
import io.firebreak.rulebook.RulebookException;
import java.util.EnumSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a journal from its beginning and hands over each input and decision, with what the journal has said so far.
 * Cold, one thread, writes nothing.
 */
public final class JournalScan implements JournalVisitor
{
    private static final Set<DataQualityCode> REFUSALS = EnumSet.of(DataQualityCode.GENERATION,
        DataQualityCode.BAD_DEFINITION, DataQualityCode.BAD_PRICE, DataQualityCode.OVERFLOW,
        DataQualityCode.DUPLICATE_SEQUENCE, DataQualityCode.MALFORMED, DataQualityCode.UNKNOWN_INSTRUMENT);

    private final Visitor visitor;
    private final JournalFacts facts = new JournalFacts();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final DataQualityDecoder quality = new DataQualityDecoder();
    private String unsupported;

    /** Sees the messages of a journal in order. */
    @FunctionalInterface
    public interface Visitor
    {
        /**
         * One message.
         *
         * @param facts    what is known so far.
         * @param sequence of its record.
         * @param isInput  an input, or a decision of it.
         * @param buffer   where it lies, until this returns.
         * @param offset   of its SBE header.
         * @return false to stop.
         */
        boolean onMessage(JournalFacts facts, long sequence, boolean isInput, UnsafeBuffer buffer, int offset);
    }

    private JournalScan(final Visitor visitor)
    {
        this.visitor = visitor;
    }

    /**
     * Reads a journal.
     *
     * @param journal to read from its beginning.
     * @param visitor sees its messages.
     * @return how the reading ended; what is sound before a damage has been handed over.
     */
    public static JournalVerdict read(final JournalReader journal, final Visitor visitor)
    {
        return of(visitor).readMore(journal);
    }

    /**
     * A scan that can go on with a journal that grows.
     *
     * @param visitor sees the messages.
     * @return a scan that has seen nothing.
     */
    public static JournalScan of(final Visitor visitor)
    {
        return new JournalScan(visitor);
    }

    /**
     * Reads what has been appended since it read last; everything at first.
     *
     * @param journal the same each time.
     * @return how the reading ended.
     */
    public JournalVerdict readMore(final JournalReader journal)
    {
        final JournalVerdict verdict = journal.readMore(this);
        return unsupported == null ? verdict : new JournalVerdict.Unsupported(unsupported);
    }

    @Override
    public boolean onSegment(final JournalSegment segment)
    {
        try
        {
            facts.onSegment(segment);
        }
        catch (final RulebookException ex)
        {
            unsupported = "written by another version of Firebreak (" + ex.getMessage() + ")";
            return false;
        }
        return true;
    }

    @Override
    public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
    {
        final long sequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
        final int input = offset + RecordLayout.INPUT_OFFSET;
        int decision = input + RecordLayout.align(buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF);
        final int count = buffer.getShort(offset + RecordLayout.DECISION_COUNT_OFFSET) & 0xFFFF;
        if (!isRefused(buffer, decision, count))
        {
            facts.onInput(buffer, input);
        }
        if (!visitor.onMessage(facts, sequence, true, buffer, input))
        {
            return false;
        }
        for (int i = count; i > 0; i--)
        {
            if (!visitor.onMessage(facts, sequence, false, buffer, decision))
            {
                return false;
            }
            decision += MessageHeaderDecoder.ENCODED_LENGTH + (buffer.getShort(decision) & 0xFFFF);
        }
        return true;
    }

    /** What the engine did not believe is no fact: a definition or a price that it refused, and said so. */
    private boolean isRefused(final UnsafeBuffer buffer, final int decisions, final int count)
    {
        boolean refused = false;
        int at = decisions;
        for (int i = 0; i < count; i++)
        {
            header.wrap(buffer, at);
            if (header.templateId() == DataQualityDecoder.TEMPLATE_ID)
            {
                quality.wrapAndApplyHeader(buffer, at, header);
                refused |= REFUSALS.contains(quality.code());
            }
            at += MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        }
        return refused;
    }
}
