package io.firebreak.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.journal.JournalReader;
import io.firebreak.market.Scope;
import io.firebreak.replay.Message;
import io.firebreak.replay.MessagePrinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call's price was compared with is in the records, and computed again from them and the rulebook alone. */
class CallEvidenceTest
{
    private static final int BODY = 8;
    private static final int DECISION_SEQ = 8;

    @TempDir
    private static Path directory;

    /** A ladder of ratios, one width in prices, and a centre that steps, each violated on both sides. */
    @BeforeAll
    static void write()
    {
        for (final String name : List.of("xetra-ace", "cme-stop-logic", "ose-dcb"))
        {
            try (JournaledInputs venue = new JournaledInputs(directory.resolve(name), name, Map.of()))
            {
                venue.define();
                venue.day(23_400);
                venue.print(1, 10_007);
                venue.print(3, 11_313);
                for (int seconds = 4; seconds < 500; seconds++)
                {
                    venue.tick(seconds);
                    venue.publisher.indicativePrice(0, 0, JournaledInputs.at(seconds), Scope.instrument(0), 0,
                        seconds < 250 ? 12_345 : 8_765, 0, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xetra-ace", "cme-stop-logic", "ose-dcb"})
    void shouldAgreeWithEveryBandOfACall(final String name) throws IOException
    {
        final Audit audit = new Audit();
        audit.read(JournalReader.open(directory.resolve(name)));
        assertThat(audit.findings()).isEmpty();
        assertThat(violations(name)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({
        "xetra-ace, 32, -2300000000, beyond", "xetra-ace, 40, 1000000, limit of the call",
        "xetra-ace, 48, 2000000, limit of the call", "cme-stop-logic, 40, -1000000, limit of the call",
        "ose-dcb, 48, -2000000, limit of the call"})
    void shouldNoticeWhenOneNumberIsAnother(final String name, final int at, final long change, final String noticed)
        throws IOException
    {
        final long number = violations(name).get(0);
        final Audit audit = new Audit();
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[256]);
        JournalScan.read(JournalReader.open(directory.resolve(name)), (facts, sequence, isInput, buffer, offset) ->
        {
            copy.putBytes(0, buffer, offset, BODY + (buffer.getShort(offset) & 0xFFFF));
            if (!isInput && copy.getLong(BODY + DECISION_SEQ) == number)
            {
                copy.putLong(BODY + at, copy.getLong(BODY + at) + change);
            }
            return audit.onMessage(facts, sequence, isInput, copy, 0);
        });
        assertThat(audit.findings()).filteredOn(finding -> finding.decision().number() == number)
            .extracting(finding -> finding.check().what()).contains(noticed);
    }

    private static List<Long> violations(final String name) throws IOException
    {
        final List<Long> numbers = new ArrayList<>();
        final MessagePrinter printer = new MessagePrinter();
        JournalScan.read(JournalReader.open(directory.resolve(name)), (facts, sequence, isInput, buffer, offset) ->
        {
            final Message message = printer.print(buffer, offset);
            if (!isInput && message.name().equals("TradingStateChange") &&
                "COLLAR_VIOLATED".equals(message.text("reason")))
            {
                numbers.add(Long.parseLong(message.text("decisionSeq")));
            }
            return true;
        });
        return numbers;
    }
}
