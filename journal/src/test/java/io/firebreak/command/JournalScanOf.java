package io.firebreak.command;

import io.firebreak.explain.JournalScan;
import io.firebreak.journal.JournalReader;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Messages of a journal, for tests. */
final class JournalScanOf
{
    private JournalScanOf()
    {
    }

    static void decisions(final Path journal, final Consumer<Message> consumer) throws IOException
    {
        scan(journal, false, consumer);
    }

    static void inputs(final Path journal, final String name, final Consumer<Message> consumer) throws IOException
    {
        scan(journal, true, message ->
        {
            if (message.name().equals(name))
            {
                consumer.accept(message);
            }
        });
    }

    private static void scan(final Path journal, final boolean isInput, final Consumer<Message> consumer)
        throws IOException
    {
        final MessagePrinter printer = new MessagePrinter();
        JournalScan.read(JournalReader.open(journal), (facts, sequence, is, buffer, offset) ->
        {
            if (is == isInput)
            {
                consumer.accept(printer.print(buffer, offset));
            }
            return true;
        });
    }
}
