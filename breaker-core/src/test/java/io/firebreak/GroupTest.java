package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.MessageHeaderDecoder;
import io.firebreak.codec.TradingStateChangeDecoder;
import io.firebreak.codec.UncrossRequestDecoder;
import io.firebreak.codec.VerdictDeniedDecoder;
import io.firebreak.gate.GateCode;
import io.firebreak.gate.VerdictDetail;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.market.Side;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CME's lead month: its trip sends every contract of the product to pre-open, in the same event. */
class GroupTest
{
    private static final int OTHERS = 3;
    private static final int LEAD = 1;

    private MemoryJournal journal = new MemoryJournal();
    private CompiledRulebook rulebook;
    private Venue venue;

    private void open(final String... settings)
    {
        final Map<String, String> all = new HashMap<>(Map.of("engine.release_after", "NONE"));
        for (final String setting : settings)
        {
            all.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        rulebook = Rulebook.load("cme-dcb", all);
        venue = new Venue(rulebook, Capacities.forInstruments(70), journal, 0);
        venue.calendar(0, 80_000);
        for (int i = 0; i <= OTHERS; i++)
        {
            define(i, 1, i == LEAD ? "product_lead" : "product_other");
        }
        define(OTHERS + 1, 1, "lead_month");
        for (int i = 0; i <= OTHERS + 1; i++)
        {
            price(i);
        }
        decisions();
    }

    private void define(final int index, final int generation, final String type)
    {
        final long nowNs = Math.max(at(0), venue.breaker.engine().timeNs());
        venue.publisher.instrumentDefinition(0, 0, nowNs, index, 100 + index, generation, rulebook.classIndex(type), 2,
            0, 1, 1_000_000);
    }

    private void price(final int index)
    {
        venue.publisher.referencePrice(0, 0, at(1), at(1), Scope.instrument(index), ReferenceKind.SETTLEMENT.code(), 0,
            100_000_000_000L, 0);
        venue.publisher.trade(0, 0, at(1), at(1), index, 0, 10_000, 1, 0, 0, InputFlags.ELIGIBLE |
            InputFlags.SWEEP_END);
    }

    @AfterEach
    void close()
    {
        venue.close();
    }

    @Test
    void shouldPauseEveryOtherContractInTheOrderOfItsIndexWhenTheLeadMonthTrips()
    {
        open();
        venue.potential(2, LEAD, 11_000);
        assertThat(decisions()).containsExactly("1 PAUSED PRICE_BAND to 122", "0 PAUSED GROUP to 122 led by 1",
            "2 PAUSED GROUP to 122 led by 1", "3 PAUSED GROUP to 122 led by 1", "1 denied");
        for (int i = 0; i <= OTHERS; i++)
        {
            assertThat(gate(i)).isEqualTo(GateCode.NOT_PERMITTED);
        }
        assertThat(gate(OTHERS + 1)).as("a contract of another product").isEqualTo(GateCode.ALLOWED);
        venue.tick(121);
        assertThat(decisions()).isEmpty();
        venue.tick(122);
        assertThat(decisions()).as("each by a call of its own").containsExactly("0 REOPENING PAUSE_ELAPSED to 182",
            "0 asked", "1 REOPENING PAUSE_ELAPSED to 182", "1 asked", "2 REOPENING PAUSE_ELAPSED to 182", "2 asked",
            "3 REOPENING PAUSE_ELAPSED to 182", "3 asked");
        venue.publisher.auctionResult(0, 0, at(123), Scope.instrument(2), 0, 11_000, 1);
        assertThat(decisions()).containsExactly("2 OPEN REOPENED");
    }

    @Test
    void shouldStopAloneWhenAnotherContractTrips()
    {
        open();
        venue.potential(2, 2, 11_000);
        assertThat(decisions()).containsExactly("2 PAUSED PRICE_BAND to 122", "2 denied");
    }

    @Test
    void shouldProlongAShorterPauseAndLeaveALongerOneWhenTheLeadMonthTrips()
    {
        open();
        venue.potential(2, 0, 11_000);
        venue.tick(50);
        decisions();
        venue.potential(60, LEAD, 11_000);
        assertThat(decisions()).as("a call later").contains("0 PAUSED GROUP to 180 led by 1");
        venue.close();
        journal = new MemoryJournal();
        open("product_other.dcb.pause.length_s=600", "product_lead.dcb.group_state=AUCTION");
        venue.potential(2, 0, 11_000);
        decisions();
        venue.potential(3, LEAD, 11_000);
        assertThat(decisions()).as("its own is longer and more severe").containsExactly("1 PAUSED PRICE_BAND to 123",
            "2 AUCTION GROUP to 123 led by 1", "3 AUCTION GROUP to 123 led by 1", "1 denied");
    }

    @Test
    void shouldTakeACallBackWhenTheLeadMonthTripsMeanwhile()
    {
        open();
        venue.potential(2, 0, 11_000);
        venue.tick(122);
        assertThat(decisions()).contains("0 asked");
        venue.potential(123, LEAD, 11_000);
        assertThat(decisions()).contains("0 PAUSED GROUP to 243 led by 1");
        venue.publisher.indicativePrice(0, 0, at(124), Scope.instrument(0), 0, 11_000, 0, 0);
        assertThat(decisions()).as("nothing is asked").isEmpty();
        venue.tick(243);
        assertThat(decisions()).contains("0 asked");
    }

    @Test
    void shouldGoOnWithAPausedGroupWhenTheProcessIsKilled()
    {
        open();
        venue.potential(2, LEAD, 11_000);
        decisions();
        venue.breaker.onBatchEnd();
        journal = journal.afterwards();
        venue = new Venue(rulebook, Capacities.forInstruments(70), journal, 30);
        decisions();
        for (int i = 0; i <= OTHERS + 1; i++)
        {
            venue.publisher.bookReady(0, 0, at(31), i);
        }
        assertThat(at(122)).as("as before").isEqualTo(venue.breaker.engine().read(Scope.instrument(3)).breakers().get(0)
            .deadlineNs());
        for (int s = 40; s <= 190; s += 10)
        {
            venue.tick(s);
        }
        decisions();
        assertThat(gate(3, 190)).isEqualTo(GateCode.ALLOWED);
        venue.potential(200, LEAD, 12_000);
        assertThat(decisions()).contains("0 PAUSED GROUP to 320 led by 1", "3 PAUSED GROUP to 320 led by 1");
    }

    @Test
    void shouldKeepTheRingWhenInstrumentsLeaveAndComeBack()
    {
        open();
        venue.publisher.instrumentRemove(0, 0, at(2), 0, 1);
        venue.publisher.instrumentRemove(0, 0, at(2), 2, 1);
        venue.potential(3, LEAD, 11_000);
        assertThat(decisions()).containsExactly("1 PAUSED PRICE_BAND to 123", "3 PAUSED GROUP to 123 led by 1",
            "1 denied");
        venue.tick(200);
        define(2, 2, "product_other");
        price(2);
        decisions();
        venue.potential(201, LEAD, 13_000);
        assertThat(decisions()).containsExactly("1 PAUSED PRICE_BAND to 321", "2 PAUSED GROUP to 321 led by 1",
            "3 PAUSED GROUP to 321 led by 1", "1 denied");
    }

    @Test
    void shouldRefuseOneInstrumentMoreThanAGroupCanHave()
    {
        open();
        for (int i = OTHERS + 2; i < 65; i++)
        {
            define(i, 1, "product_other");
        }
        assertThat(venue.decisions()).isEmpty();
        define(65, 1, "product_other");
        assertThat(venue.decisions()).containsExactly("QUALITY GROUP_FULL 65 expected 64");
        define(66, 1, "lead_month");
        assertThat(venue.decisions()).as("of no group").isEmpty();
        venue.potential(2, LEAD, 11_000);
        assertThat(decisions()).hasSize(65);
    }

    private int gate(final int index)
    {
        return gate(index, 3);
    }

    private int gate(final int index, final double seconds)
    {
        return venue.breaker.sharedGate().checkPrint(index, Side.BUY.code(), OrderKind.AGGRESSIVE.code(), 10_000, 1,
            at(seconds), new VerdictDetail());
    }

    private List<String> decisions()
    {
        final List<String> lines = new ArrayList<>();
        while (venue.breaker.decisions().poll((template, buffer, offset, length) ->
            add(lines, template, buffer, offset), 1000) > 0)
        {
            continue;
        }
        return lines;
    }

    private static void add(final List<String> lines, final int template, final UnsafeBuffer buffer, final int offset)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        if (template == TradingStateChangeDecoder.TEMPLATE_ID)
        {
            final TradingStateChangeDecoder d =
                new TradingStateChangeDecoder().wrapAndApplyHeader(buffer, offset, header);
            lines.add(Scope.index(d.scope()) + " " + d.toState() + " " + d.reason() +
                (d.deadlineNs() == Long.MAX_VALUE ? "" : " to " + (d.deadlineNs() - Venue.ORIGIN) / Venue.SECOND) +
                (d.leader() == 0 ? "" : " led by " + (d.leader() - 1)));
        }
        else if (template == UncrossRequestDecoder.TEMPLATE_ID)
        {
            lines.add(Scope.index(new UncrossRequestDecoder().wrapAndApplyHeader(buffer, offset, header).scope()) +
                " asked");
        }
        else if (template == VerdictDeniedDecoder.TEMPLATE_ID)
        {
            lines.add(Scope.index(new VerdictDeniedDecoder().wrapAndApplyHeader(buffer, offset, header).scope()) +
                " denied");
        }
    }
}
