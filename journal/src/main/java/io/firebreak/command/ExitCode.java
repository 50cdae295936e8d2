package io.firebreak.command;

/**
 * What the {@code firebreak} command's exit code says to a script. A code keeps its meaning for ever.
 */
public final class ExitCode
{
    /** Done, and nothing was found wrong. */
    public static final int OK = 0;
    /** The work could not be done: an input that cannot be read, a folder that is in use, a defect. */
    public static final int FAILED = 1;
    /** {@code verify}: a checksum or the chain is broken. */
    public static final int CORRUPT = 2;
    /** {@code verify}: the journal is shorter than its head or anchor says. */
    public static final int TRUNCATED = 3;
    /** {@code verify}, {@code replay}: the engine decides otherwise than the journal says. */
    public static final int DIVERGED = 4;
    /** {@code verify}, {@code replay}: written under other semantics than this build has. */
    public static final int UNSUPPORTED = 5;
    /** {@code verify}: a signed checkpoint does not match. */
    public static final int BAD_SIGNATURE = 6;
    /** {@code config}: the rulebook is refused. */
    public static final int INVALID_CONFIG = 7;
    /** {@code stat}, {@code doctor}: something needs an operator. {@code verify}: the live engine had stopped. */
    public static final int UNHEALTHY = 8;
    /** {@code drill}: the canary did not trip, or did not come back. */
    public static final int DRILL_FAILED = 9;
    /** {@code op}: the operator's command was refused. */
    public static final int REFUSED = 10;
    /** {@code bench}: slower than the recorded baseline allows. */
    public static final int REGRESSION = 11;
    /** The command line itself is wrong: an unknown option, a missing argument. */
    public static final int USAGE = 64;

    /** {@code run}: a feed's file is wrong; file, line and fix are named, and what precedes was processed. */
    public static final int BAD_DATA = 65;

    /** {@code run}: stopped by ctrl-C or a signal; what precedes is in the closed journal. */
    public static final int INTERRUPTED = 130;

    private ExitCode()
    {
    }
}
