package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConformanceTest
{
    private static final String MIDDAY = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'61.20'},"
        + "'events':[{'t':'11:00:00.000','type':'reference','px':'62.40'}],"
        + "'expect':[{'at':'11:00:00.000','lower':'%s','upper':'65.52','state':'%s'}]}";

    /** More than any tolerance of a case. */
    private static final BigDecimal SHIFT = BigDecimal.valueOf(3);

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

    /** Every case of a family with a shipped rulebook. */
    @Test
    void shouldPassEveryCaseOfTheSharedVectorsThatHasARulebook() throws IOException
    {
        final List<ObjectNode> vectors = vectors();
        for (final ObjectNode vector : vectors)
        {
            final Verdict verdict = Conformance.judge(vector);
            assertThat(verdict.why()).as(verdict.name()).isEmpty();
        }
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(40);
    }

    /** Nothing that a checkpoint lists is passed over: each of its values, made another, fails. */
    @Test
    void shouldFailEveryCaseOfTheSharedVectorsWhenOneOfItsExpectationsIsAnother() throws IOException
    {
        int mutants = 0;
        for (final ObjectNode vector : vectors())
        {
            for (int at = 0; at < vector.path("expect").size(); at++)
            {
                for (final String key : keys((ObjectNode)vector.path("expect").get(at)))
                {
                    final ObjectNode mutant = vector.deepCopy();
                    final ObjectNode expected = (ObjectNode)mutant.path("expect").get(at);
                    expected.set(key, another(expected.get(key)));
                    final Verdict verdict = Conformance.judge(mutant);
                    assertThat(verdict.outcome()).as("%s, %s of checkpoint %d: %s", verdict.name(), key, at,
                        verdict.why()).isEqualTo(Verdict.Outcome.FAIL);
                    mutants++;
                }
            }
        }
        assertThat(mutants).isGreaterThan(100);
    }

    private static List<String> keys(final ObjectNode checkpoint)
    {
        final List<String> keys = new ArrayList<>();
        checkpoint.fieldNames().forEachRemaining(key ->
        {
            if (!key.equals("at") && !key.equals("note"))
            {
                keys.add(key);
            }
        });
        return keys;
    }

    /** A value that is none of the tolerated ones. */
    private JsonNode another(final JsonNode value)
    {
        if (value.isObject())
        {
            final ObjectNode other = value.deepCopy();
            final String first = other.fieldNames().next();
            return other.set(first, another(other.get(first)));
        }
        if (value.isArray())
        {
            return mapper.createArrayNode().add(mapper.createArrayNode().add("1").add(1));
        }
        if (value.isBoolean())
        {
            return mapper.getNodeFactory().booleanNode(!value.asBoolean());
        }
        try
        {
            return mapper.getNodeFactory().textNode(new BigDecimal(value.asText()).add(SHIFT).toString());
        }
        catch (final NumberFormatException ex)
        {
            return mapper.getNodeFactory().textNode("ELSEWHERE");
        }
    }

    private List<ObjectNode> vectors() throws IOException
    {
        final Path file = SharedFiles.root().resolve("vectors/rulebooks.jsonl");
        if (!Files.isReadable(file))
        {
            System.err.println("SKIPPED: no vectors at " + file + "; name the folder with -Dfirebreak.shared=DIR");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "no vectors at " + file);
        final List<ObjectNode> vectors = new ArrayList<>();
        for (final String line : Files.readAllLines(file))
        {
            final JsonNode vector = mapper.readTree(line);
            if (Families.of(vector) != null)
            {
                vectors.add((ObjectNode)vector);
            }
        }
        return vectors;
    }

    private Verdict judge(final String text) throws IOException
    {
        return Conformance.judge(mapper.readTree(text.replace('\'', '"')));
    }
}
