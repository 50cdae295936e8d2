package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The harness's own venue: orders against its book inside a band, calls that staff end, halts for the day. */
class CaseVenueTest
{
    private static final String SELL = "{'rulebook':'US_LULD','name':'n','params':{'tier':1,'prevClose':'99.00'},"
        + "'events':[{'t':'10:00:00.000','type':'reference','px':'100.00'},"
        + "{'t':'10:00:01.000','type':'book','bids':[['95.10',3],['95.00',2],['94.99',5]],'asks':[['101.00',9]]},"
        + "{'t':'10:00:02.000','type':'order','id':'A','side':'SELL','px':'94.00','qty':10},"
        + "{'t':'10:00:03.000','type':'order','id':'B','side':'BUY','px':'95.00','qty':%d,'tif':'%s'}],"
        + "'expect':[{'at':'10:00:%s.000',%s}]}";

    private static final String XETRA = "{'rulebook':'T7','name':'n','params':{'mechanism':'XETRA_VI','dynPct':'3',"
        + "'extendedPct':'6'},'events':[{'t':'10:00:00.000','type':'trade','px':'100.00'},"
        + "{'t':'10:00:01.000','type':'potentialTrade','id':'A','px':'104.00'},"
        + "{'t':'10:02:01.000','type':'callEnd','indicative':'107.00'},"
        + "{'t':'10:30:00.000','type':'manualEnd'}],"
        + "'expect':[{'at':'10:29:59.999','state':'EXTENDED_VOLATILITY_INTERRUPTION'},"
        + "{'at':'10:30:00.000','state':'%s','reopenPx':'%s'}]}";

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "2 | DAY | 02 | 'fills':[['95.10',3],['95.00',2]],'orders':{'A':'RESTING'},'filledQty':5",
        "2 | DAY | 03 | 'fills':[['95.00',2]],'orders':{'B':'FILLED'}",
        "7 | DAY | 03 | 'fills':[['95.00',5]],'orders':{'B':'RESTING'},'filledQty':5,'rejectedQty':0",
        "7 | IOC | 03 | 'fills':[['95.00',5]],'orders':{'B':'EXPIRED'},'rejectedQty':2",
        "7 | FOK | 03 | 'fills':[],'orders':{'B':'CANCELLED'},'rejectedQty':7"})
    void shouldMatchUpToTheBandAndRestTheRepricedRemainderThere(
        final int qty, final String tif, final String second, final String expected) throws IOException
    {
        assertThat(judge(SELL.formatted(qty, tif, second, expected)).why()).isEmpty();
    }

    @Test
    void shouldLetStaffEndAnExtendedCallAtTheLastIndicativePrice() throws IOException
    {
        assertThat(judge(XETRA.formatted("CONTINUOUS", "107.00")).why()).isEmpty();
        assertThat(judge(XETRA.formatted("VOLATILITY_INTERRUPTION", "107.00")).why())
            .contains("state: expected VOLATILITY_INTERRUPTION, got OPEN");
    }

    /** The words of the vectors: a halt for the rest of the day has no length, no halt has none at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "14:00:00.000 | 17000 | 'state':'HALT','haltSec':null",
        "14:30:00.000 | 18000 | 'state':'OPEN','haltSec':0",
        "09:15:00.000 | 24000 | 'state':'HALT','haltSec':null,'level':3"})
    void shouldSayHowLongAMarketIsHalted(final String time, final String index, final String expected)
        throws IOException
    {
        assertThat(judge(("{'rulebook':'NSE_MWCB','name':'n','params':{'prevClose':'20000','preOpenSec':900},'events':["
            + "{'t':'%s','type':'index','px':'%s'}],'expect':[{'at':'%s',%s}]}").formatted(
                time, index, time, expected)).why()).isEmpty();
    }

    @Test
    void shouldCountAStopCascadeFromWhereItStarts() throws IOException
    {
        final String cascade = "{'rulebook':'CME_GLOBEX','name':'n','params':{'mechanism':'STOP_LOGIC',"
            + "'threshold':'3.00','reserveSec':5,'extendSec':5,'extendMultiple':2},'events':["
            + "{'t':'09:00:00.000','type':'stopCascade','startPx':'1500.00','wouldTradeAt':'1496.50'},"
            + "{'t':'09:00:05.000','type':'indicative','px':'1493.75'},"
            + "{'t':'09:00:10.000','type':'indicative','px':'1494.00'}],'expect':["
            + "{'at':'09:00:05.000','state':'RESERVED'},{'at':'09:00:10.000','state':'OPEN','reopenPx':'%s'}]}";
        assertThat(judge(cascade.formatted("1494.00")).why()).isEmpty();
        assertThat(judge(cascade.formatted("1493.75")).why()).contains("reopenPx: expected 1493.75, got 1494");
    }

    /** The example of section 4: a trade beyond is prevented and starts a hold inside the frozen limits. */
    @Test
    void shouldHoldInsideTheLimitsOfTheInterval() throws IOException
    {
        final String hold = "{'rulebook':'ICE_FUTURES','name':'n','params':{'mechanism':'IPL','iplAmount':'6.00',"
            + "'recalcSec':5,'holdSec':10},'events':[{'t':'09:00:00.000','type':'anchor','px':'640.00'},"
            + "{'t':'09:00:01.000','type':'potentialTrade','id':'A','px':'646.00'},"
            + "{'t':'09:00:02.000','type':'potentialTrade','id':'B','px':'646.25'},"
            + "{'t':'09:00:03.000','type':'potentialTrade','id':'C','px':'645.50'}],'expect':["
            + "{'at':'09:00:01.000','state':'OPEN','decisions':{'A':'ALLOW'}},"
            + "{'at':'09:00:02.000','state':'%s','decisions':{'B':'PREVENT'}},"
            + "{'at':'09:00:03.000','decisions':{'C':'ALLOW'}},{'at':'09:00:12.000','state':'OPEN'}]}";
        assertThat(judge(hold.formatted("HOLD_UP")).why()).isEmpty();
        assertThat(judge(hold.formatted("HOLD_DOWN")).why()).contains("state: expected HOLD_DOWN, got BAND_ONLY");
    }

    private Verdict judge(final String text) throws IOException
    {
        return Conformance.judge(mapper.readTree(text.replace('\'', '"')));
    }
}
