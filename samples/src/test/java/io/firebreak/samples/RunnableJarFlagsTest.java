package io.firebreak.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code java -jar} cannot read config/jvm.args, so the runnable jars' manifests must say the same. */
class RunnableJarFlagsTest
{
    private static final Path ROOT = root();

    @ParameterizedTest
    @ValueSource(strings = { "samples", "bench" })
    void shouldSayInTheManifestWhatTheFlagFileSays(final String module) throws Exception
    {
        final Map<String, String> manifest = manifestEntries(module);
        manifest.keySet().retainAll(List.of("Add-Exports", "Add-Opens", "Enable-Native-Access"));

        assertThat(manifest).isEqualTo(new TreeMap<>(Map.of(
            "Add-Exports", packages("--add-exports="),
            "Add-Opens", packages("--add-opens="),
            "Enable-Native-Access", packages("--enable-native-access="))));
    }

    @Test
    void shouldKeepTheFlagThatABreakerCoreHostNeeds() throws IOException
    {
        assertThat(packages("--add-exports=")).contains("java.base/jdk.internal.misc");
    }

    private static String packages(final String option) throws IOException
    {
        return Files.readAllLines(ROOT.resolve("config/jvm.args")).stream()
            .filter(line -> line.startsWith(option))
            .map(line -> line.substring(option.length()).replace("=ALL-UNNAMED", ""))
            .collect(Collectors.joining(" "));
    }

    private static Map<String, String> manifestEntries(final String module) throws Exception
    {
        final Map<String, String> properties = children(pom(ROOT.resolve("pom.xml")), "properties");
        final Map<String, String> entries = children(pom(ROOT.resolve(module).resolve("pom.xml")), "manifestEntries");
        entries.replaceAll((name, value) ->
            value.startsWith("${") ? properties.get(value.substring(2, value.length() - 1)) : value);
        return entries;
    }

    private static Map<String, String> children(final Document pom, final String parent)
    {
        final NodeList parents = pom.getElementsByTagName(parent);
        final List<Element> found = new ArrayList<>();
        for (int i = 0; i < parents.getLength(); i++)
        {
            final NodeList nodes = parents.item(i).getChildNodes();
            for (int j = 0; j < nodes.getLength(); j++)
            {
                if (nodes.item(j) instanceof Element element)
                {
                    found.add(element);
                }
            }
        }
        return found.stream().collect(Collectors.toMap(Element::getTagName, element ->
            element.getTextContent().strip(), (first, second) -> second, TreeMap::new));
    }

    private static Document pom(final Path file) throws Exception
    {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Path root()
    {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("config/jvm.args")))
        {
            folder = folder.getParent();
        }
        return folder;
    }
}
