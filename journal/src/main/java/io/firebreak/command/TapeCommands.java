package io.firebreak.command;

import java.util.List;

/** The commands that play tapes, read journals and check rulebooks. */
public final class TapeCommands implements CommandProvider
{
    /** Create a new instance; the service loader does. */
    public TapeCommands()
    {
    }

    @Override
    public List<Object> commands()
    {
        return List.of(new RunCommand(), new ConfigCommand(), new ParamsCommand(), new ConformanceCommand(),
            new ExportCommand(), new ExplainCommand(), new TailCommand(), new StateCommand(), new StatCommand(),
            new DoctorCommand());
    }
}
