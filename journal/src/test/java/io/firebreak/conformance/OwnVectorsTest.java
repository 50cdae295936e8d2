package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of the specification, sections 1 to 8 and Appendix A, in the format of the shared vectors. */
class OwnVectorsTest
{
    @TestFactory
    Stream<DynamicTest> shouldDecideAsTheWorkedExamplesOfTheSpecificationSay() throws IOException
    {
        final ObjectMapper mapper = new ObjectMapper();
        final List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            OwnVectorsTest.class.getResourceAsStream("/vectors/worked-examples.jsonl"), StandardCharsets.UTF_8)))
        {
            lines = reader.lines().toList();
        }
        assertThat(lines).hasSizeGreaterThan(90);
        return lines.stream().map(line -> DynamicTest.dynamicTest(line.substring(0, Math.min(80, line.length())),
            () -> assertThat(Conformance.judge(mapper.readTree(line)))
                .extracting(Verdict::outcome, Verdict::why).containsExactly(Verdict.Outcome.PASS, "")));
    }
}
