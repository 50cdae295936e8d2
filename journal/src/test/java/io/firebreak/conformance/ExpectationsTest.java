package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key that a checkpoint may list is compared: its true value passes, another one fails, and names the key. */
class ExpectationsTest
{
    /** A band of 5 % around 100, a book inside and beyond it, and a buy that would sweep both. */
    private static final String SWEEP = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'99.00'},"
        + "'events':[{'t':'10:00:00.000','type':'reference','px':'100.00'},"
        + "{'t':'10:00:01.000','type':'nbbo','bid':'94.50','ask':'105.50'},"
        + "{'t':'10:00:01.500','type':'book','asks':[['104.90',3],['105.00',4],['105.01',9]]},"
        + "{'t':'10:00:02.000','type':'order','id':'A','side':'BUY','px':'106.00','qty':10,'tif':'%s',"
        + "'ordType':'LIMIT'},"
        + "{'t':'10:00:03.000','type':'potentialTrade','id':'B','px':'106.00'}],"
        + "'expect':[{'at':'10:00:%s.000','%s':%s}]}";

    private static final String PAUSE = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'99.00'},"
        + "'events':[{'t':'10:00:00.000','type':'reference','px':'100.00'},"
        + "{'t':'10:01:00.000','type':'nbbo','bid':'94.90','ask':'95.00'},"
        + "{'t':'10:06:15.000','type':'indicative','px':'80.00'},"
        + "{'t':'10:11:15.000','type':'indicative','px':'86.00'}],"
        + "'expect':[{'at':'10:%s.000','%s':%s}]}";

    private static final String KOREA = "{'rulebook':'KRX','name':'n','params':{'mechanism':'CB','prevClose':'2500'},"
        + "'events':[{'t':'10:00:00.000','type':'index','px':'2290'}],"
        + "'expect':[{'at':'10:01:00.000','%s':%s}]}";

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "DAY | 02 | lower | '95.00' | '94.99'",
        "DAY | 02 | upper | '105.00' | '105.01'",
        "DAY | 02 | ref | '100.00' | '100.01'",
        "DAY | 01 | bidFlag | 'NON_EXECUTABLE' | 'EXECUTABLE'",
        "DAY | 01 | askFlag | 'NON_EXECUTABLE' | 'EXECUTABLE'",
        "DAY | 01 | state | 'STRADDLE_STATE' | 'NORMAL'",
        "DAY | 02 | fills | [['104.90',3],['105.00',4]] | [['104.90',3],['105.00',5]]",
        "DAY | 02 | fills | [['104.90',3],['105.00',4]] | [['104.90',3]]",
        "DAY | 02 | filledQty | 7 | 10",
        "DAY | 02 | rejectedQty | 0 | 3",
        "IOC | 02 | rejectedQty | 3 | 0",
        "FOK | 02 | filledQty | 0 | 7",
        "FOK | 02 | orders | {'A':'CANCELLED'} | {'A':'RESTING'}",
        "IOC | 02 | orders | {'A':'PARTIAL_CANCELLED'} | {'A':'CANCELLED'}",
        "DAY | 02 | orders | {'A':'RESTING'} | {'A':'FILLED'}",
        "DAY | 02 | orders | {'A':'RESTING'} | {'Z':'RESTING'}",
        "DAY | 02 | decisions | {'A':'ACCEPT'} | {'A':'REJECT'}",
        "DAY | 03 | decisions | {'B':'PREVENT'} | {'B':'ALLOW'}",
        "DAY | 03 | decision | 'PREVENT' | 'ALLOW'",
        "DAY | 02 | effectiveLimit | {'A':'105.00'} | {'A':'106.00'}",
        "DAY | 02 | auctionQty | 0 | 3"})
    void shouldFailWhenAnExpectationOfASweepIsWrong(
        final String tif, final String second, final String key, final String right, final String wrong)
        throws IOException
    {
        holds(SWEEP.formatted(tif, second, key, right), SWEEP.formatted(tif, second, key, wrong), key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "06:15 | extended | true | false",
        "06:15 | collarLower | '90.25' | '85.50'",
        "06:15 | collarUpper | '105.00' | '104.00'",
        "06:15 | pmeCount | 1 | 0",
        "11:15 | reopenPx | '86.00' | '87.00'",
        "11:15 | state | 'STRADDLE_STATE' | 'TRADING_PAUSE'",
        "11:14 | state | 'TRADING_PAUSE' | 'NORMAL'",
        "01:15 | cause | 'band' | 'other'"})
    void shouldFailWhenAnExpectationOfAPauseIsWrong(
        final String time, final String key, final String right, final String wrong) throws IOException
    {
        holds(PAUSE.formatted(time, key, right), PAUSE.formatted(time, key, wrong), key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "level | 1 | 2", "phase | 1 | 2", "haltSec | 1200 | null", "haltSec | 1200 | 1201",
        "cause | 'phase_1' | 'phase_2'", "state | 'HALT' | 'CALL_AUCTION'"})
    void shouldFailWhenAnExpectationOfALadderIsWrong(final String key, final String right, final String wrong)
        throws IOException
    {
        holds(KOREA.formatted(key, right), KOREA.formatted(key, wrong), key);
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() throws IOException
    {
        assertThat(judge(SWEEP.formatted("DAY", "02", "depth", "1")).why()).isEqualTo("expectation depth");
        assertThat(judge(SWEEP.formatted("DAY", "02", "depths", "{'A':1}")).why()).isEqualTo("expectation depths");
        assertThat(judge(SWEEP.formatted("DAY", "02", "orders", "{}")).why())
            .isEqualTo("an empty expectation of orders");
        assertThat(judge(SWEEP.formatted("DAY", "02", "note", "''")).why())
            .isEqualTo("a checkpoint without an expectation");
        assertThat(judge(SWEEP.formatted("GTD", "02", "filledQty", "7")).why()).isEqualTo("tif GTD");
        assertThat(judge(SWEEP.formatted("DAY", "02", "filledQty", "7").replace("'tif'", "'peg':1,'tif'")).why())
            .isEqualTo("key peg of event order");
        assertThat(judge(SWEEP.formatted("DAY", "02", "filledQty", "7").replace("'asks'", "'mids'")).why())
            .isEqualTo("key mids of event book");
    }

    private void holds(final String right, final String wrong, final String key) throws IOException
    {
        assertThat(judge(right)).isEqualTo(Verdict.pass("%s/n".formatted(mapper.readTree(
            right.replace('\'', '"')).path("rulebook").asText())));
        assertThat(judge(wrong).outcome()).isEqualTo(Verdict.Outcome.FAIL);
        assertThat(judge(wrong).why()).contains(" " + key).contains(": expected ");
    }

    private Verdict judge(final String text) throws IOException
    {
        return Conformance.judge(mapper.readTree(text.replace('\'', '"')));
    }
}
