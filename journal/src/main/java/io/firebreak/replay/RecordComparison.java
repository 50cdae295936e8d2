package io.firebreak.replay;

import io.firebreak.record.RecordLayout;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Compares the decisions of a record with those made now. Cold where they differ. */
final class RecordComparison
{
    private static final String NONE = "none";
    private static final int HEADER = 8;
    private static final List<String> MASKED = List.of("decisionSeq", "imageHash");

    private final MessagePrinter printer;

    RecordComparison(final MessagePrinter printer)
    {
        this.printer = printer;
    }

    /** Whether two runs of decisions are the same bytes. */
    static boolean same(
        final UnsafeBuffer journal, final int from, final int length, final UnsafeBuffer replayed, final int bytes)
    {
        if (length != bytes)
        {
            return false;
        }
        for (int i = 0; i < length; i += 8)
        {
            if (journal.getLong(from + i) != replayed.getLong(i))
            {
                return false;
            }
        }
        return true;
    }

    /** Leaves aside what two rulebooks must differ in: the hash, and the number of a decision after an earlier one. */
    void mask(final UnsafeBuffer buffer, final int from, final int length)
    {
        for (int at = from; at < from + length; at += messageLength(buffer, at))
        {
            final int templateId = buffer.getShort(at + 2) & 0xFFFF;
            for (final String name : MASKED)
            {
                final int field = printer.fieldOffset(templateId, name);
                if (field >= 0 && HEADER + field + 8 <= messageLength(buffer, at))
                {
                    buffer.putLong(at + HEADER + field, 0);
                }
            }
        }
    }

    /** The first decision that differs, field by field; null when all are equal. */
    Divergence decisions(final long sequence, final UnsafeBuffer journal, final int from, final int length,
        final UnsafeBuffer replayed, final int bytes)
    {
        int here = from;
        int now = 0;
        for (int decision = 1; here < from + length || now < bytes; decision++)
        {
            final Message was = here < from + length ? printer.print(journal, here) : null;
            final Message is = now < bytes ? printer.print(replayed, now) : null;
            final int wasLength = was == null ? 0 : messageLength(journal, here);
            final int isLength = is == null ? 0 : messageLength(replayed, now);
            if (was == null || is == null || wasLength != isLength ||
                !sameBytes(journal, here, replayed, now, isLength))
            {
                return new Divergence(sequence, decision, was == null ? NONE : was.name(), fields(was, is));
            }
            here += wasLength;
            now += isLength;
        }
        return null;
    }

    private static List<Divergence.Difference> fields(final Message was, final Message is)
    {
        final List<Divergence.Difference> differences = new ArrayList<>();
        if (was == null || is == null || was.templateId() != is.templateId())
        {
            differences.add(new Divergence.Difference("message", text(was), text(is)));
            return differences;
        }
        for (final MessageField field : was.fields())
        {
            final String now = is.text(field.name());
            if (!field.text().equals(now))
            {
                differences.add(new Divergence.Difference(field.name(), field.text(), now == null ? NONE : now));
            }
        }
        if (differences.isEmpty())
        {
            differences.add(new Divergence.Difference("bytes", "of no known field", "differ"));
        }
        return differences;
    }

    /** A decision that the other side does not have is shown whole. */
    private static String text(final Message message)
    {
        if (message == null)
        {
            return NONE;
        }
        final StringBuilder text = new StringBuilder(message.name());
        message.fields().stream()
            .filter(field -> !field.text().equals("0") || !MASKED.contains(field.name()))
            .forEach(field -> text.append(' ').append(field.name()).append('=').append(field.text()));
        return text.toString();
    }

    private static boolean sameBytes(
        final UnsafeBuffer one, final int from, final UnsafeBuffer other, final int at, final int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (one.getByte(from + i) != other.getByte(at + i))
            {
                return false;
            }
        }
        return true;
    }

    private static int messageLength(final UnsafeBuffer buffer, final int offset)
    {
        return RecordLayout.align(HEADER + (buffer.getShort(offset) & 0xFFFF));
    }
}
