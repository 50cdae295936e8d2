package io.firebreak.command;

/**
 * Something that the user can mend: the message says what is wrong and what to do, in one line.
 * <p>
 * The frame prints it as {@code firebreak: message}, without a stack trace, and ends the process with
 * {@link #exitCode()}.
 */
public final class UserMistake extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * A mistake that ends the command with {@link ExitCode#FAILED}.
     *
     * @param message what is wrong and what to do
     */
    public UserMistake(final String message)
    {
        this(message, ExitCode.FAILED);
    }

    /**
     * A mistake with an exit code of its own.
     *
     * @param message  what is wrong and what to do
     * @param exitCode one of {@link ExitCode}, never {@link ExitCode#OK}
     */
    public UserMistake(final String message, final int exitCode)
    {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * The process's exit code.
     *
     * @return one of {@link ExitCode}
     */
    public int exitCode()
    {
        return exitCode;
    }
}
