package io.firebreak.samples.demo;

import io.firebreak.command.CommandProvider;
import java.util.List;

/** Brings {@code demo} to the command line. */
public final class DemoCommands implements CommandProvider
{
    /**
     * Create the provider; the service loader does.
     */
    public DemoCommands()
    {
    }

    @Override
    public List<Object> commands()
    {
        return List.of(new DemoCommand());
    }
}
