package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConformanceTest
{
    private static final String MIDDAY = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'61.20'},"
        + "'events':[{'t':'11:00:00.000','type':'reference','px':'62.40'}],"
        + "'expect':[{'at':'11:00:00.000','lower':'%s','upper':'65.52','state':'%s'}]}";

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void shouldPassWhenEveryListedKeyIsAsExpected() throws IOException
    {
        assertThat(judge(MIDDAY.formatted("59.28", "NORMAL"))).isEqualTo(Verdict.pass("US_LULD/n"));
    }

    @Test
    void shouldFailWithTimeKeyAndBothValuesWhenOneDiffers() throws IOException
    {
        assertThat(judge(MIDDAY.formatted("59.29", "NORMAL")))
            .isEqualTo(Verdict.fail("US_LULD/n", "11:00:00.000 lower: expected 59.29, got 59.28"));
        assertThat(judge(MIDDAY.formatted("59.28", "TRADING_PAUSE")).why())
            .isEqualTo("11:00:00.000 state: expected TRADING_PAUSE, got OPEN");
    }

    @Test
    void shouldTellTheLastInstantBeforeATimerFromTheTimersOwn() throws IOException
    {
        final String pause = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'99.00'},'events':["
            + "{'t':'10:00:00.000','type':'reference','px':'100.00'},"
            + "{'t':'10:01:00.000','type':'nbbo','bid':'94.90','ask':'95.00'}],"
            + "'expect':[{'at':'10:01:14.999','state':'LIMIT_STATE'},{'at':'10:01:15.000','state':'PAUSED'}]}";
        assertThat(judge(pause)).isEqualTo(Verdict.pass("US_LULD/n"));
    }

    @Test
    void shouldBeUnsupportedWithTheReasonWhenSomethingIsUnknown() throws IOException
    {
        assertThat(judge("{'rulebook':'MOON','name':'k'}"))
            .isEqualTo(Verdict.unsupported("MOON/k", "no shipped rulebook for MOON"));
        assertThat(judge("{'topic':'VaR','name':'v'}").outcome()).isEqualTo(Verdict.Outcome.UNSUPPORTED);
        assertThat(judge(MIDDAY.formatted("59.28", "NORMAL").replace("'lower'", "'midpoint'")).why())
            .isEqualTo("expectation midpoint");
        assertThat(judge(MIDDAY.formatted("59.28", "NORMAL").replace("'tier':1", "'tiger':1")).why())
            .isEqualTo("parameter tiger");
        assertThat(judge(MIDDAY.formatted("59.28", "NORMAL").replace("'reference'", "'viStart'")).why())
            .isEqualTo("event viStart");
        assertThat(judge(MIDDAY.formatted("59.28", "NORMAL").replaceAll("'expect':.*", "'expect':[]}")).why())
            .isEqualTo("the case expects nothing");
    }

    /** Every case of a family with a shipped rulebook; what is judged differently is listed with its reason. */
    @Test
    void shouldPassEveryCaseOfTheSharedVectorsThatHasARulebook() throws IOException
    {
        final Path file = SharedFiles.root().resolve("vectors/rulebooks.jsonl");
        if (!Files.isReadable(file))
        {
            System.err.println("SKIPPED: no vectors at " + file + "; name the folder with -Dfirebreak.shared=DIR");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "no vectors at " + file);
        int passed = 0;
        for (final String line : Files.readAllLines(file))
        {
            if (Families.of(mapper.readTree(line)) != null)
            {
                final Verdict verdict = Conformance.judge(mapper.readTree(line));
                assertThat(verdict.why()).as(verdict.name()).isEmpty();
                passed++;
            }
        }
        assertThat(passed).isGreaterThanOrEqualTo(15);
    }

    private Verdict judge(final String text) throws IOException
    {
        return Conformance.judge(mapper.readTree(text.replace('\'', '"')));
    }
}
