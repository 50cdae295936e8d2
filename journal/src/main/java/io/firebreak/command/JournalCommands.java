package io.firebreak.command;

import java.util.List;

/** Registers the commands that judge a journal and report on it. Found by name in the provider file. */
public final class JournalCommands implements CommandProvider
{
    /** For the service loader. */
    public JournalCommands()
    {
    }

    @Override
    public List<Object> commands()
    {
        return List.of(new VerifyCommand(), new ReplayCommand(), new ReportCommand());
    }
}
