package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.record.JournalStart;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A simulated day of every rulebook that is shipped, through the ring, journaled and verified. Each breaker must
 * have tripped, each one that only refuses or tells have done so, each control of a participant have acted, and in the
 * next morning everything trades again.
 */
class ShippedDayTest
{
    /** What no day can bring about, and why. */
    private static final Map<String, List<String>> UNHEARD = Map.of(
        // points bound an order that has no price: the gate's answer to one, which refuses nothing
        "cme-protection", List.of("classes.future.breakers.protection"),
        // a trade at the very limit halts, and no step of the day ends on it; StepsTest has it
        "ose-static", List.of("classes.index_futures.breakers.limit"));

    @TempDir
    private Path directory;

    static List<String> rulebooks() throws IOException, URISyntaxException
    {
        return ShippedNames.list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-luld", "krx-market", "xetra-extended", "participant-controls"})
    void shouldVerifyADayOfARulebookOfEachKind(final String name) throws IOException
    {
        day(name, JournalStart.Mode.SEQUENCED);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("rulebooks")
    void shouldVerifyADayOfEveryRulebook(final String name) throws IOException, URISyntaxException
    {
        final JournalStart.Mode mode =
            rulebooks().indexOf(name) % 2 == 0 ? JournalStart.Mode.DIRECT : JournalStart.Mode.SEQUENCED;
        final ReplayResult result = day(name, mode);
        System.out.printf("%s, %s: %,d records, %,d decisions, all identical%n", name, mode, result.records(),
            result.decisions());
    }

    private ReplayResult day(final String name, final JournalStart.Mode mode) throws IOException
    {
        final Path journal = directory.resolve(name);
        final long records;
        try (ShippedDay venue = new ShippedDay(Rulebook.load(name, Map.of()), journal, mode, DayScript.startNs()))
        {
            final DayScript script = new DayScript(venue);
            script.run();
            assertThat(script.held).as(name + ": held at the end").isEmpty();
            assertThat(script.silent).as(name + ": nothing was ever decided by")
                .containsExactlyElementsOf(UNHEARD.getOrDefault(name, List.of()));
            assertThat(venue.log.quality).as(name + ": complaints about the inputs").isEmpty();
            records = venue.end();
        }
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), sequence -> { });
        assertThat(result.verdict()).as(name).isEqualTo(ReplayResult.Verdict.OK);
        assertThat(result.records()).isEqualTo(records);
        assertThat(result.identical()).isEqualTo(records);
        assertThat(result.decisions()).isEqualTo(result.replayedDecisions()).isPositive();
        return result;
    }
}
