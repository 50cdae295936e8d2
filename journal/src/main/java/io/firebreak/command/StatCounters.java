package io.firebreak.command;

import io.firebreak.status.BreakerCounter;
import io.firebreak.status.BreakerCounters;
import io.firebreak.status.ErrorLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.concurrent.status.CountersReader;

/**
 * What a breaker's process has left beside its journal for others to read.
 *
 * @param isThere whether there is a counters file.
 * @param values  by label; of the last process that wrote here.
 * @param errors  distinct errors in the error log, as text; empty where there are none.
 */
record StatCounters(boolean isThere, Map<String, Long> values, String errors)
{
    /** What lies in a journal's directory now. */
    static StatCounters of(final Path directory) throws IOException
    {
        final Map<String, Long> values = new LinkedHashMap<>();
        final Path file = directory.resolve(BreakerCounters.FILE_NAME);
        final boolean isThere = Files.exists(file);
        if (isThere)
        {
            try
            {
                final CountersReader counters = BreakerCounters.read(file);
                counters.forEach((id, typeId, key, label) -> values.put(label, counters.getCounterValue(id)));
            }
            catch (final IllegalStateException ex)
            {
                throw new UserMistake(ex.getMessage() + ": read it with the build that writes it, or remove it");
            }
        }
        final Path log = directory.resolve(ErrorLog.FILE_NAME);
        final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        if (Files.exists(log) && Files.size(log) > 0)
        {
            ErrorLog.print(log, new PrintStream(errors, true, StandardCharsets.UTF_8));
        }
        return new StatCounters(isThere, values, errors.toString(StandardCharsets.UTF_8).strip());
    }

    long value(final BreakerCounter counter)
    {
        return values.getOrDefault(counter.label(), 0L);
    }
}
