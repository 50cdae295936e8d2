package io.firebreak.command;

import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import io.firebreak.rulebook.RulebookException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code --set key=value} options of several commands. */
final class Settings
{
    private Settings()
    {
    }

    /**
     * Splits options into keys and values.
     *
     * @param options each {@code key=value}.
     * @return in the order of the command line.
     * @throws UserMistake where one is no pair or a key comes twice.
     */
    static Map<String, String> of(final List<String> options)
    {
        final Map<String, String> settings = new LinkedHashMap<>();
        for (final String option : options)
        {
            final int equals = option.indexOf('=');
            if (equals < 1)
            {
                throw new UserMistake("--set " + option + ": write --set key=value", ExitCode.USAGE);
            }
            if (settings.put(option.substring(0, equals).strip(), option.substring(equals + 1).strip()) != null)
            {
                throw new UserMistake("--set " + option.substring(0, equals) + " comes twice", ExitCode.USAGE);
            }
        }
        return settings;
    }

    /**
     * Loads a rulebook for a command.
     *
     * @param nameOrPath shipped name or file.
     * @param overrides  values by path.
     * @return the rulebook.
     * @throws UserMistake with {@link ExitCode#INVALID_CONFIG} where it is refused.
     */
    static CompiledRulebook rulebook(final String nameOrPath, final Map<String, String> overrides)
    {
        try
        {
            return Rulebook.load(nameOrPath, overrides);
        }
        catch (final RulebookException ex)
        {
            throw new UserMistake(ex.getMessage(), ExitCode.INVALID_CONFIG);
        }
    }
}
