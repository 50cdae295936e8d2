package io.firebreak.rulebook;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.util.regex.Pattern;

/**
 * Includes by name, relative to the including file, and nothing else: the library's own includer reads an absent file
 * as an empty one, and would open a URL.
 */
final class StrictIncluder
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath
{
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_-]+[.]conf");

    private final Where from;
    private final URL resource;

    /**
     * An includer.
     *
     * @param from     the including file, for messages.
     * @param resource the same where it is a shipped one, null where it is the user's.
     */
    StrictIncluder(final Where from, final URL resource)
    {
        this.from = from;
        this.resource = resource;
    }

    @Override
    public ConfigIncluder withFallback(final ConfigIncluder fallback)
    {
        return this;
    }

    @Override
    public ConfigObject include(final ConfigIncludeContext context, final String what)
    {
        final String name = what.endsWith(".conf") || what.endsWith(".json") ? what : what + ".conf";
        final ConfigParseable found = context.relativeTo(name);
        final ConfigParseOptions options = context.parseOptions().setAllowMissing(false).setIncluder(this);
        return found != null ? found.parse(options) : inJar(name, options);
    }

    /** The library finds nothing beside a resource that lies in a jar: such an address is opaque to it. */
    private ConfigObject inJar(final String name, final ConfigParseOptions options)
    {
        if (resource == null || !PLAIN_NAME.matcher(name).matches())
        {
            throw absent(name);
        }
        try
        {
            return ConfigFactory.parseURL(new URL(resource, name), options).root();
        }
        catch (final MalformedURLException ex)
        {
            throw absent(name);
        }
    }

    @Override
    public ConfigObject includeFile(final ConfigIncludeContext context, final File what)
    {
        if (!Files.isReadable(what.toPath()))
        {
            throw absent(what.getPath());
        }
        return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(final ConfigIncludeContext context, final URL what)
    {
        throw RulebookException.at(from, "include", "a URL is not read: " + what, "include a file beside this one");
    }

    @Override
    public ConfigObject includeResources(final ConfigIncludeContext context, final String what)
    {
        throw RulebookException.at(
            from, "include", "classpath(" + what + ") is not read", "include a file beside this one");
    }

    private RulebookException absent(final String what)
    {
        return RulebookException.at(from, "include", "no file " + what, "name a file beside this one");
    }
}
