package io.firebreak.samples.metrics;

import io.firebreak.command.CommandProvider;
import java.util.List;

/** Brings {@code metrics} to the command line. */
public final class MetricsCommands implements CommandProvider
{
    /** Create the provider; the service loader does. */
    public MetricsCommands()
    {
    }

    @Override
    public List<Object> commands()
    {
        return List.of(new MetricsCommand());
    }
}
