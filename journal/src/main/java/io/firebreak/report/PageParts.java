package io.firebreak.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** What a page that needs no network is put together from: a template, and the charts' script itself. */
final class PageParts
{
    private static final String POM = "/META-INF/maven/org.webjars/echarts/pom.properties";
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/%s/echarts.common.min.js";

    private PageParts()
    {
    }

    /** One pass: what is filled in is never looked at again. */
    static String fill(final String template, final Map<String, String> parts)
    {
        final StringBuilder page = new StringBuilder();
        int from = 0;
        int open = template.indexOf("{{");
        while (open >= 0)
        {
            final int close = template.indexOf("}}", open);
            page.append(template, from, open).append(parts.get(template.substring(open + 2, close)));
            from = close + 2;
            open = template.indexOf("{{", from);
        }
        return page.append(template, from, template.length()).toString();
    }

    static String echarts()
    {
        try (InputStream pom = PageParts.class.getResourceAsStream(POM))
        {
            if (pom == null)
            {
                throw new IllegalStateException(POM + " is not on the class path: a broken installation");
            }
            final Properties properties = new Properties();
            properties.load(pom);
            final String script = resource(String.format(CHARTS, properties.getProperty("version")));
            if (script.contains("</script") || script.contains("<!--"))
            {
                throw new IllegalStateException("the charts' script cannot stand in a page: it would end its element");
            }
            return script;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    static String resource(final String name)
    {
        try (InputStream in = PageParts.class.getResourceAsStream(name))
        {
            if (in == null)
            {
                throw new IllegalStateException(name + " is not on the class path: a broken installation");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
