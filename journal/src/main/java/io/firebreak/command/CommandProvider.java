package io.firebreak.command;

import java.util.List;

/**
 * Adds subcommands to the {@code firebreak} command.
 * <p>
 * Found with {@link java.util.ServiceLoader}: name the implementation in
 * {@code META-INF/services/io.firebreak.command.CommandProvider}, one such file per jar. Providers are sorted by class
 * name, so the order of the class path changes nothing. Called once, on the main thread, at every start of the
 * command: keep it cheap, and leave all work to the subcommand's own {@code call()}.
 */
public interface CommandProvider
{
    /**
     * New instances of this provider's subcommands.
     * <p>
     * Each is annotated with {@code picocli.CommandLine.Command}, carries a name that no other provider uses, and is a
     * {@code Callable<Integer>} whose result is one of {@link ExitCode}.
     *
     * @return the subcommands; the frame refuses to start when two of them have the same name
     */
    List<Object> commands();
}
