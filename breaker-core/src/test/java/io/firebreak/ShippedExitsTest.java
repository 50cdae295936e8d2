package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rulebook that lies in the jar keeps its promises on a seeded walk; a new one is found by itself. */
class ShippedExitsTest
{
    private static final long SEED = 20_261_121;
    private static final int PARTS = 5;

    static List<String> rulebooks() throws IOException, URISyntaxException
    {
        final Path folder = Path.of(ShippedExitsTest.class.getResource("/rulebooks/us-luld.conf").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder))
        {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".conf"))
                .map(name -> name.substring(0, name.length() - ".conf".length())).sorted().collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("rulebooks")
    void shouldKeepEveryPromisedExit(final String name)
    {
        walk(name, Map.of(), SEED, 25_000);
        walk(name, Map.of("engine.release_after", "NONE"), SEED + 1, 25_000);
    }

    /** What it prints is the table of docs/exits.md, which is of {@code -Dfirebreak.steps=10000000}. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource("rulebooks")
    void shouldKeepEveryPromisedExitForLong(final String name)
    {
        final int steps = Integer.getInteger("firebreak.steps", 500_000) / PARTS;
        final ExitTimes worst = new ExitTimes(Rulebook.load(name, Map.of()));
        for (int i = 0; i < PARTS; i++)
        {
            worst.add(walk(
                name, i % 2 == 0 ? Map.of() : Map.of("engine.release_policy", "UNDURABLE"), SEED + 2 + i, steps));
        }
        worst.table().forEach(System.out::println);
    }

    @Test
    void shouldReadTheFigureThatIsPrinted()
    {
        assertThat(ExitTimes.printed(Rulebook.load("crypto-perp", Map.of()).worstExit(0).get(0).line()))
            .isEqualTo(Rulebook.load("crypto-perp", Map.of()).worstExit(0).get(0).totalNs())
            .isEqualTo(315_000_000_000L);
        assertThat(ExitTimes.printed("worst-case time to resume without an operator: 1,165,500 ms = pause 1 s"))
            .isEqualTo(1_165_500_000_000L);
        assertThat(ExitTimes.printed(Rulebook.load("us-luld", Map.of()).worstExit(0).get(0).line()))
            .isEqualTo(Long.MAX_VALUE);
    }

    private static ExitTimes walk(
        final String name, final Map<String, String> settings, final long seed, final int steps)
    {
        final CompiledRulebook rulebook = Rulebook.load(name, settings);
        try (ExitWalk walk = new ExitWalk(rulebook, seed))
        {
            walk.run(steps);
            final boolean trips = IntStream.range(0, rulebook.classNames().size()).anyMatch(c ->
                rulebook.worstExit(c).stream().anyMatch(bound -> !bound.steps().isEmpty()));
            assertThat(walk.trips > 0).as(name + ", seed " + seed + ": trips").isEqualTo(trips);
            assertThat(walk.exits > 0).as(name + ", seed " + seed + ": exits").isEqualTo(trips);
            return walk.times();
        }
    }
}
