package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.beforeClose;
import static io.firebreak.conformance.CaseSetup.percent;
import static io.firebreak.conformance.CaseSetup.publishes;
import static io.firebreak.conformance.CaseSetup.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import io.firebreak.rulebook.Rulebook;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of families. */
final class Families
{
    private static final Map<String, Family> BY_NAME = new LinkedHashMap<>();

    static
    {
        unitedStates();
        ladders();
        BandFamilies.add();
        CallFamilies.add();
        CryptoFamilies.add();
    }

    private Families()
    {
    }

    /** The family of a case; null where there is none, or none of its rulebook is shipped. */
    static Family of(final JsonNode vector)
    {
        final Family family = BY_NAME.get(name(vector));
        return family != null && Rulebook.shipped().contains(family.rulebook) ? family : null;
    }

    /** Family and mechanism of a case. */
    static String name(final JsonNode vector)
    {
        final String mechanism = vector.path("params").path("mechanism").asText("");
        return vector.path("rulebook").asText() + (mechanism.isEmpty() ? "" : "/" + mechanism);
    }

    static Map<String, Family> all()
    {
        return Map.copyOf(BY_NAME);
    }

    static Family add(final String name, final String rulebook)
    {
        final Family family = new Family(name, rulebook);
        BY_NAME.put(name, family);
        return family;
    }

    private static void unitedStates()
    {
        add("US_LULD", "us-luld").instrument("tier1").tick("0.01")
            .param("tier", (setup, value) -> setup.className = "tier" + value.asText())
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("regularClose", (setup, value) -> setup.close = value.asText())
            .param("windowSec", set("*.mean_300s.window_s"))
            .param("leverage", (setup, value) -> setup.leverage = new BigDecimal(value.asText()));
        add("US_MWCB", "us-mwcb").market()
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("regularClose", (setup, value) -> setup.close = value.asText());
    }

    /** A halt for the rest of the day is a halt in these families' words, and its length is null. */
    private static void ladders()
    {
        final String china = "market.index.";
        add("CN_INDEX_CB_2016", "csi300-2016").market().hours("09:30:00", "15:00:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("l1", percent(china + "level_1.width_ppm")).param("l2", percent(china + "level_2.width_ppm"))
            .param("haltSec", set(china + "pause.length_s"))
            .param("cutoff", beforeClose(china + "level_1.lengths.day.until_before_close_s"))
            .state("HALT", "HALTED", "CLOSED");
        final String korea = "market.circuit_breaker.";
        add("KRX/CB", "krx-market").market().hours("09:00:00", "15:30:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("sustainSec", set(korea + "phase_1.sustain_s", korea + "phase_2.sustain_s",
                korea + "phase_3.sustain_s"))
            .param("haltSec", set(korea + "pause.length_s")).param("auctionSec", set(korea + "reopening.call_s"))
            .state("HALT", "HALTED", "CLOSED").state("CALL_AUCTION", "AUCTION").state("CALL", "AUCTION");
        add("NSE_MWCB", "nse-market").market().hours("09:15:00", "15:30:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("preOpenSec", set("market.mwcb.reopening.call_s"))
            .state("HALT", "HALTED", "CLOSED")
            .state("CALL_AUCTION", "AUCTION").state("PRE_OPEN", "AUCTION").state("PRE_OPEN_CALL", "AUCTION");
    }
}
