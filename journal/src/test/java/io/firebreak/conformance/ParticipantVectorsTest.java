package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Cases about participants, those of the shared vectors and some of our own, through the shipped rulebooks. */
class ParticipantVectorsTest
{
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void shouldPassEveryCaseAboutParticipantsOfTheSharedVectors() throws IOException
    {
        final String named = System.getProperty("firebreak.shared");
        final Path root = named != null
            ? Path.of(named)
            : Path.of("").toAbsolutePath().getParent().getParent().resolve("shared");
        final Path file = root.resolve("vectors/rulebooks.jsonl");
        if (!Files.isReadable(file))
        {
            System.err.println("SKIPPED: no vectors at " + file + "; name the folder with -Dfirebreak.shared=DIR");
        }
        Assumptions.assumeTrue(Files.isReadable(file), "no vectors at " + file);
        int passed = 0;
        for (final String line : Files.readAllLines(file))
        {
            final JsonNode vector = mapper.readTree(line);
            if (ParticipantSettings.concerns(vector))
            {
                final Verdict verdict = Conformance.judge(vector);
                assertThat(verdict.why()).as(verdict.name()).isEmpty();
                passed++;
            }
        }
        assertThat(passed).isEqualTo(7);
    }

    @Test
    void shouldPassTheThrottleOfA42AndTheDeltaOfA41() throws IOException
    {
        final StringBuilder events = new StringBuilder();
        for (int i = 0; i < 5; i++)
        {
            events.append("{'t':'09:00:00.").append(i).append("00','type':'message','id':'m'},");
        }
        events.append("{'t':'09:00:00.900','type':'message','id':'m'},{'t':'09:00:00.950','type':'message','id':'m',")
            .append("'kind':'CANCEL'},{'t':'09:00:01.050','type':'message','id':'m'}");
        assertThat(judge("{'rulebook':'PARTICIPANT_CONTROLS','name':'a42','params':{'mechanism':'THROTTLE',"
            + "'maxMessages':5,'windowSec':1},'events':[" + events + "],'expect':[{'at':'09:00:00.400','decision':"
            + "'ACCEPT'},{'at':'09:00:00.900','decision':'REJECT_THROTTLE'},{'at':'09:00:00.950','decision':'ACCEPT'},"
            + "{'at':'09:00:01.050','decision':'ACCEPT'}]}").why()).isEmpty();
        final String a41 = "{'rulebook':'DERIVE','name':'a41','params':{'mechanism':'MMP','deltaLimit':'20',"
            + "'intervalSec':10,'frozenSec':0},'events':[{'t':'09:00:00.000','type':'mmpFill','delta':'12'},"
            + "{'t':'09:00:01.000','type':'mmpFill','delta':'-5'},{'t':'09:00:02.000','type':'mmpFill','delta':'14'}],"
            + "'expect':[{'at':'09:00:01.000','state':'ACTIVE'},{'at':'09:00:02.000','state':'%s'}]}";
        assertThat(judge(a41.formatted("FROZEN")).why()).isEmpty();
        assertThat(judge(a41.formatted("ACTIVE")).why())
            .isEqualTo("09:00:02.000 state: expected ACTIVE, got FROZEN");
        assertThat(judge(a41.replace("deltaLimit", "gammaLimit")).why()).isEqualTo("parameter gammaLimit");
    }

    private Verdict judge(final String text) throws IOException
    {
        return Conformance.judge(mapper.readTree(text.replace('\'', '"')));
    }
}
