package io.firebreak.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.Action;
import io.firebreak.market.DataQualityCode;
import io.firebreak.market.Durability;
import io.firebreak.market.LimitStateKind;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.OperatorResultKind;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ParticipantActionKind;
import io.firebreak.market.ParticipantControl;
import io.firebreak.market.ParticipantCounter;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.PriceInput;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.Reason;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import io.firebreak.market.TradingState;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pins the schema: names and ids of DESIGN.md section 6, the 40 common bytes, and the enums' codes. */
class SchemaTest
{
    private static final String INPUTS = "InstrumentDefinition InstrumentRemove GroupDefinition AccountDefinition " +
        "AssetDefinition ParticipantDefinition CalendarDay SessionPhase BookLevel BookClear BookReady Quote Trade " +
        "TradeCorrection PotentialTrade OrderEntered OrderClosed StopCascade IndicativePrice AuctionResult HostAck " +
        "ReferencePrice OptionQuote AccountUpdate PositionUpdate LiquidationFill ParticipantEvent Tick " +
        "OperatorCommand RulebookChange StressSnapshot DecisionEffective DurableMark GateStale Gap Restart";
    private static final String DECISIONS = "BandChange LimitState TradingStateChange ReleasePending UncrossRequest " +
        "Uncross Extend VerdictDenied HaircutChange ParticipantAction StressLevel LiquidationPacing FundEscalation " +
        "AdlPlan DataQuality OperatorResult";
    private static final Map<String, Element> MESSAGES = new LinkedHashMap<>();
    private static final Map<String, Map<String, Integer>> ENUMS = new HashMap<>();

    @BeforeAll
    static void read() throws Exception
    {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/firebreak.xml"))
        {
            final Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in)
                .getDocumentElement();
            for (final Element message : elements(root, "sbe:message"))
            {
                MESSAGES.put(message.getAttribute("name"), message);
            }
            for (final Element type : elements(root, "enum"))
            {
                final Map<String, Integer> values = new LinkedHashMap<>();
                elements(type, "validValue").forEach(
                    value -> values.put(value.getAttribute("name"), Integer.parseInt(value.getTextContent().trim())));
                ENUMS.put(type.getAttribute("name"), values);
            }
        }
    }

    @Test
    void shouldReserveEveryTemplateUnderItsId()
    {
        int id = 1;
        for (final String name : INPUTS.split(" "))
        {
            assertThat(id(name)).as(name).isEqualTo(id++);
        }
        id = 64;
        for (final String name : DECISIONS.split(" "))
        {
            assertThat(id(name)).as(name).isEqualTo(id++);
        }
        assertThat(List.of(id("SegmentHeader"), id("Blob"), id("Close"))).containsExactly(120, 121, 122);
        assertThat(id("BoardLine")).isEqualTo(119);
        assertThat(List.of(id("SnapshotTaken"), id("SnapshotHeader"))).containsExactly(124, 125);
        assertThat(MESSAGES.keySet().stream().filter(name -> id(name) < 124))
            .hasSize(INPUTS.split(" ").length + DECISIONS.split(" ").length + 4);
    }

    @Test
    void shouldStartEveryInputWithTheCommonHeaderAndFitTheSlot()
    {
        for (final String name : INPUTS.split(" "))
        {
            assertThat(fields(name).subList(0, 6)).as(name).containsExactly("timeNs@0:int64", "sourceTimeNs@8:int64",
                "sourceSeq@16:int64", "scope@24:int32", "sourceId@28:uint16", "flags@30:uint16");
            assertThat(blockLength(name) + 8).as(name).isLessThanOrEqualTo(112);
        }
    }

    @Test
    void shouldStartEveryDecisionWithTheCommonHeader()
    {
        for (final String name : DECISIONS.split(" "))
        {
            assertThat(fields(name).subList(0, 6)).as(name).containsExactly("timeNs@0:int64", "decisionSeq@8:int64",
                "causeSeq@16:int64", "scope@24:int32", "ruleId@28:uint16", "reason@30:Reason");
            assertThat(blockLength(name) % 8).as(name).isZero();
        }
    }

    @Test
    void shouldGiveSchemaAndJavaEnumsTheSameCodes()
    {
        assertCodes("SideCode", Side.values(), Side::code);
        assertCodes("ActionCode", Action.values(), Action::code);
        assertCodes("OrderKindCode", OrderKind.values(), OrderKind::code);
        assertCodes("TradingStateCode", TradingState.values(), TradingState::code);
        assertCodes("LimitStateCode", LimitStateKind.values(), LimitStateKind::code);
        assertCodes("Reason", Reason.values(), Reason::code);
        assertCodes("ReferenceKindCode", ReferenceKind.values(), ReferenceKind::code);
        assertCodes("QuoteKindCode", QuoteKind.values(), QuoteKind::code);
        assertCodes("OperatorCommandCode", OperatorCommandKind.values(), OperatorCommandKind::code);
        assertCodes("OperatorResultCode", OperatorResultKind.values(), OperatorResultKind::code);
        assertCodes("DurabilityCode", Durability.values(), Durability::code);
        assertCodes("PriceInputCode", PriceInput.values(), PriceInput::code);
        assertCodes("DataQualityCode", DataQualityCode.values(), DataQualityCode::code);
        assertCodes("ParticipantEventCode", ParticipantEventKind.values(), ParticipantEventKind::code);
        assertCodes("ParticipantActionCode", ParticipantActionKind.values(), ParticipantActionKind::code);
        assertCodes("ParticipantControlCode", ParticipantControl.values(), ParticipantControl::code);
        assertCodes("ParticipantCounterCode", ParticipantCounter.values(), ParticipantCounter::code);
        assertThat(ENUMS).hasSize(17);
    }

    private static <E extends Enum<E>> void assertCodes(
        final String name, final E[] values, final java.util.function.ToIntFunction<E> code)
    {
        final Map<String, Integer> codes = new LinkedHashMap<>();
        for (final E value : values)
        {
            codes.put(value.name(), code.applyAsInt(value));
        }
        assertThat(ENUMS.get(name)).as(name).isEqualTo(codes);
    }

    private static int id(final String name)
    {
        return Integer.parseInt(MESSAGES.get(name).getAttribute("id"));
    }

    private static int blockLength(final String name)
    {
        final String declared = MESSAGES.get(name).getAttribute("blockLength");
        if (!declared.isEmpty())
        {
            return Integer.parseInt(declared);
        }
        int end = 0;
        for (final Element field : elements(MESSAGES.get(name), "field"))
        {
            final String type = field.getAttribute("type");
            final int size = type.endsWith("64") || type.equals("double") ? 8 : type.endsWith("32") ? 4 :
                type.endsWith("16") || type.equals("Reason") || type.equals("DataQualityCode") ? 2 : 1;
            end = Math.max(end, Integer.parseInt(field.getAttribute("offset")) + size);
        }
        return end;
    }

    private static List<String> fields(final String name)
    {
        final List<String> fields = new ArrayList<>();
        elements(MESSAGES.get(name), "field").forEach(field -> fields.add(field.getAttribute("name") + "@" +
            field.getAttribute("offset") + ":" + field.getAttribute("type")));
        return fields;
    }

    private static List<Element> elements(final Element parent, final String tag)
    {
        final NodeList nodes = parent.getElementsByTagName(tag);
        final List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++)
        {
            elements.add((Element)nodes.item(i));
        }
        return elements;
    }
}
