package io.firebreak.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.journal.JournalReader;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision of a band is computed again from its record, under every width and rounding. Seed in the test. */
class BandEvidenceTest
{
    private static final List<String> BREAKERS = List.of("pauses", "freezes", "denies", "window");
    private static final String RULES = "../breaker-core/src/test/resources/every-band.conf";

    @TempDir
    private static Path directory;

    /** One journal for each breaker of the rulebook, the others off. */
    @BeforeAll
    static void write()
    {
        for (final String breaker : BREAKERS)
        {
            final Map<String, String> off = new HashMap<>();
            BREAKERS.stream().filter(other -> !other.equals(breaker))
                .forEach(other -> off.put("one." + other + ".enabled", "false"));
            try (JournaledInputs venue = new JournaledInputs(directory.resolve(breaker), RULES, off))
            {
                prints(venue, new Random(20_261_203));
            }
        }
    }

    private static void prints(final JournaledInputs venue, final Random random)
    {
        venue.define();
        double price = 30_000;
        for (int i = 1; i < 2_500; i++)
        {
            price *= 1 + random.nextGaussian() * (i % 400 < 40 ? 0.02 : 0.0006);
            final double seconds = i * 0.25;
            if (i % 50 == 1)
            {
                venue.reference(seconds, Scope.instrument(0), (i % 100 == 1 ? ReferenceKind.MARK :
                    ReferenceKind.PREVIOUS_CLOSE).code(), Math.round(price * 1e7) + random.nextInt(9));
            }
            venue.print(seconds, Math.round(price));
        }
    }

    @Test
    void shouldAgreeWhenEveryRuleOfEveryBandHasDecided()
    {
        final Set<String> rules = new TreeSet<>();
        for (final String breaker : BREAKERS)
        {
            final Audit audit = new Audit();
            audit.read(open(breaker));
            assertThat(audit.findings()).as(breaker).isEmpty();
            assertThat(audit.checks()).as(breaker).isGreaterThan(100);
            rules.addAll(rules(breaker));
        }
        assertThat(rules).contains("last", "short", "aged", "auction", "mark", "long");
    }

    @ParameterizedTest
    @CsvSource({"observedMicroTicks, 32, 1, margin", "limitMicroTicks, 40, 1000000, limit+margin",
        "referenceMicroTicks, 48, 40000000, limit", "marginMicroTicks, 56, 1, margin"})
    void shouldNoticeWhenOneNumberIsAnother(final String field, final int at, final long more, final String noticed)
    {
        final Audit audit = new Audit();
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[256]);
        final boolean[] changed = {false};
        JournalScan.read(open("window"), (facts, sequence, isInput, buffer, offset) ->
        {
            copy.putBytes(0, buffer, offset, 8 + (buffer.getShort(offset) & 0xFFFF));
            final boolean isDenial =
                !isInput && (buffer.getShort(offset + 2) & 0xFFFF) == VerdictDeniedDecoder.TEMPLATE_ID;
            if (isDenial && !changed[0] && (buffer.getShort(offset + 36) & 0xFFFF) != 0)
            {
                changed[0] = true;
                copy.putLong(8 + at, copy.getLong(8 + at) + more);
            }
            return audit.onMessage(facts, sequence, isInput, copy, 0);
        });
        assertThat(audit.findings().stream().map(finding -> finding.check().what()).toList()).as(field)
            .containsAll(List.of(noticed.split("\\+")));
    }

    private static JournalReader open(final String breaker)
    {
        try
        {
            return JournalReader.open(directory.resolve(breaker));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static Set<String> rules(final String breaker)
    {
        final Set<String> rules = new TreeSet<>();
        JournalScan.read(open(breaker), (facts, sequence, isInput, buffer, offset) ->
        {
            final int rule = isInput ? 0 : buffer.getShort(offset + 36) & 0xFFFF;
            if (rule > 0)
            {
                rules.add(facts.rulebook().ruleName(rule));
            }
            return true;
        });
        return rules;
    }
}
